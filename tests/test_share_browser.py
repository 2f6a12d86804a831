"""Sharing in a real browser: on a phone, from an empty page to GitHub's filled-in one, and on the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import PHONE, held_back, recorded_page, serve_directory
from tests.support.hub import run_command
from tests.support.repository import write_files
from tests.support.share import (
    FILES,
    LEAKS,
    QUESTIONS,
    SAID,
    SETTINGS,
    TEXT,
    TITLE,
    choose,
    kept,
    looked_over,
    new_file,
    no_faults,
    open_share,
    pressed,
    sound_page,
    tell,
)
from tests.support.site import BuiltSite, built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.support.tabs import Opened, Tabs

SEVEN = "We looked for the key in every drawer. " * 180
THIRTY = "We looked for the key in every drawer. " * 770


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(start_hub(tmp_path_factory.mktemp("share") / "hub", FILES, settings=SETTINGS).root)


@pytest.fixture(scope="module")
def served(site: BuiltSite) -> Iterator[str]:
    with serve_directory(site.folder) as address:
        yield address


@pytest.fixture
def phone(tabs: Tabs) -> Iterator[Page]:
    may = ["clipboard-read", "clipboard-write"]
    with sound_page(
        tabs, viewport=PHONE, has_touch=True, reduced_motion="reduce", permissions=may
    ) as page:
        yield page


def checked(root: Path, path: str, text: str) -> None:
    """The file stands in a real hub, and the command that looks contributions over has nothing against it."""
    write_files(root, {path: text})
    done = run_command(root, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert path not in done.stdout, done.stdout


def test_a_war_story_from_the_empty_page_to_githubs(
    served: str, phone: Page, tmp_path: Path
) -> None:
    phone.goto(served, wait_until="networkidle")
    phone.get_by_role("link", name="Write", exact=True).tap()
    phone.wait_for_url("**/share/")
    assert phone.locator(TITLE).is_hidden(), "one thing at a time"
    open_share(phone, served)
    phone.locator("form").get_by_text("War story", exact=True).tap()
    phone.get_by_label("Title").fill("How we lost: the “Friday” rota & found it")
    phone.get_by_role("textbox", name="In two sentences").fill("The rota was gone. Paper saved us.")
    for question, answer in zip(
        QUESTIONS, ("It was gone.", "We rang.\n\n- twice", "3 h", "Print"), strict=True
    ):
        phone.get_by_role("textbox", name=question).fill(answer)
    phone.get_by_label("Nights").tap()
    phone.get_by_label("Somebody told it to me, and I name them").check()
    phone.get_by_label("Their name").fill("José, from “Ward 4”")
    path, text = new_file(pressed(phone))
    assert path == "contributions/war-stories/how-we-lost-the-friday-rota-found-it.md"
    assert phone.locator("[data-way=github]").get_attribute("target") == "_blank"
    root = start_hub(tmp_path / "hub", FILES, settings=SETTINGS).root
    checked(root, path, text)
    story = built(root, strict=True)
    address = "war-stories/how-we-lost-the-friday-rota-found-it/"
    words = story.words(address)
    assert "How we lost: the “Friday” rota & found it" in words
    for part in ("The rota was gone. Paper saved us.", "Nights", "José, from “Ward 4”", *QUESTIONS):
        assert part in words


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("🚑🚑 at night", "It rang 🚑.\n\nÜ + <b> 100 % & # ? = 👩‍⚕️"),
        ("כיצד איבדנו את המפתח", "מי שיוצא אומר שש שורות.\n\n- ראשון\n- שני"),
        ("引き継ぎの仕方", "こんにちは。" * 40),
        ("---", '---\ntitle: mine\n---\n\ntext: \\n {braces} "quotes" `code`\n\n    indented'),
        ("  # [x](y) *z* ", "A line  \nwith a break.\n\n\tTab."),
        ("Half a letter \ud83d", "and \udc00 there"),
    ],
    ids=["emoji", "right-to-left", "wide", "yaml", "markdown", "half"],
)
def test_what_is_typed_arrives(
    title: str, text: str, served: str, phone: Page, site: BuiltSite, tmp_path: Path
) -> None:
    open_share(phone, served, "?kind=tip")
    # A keyboard gives whole letters, and a script may give halves.
    phone.evaluate(
        """given => { const { title, text } = document.querySelector("form[data-share]").elements;
          [title.value, text.value] = JSON.parse(given);
          text.dispatchEvent(new Event("input", { bubbles: true })); }""",
        json.dumps([title, text]),
    )
    path, arrived = new_file(pressed(phone))
    assert path.startswith("contributions/tips/")
    whole = text.replace("\ud83d", "").replace("\udc00", "")
    assert arrived.endswith(f"\n---\n\n{whole}\n")
    root = start_hub(tmp_path / "hub", FILES, settings=SETTINGS).root
    checked(root, path, arrived)


@pytest.mark.parametrize(
    "text", [SEVEN, THIRTY, "מילים " * 600, "🚑 " * 700], ids=["7kB", "30kB", "rtl", "emoji"]
)
def test_what_is_too_long_is_copied(text: str, served: str, phone: Page, tmp_path: Path) -> None:
    open_share(phone, served, "?kind=article&topic=calls")
    phone.locator(TITLE).fill("Long & wide")
    phone.locator(TEXT).fill(text)
    address = pressed(phone)
    assert len(address) <= 6000
    path, begun = new_file(address)
    assert "Paste your text here" in begun
    assert text.strip()[:40] not in begun
    assert "it is copied" in phone.locator(SAID).inner_text()
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert copied == f"{text.strip()}\n"
    root = start_hub(tmp_path / "hub", FILES, settings=SETTINGS).root
    write_files(root, {path: begun.replace("Paste your text here\n", copied)})
    assert run_command(root, "check").returncode == 0


def test_a_story_as_long_as_its_budget_fits(served: str, phone: Page) -> None:
    open_share(phone, served)
    part = "We looked for the key in every drawer, and nobody knew. " * 12
    tell(phone, "The key", "It was gone. We found it.", *[part.strip()] * 4)
    phone.get_by_label("Nights").check()
    phone.wait_for_function(
        "parseInt(document.querySelector('[data-part=words]').textContent) > 500"
    )
    _, text = new_file(pressed(phone))
    assert text.count(part.strip()) == 4


def test_who_may_not_copy_is_shown_what_to_copy(served: str, phone: Page) -> None:
    open_share(phone, served, "?kind=article")
    phone.evaluate("document.execCommand = () => false")
    phone.locator(TITLE).fill("Long")
    phone.locator(TEXT).fill(SEVEN)
    pressed(phone)
    assert "Select what stands below" in phone.locator(SAID).inner_text()
    assert phone.locator("[data-part=rest]").input_value() == f"{SEVEN.strip()}\n"


def test_a_mail_and_a_file_need_no_account(served: str, phone: Page, tmp_path: Path) -> None:
    open_share(phone, served)
    tell(phone, "The pager & I", "It rang.", "Once.", "Twice.", "3 h", "Again.")
    phone.get_by_label("would rather not be named").check()
    looked_over(phone)
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "the-pager-i.md"
    text = Path(download.value.path()).read_text("utf-8")
    assert "told_by" not in text
    root = start_hub(tmp_path / "hub", FILES, settings=SETTINGS).root
    checked(root, "contributions/war-stories/the-pager-i.md", text)
    address = pressed(phone, "mail")
    to, _, query = address.partition("?")
    assert to == "mailto:hub%2Bshare@example.org"
    assert "+" not in query, "a plus is no space in a mail"
    assert "attach" in query
    assert "the-pager-i.md" in phone.locator(SAID).inner_text()


def test_a_link_has_an_address(served: str, phone: Page) -> None:
    open_share(phone, served, "?kind=link")
    phone.locator(TITLE).fill("A chapter")
    phone.locator(TEXT).fill("For ward leads.")
    for wrong in ("", "javascript:alert(1)", "elsewhere", "http://", "data:text/html,x"):
        phone.locator("input[name=address]").fill(wrong)
        looked_over(phone)
        phone.locator("[data-way=github]").click()
        assert phone.evaluate("window.opened") == [], wrong
        assert phone.evaluate("document.activeElement.name") == "address"
    phone.locator("input[name=address]").fill("https://example.org/a b?c=<d>)")
    _, text = new_file(pressed(phone))
    assert text.endswith("For ward leads.\n\n<https://example.org/a%20b?c=%3Cd%3E)>\n")


def test_what_is_missing_is_said_first(served: str, phone: Page) -> None:
    open_share(phone, served)
    choose(phone, "tip")
    phone.locator("[data-way=github]").click()
    assert phone.locator(SAID).inner_text() == "Give it a title first."
    phone.locator(TITLE).fill("Title")
    phone.locator("[data-way=github]").click()
    assert phone.locator(SAID).inner_text() == "Write something first."
    assert phone.evaluate("document.activeElement.name") == "text"
    phone.locator(TEXT).fill("Words.")
    phone.get_by_label("I name them").check()
    phone.locator("[data-way=github]").click()
    assert phone.evaluate("document.activeElement.name") == "teller"
    assert phone.evaluate("window.opened") == []


def test_who_stays_unnamed_is_nowhere(served: str, phone: Page) -> None:
    open_share(phone, served, "?kind=tip")
    phone.locator(TITLE).fill("Title")
    phone.locator(TEXT).fill("Words.")
    phone.get_by_label("I name them").check()
    phone.get_by_label("Their name").fill("Wilhelmina")
    assert "told_by: [Wilhelmina]" in new_file(pressed(phone))[1]
    assert "Wilhelmina" in json.dumps(kept(phone))
    phone.get_by_label("would rather not be named").check()
    assert "Wilhelmina" not in new_file(pressed(phone))[1]
    assert "Wilhelmina" not in pressed(phone, "mail")
    assert "Wilhelmina" not in json.dumps(kept(phone))


def test_what_is_typed_stays_here(served: str, phone: Page) -> None:
    open_share(phone, served)
    secret = "wombatsecret"
    tell(phone, secret, secret, secret)
    phone.get_by_role("tab", name="Preview").click()
    phone.locator("[data-part=preview]").get_by_text(secret).first.wait_for()
    phone.get_by_role("tab", name="Write").click()
    for way in ("github", "mail"):
        phone.locator(f"[data-way={way}]").hover()
        phone.locator(f"[data-way={way}]").focus()
    looked_over(phone)
    phone.wait_for_load_state("networkidle")
    seen: list[str] = phone.seen_requests  # type: ignore[attr-defined]
    assert len(seen) > 15
    assert [url for url in seen if secret in url or not url.startswith(served)] == []
    assert secret not in phone.url
    assert secret not in phone.evaluate("[...document.links].map((one) => one.href).join()")


def test_rules_come_when_somebody_writes_and_not_before(served: str, phone: Page) -> None:
    open_share(phone, served)
    choose(phone, "tip")
    assert not [url for url in phone.seen_requests if url.endswith(("leaks.json", "index.json"))]  # type: ignore[attr-defined]
    phone.locator(TEXT).fill("Words.")
    looked_over(phone)
    asked = [url for url in phone.seen_requests if url.endswith("leaks.json")]  # type: ignore[attr-defined]
    assert len(asked) == 1
    assert "that is up to you" in phone.locator("[data-part=state]").inner_text()


LEAK = "mira.halloran@stmarys-hospital.org"


def test_a_leak_stops_a_text_and_is_repeated_nowhere(served: str, phone: Page) -> None:
    open_share(phone, served)
    tell(phone, "The pager", "It rang.", f"One.\n\nTwo: {LEAK}", "x", "y", "z")
    phone.locator(LEAKS).first.wait_for()
    assert phone.locator(LEAKS).count() == 1
    said = phone.locator(LEAKS).inner_text()
    assert "What happened, line 3: this looks like an e-mail address" in said
    phone.locator("[data-way=github]").click()
    assert phone.evaluate("window.opened") == []
    assert "Look first" in phone.locator(SAID).inner_text()
    html = phone.evaluate(
        """() => { const copy = document.documentElement.cloneNode(true);
          copy.querySelectorAll("textarea, input").forEach((one) => one.remove()); return copy.outerHTML; }"""
    )
    assert LEAK not in html
    assert "halloran" not in html
    stored = kept(phone)
    assert {key for key, value in stored.items() if "halloran" in value} == {"/hub:share"}
    phone.get_by_role("button", name="Show me").click()
    chosen = phone.evaluate(
        "(() => { const at = document.activeElement;"
        " return at.value.slice(at.selectionStart, at.selectionEnd); })()"
    )
    assert chosen == LEAK
    phone.get_by_label("Send it as it is").check()
    assert phone.locator(SAID).inner_text() == "", "it is not refused any more"
    _, text = new_file(pressed(phone))
    assert LEAK in text


def test_what_was_allowed_is_asked_anew_when_more_is_found(served: str, phone: Page) -> None:
    open_share(phone, served)
    tell(phone, "The pager", f"Write to {LEAK}")
    phone.get_by_label("Send it as it is").check()
    phone.locator("textarea[name=war-story-0]").fill("Write to bo.keller@stmarys-hospital.org.")
    phone.wait_for_function("document.querySelectorAll('[data-part=leaks] li').length === 2")
    assert not phone.get_by_label("Send it as it is").is_checked()
    phone.locator("[data-way=github]").click()
    assert phone.evaluate("window.opened") == []
    phone.locator("textarea[name=war-story-0]").fill("Paid.")
    phone.locator(TEXT).fill("Write to us.")
    phone.wait_for_function("document.querySelectorAll('[data-part=leaks] li').length === 0")
    assert "Nothing was found" in phone.locator("[data-part=brief]").inner_text()
    pressed(phone)


def test_what_was_allowed_is_that_very_value(served: str, phone: Page) -> None:
    open_share(phone, served)
    tell(phone, "The pager", "Write to jo.smith@stmarys-hospital.org.")
    allowed = phone.get_by_label("Send it as it is")
    allowed.check()
    pressed(phone)
    phone.locator(TEXT).fill("Now: write to jo.smith@stmarys-hospital.org.")
    pressed(phone)
    phone.locator(TEXT).fill(f"Now: write to {LEAK}.")
    phone.locator("[data-way=github]").click()
    assert len(phone.evaluate("window.opened")) == 1, "the last one did not open"
    assert not allowed.is_checked()


def test_a_leak_typed_just_before_the_press_is_found(served: str, phone: Page) -> None:
    open_share(phone, served)
    tell(phone, "The pager", "Words")
    looked_over(phone)
    phone.locator(TEXT).fill(f"Write to {LEAK}")
    phone.locator("[data-way=github]").click()
    assert phone.evaluate("window.opened") == []


@pytest.mark.parametrize("said", ["", "{}", "[]", '{"named": {}, "rules": []}', "<!doctype html>"])
def test_missing_rules_are_said(said: str, served: str, phone: Page) -> None:
    phone.route(
        "**/share/leaks.json",
        lambda route: route.fulfill(body=said) if said else route.abort(),
    )
    open_share(phone, served)
    tell(phone, "The pager", f"Write to {LEAK}")
    looked_over(phone)
    assert "could not be loaded" in phone.locator("[data-part=state]").inner_text()
    whole = phone.locator("form[data-share]").text_content() or ""
    assert "was not looked over for secrets" in whole
    assert "Nothing was found" not in whole
    pressed(phone)


def test_offline_nothing_is_lost(served: str, opened: Opened) -> None:
    page = opened(viewport=PHONE)
    open_share(page, served)
    page.context.set_offline(True)
    tell(page, "The pager", "Words")
    looked_over(page)
    assert "could not be loaded" in page.locator("[data-part=state]").inner_text()
    assert new_file(pressed(page))[1].endswith("Words\n")
    with page.expect_download():
        page.get_by_role("button", name="Save as a file").click()
    assert page.evaluate("navigator.onLine") is False
    page.context.set_offline(False)
    open_share(page, served)
    assert page.locator(TEXT).input_value() == "Words"
    no_faults(page)


def test_similar_texts_are_shown_with_the_way_to_better_them(served: str, phone: Page) -> None:
    open_share(phone, served, "?kind=tip")
    phone.locator(TITLE).press_sequentially("Pagers at night")
    link = phone.get_by_role("link", name="Improve this one instead")
    link.wait_for()
    counted = phone.locator("[data-part=counted]").inner_text()
    assert counted == "One text may be like yours. It stands below the title."
    assert link.get_attribute("href") == "/tips/pager/#hub-improve"
    assert link.get_attribute("target") is None
    link.click()
    phone.wait_for_url("**/tips/pager/#hub-improve")
    assert phone.locator("#hub-improve").is_visible()
    phone.go_back()
    phone.locator("form[data-ready]").wait_for()
    assert phone.locator(TITLE).input_value() == "Pagers at night", "it was kept"


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        ("tip", "Pager", "pager-2"),
        ("tip", "Charts!", "charts-2"),
        ("article", "Pager", "pager"),
        ("tip", "Pagers", "pagers"),
    ],
)
def test_a_name_that_is_taken_gets_a_number(
    kind: str, title: str, name: str, served: str, phone: Page
) -> None:
    open_share(phone, served, f"?kind={kind}")
    with phone.expect_response("**/ask/index.json"):
        phone.locator(TITLE).fill(title)
    phone.locator(TEXT).fill("Words.")
    assert new_file(pressed(phone))[0].rpartition("/")[2] == f"{name}.md"
    pressed(phone, "mail")
    assert f"{name}.md" in phone.locator(SAID).inner_text()
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == f"{name}.md"


def test_a_name_is_as_it_was_where_the_index_does_not_come(served: str, phone: Page) -> None:
    phone.route("**/ask/index.json", lambda route: route.abort())
    open_share(phone, served, "?kind=tip")
    phone.locator(TITLE).fill("Pager")
    phone.locator(TEXT).fill("Words.")
    assert new_file(pressed(phone))[0] == "contributions/tips/pager.md"


def test_what_was_written_is_kept_until_it_is_cleared(served: str, phone: Page) -> None:
    open_share(phone, served)
    tell(phone, "Kept", "Words.", "One.", "Two.")
    phone.get_by_label("Nights").check()
    phone.get_by_label("I name them").check()
    phone.get_by_label("Their name").fill("Mira")
    _, before = new_file(pressed(phone))
    open_share(phone, served, "?kind=tip&title=Another&topic=calls")
    assert phone.locator(TITLE).input_value() == "Kept"
    notice = phone.locator("[data-part=kept]").inner_text()
    assert "If it has been sent" in notice
    assert "to write something else" in notice
    assert new_file(pressed(phone))[1] == before, "its identity included"
    phone.get_by_role("button", name="Clear what I wrote").click()
    assert phone.locator(TITLE).input_value() == "Another"
    assert phone.locator("input[name=kind][value=tip]").is_checked()
    assert phone.get_by_label("First calls").is_checked()
    assert not phone.get_by_label("Nights").is_checked()
    assert phone.locator(TEXT).input_value() == ""
    assert [key for key, value in kept(phone).items() if "Mira" in value or "Words." in value] == []


def test_what_was_cleared_comes_back_until_something_else_is_written(
    served: str, phone: Page
) -> None:
    open_share(phone, served)
    tell(phone, "Wombats", "Words.", "One.", "Two.")
    phone.get_by_label("Nights").check()
    _, before = new_file(pressed(phone))
    notice, back = phone.locator("[data-part=kept]"), phone.get_by_role("button", name="Bring it")
    clear = phone.get_by_role("button", name="Clear what I wrote")
    clear.click()
    assert notice.inner_text().startswith("Cleared. Your browser keeps nothing of it.")
    assert notice.locator("xpath=..").get_attribute("role") == "status"
    box = back.bounding_box()
    assert box
    assert 0 < box["y"] < PHONE["height"], "it is in sight"
    assert phone.evaluate("document.activeElement.name") == "kind"
    assert "Wombats" not in json.dumps(kept(phone)), "in no storage"
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Enter")
    assert notice.is_hidden()
    assert new_file(pressed(phone))[1] == before, "its identity included"
    assert "Wombats" in json.dumps(kept(phone))
    clear.click()
    choose(phone, "tip")
    assert back.is_visible()
    phone.locator(TITLE).press_sequentially("A")
    assert back.count() == 0
    assert notice.is_hidden()


def test_two_tabs_do_not_write_over_each_other(served: str, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    one, other = recorded_page(context), recorded_page(context)
    open_share(one, served)
    tell(one, "From the first", "First.")
    open_share(other, served)
    assert other.locator(TITLE).input_value() == "From the first"
    other.locator(TEXT).fill("Second.")
    one.locator("[data-part=elsewhere]").wait_for()
    one.locator(TEXT).fill("First again.")
    assert "Second." in json.dumps(kept(one))
    assert "First again." not in json.dumps(kept(one))
    one.get_by_role("button", name="Keep what is here").click()
    assert "First again." in json.dumps(kept(one))
    other.locator("[data-part=elsewhere]").wait_for()
    other.get_by_role("button", name="Show what the other tab has").click()
    assert other.locator(TEXT).input_value() == "First again."
    other.locator(TEXT).fill("Third.")
    one.wait_for_function(
        "JSON.stringify(localStorage).includes('Third.')"
    )  # tabs hear of it later
    for tab in (one, other):
        no_faults(tab)
    context.close()


def test_a_browser_that_keeps_nothing_says_so(served: str, phone: Page) -> None:
    phone.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    open_share(phone, served)
    tell(phone, "The pager", "Words.")
    assert "Do not close this page" in phone.locator("[data-part=kept]").inner_text()
    pressed(phone)


HOSTILE = (
    "?kind=constructor&topic=__proto__&title=%3Cimg%20src=x%20onerror=alert(1)%3E",
    "?kind=%3Cscript%3E&topic=%3Cscript%3E",
    "?kind=war-story&kind=tip&topic=nosuch&topic=calls&title=%ff%",
    "?title=" + "q" * 5000 + "&topic=" + "t" * 3000,
    "?kind=&topic=&title=",
)


@pytest.mark.parametrize("asked", HOSTILE)
def test_an_address_with_nonsense_harms_nothing(asked: str, served: str, phone: Page) -> None:
    open_share(phone, served, asked)
    choose(phone, "tip")
    phone.locator(TITLE).fill("Works")
    phone.locator(TEXT).fill("Well.")
    path, text = new_file(pressed(phone))
    assert path == "contributions/tips/works.md"
    assert "nosuch" not in text
    assert phone.locator("form img").count() == 0


@pytest.mark.parametrize(
    "nonsense",
    [
        "nonsense",
        "[]",
        "7",
        json.dumps({"mark": 7, "draft": []}),
        json.dumps(
            {
                "mark": "a",
                "draft": {"kind": ["tip"], "title": 7, "texts": 3, "topics": "calls", "id": {}},
            }
        ),
        json.dumps(
            {
                "mark": "a",
                "draft": {
                    "kind": "constructor",
                    "title": "x" * 9000,
                    "texts": {"text": "y" * 90000},
                },
            }
        ),
    ],
)
def test_nonsense_in_the_browser_harms_nothing(nonsense: str, served: str, phone: Page) -> None:
    phone.goto(served)
    phone.evaluate("kept => localStorage.setItem('/hub:share', kept)", nonsense)
    open_share(phone, served)
    choose(phone, "tip")
    phone.locator(TITLE).fill("Works")
    phone.locator(TEXT).fill("Well.")
    assert new_file(pressed(phone))[1].endswith("Well.\n")


CHOSEN = """() => { const at = document.activeElement;
  return [at.name, at.value.slice(at.selectionStart, at.selectionEnd)]; }"""


def counted(page: Page) -> Any:
    return page.locator("[data-part=words]").inner_text()


def test_advice_is_kind_and_stops_nothing(served: str, phone: Page) -> None:
    open_share(phone, served)
    tell(
        phone,
        "The pager",
        "It was the night, and we had to do it in the dark with what was there.",
        "# Big\n\n#### Deep\n\n![](a.png) [here](b)\n\n```\n# code\n```",
        "ok",
    )
    tips = phone.locator("[data-part=advice] li")
    # While the form is filled in, and before the rules of leaks are there, less is said.
    tips.get_by_text("The question “What it cost” has no answer yet.").wait_for()
    tips.get_by_text("what the picture “a.png” shows").wait_for()
    tips.get_by_text("The question “What we tried” has no answer yet.").wait_for(state="detached")
    told = [tip.replace(" Show me", "") for tip in tips.all_inner_texts()]
    assert len(told) == 7
    assert told[0] == "The question “What it cost” has no answer yet."
    assert told[1] == "The question “What we would do again” has no answer yet."
    assert told[2].startswith("What happened, line 1: Nothing stands below “What happened” yet.")
    assert told[3].startswith("What happened, line 1: “Big” is written as a title")
    assert told[4].startswith("What happened, line 5: Nothing says what the picture")
    assert told[5].startswith("What happened, line 5: “here” does not say where")
    assert told[6] == "Pick a topic, so that colleagues find it."
    tips.nth(0).get_by_role("button").click()
    assert phone.evaluate(CHOSEN) == ["war-story-2", ""]
    tips.nth(5).get_by_role("button").click()
    assert phone.evaluate(CHOSEN) == ["war-story-0", "![](a.png) [here](b)"]
    phone.locator("textarea[name=war-story-2]").fill("<!-- Time, and money. -->")
    phone.locator("textarea[name=war-story-1]").fill("We rang.")
    phone.wait_for_function(
        "document.querySelector('[data-part=advice] li').textContent.includes('would do again')"
    )
    assert tips.get_by_text("The question “What it cost” has no answer yet.").count() == 1
    assert tips.get_by_text("Nothing stands below “What it cost”").count() == 0
    assert counted(phone).endswith("of at most 700 words")
    phone.locator(TEXT).fill("word " * 800)
    phone.wait_for_function(
        "document.querySelector('[data-part=words]').textContent.includes('two texts')"
    )
    pressed(phone)


def test_what_is_typed_before_the_scripts_come_is_not_lost(served: str, phone: Page) -> None:
    with held_back(phone, "**/share/page.js"):
        phone.goto(f"{served}share/", wait_until="networkidle")
        choose(phone, "tip")
        phone.locator(TITLE).fill("Typed early")
    phone.locator("form[data-ready]").wait_for()
    assert phone.locator(TITLE).input_value() == "Typed early"
    assert phone.locator("input[name=kind][value=tip]").is_checked()
    assert "Typed early" in json.dumps(kept(phone))


@pytest.mark.parametrize("asked", ["", "?kind=tip&title=Asked+for"])
def test_what_is_typed_before_a_kept_text_comes_stands_beside_it(
    asked: str, served: str, phone: Page
) -> None:
    open_share(phone, served)
    choose(phone, "tip")
    phone.locator(TITLE).fill("Kept")
    phone.locator(TEXT).fill("From yesterday.")
    with held_back(phone, "**/share/page.js"):
        phone.goto(f"{served}share/{asked}", wait_until="domcontentloaded")
        choose(phone, "tip")
        phone.locator(TEXT).fill("Typed early.")
        phone.get_by_label("Somebody told it to me, and I name them").check()
    phone.locator("form[data-ready]").wait_for()
    assert phone.locator(TITLE).input_value() == "Kept"
    assert phone.locator(TEXT).input_value() == "From yesterday.\n\nTyped early."
    assert "Typed early." in json.dumps(kept(phone))
    assert phone.get_by_label("Somebody told it to me, and I name them").is_checked()


def test_what_is_typed_before_an_address_is_read_stays(served: str, phone: Page) -> None:
    with held_back(phone, "**/share/page.js"):
        phone.goto(
            f"{served}share/?kind=tip&title=Asked+for&topic=calls", wait_until="domcontentloaded"
        )
        choose(phone, "article")
        phone.locator(TEXT).fill("Typed early.")
    phone.locator("form[data-ready]").wait_for()
    assert phone.locator("input[name=kind][value=article]").is_checked(), "it was chosen last"
    assert phone.locator(TITLE).input_value() == "Asked for"
    assert phone.locator(TEXT).input_value() == "Typed early."
    assert phone.locator("input[name=topics][value=calls]").is_checked()


def test_the_preview_shows_what_is_there_now(served: str, phone: Page) -> None:
    open_share(phone, served)
    choose(phone, "tip")
    phone.locator(TEXT).fill("Of every cable.")
    phone.get_by_role("tab", name="Preview").click()
    shown = phone.locator("[data-part=preview]")
    shown.get_by_text("Of every cable.").wait_for()
    phone.locator(TITLE).fill("Label both ends")
    shown.get_by_text("Label both ends").wait_for()
    phone.get_by_role("button", name="Clear what I wrote").click()
    choose(phone, "tip")
    assert phone.locator(TEXT).is_visible()


def test_scripts_that_do_not_come_are_asked_for_again(served: str, phone: Page) -> None:
    phone.route("**/share/page.js", lambda route: route.abort())
    phone.goto(f"{served}share/", wait_until="networkidle")
    choose(phone, "tip")
    phone.wait_for_load_state("networkidle")
    assert phone.locator("form[data-ready]").count() == 0
    phone.unroute("**/share/page.js")
    phone.reload(wait_until="networkidle")
    choose(phone, "article")
    phone.locator("form[data-ready]").wait_for()
