"""Every kind of page in a real browser: quiet, from here alone, readable on a phone and without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import DESKTOP, PHONE, serve_directory
from tests.support.searched import press_search_key
from tests.support.site import BuiltSite, built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened

ELSEWHERE = "elsewhere.example"
BUSY = f"""---
topics: [calls]
summary: Everything that could ask another place for something.
---

# A busy article

![A remote picture](https://{ELSEWHERE}/one.png) and <img src="https://{ELSEWHERE}/two.png" alt="Two">

:rocket: :material-robot: :smile:

```mermaid
graph TD; A[https://{ELSEWHERE}/x] --> B
```

<video controls poster="https://{ELSEWHERE}/poster.png"><source src="https://{ELSEWHERE}/film.mp4"></video>
<audio src="https://{ELSEWHERE}/sound.mp3" controls></audio>
<picture><source srcset="https://{ELSEWHERE}/set.png 2x">
<img src="https://{ELSEWHERE}/three.png" alt=""></picture>
<p style="background: url(https://{ELSEWHERE}/style.png)">Styled</p>

```python title="code.py" linenums="1"
{"a_very_long_line_of_code = 1; " * 12}
```

| {" | ".join(f"A long heading {n}" for n in range(12))} |
|{"---|" * 12}
| {" | ".join(f"cell {n}" for n in range(12))} |

Averyveryverylongwordwithoutanyspaces{"x" * 150}

!!! note "A box"
    With words.

=== "One tab"
    First.

=== "Another"
    Second.

- [ ] a task
- [x] done

## Part one

Text[^1].

## Part two

Text.

## Part three

[^1]: A footnote.
"""
FILES: dict[str, str | bytes] = {
    "contributions/articles/busy.md": BUSY,
    "contributions/war-stories/night.md": (
        "---\ntopics: [calls]\n---\n# The night of the xylophone\n\nIt rang.\n\n"
        "## What happened\n\nA xylophone.\n"
    ),
    "contributions/tips/short.md": (
        "---\ntopics: [calls]\n---\n# A short tip\n\nDo less. [More](../articles/busy.md).\n"
    ),
    "contributions/links/paper.md": "# A paper\n\n[It](https://example.org/paper) is worth it.\n",
    "contributions/tips/old.md": (
        "---\nsuperseded_by: tips/short\naddresses: [notes/old]\n---\n# Old\n\nGone by.\n"
    ),
    **{
        f"contributions/tips/more-{n:02}.md": f"# Tip number {n}\n\nWords {n}.\n" for n in range(55)
    },
    "contributions/people/ada.md": (
        "---\nname: Ada Example\nteam: Platform\nask_me_about: [calls]\nemails: [ada@example.org]\n"
        "---\nHello.\n"
    ),
    "docs/topics/calls.md": (
        "---\ntitle: First calls\ncurators: [ada]\npicks:\n  - tips/short: First of all.\n"
        "  - tips/gone: No more.\nquestions:\n  - {ask: Who rings first?, by: ada, since: 2026-03-01}\n---\n"
        "Words of Ada.\n"
    ),
    "docs/guidelines.md": (
        "# Guidelines\n\nBe brief. [A tip](../contributions/tips/short.md).\n\n## Why\n\nTime.\n"
    ),
}
PAGES = {
    "home": "",
    "article": "articles/busy/",
    "war story": "war-stories/night/",
    "tip": "tips/short/",
    "link": "links/paper/",
    "obsolete": "tips/old/",
    "topic": "topics/calls/",
    "topics": "topics/",
    "care": "topics/calls/care/",
    "questions": "questions/",
    "person": "people/ada/",
    "people": "people/",
    "everything": "all/",
    "kind": "tips/",
    "second page": "all/page/2/",
    "year": "years/2026/",
    "news": "whats-new/",
    "reading list": "reading-list/",
    "ask": "ask/",
    "missing": "no/such/page/",
    "redirect": "notes/old/",
    "own page": "guidelines/",
}
TITLES = {
    "article": "A busy article",
    "war story": "The night of the xylophone",
    "tip": "A short tip",
    "topic": "First calls",
    "care": "Care: First calls",
    "questions": "Questions",
    "person": "Ada Example",
    "news": "What is new",
    "reading list": "Reading list",
    "ask": "Ask a question",
    "missing": "This page is not here",
    "redirect": "Old",
    "own page": "Guidelines",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    settings = "repo_url: https://github.com/example/hub\nsite_url: https://hub.example.org/hub/\n"
    return built(start_hub(tmp_path_factory.mktemp("pages") / "hub", FILES, settings=settings).root)


@pytest.fixture(scope="module")
def served(site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, which stands below /hub/ as on a shared host."""
    above = tmp_path_factory.mktemp("host")
    shutil.copytree(site.folder, above / "hub")
    shutil.copy(site.folder / "404.html", above)
    with serve_directory(above, lasting=True) as address:
        yield f"{address}hub/"


def errors_of(page: Page, *, missing: bool = False) -> list[str]:
    """Console errors; a browser notes that a page is missing, which is none where it is to be `missing`."""
    seen: list[str] = page.seen_errors  # type: ignore[attr-defined]
    notes = [error for error in seen if "404 (Not Found)" in error]
    return [error for error in seen if error not in notes or len(notes) > missing]


def elsewhere(page: Page, served: str) -> list[str]:
    """Requests that left the site's own host."""
    host = served.removesuffix("hub/")
    return [url for url in page.seen_requests if not url.startswith(host)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_asks_nobody_else(name: str, served: str, page: Page) -> None:
    page.goto(served + PAGES[name], wait_until="networkidle")
    assert errors_of(page, missing=name == "missing") == []
    assert elsewhere(page, served) == []
    if name in TITLES:
        assert page.locator("h1").first.inner_text().strip().rstrip("¶") == TITLES[name]


def _overflow(page: Page) -> Any:
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_page_scrolls_sideways(size: Any, served: str, opened: Opened) -> None:
    page = opened(viewport=size, reduced_motion="reduce")
    wide = {}
    for name, where in PAGES.items():
        page.goto(served + where, wait_until="load")
        if _overflow(page) > 0:
            wide[name] = _overflow(page)
    assert wide == {}


def test_every_page_can_be_read_without_scripts(served: str, opened: Opened) -> None:
    page = opened(viewport=PHONE, java_script_enabled=False)
    for name, where in PAGES.items():
        page.goto(served + where, wait_until="load")
        if name in TITLES:
            assert TITLES[name] in page.locator("h1").first.inner_text()
        links = page.locator("main a[href], .md-content a[href]")
        assert name == "redirect" or links.count() > 0, name
        assert elsewhere(page, served) == [], name
    page.goto(served + PAGES["article"])
    assert page.get_by_text("A footnote.").is_visible()
    assert page.get_by_text("First.", exact=True).is_visible()
    page.goto(served + PAGES["tip"])
    page.locator(".hub-text").get_by_role("link", name="More").click()
    assert page.url == f"{served}articles/busy/"


def test_a_remote_picture_waits_for_a_click(served: str, page: Page) -> None:
    page.route(f"https://{ELSEWHERE}/**", lambda route: route.abort())
    page.goto(served + PAGES["article"], wait_until="networkidle")
    assert elsewhere(page, served) == []
    waiting = page.locator("[data-hub-remote]")
    assert waiting.count() >= 2
    with page.expect_request(f"https://{ELSEWHERE}/one.png"):
        waiting.first.click()
    assert elsewhere(page, served) == [f"https://{ELSEWHERE}/one.png"]


def test_a_diagram_without_its_program_is_its_text(served: str, page: Page) -> None:
    page.goto(served + PAGES["article"], wait_until="networkidle")
    assert "graph TD" in page.locator(".hub-text").inner_text()
    assert "🚀" in page.locator(".hub-text").inner_text()


@pytest.mark.parametrize("name", ["home", "article", "second page", "missing"])
def test_search_finds_a_contribution_from_everywhere(name: str, served: str, page: Page) -> None:
    page.goto(served + PAGES[name], wait_until="networkidle")
    press_search_key(page)
    page.keyboard.type("xylophone")
    page.locator(".hub-find__title a").first.click()
    page.wait_for_url("**/war-stories/night/**")
    assert page.url.startswith(f"{served}war-stories/night/")
    assert page.locator("h1").first.inner_text() == TITLES["war story"]
    assert errors_of(page, missing=name == "missing") == []
    assert elsewhere(page, served) == []


def test_an_old_address_arrives_with_its_place(served: str, page: Page) -> None:
    page.goto(f"{served}notes/old/#part", wait_until="commit")
    page.wait_for_url("**/tips/old/#part")
    assert "A short tip" in page.locator(".hub-notice").first.inner_text()


def test_pages_lead_on_below_a_path(served: str, page: Page) -> None:
    page.goto(f"{served}all/")
    page.locator(".hub-pager [rel=next]").click()
    page.wait_for_url("**/all/page/2/")
    page.locator(".hub-row__title a").first.click()
    page.wait_for_load_state()
    assert page.url.startswith(f"{served}")
    assert page.locator("h1").count() == 1
    page.goto(f"{served}no/such/page/")
    page.locator(".hub-words a").first.click()
    page.wait_for_url(f"{served}topics/")


def test_the_copied_site_is_whole(site: BuiltSite) -> None:
    assert Path(site.folder / "404.html").is_file()
    assert site.leads_to("notes/old/") == "tips/old/"
