"""A few records of an index changed, without indexing all others again.

Pagefind itself makes two small indexes, one of the records as they were and one as they are. What the first
has is taken out of the large index, and what the second has is put in: so nothing is left of what is no
longer said. Only the words concerned are unpacked.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commonplace.search.bundle import (
    BundleError,
    Meta,
    add_file,
    language_of,
    pack,
    read_filter,
    read_meta,
    unpack,
    write_filters,
    write_meta,
)
from commonplace.search.entries import (
    Forms,
    chunk_of,
    entries,
    entry,
    forms_of,
    packed_entries,
)

NOWHERE = "/-/"
"""The address of a record that is in every small index for its fields alone, so that they have the numbers
that they have in the large one."""


@dataclass(frozen=True)
class Small:
    """A small index, unpacked. `pages` are [hash, number of words] by number, `addresses` by hash."""

    pages: Mapping[int, list[Any]]
    addresses: Mapping[str, str]
    fields: list[str]
    words: Mapping[str, Forms]
    filters: Mapping[str, Mapping[str, set[int]]]
    files: Mapping[str, bytes]


def read_small(files: Mapping[str, bytes]) -> Small:
    """Unpack an index of a few records. Raises BundleError."""
    meta = read_meta(files)
    words: dict[str, Forms] = {}
    for _, _, digest in meta.chunks:
        words.update(entries(unpack(files[f"index/{digest}.pf_index"])))
    filters = {}
    for name, digest in meta.filters:
        filters[name] = read_filter(files[f"filter/{digest}.pf_filter"])
    addresses = {
        digest: str(json.loads(unpack(files[f"fragment/{digest}.pf_fragment"]))["url"])
        for digest, _ in meta.pages
    }
    pages = {at: page for at, page in enumerate(meta.pages) if addresses[page[0]] != NOWHERE}
    return Small(pages, addresses, meta.fields, words, filters, files)


def patch(files: Mapping[str, bytes], was: Small, now: Small) -> dict[str, bytes]:
    """The large index with the pages of `was` replaced by those of `now`.

    A page takes the place of the one with its address, or else of one that is gone; more come at the end.
    Raises BundleError where anything is not as it has to be: then everything has to be indexed.
    """
    found = dict(files)
    _, language = language_of(found)
    meta = read_meta(found)
    if not meta.fields == was.fields == now.fields or meta.sorts:
        raise BundleError("there are other fields")
    old, new = _places(meta, was, now)
    for digest, _ in was.pages.values():
        name = f"fragment/{digest}.pf_fragment"
        if found.pop(name) != was.files[name]:  # in a merged index, another page may have its hash
            raise BundleError("a page is another")
    _change_words(found, meta, language, _Change(was, old, now, new))
    _change_filters(found, meta, language, _Change(was, old, now, new))
    for at, (digest, count) in now.pages.items():
        meta.pages[new[at]] = [digest, count]
        name = f"fragment/{digest}.pf_fragment"
        found[name] = now.files[name]
    if len({digest for digest, _ in meta.pages}) != len(meta.pages):
        raise BundleError("two pages have one hash")
    write_meta(found, meta)
    return found


@dataclass(frozen=True)
class _Change:
    """Both small indexes, each with the places that its pages have in the large one."""

    was: Small
    old: Mapping[int, int]
    now: Small
    new: Mapping[int, int]


def _places(meta: Meta, was: Small, now: Small) -> tuple[dict[int, int], dict[int, int]]:
    numbers = {digest: number for number, (digest, _) in enumerate(meta.pages)}
    old = {at: numbers.get(digest, -1) for at, (digest, _) in was.pages.items()}
    if -1 in old.values():
        raise BundleError("a page is not there")
    free = {was.addresses[was.pages[at][0]]: number for at, number in old.items()}
    new, others = {}, []
    for at, (digest, _) in now.pages.items():
        if (place := free.pop(now.addresses[digest], None)) is None:
            others.append(at)
        else:
            new[at] = place
    left = list(free.values())
    if len(left) > len(others):
        raise BundleError("there are fewer pages than before")
    for at in others:
        if not left:
            left.append(len(meta.pages))
            meta.pages.append(["", 0])
        new[at] = left.pop()
    return old, new


def _change_words(files: dict[str, bytes], meta: Meta, language: str, change: _Change) -> None:
    starts = [first for first, _, _ in meta.chunks]
    concerned: dict[int, list[str]] = {}
    for word in sorted(change.was.words.keys() | change.now.words.keys()):
        concerned.setdefault(max(0, bisect_right(starts, word) - 1), []).append(word)
    for number, words in concerned.items():
        _, _, digest = meta.chunks[number]
        chunk = _Chunk(unpack(files.pop(f"index/{digest}.pf_index")))
        for word in words:
            forms = chunk.take(word)
            for form, page, _ in _each(change.was, word, change.old):
                if forms.get(form, {}).pop(page, None) is None:
                    raise BundleError("a word is not there")
            for form, page, found in _each(change.now, word, change.new):
                forms.setdefault(form, {})[page] = found
            chunk.put(word, forms)
        name = add_file(files, "index", language, pack(chunk.whole()))
        meta.chunks[number] = [*chunk.edges(), name]


def _each(small: Small, word: str, places: Mapping[int, int]) -> Iterator[tuple[str, int, bytes]]:
    for form, pages in small.words.get(word, {}).items():
        for number, found in pages.items():
            if number in places:
                yield form, places[number], found


class _Chunk:
    """A chunk of which single words are taken out and put in again, at its end: nobody relies on an order."""

    def __init__(self, inner: bytes) -> None:
        listed = list(packed_entries(inner))
        self._entries = dict(listed)
        if len(self._entries) != len(listed):
            raise BundleError("a chunk has a word twice")

    def take(self, word: str) -> Forms:
        """What is there about a word, which is gone then."""
        found = self._entries.pop(word, None)
        return {} if found is None else forms_of(found)

    def put(self, word: str, forms: Forms) -> None:
        """Add a word that is on any page."""
        if any(forms.values()):
            self._entries[word] = entry(word, forms)

    def edges(self) -> tuple[str, str]:
        """The first and the last of its words, which the list of chunks names. Raises BundleError."""
        if not self._entries:
            raise BundleError("a chunk has no words left")
        return min(self._entries), max(self._entries)

    def whole(self) -> bytes:
        """The chunk as it is now."""
        return chunk_of([*self._entries.values()])


def _change_filters(files: dict[str, bytes], meta: Meta, language: str, change: _Change) -> None:
    touched = {*change.old.values(), *change.new.values()}
    filters: dict[str, dict[str, set[int]]] = {}
    for name, digest in meta.filters:
        found = read_filter(files.pop(f"filter/{digest}.pf_filter"))
        filters[name] = {value: pages - touched for value, pages in found.items()}
    for name, values in change.now.filters.items():
        for value, pages in values.items():
            new = {change.new[number] for number in pages if number in change.new}
            filters.setdefault(name, {}).setdefault(value, set()).update(new)
    write_filters(files, meta, filters, language)
