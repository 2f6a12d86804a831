"""With Material's instant navigation every script of the hub starts on the pages that are swapped in, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import PHONE, serve_directory
from tests.support.searched import press_search_key
from tests.support.site import built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened

SETTINGS = """
site_url: {address}
repo_url: https://github.com/example/hub
nav:
  - Home: index.md
  - Paths: paths/index.md
  - People: people/index.md
  - Leaderboard: leaderboard/index.md
  - Reading list: reading-list.md
  - More: [{{Everything: all/index.md}}, {{Topics: topics/index.md}}]
theme: {{features: [navigation.instant]}}
"""
FILES: dict[str, str | bytes] = {
    "docs/paths/start.md": "---\ntitle: Start\nsteps: [tips/one, tips/two]\n---\nWelcome.\n",
    "contributions/tips/one.md": "---\nauthors: [ada]\ndate: 2026-11-02\n---\n# One\n\nFirst.\n",
    "contributions/tips/two.md": "---\nauthors: [bo]\ndate: 2024-02-02\n---\n# Two\n\nSecond.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nteam: Platform\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Sample\nteam: Nursing\n---\n",
    "contributions/people/cy.md": "---\nname: Cy Third\nteam: Nursing\n---\n",
}
MATERIAL_CLOSES = 125
"""Milliseconds after which Material closes drawer and search on a page that was swapped in."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("instant") / "hub"
    with serve_directory(root / "site", lasting=True) as address:
        built(start_hub(root, FILES, settings=SETTINGS.format(address=address)).root)
        yield address


def begin(page: Page, address: str) -> None:
    """Open the only page that is loaded; what follows is swapped in."""
    page.goto(address, wait_until="networkidle")
    page.evaluate("window.swaps = 0; document$.subscribe(() => { swaps += 1; })")


def follow(page: Page, address: str, place: str) -> None:
    """Follow a link of the page that is shown, and wait for the page it leads to."""
    before = page.evaluate("swaps")
    page.evaluate(
        "(to) => [...document.links].find((one) => one.href.split('#')[0] === to).click()",
        address + place,
    )
    page.wait_for_url(address + place)
    page.wait_for_function("(before) => swaps > before", arg=before)
    page.evaluate(f"new Promise((done) => setTimeout(done, {MATERIAL_CLOSES + 25}))")


def stayed(page: Page) -> None:
    assert page.evaluate("window.swaps > 1"), "no page was loaded anew"
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_the_directory_is_filtered(served: str, page: Page) -> None:
    begin(page, served)
    for _ in range(2):
        follow(page, served, "people/")
        found = page.locator("[data-hub-found] li")
        page.locator("form[data-ready]").wait_for()
        page.get_by_label("Team").select_option("Nursing")
        found.nth(1).wait_for()
        assert page.url == f"{served}people/?team=Nursing"
        page.go_back()
        page.wait_for_url(f"{served}people/")
        page.locator("[data-hub-all]").wait_for()
        assert found.count() == 0
        follow(page, served, "paths/")
    stayed(page)


def test_the_leaderboard_has_tabs(served: str, page: Page) -> None:
    begin(page, served)
    for _ in range(2):
        follow(page, served, "leaderboard/")
        page.get_by_role("tab", name="This month").click()
        chosen = page.get_by_role("tab", selected=True)
        assert chosen.inner_text() == "This month"
        assert page.url == f"{served}leaderboard/#month"
        assert page.locator("section#month").is_visible()
        page.go_back()
        page.wait_for_url(f"{served}leaderboard/")
        page.locator("section#month").wait_for(state="hidden")
        follow(page, served, "people/")
        page.go_back()
        page.get_by_role("tab", name="All time").wait_for()
        follow(page, served, "people/")
    stayed(page)


def test_progress_on_a_path_is_shown(served: str, page: Page) -> None:
    begin(page, f"{served}people/")
    follow(page, served, "paths/")
    follow(page, served, "paths/start/")
    page.get_by_role("checkbox").first.check()
    page.get_by_text("1 of 2", exact=False).first.wait_for()
    follow(page, served, "tips/two/")
    page.locator("[data-hub-mark]").click()
    follow(page, served, "paths/")
    page.get_by_text("2 of 2", exact=False).wait_for()
    stayed(page)


def test_the_reading_list_is_filled(served: str, page: Page) -> None:
    begin(page, f"{served}all/")
    follow(page, served, "tips/one/")
    page.get_by_role("button", name="Read later").click()
    for count in (1, 0):
        follow(page, served, "reading-list/")
        rows = page.locator("[data-part=rows] li")
        if count:
            rows.first.wait_for()
            assert rows.get_by_role("link").get_attribute("href") == "/tips/one/"
            rows.get_by_role("button").click()
        page.locator("[data-part=empty]").wait_for()
        assert rows.count() == 0
        follow(page, served, "people/")
    stayed(page)


def test_the_drawer_works_by_keyboard(served: str, opened: Opened) -> None:
    page = opened(viewport=PHONE)
    begin(page, served)
    for place in ("people/", "paths/"):
        follow(page, served, place)
        opener = page.locator("[data-hub-toggle=__drawer]").first
        opener.focus()
        page.keyboard.press("Enter")
        assert opener.get_attribute("aria-expanded") == "true"
        assert page.evaluate("!!document.activeElement.closest('.md-sidebar--primary')")
        part = page.get_by_role("button", name="More")
        part.focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Everything", exact=True).wait_for()
        page.keyboard.press("Escape")
        assert opener.get_attribute("aria-expanded") == "false"
        assert page.evaluate(
            "document.activeElement === document.querySelector('[data-hub-toggle=__drawer]')"
        )
    stayed(page)


def test_the_search_lives_through_pages_that_are_swapped_in(served: str, page: Page) -> None:
    begin(page, f"{served}people/?team=Nursing")
    for _ in range(2):
        press_search_key(page)
        page.keyboard.type("second")
        page.locator(".hub-find__title a", has_text="Two").click()
        page.wait_for_url(f"{served}tips/two/?h=second")
        page.locator(".hub-text mark").wait_for()
        assert not page.locator(".hub-find[open]").count()
        page.go_back()
        page.locator(".hub-find__title a", has_text="Two").wait_for()
        assert page.locator(".hub-find__query").input_value() == "second"
        page.locator(".hub-find__query").fill("")
        page.keyboard.press("Escape")
        page.wait_for_function("!location.search.includes('q=')")
    stayed(page)


def test_the_filters_of_a_page_are_in_its_address_again_after_a_search(
    served: str, page: Page
) -> None:
    page.goto(f"{served}people/?team=Nursing", wait_until="networkidle")
    press_search_key(page)
    page.keyboard.type("second")
    page.wait_for_url("**/people/?q=second")
    page.keyboard.press("Escape")
    page.wait_for_url("**/people/?team=Nursing")
