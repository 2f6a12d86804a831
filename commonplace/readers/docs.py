"""The docs folder: which files it has, and the words that a company puts above the hub's own pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.text import plain_text
from commonplace.readers.drawings import drawing_problem
from commonplace.readers.files import ASSET_TYPES, list_files, read_text
from commonplace.readers.frontmatter import split_front_matter
from commonplace.readers.markdown_file import read_markdown

PAGE_TYPES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of files that MkDocs makes pages of."""

_ACTIVE_TYPES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".xml", ".xsl", ".js", ".mjs", ".css")


@dataclass(frozen=True)
class OwnWords:
    """What `docs/<docs_path>` says: its title and description, if any, and its text."""

    path: str
    title: str | None
    description: str | None
    body: str
    body_line: int


@dataclass(frozen=True)
class OwnPage:
    """A page of the company's own: its block at the top as it is, and its text."""

    path: str
    top: str
    body: str
    body_line: int


@dataclass(frozen=True)
class DocsFolder:
    """`files` are paths below the docs folder of what may go out; `words` those texts that stand above the
    hub's own pages, `pages` all others but topics, by the same paths. `topic_assets` are the files beside
    topics, which go out if a text leads to them: sizes in bytes by paths in the repository."""

    files: frozenset[str]
    words: Mapping[str, OwnWords]
    diagnostics: tuple[Diagnostic, ...]
    pages: Mapping[str, OwnPage] = field(default_factory=dict)
    topic_assets: Mapping[str, int] = field(default_factory=dict)


def _own_pages(
    root: Path, docs_dir: str, files: Iterable[str]
) -> Iterator[tuple[str, OwnPage | Diagnostic]]:
    """The pages of the company's own, or why no engine could read one."""
    for docs_path in files:
        if not docs_path.endswith(PAGE_TYPES):
            continue
        path = f"{docs_dir}/{docs_path}"
        text = read_text(root, path)
        if isinstance(text, Diagnostic):
            yield docs_path, text
            continue
        split, _ = split_front_matter(text, path)
        top = text[: len(text) - len(split.body)]
        yield docs_path, OwnPage(path, top, split.body, split.body_line)


def read_docs(
    root: Path, docs_dir: str, generated: Sequence[str], *, develop: bool = False
) -> DocsFolder:
    """List the docs folder and read those files in it whose pages the hub makes itself.

    docs/develop counts only if `develop` says that it is published. Anybody may propose files in
    docs/topics: none of them goes out as it is.
    """
    listing = list_files(root, docs_dir)
    inside = {path[len(docs_dir) + 1 :] for path in listing.sizes}
    problems = [d for d in listing.diagnostics if not d.path.startswith(f"{docs_dir}/topics")]
    words: dict[str, OwnWords] = {}
    for docs_path in generated:
        if docs_path not in inside:
            continue
        path = f"{docs_dir}/{docs_path}"
        file, found = read_markdown(root, path)
        problems.extend(found)
        if file is None:
            continue
        title = file.fields.text("title", limit=120)
        words[docs_path] = OwnWords(
            path=path,
            title=plain_text(title) if title else file.heading,
            description=file.fields.text("description", limit=300),
            body=file.body,
            body_line=file.body_line,
        )
        problems.extend(file.fields.diagnostics)
    left_out = ("overrides/", "topics/", *(() if develop else ("develop/",)))
    files = {path for path in inside if not path.lower().startswith(left_out)}
    pages: dict[str, OwnPage] = {}
    for docs_path, own in _own_pages(root, docs_dir, sorted(files.difference(generated))):
        if isinstance(own, Diagnostic):
            problems.append(own)
            files.remove(docs_path)
        else:
            pages[docs_path] = own
    assets, found = _topic_assets(root, f"{docs_dir}/topics", listing.sizes)
    return DocsFolder(frozenset(files), words, (*problems, *found), pages, assets)


def _topic_assets(
    root: Path, folder: str, sizes: Mapping[str, int]
) -> tuple[dict[str, int], list[Diagnostic]]:
    """The files beside topics that a text may lead to, and what is wrong with the others."""
    assets: dict[str, int] = {}
    problems = []
    for path, size in sizes.items():
        above, name = posixpath.split(path)
        if not path.startswith(f"{folder}/") or (above == folder and name == "index.md"):
            continue
        extension = posixpath.splitext(name)[1].lower()
        is_readme = name.lower() == "readme.md"
        if above == folder and extension == ".md" and name.lower() not in ("index.md", "readme.md"):
            continue  # topics have a reader of their own
        if extension in (*PAGE_TYPES, *_ACTIVE_TYPES) and not is_readme:
            problems.append(diagnose("topic-stray", path, folder=folder))
        elif extension not in ASSET_TYPES:
            problems.append(diagnose("topic-unused", path))
        elif (unsafe := drawing_problem(root, path)) is not None:
            problems.append(unsafe)
        else:
            assets[path] = size
    return assets, problems
