"""The hub with a keyboard alone: everything is reached, seen and left again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import DESKTOP, PHONE
from tests.support.everything import Everything, settle
from tests.support.keyboard import Walk, walk
from tests.support.searched import press_search_key

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Tabs

KINDS = (
    "home",
    "text with everything",
    "leaderboard/",
    "people/",
    "paths/first/",
    "reading-list/",
    "share/",
    "missing",
)
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture
def still(tabs: Tabs) -> Iterator[Page]:
    """A page without motion, in a browser that remembers nothing yet."""
    with tabs.lend(reduced_motion="reduce") as lent:
        yield lent


def back_up(way: Walk) -> list[str]:
    """Steps that lead up the page within one part of it."""
    return [
        f"{one['name']} → {other['name']}"
        for one, other in zip(way.stops, way.stops[1:], strict=False)
        if one["part"] == other["part"] and other["bottom"] < one["top"] - 2
    ]


@SIZES
@pytest.mark.parametrize("kind", KINDS)
def test_tab_goes_through_a_page_and_shows_where_it_is(
    kind: str, size: Any, everything: Everything, still: Page
) -> None:
    still.set_viewport_size(size)
    settle(still, everything.at(kind))
    forth = walk(still)
    assert len(forth.stops) > 8
    assert forth.faults() == []
    assert back_up(forth) == []
    numbers = [stop["number"] for stop in forth.stops if stop["number"] >= 0]
    assert numbers == sorted(numbers), "in the order of the page"
    back = walk(still, "Shift+Tab")
    assert back.faults() == []
    assert len(back.stops) >= len(forth.stops) - 1


def test_no_other_kind_of_page_keeps_the_keyboard_out(everything: Everything, still: Page) -> None:
    """A walk there on each; the way back, and phones, are tried on those above."""
    still.set_viewport_size(DESKTOP)
    others = [kind for kind in everything.each if kind not in KINDS and kind != "moved"]
    assert len(others) > 12
    found = {}
    for kind in others:
        settle(still, everything.at(kind))
        way = walk(still)
        found[kind] = (len(way.stops) > 3, way.faults(), back_up(way))
    assert found == dict.fromkeys(others, (True, [], []))


def focused(page: Page) -> str:
    """What has the focus, in words."""
    words: str = page.evaluate(
        "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"
    )
    return words


def is_open(page: Page, name: str) -> bool:
    found: bool = page.evaluate(f"document.getElementById('{name}').checked")
    return found


def searches(page: Page) -> bool:
    found: bool = page.evaluate("document.querySelector('.hub-find').open")
    return found


# Whether what has the focus stands in the search, and whether anybody can see that it has it.
STOP_IN_BOX = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return { within: null };
  const style = getComputedStyle(one);
  const line = getComputedStyle(document.querySelector(".hub-find__top")).boxShadow;
  const hasRing = style.outlineStyle !== "none" && style.outlineColor !== "rgba(0, 0, 0, 0)";
  return {
    within: Boolean(one.closest(".hub-find")), name: one.getAttribute("aria-label") ?? one.textContent.trim(),
    shows: hasRing || (one.matches(".hub-find__query") && line !== "none"),
  };
}"""


def test_the_first_key_leads_to_the_text(everything: Everything, still: Page) -> None:
    for size in (PHONE, DESKTOP):
        still.set_viewport_size(size)
        settle(still, everything.at("text with everything"))
        still.keyboard.press("Tab")
        assert focused(still) == "Skip to the text"
        still.keyboard.press("Enter")
        still.keyboard.press("Tab")
        assert still.evaluate("!!document.activeElement.closest('.md-content')")
        assert focused(still) == "Article"


def test_the_menu_of_a_phone_works_with_the_keyboard(everything: Everything, still: Page) -> None:
    still.set_viewport_size(PHONE)
    settle(still, everything.at("home"))
    menu = still.get_by_role("button", name="Menu")
    assert menu.get_attribute("aria-expanded") == "false"
    menu.focus()
    still.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert focused(still) == "Home"
    still.keyboard.press("Tab")
    assert focused(still) == "Topics"
    still.keyboard.press("Escape")
    assert (is_open(still, "__drawer"), focused(still)) == (False, "Menu")
    still.keyboard.press(" ")
    for _ in range(8):
        still.keyboard.press("Tab")
    more = still.locator(".md-sidebar--primary button.md-nav__link")
    assert (focused(still), more.get_attribute("aria-expanded")) == ("More", "false")
    still.keyboard.press(" ")
    assert more.get_attribute("aria-expanded") == "true"
    still.keyboard.press("Tab")
    assert focused(still) == "Guidelines"
    still.keyboard.press("Shift+Tab")
    still.keyboard.press("Enter")
    assert more.get_attribute("aria-expanded") == "false"
    assert focused(still) == "More"
    still.keyboard.press("Tab")
    assert not is_open(still, "__drawer"), "it does not stay over the page"
    assert still.evaluate("!!document.activeElement.closest('.md-content')")
    settle(still, everything.at("own page"))
    still.get_by_role("button", name="Menu").press("Enter")
    assert still.evaluate("!!document.activeElement.closest('.md-sidebar--primary')")
    still.locator(".md-sidebar--primary a:visible", has_text="Reference").press("Enter")
    still.wait_for_url("**/reference/")


@SIZES
def test_search_is_opened_used_and_left_with_the_keyboard(
    size: Any, everything: Everything, still: Page
) -> None:
    still.set_viewport_size(size)
    settle(still, everything.at("text with everything"))
    opener = still.get_by_role("button", name="Search", exact=True)
    opener.focus()
    for key in ("Enter", "/", "f", "Control+k"):
        still.keyboard.press(key)
        assert searches(still), key
        still.keyboard.press("Escape")
        still.wait_for_function("!document.querySelector('.hub-find').open")
        assert opener.evaluate("(one) => one === document.activeElement"), key
    press_search_key(still)
    still.keyboard.type("xylophone")
    still.locator(".hub-find__title a[href$='h=xylophone']").wait_for()
    still.keyboard.press("ArrowDown")
    assert "xylophone" in focused(still)
    still.keyboard.press("Enter")
    still.wait_for_url("**/war-stories/night/**")


@SIZES
def test_the_search_keeps_the_focus_until_it_is_left(
    size: Any, everything: Everything, still: Page
) -> None:
    """What lies below cannot be reached meanwhile; every control within it shows that it has the focus."""
    still.set_viewport_size(size)
    settle(still, everything.at("home"))
    press_search_key(still)
    still.keyboard.type("word")
    still.locator(".hub-find__title a").nth(3).wait_for()
    still.get_by_role("button", name="Narrow down").press("Enter")
    still.get_by_role("group", name="Kind", exact=True).wait_for()
    within, seen = set(), set()
    for _ in range(90):
        still.keyboard.press("Tab")
        stop = still.evaluate(STOP_IN_BOX)
        within.add(stop["within"])
        if stop["within"]:
            assert stop["shows"], stop["name"]
            seen.add(stop["name"])
    assert within <= {True, None}, "None is the browser's own bar"
    assert {"Clear", "Narrow down"} <= seen
    assert len(seen) > 12


def test_single_letters_do_nothing_else(everything: Everything, still: Page) -> None:
    settle(still, everything.at("all/page/2/"))
    address = still.url
    for key in ("p", "n", ",", "."):
        still.keyboard.press(key)
        assert not searches(still), key
    assert still.url == address
    press_search_key(still)
    still.keyboard.type("fspn")
    assert still.locator(".hub-find__query").input_value() == "fspn"


def test_colors_are_switched_with_the_keyboard(everything: Everything, still: Page) -> None:
    settle(still, everything.at("home"))
    still.locator(".md-option").first.focus()
    for presses, scheme in (
        (2, "slate"),
        (2, "default"),
        (1, "slate"),
    ):  # as on the device, light, dark
        for _ in range(presses):
            still.keyboard.press(" ")
            still.wait_for_timeout(100)
        still.wait_for_function(f"document.body.dataset.mdColorScheme === '{scheme}'")
        assert still.evaluate("document.activeElement.matches('.md-option')")


def test_tabs_in_a_text_are_gone_through_with_arrows(everything: Everything, still: Page) -> None:
    settle(still, everything.at("text with everything"))
    still.locator(".tabbed-set > input").first.focus()
    still.keyboard.press("ArrowRight")
    assert still.get_by_text("Second.", exact=True).is_visible()
    assert not still.get_by_text("First.", exact=True).is_visible()
    label = still.locator(".tabbed-labels > label").nth(1)
    assert label.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"


def test_a_caught_focus_is_noticed(everything: Everything, still: Page) -> None:
    settle(still, everything.at("missing"))
    still.evaluate(
        "document.querySelector('.hub-chip').addEventListener('keydown', (event) => event.preventDefault())"
    )
    with pytest.raises(AssertionError, match="caught"):
        walk(still)


def test_a_focus_that_is_not_seen_is_noticed(everything: Everything, still: Page) -> None:
    settle(still, everything.at("missing"))
    still.add_style_tag(content=".hub-chip { outline: 0 !important } .hub-footer { display: none }")
    assert [fault for fault in walk(still).faults() if "no focus to be seen: a.hub-chip" in fault]


def test_what_scrolls_sideways_is_a_stop_at_the_width_of_now(
    everything: Everything, still: Page
) -> None:
    stops = """() => [...document.querySelectorAll(".md-typeset__scrollwrap")]
      .filter((box) => (box.tabIndex === 0) !== (box.scrollWidth > box.clientWidth)).length"""
    wide = "() => document.querySelectorAll('.md-typeset__scrollwrap[tabindex]').length"
    seen = []
    settle(still, everything.at("long own page"))
    for size in (DESKTOP, PHONE, DESKTOP):
        still.set_viewport_size(size)
        still.wait_for_function(f"({stops})() === 0")
        seen.append(still.evaluate(wide))
    assert seen[0] == seen[2] < seen[1]


@pytest.mark.parametrize("key", ["n", "p"])
def test_a_letter_on_a_choice_does_nothing(key: str, everything: Everything, still: Page) -> None:
    settle(still, everything.at("home"))
    address = still.url
    still.locator(".md-option").first.focus()
    still.keyboard.press(key)
    still.wait_for_timeout(200)
    assert still.url == address
    assert not searches(still)
    press_search_key(still)
    assert searches(still)
