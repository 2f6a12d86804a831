"""What documents beside a text say about themselves, and the words in them: Office, OpenDocument and PDF.

Office: ECMA-376, part 2 (core properties). OpenDocument 1.3, part 2 (meta.xml). PDF: ISO 32000, 14.3.3.
The text of a PDF is not read: what draws its pages is packed, and needs a library.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from commonplace.readers.file_notes import Note, xmp_notes
from commonplace.readers.raw_bytes import UnreadError

DOCUMENTS = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".pdf")
"""The endings of files that this can look into."""

_MOST_PARTS = 3000
_MOST = 20_000_000  # bytes that all parts together may unpack to
_PARTS = re.compile(
    r"(?:docProps/(?:core|app|custom)|word/(?:document|comments|footnotes|endnotes|header\d*|footer\d*)"
    r"|ppt/(?:slides|notesSlides|comments)/[\w-]+|xl/(?:sharedStrings|comments\d*|worksheets/[\w-]+)|content|meta|styles)\.xml"
)
_WHO = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|Manager|Company)\b[^<>]{0,300}>([^<>]{1,300})<"
    r"|\bw:author=\"([^\"<>]{1,300})\""
)
_BREAK = re.compile(
    r"</(?:w:p|a:p|si|text:p|text:h|row|table:table-row|c)>|<(?:w:br|w:tab|text:tab)\b[^<>]{0,200}>"
)
_TAG = re.compile(r"<[^<>]{0,10000}>")
_PDF_WHO = re.compile(
    rb"/Author\s{0,9}(?:\(((?:[^()\\]|\\.){1,500})\)|<([0-9A-Fa-f\s]{2,1000})>)", re.DOTALL
)
_PDF_PACKED = re.compile(rb"/ObjStm\b[^>]{0,400}>>\s{0,4}stream\r?\n")


def document_notes(data: bytes, name: str) -> list[Note]:
    """Everything that a document tells about itself, and its words. Raises UnreadError for a broken one."""
    found = _pdf(data) if name.lower().endswith(".pdf") else _packed(data)
    return list(dict.fromkeys(found))


def _packed(data: bytes) -> Iterator[Note]:
    left = _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                raise UnreadError("it has too many parts")
            for part in parts:
                if not _PARTS.fullmatch(part.filename):
                    continue
                with archive.open(part) as file:
                    text = file.read(left + 1)
                left -= len(text)
                if left < 0:
                    raise UnreadError("it unpacks to too much")
                yield from _xml(text.decode("utf-8", "replace"))
    except (
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
    ):
        raise UnreadError("it is broken, or locked with a password") from None


def _xml(text: str) -> Iterator[Note]:
    for found in _WHO.finditer(text):
        value = (found[1] or found[2]).strip()
        if value:
            yield Note("author", "a name", value)
    yield Note("text", "its words", _TAG.sub("", _BREAK.sub("\n\n", text)))


def _pdf(data: bytes) -> Iterator[Note]:
    if b"%PDF" not in data[:2048]:
        raise UnreadError("it is no PDF, whatever its name says")
    yield from xmp_notes(data)
    left = _MOST
    parts = [data]
    for found in _PDF_PACKED.finditer(data):
        try:
            parts.append(
                zlib.decompressobj().decompress(
                    data[found.end() :][:5_000_000], min(left, 2_000_000)
                )
            )
        except zlib.error:
            continue
        left -= len(parts[-1])
        if left <= 0 or len(parts) > 200:
            break
    for part in parts:
        for found in _PDF_WHO.finditer(part):
            value = _pdf_text(found[1], found[2])
            if value:
                yield Note("author", "a name", value)


def _pdf_text(plain: bytes | None, digits: bytes | None) -> str:
    if digits is not None:
        bare = re.sub(rb"\s", b"", digits)
        data = bytes.fromhex((bare + b"0" * (len(bare) % 2)).decode("ascii"))
    else:
        data = re.sub(rb"\\(.)", rb"\1", plain or b"", flags=re.DOTALL)
    text = (
        data.decode("utf-16", "replace")
        if data[:2] in (b"\xfe\xff", b"\xff\xfe")
        else data.decode("latin-1")
    )
    return text.strip("\0 \t\n")
