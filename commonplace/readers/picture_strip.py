"""A picture without what it says about itself: no place, no name, no comment, and every dot as it was.

What is kept is what browsers need to show it: colors, size, movement, and which way a camera was held.
The formats are told in picture_notes.py; GIF: https://www.w3.org/Graphics/GIF/spec-gif89a.txt.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"} | {
    *(b"acTL", b"fcTL", b"fdAT"),
}
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"}
_WEBP_NOTES = 0x0C  # the flags that say that Exif and XMP follow
_GIF_MOVES = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_ORIENTATION = 0x0112


class StripError(Exception):
    """A picture is broken, or of a kind that cannot be made clean."""


def stripped(data: bytes) -> bytes:
    """The same picture without its particulars. Raises StripError."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return b"".join(_jpeg(data))
        if data.startswith(_PNG):
            return b"".join(_png(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return b"".join(_gif(data))
    except (struct.error, IndexError, zlib.error):
        raise StripError from None
    raise StripError


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise StripError
        kind = data[at + 1]
        if kind == 0xFF:  # fill bytes
            at += 1
            continue
        if kind == 0xD9:
            break
        end = at + 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
        part = data[at + 4 : end]
        if kind == 0xE1 and part.startswith(b"Exif\0\0"):
            turned = _orientation(part[6:])
            if turned > 1:
                yield _turned(turned)
        elif _is_kept(kind, part):
            yield data[at:end]
        if kind == 0xDA:
            scan, end = end, scan_end(data, end)
            yield data[scan:end]
        at = end
    yield b"\xff\xd9"


def _is_kept(kind: int, part: bytes) -> bool:
    if kind == 0xFE:
        return False
    if 0xE0 <= kind <= 0xEF:
        return kind in (0xE0, 0xEE) or (kind == 0xE2 and part.startswith(b"ICC_PROFILE\0"))
    return True


def scan_end(data: bytes, at: int) -> int:
    """Where the dots of a scan end: at a mark that is none of theirs."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise StripError
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7 and data[at + 1] != 0xFF:
            return at
        at += 1


def _orientation(tiff: bytes) -> int:
    """Which way the camera was held, from 1 to 8; 0 where that is not said."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    (start,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
    for number in range(min(count, 400)):
        entry = tiff[start + 2 + 12 * number : start + 14 + 12 * number]
        tag, value = struct.unpack(f"{order}H6xH", entry[:10])
        if tag == _ORIENTATION:
            return int(value) if 1 <= value <= 8 else 0
    return 0


def _turned(orientation: int) -> bytes:
    """An Exif block that says which way the camera was held, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    part = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + bytes(4)
    return b"\xff\xe1" + (len(part) + 2).to_bytes(2, "big") + part


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if end > len(data):
            raise StripError
        if kind[0:1].isupper() or kind in _PNG_KEPT:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end
    raise StripError


def _webp(data: bytes) -> bytes:
    parts: list[bytes] = []
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        kind = data[at : at + 4]
        if kind == b"VP8X":
            flags = bytes([data[at + 8] & ~_WEBP_NOTES])
            parts.append(data[at : at + 8] + flags + data[at + 9 : end])
        elif kind in _WEBP_KEPT:
            parts.append(data[at:end])
        at = end
    inner = b"WEBP" + b"".join(parts)
    if not parts:
        raise StripError
    return b"RIFF" + len(inner).to_bytes(4, "little") + inner


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + colors(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at = blocks_end(data, at + 11 + colors(data[at + 9]))
            yield data[start:at]
        elif data[at] == 0x21:
            kind, name = data[at + 1], data[at + 3 : at + 14]
            at = blocks_end(data, at + 2)
            if kind == 0xF9 or (kind == 0xFF and name in _GIF_MOVES):
                yield data[start:at]
        else:
            raise StripError
    yield b";"


def colors(flags: int) -> int:
    """How many bytes a GIF's table of colors has."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def blocks_end(data: bytes, at: int) -> int:
    """Where a GIF's blocks of data end."""
    while data[at]:
        at += data[at] + 1
    return at + 1
