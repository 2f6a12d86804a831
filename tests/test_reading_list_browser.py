"""The reading list in a real browser: saving, removing, taking it elsewhere, and what may go wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import PHONE, recorded_page
from tests.support.two_builds import STORAGE_REFUSED, Host, build_twice, shared_host
from tests.test_reading_list import VECTORS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from tests.support.tabs import Opened

KEY = "/hub/hub:list"
TEXTS = {"Before": "tips/before/", "Aged": "tips/aged/", "It leaves": "tips/leaves/"}
UNNAMED = """[...document.querySelectorAll(".hub :is(button, a, input, textarea, summary)")]
  .filter((one) => one.offsetParent)
  .filter((one) => !(one.ariaLabel || one.innerText?.trim() || one.labels?.[0]?.innerText.trim()))
  .map((one) => one.outerHTML)"""


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return build_twice(tmp_path_factory.mktemp("lists"))


@pytest.fixture
def host(builds: tuple[Path, Path], tmp_path: Path) -> Iterator[Host]:
    with shared_host(builds, tmp_path) as host:
        yield host


def save(page: Page, host: Host, address: str) -> None:
    """Press the button of a text, with the keyboard."""
    page.goto(host.hub + address, wait_until="networkidle")
    button = page.get_by_role("button", name="Read later")
    button.focus()
    button.press("Space")
    page.get_by_role("button", name="On your list", pressed=True).wait_for()


def open_list(page: Page, address: str) -> None:
    page.goto(f"{address}reading-list/", wait_until="networkidle")
    assert page.seen_errors == []  # type: ignore[attr-defined]


def titles(page: Page) -> list[str]:
    return page.locator(".hub--reading .hub-row__title").all_inner_texts()


def kept(page: Page) -> Any:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))


def put_there(page: Page, host: Host, text: str) -> None:
    """Put something in the place of the list."""
    page.goto(host.other, wait_until="networkidle")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def said(page: Page, part: str) -> Locator:
    return page.locator(f"[data-part={part}]")


def test_the_button_saves_and_lets_go(host: Host, page: Page) -> None:
    page.goto(f"{host.hub}tips/before/", wait_until="networkidle")
    button = page.locator("[data-hub-later]")
    before = button.bounding_box()
    assert button.get_attribute("aria-pressed") == "false"
    assert not page.get_by_role("link", name="See your list").is_visible()
    save(page, host, "tips/before/")
    assert button.bounding_box() == before
    page.reload(wait_until="networkidle")
    page.get_by_role("button", name="On your list", pressed=True).wait_for()
    page.get_by_role("link", name="See your list").click()
    page.wait_for_url("**/reading-list/")
    page.get_by_role("link", name="Before", exact=True).click()
    page.wait_for_url(f"{host.hub}tips/before/")
    page.get_by_role("button", name="On your list").press("Enter")
    page.get_by_role("button", name="Read later", pressed=False).wait_for()
    assert kept(page)["items"] == []


def test_the_list_stays_right_when_texts_change(host: Host, page: Page) -> None:
    for address in TEXTS.values():
        save(page, host, address)
    open_list(page, host.hub)
    assert titles(page) == list(reversed(TEXTS))
    assert said(page, "total").inner_text() == "3 texts, 7 minutes to read in all"
    host.show(1)
    open_list(page, host.hub)
    assert titles(page) == ["It leaves", "Aged", "After"]
    rows = page.locator(".hub--reading .hub-row")
    assert "This text is no longer in the hub." in rows.nth(0).inner_text()
    assert rows.nth(0).get_by_role("link").count() == 0
    assert "This no longer holds." in rows.nth(1).inner_text()
    assert "Out of date" in rows.nth(1).inner_text()
    assert "Tip" in rows.nth(2).inner_text()
    assert "Saved on" in rows.nth(2).inner_text()
    with page.expect_response(f"{host.hub}tips/after/") as answer:
        page.get_by_role("link", name="After", exact=True).click()
    assert answer.value.ok
    page.go_back(wait_until="networkidle")
    page.get_by_role("link", name="The newest & best").click()
    page.wait_for_url(f"{host.hub}tips/newest/")
    requests: list[str] = page.seen_requests  # type: ignore[attr-defined]
    assert [url for url in requests if not url.startswith(host.hub)] == []
    assert {url for url in requests if ".json" in url} <= {
        f"{host.hub}whats-new.json",
        f"{host.hub}reading-list/0.json",
    }


def test_texts_are_removed_with_the_keyboard(host: Host, page: Page) -> None:
    for address in TEXTS.values():
        save(page, host, address)
    open_list(page, host.hub)
    page.get_by_role("button", name="Remove “Aged”").press("Enter")
    page.get_by_text("“Aged” is no longer on your list.").wait_for()
    focused = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.tagName"
    assert page.evaluate(focused) == "Remove “Before”"
    page.keyboard.press("Enter")
    page.get_by_text("“Before” is no longer on your list.").wait_for()
    assert page.evaluate(focused) == "Remove “It leaves”"
    page.keyboard.press("Space")
    page.get_by_text("Nothing is on your list yet.").wait_for()
    assert page.evaluate(focused) == "H1"
    assert titles(page) == []
    assert said(page, "total").inner_text() == ""


def test_an_empty_list_invites(host: Host, page: Page) -> None:
    open_list(page, host.hub)
    page.get_by_text("Nothing is on your list yet.").wait_for()
    page.get_by_role("link", name="Find something to read").click()
    page.wait_for_url(f"{host.hub}whats-new/")


def test_another_tab_learns_of_it(host: Host, page: Page) -> None:
    page.goto(f"{host.hub}tips/before/", wait_until="networkidle")
    other = page.context.new_page()
    other.goto(f"{host.hub}reading-list/", wait_until="networkidle")
    page.get_by_role("button", name="Read later").click()
    other.get_by_role("link", name="Before", exact=True).wait_for()
    other.get_by_role("button", name="Remove “Before”").click()
    page.get_by_role("button", name="Read later", pressed=False).wait_for()


def test_hubs_of_one_host_have_lists_of_their_own(host: Host, page: Page) -> None:
    save(page, host, "tips/before/")
    open_list(page, host.other)
    assert titles(page) == []
    page.goto(f"{host.other}tips/before/", wait_until="networkidle")
    assert page.locator("[data-hub-later]").get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize("way", ["paste", "file"])
def test_a_list_is_taken_to_another_browser(
    way: str, host: Host, browser: Browser, tmp_path: Path
) -> None:
    mine = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = recorded_page(mine)
    save(page, host, "tips/before/")
    save(page, host, "tips/aged/")
    open_list(page, host.hub)
    page.get_by_role("button", name="Copy my list").press("Enter")
    page.get_by_text("Your list is copied.").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    mine.close()
    theirs = browser.new_context()
    page = recorded_page(theirs)
    save(page, host, "tips/aged/")
    open_list(page, host.hub)
    page.get_by_text("Take over a list").click()
    if way == "paste":
        page.get_by_label("Paste a list here").fill(f"\n {text} ")
    else:
        place = tmp_path / "list.json"
        place.write_text(text, "utf-8")
        page.get_by_label("Or choose a file with one").set_input_files(place)
    page.get_by_role("button", name="Add these to my list").press("Enter")
    page.get_by_text("1 added, 1 were there already.").wait_for()
    assert sorted(titles(page)) == ["Aged", "Before"]
    assert page.evaluate(UNNAMED) == []
    assert page.seen_errors == []  # type: ignore[attr-defined]
    theirs.close()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", "Paste a list first, or choose a file."),
        ("  \n", "Paste a list first, or choose a file."),
        ("hello", "That is no reading list."),
        ("{", "That is no reading list."),
        ("null", "That is no reading list."),
        ('{"items": {}}', "That is no reading list."),
        ('{"items": [1, null, {"id": 7}, {"id": "../x"}, {"id": "<b>"}]}', "That is no reading"),
        ("[[[[[[]]]]]]", "That is no reading list."),
    ],
)
def test_nonsense_is_not_taken_over(text: str, answer: str, host: Host, page: Page) -> None:
    save(page, host, "tips/before/")
    before = kept(page)
    open_list(page, host.hub)
    page.get_by_text("Take over a list").click()
    page.get_by_label("Paste a list here").fill(text)
    page.get_by_role("button", name="Add these to my list").click()
    page.get_by_text(answer).wait_for()
    assert kept(page) == before
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_a_list_from_elsewhere_stays_text(host: Host, page: Page) -> None:
    hostile = "<img src=x onerror=document.title='caught'>"
    items = [{"id": "not-here", "on": "2026-99-99", "title": hostile}, {"id": "nor-here"}]
    many = [{"id": f"many-{n}", "on": "2020-01-01"} for n in range(700)]
    open_list(page, host.hub)
    page.get_by_text("Take over a list").click()
    page.get_by_label("Paste a list here").fill(json.dumps({"items": [*items, *many]}))
    page.get_by_role("button", name="Add these to my list").click()
    page.get_by_text("500 added, 0 were there already. A list holds 500 texts at most.").wait_for()
    assert titles(page)[:2] == ["A text without a title", hostile]
    assert len(kept(page)["items"]) == 500
    assert "caught" not in page.title()
    save(page, host, "tips/before/")
    assert len(kept(page)["items"]) == 500
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_without_leave_to_copy_the_list_is_shown(host: Host, page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    save(page, host, "tips/before/")
    open_list(page, host.hub)
    page.get_by_role("button", name="Copy my list").click()
    page.get_by_text("select it and copy it").wait_for()
    assert json.loads(page.get_by_role("textbox", name="Copy my list").input_value()) == kept(page)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{", []),
        ("7", []),
        ('{"items": "x"}', []),
        ('[null, {"id": 1}, {"id": ""}]', []),
        ('["KNOWN", "KNOWN"]', ["Before"]),
        ('{"format": 9, "items": [{"id": "KNOWN", "on": 7, "more": {}}]}', ["Before"]),
    ],
)
def test_a_broken_list_breaks_no_page(text: str, left: list[str], host: Host, page: Page) -> None:
    data = json.loads((host.folder / "hub/reading-list/0.json").read_text("utf-8"))
    known = next(ident for ident, facts in data.items() if facts["title"] == "Before")
    put_there(page, host, text.replace("KNOWN", known))
    open_list(page, host.hub)
    assert titles(page) == left
    save(page, host, "tips/aged/")
    open_list(page, host.hub)
    assert sorted(titles(page)) == sorted([*left, "Aged"])


def test_a_browser_that_keeps_nothing_says_so(host: Host, page: Page) -> None:
    page.add_init_script(STORAGE_REFUSED)
    page.goto(f"{host.hub}tips/before/", wait_until="networkidle")
    page.get_by_role("button", name="Read later").click()
    page.get_by_text("Your browser keeps nothing for this site").wait_for()
    assert page.locator("[data-hub-later]").get_attribute("aria-pressed") == "false"
    open_list(page, host.hub)
    page.get_by_text("Your browser keeps nothing for this site").wait_for()
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_without_an_answer_the_list_shows_what_it_remembers(host: Host, page: Page) -> None:
    save(page, host, "tips/before/")
    page.route("**/reading-list/*.json", lambda route: route.fulfill(body="{", status=200))
    open_list(page, host.hub)
    page.get_by_text("The hub cannot be reached").wait_for()
    assert titles(page) == ["Before"]
    assert "no longer" not in page.locator(".hub--reading .hub-rows").inner_text()


def test_without_scripts_the_page_says_what_it_needs(host: Host, opened: Opened) -> None:
    page = opened(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{host.hub}reading-list/")
    notice = page.locator(".md-content noscript p")
    assert notice.is_visible()
    assert "Scripts are switched off here" in notice.inner_text()
    assert not page.get_by_role("button", name="Copy my list").is_visible()
    page.goto(f"{host.hub}tips/before/")
    assert not page.locator("[data-hub-later]").is_visible()


def test_python_and_the_browser_choose_the_same_file(host: Host, page: Page) -> None:
    page.goto(host.hub)
    script = (
        f"async ([id, count]) => (await import('{host.hub}assets/site-file.js')).shardOf(id, count)"
    )
    found = [page.evaluate(script, [ident, count]) for ident, count, _ in VECTORS]
    assert found == [shard for _, _, shard in VECTORS]
    assert len(found) > 5
