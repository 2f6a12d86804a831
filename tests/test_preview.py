"""The preview: one file that shows what changed, asks nobody for anything, and shows nothing that leaks."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commonplace.repository.embed import Picture, embedded
from tests.support.axe import faults
from tests.support.browser import PHONE, recorded_page
from tests.support.hub import run_command
from tests.support.repository import Repository
from tests.support.site import start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SECRET = "AKIA" + "Q3EGRX7LJ2KT5VNB"
FILES: dict[str, str | bytes] = {
    "docs/topics/on-call.md": "---\ntitle: On call\n---\nWords.\n",
    "contributions/tips/old.md": "# An old tip\n\nWords.\n",
}
STORY = """---
title: The pump & the night < day
summary: It was loud.
topics: [on-call]
---

![Our pump](pump.png) and ![from elsewhere](https://elsewhere.example/x.png)

[an old tip](../../tips/old.md) · [a site](https://site.example/) · [gone](gone.md) · [down](#what-happened)

## What happened

| a | b |
|---|---|
| 1 | 2 |

```python
print("x" * 400)  # xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
```

<video src="https://elsewhere.example/film.mp4" poster="https://elsewhere.example/p.png" controls></video>
<img src="https://elsewhere.example/y.png" srcset="https://elsewhere.example/z.png 2x" onerror="a()" alt="">
<script>alert(1)</script><iframe src="https://elsewhere.example/"></iframe>

שלום לכולם
"""


def png(width: int, height: int) -> bytes:
    """A real picture, all grey."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@pytest.fixture
def hub(tmp_path: Path) -> Repository:
    made = start_hub(tmp_path / "hub", FILES, settings="site_url: https://hub.example/sub/")
    made.switch("ours")
    return made


def preview(hub: Repository, *more: str) -> tuple[subprocess.CompletedProcess[str], Path]:
    out = hub.root.parent / "preview.html"
    done = run_command(hub.root, "preview", "--base", "main", "--out", str(out), *more)
    assert "Traceback" not in done.stderr
    return done, out


def of(hub: Repository) -> str:
    done, out = preview(hub)
    assert done.returncode == 0, done.stderr
    return out.read_text("utf-8")


def changed(hub: Repository) -> str:
    hub.commit(
        {
            "contributions/war-stories/pump/index.md": STORY,
            "contributions/war-stories/pump/pump.png": png(300, 200),
        }
    )
    return of(hub)


def test_it_shows_what_changed_and_nothing_else(hub: Repository) -> None:
    html = changed(hub)
    assert "<title>The pump &amp; the night &lt; day · Preview" in html
    assert "It was loud." in html
    assert "An old tip" not in html
    assert html.count("<article ") == 1
    assert 'href="https://hub.example/sub/tips/old/"' in html
    assert 'src="data:image/png;base64,' in html
    assert "Not shown yet" not in html


def test_it_names_nothing_that_a_browser_would_fetch(hub: Repository) -> None:
    html = changed(hub)
    assert "default-src 'none'" in html
    for sign in ("<script", "<link", "<iframe", "srcset", "poster", "onerror", "@import", "url("):
        assert sign not in html
    sources = re.findall(r'\bsrc="([^"]{0,20})', html)
    assert sources
    assert all(source.startswith("data:image/") for source in sources)


def test_what_leaks_is_not_shown(hub: Repository) -> None:
    hub.commit(
        {
            "contributions/tips/leak.md": f"# A leak\n\nThe key is {SECRET} today.\n",
            "contributions/tips/good.md": "# A good one\n\nWords.\n",
            "contributions/tips/broken.md": "---\ntitle: one: two\n---\nText.\n",
        }
    )
    html = of(hub)
    assert SECRET not in html
    assert "A good one" in html
    assert "A leak" not in html
    shown = html.split("Not shown yet")[1].split("</ul>")[0]
    assert re.findall(r"<code>(.*?)</code>", shown) == [
        "contributions/tips/broken.md",
        "contributions/tips/leak.md",
    ]


def test_several_have_a_list_and_there_is_an_end(hub: Repository) -> None:
    assert "Nothing that is shown as a page has changed." in of(hub)
    hub.commit({f"contributions/tips/t{n:02}.md": f"# Tip {n}\n\nWords.\n" for n in range(23)})
    html = of(hub)
    assert html.count("<article ") == 20
    assert html.count('<li><a href="#text-') == 20
    assert "And 3 more" in html


def test_a_picture_alone_shows_its_text(hub: Repository) -> None:
    changed(hub)
    hub.git("switch", "--quiet", "main")
    hub.merge("ours")
    hub.switch("picture")
    hub.commit({"contributions/war-stories/pump/pump.png": png(400, 200)})
    assert of(hub).count("<article ") == 1


def test_wrong_calls_are_told(hub: Repository) -> None:
    done = run_command(hub.root, "preview", "--base", "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    done, _ = preview(hub, "--as-of", "today")
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="//e.example/">x</a>', "<a>x</a>"),
        ('<a href="../x/">x</a>', "<a>x</a>"),
        (
            '<a href="/x/?a=1&amp;b">x</a>',
            '<a href="https://h.example/x/?a=1&amp;b" rel="noopener noreferrer">x</a>',
        ),
        ('<a href="#x">x</a>', '<a href="#x">x</a>'),
        (
            '<img src="/a%20b.png" alt="&lt;b&gt;">',
            '<img src="data:image/png;base64,YQ==" alt="&lt;b&gt;">',
        ),
        ('<img src="/none.png" alt="&lt;b&gt;">', '<span class="absent">&lt;b&gt;</span>'),
        ('<img src="https://e.example/x.png" alt="">', ""),
        ('<img src="data:text/html,x" alt="x">', '<span class="absent">x</span>'),
        ("<p>&lt;script&gt; &#60; &amp;amp; é</p>", "<p>&lt;script&gt; &#60; &amp;amp; é</p>"),
        ('<video src="x"><source src="y"></video>', "<video></video>"),
        ('<svg><use href="https://e.example/s.svg#x"></use></svg>', "<svg><use></use></svg>"),
    ],
)
def test_addresses_are_rewritten_one_by_one(html: str, made: str) -> None:
    def picture_of(address: str, alt: str) -> Picture | None:
        return Picture("image/png", b"a") if address == "a b.png" else None

    assert embedded(html, picture_of, "https://h.example/") == made


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_opens_it_from_its_downloads(
    hub: Repository, browser: Browser, scheme: str
) -> None:
    changed(hub)
    _, file = preview(hub)
    context = browser.new_context(
        viewport=PHONE, color_scheme="dark" if scheme == "dark" else "light", offline=True
    )
    try:
        page = recorded_page(context)
        page.goto(file.as_uri())
        assert page.inner_text("h1") == "The pump & the night < day"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.evaluate("document.images[0].naturalWidth") == 300
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert dark == ("rgb(26, 24, 21)" if scheme == "dark" else "rgb(252, 250, 245)")
        assert page.seen_requests == [file.as_uri()]  # type: ignore[attr-defined]
        assert page.seen_errors == []  # type: ignore[attr-defined]
        assert faults(page) == []
    finally:
        context.close()
