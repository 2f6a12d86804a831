"""Which files of the docs folder go out beside the plan: those at whose places the plan puts nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.readers.docs import DocsFolder
from commonplace.readers.files import PAGE_TYPES
from commonplace.search.manifest import BUNDLE as SEARCH
from commonplace.site.landscape import GENERATED_INDEXES


def place_on_site(docs_path: str) -> str:
    """Where a file of the docs folder is on the site: `a/b.md` is `a/b/index.html`."""
    stem, extension = posixpath.splitext(docs_path)
    if extension not in PAGE_TYPES:
        return docs_path
    folder, name = posixpath.split(stem)
    return posixpath.join(folder if name in ("index", "README") else stem, "index.html")


def choose_docs_files(
    docs: DocsFolder, docs_dir: str, addresses: Iterable[str], written: Iterable[str]
) -> tuple[frozenset[str], list[Diagnostic]]:
    """The files that go out as they are, and advice about those that give way to the plan.

    `addresses` are those of the plan's pages, `written` the places of its other files; the folder of the
    search is the hub's alone. Some machines do not tell two names apart by their capitals.
    """
    taken = {f"{address}index.html".casefold() for address in addresses}
    taken.update(place.casefold() for place in written)
    chosen, problems = set(), []
    for path in sorted(docs.files.difference(GENERATED_INDEXES)):
        place = place_on_site(path)
        if place.casefold() in taken or place.casefold().startswith(SEARCH):
            address = place.removesuffix("index.html")
            problems.append(diagnose("docs-taken", f"{docs_dir}/{path}", address=address))
        else:
            chosen.add(path)
    return frozenset(chosen), problems
