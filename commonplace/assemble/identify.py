"""Which contribution is which: ids that last, and one contribution to an address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
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

    Of two files with one written id the older in Git keeps it; the other gets an error and a derived one.
    """
    oldest_first = sorted(documents, key=lambda document: _age(document, history))
    problems: list[Diagnostic] = []
    by_address: dict[str, Document] = {}
    for document in oldest_first:
        address = contribution_address(document.kind, document.slug)
        keeper = by_address.setdefault(address, document)
        if keeper is not document:
            problems.append(diagnose("slug-taken", document.path, other=keeper.path))
    kept = by_address.values()
    written: dict[str, Document] = {}
    for document in kept:
        ident = document.front.id
        if ident is None:
            continue
        keeper = written.setdefault(ident, document)
        if keeper is not document:
            place = document.front.place("id")
            problems.append(
                diagnose(
                    "id-taken", document.path, place.line, place.column, id=ident, other=keeper.path
                )
            )
    found = []
    for document in kept:
        ident = document.front.id
        if ident is not None and written[ident] is document:
            found.append(Identified(document, ident, lasting=True))
        else:
            found.append(_derived(document, history, written))
    return tuple(found), problems


def _age(document: Document, history: History) -> tuple[float, str]:
    past = history.files.get(document.path)
    return (past.created.when.timestamp() if past else float("inf"), document.path)


def _derived(document: Document, history: History, written: dict[str, Document]) -> Identified:
    past = history.files.get(document.path)
    first_path, occurrence = (past.first_path, past.occurrence) if past else (document.path, 0)
    while (ident := derived_id(first_path, occurrence)) in written:
        occurrence += 1
    written[ident] = document
    lasting = history.state is HistoryState.FULL and past is not None
    return Identified(document, ident, lasting)
