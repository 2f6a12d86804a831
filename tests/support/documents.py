"""Word documents for tests: zips out of pieces of XML, and the list of what they have to become."""

from __future__ import annotations

import base64
import io
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.hub import ROOT

VECTORS = ROOT / "tests" / "vectors" / "documents.toml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SPACES = " ".join(
    f'xmlns:{short}="{space}"'
    for short, space in {
        "w": _W,
        "r": f"{OFFICE}/relationships",
        "m": f"{OFFICE}/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = ("styles", "numbering", "footnotes", "endnotes")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
MEDIA = {
    "png": PNG,
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9",
    "emf": b"\x01\x00\x00\x00\x6c\x00\x00\x00",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
}


@dataclass(frozen=True)
class Case:
    """A document by its pieces, and what it becomes. `media` has the kinds of its pictures."""

    name: str
    body: str
    markdown: str = ""
    title: str = ""
    styles: str = ""
    numbering: str = ""
    footnotes: str = ""
    endnotes: str = ""
    links: str = ""
    media: list[str] = field(default_factory=list)
    images: list[list[str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def cases() -> list[Case]:
    """The list, which Python and the browser are held to."""
    return [Case(**row) for row in tomllib.loads(VECTORS.read_text("utf-8"))["case"]]


def xml(name: str, inner: str) -> bytes:
    """A part of a document: an element of Word's with everything in it."""
    return f"{_HEAD}<w:{name} {_SPACES}>{inner}</w:{name}>".encode()


def relations(rows: dict[str, tuple[str, str]], more: str = "") -> bytes:
    """A part that says where another one leads."""
    inner = "".join(
        f'<Relationship Id="{ident}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
        for ident, (kind, target) in rows.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{inner}{more}</Relationships>'.encode()


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def parts_of(case: Case) -> dict[str, bytes]:
    """The parts of a case's document, with a name in its particulars that must get nowhere."""
    rows = {f"rId{kind}": (kind, f"{kind}.xml") for kind in _PARTS if getattr(case, kind)}
    pictures = {
        f"rPic{n}": ("image", f"media/{n}.{kind}") for n, kind in enumerate(case.media, start=1)
    }
    return {
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": relations(rows | pictures, case.links),
        "word/document.xml": xml("document", f"<w:body>{case.body}</w:body>"),
        **{
            f"word/{kind}.xml": xml(kind, getattr(case, kind))
            for kind in _PARTS
            if getattr(case, kind)
        },
        **{f"word/{target}": MEDIA[target.rsplit(".", 1)[1]] for _, target in pictures.values()},
        "docProps/core.xml": b"<cp><dc:creator>Xaver Unsaid</dc:creator></cp>",
    }


def document(case: Case) -> bytes:
    """The document of a case."""
    return packed(parts_of(case))


def _large(body: str) -> bytes:
    """A document that is not packed, as what repeats itself would be taken for a swelling one."""
    return packed(parts_of(Case("large", body)), zipfile.ZIP_STORED)


def simple(*paragraphs: str, **more: Any) -> bytes:
    """A document of plain paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return document(Case("simple", body, **more))


def _changed(name: str, data: bytes) -> bytes:
    return packed({**parts_of(Case("x", "<w:p/>")), name: data})


def _nested(count: int) -> bytes:
    return _changed(
        "word/document.xml",
        xml("document", "<w:body>" + "<w:ins>" * count + "</w:ins>" * count + "</w:body>"),
    )


def _hidden_depth(count: int) -> bytes:
    """Tags that look closed to whoever does not read their attributes."""
    inner = '<w:ins a="/>">' * count + "</w:ins>" * count
    return _changed("word/document.xml", xml("document", f"<w:body>{inner}</w:body>"))


def _declared(declaration: str, inner: str = "") -> bytes:
    text = xml("document", f"<w:body><w:p><w:r><w:t>{inner}</w:t></w:r></w:p></w:body>").decode()
    return _changed("word/document.xml", text.replace(_HEAD, _HEAD + declaration).encode())


def _flagged(offset_in_local: int, offset_in_list: int, value: int) -> bytes:
    """A zip whose entry of the text says something else than it is, in both places."""
    data = bytearray(simple("x"))
    for sign, offset in ((b"PK\3\4", offset_in_local), (b"PK\1\2", offset_in_list)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] = value
            at = data.find(sign, at + 4)
    return bytes(data)


def _lying() -> bytes:
    """A text that is packed from far more than the zip says."""
    data = bytearray(
        _changed("word/document.xml", xml("document", f"<w:body>{' ' * 900_000}</w:body>"))
    )
    at = data.find(b"PK\1\2")
    while at >= 0:
        if data[at + 46 :].startswith(b"word/document.xml"):
            data[at + 24 : at + 28] = (100).to_bytes(4, "little")
        at = data.find(b"PK\1\2", at + 4)
    return bytes(data)


_ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "docx-not-word"),
    "a picture": (lambda: PNG, "docx-not-word"),
    "a text": (lambda: b"Just words.", "docx-not-word"),
    "a zip of something else": (lambda: packed({"a.txt": b"x"}), "docx-not-word"),
    "a workbook": (
        lambda: packed(
            {
                "_rels/.rels": relations({"r": ("officeDocument", "xl/workbook.xml")}),
                "xl/workbook.xml": b"<workbook xmlns='x'/>",
            }
        ),
        "docx-not-word",
    ),
    "an old document": (lambda: _OLE + bytes(600), "docx-old"),
    "a locked document": (
        lambda: _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "docx-locked",
    ),
    "a locked part": (lambda: _flagged(6, 8, 1), "docx-locked"),
    "another way to pack": (lambda: _flagged(8, 10, 14), "docx-broken"),
    "cut short": (lambda: simple("x" * 500)[:-60], "docx-broken"),
    "the beginning of a zip alone": (lambda: b"PK\3\4" + bytes(100), "docx-broken"),
    "broken XML": (lambda: _changed("word/document.xml", b"<w:document"), "docx-broken"),
    "no text in UTF-8": (lambda: _changed("word/document.xml", b"<a>\xff\xfa</a>"), "docx-broken"),
    "broken styles": (
        lambda: packed(
            {**parts_of(Case("x", "<w:p/>", styles="<w:style/>")), "word/styles.xml": b"<x><y></x>"}
        ),
        "docx-broken",
    ),
    "a declaration": (lambda: _declared("<!DOCTYPE x>"), "docx-unsafe"),
    "entities that swell": (lambda: _declared(_ENTITIES + "]>", "&j;"), "docx-unsafe"),
    "a file of the machine": (
        lambda: _declared('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///dev/null">]>', "&f;"),
        "docx-unsafe",
    ),
    "tags within tags": (lambda: _nested(100_000), "docx-unsafe"),
    "tags within tags, disguised": (lambda: _hidden_depth(4_000), "docx-unsafe"),
    "a text that swells": (
        lambda: _changed(
            "word/document.xml", xml("document", f"<w:body>{' ' * 15_000_000}</w:body>")
        ),
        "docx-unsafe",
    ),
    "a text that swells without end": (
        lambda: _changed("word/document.xml", bytes(90_000_000)),
        "docx-too-large",
    ),
    "a zip that lies": (_lying, "docx-broken"),
    "more tags than a document has": (
        lambda: packed(
            {**parts_of(Case("x", "")), "word/document.xml": xml("document", "<w:p/>" * 300_001)},
            zipfile.ZIP_STORED,
        ),
        "docx-too-large",
    ),
    "more parts than a document has": (
        lambda: packed({**parts_of(Case("x", "")), **{f"p{n}": b"" for n in range(3001)}}),
        "docx-unsafe",
    ),
}
"""Files that somebody may have made to do harm, or by accident, and the code that each is refused with."""

_A = "<w:r><w:t>a</w:t></w:r>"
MANY: dict[str, Callable[[], bytes]] = {
    "runs": lambda: _large(f"<w:p>{_A * 60_000}</w:p>"),
    "paragraphs that go on": lambda: _large(
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{_A}</w:p>" * 20_000
    ),
    "parts of a field": lambda: _large(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + "<w:r><w:instrText>aaaa</w:instrText></w:r>" * 60_000
        + f"</w:p><w:p>{_A}</w:p>"
    ),
    "footnotes": lambda: _large(
        "".join(
            [
                "<w:p>",
                *(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(40_000)),
                "</w:p>",
            ]
        )
    ),
    "rows": lambda: _large(
        f"<w:tbl>{f'<w:tr><w:tc><w:p>{_A}</w:p></w:tc></w:tr>' * 20_000}</w:tbl>"
    ),
    "marks": lambda: _large(
        f"<w:p>{f'<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>{_A}' * 20_000}</w:p>"
    ),
    "levels": lambda: _large(
        f"{'<w:sdt><w:sdtContent>' * 55}<w:p>{_A}</w:p>{'</w:sdtContent></w:sdt>' * 55}"
    ),
    "levels of a line": lambda: _large(
        f"<w:p>{'<w:smartTag>' * 110}{_A}{'</w:smartTag>' * 110}</w:p>"
    ),
    "tables within tables": lambda: _large(
        f"{'<w:tbl><w:tr><w:tc>' * 36}<w:p>{_A}</w:p>{'</w:tc></w:tr></w:tbl>' * 36}"
    ),
}
"""Documents as large as they may be in one way."""

LONG = simple(
    *(f"Paragraph {n} of a long text, with *signs* and some_words to look at." for n in range(3000))
)
