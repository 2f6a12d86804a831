"""Pictures lose what they say about themselves and nothing else; the browser draws them anew."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonplace.readers.picture_notes import picture_notes
from commonplace.readers.picture_size import _size
from commonplace.readers.picture_strip import StripError, stripped
from tests.support.browser import page_beside
from tests.support.documents import PNG
from tests.support.hub import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAME = b"Xaver Unsaid"
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
WEBP = base64.b64decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=")


def exif(orientation: int = 1) -> bytes:
    """An Exif block with a name, and which way a camera was held."""
    rows = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    rows += struct.pack(">HHII", 0x013B, 2, len(NAME), 38)
    return b"MM\0*\0\0\0\x08\0\2" + rows + bytes(4) + NAME + b"\0"


def png(width: int = 1, height: int = 1, *more: tuple[bytes, bytes]) -> bytes:
    """A black picture with further parts ahead of its dots."""

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    dots = part(b"IDAT", zlib.compress((b"\0" + bytes(width)) * height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(part(*one) for one in more)
        + dots
        + part(b"IEND", b"")
    )


def webp() -> bytes:
    inner = WEBP[12:]
    big = b"VP8X" + struct.pack("<I", 10) + b"\x0c\0\0\0" + bytes(6)
    note = exif()
    packed = b"EXIF" + struct.pack("<I", len(note)) + note + b"\0" * (len(note) % 2)
    whole = b"WEBP" + big + inner + packed
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def jpeg(orientation: int = 1) -> bytes:
    """The segments of a JPEG with every kind of note, and something behind its end."""

    def part(kind: int, data: bytes) -> bytes:
        return bytes([0xFF, kind]) + struct.pack(">H", len(data) + 2) + data

    frame = b"\x08\0\1\0\1\1\1\x11\0"
    return b"".join(
        [
            b"\xff\xd8",
            part(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
            part(0xE1, b"Exif\0\0" + exif(orientation)),
            part(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + NAME),
            part(0xE2, b"ICC_PROFILE\0\1\1profile"),
            part(0xE2, b"MPF\0" + NAME),
            part(0xED, b"Photoshop 3.0\0" + NAME),
            part(0xFE, NAME),
            part(0xC0, frame),
            part(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56",
            part(0xC4, b"table"),
            part(0xDA, b"\1\1\0\0\x3f\0") + b"\x78",
            b"\xff\xd9",
            b"\xff\xd8 a second picture " + NAME,
        ]
    )


NOTED = {
    "png": png(
        1,
        1,
        (b"tEXt", b"Author\0" + NAME),
        (b"eXIf", exif()),
        (b"tIME", b"1234567"),
        (b"gAMA", b"\0\0\1\0"),
    ),
    "jpg": jpeg(),
    "webp": webp(),
    "gif": GIF[:19] + b"!\xfe" + bytes([len(NAME)]) + NAME + b"\0" + GIF[19:],
}


@pytest.mark.parametrize("kind", NOTED)
def test_nothing_is_said_any_more(kind: str) -> None:
    data = NOTED[kind]
    assert NAME in data
    clean = stripped(data)
    assert NAME not in clean
    assert not [note for note in picture_notes(clean) if note.kind != "text" or note.value]
    assert _size(clean) == _size(data) == (1, 1)
    assert stripped(clean) == clean


def test_what_is_seen_stays_to_the_byte() -> None:
    assert stripped(PNG) == PNG
    assert stripped(GIF) == GIF
    assert stripped(WEBP) == WEBP
    clean = stripped(jpeg())
    for kept in (b"ICC_PROFILE", b"JFIF", b"\x12\xff\0\x34\xff\xd0\x56", b"table", b"\x78\xff\xd9"):
        assert kept in clean
    assert b"gAMA" in stripped(NOTED["png"])


@pytest.mark.parametrize("held", range(1, 9))
def test_a_picture_is_not_turned(held: int) -> None:
    clean = stripped(jpeg(held))
    assert NAME not in clean
    assert (b"Exif" in clean) == (held > 1)
    if held > 1:
        assert struct.pack(">HHIHH", 0x0112, 3, 1, held, 0) in clean


@given(
    st.sampled_from(sorted(NOTED)), st.integers(0, 400), st.integers(0, 255), st.integers(0, 400)
)
@settings(max_examples=400)
def test_a_broken_picture_is_refused_or_clean(kind: str, at: int, value: int, length: int) -> None:
    data = bytearray(NOTED[kind])
    data[at % len(data)] = value
    for one in (bytes(data), bytes(data[:length]), b"", b"\xff\xd8\xff", b"GIF89a"):
        try:
            clean = stripped(one)
        except StripError:
            continue
        assert len(clean) <= len(one) + 40


CLEAN = """async ([given, module]) => {
  const { cleanPicture } = await import(module);
  const found = [];
  for (const one of given) {
    try {
      const { bytes, ...said } = await cleanPicture(Uint8Array.from(atob(one), (c) => c.charCodeAt(0)));
      found.push({ ...said, data: btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join("")) });
    } catch (problem) {
      found.push({ code: problem.code ?? String(problem) });
    }
  }
  return found;
}"""
ZIP = """async ([files, module]) => {
  const { zip } = await import(module);
  const rows = files.map(([path, text, bytes]) => [path, bytes ? new Uint8Array(bytes) : text]);
  const made = zip(Object.fromEntries(rows));
  return Array.from(new Uint8Array(await made.arrayBuffer()));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with page_beside(browser, ROOT / "docs" / "assets") as page:
        yield page


def cleaned(page: Page, *pictures: bytes) -> list[dict[str, Any]]:
    given = [base64.b64encode(one).decode() for one in pictures]
    found: list[dict[str, Any]] = page.evaluate(CLEAN, [given, "./picture.js"])
    return found


def test_a_browser_draws_a_picture_anew(page: Page) -> None:
    photo = drawn_photo(page)
    noted = photo[:2] + jpeg(6)[20:][: jpeg(6)[20:].find(b"\xff\xe2")] + photo[2:]
    assert NAME in noted
    large = png(3000, 1500, (b"tEXt", b"Author\0" + NAME))
    found = cleaned(page, NOTED["png"], large, noted, NOTED["gif"], WEBP)
    assert [one.get("extension") for one in found] == ["png", "png", "jpg", "png", "webp"]
    assert [(one["width"], one["height"]) for one in found[:3]] == [(1, 1), (1600, 800), (20, 40)]
    for one in found:
        data = base64.b64decode(one["data"])
        assert NAME not in data
        assert not [note for note in picture_notes(data) if note.kind in ("place", "author")]
        assert _size(data) == (one["width"], one["height"])


def test_endless_dots_are_not_even_counted(page: Page) -> None:
    endless = png(1, 1)[:16] + struct.pack(">II", 60_000, 60_000) + png(1, 1)[24:]
    frame = b"\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\1\1\x11\0" + bytes(20)
    most = (16_383 - 1).to_bytes(3, "little") * 2
    bits = struct.pack("<I", 16_382 | 16_382 << 14)
    webps = [
        b"RIFF\0\0\0\0WEBP" + kind + bytes(4) + rest + bytes(20)
        for kind, rest in (
            (b"VP8X", bytes(4) + most),
            (b"VP8L", b"\x2f" + bits),
            (b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 16_383, 16_383)),
        )
    ]
    told = [one.get("code") for one in cleaned(page, endless, frame, *webps)]
    assert told == ["picture-too-large"] * 5


def drawn_photo(page: Page) -> bytes:
    """A JPEG of 40 by 20 that the browser itself made."""
    data: str = page.evaluate(
        """() => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 20 });
          canvas.getContext("2d").fillRect(0, 0, 20, 20);
          return canvas.toDataURL("image/jpeg").split(",")[1];
        }"""
    )
    return base64.b64decode(data)


def test_a_browser_says_what_is_no_picture(page: Page) -> None:
    svg = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    codes = [
        one.get("code") for one in cleaned(page, svg, b"words", b"", PNG[:40], b"BM" + bytes(60))
    ]
    assert codes == [
        "picture-drawing",
        "picture-type",
        "picture-type",
        "picture-broken",
        "picture-type",
    ]


def test_a_zip_opens_elsewhere(page: Page) -> None:
    files = [
        ["my-story/index.md", "Üñï 漢字\n", None],
        ["my-story/image-1.png", "", list(PNG)],
        ["my-story/empty.txt", "", None],
    ]
    data = bytes(page.evaluate(ZIP, [files, "./zip.js"]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [name for name, *_ in files]
        assert archive.read("my-story/index.md").decode() == "Üñï 漢字\n"
        assert archive.read("my-story/image-1.png") == PNG
    named = bytes(page.evaluate(ZIP, [[["été/漢字.md", "x", None]], "./zip.js"]))
    with zipfile.ZipFile(io.BytesIO(named)) as archive:
        assert archive.namelist() == ["été/漢字.md"]
    with zipfile.ZipFile(io.BytesIO(bytes(page.evaluate(ZIP, [[], "./zip.js"])))) as archive:
        assert archive.namelist() == []


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/./b", "a\\b", "c:x", "a\0b", "", "a/"])
def test_a_zip_leads_nowhere_else(page: Page, path: str) -> None:
    with pytest.raises(Exception, match="RangeError"):
        page.evaluate(ZIP, [[[path, "x", None]], "./zip.js"])
