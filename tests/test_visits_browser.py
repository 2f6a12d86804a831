"""New since your last visit, in a real browser: what is marked, when a visit ends, what breaks nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import DESKTOP, PHONE
from tests.support.two_builds import STORAGE_REFUSED, Host, build_twice, shared_host

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened

NOON = datetime(2026, 11, 12, 12, 0)  # noqa: DTZ001 - the browser's own time
KEY = "/hub/hub:visit"
NEW = ["The newest & best", "Second of the day"]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return build_twice(tmp_path_factory.mktemp("visits"))


@pytest.fixture
def host(builds: tuple[Path, Path], tmp_path: Path) -> Iterator[Host]:
    with shared_host(builds, tmp_path) as host:
        yield host


def go(page: Page, address: str, when: datetime) -> None:
    """Open a page at a moment of the reader's own clock, and wait until its scripts are done."""
    page.clock.set_fixed_time(when)
    page.goto(address, wait_until="networkidle")
    assert page.seen_errors == [], page.seen_requests  # type: ignore[attr-defined]


def marked(page: Page) -> list[str]:
    """The titles of the rows that are marked as new."""
    rows = page.locator(".hub-row:has(.hub-new)")
    titles = rows.locator(".hub-row__title a").all_inner_texts()
    assert page.locator(".hub-new").all_inner_texts() == ["New to you"] * len(titles)
    return titles


def line(page: Page) -> str:
    return page.locator("[data-hub-since]").inner_text().strip()


def state(page: Page) -> Any:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def keep(page: Page, host: Host, text: str) -> None:
    """Put something in the place of the visit; a page of the other hub leaves it alone."""
    page.goto(host.other, wait_until="networkidle")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.goto("about:blank")  # what that hub still asks for comes to an end


def asked_for_news(page: Page) -> int:
    requests: list[str] = page.seen_requests  # type: ignore[attr-defined]
    return sum(url.endswith("/whats-new.json") for url in requests)


def test_a_first_visit_sees_no_marks(host: Host, page: Page) -> None:
    go(page, f"{host.hub}whats-new/", NOON)
    assert page.locator("[data-hub-id]").count() == 5
    assert marked(page) == []
    assert line(page) == "Newest first"
    go(page, host.hub, NOON)
    assert marked(page) == []
    assert line(page) == "Everything that is new"


def test_the_next_visit_sees_what_is_new(host: Host, page: Page) -> None:
    go(page, f"{host.hub}whats-new/", NOON)
    host.show(1)
    go(page, f"{host.hub}whats-new/", NOON + timedelta(days=3))
    # The renamed text is not new, and the second text of a day is not lost.
    assert marked(page) == NEW
    assert "After" in page.locator(".hub--news").inner_text()
    assert line(page) == "2 new since your last visit on 12 November"
    link = page.get_by_role("link", name="2 new since your last visit on 12 November")
    link.press("Enter")
    assert page.url.endswith("#hub-new")
    assert page.locator("#hub-new .hub-row__title a").inner_text() == NEW[0]
    # It stays marked while the visit lasts, and no longer.
    go(page, f"{host.hub}tips/newest/", NOON + timedelta(days=3, minutes=20))
    go(page, f"{host.hub}whats-new/", NOON + timedelta(days=3, minutes=40))
    assert marked(page) == NEW
    assert asked_for_news(page) == 2
    go(page, f"{host.hub}whats-new/", NOON + timedelta(days=3, minutes=71))
    assert marked(page) == []
    assert line(page) == "Nothing new since your last visit earlier today"
    go(page, f"{host.hub}whats-new/", NOON + timedelta(days=80))
    assert line(page) == "Nothing new since your last visit on 15 November 2026"


def test_the_start_page_leads_to_the_first_new_text(host: Host, page: Page) -> None:
    go(page, host.hub, NOON)
    host.show(1)
    go(page, host.hub, NOON + timedelta(days=1))
    assert set(marked(page)) <= set(NEW)
    assert marked(page)
    page.get_by_role("link", name="2 new since your last visit on 12 November").click()
    page.wait_for_url("**/whats-new/#hub-new")
    page.locator("#hub-new").wait_for()
    assert marked(page) == NEW


def test_a_visit_goes_on_with_each_page(host: Host, page: Page) -> None:
    go(page, host.hub, NOON)
    host.show(1)
    for minutes in (29, 58, 87):
        go(page, f"{host.hub}tips/same-day/", NOON + timedelta(minutes=minutes))
    go(page, f"{host.hub}whats-new/", NOON + timedelta(minutes=116))
    assert marked(page) == []  # what comes while the visit lasts is new in the next
    assert asked_for_news(page) == 1
    go(page, f"{host.hub}whats-new/", NOON + timedelta(minutes=146))
    assert marked(page) == NEW


def test_a_visit_without_a_list_uses_nothing_up(host: Host, page: Page) -> None:
    go(page, f"{host.hub}tips/same-day/", NOON)
    host.show(1)
    go(page, f"{host.hub}tips/same-day/", NOON + timedelta(days=1))
    go(page, f"{host.hub}whats-new/", NOON + timedelta(days=2))
    assert marked(page) == NEW
    assert line(page) == "2 new since your last visit on 12 November"
    go(page, f"{host.hub}whats-new/", NOON + timedelta(days=3))
    assert marked(page) == []


def test_a_clock_that_was_set_back_ends_no_visit(host: Host, page: Page) -> None:
    go(page, f"{host.hub}whats-new/", NOON)
    host.show(1)
    go(page, f"{host.hub}whats-new/", NOON - timedelta(days=400))
    assert marked(page) == []
    go(page, f"{host.hub}whats-new/", NOON - timedelta(days=399))
    assert marked(page) == NEW


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "null",
        "[]",
        "7",
        '{"format": 0, "seen": 1}',
        '{"format": 1, "seen": "x", "listed": [], "fresh": []}',
        '{"format": 1, "seen": 1, "last": null, "listed": {"0": "a"}, "fresh": []}',
        '{"format": 1, "seen": 1, "last": "x", "listed": [], "fresh": []}',
        '{"format": 1, "seen": 1, "last": null, "listed": [1], "fresh": []}',
        '{"format": 2, "seen": 1, "last": null, "listed": [], "fresh": []}',
    ],
)
def test_what_cannot_be_understood_is_a_first_visit(kept: str, host: Host, page: Page) -> None:
    keep(page, host, kept)
    go(page, f"{host.hub}whats-new/", NOON)
    assert marked(page) == []
    assert line(page) == "Newest first"
    assert state(page)["format"] == 1
    assert len(state(page)["listed"]) == 5


def test_only_the_newest_are_known_of_a_large_hub(host: Host, page: Page) -> None:
    """An old text that moves up into the list is not new; one above those known is."""
    host.show(1)
    ids = json.loads((host.folder / "hub/whats-new.json").read_text("utf-8"))["ids"]
    assert len(ids) == 5
    kept = {
        "format": 1,
        "seen": (NOON - timedelta(days=1)).timestamp() * 1000,
        "last": None,
        "listed": ids[1:3],
        "whole": False,
        "fresh": [],
        "shown": True,
    }
    keep(page, host, json.dumps(kept))
    go(page, f"{host.hub}whats-new/", NOON)
    assert state(page)["fresh"] == ids[:1]
    assert line(page).startswith("1 new since")


def test_hubs_of_one_host_keep_their_visits_apart(host: Host, page: Page) -> None:
    go(page, f"{host.hub}whats-new/", NOON)
    host.show(1)
    go(page, f"{host.other}whats-new/", NOON + timedelta(days=1))
    assert line(page) == "Newest first"
    keys = page.evaluate("Object.keys(localStorage).filter((key) => key.includes('hub:')).sort()")
    assert keys == ["/hub/hub:visit", "/other/hub:visit"]
    go(page, f"{host.hub}whats-new/", NOON + timedelta(days=1))
    assert marked(page) == NEW


def test_a_browser_that_keeps_nothing_breaks_nothing(host: Host, page: Page) -> None:
    page.add_init_script(STORAGE_REFUSED)
    for address in ("whats-new/", "", "tips/same-day/"):
        go(page, host.hub + address, NOON)
    assert asked_for_news(page) == 0
    assert marked(page) == []


def test_a_missing_file_breaks_nothing(host: Host, page: Page) -> None:
    page.route("**/whats-new.json", lambda route: route.fulfill(body="<html>", status=200))
    go(page, f"{host.hub}whats-new/", NOON)
    assert state(page) is None
    assert line(page) == "Newest first"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("address", ["whats-new/", ""], ids=["news", "home"])
def test_nothing_moves_when_marks_come(address: str, size: Any, host: Host, opened: Opened) -> None:
    host.show(1)
    boxes = []
    for known in (None, []):
        page = opened(viewport=size, reduced_motion="reduce")
        if known is not None:
            kept = {"format": 1, "seen": 1, "last": None, "listed": known, "fresh": []}
            kept |= {"whole": True, "shown": True}
            keep(page, host, json.dumps(kept))
            page.seen_requests.clear()  # type: ignore[attr-defined]
        go(page, host.hub + address, NOON)
        assert (len(marked(page)) > 3) is (known is not None)
        boxes.append(
            page.evaluate(
                "[...document.querySelectorAll('.hub-row, [data-hub-since]')]"
                ".map((row) => JSON.stringify(row.getBoundingClientRect()))"
            )
        )
        elsewhere = [url for url in page.seen_requests if not url.startswith(host.hub)]  # type: ignore[attr-defined]
        assert elsewhere == []
    assert len(boxes[0]) > 4
    assert boxes[0] == boxes[1]


def test_without_scripts_the_pages_say_the_same(host: Host, opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    page.goto(host.hub)
    page.get_by_role("link", name="Everything that is new").click()
    assert page.url == f"{host.hub}whats-new/"
    assert line(page) == "Newest first"
