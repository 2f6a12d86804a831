"""The particulars of a picture, found in its file: JPEG, PNG, WebP, GIF, HEIC, AVIF and TIFF.

JPEG: ITU-T T.81, annex B. PNG: https://www.w3.org/TR/png-3/. WebP: RIFF, as its container says. HEIC and AVIF
keep an Exif block whole, so it is looked for by its beginning. Text behind a picture's end is read as well;
that there is something alone says nothing, since cameras put a second picture or a film there.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from commonplace.readers.file_notes import (
    LONGEST,
    Note,
    decoded,
    exif_notes,
    iptc_notes,
    xmp_notes,
)
from commonplace.readers.picture_strip import StripError, blocks_end, colors, scan_end

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".avif", ".tif", ".tiff")
"""The endings of files that this can look into."""

_MOST = 4_000_000  # bytes that one packed text may unpack to
_TIFF = re.compile(rb"II\*\0\x08\0\0\0|MM\0\*\0\0\0\x08|Exif\0\0(?=II\*\0|MM\0\*)")
_PNG_AUTHOR = {"author": "the name of its author", "artist": "the name of its author"}
_RAW = re.compile(r"raw profile type (?:exif|app1|xmp|iptc)")
# A packet in many parts: each has a digest, a size and a place.
_EXTENDED = b"http://ns.adobe.com/xmp/extension/\0"
_EXTENDED_HEAD = len(_EXTENDED) + 40
_ALL_TEXT = 4_000_000
# So many signs in a row are words and not by chance.
_WORDS = re.compile(
    b"|".join(
        rb"(?=%b{12})(?>%b{1,999})+" % (sign, sign)  # in pieces: each step in one takes memory
        for sign in (
            rb"(?:[\t\n\r\x20-\x7e]|[\xc3-\xf4][\x80-\xbf]{1,3})",
            rb"(?:[\t\n\r\x20-\x7e]\0)",
        )
    )
)
_DEEPEST = 3
_BROKEN = (struct.error, IndexError, ValueError, zlib.error, StripError)


def picture_notes(data: bytes) -> list[Note]:
    """Everything that a picture tells about itself. A broken one tells what can be made out of it."""
    found: dict[Note, None] = {}
    left = _ALL_TEXT
    for note in _unbroken(_notes(data)):
        left -= len(note.value) if note.kind == "text" else 0
        if note.kind != "text" or left >= 0:
            found[note] = None
    return list(found)


def _unbroken(notes: Iterator[Note]) -> Iterator[Note]:
    """Those up to where something is broken."""
    try:
        yield from notes
    except _BROKEN:
        return


def _notes(data: bytes, depth: int = 0) -> Iterator[Note]:
    if data.startswith(b"\xff\xd8"):
        yield from _jpeg(data, depth)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _png(data)
    elif data[:6] in (b"GIF87a", b"GIF89a"):
        yield from xmp_notes(data)
        yield from _gif(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        yield from _webp(data)
    elif data[:4] in (b"II*\0", b"MM\0*"):
        yield from exif_notes(data)
        yield from xmp_notes(data)
    else:
        for found in list(_TIFF.finditer(data))[:20]:
            start = found.end() if found[0].startswith(b"Exif") else found.start()
            yield from exif_notes(data[start : start + 200_000])
        yield from xmp_notes(data)
        if data[4:8] != b"ftyp":  # whatever it is, it is no picture
            yield from _behind(data, 0)


def _behind(data: bytes, at: int) -> Iterator[Note]:
    """The text in what follows a picture's end."""
    rest = data[at : at + _MOST]
    if not rest.strip(b"\0"):
        return
    try:
        text = rest.decode("utf-8").replace("\0", "\n")
    except UnicodeDecodeError:
        words = (found[0].replace(b"\0", b"") for found in _WORDS.finditer(rest))
        text = "\n".join(map(decoded, words))
    yield Note("text", "text behind it", text[:LONGEST])


def _jpeg(data: bytes, depth: int) -> Iterator[Note]:
    at = 2
    extended: list[bytes] = []
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xFF:  # fill bytes
            at += 1
            continue
        if kind == 0xD9:
            yield from _behind_jpeg(data, at + 2, depth)
            break
        length = max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
        part = data[at + 4 : at + 2 + length]
        if kind == 0xE1 and part.startswith(b"Exif\0\0"):
            yield from _unbroken(exif_notes(part[6:]))
        elif kind == 0xE1 and part.startswith(_EXTENDED):
            extended.append(part[_EXTENDED_HEAD:])
        elif kind == 0xE1:
            yield from xmp_notes(part)
        elif kind == 0xED:
            yield from iptc_notes(part)
        elif kind == 0xFE:
            yield Note("text", "a comment", decoded(part))
        at += 2 + length
        if kind == 0xDA:  # the picture itself, or one of the passes that it is made in
            at = _unscanned(data, at)
    if extended:
        yield from xmp_notes(b"".join(extended))


def _unscanned(data: bytes, at: int) -> int:
    try:
        return scan_end(data, at)
    except StripError:
        return len(data)


def _behind_jpeg(data: bytes, at: int, depth: int) -> Iterator[Note]:
    """What follows: another picture, with particulars of its own, or whatever it is."""
    second = data.find(b"\xff\xd8\xff", at)
    if second >= 0 and depth < _DEEPEST:
        yield from _behind(data[:second], at)
        yield from _unbroken(_notes(data[second:], depth + 1))
    else:
        yield from _behind(data, at)


def _png(data: bytes) -> Iterator[Note]:
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, part = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if kind == b"eXIf":
            yield from _unbroken(exif_notes(part))
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _unbroken(_png_text(kind, part))
        at += 12 + length
        if kind == b"IEND":
            yield from _behind(data, at)
            return


def _png_text(kind: bytes, part: bytes) -> Iterator[Note]:
    key, _, rest = part.partition(b"\0")
    if kind == b"zTXt":
        rest = _unpacked(rest[1:])
    elif kind == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = rest[2:].split(b"\0", 2)[-1]
        rest = _unpacked(rest) if packed else rest
    name, text = key.decode("latin-1").lower(), decoded(rest[:_MOST])
    if _RAW.fullmatch(name):  # as ImageMagick writes it: a length, then hexadecimal digits
        digits = re.sub(r"[^0-9a-fA-F]", "", text.split("\n", 3)[-1])
        raw = bytes.fromhex(digits[: len(digits) // 2 * 2])
        yield from _unbroken(exif_notes(raw.removeprefix(b"Exif\0\0")))
        yield from xmp_notes(raw)
        yield from iptc_notes(raw)
    elif "xmp" in name:
        yield from xmp_notes(rest)
    else:
        if name in _PNG_AUTHOR and text.strip():
            yield Note("author", _PNG_AUTHOR[name], text.strip())
        yield Note("text", "a comment", text[:LONGEST])


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST)
    except zlib.error:
        return b""


def _gif(data: bytes) -> Iterator[Note]:
    at = 13 + colors(data[10])
    while data[at] in (0x21, 0x2C):
        start = at + 2 if data[at] == 0x21 else at + 11 + colors(data[at + 9])
        end = blocks_end(data, start)
        if data[at] == 0x21 and data[at + 1] == 0xFE:
            yield Note("text", "a comment", decoded(b"".join(_blocks(data, start))))
        at = end
    if data[at] == 0x3B:
        yield from _behind(data, at + 1)


def _blocks(data: bytes, at: int) -> Iterator[bytes]:
    while data[at]:
        yield data[at + 1 : at + 1 + data[at]]
        at += data[at] + 1


def _webp(data: bytes) -> Iterator[Note]:
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        kind, part = data[at : at + 4], data[at + 8 : at + 8 + length]
        if kind == b"EXIF":
            yield from _unbroken(exif_notes(part.removeprefix(b"Exif\0\0")))
        elif kind == b"XMP ":
            yield from xmp_notes(part)
        at += 8 + length + length % 2
