"""A hub to search, and the box as a person uses it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.site import TODAY, BuiltSite, built, start_hub
from tests.support.talk import BO, put, said, snapshot, thread

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SETTINGS = """
repo_url: https://github.com/example/hub
nav: [{Home: index.md}, {People: people/index.md}]
"""
_LONG = "Nothing else happened on that day. " * 12
FILES: dict[str, str | bytes] = {
    "docs/topics/pumps.md": "---\ntitle: Pumps\nsummary: What moves water.\n---\n",
    "docs/topics/wards.md": "---\ntitle: Wards\n---\n",
    "docs/paths/first.md": "---\ntitle: Your first xebec\nsteps: [tips/gasket]\n---\nWelcome.\n",
    "contributions/people/ada.md": (
        "---\nname: Ada Quillfeather\nteam: Platform\nask_me_about: [zithers]\n---\n"
    ),
    "contributions/people/bo.md": "---\nname: Bo Sample\nteam: Nursing\n---\n",
    "contributions/articles/pump.md": (
        "---\nid: pump000001\nauthors: [ada]\ntopics: [pumps]\ndate: 2026-08-20\n"
        "summary: How a pump is kept.\n---\n\n"
        f"# Keeping the pump\n\n{_LONG}\n\n"
        f"## Before the marlinspike\n\nTurn the marlinspike, then wait.\n\n{_LONG}\n\n"
        f"## After the storm\n\nThe marlinspike goes back. Marlinspikes rust.\n\n{_LONG}\n"
    ),
    "contributions/tips/gasket.md": (
        "---\nauthors: [bo]\ntopics: [pumps, wards]\ndate: 2026-11-01\n---\n\n# Oil the gasket\n\n"
        "A gasket wants oil. The crème brûlée is for the café. Every marlinspike has a lanyard.\n"
    ),
    "contributions/tips/lanyard.md": (
        "---\nauthors: [ada]\ntopics: [wards]\ndate: 2026-10-01\n---\n\n# Coil it\n\n"
        "A slow blue lanyard and a gasket. Blue is slow to fade.\n"
    ),
    "contributions/tips/phrase.md": (
        "---\nauthors: [bo]\ntopics: [wards]\ndate: 2026-10-02\n---\n\n# Slow and blue, blue and slow\n\n"
        "Blue slow. Slow, then blue, and slow again: blue.\n"
    ),
    "contributions/articles/stale.md": (
        "---\nauthors: [ada]\ntopics: [wards]\ndate: 2022-01-01\n---\n\n# Winding a capstan\n\n"
        "Wind the capstan.\n"
    ),
    "contributions/articles/fresh.md": (
        "---\nauthors: [ada]\ntopics: [wards]\ndate: 2026-11-01\n---\n\n# Greasing a capstan\n\n"
        "Grease the capstan.\n"
    ),
    "contributions/articles/old.md": (
        "---\nauthors: [ada]\ntopics: [wards]\ndate: 2021-01-01\nsuperseded_by: articles/new\n---\n\n"
        "# The old bilge\n\n"
        "A bilge with an orlop.\n"
    ),
    "contributions/articles/new.md": (
        "---\nauthors: [bo]\ntopics: [wards]\ndate: 2026-11-01\n---\n\n# The new hold\n\nA hold.\n"
    ),
    "contributions/tips/draft.md": "---\nstatus: draft\n---\n\n# Canaryword\n\nCanaryword.\n",
    "contributions/tips/cjk.md": (
        "---\nauthors: [bo]\ndate: 2026-11-01\n---\n\n# 点滴泵的报警\n\n夜班护士检查点滴泵。\n"
    ),
    "contributions/tips/danger.md": (
        "---\nauthors: [bo]\ndate: 2026-11-01\n---\n\n# Escaping `<img src=x onerror=window.hacked=1>`\n\n"
        "Write `<img src=x onerror=window.hacked=1>` as binnacle `&lt;script&gt;`.\n"
    ),
}


def searched_hub(folder: Path, settings: str = SETTINGS) -> BuiltSite:
    """The hub, built."""
    root = start_hub(folder, FILES, settings=settings).root
    put(
        root, snapshot(thread("pump000001", said(1, "I lost a halyard there.", BO, is_answer=True)))
    )
    return built(root, HUB_AS_OF=TODAY)


def search(page: Page, words: str, *, key: str = "/") -> Locator:
    """Open the box, type, and wait for its answer; gives the titles of the results."""
    if not page.locator(".hub-find[open]").count():
        press_search_key(page, key)
        page.locator(".hub-find[open]").wait_for()
    page.locator(".hub-find__query").fill(words)
    answered(page)
    return page.locator(".hub-find__title a")


def press_search_key(page: Page, key: str = "/") -> None:
    """Press a key that opens the search, once the page listens to it."""
    page.locator("[data-hub-find][data-ready]").wait_for(state="attached")
    page.keyboard.press(key)


def answered(page: Page) -> None:
    """Wait until the box has said what it found for what stands in it now."""
    page.wait_for_function(
        "((box) => box.dataset.for === box.querySelector('.hub-find__query').value)"
        "(document.querySelector('[data-hub-find]'))"
    )


def titles(page: Page, words: str) -> list[str]:
    """The titles that a search gives."""
    return search(page, words).all_inner_texts()


def said_of(page: Page) -> str:
    """What the box says."""
    return page.locator(".hub-find__said").inner_text()
