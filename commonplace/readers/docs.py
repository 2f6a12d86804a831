"""The docs folder: which files it has, and the words that a company puts above the hub's own pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from commonplace.diagnostics import Diagnostic
from commonplace.markup.text import plain_text, split_title
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.curated_folders import CURATED, curated_files
from commonplace.readers.files import PAGE_TYPES, list_files, read_text
from commonplace.readers.frontmatter import TopBlock, split_front_matter
from commonplace.readers.markdown_file import read_markdown

_NO_TEXT = re.compile(r"~|null|true|false|yes|no|on|off|[\d._:+-]+(?:e\d+)?", re.IGNORECASE)
_SHOWN_AS_IT_IS = re.compile(r"(?:(?!\.\.|--)[\w ,.?!-])+")


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
    """A page of the company's own: its block at the top as it is, its text, and its title if it says one.

    It is not `searched` where it says so, in the words that Material has for it.
    """

    path: str
    top: str
    body: str
    body_line: int
    title: str | None = None
    searched: bool = True


@dataclass(frozen=True)
class DocsFolder:
    """`files` are paths below the docs folder of what may go out; `words` those texts that stand above
    the hub's own pages, `pages` all others but those of curators, by the same paths. `curated_assets` are
    the files beside topics and paths, which go out if a text leads to them: sizes in bytes by paths in
    the repository."""

    files: frozenset[str]
    words: Mapping[str, OwnWords]
    diagnostics: tuple[Diagnostic, ...]
    pages: Mapping[str, OwnPage] = field(default_factory=dict)
    curated_assets: Mapping[str, int] = field(default_factory=dict)


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
        searched = not _is_left_out(split)
        yield docs_path, OwnPage(path, top, split.body, split.body_line, _title(split), searched)


def _is_left_out(split: TopBlock) -> bool:
    """Whether a page says `search: {exclude: true}`."""
    wish = split.mapping.get("search") if split.mapping else None
    said = wish.get("exclude") if isinstance(wish, nodes.Mapping) else None
    return isinstance(said, nodes.Scalar) and said.value.lower() in ("true", "yes", "on")


def _title(split: TopBlock) -> str | None:
    """The title as an engine shows it: what the block at the top says, or the heading that opens the text.

    None where an engine may make something else of the words, such as a sign of `:tada:` or True of `yes`.
    """
    said = split.mapping.get("title") if split.mapping else None
    if said is not None:
        is_text = isinstance(said, nodes.Scalar) and not (
            said.plain and _NO_TEXT.fullmatch(said.value)
        )
        return said.value.strip() or None if is_text and isinstance(said, nodes.Scalar) else None
    heading = split_title(split.body)[0]
    return heading if heading and _SHOWN_AS_IT_IS.fullmatch(heading) else None


def read_docs(
    root: Path, docs_dir: str, generated: Sequence[str], *, develop: bool = False
) -> DocsFolder:
    """List the docs folder and read those files in it whose pages the hub makes itself.

    docs/develop counts only if `develop` says that it is published. Anybody may propose files in
    docs/topics and docs/paths: none of them goes out as it is.
    """
    listing = list_files(root, docs_dir)
    inside = {path[len(docs_dir) + 1 :] for path in listing.sizes}
    curated = tuple(folder.name for folder in CURATED)  # what is wrong there, their readers tell
    elsewhere = tuple(f"{docs_dir}/{name}" for name in curated)
    problems = [d for d in listing.diagnostics if not d.path.startswith(elsewhere)]
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
    hidden = ("overrides", *curated, *(() if develop else ("develop",)))
    left_out = tuple(f"{name}/" for name in hidden)
    files = {path for path in inside if not path.lower().startswith(left_out)}
    pages: dict[str, OwnPage] = {}
    for docs_path, own in _own_pages(root, docs_dir, sorted(files.difference(generated))):
        if isinstance(own, Diagnostic):
            problems.append(own)
            files.remove(docs_path)
        else:
            pages[docs_path] = own
    assets, found = curated_files(root, docs_dir, listing.sizes)
    return DocsFolder(frozenset(files), words, (*problems, *found), pages, assets)
