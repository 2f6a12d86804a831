"""The pictures of a document: which can be shown, what they are called, and what they show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commonplace.documents.container import Parts

_FILE = re.compile(r"[\\/]|\.(?:png|jpe?g|gif|bmp|tiff?|webp|emf|wmf|heic)$", re.IGNORECASE)
_MACHINE = re.compile(
    r"[ \t\r\n]*(?:Description automatically generated|Automatisch generierte Beschreibung"
    r"|AI-generated content may be incorrect|KI-generierte Inhalte können fehlerhaft sein)[^\r\n]*$"
)
_LONGEST = 300


@dataclass(frozen=True)
class Picture:
    """A picture under the name that the text knows it by, with its bytes as they are in the document."""

    name: str
    bytes: bytes
    alt: str


def picture_kind(data: bytes) -> str:
    """The ending of a picture that browsers show, by its first bytes; "" for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else ""


def alternative(text: str) -> str:
    """What somebody wrote about a picture; "" for the name of a file, which Word puts there by itself."""
    words = _MACHINE.sub("", text).strip(" \t\r\n")
    return "" if _FILE.search(words) else words[:_LONGEST]


class Pictures:
    """Collects the pictures as they come; one that comes again keeps its name."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._names: dict[str, str] = {}
        self.found: list[Picture] = []

    def name_of(self, part: str, alt: str) -> str:
        """The name of the picture in a part; "" where it cannot be shown. Raises DocumentError."""
        if part in self._names:
            return self._names[part]
        data = self._parts.read(part) if part else None
        kind = picture_kind(data) if data else ""
        name = f"image-{len(self.found) + 1}.{kind}" if kind else ""
        self._names[part] = name
        if data and name:
            self.found.append(Picture(name, data, alt))
        return name
