"""Which contribution is which: ids that last, and one contribution to an address."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from dataclasses import dataclass

from commonplace.assemble.addresses import contribution_address
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Document
from commonplace.model.history import History, HistoryState

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True)
class Identified:
    """A document with its id. `lasting` is false where the id was derived without a full history."""

    document: Document
    id: str
    lasting: bool


def derived_id(first_path: str, occurrence: int) -> str:
    """Ten letters and digits out of the first path a file ever had, and how often that path began a life.

    Crockford's alphabet, so that no id can be misread.
    """
    name = f"{first_path}\0{occurrence}".encode("utf-8", "surrogateescape")
    digest = hashlib.sha256(name).digest()
    number = int.from_bytes(digest[:8], "big")
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(10))


def identify(
    documents: Iterable[Document], history: History
) -> tuple[tuple[Identified, ...], list[Diagnostic]]:
    """Give each document its id and drop those whose address an older one has.

    An id that is worked out belongs to its contribution before anybody can write it: whoever writes
    another's id gets an error and one of their own. Of two that wrote the same, the older keeps it.
    """
    oldest_first = sorted(documents, key=lambda document: _age(document, history))
    problems: list[Diagnostic] = []
    by_address: dict[str, Document] = {}
    for document in oldest_first:
        address = contribution_address(document.kind, document.slug)
        keeper = by_address.setdefault(address, document)
        if keeper is not document:
            problems.append(diagnose("slug-taken", document.path, other=keeper.path))
    kept = tuple(by_address.values())
    owners: dict[str, Document] = {}
    for document in kept:
        if document.front.id is None:
            owners[_own_id(document, history, owners)] = document
    for document in kept:
        ident = document.front.id
        if ident is None or owners.setdefault(ident, document) is document:
            continue
        place, other = document.front.place("id"), owners[ident].path
        problems.append(
            diagnose("id-taken", document.path, place.line, place.column, id=ident, other=other)
        )
        owners[_own_id(document, history, owners)] = document
    ids = {document.path: ident for ident, document in owners.items()}
    found = (Identified(one, ids[one.path], _lasts(one, ids[one.path], history)) for one in kept)
    return tuple(found), problems


def _age(document: Document, history: History) -> tuple[float, str]:
    past = history.files.get(document.path)
    return (past.landed if past else float("inf"), document.path)


def _own_id(document: Document, history: History, taken: Container[str]) -> str:
    past = history.files.get(document.path)
    first_path, occurrence = (past.first_path, past.occurrence) if past else (document.path, 0)
    while (ident := derived_id(first_path, occurrence)) in taken:
        occurrence += 1
    return ident


def _lasts(document: Document, ident: str, history: History) -> bool:
    known = history.state is HistoryState.FULL and document.path in history.files
    return known or ident == document.front.id
