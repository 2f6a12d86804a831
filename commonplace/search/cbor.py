"""As much of CBOR (RFC 8949) as Pagefind writes: whole numbers, texts, and lists of them."""

from __future__ import annotations

from collections.abc import Sized
from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"

_NUMBER, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}


class CborError(ValueError):
    """The bytes are none of this."""


def decode(data: bytes, at: int = 0) -> tuple[Value, int]:
    """The value at a place, and the place behind it. Raises CborError."""
    try:
        return _decode(data, at)
    except (IndexError, UnicodeDecodeError, RecursionError):
        raise CborError("it is cut off, or no text") from None


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    kind, number, at = head(data, at)
    if kind == _NUMBER:
        return number, at
    if kind == _NEGATIVE:
        return -1 - number, at
    if kind == _TEXT:
        end = at + number
        if end > len(data):
            raise IndexError
        return data[at:end].decode(), end
    if kind != _LIST or number > len(data):
        raise CborError(f"kind {kind} is not known here")
    found: list[Value] = []
    for _ in range(number):
        first = data[at]
        if first < 24:  # most of what there is
            found.append(first)
            at += 1
        else:
            value, at = _decode(data, at)
            found.append(value)
    return found, at


def head(data: bytes, at: int) -> tuple[int, int, int]:
    """The kind of what is at a place, its number, and the place behind both."""
    first = data[at]
    kind, number = first >> 5, first & 31
    at += 1
    if number < 24:
        return kind, number, at
    size = _SIZES.get(number, 0)
    if not size or at + size > len(data):
        raise IndexError
    return kind, int.from_bytes(data[at : at + size]), at + size


def encode(value: Value) -> bytes:
    """A value in the fewest bytes."""
    parts = bytearray()
    _encode(value, parts)
    return bytes(parts)


def _encode(value: Value, parts: bytearray) -> None:
    if isinstance(value, int):
        parts += _head(_NUMBER, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    elif isinstance(value, str):
        text = value.encode()
        parts += _head(_TEXT, len(text)) + text
    else:
        parts += list_head(value)
        for one in value:
            _encode(one, parts)


def list_head(values: Sized) -> bytes:
    """What stands before the members of a list."""
    return _head(_LIST, len(values))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes((kind << 5 | number,))
    for sign, size in _SIZES.items():
        if number < 1 << 8 * size:
            return bytes((kind << 5 | sign,)) + number.to_bytes(size)
    raise CborError(f"{number} is too large")
