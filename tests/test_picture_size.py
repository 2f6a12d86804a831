"""The size of pictures is what the browser finds, and stands in the page before they come."""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from commonplace.readers.picture_size import picture_size
from tests.support.site import built

DRAWN = """([type, width, height]) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "teal";
  pen.fillRect(0, 0, width / 2, height);
  return canvas.toDataURL(type).split(",")[1];
}"""
SHOWN = """async ([type, data]) => {
  const picture = new Image();
  picture.src = `data:${type};base64,${data}`;
  await picture.decode();
  return [picture.naturalWidth, picture.naturalHeight];
}"""
KINDS = ["image/png", "image/jpeg", "image/webp"]


def drawn(page: Page, kind: str, width: int, height: int) -> bytes:
    return base64.b64decode(page.evaluate(DRAWN, [kind, width, height]))


def shown(page: Page, kind: str, data: bytes) -> tuple[int, int]:
    width, height = page.evaluate(SHOWN, [kind, base64.b64encode(data).decode("ascii")])
    return width, height


def held(jpeg: bytes, orientation: int, order: str) -> bytes:
    """The same picture with a note of how the camera was held, behind one about something else."""
    mark = b"MM\0*" if order == ">" else b"II*\0"
    other = struct.pack(f"{order}HHII", 0x0100, 4, 1, 77)
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = mark + struct.pack(f"{order}IH", 8, 2) + other + entry + b"\0\0\0\0"
    note = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note + jpeg[2:]


@pytest.mark.parametrize("size", [(1, 1), (640, 355), (31, 2000)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_size_is_what_the_browser_finds(
    kind: str, size: tuple[int, int], page: Page, tmp_path: Path
) -> None:
    data = drawn(page, kind, *size)
    (tmp_path / "it").write_bytes(data)
    assert picture_size(tmp_path / "it") == shown(page, kind, data) == size


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_camera_held_upright_turns_the_picture(
    orientation: int, order: str, page: Page, tmp_path: Path
) -> None:
    data = held(drawn(page, "image/jpeg", 60, 40), orientation, order)
    (tmp_path / "it").write_bytes(data)
    assert picture_size(tmp_path / "it") == shown(page, "image/jpeg", data)


SVG = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" {}><path d="M0 0"/></svg>'


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (b"GIF89a" + struct.pack("<HH", 12, 7) + b"\0\0\0", (12, 7)),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 9 | 4 << 14), (10, 5)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x63\0\0\x31\0\0", (100, 50)),
        (SVG.format('width="30" height="20px"').encode(), (30, 20)),
        (SVG.format('viewBox="0 0 300.4 200"').encode(), (300, 200)),
        (SVG.format('width="100%" height="50%" viewBox="0 0 30 20"').encode(), (30, 20)),
        (SVG.format("").encode(), None),
        (b"", None),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", None),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(8), None),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\xff" * 8, None),
        (b"\xff\xd8\xff\xe1\0\x08Exif\0\0" + b"\xff" * 60, None),
        (b"\xff\xd8\xff", None),
        (b"\xff\xd8" + b"\xff\xe0\0\0" * 9, None),
        (b"RIFF\0\0\0\0WEBPVP8L", None),
        (b"no picture at all", None),
    ],
)
def test_of_what_is_broken_no_size_is_told(
    data: bytes, size: tuple[int, int] | None, tmp_path: Path
) -> None:
    (tmp_path / "it").write_bytes(data)
    assert picture_size(tmp_path / "it") == size


def test_a_file_that_is_not_there_has_no_size(tmp_path: Path) -> None:
    assert picture_size(tmp_path / "it") is None
    assert picture_size(tmp_path) is None


def test_pages_keep_room_for_pictures(hub: Callable[..., Path], page: Page) -> None:
    text = """# A tip

![One](it.png) ![Smaller](it.png){ width="32" } ![Told](it.png){ width="10" height="11" }

![By percent](it.png){ width="50%" } <img src="it.png" alt="By hand">
"""
    files = {
        "contributions/tips/tip/index.md": text,
        "contributions/tips/tip/it.png": drawn(page, "image/png", 64, 32),
    }
    html = built(hub(files)).html("tips/tip/").partition("<h1")[2]
    sizes = {}
    for tag in re.findall(r"<img [^>]*>", html):
        told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if told["alt"]:
            sizes[told["alt"]] = (told.get("width", told.get("style")), told.get("height"))
    assert sizes == {
        "One": ("64", "32"),
        "Smaller": ("32", "16"),
        "Told": ("10", "11"),
        "By percent": ("width:50%", None),
        "By hand": (None, None),
    }
