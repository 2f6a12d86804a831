"""What pictures and documents say about themselves: found in every format, and never repeated."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonplace.checks.judge import Judge
from commonplace.checks.lists import read_allowed
from commonplace.checks.look_over import look_over
from commonplace.checks.rules import shipped_rules
from commonplace.diagnostics.formats import FORMATS
from commonplace.readers.document_notes import document_notes
from commonplace.readers.picture_notes import picture_notes
from commonplace.readers.raw_bytes import UnreadError
from tests.support.repository import write_files

MAIL = "amira.benali@halden-" + "klinik.de"
JUDGE = Judge(shipped_rules())


def exif(*entries: tuple[int, bytes], gps: bool = False, order: str = "<") -> bytes:
    """A TIFF block with texts, and with a position if wanted."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    count = len(entries) + gps
    at = 8 + 2 + 12 * count + 4
    rows, rest = b"", b""
    for tag, text in entries:
        kind = 1 if tag >= 0x9C9B and tag <= 0x9C9F else 2
        rows += struct.pack(f"{order}HHII", tag, kind, len(text), at + len(rest))
        rest += text
    if gps:
        place = at + len(rest)
        rows += struct.pack(f"{order}HHII", 0x8825, 4, 1, place)
        numbers = struct.pack(f"{order}6I", 48, 1, 8, 1, 14, 1)
        rest += (
            struct.pack(f"{order}H", 1)
            + struct.pack(f"{order}HHII", 2, 5, 3, place + 18)
            + b"\0" * 4
        )
        rest += numbers
    return mark + struct.pack(f"{order}IH", 8, count) + rows + b"\0\0\0\0" + rest


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    parts = [b"\xff\xd8"]
    parts += [
        bytes((0xFF, kind)) + struct.pack(">H", len(data) + 2) + data for kind, data in segments
    ]
    return b"".join(parts) + b"\xff\xda\0\x02" + b"\0" * 40


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + b"\0\0\0\0" for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description photoshop:City="Halden" aux:SerialNumber="60412">'
    b"<dc:creator><rdf:Seq><rdf:li>Amira Benali</rdf:li></rdf:Seq></dc:creator></rdf:Description></x:xmpmeta>"
)
OWNER = exif((0xA430, b"Amira Benali\0"), (0xA431, b"60412\0"), gps=True)
IPTC = (
    b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x30"
    b"\x1c\x02\x50\0\x0cAmira Benali\x1c\x02\x5a\0\x06Halden"
)
PICTURES = {
    "exif.jpg": jpeg((0xE0, b"JFIF\0"), (0xE1, b"Exif\0\0" + OWNER)),
    "large-end.jpg": jpeg(
        (0xE1, b"Exif\0\0" + exif((0x013B, b"Amira Benali\0"), gps=True, order=">"))
    ),
    "xmp.jpg": jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)),
    "iptc.jpg": jpeg((0xED, IPTC)),
    "exif.png": png((b"IHDR", b"\0" * 13), (b"eXIf", OWNER)),
    "xmp.png": png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)),
    "packed.png": png((b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP))),
    "raw.png": png(
        (
            b"zTXt",
            b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n  9\n" + OWNER.hex().encode()),
        )
    ),
    "exif.webp": riff((b"VP8 ", b"abc"), (b"EXIF", OWNER)),
    "xmp.webp": riff((b"VP8 ", b"ab"), (b"XMP ", XMP)),
    "exif.heic": b"\0\0\0\x18ftypheic" + b"\0" * 50 + b"\0\0\0\x06Exif\0\0" + OWNER,
    "exif.avif": b"\0\0\0\x18ftypavif" + b"\0" * 50 + OWNER + XMP,
    "exif.tif": OWNER,
    "xmp.gif": b"GIF89a" + b"\0" * 20 + b"\x21\xff\x0bXMP DataXMP" + XMP,
}


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_says_where_and_by_whom_it_was_made(name: str, tmp_path: Path) -> None:
    path = f"contributions/tips/{name}"
    write_files(tmp_path, {path: PICTURES[name]})
    found = look_over(tmp_path, [path], JUDGE).diagnostics
    assert {one.code for one in found} == {"leak-picture-place", "leak-author"}
    said = "".join(form(found) for form in FORMATS.values())
    for value in ("Amira", "60412", "Halden"):
        assert value not in said


def test_a_picture_without_particulars_is_fine(tmp_path: Path) -> None:
    plain = {
        "a.jpg": jpeg((0xE0, b"JFIF\0"), (0xE1, b"Exif\0\0" + exif((0x0131, b"GIMP\0")))),
        "b.png": png((b"IHDR", b"\0" * 13), (b"tEXt", b"Software\0Matplotlib 3.9")),
        "c.webp": riff((b"VP8 ", b"abc")),
        "d.jpg": jpeg((0xE1, b"Exif\0\0" + exif((0x013B, b"Matplotlib\0")))),
    }
    paths = [f"contributions/tips/{name}" for name in plain]
    write_files(tmp_path, dict(zip(paths, plain.values(), strict=True)))
    assert look_over(tmp_path, paths, JUDGE).diagnostics == []


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_broken_picture_breaks_nothing(name: str) -> None:
    data = PICTURES[name]
    for end in range(0, len(data), 7):
        picture_notes(data[:end])
        picture_notes(data[:end] + b"\xff" * 30 + data[end:])


@given(st.binary(max_size=400), st.sampled_from(sorted(PICTURES)))
@settings(max_examples=150)
def test_no_bytes_break_a_reader(data: bytes, name: str) -> None:
    head = PICTURES[name][:30]
    picture_notes(head + data)
    for kind in ("a.docx", "a.pdf"):
        try:
            document_notes(b"%PDF-1.7\n" + data, kind)
        except UnreadError:
            continue


def packet(words: str) -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta x:xmptk="XMP Core 6.0.0">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmpMM:DocumentID="xmp.did:6E2F0A1B33C111E5A7F2C0FFEE123456"'
        ' xmp:CreateDate="2026-03-04T10:20:30.15+02:00" tiff:Model="X-T4" exif:FNumber="28/10">'
        f"{words}<xmpMM:InstanceID>xmp.iid:0b9c6c1e-7d1e-4b4f-8a43-5f0a2f5d9e11</xmpMM:InstanceID>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def gif(*extensions: tuple[int, bytes], behind: bytes = b"") -> bytes:
    parts = [b"GIF89a\x01\0\x01\0\x80\0\0" + b"\0" * 6]
    for kind, data in extensions:
        blocks = [data[at : at + 255] for at in range(0, len(data), 255)]
        parts += [b"\x21" + bytes([kind]), *(bytes([len(one)]) + one for one in blocks), b"\0"]
    parts.append(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;")
    return b"".join(parts) + behind


def hidden(words: str) -> dict[str, bytes]:
    """Pictures with some words in every place out of sight that words can be in."""
    said, wide = words.encode(), words.encode("utf-16-le")
    exifs = {
        "copyright": (0x8298, b"Somebody\0" + said + b"\0"),
        "comment": (0x9286, b"ASCII\0\0\0" + said),
        "unset": (0x9286, bytes(8) + said),
        "wide": (0x9286, b"UNICODE\0" + wide),
        "other-order": (0x9286, b"UNICODE\0" + words.encode("utf-16-be")),
        "description": (0x010E, b"x " * 3000 + said),
        **{f"xp-{tag:x}": (tag, wide + b"\0\0") for tag in (0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F)},
    }
    lists = {
        f"{name}-xmp": packet(f"<dc:{name}><rdf:Alt><rdf:li>{words}</rdf:li></rdf:Alt></dc:{name}>")
        for name in ("description", "title", "rights", "subject")
    }
    lists["attribute-xmp"] = packet("").replace(
        b'tiff:Model="', b'photoshop:Credit="' + said + b'" a="'
    )
    late = b"so " * 4000 + said
    extended = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 40
    half = packet(f"<dc:rights>{words}</dc:rights>")
    sos = (0xDA, b"\0" * 6)
    end = (b"IEND", b"")
    return {
        **{f"{name}.jpg": jpeg((0xE1, b"Exif\0\0" + exif(one))) for name, one in exifs.items()},
        **{
            f"{name}.png": png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + one))
            for name, one in lists.items()
        },
        "extended.jpg": jpeg((0xE1, extended + half[:500]), (0xE1, extended + half[500:]))
        + b"\xff\xd9",
        "late.jpg": jpeg((0xFE, late)),
        "between.jpg": jpeg(sos, (0xFE, said)),
        "late.png": png((b"tEXt", b"Comment\0" + late)),
        "latin.png": png((b"tEXt", b"Comment\0\xfc " + said)),
        "packed.png": png((b"zTXt", b"Comment\0\0" + zlib.compress(late))),
        "own.png": png((b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(late))),
        "broken.png": png((b"eXIf", b"II*\0\x08\0\0\0\1"), (b"tEXt", b"Comment\0" + said)),
        "behind.png": png(end) + said,
        "behind-far.png": png(end) + b"\xfe\x80\x01" * 900 + b"\xff" + late + b"\0\x90",
        "behind.jpg": jpeg() + b"\xff\xd9" + said,
        "second.jpg": jpeg()
        + b"\xff\xd9\0\x90"
        + jpeg((0xE1, b"Exif\0\0" + exif(exifs["copyright"]))),
        "comment.gif": gif((0xFE, late)),
        "behind.gif": gif(behind=said),
        "none.png": said,
    }


HIDDEN = sorted(hidden("x"))


@pytest.mark.parametrize("name", HIDDEN)
def test_what_leaks_is_found_wherever_a_picture_has_words(name: str, tmp_path: Path) -> None:
    path = f"contributions/tips/{name}"
    write_files(tmp_path, {path: hidden(f"ask {MAIL} for it")[name]})
    found = look_over(tmp_path, [path], JUDGE).diagnostics
    assert [one.code for one in found] == ["leak-email"]
    assert MAIL not in "".join(form(found) for form in FORMATS.values())


@pytest.mark.parametrize("name", HIDDEN)
def test_words_that_do_not_leak_are_no_finding(name: str, tmp_path: Path) -> None:
    path = f"contributions/tips/{name}"
    words = "© 2024 The Pump Works · FUJIFILM X-T4 XF16-55mmF2.8 R LM WR, 2026:03:04 10:20:30"
    write_files(tmp_path, {path: hidden(words)[name]})
    assert look_over(tmp_path, [path], JUDGE).diagnostics == []


def test_dots_behind_a_picture_are_no_words() -> None:
    dots = b"".join(hashlib.sha256(number.to_bytes(4)).digest() for number in range(60_000))
    notes = picture_notes(jpeg() + b"\xff\xd9" + dots.replace(b"\xff\xd8", b""))
    assert sum(len(one.value) for one in notes) < 10_000


def test_many_packed_words_take_no_more_than_so_much() -> None:
    bombs = [zlib.compress(bytes([65 + number]) * 5_000_000) for number in range(20)]
    notes = picture_notes(png(*[(b"zTXt", b"Comment\0\0" + one) for one in bombs]))
    assert 3_000_000 < sum(len(one.value) for one in notes) <= 4_000_000


def office(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


CORE = "<cp:coreProperties><dc:creator>Amira Benali</dc:creator></cp:coreProperties>"
WORDS = "<w:document><w:p><w:r><w:t>Ask amira.benali@</w:t></w:r>"
WORDS += f"<w:r><w:t>{MAIL.split('@')[1]}</w:t></w:r></w:p></w:document>"
DOCUMENTS = {
    "a.docx": office({"docProps/core.xml": CORE, "word/document.xml": WORDS}),
    "b.docx": office({"word/document.xml": f'<w:ins w:author="Amira Benali">x</w:ins>{WORDS}'}),
    "c.odt": office({"meta.xml": CORE, "content.xml": WORDS.replace("w:p", "text:p")}),
    "d.pdf": b"%PDF-1.7\n1 0 obj << /Author (Amira Benali) /Title (x) >>\n"
    + XMP.replace(b"photoshop:City", b"x"),
    "e.pdf": b"%PDF-1.7\n/Author <"
    + "\ufeffAmira Benali".encode("utf-16-be").hex().encode()
    + b">",
    "f.pdf": b"%PDF-1.7\n1 0 obj <</Type/ObjStm /N 1>>\nstream\r\n"
    + zlib.compress(b"<</Author(Amira Benali)>>"),
}


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_document_says_who_wrote_it(name: str, tmp_path: Path) -> None:
    path = f"contributions/articles/{name}"
    write_files(tmp_path, {path: DOCUMENTS[name]})
    found = look_over(tmp_path, [path], JUDGE).diagnostics
    assert "leak-author" in {one.code for one in found}
    if not name.endswith(".pdf"):
        assert "leak-email" in {one.code for one in found}
    said = "".join(form(found) for form in FORMATS.values())
    assert "Amira" not in said
    assert MAIL not in said
    named = Judge(shipped_rules(), allowed=read_allowed("Amira Benali\n60412\n"))
    codes_left = {one.code for one in look_over(tmp_path, [path], named).diagnostics}
    assert "leak-author" not in codes_left


def test_what_cannot_be_read_does_not_pass(tmp_path: Path) -> None:
    bomb = office({"word/document.xml": "<w:p>" + "a" * 21_000_000})
    files: dict[str, str | bytes] = {
        "a.docx": b"PK\x03\x04 broken",
        "b.pdf": b"no pdf",
        "c.docx": bomb,
    }
    paths = [f"contributions/tips/{name}" for name in files]
    write_files(tmp_path, dict(zip(paths, files.values(), strict=True)))
    found = look_over(tmp_path, [*paths, "contributions/tips/gone.txt"], JUDGE).diagnostics
    assert [one.code for one in found] == ["leak-unread"] * 4


def test_a_drawing_says_who_made_it(tmp_path: Path) -> None:
    creator = "<dc:creator><cc:Agent><dc:title>Amira Benali</dc:title></cc:Agent></dc:creator>"
    text = f"<svg><metadata>{creator}</metadata></svg>"
    write_files(tmp_path, {"contributions/tips/a.svg": text})
    found = look_over(tmp_path, ["contributions/tips/a.svg"], JUDGE).diagnostics
    assert [one.code for one in found] == ["leak-author"]
