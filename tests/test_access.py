"""Every kind of page as axe sees it: on a phone and a desktop, light and dark, and with what opens opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.support.axe import OF_COLOR, TAGS, faults
from tests.support.browser import DESKTOP, PHONE
from tests.support.everything import Everything, settle
from tests.support.hub import ROOT
from tests.support.searched import press_search_key

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Tabs

PALETTES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
OPEN_ALL = "document.querySelectorAll('.md-content details').forEach((one) => { one.open = true; })"
PAINTED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))"
FAULTS = """<main><h4 id="planted">Planted</h4><img src="data:,"><input>
<p style="color: #777; background: #888">Hard to read</p>
<button style="width: 9px; height: 9px; padding: 0; border: 0"></button><button>Next to it</button></main>"""


@pytest.fixture
def still(tabs: Tabs) -> Iterator[Page]:
    """A page without motion, in a browser that remembers nothing yet."""
    with tabs.lend(reduced_motion="reduce") as lent:
        yield lent


def in_both_palettes(page: Page, first: str = "light", has_palettes: bool = True) -> set[str]:
    """What axe finds on the page as it stands: by all rules in the `first` palette, and what is of colors
    in the other one."""
    found = set()
    for palette, scheme in PALETTES.items():
        page.emulate_media(color_scheme=palette)
        if has_palettes:
            page.wait_for_function(f"document.body.dataset.mdColorScheme === '{scheme}'")
        page.evaluate(PAINTED)
        rules = TAGS if palette == first else OF_COLOR
        found.update(f"{palette}: {fault}" for fault in faults(page, rules))
    return found


@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_on_any_kind_of_page(
    half: int, everything: Everything, still: Page
) -> None:
    kinds = list(everything.kinds)[half::2]
    assert len(kinds) > 20
    found: dict[str, list[str]] = {}
    for kind in kinds:
        settle(still, everything.at(kind))
        still.evaluate(OPEN_ALL)
        for size, first in ((PHONE, "light"), (DESKTOP, "dark")):
            still.set_viewport_size(size)
            for fault in in_both_palettes(still, first, has_palettes=kind != "moved"):
                found.setdefault(fault, []).append(f"{kind} at {size['width']}")
    assert found == {}


def test_every_template_is_among_the_pages(everything: Everything) -> None:
    ours = {path.name for path in (ROOT / "docs" / "overrides").glob("*.html")}
    assert len(ours) > 12
    assert ours - {"main.html"} <= everything.templates
    text = everything.full.html("articles/busy/")
    for part in ("admonition", "tabbed-set", "task-list", "footnote", "<details", "<table", "<img"):
        assert part in text, part
    for part in ("highlight", "<video", "<kbd", "<dl", "<abbr", "<mark", "hub-remote"):
        assert part in text, part


def test_axe_sees_what_is_planted(everything: Everything, still: Page) -> None:
    settle(still, everything.at("home"))
    assert faults(still) == []
    still.evaluate(
        "(html) => document.querySelector('.hub').insertAdjacentHTML('afterend', html)", FAULTS
    )
    rules = {fault.split(":")[0] for fault in faults(still)}
    assert {"image-alt", "label", "color-contrast", "button-name", "target-size"} <= rules
    assert {"heading-order", "landmark-no-duplicate-main"} <= rules


@SIZES
def test_axe_finds_nothing_in_what_opens(size: Any, everything: Everything, still: Page) -> None:
    still.set_viewport_size(size)
    found = {}
    settle(still, everything.at("home"))
    press_search_key(still)
    still.keyboard.type("word")
    still.locator(".hub-find__title a").nth(3).wait_for()
    found["search"] = in_both_palettes(still)
    still.get_by_role("button", name="Narrow down").click()
    still.get_by_role("group", name="Kind", exact=True).wait_for()
    found["facets of the search"] = in_both_palettes(still)
    still.locator(".hub-find__query").fill("zebra crossing")
    still.locator(".hub-find__none .hub-button").first.wait_for()
    found["a search that finds nothing"] = in_both_palettes(still)
    settle(still, everything.at("people/"))
    still.locator(".hub-filter input").first.fill("nobody at all")
    still.wait_for_function("!document.querySelector('[data-hub-nobody]').hidden")
    found["filters"] = in_both_palettes(still)
    settle(still, everything.at("text with everything"))
    note = still.locator(".md-annotation").first
    note.focus()
    still.locator(".md-tooltip, .md-annotation .md-typeset").first.wait_for()
    found["note"] = in_both_palettes(still)
    still.locator(".tabbed-labels label").nth(1).click()
    found["tab"] = in_both_palettes(still)
    settle(still, everything.at("leaderboard/"))
    still.locator("[role=tab]").last.click()
    found["board"] = in_both_palettes(still)
    settle(still, everything.at("text with everything"))
    still.locator(".hub-later__button").click()
    settle(still, everything.at("reading-list/"))
    still.locator(".hub-reading__remove").wait_for()
    still.evaluate(OPEN_ALL)
    found["list with something on it"] = in_both_palettes(still)
    if size is PHONE:
        still.locator("[data-hub-toggle=__drawer]").press("Enter")
        found["drawer"] = in_both_palettes(still)
    assert {name: faulty for name, faulty in found.items() if faulty} == {}
    assert len(found) >= 8
