"""The folders of the docs folder that curators write in: docs/topics and docs/paths.

Anybody may propose files there, so nothing in them goes out as it is: their texts become pages of the hub,
cleaned, and other files go out only where a text leads to them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.readers.drawings import drawing_problem
from commonplace.readers.files import ASSET_TYPES, PAGE_TYPES, list_files

_ACTIVE_TYPES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".xml", ".xsl", ".js", ".mjs", ".css")
_NOT_TEXTS = ("index.md", "readme.md")


@dataclass(frozen=True)
class CuratedFolder:
    """A folder below the docs folder. `stray` and `unused` are the codes for what does not belong there
    and for what no text leads to."""

    name: str
    stray: str
    unused: str


TOPICS = CuratedFolder("topics", "topic-stray", "topic-unused")
PATHS = CuratedFolder("paths", "path-stray", "path-unused")
CURATED = (TOPICS, PATHS)


def curated_texts(
    root: Path, docs_dir: str, folder: CuratedFolder
) -> tuple[list[str], tuple[Diagnostic, ...]]:
    """The paths of the texts directly in a folder; index.md there is the list of them itself."""
    place = f"{docs_dir}/{folder.name}"
    listing = list_files(root, place)
    texts = [path for path in listing.sizes if _is_text(path, place)]
    return texts, tuple(listing.diagnostics)


def curated_files(
    root: Path, docs_dir: str, sizes: Mapping[str, int]
) -> tuple[dict[str, int], list[Diagnostic]]:
    """Of the files in `sizes`, those beside curators' texts that a text may lead to, and what is wrong
    with the others."""
    files: dict[str, int] = {}
    problems: list[Diagnostic] = []
    for folder in CURATED:
        place = f"{docs_dir}/{folder.name}"
        for path, size in sizes.items():
            if not path.startswith(f"{place}/") or _has_reader(path, place):
                continue
            problem = _problem(root, path, folder, place)
            if problem is None:
                files[path] = size
            else:
                problems.append(problem)
    return files, problems


def _problem(root: Path, path: str, folder: CuratedFolder, place: str) -> Diagnostic | None:
    """Why a file may not go out."""
    name = posixpath.basename(path)
    extension = posixpath.splitext(name)[1].lower()
    is_readme = name.lower() == "readme.md"
    if extension in (*PAGE_TYPES, *_ACTIVE_TYPES) and not is_readme:
        return diagnose(folder.stray, path, folder=place)
    if extension not in ASSET_TYPES:
        return diagnose(folder.unused, path)
    return drawing_problem(root, path)


def _is_text(path: str, place: str) -> bool:
    above, name = posixpath.split(path)
    return above == place and name.lower().endswith(".md") and name.lower() not in _NOT_TEXTS


def _has_reader(path: str, place: str) -> bool:
    return _is_text(path, place) or path == f"{place}/index.md"


def unused_file(path: str, docs_dir: str) -> Diagnostic:
    """The advice about a file beside curators' texts that no text leads to."""
    inside = next(one for one in CURATED if path.startswith(f"{docs_dir}/{one.name}/"))
    return diagnose(inside.unused, path)
