"""The page on which people write, as tests use it: filled in, pressed, and what GitHub would be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.support.browser import STOP, serve_directory
from tests.support.site import built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Tabs

REPO = "https://github.com/example/hub"
SETTINGS = f"""
repo_url: {REPO}
extra: {{hub: {{contact: "hub+share@example.org"}}}}
"""
FILES: dict[str, str | bytes] = {
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/tips/pager.md": (
        "---\ntopics: [calls]\nsummary: What the nurse on the ward says first.\n---\n"
        "# The pager rings and nobody comes\n\nWords.\n"
    ),
    "contributions/tips/charts.md": "---\nstatus: obsolete\n---\n# On paper\n\nWords.\n",
    "docs/topics/calls.md": "---\ntitle: First calls\ncurators: [ada]\n---\nWords.\n",
    "docs/topics/nights.md": "---\ntitle: Nights\n---\nWords.\n",
    "docs/guidelines.md": "# Guidelines\n\nBe brief.\n",
}
QUESTIONS = ("What happened", "What we tried", "What it cost", "What we would do again")
TITLE, TEXT, SAID = "input[name=title]", "textarea[name=text]", "[data-part=said]"
LEAKS = "[data-part=leaks] li"

CUT_OFF = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to fetch dynamically imported module")
"""What a browser says of a request that a test kept from arriving; of a missing file it says 404 as well."""


@contextmanager
def served_hub(folder: Path, files: Mapping[str, str | bytes] = FILES) -> Iterator[str]:
    """A hub of these files in a new folder, built and served; its address."""
    root = start_hub(folder, dict(files), settings=SETTINGS).root
    with serve_directory(built(root).folder) as address:
        yield address


@contextmanager
def sound_page(tabs: Tabs, **settings: Any) -> Iterator[Page]:
    """A page on which nothing may go wrong unseen: what a script throws fails the test at its end."""
    with tabs.lend(**settings) as page:
        yield page
        no_faults(page)


def no_faults(page: Page) -> None:
    """Nothing was thrown, and no request failed but those that the test itself cut off."""
    seen: list[str] = page.seen_errors  # type: ignore[attr-defined]
    assert [one for one in seen if not any(cut in one for cut in CUT_OFF)] == []


def open_share(page: Page, served: str, asked: str = "") -> None:
    """Open the page and wait until it works; presses of its buttons open nothing."""
    page.goto(f"{served}share/{asked}", wait_until="networkidle")
    page.locator("form[data-share] legend").first.hover()
    page.locator("form[data-share][data-ready]").wait_for()
    page.evaluate(STOP)


def choose(page: Page, kind: str) -> None:
    """Say what it is."""
    page.locator(f"input[name=kind][value={kind}]").check()


def tell(page: Page, title: str, opening: str, *answers: str) -> None:
    """A war story, with an answer to each of its questions."""
    choose(page, "war-story")
    page.locator(TITLE).fill(title)
    page.locator(TEXT).fill(opening)
    for number, answer in enumerate(answers):
        page.locator(f"textarea[name=war-story-{number}]").fill(answer)


def looked_over(page: Page) -> None:
    """Wait until the rules have come, or have not."""
    page.wait_for_function(
        "() => { const said = document.querySelector('[data-part=state]').textContent;"
        " const leaks = document.querySelector('[data-part=leaks]');"
        " return (said && !said.includes('being looked over')) || !leaks.hidden; }"
    )


def pressed(page: Page, way: str = "github") -> str:
    """The address that a press of a button opens."""
    looked_over(page)
    page.evaluate("window.opened = []")
    page.locator(f"[data-way={way}]").click(timeout=5000)
    opened: list[str] = page.evaluate("window.opened")
    assert len(opened) == 1, page.locator(SAID).inner_text()
    return opened[0]


def new_file(address: str) -> tuple[str, str]:
    """The path and the text of the file that GitHub's page is filled in with."""
    parts = urlsplit(address)
    where, _, folder = f"{parts.scheme}://{parts.netloc}{parts.path}".partition("/new/main/")
    assert where == REPO
    fields = parse_qs(parts.query, strict_parsing=True, encoding="utf-8", errors="strict")
    assert sorted(fields) == ["filename", "value"]
    (name,), (text,) = fields["filename"], fields["value"]
    return f"{unquote(folder)}/{name}", text


def kept(page: Page) -> Any:
    """What the browser keeps of the page, by key."""
    return page.evaluate("({ ...localStorage })")
