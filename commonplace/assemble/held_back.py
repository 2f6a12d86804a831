"""Texts that are in no page of this build, by every name: so that a curator who names one learns why."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from commonplace.assemble.addresses import address_of_path, contribution_address
from commonplace.assemble.people import PeopleIndex
from commonplace.model.contribution import Document, Status
from commonplace.model.history import History
from commonplace.model.slug import slug_of


def held_back(documents: Iterable[Document], history: History, docs_dir: str) -> Mapping[str, str]:
    """From every id, source path and address of `documents` to `draft` or `internal`."""
    found: dict[str, str] = {}
    for document in documents:
        reason = "draft" if document.front.status is Status.DRAFT else "internal"
        found.update(dict.fromkeys(_names(document, history, docs_dir), reason))
    return found


def _names(document: Document, history: History, docs_dir: str) -> Iterator[str]:
    if document.front.id:
        yield document.front.id
    yield document.path
    yield contribution_address(document.kind, document.slug)
    yield from (f"{address}/" for address in document.front.addresses)
    past = history.files.get(document.path)
    for path in past.paths[:-1] if past else ():
        address = address_of_path(path, docs_dir)
        if address:
            yield address


def names_kept_back(
    documents: Iterable[Document], history: History, docs_dir: str, people: PeopleIndex
) -> frozenset[str]:
    """What `documents`, which are in no page, and people who are not named can be called by, each as a
    slug: no page may say them."""
    names: set[str] = set()
    for document in documents:
        names.update((document.slug, slug_of(document.title)))
        past = history.files.get(document.path)
        called = (*_names(document, history, docs_dir), *(past.paths if past else ()))
        names.update(slug_of(_last_part(name)) for name in called)
    for form, ident in people.references.items():
        if not people.people[ident].named:
            names.add(slug_of(form))
    return frozenset(names - {""})


def _last_part(name: str) -> str:
    """What a path or an address ends in, without the ending of a file."""
    folder, last = posixpath.split(name.rstrip("/"))
    stem = posixpath.splitext(last)[0]
    return posixpath.basename(folder) if stem == "index" else stem
