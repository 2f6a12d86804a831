"""The care page in a real browser: on a phone, by keyboard, and for those who listen to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import PHONE, serve_directory
from tests.support.site import built, start_hub
from tests.test_care import CARE, FILES, SETTINGS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Tabs

SMALLEST = 24
PAGES = (CARE, "topics/bread/care/", "topics/alone/care/", "questions/", "topics/alone/")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    question = FILES["docs/topics/alone.md"]
    assert isinstance(question, str)
    files = FILES | {
        "docs/topics/alone.md": question.replace("\n---\nW", "\nquestions: [Who rings?]\n---\nW")
    }
    hub = start_hub(tmp_path_factory.mktemp("care") / "hub", files, settings=SETTINGS)
    # One text has an error on purpose: without `strict` the hub is built all the same.
    with serve_directory(built(hub.root).folder, lasting=True) as address:
        yield address


@pytest.fixture
def phone(tabs: Tabs) -> Iterator[Page]:
    with tabs.lend(viewport=PHONE, reduced_motion="reduce") as lent:
        yield lent


@pytest.mark.parametrize("address", PAGES)
def test_everything_on_a_phone_can_be_reached_by_keyboard(
    served: str, phone: Page, address: str
) -> None:
    phone.goto(served + address, wait_until="networkidle")
    links = phone.locator("article a[href]:visible")
    wanted = [link.get_attribute("href") for link in links.all()]
    assert len(wanted) > 1
    reached: list[str | None] = []
    for _ in range(len(wanted) + 30):
        phone.keyboard.press("Tab")
        focused = phone.locator("article a[href]:focus")
        if focused.count():
            reached.append(focused.get_attribute("href"))
            # The ring of a row's title is around the whole row.
            rings = "e => ['', '::after'].map(part => getComputedStyle(e, part).outlineStyle)"
            assert set(focused.evaluate(rings)) != {"none"}
    assert reached[: len(wanted)] == wanted


@pytest.mark.parametrize("address", PAGES)
def test_links_have_room_for_a_thumb_and_names_of_their_own(
    served: str, phone: Page, address: str
) -> None:
    phone.goto(served + address, wait_until="networkidle")
    seen = []
    for link in phone.locator("article :is(.hub-button, .hub-quiet):visible").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST
        # A line is a place of its own, however many times its number comes.
        seen.append((link.text_content() or "").strip())
    assert seen
    assert all(seen)
    named = [name for name in seen if not name.startswith("Line")]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("address", PAGES)
def test_headings_go_down_step_by_step(served: str, phone: Page, address: str) -> None:
    phone.goto(served + address, wait_until="networkidle")
    levels = phone.locator("article :is(h1, h2, h3, h4)").evaluate_all(
        "all => all.map(e => Number(e.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    wide = phone.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide == 0


def test_a_line_is_taken_with_one_click(served: str, phone: Page) -> None:
    phone.goto(f"{served}topics/bread/care/", wait_until="networkidle")
    line = phone.locator(".hub-care__line").filter(has_text="---").first
    line.click()
    taken = phone.evaluate("getSelection().toString()")
    assert taken.strip() == "---\ntopics: [bread]\n---"


def test_the_way_from_a_topic_to_its_care_and_back(served: str, phone: Page) -> None:
    phone.goto(f"{served}topics/calls/", wait_until="networkidle")
    phone.get_by_role("link", name="For the curator: care").press("Enter")
    phone.wait_for_url(f"**/{CARE}")
    phone.locator(".hub-kicker a").press("Enter")
    phone.wait_for_url("**/topics/calls/")
    assert phone.seen_errors == []  # type: ignore[attr-defined]
