"""The docs folder: which files it has, and the words that a company puts above the hub's own pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from commonplace.diagnostics import Diagnostic
from commonplace.markup.text import plain_text
from commonplace.readers.files import list_files, read_text
from commonplace.readers.frontmatter import split_front_matter
from commonplace.readers.markdown_file import read_markdown


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
    """`files` are paths below the docs folder; `words` those texts that stand above the hub's own pages,
    `pages` all others but topics, by the same paths."""

    files: frozenset[str]
    words: Mapping[str, OwnWords]
    diagnostics: tuple[Diagnostic, ...]
    pages: Mapping[str, OwnPage] = field(default_factory=dict)


def _own_pages(
    root: Path, docs_dir: str, files: Iterable[str]
) -> Iterator[tuple[str, OwnPage | Diagnostic]]:
    """The pages of the company's own, or why no engine could read one. Topics have their own reader."""
    for docs_path in files:
        if not docs_path.endswith(".md") or docs_path.startswith("topics/"):
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
    root: Path, docs_dir: str, generated: Iterable[str], *, develop: bool = False
) -> DocsFolder:
    """List the docs folder and read those files in it whose pages the hub makes itself.

    docs/develop counts only if `develop` says that it is published.
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
    left_out = ("overrides/",) if develop else ("overrides/", "develop/")
    files = frozenset(path for path in inside if not path.startswith(left_out))
    pages: dict[str, OwnPage] = {}
    for docs_path, own in _own_pages(root, docs_dir, sorted(files - set(words))):
        if isinstance(own, Diagnostic):
            problems.append(own)
        else:
            pages[docs_path] = own
    return DocsFolder(files, words, tuple(problems), pages)
