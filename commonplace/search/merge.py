"""Indexes of the parts of a hub made one: Pagefind takes fifty times the size of what it indexes at once.

The pages of a part follow those of the part before. Words come from all parts in the order of the alphabet,
so one chunk of each part is unpacked at a time.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
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
from commonplace.search.document import Document
from commonplace.search.entries import Pages, chunk_of, joined, packed_forms
from commonplace.search.patch import NOWHERE

_FULL = 50_000  # bytes of a chunk before it is packed, as Pagefind makes them
_MOST_AT_ONCE = 10_000_000  # signs of HTML, for which Pagefind takes some 450 MB
_MOST_OF_MANY = 1_500_000  # beside a large hub, whose build needs the room: some 100 MB


def in_parts(
    documents: Sequence[Document], at_once: int = _MOST_AT_ONCE, of_many: int = _MOST_OF_MANY
) -> list[Sequence[Document]]:
    """Records in their order as they are indexed at once; most hubs are one part."""
    if sum(len(one.html) for one in documents) <= at_once:
        return [documents]
    parts: list[list[Document]] = []
    room = 0
    for one in documents:
        if not parts or len(one.html) > room:
            parts.append([])
            room = of_many
        parts[-1].append(one)
        room -= len(one.html)
    return [*parts]


@dataclass(frozen=True)
class _Part:
    """The index of a part. Its page 0 is that of NOWHERE; page 1 has the number `first` in the whole."""

    files: Mapping[str, bytes]
    meta: Meta
    first: int

    def words(self) -> Iterator[tuple[str, int, Mapping[str, Pages]]]:
        """Each word with `first` and its pages, in the order of the alphabet."""
        before = ""
        for _, _, digest in self.meta.chunks:
            for word, forms in packed_forms(unpack(self.files[f"index/{digest}.pf_index"])):
                if word <= before:
                    raise BundleError("words are in no order")
                before = word
                yield word, self.first, forms

    def filters(self) -> Iterator[tuple[str, str, set[int]]]:
        """Each value of each filter, with the pages of the whole that have it."""
        for name, digest in self.meta.filters:
            for value, pages in read_filter(self.files[f"filter/{digest}.pf_filter"]).items():
                yield name, value, {self.first + own - 1 for own in pages if own}


def merge(bundles: Iterable[Mapping[str, bytes]]) -> dict[str, bytes]:
    """One index of several, each of which begins with a page at NOWHERE that holds the names of all fields.

    Raises BundleError where anything is not as it has to be: then everything has to be indexed at once.
    """
    parts: list[_Part] = []
    pages: list[list[Any]] = []
    found: dict[str, bytes] = {}
    for files in bundles:
        part = _Part(files, read_meta(files), len(pages))
        if part.meta.sorts or part.meta.fields != (parts or [part])[0].meta.fields:
            raise BundleError("there are other fields")
        parts.append(part)
        pages += _put_pages(found, part)
    _, language = language_of(parts[0].files)
    meta = Meta(parts[0].meta.version, pages, [], [], [], parts[0].meta.fields)
    found |= _others(parts[0].files)
    for words in _chunks(heapq.merge(*(part.words() for part in parts), key=itemgetter(0))):
        name = add_file(found, "index", language, pack(chunk_of([*words.values()])))
        meta.chunks.append([min(words), max(words), name])
    _put_filters(found, meta, parts, language)
    write_meta(found, meta)
    return found


def _put_pages(files: dict[str, bytes], part: _Part) -> Iterator[list[Any]]:
    """Add what a result shows of each page. A hash is so short that two parts may share one."""
    (nowhere, _), *pages = part.meta.pages
    if json.loads(unpack(part.files[_fragment(nowhere)]))["url"] != NOWHERE:
        raise BundleError("a part begins with a page that is somewhere")
    for digest, count in pages:
        own = digest
        while _fragment(own) in files:
            own += "x"
        files[_fragment(own)] = part.files[_fragment(digest)]
        yield [own, count]


def _fragment(digest: str) -> str:
    return f"fragment/{digest}.pf_fragment"


def _others(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is the same for every index: the entry, which is changed later, and the program."""
    of_pages = ("fragment/", "index/", "filter/")
    return {path: data for path, data in files.items() if not path.startswith(of_pages)}


def _chunks(words: Iterable[tuple[str, int, Mapping[str, Pages]]]) -> Iterator[dict[str, bytes]]:
    """The entries of each chunk by their words. A common word alone fills one."""
    chunk: dict[str, bytes] = {}
    size = 0
    for word, of_parts in groupby(words, key=itemgetter(0)):
        written = joined(word, (found[1:] for found in of_parts))
        if written is None:
            continue
        if chunk and size + len(written) > _FULL:
            yield chunk
            chunk, size = {}, 0
        chunk[word] = written
        size += len(written)
    if chunk:
        yield chunk


def _put_filters(
    files: dict[str, bytes], meta: Meta, parts: Sequence[_Part], language: str
) -> None:
    filters: dict[str, dict[str, set[int]]] = {}
    for part in parts:
        for name, value, pages in part.filters():
            filters.setdefault(name, {}).setdefault(value, set()).update(pages)
    write_filters(files, meta, filters, language)
