"""Asking a question in a real browser: on a phone, by keyboard, and what the address takes along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from commonplace.markup.marks import marks_of
from tests.support.axe import faults
from tests.support.browser import (
    DESKTOP,
    PHONE,
    STOP,
    held_back,
    recorded_page,
    serve_directory,
)
from tests.support.keyboard import walk
from tests.support.probes import probe
from tests.support.site import BuiltSite, built, gathered, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.support.tabs import Opened

SETTINGS = """
repo_url: https://github.com/example/hub
extra: {hub: {contact: "hub+ask@example.org"}}
"""
HOSTILE = 'Marmalade: 1 < 2 & "3" <img src=x onerror="document.title=\'hacked\'">'
FILES: dict[str, str | bytes] = {
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Sample\nexpertise: [calls]\n---\n",
    "contributions/tips/pager.md": (
        "---\ntopics: [calls]\nsummary: What the nurse on the ward says first.\n---\n"
        "# The pager rings and nobody comes\n\nWords.\n"
    ),
    "contributions/tips/ete.md": "# L’été à l’hôpital\n\nWords.\n",
    "contributions/tips/hostile.md": f"---\ntitle: {json.dumps(escape(HOSTILE))}\n---\nOf marmalade.\n",
    "docs/topics/calls.md": "---\ntitle: First calls\ncurators: [ada]\n---\nWords.\n",
    "docs/topics/bare.md": "---\ntitle: Nobody’s\n---\n",
    **{
        f"contributions/tips/t{n:02}.md": f"---\ntopics: [calls]\n---\n# A handover, number {n}\n\nWords.\n"
        for n in range(12)
    },
}
TITLE, DETAILS, NEAR = "input[name=title]", "textarea[name=details]", "[data-part=near] a"
SAID = "[data-part=said]"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(start_hub(tmp_path_factory.mktemp("ask") / "hub", FILES, settings=SETTINGS).root)


@pytest.fixture(scope="module")
def served(site: BuiltSite) -> Iterator[str]:
    with serve_directory(site.folder) as address:
        yield address


def ident(site: BuiltSite, address: str) -> str:
    texts = gathered(site.root).hub.contributions.values()
    return next(one.id for one in texts if one.address == address)


def open_ask(page: Page, served: str, asked: str = "") -> None:
    page.goto(f"{served}ask/{asked}", wait_until="networkidle")
    page.locator("form[data-ready]").wait_for()
    page.evaluate(STOP)


def pressed(page: Page, way: str) -> Any:
    """The address that a press of a button opens."""
    page.evaluate("window.opened = []")
    page.locator(f"[data-way={way}]").click(timeout=5000)
    (address,) = page.evaluate("window.opened")
    return address


def github(page: Page) -> dict[str, str]:
    """What GitHub's page is filled in with."""
    parts = urlsplit(pressed(page, "github"))
    where = f"{parts.scheme}://{parts.netloc}{parts.path}"
    assert where == "https://github.com/example/hub/discussions/new"
    return {key: value for key, (value,) in parse_qs(parts.query, strict_parsing=True).items()}


def mail(page: Page) -> dict[str, str]:
    """What the mail is filled in with, as RFC 6068 says."""
    address = pressed(page, "mail")
    to, _, query = address.partition("?")
    assert to == "mailto:hub%2Bask@example.org"
    assert "+" not in query, "a plus is no space in a mail"
    return {
        key: unquote(value) for key, _, value in (one.partition("=") for one in query.split("&"))
    }


def asked_for(page: Page, ending: str) -> list[str]:
    return [url for url in page.seen_requests if url.endswith(ending)]  # type: ignore[attr-defined]


def test_github_is_opened_filled_in(site: BuiltSite, served: str, page: Page) -> None:
    about = ident(site, "tips/pager/")
    open_ask(page, served, f"?about={about}&topic=calls")
    assert page.locator("[data-part=about] a").inner_text() == "The pager rings and nobody comes"
    page.locator(TITLE).fill("Who comes when it rings? & why #1")
    page.locator(DETAILS).fill("I rang.\n\nÜ + <b> 100 % 🚑")
    found = github(page)
    assert found["category"] == "q-a"
    assert found["title"] == "Who comes when it rings? & why #1"
    text, _, end = found["body"].rpartition("\n\n")
    assert text == "I rang.\n\nÜ + <b> 100 % 🚑"
    assert end.split("\n") == [
        "About: The pager rings and nobody comes",
        f"Asked from {served}tips/pager/",
        "<!-- commonplace:topic=calls -->",
        f"<!-- commonplace:about={about} -->",
    ]
    assert page.locator("[data-way=github]").get_attribute("href") == (
        "https://github.com/example/hub/discussions/new?category=q-a"
    ), "what was typed does not stay in the page's links"
    assert page.locator("[data-way=github]").get_attribute("target") == "_blank"
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_the_marks_are_those_that_the_hub_reads(site: BuiltSite, served: str, page: Page) -> None:
    about = ident(site, "tips/pager/")
    open_ask(page, served, f"?about={about}&topic=calls")
    page.locator(TITLE).fill("Who?")
    page.locator("[data-part=about] a").wait_for()
    assert marks_of(github(page)["body"]) == {"topic": "calls", "about": about}


def test_a_mail_is_opened_filled_in(served: str, page: Page) -> None:
    open_ask(page, served, "?topic=calls")
    page.locator("[data-part=whom] a").first.wait_for()
    page.locator(TITLE).fill("Who comes & when? 50 % of Ü")
    page.locator(DETAILS).fill("One line\nand another")
    found = mail(page)
    assert found["subject"] == "Who comes & when? 50 % of Ü"
    assert found["body"].split("\r\n") == [
        *("Who comes & when? 50 % of Ü", "", "One line", "and another", ""),
        "For Ada Example, who looks after “First calls”",
        f"Asked from {served}topics/calls/",
    ]


@pytest.mark.parametrize("letter", ["x", "ü", "🚑", "%"])
def test_what_is_too_long_is_copied(letter: str, served: str, opened: Opened) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    open_ask(page, served)
    whole = f"begins {letter * 9000} ends"
    page.locator(TITLE).fill("Why?")
    page.locator(DETAILS).fill(whole)
    address = pressed(page, "github")
    assert len(address) < 6000
    body = parse_qs(urlsplit(address).query)["body"][0]
    assert body.startswith("(Paste your text here.)")
    assert letter * 50 not in body
    assert "it is copied" in page.locator(SAID).inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == whole
    mailed = pressed(page, "mail")
    assert len(mailed) <= 1800
    assert "the rest is copied" in page.locator(SAID).inner_text()
    rest = page.evaluate("navigator.clipboard.readText()")
    begun = unquote(mailed.partition("&body=")[2]).replace("\r\n", "\n")
    assert rest.endswith(" ends")
    assert begun.startswith("Why?\n\nbegins ")
    kept = begun.partition("\n\nAsked from")[0]
    assert kept + rest == f"Why?\n\n{whole}", "nothing is lost or doubled"
    assert page.locator("[data-part=rest]").is_hidden()


def test_who_may_not_copy_is_shown_what_to_copy(served: str, page: Page) -> None:
    open_ask(page, served)
    page.evaluate("document.execCommand = () => false")
    page.locator(TITLE).fill("Why?")
    page.locator(DETAILS).fill("long " * 3000)
    pressed(page, "github")
    assert "Select what stands below" in page.locator(SAID).inner_text()
    assert page.locator("[data-part=rest]").input_value() == ("long " * 3000).strip()


def test_a_question_comes_first(served: str, page: Page) -> None:
    open_ask(page, served)
    page.locator(DETAILS).fill("Only details")
    page.locator("[data-way=github]").click()
    assert page.evaluate("window.opened") == []
    assert page.locator(SAID).inner_text() == "Write your question in one line first."
    assert page.evaluate("document.activeElement.name") == "title"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("page", ["The pager rings and nobody comes"]),
        ("pagers ringing", ["The pager rings and nobody comes"]),
        ("NURSE", ["The pager rings and nobody comes"]),
        ("hopital", ["L’été à l’hôpital"]),
        ("ÉTÉ", ["L’été à l’hôpital"]),
        ("marmalade", [HOSTILE]),
        ("onerror", [HOSTILE]),
        ("about the and how", []),
        ("xylophone", []),
        ("zz", []),
        ("", []),
    ],
)
def test_texts_that_may_answer_are_shown_first(
    typed: str, found: list[str], served: str, page: Page
) -> None:
    open_ask(page, served)
    assert asked_for(page, "ask/index.json") == []
    with page.expect_response("**/ask/index.json"):
        page.locator(TITLE).press_sequentially(typed or " ")
    page.wait_for_load_state("networkidle")
    assert len(asked_for(page, "ask/index.json")) == 1
    page.wait_for_function(
        "count => document.querySelectorAll('[data-part=near] a').length === count", arg=len(found)
    )
    assert page.locator(NEAR).all_inner_texts() == found
    assert page.locator("[data-part=near]").is_visible() == bool(found)
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "hacked"


def test_a_rare_word_weighs_more_and_five_are_enough(served: str, page: Page) -> None:
    open_ask(page, served)
    page.locator(TITLE).fill("handover calls")
    page.wait_for_function("document.querySelectorAll('[data-part=near] a').length === 5")
    assert "5 texts may answer this" in page.locator("[data-part=counted]").inner_text()
    page.locator(TITLE).fill("handover calls pager")
    page.wait_for_function(
        "document.querySelector('[data-part=near] a').textContent.includes('pager')"
    )
    page.locator(NEAR).first.click()
    page.wait_for_url("**/tips/pager/")
    page.go_back()
    page.locator("form[data-ready]").wait_for()
    assert page.locator(TITLE).input_value() == "handover calls pager", "it was kept"


def test_what_is_typed_stays_here(served: str, page: Page) -> None:
    open_ask(page, served)
    secret = "wombatsecret"
    page.locator(TITLE).press_sequentially(f"{secret} one")
    page.locator(DETAILS).press_sequentially(f"{secret} two")
    page.locator("[data-way=github]").hover()
    page.locator("[data-way=github]").focus()
    page.locator("[data-way=mail]").focus()
    page.wait_for_load_state("networkidle")
    assert len(page.seen_requests) > 8  # type: ignore[attr-defined]
    assert [url for url in page.seen_requests if secret in url or not url.startswith(served)] == []  # type: ignore[attr-defined]
    assert secret not in page.url
    assert secret not in page.evaluate("[...document.links].map((one) => one.href).join()")


def test_what_was_typed_is_kept_until_it_is_cleared(served: str, page: Page) -> None:
    open_ask(page, served)
    assert page.locator("[data-part=clear]").is_hidden()
    page.locator(TITLE).fill("Kept?")
    page.locator(DETAILS).fill("Yes.")
    page.locator("select[name=topic]").select_option("calls")
    open_ask(page, served, "?question=another")
    assert page.locator(TITLE).input_value() == "Kept?", "what was typed is not lost to a link"
    assert page.locator(DETAILS).input_value() == "Yes."
    assert page.locator("select[name=topic]").input_value() == "calls"
    assert "wrote here before" in page.locator("[data-part=kept]").inner_text()
    pressed(page, "github")
    open_ask(page, served)
    assert "If it has been sent" in page.locator("[data-part=kept]").inner_text()
    page.locator("[data-part=clear]").click()
    assert page.locator(TITLE).input_value() == page.locator(DETAILS).input_value() == ""
    assert page.locator(SAID).inner_text() == "Cleared. Nothing is kept."
    assert page.evaluate("document.activeElement.name") == "title"
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith('hub:ask'))") == []
    open_ask(page, served)
    assert page.locator(TITLE).input_value() == ""
    assert page.locator("[data-part=kept]").is_hidden()


@pytest.mark.parametrize(
    "kept",
    [
        "nonsense",
        "[]",
        "7",
        "null",
        '{"mark": "m", "draft": []}',
        json.dumps({"mark": "m", "draft": {"title": 7, "details": {"a": 1}, "topic": ["calls"]}}),
        json.dumps({"mark": "m", "draft": {"title": "T", "about": 3, "topic": ""}, "went": "x"}),
        json.dumps(
            {
                "mark": "m",
                "draft": {"title": "x" * 9000, "details": "y" * 90000, "topic": "constructor"},
            }
        ),
    ],
)
def test_nonsense_in_the_browser_harms_nothing(kept: str, served: str, page: Page) -> None:
    page.goto(served)
    page.evaluate("kept => localStorage.setItem('/hub:ask', kept)", kept)
    open_ask(page, served)
    page.locator(TITLE).fill("Works?")
    assert github(page)["title"] == "Works?"
    assert page.seen_errors == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "asked",
    [
        "?topic=constructor&about=__proto__",
        "?topic=<script>&about=<script>",
        "?about=nosuchtext1",
        "?about=" + "a" * 500,
        "?question=" + "q" * 900,
        "?topic=&about=&question=",
    ],
)
def test_an_address_with_nonsense_harms_nothing(asked: str, served: str, page: Page) -> None:
    open_ask(page, served, asked)
    assert page.locator("[data-part=about]").is_hidden()
    assert page.locator("[data-part=whom]").is_hidden()
    assert len(page.locator(TITLE).input_value()) <= 200
    page.locator(TITLE).fill("Works?")
    assert "commonplace:" not in github(page)["body"]
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_a_question_comes_along_from_elsewhere(served: str, page: Page) -> None:
    open_ask(page, served, "?question=the+pager&topic=bare")
    assert page.locator(TITLE).input_value() == "the pager"
    page.locator(NEAR).first.wait_for()
    whom = page.locator("[data-part=whom]").inner_text()
    assert "Nobody is named for this topic yet" in whom
    assert page.locator("[data-part=whom] a").get_attribute("href") == "/topics/bare/"
    page.locator("select[name=topic]").select_option("calls")
    page.locator("[data-part=whom] a").first.wait_for()
    page.wait_for_function(
        "document.querySelector('[data-part=whom] p').textContent.includes('Ada')"
    )
    assert page.locator("[data-part=whom] p").inner_text() == (
        "Ada Example (looks after it), Bo Sample"
    )


def test_files_that_do_not_come_are_no_hindrance(site: BuiltSite, served: str, page: Page) -> None:
    for name in ("ask/*.json", "reading-list/*.json"):
        page.route(f"**/{name}", lambda route: route.abort())
    about = ident(site, "tips/pager/")
    open_ask(page, served, f"?about={about}&topic=calls")
    page.locator(TITLE).press_sequentially("pager")
    assert page.locator("[data-part=near]").is_hidden()
    assert f"<!-- commonplace:about={about} -->" in github(page)["body"]
    page.unroute("**/ask/*.json")
    page.locator(TITLE).press("End")
    page.locator(TITLE).press_sequentially("s")
    page.locator(NEAR).first.wait_for()


def test_half_a_letter_is_no_hindrance(served: str, page: Page) -> None:
    open_ask(page, served)
    page.evaluate(
        "() => { document.querySelector('input[name=title]').value = 'Why \\ud83d?';"
        " document.querySelector('textarea').value = '\\udc00 there'; }"
    )
    assert github(page)["title"] == "Why ?"
    assert mail(page)["subject"] == "Why ?"
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_by_keyboard_alone(served: str, page: Page) -> None:
    open_ask(page, served)
    page.locator(TITLE).focus()
    page.keyboard.type("pager")
    page.locator(NEAR).first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "The pager rings and nobody comes"
    page.keyboard.press("Tab")
    page.keyboard.type("First")
    page.locator("[data-part=whom] a").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("I tried.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.way") == "github"
    page.keyboard.press("Enter")
    (address,) = page.evaluate("window.opened")
    assert "I%20tried." in address
    assert "topic%3Dcalls" in address
    page.locator(TITLE).focus()
    page.keyboard.press("Enter")
    assert len(page.evaluate("window.opened")) == 2, "the first way is taken"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_everyone_can_use_the_form(size: Any, palette: Any, served: str, opened: Opened) -> None:
    page = opened(viewport=size, color_scheme=palette, reduced_motion="reduce")
    open_ask(page, served, "?topic=calls")
    page.locator(TITLE).fill("handover")
    page.locator(NEAR).first.wait_for()
    page.locator(DETAILS).fill("Details")
    page.evaluate("document.execCommand = () => false")
    page.locator(DETAILS).fill("long " * 2000)
    pressed(page, "github")
    assert faults(page) == []
    open_ask(page, served, "?topic=calls")  # from the top, with everything that was kept
    page.locator(NEAR).first.wait_for()
    page.locator("[data-part=whom] a").first.wait_for()
    way = walk(page)
    assert len(way.stops) > 15
    assert way.faults() == []
    for times in (1, 2):
        page.evaluate(probe("larger"), times)
        assert page.evaluate(probe("cut")) == []
        assert page.evaluate(probe("overlaps")) == []


def test_without_scripts_the_links_are_plain(served: str, opened: Opened) -> None:
    page = opened(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{served}ask/")
    assert not page.locator(TITLE).is_visible()
    assert page.locator("[data-way=github]").get_attribute("href") == (
        "https://github.com/example/hub/discussions/new?category=q-a"
    )
    assert page.locator("[data-way=mail]").get_attribute("href") == "mailto:hub%2Bask@example.org"
    assert page.get_by_text("Scripts are switched off here").is_visible()


def test_the_form_works_after_instant_navigation(
    tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    root = tmp_path_factory.mktemp("instant") / "hub"
    with serve_directory(root / "site") as address:  # Material looks for addresses with this port
        settings = f"{SETTINGS}\nsite_url: {address}\ntheme: {{features: [navigation.instant]}}\n"
        built(start_hub(root, FILES, settings=settings).root)
        page.goto(f"{address}tips/pager/", wait_until="networkidle")
        page.evaluate("window.stays = true")
        for _ in range(2):
            page.get_by_role("link", name="Ask about this").click()
            page.locator("form[data-ready]").wait_for()
            page.locator("[data-part=about] a").wait_for()
            page.locator(TITLE).fill("pager")
            page.locator(NEAR).first.click()
            page.wait_for_url("**/tips/pager/")
            page.get_by_role("link", name="Ask about this").wait_for()
        assert page.evaluate("window.stays"), "no page was loaded anew"
        assert page.seen_errors == []  # type: ignore[attr-defined]


BROKEN = ("{}", "[]", "null", '{"texts": [[1]], "stop": []}', '{"texts": [', "<!doctype html>")


@pytest.mark.parametrize("said", BROKEN)
def test_a_broken_index_breaks_nothing(said: str, served: str, page: Page) -> None:
    page.route("**/ask/index.json", lambda route: route.fulfill(body=said))
    question = "pager%20%3Cimg%20src=x%20onerror=alert(1)%3E%"
    open_ask(page, served, f"?about=%3Cimg%20src=x%3E%ff%&topic=__proto__&question={question}")
    assert page.locator(NEAR).count() == 0
    assert page.locator("form img").count() == 0
    page.unroute("**/ask/index.json")
    page.locator(TITLE).fill("the pager rings")
    page.locator(NEAR).first.wait_for(timeout=5000)
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_a_long_question_in_the_address_is_cut(served: str, page: Page) -> None:
    open_ask(page, served, f"?question={'a%20pager%3C' * 5000}&about={'a' * 5000}")
    assert 0 < len(page.locator(TITLE).input_value()) <= 300
    assert page.locator("[data-part=about]").is_hidden()
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_what_is_typed_before_the_scripts_come_is_not_lost(served: str, page: Page) -> None:
    with held_back(page, "**/ask.js"):
        page.goto(f"{served}ask/?topic=calls&question=Something+else", wait_until="commit")
        page.locator(TITLE).fill("Typed early")
        page.locator(DETAILS).fill("At night.")
    page.locator("form[data-ready]").wait_for()
    assert page.locator(TITLE).input_value() == "Typed early"
    assert page.locator(DETAILS).input_value() == "At night."
    assert page.locator("select[name=topic]").input_value() == "calls"
    assert "Typed early" in page.evaluate("localStorage['/hub:ask']")


def test_two_tabs_do_not_write_over_each_other(served: str, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    idle, one, other = (recorded_page(context) for _ in range(3))
    open_ask(idle, served)
    open_ask(one, served)
    one.locator(TITLE).fill("From the first")
    open_ask(other, served)
    assert other.locator(TITLE).input_value() == "From the first"
    other.locator(TITLE).fill("From the second")
    one.locator("[data-part=elsewhere]").wait_for()
    one.locator(DETAILS).fill("First again.")
    assert "First again." not in one.evaluate("localStorage['/hub:ask']")
    one.get_by_role("button", name="Keep what is here").click()
    assert "First again." in one.evaluate("localStorage['/hub:ask']")
    other.locator("[data-part=elsewhere]").wait_for()
    assert faults(other) == []
    other.get_by_role("button", name="Show what the other tab has").click()
    assert other.locator(TITLE).input_value() == "From the first"
    assert other.locator(DETAILS).input_value() == "First again."
    assert idle.locator("[data-part=elsewhere]").is_hidden(), "who has nothing loses nothing"
    idle.locator(TITLE).fill("A third")
    assert idle.locator("[data-part=elsewhere]").is_visible()
    assert "A third" not in idle.evaluate("localStorage['/hub:ask']")
    for tab in (idle, one, other):
        assert tab.seen_errors == []  # type: ignore[attr-defined]
    context.close()


def test_a_browser_that_keeps_nothing_says_so(served: str, page: Page) -> None:
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    open_ask(page, served)
    page.locator(TITLE).fill("The pager?")
    assert "Do not close this page" in page.locator("[data-part=kept]").inner_text()
    assert github(page)["title"] == "The pager?"
