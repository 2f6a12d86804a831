"""Pagefind's files of version 1.5: which there are, how they are packed, and which lists are in them.

    pagefind-entry.json                     names the hash of `pagefind.<hash>.pf_meta`
    pagefind.<hash>.pf_meta                 [version, pages, chunks, filters, sorts, names of meta fields]
    index/<hash>.pf_index                   a chunk: [[word, pages, variants] …]
    filter/<hash>.pf_filter                 [name, [[value, numbers of pages] …]]
    fragment/<hash>.pf_fragment             what a result shows of a page, as JSON

A page of a chunk is [how many numbers after the page before, places, places in meta fields].
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from commonplace.search.cbor import CborError, Value, decode, encode

ENTRY = "pagefind-entry.json"
_MAGIC = b"pagefind_dcd"
_SHORT, _LONG = 7, 15  # signs of a hash


class BundleError(ValueError):
    """The files are not as this version of Pagefind writes them."""


@dataclass
class Meta:
    """What pf_meta says: pages as [hash, number of words], chunks as [first word, last word, hash], filters
    as [name, hash]."""

    version: str
    pages: list[list[Any]]
    chunks: list[list[str]]
    filters: list[list[str]]
    sorts: list[Any]
    fields: list[str]

    def packed(self) -> bytes:
        """As it stands in a bundle."""
        parts = [self.version, self.pages, self.chunks, self.filters, self.sorts, self.fields]
        return pack(encode(cast("Value", parts)))


def unpack(data: bytes) -> bytes:
    """What is in a file of the bundle. Raises BundleError."""
    try:
        inner = gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        raise BundleError("it is not packed") from None
    if not inner.startswith(_MAGIC):
        raise BundleError("it is something else")
    return inner[len(_MAGIC) :]


def pack(inner: bytes) -> bytes:
    """The same the other way round; the same bytes each time."""
    return gzip.compress(_MAGIC + inner, 6, mtime=0)


def unpack_lists(data: bytes) -> list[Any]:
    """The lists in a file of the bundle. Raises BundleError."""
    try:
        value, _ = decode(unpack(data))
    except CborError as problem:
        raise BundleError(str(problem)) from None
    if not isinstance(value, list):
        raise BundleError("it is no list")
    return value


def language_of(files: Mapping[str, bytes]) -> tuple[dict[str, Any], str]:
    """What the entry says, and the one language that it has. Raises BundleError."""
    try:
        entry = json.loads(files[ENTRY])
        (language,) = entry["languages"]
    except (KeyError, ValueError, TypeError):
        raise BundleError("the entry says something else") from None
    return entry, language


def meta_path(files: Mapping[str, bytes]) -> str:
    """Where pf_meta is. Raises BundleError."""
    entry, language = language_of(files)
    return f"pagefind.{entry['languages'][language]['hash']}.pf_meta"


def read_meta(files: Mapping[str, bytes]) -> Meta:
    """What pf_meta says. Raises BundleError."""
    try:
        return Meta(*unpack_lists(files[meta_path(files)]))
    except (KeyError, TypeError):
        raise BundleError("there is no pf_meta") from None


def write_meta(files: dict[str, bytes], meta: Meta) -> None:
    """Put another pf_meta in the place of the one that is there, and name it in the entry."""
    entry, language = language_of(files)
    files.pop(meta_path(files), None)
    data = meta.packed()
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:_LONG]}"
    entry["languages"][language] |= {"hash": name, "page_count": len(meta.pages)}
    files[f"pagefind.{name}.pf_meta"] = data
    files[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def add_file(files: dict[str, bytes], folder: str, language: str, data: bytes) -> str:
    """Add a chunk or a filter under a name that its content gives; the hash."""
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:_SHORT]}"
    while files.get(f"{folder}/{name}.pf_{folder}", data) != data:  # so short a hash may be taken
        name += "x"
    files[f"{folder}/{name}.pf_{folder}"] = data
    return name


def settle(files: dict[str, bytes]) -> None:
    """Give what Pagefind writes in an order of chance, filters and their values, the order of the alphabet,
    so that the same hub gives the same bytes. Raises BundleError."""
    _, language = language_of(files)
    meta = read_meta(files)
    filters = {}
    for name, digest in meta.filters:
        filters[name] = read_filter(files.pop(f"filter/{digest}.pf_filter"))
    write_filters(files, meta, filters, language)
    write_meta(files, meta)


def read_filter(data: bytes) -> dict[str, set[int]]:
    """The pages of each value of a filter. Raises BundleError."""
    return {value: set(pages) for value, pages in unpack_lists(data)[1]}


def write_filters(
    files: dict[str, bytes],
    meta: Meta,
    filters: Mapping[str, Mapping[str, set[int]]],
    language: str,
) -> None:
    """Add the files of all filters, and name them in `meta`."""
    meta.filters = []
    for name, values in sorted(filters.items()):
        rows = [[value, sorted(pages)] for value, pages in sorted(values.items()) if pages]
        data = pack(encode(cast("Value", [name, rows])))
        meta.filters.append([name, add_file(files, "filter", language, data)])
