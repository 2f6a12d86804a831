"""Texts that were withdrawn: they are no contributions any more, and their addresses say so."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from commonplace.assemble.addresses import address_of_path, contribution_address
from commonplace.model.contribution import Document
from commonplace.model.history import History
from commonplace.model.hub import Withdrawn

STANDS_FOR = "withdrawn-"
"""How the name of a file begins whose own name said too much: then no former address leads there."""


def withdrawn_texts(
    documents: Iterable[Document], history: History, docs_dir: str, taken: Collection[str]
) -> tuple[Withdrawn, ...]:
    """One for each address; an address that a text of today has (`taken`) stays that text's."""
    found: dict[str, Withdrawn] = {}
    for document in documents:
        address = contribution_address(document.kind, document.slug)
        if address in taken:
            continue
        former = [f"{one}/" for one in document.front.addresses]
        past = history.files.get(document.path)
        if past and not document.slug.startswith(STANDS_FOR):
            former += [one for path in past.paths if (one := address_of_path(path, docs_dir))]
        others = (one for one in dict.fromkeys(former) if one != address and one not in taken)
        found.setdefault(address, Withdrawn(address, document.path, tuple(others)))
    return tuple(sorted(found.values(), key=lambda one: one.address))
