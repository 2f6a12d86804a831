"""“Suggest a change” in a real browser: what goes along, where it shows, and where it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from commonplace.model.settings import Settings
from commonplace.pages.suggesting import SUGGESTION_FORM
from commonplace.repository.forms import form_files
from commonplace.words import words
from tests.support.axe import faults
from tests.support.browser import DESKTOP, PHONE, serve_directory
from tests.support.site import built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened

FORM = form_files(Settings(), {}, words("en"))[SUGGESTION_FORM]
HOSTILE = 'A "quote" & <b>tag</b> 100 % #1 $(x) 🚑 كيف'
STORY = f"""---
topics: []
---
# Storms & “calm”

First words of all, before any heading.

## What happened

It fell down, then it rang. {HOSTILE.replace("<b>", "&lt;b>").replace("</b>", "&lt;/b>")}

A second paragraph of it.

## What we tried

{"Tape, and patience. " * 60}

The very last words.
"""
FILES: dict[str, str | bytes] = {
    "contributions/war-stories/storm.md": STORY,
    "contributions/tips/draft.md": "---\nstatus: draft\n---\n# A draft\n\nWords.\n",
}
SETTINGS = "repo_url: https://github.com/acme/hub"
BUTTON, LINK = "[data-hub-suggest=selected]", ".hub-improve [data-hub-suggest]"
# A press opens another tab: its address is kept, and it is followed no further.
STOP = """() => {
  window.opened = [];
  addEventListener("click", (event) => {
    const link = event.target.closest("[data-hub-suggest]");
    if (!link) return;
    window.opened.push(link.href);
    event.preventDefault();
  });
}"""
SELECT = """([from, to]) => {
  const walk = document.createTreeWalker(document.querySelector(".hub-text"), NodeFilter.SHOW_TEXT);
  const find = (words) => {
    walk.currentNode = walk.root;
    while (walk.nextNode()) {
      const at = walk.currentNode.data.indexOf(words);
      if (at >= 0) return [walk.currentNode, at];
    }
  };
  const [start, end] = [find(from), find(to)];
  getSelection().setBaseAndExtent(start[0], start[1], end[0], end[1] + to.length);
}"""
SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.shifted += one.value;
  }).observe({ type: "layout-shift" });
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = start_hub(
        tmp_path_factory.mktemp("suggest") / "hub",
        FILES | {SUGGESTION_FORM: FORM},
        settings=SETTINGS,
    ).root
    with serve_directory(built(root).folder) as address:
        yield address


@pytest.fixture
def story(served: str, opened: Opened) -> Opened:
    """Opens the story."""

    def open_story(**options: Any) -> Page:
        page = opened(reduced_motion="reduce", **{"viewport": DESKTOP, **options})
        page.goto(f"{served}war-stories/storm/", wait_until="networkidle")
        page.evaluate(STOP)
        return page

    return open_story


def select(page: Page, first: str, last: str) -> None:
    page.evaluate(SELECT, [first, last])


def pressed(page: Page, which: str) -> str:
    page.evaluate("window.opened = []")
    page.locator(which).click()
    (address,) = page.evaluate("window.opened")
    assert isinstance(address, str)
    return address


def github(address: str) -> dict[str, str]:
    parts = urlsplit(address)
    assert address.startswith("https://github.com/acme/hub/issues/new?")
    fields = parse_qs(parts.query, strict_parsing=True)
    assert all(len(values) == 1 for values in fields.values())
    assert fields.pop("template") == ["suggestion.yml"]
    return {key: values[0] for key, values in fields.items()}


def test_quote_and_section_go_along(served: str, story: Callable[..., Page]) -> None:
    page = story()
    assert page.locator(BUTTON).is_hidden()
    select(page, "It fell", HOSTILE)
    page.locator(BUTTON).wait_for()
    assert page.locator(BUTTON).inner_text() == "Suggest a change"
    address = pressed(page, BUTTON)
    assert github(address) == {
        "title": "Suggestion: Storms & “calm”",
        "page": f"{served}war-stories/storm/#what-happened (What happened)",
        "quote": f"It fell down, then it rang. {HOSTILE}",
    }
    form_ids = set(re.findall(r'id: "(\w+)"', FORM))
    assert form_ids == {"page", "quote", "change"}
    plain = "https://github.com/acme/hub/issues/new?template=suggestion.yml"
    page.locator(f"{BUTTON}[href='{plain}']").wait_for()  # no words stay in the page's links
    assert page.seen_errors == []  # type: ignore[attr-defined]


PLACES = {
    "before any heading": ("First words", "of all", ""),
    "over two parts": ("second paragraph", "and patience.", "#what-happened (What happened)"),
    "in the heading itself": ("What we", "tried", "#what-we-tried (What we tried)"),
    "at the end": ("The very", "words.", "#what-we-tried (What we tried)"),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_section_is_the_one_above(name: str, served: str, story: Callable[..., Page]) -> None:
    first, last, section = PLACES[name]
    page = story()
    select(page, first, last)
    page.locator(BUTTON).wait_for()
    found = github(pressed(page, BUTTON))
    want = f"{served}war-stories/storm/{section}"
    assert found["page"] == want
    assert found["quote"].startswith(first)
    assert found["quote"].endswith(last)


def test_a_long_quote_is_cut_and_says_so(story: Callable[..., Page]) -> None:
    page = story()
    select(page, "Tape", "last words.")
    page.locator(BUTTON).wait_for()
    quote = github(pressed(page, BUTTON))["quote"]
    assert len(quote) == 400
    assert quote.endswith(" …")


def test_the_link_below_does_it_without_a_selection(
    served: str, story: Callable[..., Page]
) -> None:
    page = story()
    found = github(pressed(page, LINK))
    assert found == {"title": "Suggestion: Storms & “calm”", "page": f"{served}war-stories/storm/"}
    assert page.locator(BUTTON).is_hidden()


def test_the_link_below_takes_a_selection_along(story: Callable[..., Page]) -> None:
    page = story()
    select(page, "It fell", "rang.")
    assert github(pressed(page, LINK))["quote"] == "It fell down, then it rang."


def test_it_is_done_with_the_keyboard_alone(story: Callable[..., Page]) -> None:
    page = story()
    page.get_by_text("A second paragraph of it.").dblclick(position={"x": 3, "y": 10})
    for _ in range(4):  # more of it, by the keys that browsers have for that
        page.keyboard.press("Shift+Control+ArrowRight")
    page.locator(BUTTON).wait_for()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.hubSuggest") == "selected":
            break
    else:
        raise AssertionError("the button is not reached")
    page.keyboard.press("Enter")
    (address,) = page.evaluate("window.opened")
    assert github(address)["quote"].startswith("A second paragraph of it")
    page.keyboard.press("Escape")
    assert page.locator(BUTTON).is_hidden()
    page.locator(LINK).focus()
    page.keyboard.press("Enter")
    assert "quote" not in github(page.evaluate("window.opened")[1])


def test_it_goes_when_nothing_is_selected(story: Callable[..., Page]) -> None:
    page = story()
    select(page, "It fell", "rang.")
    page.locator(BUTTON).wait_for()
    page.evaluate("getSelection().removeAllRanges()")
    page.locator(BUTTON).wait_for(state="hidden")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.hub-head'))")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.locator(BUTTON).is_hidden(), "the title is no part of the text"


def test_a_selection_with_the_mouse_stays_until_the_press(story: Callable[..., Page]) -> None:
    page = story()
    page.get_by_text("The very last words.").click(click_count=3)
    page.locator(BUTTON).wait_for()
    assert github(pressed(page, BUTTON))["quote"] == "The very last words."


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": DESKTOP},
        {"viewport": PHONE},
        {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    ],
    ids=["desktop", "narrow", "touch"],
)
def test_it_lies_over_the_page_and_moves_nothing(
    options: dict[str, Any], story: Callable[..., Page]
) -> None:
    page = story(**options)
    page.evaluate(SHIFTS)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.get_by_text("A second paragraph").scroll_into_view_if_needed()
    select(page, "A second", "of it.")
    page.locator(BUTTON).wait_for()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    box = page.locator(BUTTON).bounding_box()
    words_box = page.get_by_text("A second paragraph").bounding_box()
    assert box
    assert words_box
    view = options["viewport"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= view["width"]
    assert box["height"] >= 40
    if options.get("has_touch"):
        assert box["y"] + box["height"] > view["height"] - 80, "the foot of the screen"
    else:
        assert 0 <= box["y"] - (words_box["y"] + words_box["height"]) < 30, "right below the words"
    assert page.evaluate("document.documentElement.scrollHeight") == height
    assert page.evaluate("document.documentElement.scrollWidth") <= view["width"]
    assert page.evaluate("window.shifted") == 0
    assert faults(page) == []
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_nothing_is_asked_of_anybody(served: str, story: Callable[..., Page]) -> None:
    page = story()
    select(page, "It fell", "rang.")
    page.locator(BUTTON).wait_for()
    pressed(page, BUTTON)
    assert all(url.startswith(served) for url in page.seen_requests)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Case:
    """A configuration, whether the repository has the form, and what is offered."""

    settings: str
    form: bool
    way: str | None


MAIL = 'extra: {hub: {contact: "hub+all@example.org"}}'
SERVER = "https://git.example.org/team/hub"
CASES = {
    "github.com": Case(SETTINGS, True, "github"),
    "github.com and mail": Case(f"{SETTINGS}\n{MAIL}", True, "github"),
    "without the form": Case(SETTINGS, False, None),
    "without the form, with mail": Case(f"{SETTINGS}\n{MAIL}", False, "mail"),
    "a server of one's own": Case(
        f"repo_url: {SERVER}\nextra: {{hub: {{github: {{web: 'https://git.example.org', "
        "api: 'https://git.example.org/api/v3'}}}",
        True,
        "server",
    ),
    "a server that is not named": Case(f"repo_url: {SERVER}", True, None),
    "no repository": Case(MAIL, True, "mail"),
    "nothing": Case("", True, None),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_shown_where_it_works(
    name: str, opened: Opened, tmp_path_factory: pytest.TempPathFactory
) -> None:
    case = CASES[name]
    files = FILES | ({SUGGESTION_FORM: FORM} if case.form else {})
    site = built(
        start_hub(tmp_path_factory.mktemp("case") / "hub", files, settings=case.settings).root
    )
    assert ("data-hub-suggest" in site.html("war-stories/storm/")) == (case.way is not None)
    assert ("suggest.js" in site.html("war-stories/storm/")) == (case.way is not None)
    if case.way is None:
        return
    with serve_directory(site.folder) as address:
        page = opened(viewport=DESKTOP)
        page.goto(f"{address}war-stories/storm/", wait_until="networkidle")
        page.evaluate(STOP)
        select(page, "It fell", HOSTILE)
        page.locator(BUTTON).wait_for()
        for which in (BUTTON, LINK):
            found = pressed(page, which)
            if case.way == "mail":
                _hold_mail(found, address)
            else:
                base = "https://github.com/acme/hub" if case.way == "github" else SERVER
                assert found.startswith(f"{base}/issues/new?template=suggestion.yml&title=")
        assert page.seen_errors == []  # type: ignore[attr-defined]


def _hold_mail(url: str, served: str) -> None:
    to, _, query = url.partition("?")
    assert to == "mailto:hub%2Ball@example.org"
    assert len(url) <= 1800
    assert "+" not in query, "a plus is no space in a mail"
    fields = {
        key: unquote(value) for key, _, value in (one.partition("=") for one in query.split("&"))
    }
    assert fields["subject"] == "Suggestion: Storms & “calm”"
    assert "\r\n" in fields["body"]
    assert "\n" not in fields["body"].replace("\r\n", "")
    page, quote, change = fields["body"].split("\r\n\r\n", 2)
    assert page == f"Page: {served}war-stories/storm/#what-happened (What happened)"
    assert quote == f"What stands there now:\r\nIt fell down, then it rang. {HOSTILE}"
    assert change.strip() == "What should stand there:"


def test_without_scripts_the_link_leads_to_the_empty_form(served: str, opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{served}war-stories/storm/")
    assert page.locator(BUTTON).is_hidden()
    link = page.locator(LINK)
    assert link.is_visible()
    assert (
        link.get_attribute("href")
        == "https://github.com/acme/hub/issues/new?template=suggestion.yml"
    )


def test_two_presses_are_the_same_and_signs_of_links_stay_behind(
    story: Callable[..., Page],
) -> None:
    page = story()
    select(page, "What happened", "It fell down")
    first, second = page.evaluate(
        """() => {
          const link = document.querySelector("[data-hub-suggest=selected]");
          link.click();
          link.click();
          return window.opened;
        }"""
    )
    assert first == second
    assert github(first)["quote"].split() == ["What", "happened", "It", "fell", "down"]
    page.wait_for_function(
        "() => !document.querySelector('[data-hub-suggest=selected]').href.includes('quote=')"
    )
