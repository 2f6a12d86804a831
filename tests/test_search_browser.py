"""The hub's search as a person uses it: opened, typed into, narrowed down, shared and come back to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import DESKTOP, PHONE, serve_directory
from tests.support.searched import answered, press_search_key, said_of, search, searched_hub, titles
from tests.support.site import BuiltSite

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return searched_hub(tmp_path_factory.mktemp("search") / "hub")


@pytest.fixture(scope="module")
def served(hub: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The hub below a path of its own, as on GitHub Pages."""
    host = tmp_path_factory.mktemp("host")
    shutil.copytree(hub.folder, host / "our hub")
    with serve_directory(host, lasting=True) as address:
        yield f"{address}our%20hub/"


@pytest.fixture
def box(served: str, page: Page) -> Page:
    """The start page, before anybody searches."""
    page.goto(served, wait_until="networkidle")
    return page


def errors_of(page: Page) -> list[str]:
    found: list[str] = page.seen_errors  # type: ignore[attr-defined]
    return found


def result(page: Page, title: str) -> Any:
    return page.locator(".hub-find__result").filter(has=page.locator("h3", has_text=title))


def test_nothing_of_it_is_loaded_before_somebody_searches(box: Page, served: str) -> None:
    asked = box.seen_requests  # type: ignore[attr-defined]
    assert not [one for one in asked if "pagefind" in one or "search.json" in one]
    assert "Keeping the pump" in titles(box, "marlinspike")
    assert [one for one in asked if one.endswith("pagefind/pagefind.js")]
    assert [one for one in asked if "/search/words-" in one] == []
    assert [one for one in asked if not one.startswith((served, "blob:"))] == []
    assert errors_of(box) == []


@pytest.mark.parametrize("key", ["/", "f", "s", "Control+k", "Meta+k"])
def test_keys_open_it_and_escape_gives_the_focus_back(key: str, box: Page) -> None:
    box.get_by_role("link", name="People").first.focus()
    box.keyboard.press(key)
    assert box.evaluate("document.activeElement.matches('.hub-find__query')")
    assert box.locator(".hub-find__query").input_value() == ""
    box.keyboard.type("fs/")
    assert box.locator(".hub-find__query").input_value() == "fs/"
    box.keyboard.press("Escape")
    box.locator(".hub-find").wait_for(state="hidden")
    assert box.evaluate("document.activeElement.textContent.trim()") == "People"


def test_single_keys_can_be_switched_off(box: Page) -> None:
    search(box, "", key="Control+k")
    box.get_by_role("checkbox", name="keys").uncheck()
    box.keyboard.press("Escape")
    for key in ("/", "f", "s"):
        box.keyboard.press(key)
        assert not box.locator(".hub-find[open]").count(), key
    press_search_key(box, "Control+k")
    assert box.locator(".hub-find[open]").count()


def test_a_result_says_what_it_is_and_shows_its_best_sections(box: Page) -> None:
    search(box, "marlinspike")
    pump = result(box, "Keeping the pump")
    assert pump.locator(".hub-mark").inner_text() == "Article"
    facts = pump.locator(".hub-facts").inner_text()
    assert "Pumps" in facts
    assert "Ada Quillfeather" in facts
    assert pump.locator("time").get_attribute("datetime") == "2026-08-20"
    assert "ago" in pump.locator("time").inner_text()
    sections = pump.locator(".hub-find__section > a").all_inner_texts()
    assert sections == ["Before the marlinspike", "After the storm"]
    marks = {text.lower() for text in pump.locator("mark").all_inner_texts()}
    assert marks
    assert all(mark.startswith("marlinspike") for mark in marks)


def test_it_is_gone_through_with_arrows(box: Page) -> None:
    search(box, "marlinspike")
    links = box.locator(".hub-find__results a")
    count = links.count()
    assert count >= 3
    for number in range(count):
        box.keyboard.press("ArrowDown")
        assert links.nth(number).evaluate("(one) => one === document.activeElement"), number
    for _ in range(count):
        box.keyboard.press("ArrowUp")
    assert box.evaluate("document.activeElement.matches('.hub-find__query')")
    box.keyboard.press("Enter")
    box.wait_for_function("document.activeElement.matches('.hub-find__title a')")
    box.keyboard.press("Enter")
    box.wait_for_url("**/?h=marlinspike*")
    box.locator("mark").first.wait_for()


def test_words_are_marked_after_the_click_and_back_restores_the_search(
    box: Page, served: str
) -> None:
    search(box, "marlinspike")
    assert box.url == f"{served}?q=marlinspike"
    box.locator(".hub-find__section a", has_text="After the storm").click()
    box.wait_for_url(f"{served}articles/pump/?h=marlinspike*#after-the-storm")
    box.locator(".hub-text mark").first.wait_for()
    marked = box.locator(".hub-text mark").all_inner_texts()
    assert len(marked) >= 3
    assert {one.lower() for one in marked} <= {"marlinspike", "marlinspikes"}
    assert not box.locator(".hub-find[open]").count()
    box.go_back()
    box.locator(".hub-find__title").first.wait_for()
    assert box.locator(".hub-find__query").input_value() == "marlinspike"
    box.keyboard.press("Escape")
    box.wait_for_function("location.search === ''")
    assert errors_of(box) == []


def test_all_words_are_needed_and_beginnings_and_accents_will_do(box: Page) -> None:
    assert titles(box, "gasket oil") == ["Oil the gasket"]
    assert set(titles(box, "gask")) >= {"Oil the gasket", "Coil it"}
    assert titles(box, "creme brulee cafe") == ["Oil the gasket"]
    assert titles(box, "CRÈME BRÛLÉE") == ["Oil the gasket"]
    assert "Keeping the pump" in titles(box, "marlinspikes rusting")


def test_a_phrase_in_quotes_comes_first(box: Page) -> None:
    assert titles(box, "slow blue")[0] == "Slow and blue, blue and slow"
    for quotes in ('"{}"', "“{}”"):
        assert titles(box, quotes.format("slow blue lanyard"))[0] == "Coil it"


def test_titles_weigh_more_and_people_topics_and_paths_are_found(box: Page) -> None:
    assert titles(box, "gasket")[0] == "Oil the gasket"
    for words, title, kind in (
        ("quillfeather", "Ada Quillfeather", "Person"),
        ("zithers", "Ada Quillfeather", "Person"),
        ("pumps", "Pumps", "Topic"),
        ("xebec", "Your first xebec", "Learning path"),
    ):
        assert title in titles(box, words), words
        found = result(box, title).first
        assert found.locator(".hub-mark").inner_text() == kind


def test_a_comment_is_marked_as_one_and_leads_to_its_place(box: Page, served: str) -> None:
    assert titles(box, "halyard") == ["Comment on Keeping the pump"]
    found = box.locator(".hub-find__result").first
    assert found.locator(".hub-mark").inner_text() == "Comment"
    assert "Answered" in found.inner_text()
    found.locator("h3 a").click()
    box.wait_for_url(f"{served}articles/pump/?h=halyard#comment-1")
    assert box.locator("mark", has_text="halyard").count() == 1


def test_stale_texts_come_later_and_say_so(box: Page) -> None:
    assert titles(box, "capstan") == ["Greasing a capstan", "Winding a capstan"]
    stale = result(box, "Winding a capstan").locator(".hub-freshness")
    assert stale.inner_text() == "Needs a look"
    assert not result(box, "Greasing").locator(".hub-freshness").count()


def test_an_obsolete_text_stands_only_under_its_successor(box: Page, served: str) -> None:
    assert titles(box, "orlop") == ["The new hold"]
    found = box.locator(".hub-find__result").first
    assert "In place of “The old bilge”" in found.inner_text()
    assert found.locator("h3 a").get_attribute("href").startswith("/our%20hub/articles/new/")


def test_a_slip_is_mended_by_itself_where_nothing_was_found(box: Page) -> None:
    assert "Keeping the pump" in titles(box, "marlinsipke")
    assert "“marlinsipke”" in box.locator(".hub-find__instead").inner_text()
    assert "“marlinspike”" in box.locator(".hub-find__instead").inner_text()
    box.get_by_role("button", name="all the same").click()
    box.wait_for_function("location.search.includes('exactly')")
    answered(box)
    box.locator(".hub-find__results:empty").wait_for(state="attached")
    assert said_of(box).startswith("Nothing found for “marlinsipke”")
    assert set(titles(box, "laniard gasket")) == {"Coil it", "Oil the gasket"}


def test_where_nothing_is_found_there_is_a_way_on(box: Page, served: str) -> None:
    assert titles(box, "zebra & pumps?") == []
    assert said_of(box) == "Nothing found for “zebra & pumps?”."
    none = box.locator(".hub-find__none")
    assert none.locator(".hub-chip").first.inner_text().startswith("Pumps")
    none.get_by_role("link", name="Ask this question").click()
    box.wait_for_url(f"{served}ask/?question=*")
    assert box.locator("form[data-hub-ask] [name=title]").input_value() == "zebra & pumps?"
    box.go_back()
    box.get_by_role("link", name="Write this article").click()
    box.wait_for_url(f"{served}share/?kind=article&title=*")
    box.locator("form[data-share][data-ready]").wait_for()
    assert box.locator("form[data-share] [name=title]").input_value() == "zebra & pumps?"
    assert box.get_by_role("radio", name="Article").is_checked()


def choice(page: Page, group: str, name: str) -> Any:
    return page.get_by_role("group", name=group, exact=True).get_by_role("checkbox", name=name)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_it_is_narrowed_down_by_several_facets_that_stay_in_the_address(
    size: Any, served: str, opened: Opened
) -> None:
    page = opened(viewport=size, reduced_motion="reduce")
    page.goto(served, wait_until="networkidle")
    search(page, "a")
    page.get_by_role("button", name="Narrow down").press("Enter")
    tips = choice(page, "Kind", "Tip")
    tips.wait_for()
    counts = page.get_by_role("group", name="Kind", exact=True).locator("li").all_inner_texts()
    assert len(counts) == 2, counts
    assert all(text.split()[-1].isdigit() for text in counts)
    tips.press(" ")
    page.wait_for_function("location.search.includes('kind=tip')")
    page.wait_for_function("document.activeElement.value === 'tip'")
    page.locator("#hub-find-facets[data-chosen='1']").wait_for()
    choice(page, "Kind", "Article").press(" ")
    page.locator("#hub-find-facets[data-chosen='2']").wait_for()
    choice(page, "Topic", "Pumps").press(" ")
    page.wait_for_function("location.search.includes('topic=Pumps')")
    page.wait_for_function("document.querySelectorAll('.hub-find__title').length === 2")
    shown = page.locator(".hub-find__title").all_inner_texts()
    assert set(shown) == {"Keeping the pump", "Oil the gasket"}
    address = page.url
    page.get_by_role("button", name="Show 2 results").click()
    assert page.evaluate("document.activeElement.matches('.hub-find__title a')")
    page.goto("about:blank")
    page.goto(address)
    page.locator(".hub-find__title").nth(1).wait_for()
    assert page.locator(".hub-find__title").all_inner_texts() == shown
    chips = page.locator(".hub-find__chosen button")
    assert chips.all_inner_texts() == ["Tip", "Article", "Pumps"]
    page.get_by_role("button", name="Take out: Article").click()
    page.wait_for_function("document.querySelectorAll('.hub-find__title').length === 1")
    assert page.locator(".hub-find__title").all_inner_texts() == ["Oil the gasket"]
    assert errors_of(page) == []


def test_what_has_an_answer_can_be_chosen_alone(box: Page) -> None:
    found = titles(box, "pump")
    box.get_by_role("button", name="Narrow down").click()
    with_answer = choice(box, "Answered", "With an answer")
    with_answer.check()
    box.wait_for_function("location.search.includes('answered=yes')")
    box.locator("#hub-find-facets[data-chosen='1']").wait_for()
    shown = box.locator(".hub-find__title a").all_inner_texts()
    assert set(shown) == {"Keeping the pump", "Comment on Keeping the pump"}
    assert set(shown) < set(found)
    with_answer.uncheck()
    box.locator("#hub-find-facets[data-chosen='0']").wait_for()
    assert titles(box, "halyard") == ["Comment on Keeping the pump"]
    box.get_by_role("button", name="Show the result").wait_for()
    facets = box.locator(".hub-find__facet legend").all_inner_texts()
    assert facets == [], "one result cannot be narrowed down"


def test_chinese_is_found_without_blanks(box: Page) -> None:
    assert titles(box, "点滴泵") == ["点滴泵的报警"]
    assert titles(box, "护士检查") == ["点滴泵的报警"]
    assert "夜班护士检查点滴泵" in box.locator(".hub-find__result").inner_text()


def test_drafts_are_not_found(box: Page) -> None:
    assert titles(box, "canaryword") == []


@pytest.mark.parametrize("place", ["articles/pump/", "people/", "topics/"])
def test_it_works_from_every_page(place: str, served: str, page: Page) -> None:
    page.goto(served + place, wait_until="networkidle")
    page.locator("[data-hub-search]:visible").first.click()
    assert titles(page, "xebec") == ["Your first xebec"]
    page.locator(".hub-find__title a").click()
    page.wait_for_url(f"{served}paths/first/?h=xebec")
