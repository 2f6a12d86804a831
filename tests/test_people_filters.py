"""The filters of the directory in a real browser, held against a count of the files themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.support.browser import PHONE, held_back, serve_directory
from tests.support.company import HOSTILE, TOPICS, Made, company, company_files
from tests.support.site import BuiltSite, built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened

SETTINGS = "extra: {hub: {departments: null}}"
FOUND = "[data-hub-found] .hub-card"
SAID = "[data-hub-said]"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    hub = start_hub(tmp_path_factory.mktemp("company") / "hub", company_files(), settings=SETTINGS)
    return built(hub.root)


@pytest.fixture(scope="module")
def served(site: BuiltSite) -> Iterator[str]:
    with serve_directory(site.folder, lasting=True) as address:
        yield address


def fitting(**wanted: str) -> list[Made]:
    """Whom these filters leave, by the files."""
    found = [one for one in company() if one.fits(wanted)]
    assert found, wanted
    return found


def names(page: Page) -> list[str]:
    return page.locator(f"{FOUND} h2").all_inner_texts()


def asked(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def found(page: Page, **wanted: str) -> None:
    """Hold what is shown and announced against the files, and the address against what was chosen."""
    people = fitting(**wanted)
    said = "1 person" if len(people) == 1 else f"{len(people)} people"
    page.locator(SAID, has_text=said).wait_for()
    assert names(page) == [one.name for one in people[:50]]
    assert asked(page) == wanted
    assert not page.locator("[data-hub-all]").is_visible()


def choices(page: Page, name: str) -> dict[str, str]:
    """The choices of a filter, but for the one that takes it back."""
    options = page.locator(f"select[name={name}] option").all()[1:]
    return {option.get_attribute("value") or "": option.inner_text() for option in options}


def counted(name: str, **wanted: str) -> dict[str, str]:
    """What the choices of a filter should say when others are chosen."""
    left = fitting(**{key: value for key, value in wanted.items() if key != name})
    values = (
        [one.team] if name == "team" else [one.place] if name == "place" else one.topics
        for one in left
    )
    counts = Counter(value for many in values for value in many if value)
    return {value: f"{TOPICS.get(value, value)} ({count})" for value, count in counts.items()}


def hold_counts(page: Page, **wanted: str) -> None:
    for name in ("team", "place", "topic"):
        expected = counted(name, **wanted)
        assert choices(page, name) == expected, name
        assert expected
    mentors = sum(one.mentoring for one in fitting(**wanted))
    assert page.locator("[data-hub-mentoring]").inner_text() == f"Happy to mentor ({mentors})"


def open_directory(page: Page, served: str, **wanted: str) -> None:
    page.goto(f"{served}people/?{urlencode(wanted)}" if wanted else f"{served}people/")


def index_requests(page: Page) -> list[str]:
    return [url for url in page.seen_requests if url.endswith("people/index.json")]  # type: ignore[attr-defined]


def test_before_anything_is_chosen_the_page_is_as_it_was_built(served: str, page: Page) -> None:
    page.goto(f"{served}people/", wait_until="networkidle")
    assert index_requests(page) == []
    everyone = fitting()
    assert 100 < len(everyone) < 120
    assert page.locator(SAID).inner_text() == f"{len(everyone)} people"
    assert page.locator("[data-hub-all] .hub-card").count() == 50
    hold_counts(page)
    moved = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(one => sum += one.value))
                .observe({type: "layout-shift", buffered: true});
            setTimeout(() => done(sum), 200);
        })"""
    )
    assert moved == 0
    assert page.locator("[data-hub-everyone]").first.is_hidden()


def test_filters_by_mouse_several_at_once(served: str, page: Page) -> None:
    open_directory(page, served)
    page.locator("select[name=team]").select_option("Nursing")
    found(page, team="Nursing")
    hold_counts(page, team="Nursing")
    page.locator("select[name=place]").select_option("Harbor Street")
    found(page, team="Nursing", place="Harbor Street")
    hold_counts(page, team="Nursing", place="Harbor Street")
    page.locator("select[name=place]").select_option("")
    page.get_by_text("Happy to mentor (").click()
    found(page, team="Nursing", mentoring="1")
    page.locator("[data-hub-mentoring]").click()
    page.locator("select[name=topic]").select_option("alarms")
    found(page, team="Nursing", topic="alarms")
    assert len(index_requests(page)) == 1
    assert page.locator(SAID).get_attribute("role") == "status"
    page.get_by_role("button", name="Show everyone").click()
    assert page.locator("[data-hub-all]").is_visible()
    assert asked(page) == {}
    assert page.locator(SAID).inner_text() == f"{len(fitting())} people"
    hold_counts(page)
    assert page.seen_errors == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("written", ["unal", "ÜNAL", "zoe  ünal", "labels", "Łabels", "uber six"])
def test_words_are_found_whatever_their_accents(written: str, served: str, page: Page) -> None:
    open_directory(page, served)
    page.locator("input[name=about]").press_sequentially(written)
    found(page, about=written)


def test_a_label_with_signs_is_chosen_as_it_is_written(served: str, page: Page) -> None:
    open_directory(page, served)
    page.locator("select[name=team]").select_option('R&D "North" <b>')
    found(page, team='R&D "North" <b>')


def test_filters_by_keyboard_alone(served: str, page: Page) -> None:
    open_directory(page, served)
    page.locator("input[name=about]").focus()
    page.keyboard.type("person")
    found(page, about="person")
    page.keyboard.press("Tab")
    page.keyboard.type("Sal")
    found(page, about="person", team="Sales")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    found(page, about="person", team="Sales", mentoring="1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show everyone"
    page.keyboard.press("Enter")
    page.locator("[data-hub-all]").wait_for()
    assert asked(page) == {}
    assert page.evaluate("document.activeElement.textContent") == f"{len(fitting())} people"


def test_an_address_can_be_shared_and_survives_a_reload(served: str, page: Page) -> None:
    wanted = {"team": "Field Service", "topic": "alarms", "about": "person"}
    open_directory(page, served, **wanted)
    for again in (False, True):
        if again:
            page.reload()
        found(page, **wanted)
        hold_counts(page, **wanted)
        assert page.locator("select[name=topic]").input_value() == "alarms"
        assert page.locator("input[name=about]").input_value() == "person"


def test_back_goes_through_what_was_chosen(served: str, page: Page) -> None:
    open_directory(page, served)
    page.locator("select[name=place]").select_option("Remote")
    found(page, place="Remote")
    page.locator("input[name=about]").press_sequentially("person")
    found(page, place="Remote", about="person")
    page.locator(f"{FOUND} a").first.click()
    page.wait_for_url("**/people/p*/")
    page.go_back()
    found(page, place="Remote", about="person")
    page.go_back()
    found(page, place="Remote")
    assert page.locator("input[name=about]").input_value() == ""
    page.go_back()
    page.locator("[data-hub-all]").wait_for()
    assert page.locator("select[name=place]").input_value() == ""
    page.go_forward()
    found(page, place="Remote")


def test_fifty_at_a_time(served: str, page: Page) -> None:
    open_directory(page, served, about="person")
    people = fitting(about="person")
    assert len(people) > 60
    page.locator(SAID, has_text=f"{len(people)} people").wait_for()
    assert len(names(page)) == 50
    page.get_by_role("button", name="Show more").press("Enter")
    assert names(page) == [one.name for one in people[:100]]
    assert page.evaluate("document.activeElement.textContent") == people[50].name
    assert page.locator("[data-hub-more]").is_hidden() == (len(people) <= 100)


@pytest.mark.parametrize(
    "wanted",
    [{"about": "xylophone"}, {"team": "Gone"}, {"topic": "constructor"}, {"team": HOSTILE}],
    ids=lambda wanted: next(iter(wanted.values()))[:12],
)
def test_nobody_invites_back(wanted: dict[str, str], served: str, page: Page) -> None:
    open_directory(page, served, **wanted)
    invitation = page.locator("[data-hub-nobody]")
    invitation.wait_for()
    assert page.locator(SAID).inner_text() == "Nobody fits"
    assert names(page) == []
    assert "0" not in page.locator(".hub-filters").inner_text().replace("(", " ").split()
    invitation.get_by_role("button", name="Show everyone").click()
    assert page.locator("[data-hub-all] .hub-card").count() == 50
    assert page.locator("[data-hub-all]").is_visible()
    assert asked(page) == {}
    assert page.title() != "hacked"
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_what_people_write_stays_text(served: str, page: Page) -> None:
    open_directory(page, served, about="onerror")
    page.locator(SAID, has_text="1 person").wait_for()
    assert HOSTILE in page.locator(FOUND).inner_text()
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "hacked"
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_cards_of_the_script_are_those_of_the_page(served: str, page: Page) -> None:
    page.goto(f"{served}people/")
    shape = """cards => cards.map(card => ({
        text: card.innerText, link: card.querySelector("a").href,
        tags: [...card.querySelectorAll("*")].map(one => `${one.tagName}.${one.className}`).join(),
    }))"""
    there: list[Any] = page.locator("[data-hub-all] .hub-card").evaluate_all(shape)
    page.locator("select[name=place]").select_option("Remote")
    page.locator(FOUND).first.wait_for()
    made: dict[str, Any] = {
        one["link"]: one for one in page.locator(FOUND).evaluate_all(shape) if one["text"]
    }
    both = [one for one in there if one["link"] in made]
    assert len(both) > 8
    for one in both:
        assert made[one["link"]] == one


def test_a_list_that_does_not_come_is_told(served: str, page: Page) -> None:
    page.route("**/people/index.json", lambda route: route.abort())
    open_directory(page, served)
    page.locator("select[name=team]").select_option("Sales")
    page.locator(SAID, has_text="did not come through").wait_for()
    assert page.locator("[data-hub-all] .hub-card").count() == 50
    assert page.locator("[data-hub-all]").is_visible()
    page.locator("select[name=team]").select_option("")
    page.locator(SAID, has_text=f"{len(fitting())} people").wait_for()
    page.unroute("**/people/index.json")
    page.locator("select[name=team]").select_option("Nursing")
    found(page, team="Nursing")


def test_on_a_phone(served: str, opened: Opened) -> None:
    page = opened(viewport=PHONE, has_touch=True, reduced_motion="reduce")
    open_directory(page, served)
    page.locator("[data-hub-mentoring]").tap()
    found(page, mentoring="1")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    fields = page.locator(".hub-filters :is(select, input, button)").all()
    assert len(fields) == 6
    for one in fields:
        box = one.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_without_scripts_the_pages_stand_as_they_are(served: str, opened: Opened) -> None:
    page = opened(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{served}people/?team=Nursing")
    assert not page.locator("form[data-hub-people]").is_visible()
    assert not page.locator("[data-hub-found]").is_visible()
    shown = page.locator(".hub-card:visible h2").all_inner_texts()
    assert shown == [one.name for one in fitting()[:50]]
    page.locator(".hub-pager [rel=next]").click()
    page.wait_for_url("**/people/page/2/")
    assert page.locator("form[data-hub-people]").count() == 0
    assert page.locator(".hub-card:visible h2").count() == 50


def test_what_is_typed_before_the_scripts_come_is_not_lost(served: str, page: Page) -> None:
    with held_back(page, "**/people.js"):
        page.goto(f"{served}people/", wait_until="commit")
        page.locator("select[name=team]").select_option("Sales")
    found(page, team="Sales")
    assert page.locator("select[name=team]").input_value() == "Sales"
