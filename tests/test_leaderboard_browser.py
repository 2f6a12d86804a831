"""The leaderboard in a real browser: tabs by keyboard, kept in the address, and a page without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import DESKTOP, PHONE, serve_directory
from tests.support.site import BuiltSite, built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened

WINDOWS = ("month", "quarter", "year", "all")
DAYS = {
    "Mona Month": "2026-11-02",
    "Quinn Quarter": "2026-10-02",
    "Quill Quarter": "2026-10-03",
    "Yana Year": "2026-02-02",
    "Alma Always": "2024-02-02",
}
SHIFT = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(moved), 100));
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    files = {
        f"contributions/tips/tip-{n}.md": (
            f"---\nauthors: [{name}]\ndate: {day}\n---\n# Tip {n}\n\nWords.\n"
        )
        for n, (name, day) in enumerate(DAYS.items())
    }
    return built(start_hub(tmp_path_factory.mktemp("tabs") / "hub", files).root)


@pytest.fixture(scope="module")
def served(site: BuiltSite) -> Iterator[str]:
    with serve_directory(site.folder, lasting=True) as address:
        yield address


def state(page: Page) -> tuple[list[str], list[str], str]:
    """The selected tabs, the windows that can be seen, and the part of the address after the #."""
    selected = page.locator('[role=tab][aria-selected="true"]').evaluate_all(
        "tabs => tabs.map(tab => tab.hash.slice(1))"
    )
    seen = [name for name in WINDOWS if page.locator(f"section#{name}").is_visible()]
    return selected, seen, page.url.partition("#")[2]


def test_the_first_window_is_the_shortest_with_three_people(served: str, page: Page) -> None:
    page.goto(f"{served}leaderboard/")
    assert state(page) == (["quarter"], ["quarter"], "")
    assert page.locator("[role=tablist]").count() == 1
    panel = page.locator("[role=tabpanel]:visible")
    assert panel.get_attribute("aria-labelledby") == "hub-tab-quarter"
    assert "3 colleagues" in page.locator(".hub-standfirst").inner_text()
    assert page.seen_errors == []  # type: ignore[attr-defined]
    requests = page.seen_requests  # type: ignore[attr-defined]
    assert requests
    assert all(url.startswith(served) for url in requests)


def test_the_keyboard_goes_through_the_tabs(served: str, page: Page) -> None:
    page.goto(f"{served}leaderboard/")
    page.locator("[role=tab]").nth(1).focus()
    visited = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End", "ArrowLeft"):
        page.keyboard.press(key)
        selected, seen, place = state(page)
        assert selected == seen == [place]
        assert page.evaluate("document.activeElement.hash") == f"#{place}"
        visited.append(place)
    assert visited == ["year", "all", "month", "all", "month", "all", "year"]
    assert page.locator('[role=tab][tabindex="0"]').count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('section')?.id") == "year"
    assert "4 colleagues" in page.locator(".hub-standfirst").inner_text()


def test_back_and_forward_go_through_the_windows(served: str, page: Page) -> None:
    page.goto(f"{served}leaderboard/")
    page.get_by_role("tab", name="This year").click()
    page.get_by_role("tab", name="All time").press("Enter")
    assert state(page) == (["all"], ["all"], "all")
    page.go_back()
    assert state(page) == (["year"], ["year"], "year")
    page.go_back()
    assert state(page) == (["quarter"], ["quarter"], "")
    page.go_forward()
    assert state(page) == (["year"], ["year"], "year")
    page.locator('#year a[href$="#points"]').first.click()
    page.wait_for_url("**/people/**")
    page.go_back()
    page.locator("[role=tablist]").wait_for()
    assert state(page) == (["year"], ["year"], "year")


def test_an_address_opens_its_window_and_others_leave_it(served: str, page: Page) -> None:
    page.goto(f"{served}leaderboard/#all")
    assert state(page) == (["all"], ["all"], "all")
    assert "5 colleagues" in page.locator(".hub-standfirst").inner_text()
    page.evaluate("location.hash = 'rules'")
    page.wait_for_function("location.hash === '#rules'")
    assert state(page) == (["all"], ["all"], "rules")
    page.goto(f"{served}leaderboard/#nothing-of-ours")
    page.reload()
    assert state(page)[0] == ["quarter"]


@pytest.mark.parametrize("place", ["", "#month", "#all"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_when_the_script_comes(
    size: Any, place: str, served: str, opened: Opened
) -> None:
    page = opened(viewport=size)
    page.goto(f"{served}leaderboard/{place}", wait_until="networkidle")
    assert page.evaluate(SHIFT) < 0.005
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    heights = page.locator(".hub-tab, .hub-board__points a").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height).filter(height => height)"
    )
    assert len(heights) > 4
    assert min(heights) >= 24


def test_without_scripts_all_windows_stand_below_one_another(served: str, opened: Opened) -> None:
    page = opened(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{served}leaderboard/")
    assert [page.locator(f"section#{name}").is_visible() for name in WINDOWS] == [True] * 4
    assert page.get_by_role("heading", name="This quarter").is_visible()
    people = [page.locator(f"section#{name} .hub-board__rank").count() for name in WINDOWS]
    assert people == [1, 3, 4, 5]
    page.get_by_role("link", name="All time").click()
    assert page.url.endswith("#all")
    assert page.evaluate("document.querySelector('#all').getBoundingClientRect().top") < 844


def test_where_the_script_does_not_come_the_links_still_lead(served: str, page: Page) -> None:
    page.route("**/leaderboard.js", lambda route: route.abort())
    page.goto(f"{served}leaderboard/")
    assert state(page)[1] == ["quarter"]
    page.get_by_role("link", name="All time").click()
    assert state(page)[1:] == (["all"], "all")


def test_points_unfold_their_reasons(served: str, page: Page) -> None:
    page.goto(f"{served}leaderboard/")
    reasons = page.locator("#quarter .hub-board__points a").first
    reasons.click()
    page.wait_for_url("**/people/*/#points")
    assert page.locator("#points .hub-lines a").first.is_visible()
    page.goto(page.url.removesuffix("#points"))
    page.reload()
    assert not page.locator("#points .hub-lines a").first.is_visible()
    page.evaluate("location.hash = 'points'")
    page.locator("#points .hub-lines a").first.wait_for()
    page.goto(page.url.replace("#points", "#%E0%A4%A"))
    assert page.seen_errors == []  # type: ignore[attr-defined]
