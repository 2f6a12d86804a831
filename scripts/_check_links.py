"""Links, pictures and topics of a few files, told without reading the whole hub: for `check --base`.

A text that once had an address still leads somewhere, so one that the history took away is not told. Nor is
one that is not there where the history is not whole: a check of everything says it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from commonplace.assemble.topics import name_topics
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.linkscan import Link, find_links
from commonplace.markup.targets import Target, is_host, resolve
from commonplace.model.contribution import Document
from commonplace.model.history import History, HistoryState
from commonplace.model.slug import slug_of
from commonplace.readers.contributions import FOLDER
from commonplace.readers.files import ASSET_TYPES, MAX_ASSET, PAGE_TYPES, is_file, too_large
from commonplace.readers.suggestions import Suggestions
from commonplace.readers.topics import read_topics
from commonplace.site.landscape import index_places
from scripts import _git

_MOST = 200  # paths that the history is asked for


def link_problems(root: Path, documents: Iterable[Document], docs_dir: str) -> Iterator[Diagnostic]:
    """Pictures, texts and files that are not there, files that nobody would see, and unknown topics."""
    documents = list(documents)
    made = index_places(docs_dir)
    doubtful: list[tuple[str, Diagnostic]] = []
    for document in documents:
        for link in find_links(document.body):
            target = resolve(link.destination, document.path)
            if target.kind == "repository" and link.destination and target.path not in made:
                yield from _of_link(root, document, link, target, doubtful)
    doubtful += _of_topics(root, documents, docs_dir)
    gone = _git.once_there(root, sorted({path for path, _ in doubtful})[:_MOST])
    if gone is not None:
        yield from (told for path, told in doubtful if path not in gone)


def _of_link(
    root: Path,
    document: Document,
    link: Link,
    target: Target,
    doubtful: list[tuple[str, Diagnostic]],
) -> Iterator[Diagnostic]:
    path, line, column = target.path, document.body_line + link.line - 1, link.column
    there = path == document.path or _is_there(root, path)
    if not there and link.kind == "image":
        yield diagnose("image-missing", document.path, line, column, target=link.destination)
    elif not there:
        code = "link-no-scheme" if is_host(link.destination) else "link-dead"
        dead = diagnose(code, document.path, line, column, target=link.destination)
        if path.lower().endswith(PAGE_TYPES):
            doubtful.append((path, dead))
        else:
            yield dead
    elif link.kind == "image" and path.startswith(f"{FOLDER}/") and (root / path).is_file():
        size = (root / path).stat().st_size
        if posixpath.splitext(path)[1].lower() not in ASSET_TYPES:
            name = posixpath.basename(path)
            yield diagnose("asset-unused-type", document.path, line, column, name=name)
        elif size > MAX_ASSET:
            yield too_large(path, size, (document.path, line, column))


def _is_there(root: Path, path: str) -> bool:
    """Whether a file is at a path, or a text whose ending was left out."""
    return any(is_file(root, one) for one in (path, f"{path}.md", f"{path}/index.md"))


def _of_topics(
    root: Path, documents: list[Document], docs_dir: str
) -> Iterator[tuple[str, Diagnostic]]:
    if not any(document.front.topics for document in documents):
        return
    topics, _ = read_topics(root, docs_dir)
    names = name_topics(topics, History(HistoryState.ABSENT), docs_dir)
    known = Suggestions(names.by_name)
    for document in documents:
        for written in document.front.topics:
            if names.find(written) is None:
                place, folder = document.front.place("topics"), f"{docs_dir}/topics"
                told = diagnose(
                    "topic-unknown",
                    document.path,
                    place.line,
                    place.column,
                    topic=written,
                    nearest=known.sentence(written),
                    folder=folder,
                )
                yield f"{folder}/{slug_of(written)}.md", told
