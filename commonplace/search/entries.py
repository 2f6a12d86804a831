"""Words in a chunk of the index: each with the pages that it is on, which are passed over or unpacked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from commonplace.search.bundle import BundleError
from commonplace.search.cbor import CborError, decode, encode, head, list_head

T = TypeVar("T")

Forms = dict[str, dict[int, bytes]]
"""What a word is found by: its spelling ("" for the one without accents) to pages, each with its places as
they are written."""

# A page of a word: how many numbers after the page before, and two lists of numbers, which stay as they are.
# A common word has thousands, so patterns tell them apart: the first byte of a number says how long it is,
# and nothing that comes behind the pages begins as they do.
_STEP = rb"[\x00-\x17]|\x18.|\x19..|\x1a...."
_NUMBER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
_LIST = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
_PLACES = rb"(?:" + _LIST + rb"(?>" + _NUMBER + rb"*)){2}"
_PAGE = re.compile(rb"\x83(" + _STEP + rb")(" + _PLACES + rb")", re.DOTALL)
_ONE_STEP = re.compile(rb"\x83(" + _STEP + rb")" + _PLACES, re.DOTALL)
_PAGES = re.compile(rb"(?>(?:\x83(?:" + _STEP + rb")" + _PLACES + rb")*)", re.DOTALL)
_THREE, _LIST_OF = 0x83, 4  # the head of a list of three, the kind of a list


@dataclass(frozen=True)
class Pages:
    """Pages of a word as they stand there: `steps` are how far each is from the one before, as written."""

    steps: list[bytes]
    written: bytes


def entries(data: bytes) -> Iterator[tuple[str, Forms]]:
    """The words of an unpacked chunk. Raises BundleError."""
    for word, forms, _, _ in _each(data, _numbered):
        yield word, forms


def packed_entries(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The words of an unpacked chunk, each with its entry as it stands there. Raises BundleError."""
    for word, _, at, end in _each(data, _as_written):
        yield word, data[at:end]


def packed_forms(data: bytes) -> Iterator[tuple[str, dict[str, Pages]]]:
    """The words of an unpacked chunk, each with the pages of its forms. Raises BundleError."""
    for word, forms, _, _ in _each(data, _as_written):
        yield word, forms


def chunk_of(written: list[bytes]) -> bytes:
    """A chunk of such entries."""
    return b"".join((b"\x81", list_head(written), *written))


def forms_of(written: bytes) -> Forms:
    """What an entry says. Raises BundleError."""
    return _walked(written, 0, _numbered)[1]


def _each(data: bytes, take: Callable[[Pages], T]) -> Iterator[tuple[str, dict[str, T], int, int]]:
    try:
        kind, one, at = head(data, 0)
        listed, count, at = head(data, at)
    except IndexError:
        raise BundleError("a chunk is cut off") from None
    if (kind, one, listed) != (_LIST_OF, 1, _LIST_OF):
        raise BundleError("a chunk is no list of words")
    for _ in range(count):
        word, forms, end = _walked(data, at, take)
        yield word, forms, at, end
        at = end
    if at != len(data):
        raise BundleError("a chunk is more than its words")


def _walked(data: bytes, at: int, take: Callable[[Pages], T]) -> tuple[str, dict[str, T], int]:
    """A word, what `take` makes of the pages of each of its forms, and the place behind."""
    try:
        if data[at] != _THREE:
            raise BundleError("a word is something else")
        word, at = decode(data, at + 1)
        pages, at = _pages_at(data, at)
        forms = {"": take(pages)}
        _, count, at = head(data, at)
        for _ in range(count):
            form, at = decode(data, at + 1)
            pages, at = _pages_at(data, at)
            forms[str(form)] = take(pages)
    except (CborError, IndexError):
        raise BundleError("a word is cut off") from None
    return str(word), forms, at


def _pages_at(data: bytes, at: int) -> tuple[Pages, int]:
    kind, count, start = head(data, at)
    match = _PAGES.match(data, start)
    if kind != _LIST_OF or match is None:
        raise BundleError("a word has no pages")
    steps = _ONE_STEP.findall(match[0])
    if len(steps) != count:
        raise BundleError("a page of a word is something else")
    return Pages(steps, match[0]), match.end()


def _as_written(pages: Pages) -> Pages:
    return pages


def _numbered(pages: Pages) -> dict[int, bytes]:
    found, number = {}, 0
    for step, places in _PAGE.findall(pages.written):
        number += _value(step)
        found[number] = places
    return found


@cache
def _value(step: bytes) -> int:
    return step[0] if len(step) == 1 else int.from_bytes(step[1:])


def joined(word: str, lists: Iterable[tuple[int, Mapping[str, Pages]]]) -> bytes | None:
    """A word with the pages of several lists, as it stands in a chunk; None if it is on none.

    Page 0 of a list is left out, and page 1 has the number that comes with the list, higher than all before.
    """
    forms: dict[str, _Joined] = {}
    for first, found in lists:
        for form, pages in found.items():
            forms.setdefault(form, _Joined()).add(first, pages)
    plain = forms.pop("", _Joined())
    others = [(form, more.written()) for form, more in sorted(forms.items()) if more.count]
    return _framed(word, plain.written(), others) if plain.count or others else None


class _Joined:
    """Pages of several lists as one, without unpacking what is the same in both."""

    def __init__(self) -> None:
        self.count = self._last = 0
        self._parts: list[bytes] = []

    def add(self, first: int, pages: Pages) -> None:
        steps, written = pages.steps, pages.written
        page = _PAGE.match(written)
        if page and _value(page[1]) == 0:
            steps, written = steps[1:], written[page.end() :]
            page = _PAGE.match(written)
        if page is None:
            return
        number = first + _value(steps[0]) - 1
        self._parts += [b"\x83", encode(number - self._last), written[page.end(1) :]]
        self._last = first + sum(map(_value, steps)) - 1
        self.count += len(steps)

    def written(self) -> bytes:
        return b"".join((list_head(range(self.count)), *self._parts))


def entry(word: str, forms: Forms) -> bytes:
    """A word as it stands in a chunk."""
    others = [(form, _rows(pages)) for form, pages in sorted(forms.items()) if form and pages]
    return _framed(word, _rows(forms.get("", {})), others)


def _framed(word: str, plain: bytes, others: list[tuple[str, bytes]]) -> bytes:
    """An entry of pages that are written already: those of the word as it is, and of its other forms."""
    parts = [bytes((_THREE,)), encode(word), plain, list_head(others)]
    for form, pages in others:
        parts += [b"\x82", encode(form), pages]
    return b"".join(parts)


def _rows(pages: Mapping[int, bytes]) -> bytes:
    parts = [list_head(pages)]
    before = 0
    for number, places in sorted(pages.items()):
        parts.append(b"\x83" + encode(number - before) + places)
        before = number
    return b"".join(parts)
