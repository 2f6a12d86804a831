"""What can be told of single files without reading the whole hub: for `check --base`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from commonplace.diagnostics import Diagnostic
from commonplace.model.contribution import Document
from commonplace.readers.contributions import FOLDER, PEOPLE, kind_of_path, read_document
from commonplace.readers.drawings import drawing_problem
from commonplace.readers.markdown_file import read_markdown
from scripts._check_links import link_problems


def single_problems(
    root: Path, paths: Iterable[str], docs_dir: str, *, hub: Path | None = None
) -> Iterator[Diagnostic]:
    """What readers say of each file alone: its block at the top, its characters, its Markdown, its drawing.

    Then their pictures, links and topics, as far as the folders and Git say. Addresses, people and the
    history need the others, so they are left to a check of everything. Where the files do not lie in the hub
    whose texts they will be, `hub` is that.
    """
    curated = (f"{FOLDER}/{PEOPLE}/", f"{docs_dir}/topics/", f"{docs_dir}/paths/")
    documents: list[Document] = []
    for path in paths:
        low = path.lower()
        if low.endswith(".svg"):
            problem = drawing_problem(root, path)
            if problem:
                yield problem
        if not low.endswith((".md", ".markdown")) or low.endswith("/readme.md"):
            continue
        kind = kind_of_path(path)
        if kind is not None:
            document, problems = read_document(root, path, kind)
            documents += [document] if document is not None else []
            yield from problems
        elif path.startswith(curated):
            yield from read_markdown(root, path)[1]
    yield from link_problems(hub or root, documents, docs_dir)
