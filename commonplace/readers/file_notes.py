"""What a picture or a document says about itself, out of sight: where, by whom, with which device.

Exif: CIPA DC-008 (Exif 2.32). XMP: ISO 16684-1. IPTC: IIM 4.2, in the resources that Photoshop brought.
Everything is read as if somebody had made it to do harm: bounded, and what is broken says nothing.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal

NoteKind = Literal["place", "author", "text"]


@dataclass(frozen=True)
class Note:
    """`what` says in words what it is; `value` is what stands there, for looking and never for showing."""

    kind: NoteKind
    what: str
    value: str = ""


LONGEST = 1_000_000
"""No more of one text is looked at, in bytes."""

_ENTRIES = 400
_USER_COMMENT = 0x9286
_TEXT_TAGS: Final = {
    0x010E: "its description",
    0x8298: "its copyright",
    _USER_COMMENT: "a comment",
    0x9C9B: "its title",
    0x9C9C: "a comment",
    0x9C9E: "its keywords",
    0x9C9F: "its subject",
}
_AUTHOR_TAGS: Final = {
    0x013B: "the name of who took it",
    0x9C9D: "the name of its author",
    0x013C: "the name of a computer",
    0xA430: "the name of the camera’s owner",
    0xA431: "the serial number of the camera",
    0xA435: "the serial number of the lens",
}
_BELOW: Final = {0x8769, 0x8825}
_XMP = re.compile(rb"<x:xmpmeta|<\?xpacket begin")
_XMP_END = re.compile(rb"</x:xmpmeta>|<\?xpacket end")
_XMP_MOST = 1_000_000
_XMP_PLACE = re.compile(
    r"(?:exif:GPS(?:Latitude|Longitude)|photoshop:City|Iptc4xmpCore:Location|Iptc4xmpExt:(?:Sublocation|City))"
    r"(?:>|[ \t\n]{0,3}=[ \t\n]{0,3}[\"'])[ \t\n]{0,20}[^<\"' \t\n]"
)
_XMP_AUTHOR = re.compile(
    r"(?:(?:tiff:Artist|aux:(?:SerialNumber|OwnerName|LensSerialNumber)|exifEX:(?:BodySerialNumber|LensSerialNumber"
    r"|CameraOwnerName)|pdf:Author|xmp:Author)(?:>|[ \t\n]{0,3}=[ \t\n]{0,3}[\"'])"
    r"|<dc:creator>(?:[ \t\n]{0,40}<[^<>]{0,200}>){0,4})[ \t\n]{0,40}([^<>\"']{1,300})"
)
# Of a packet's words: what stands between tags, and what attributes hold, but for namespaces and digests.
_XMP_TAG = re.compile(r"<[^<>]{0,100000}>")
_XMP_VALUE = re.compile(
    r"[ \t\r\n]([\w:.-]{1,100})[ \t\r\n]{0,3}=[ \t\r\n]{0,3}(?:\"([^\"<]*)\"|'([^'<]*)')"
)
_XMP_NO_WORDS = ("xmlns", "xmpMM:", "stRef:", "stEvt:", "rdf:about", "x:xmptk", "crs:", "exif:GPS")
_IPTC_PLACE: Final = {90, 92, 26, 27}
_IPTC_AUTHOR: Final = {80, 122}


def exif_notes(tiff: bytes) -> Iterator[Note]:
    """What an Exif block says, from its TIFF header on."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return
    pending, seen = [(struct.unpack(f"{order}I", tiff[4:8])[0], False)], set[int]()
    while pending and len(seen) < 8:
        start, is_place = pending.pop()
        if start in seen or start + 2 > len(tiff):
            continue
        seen.add(start)
        (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
        for number in range(min(count, _ENTRIES)):
            entry = tiff[start + 2 + 12 * number : start + 14 + 12 * number]
            if len(entry) < 12:
                break
            tag, kind, length, value = struct.unpack(f"{order}HHII", entry)
            if tag in _BELOW:
                pending.append((value, tag == 0x8825))
            elif is_place and tag in (2, 4) and _is_some(tiff[value : value + 24], order):
                yield Note("place", "latitude and longitude")
            elif not is_place and (tag in _AUTHOR_TAGS or tag in _TEXT_TAGS):
                size = min(length * (1 if kind in (1, 2, 7, 129) else 4), LONGEST)
                yield from _exif_text(
                    tag, entry[8:12][:size] if size <= 4 else tiff[value : value + size]
                )


def _is_some(fractions: bytes, order: str) -> bool:
    """Whether degrees, minutes and seconds are more than zero: some cameras write that for nothing."""
    whole = len(fractions) // 8 * 8
    return any(struct.unpack(f"{order}{whole // 4}I", fractions[:whole])[::2])


def _exif_text(tag: int, data: bytes) -> Iterator[Note]:
    if 0x9C9B <= tag <= 0x9C9F:
        text = data.decode("utf-16-le", "replace")
    elif tag == _USER_COMMENT and data.startswith(b"UNICODE\0"):
        # In either order, as programs write it.
        text = "\n".join(data[8:].decode(order, "replace") for order in ("utf-16-le", "utf-16-be"))
    else:
        text = decoded(data[8:] if tag == _USER_COMMENT else data)
    if tag in _AUTHOR_TAGS and (author := text.strip("\0 ").split("\0")[0].strip()):
        yield Note("author", _AUTHOR_TAGS[tag], author)
    text = text.replace("\0", "\n").strip()
    if text:
        yield Note("text", _TEXT_TAGS.get(tag, ""), text)


def decoded(data: bytes) -> str:
    """Some bytes as text, of whichever of the two usual kinds they are."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def xmp_notes(data: bytes) -> Iterator[Note]:
    """What XMP packets anywhere in some bytes say."""
    at = 0
    for _ in range(20):
        opening = _XMP.search(data, at)
        if opening is None:
            return
        closing = _XMP_END.search(data, opening.end(), opening.end() + _XMP_MOST)
        at = closing.end() if closing else opening.end() + 1
        packet = data[opening.start() : at if closing else opening.end() + _XMP_MOST]
        text = packet.decode("utf-8", "replace")
        yield from written_notes(text)
        yield Note("text", "its description", _words_of(text if closing else text.split("\0")[0]))


def written_notes(text: str) -> Iterator[Note]:
    """What XMP, or the particulars of a drawing, say once they are text."""
    if _XMP_PLACE.search(text):
        yield Note("place", "the name or the coordinates of a place")
    for found in _XMP_AUTHOR.finditer(text):
        value = unescape(found[1]).strip()
        if value:
            yield Note("author", "a name or a serial number", value)


def _words_of(packet: str) -> str:
    """What an XMP packet says in words, each thing on a line of its own."""
    values = [
        found[2] or found[3] or ""
        for found in _XMP_VALUE.finditer(packet)
        if not found[1].startswith(_XMP_NO_WORDS)
    ]
    lines = [_XMP_TAG.sub("\n", packet), *values]
    return unescape("\n".join(line for part in lines for line in part.split("\n") if line.strip()))


def iptc_notes(resources: bytes) -> Iterator[Note]:
    """What IPTC records among Photoshop's resources say."""
    at = resources.find(b"\x1c\x02")
    for _ in range(_ENTRIES):
        if at < 0 or at + 5 > len(resources):
            return
        tag = resources[at + 2]
        length = int.from_bytes(resources[at + 3 : at + 5], "big")
        value = decoded(resources[at + 5 : at + 5 + length]).strip("\0 ")
        if value and tag in _IPTC_PLACE:
            yield Note("place", "the name of a place")
        if value and tag in _IPTC_AUTHOR:
            yield Note("author", "the name of its author", value)
        elif value:
            yield Note("text", "its description", value)
        at = resources.find(b"\x1c\x02", at + 5 + min(length, 32_767))
