"""The hub on devices as readers have set them: less motion, larger letters, narrow windows, own colors."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import DESKTOP, PHONE
from tests.support.everything import Everything, settle
from tests.support.keyboard import walk
from tests.support.probes import probe

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Tabs

OPEN_ALL = "document.querySelectorAll('.md-content details').forEach((one) => { one.open = true; })"


def reading(tabs: Tabs, **settings: Any) -> AbstractContextManager[Page]:
    """A page in a browser with some settings."""
    return tabs.lend(**{"viewport": DESKTOP, "reduced_motion": "reduce", **settings})


def test_nothing_moves_for_who_wants_less_motion(everything: Everything, tabs: Tabs) -> None:
    with reading(tabs) as page:
        found = {}
        for kind in everything.each:
            settle(page, everything.at(kind))
            if moving := page.evaluate(probe("moves")):
                found[kind] = moving[:5]
        assert found == {}
        assert len(everything.each) > 18
        page.emulate_media(reduced_motion="no-preference")
        settle(page, everything.at("home"))
        assert page.evaluate(probe("moves")), "for the others something does"


LARGER = (
    ("200 % on a phone", PHONE, 2),
    ("200 % on a desktop", DESKTOP, 2),
    ("400 % on a desktop", {"width": 320, "height": 256}, 1),
)


def test_text_can_be_made_larger(everything: Everything, tabs: Tabs) -> None:
    found = {}
    with reading(tabs) as page:
        for kind in everything.each:
            settle(page, everything.at(kind))
            page.evaluate(OPEN_ALL)
            for name, size, times in LARGER:
                page.set_viewport_size(size)
                page.evaluate(probe("larger"), times)
                if faulty := [*page.evaluate(probe("cut")), *page.evaluate(probe("overlaps"))]:
                    found[f"{kind} at {name}"] = faulty[:6]
    assert found == {}
    assert len(everything.each) > 18


@pytest.mark.parametrize(
    "fault", ["white-space: nowrap; overflow: hidden", "width: 200vw", "margin-top: -1.2em"]
)
def test_cut_text_is_noticed(fault: str, everything: Everything, tabs: Tabs) -> None:
    with reading(tabs, viewport=PHONE) as page:
        settle(page, everything.at("missing"))
        assert [*page.evaluate(probe("cut")), *page.evaluate(probe("overlaps"))] == []
        page.add_style_tag(content=f".hub--missing p {{ {fault} }}")
        assert [*page.evaluate(probe("cut")), *page.evaluate(probe("overlaps"))] != []


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_in_a_reader_s_own_colors_focus_and_choices_are_seen(
    palette: Any, everything: Everything, tabs: Tabs
) -> None:
    with reading(tabs, forced_colors="active", color_scheme=palette) as page:
        for kind in ("home", "text with everything", "leaderboard/"):
            settle(page, everything.at(kind))
            assert page.evaluate("matchMedia('(forced-colors: active)').matches")
            way = walk(page)
            assert len(way.stops) > 20
            assert way.faults() == []
        chosen = {
            "leaderboard/": (".hub-tab[aria-selected=true]", ".hub-tab[aria-selected=false]"),
            "all/page/2/": (
                ".hub-pager__pages a[aria-current]",
                ".hub-pager__pages a:not([aria-current])",
            ),
            "tips/": (".hub-chip[aria-current]", ".hub-chip:not([aria-current])"),
            "own page": (".hub-nav__link[aria-current]", ".hub-nav__link:not([aria-current])"),
            "text with everything": (
                ".task-list-control > :checked + span",
                ".task-list-control > :not(:checked) + span",
            ),
        }
        for kind, (one, other) in chosen.items():
            settle(
                page,
                everything.at(kind)
                if kind in everything.kinds
                else f"{everything.served}hub/{kind}",
            )
            told = [page.locator(which).first.evaluate(probe("choice")) for which in (one, other)]
            assert told[0] != told[1], kind
        settle(page, everything.at("text with everything"))
        later = page.locator(".hub-later__button")
        before = later.inner_text()
        later.click()
        assert later.inner_text() != before
        assert page.locator(".tabbed-labels").first.evaluate(probe("mark")) != "none 0px"
