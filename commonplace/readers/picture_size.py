"""How large a picture is shown, read from the first bytes of its file, so that a page keeps its room.

PNG: https://www.w3.org/TR/png-3/#11IHDR. GIF: https://www.w3.org/Graphics/GIF/spec-gif89a.txt, section 18.
WebP: https://developers.google.com/speed/webp/docs/riff_container. JPEG: ITU-T T.81, annex B, and for its
orientation Exif 2.32, table 4. SVG: the `viewBox`, or width and height without a unit or in `px`.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

_HEAD = 262_144  # bytes: cameras put thumbnails and color profiles before the size
_MOST = 100_000  # of either side; more is no picture

_SVG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_SVG_SIDE = rb"""\s%b=["']\s*([0-9.]+)(?:px)?\s*["']"""
_SVG_BOX = re.compile(
    rb"""\sviewBox=["']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)\s*["']"""
)
_NO_SIZE = {0xC4, 0xC8, 0xCC}  # tables and the like, between the frames of a JPEG

Size = tuple[int, int]
"""Width and height in CSS pixels."""


def picture_size(path: Path) -> Size | None:
    """The size of a picture as browsers show it; None where it cannot be told. Raises nothing."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        found = _size(head)
    except (OSError, struct.error, IndexError, ValueError):
        return None
    return found if found and all(0 < side <= _MOST for side in found) else None


def _size(head: bytes) -> Size | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    if head[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack("<HH", head[6:10])
        return width, height
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    if head[:2] == b"\xff\xd8":
        return _jpeg(head)
    return _svg(head)


def _webp(head: bytes) -> Size | None:
    kind = head[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", head[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    return None


def _jpeg(head: bytes) -> Size | None:
    at, turned = 2, False
    while at + 9 < len(head):
        if head[at] != 0xFF:
            return None
        kind = head[at + 1]
        if kind == 0xFF:  # fill bytes
            at += 1
            continue
        (length,) = struct.unpack(">H", head[at + 2 : at + 4])
        if kind == 0xE1 and head[at + 4 : at + 10] == b"Exif\0\0":
            turned = _is_turned(head[at + 10 : at + 2 + length])
        if 0xC0 <= kind <= 0xCF and kind not in _NO_SIZE:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return (height, width) if turned else (width, height)
        at += 2 + length
    return None


def _is_turned(tiff: bytes) -> bool:
    """Whether the camera was held upright, so that width and height change places."""
    order = ">" if tiff[:2] == b"MM" else "<"
    (start,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
    for number in range(count):
        entry = tiff[start + 2 + 12 * number : start + 14 + 12 * number]
        tag, value = struct.unpack(f"{order}H6xH", entry[:10])
        if tag == 0x0112:
            return bool(value >= 5)
    return False


def _svg(head: bytes) -> Size | None:
    found = _SVG.search(head)
    if not found:
        return None
    sides = [re.search(_SVG_SIDE % name, found[0]) for name in (b"width", b"height")]
    if sides[0] and sides[1]:
        return round(float(sides[0][1])), round(float(sides[1][1]))
    box = _SVG_BOX.search(found[0])
    return (round(float(box[1])), round(float(box[2]))) if box else None
