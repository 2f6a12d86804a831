"""The parts of a Word document: a zip that anybody may have made, opened with limits. ECMA-376, part 2."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

MOST_FILE = 60_000_000
MOST_PART = 20_000_000
"""Bytes that one part, a picture or the text, may unpack to."""

_MOST_ALL = 100_000_000
_MOST_PARTS = 3000
_RATIO = 200  # Word's own parts stay far below; what is packed tighter was made to swell
_SMALL = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError)


class DocumentError(Exception):
    """A document cannot be read; `code` is in the catalog of diagnostics and says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Parts:
    """The parts by their names, read when they are wanted. Raises DocumentError, here and in `read`."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_FILE:
            raise DocumentError("docx-too-large")
        if data.startswith(_OLE):
            raise DocumentError("docx-locked" if _LOCKED in data else "docx-old")
        if not data.startswith(b"PK"):
            raise DocumentError("docx-not-word")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise DocumentError("docx-broken") from None
        if len(self._archive.infolist()) > _MOST_PARTS:
            raise DocumentError("docx-unsafe")
        self._left = _MOST_ALL

    def names(self) -> list[str]:
        """The names of all parts, folders left out."""
        return [one.filename for one in self._archive.infolist() if not one.is_dir()]

    def read(self, name: str) -> bytes | None:
        """All bytes of a part; None where there is none of this name."""
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return None
        if entry.flag_bits & 1:
            raise DocumentError("docx-locked")
        if entry.file_size > MOST_PART:
            raise DocumentError("docx-too-large")
        try:
            with self._archive.open(entry) as file:
                data = file.read(MOST_PART + 1)
        except RuntimeError:
            raise DocumentError("docx-broken") from None
        except _BROKEN:
            raise DocumentError("docx-broken") from None
        self._left -= len(data)
        if len(data) > MOST_PART or self._left < 0:
            raise DocumentError("docx-too-large")
        if len(data) > _SMALL and len(data) > _RATIO * entry.compress_size:
            raise DocumentError("docx-unsafe")
        return data


def resolved(source: str, target: str) -> str:
    """The name of the part that a relation of the part `source` leads to; "" outside of the document."""
    path = target if target.startswith("/") else f"{posixpath.dirname(source)}/{target}"
    names: list[str] = []
    for name in path.split("/"):
        if name == "..":
            if not names:
                return ""
            names.pop()
        elif name not in ("", "."):
            names.append(name)
    return "/".join(names)


def relations_of(name: str) -> str:
    """The name of the part that says where the part `name` leads."""
    folder, base = posixpath.split(name)
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
