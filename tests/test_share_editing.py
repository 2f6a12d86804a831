"""Writing in a real browser: the toolbar, pictures, Word documents, the preview, and everyone who writes."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.axe import faults
from tests.support.browser import DESKTOP, PHONE, serve_directory
from tests.support.documents import Case, document, simple
from tests.support.everything import PICTURE
from tests.support.hub import run_command
from tests.support.keyboard import walk
from tests.support.probes import probe
from tests.support.repository import write_files
from tests.support.share import (
    FILES,
    SAID,
    SETTINGS,
    TEXT,
    TITLE,
    choose,
    looked_over,
    new_file,
    no_faults,
    open_share,
    pressed,
    tell,
)
from tests.support.site import BuiltSite, built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened

NARROW = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(start_hub(tmp_path_factory.mktemp("edit") / "hub", FILES, settings=SETTINGS).root)


@pytest.fixture(scope="module")
def served(site: BuiltSite) -> Iterator[str]:
    with serve_directory(site.folder) as address:
        yield address


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """Whatever a script throws fails the test."""
    yield page
    no_faults(page)


def select(page: Page, begin: int, end: int) -> None:
    page.locator(TEXT).evaluate(
        "(one, [begin, end]) => { one.focus(); one.setSelectionRange(begin, end); }", [begin, end]
    )


def selected(page: Page) -> str:
    chosen: str = page.locator(TEXT).evaluate(
        "(one) => one.value.slice(one.selectionStart, one.selectionEnd)"
    )
    return chosen


# The tool, the text before, what is selected in it, the text after, and what is selected then.
EDITS = (
    ("Bold", "a b c", (2, 3), "a **b** c", "b"),
    ("Bold", "a **b** c", (4, 5), "a b c", "b"),
    ("Bold", "", (0, 0), "**bold**", "bold"),
    ("Italic", "a b c", (2, 3), "a *b* c", "b"),
    ("Italic", "a **b** c", (4, 5), "a ***b*** c", "b"),
    ("Heading", "one\ntwo", (4, 4), "one\n\n## two", ""),
    ("Heading", "## two", (0, 6), "two", ""),
    ("List", "one\ntwo", (0, 7), "- one\n- two", "- one\n- two"),
    ("List", "- one\n- two", (0, 11), "one\ntwo", "one\ntwo"),
    ("List", "", (0, 0), "- item", "item"),
    ("Numbered list", "one\n\ntwo", (0, 8), "1. one\n\n2. two", "1. one\n\n2. two"),
    ("Numbered list", "- one\n- two", (0, 11), "1. one\n2. two", "1. one\n2. two"),
    ("Quotation", "one\ntwo", (0, 3), "> one\ntwo", ""),
    ("Code", "a b c", (2, 3), "a `b` c", "b"),
    ("Code", "a\nb", (0, 3), "```\na\nb\n```\n", ""),
    ("Link", "a b c", (2, 3), "a [b](https://) c", "https://"),
    ("Link", "https://example.org/a", (0, 21), "[words of the link](https://example.org/a)", None),
)


def test_the_toolbar_works_on_what_is_selected_and_can_be_undone(served: str, page: Page) -> None:
    open_share(page, served, "?kind=tip")
    bar = page.locator("[role=toolbar][aria-controls=hub-share-text]")
    assert len(EDITS) > 15
    for tool, before, (begin, end), after, chosen in EDITS:
        page.locator(TEXT).fill(before)
        select(page, begin, end)
        bar.get_by_role("button", name=tool, exact=True).click()
        assert page.locator(TEXT).input_value() == after, (tool, before)
        if chosen is not None:
            assert selected(page) == chosen, (tool, before)
        assert page.evaluate("document.activeElement.name") == "text"
        page.keyboard.press("Control+z")
        assert page.locator(TEXT).input_value() == before, f"{tool} is not undone"


def test_where_the_browser_does_not_edit_the_text_is_set(served: str, page: Page) -> None:
    open_share(page, served, "?kind=tip")
    page.evaluate("document.execCommand = () => false")
    page.locator(TEXT).fill("a b c")
    select(page, 2, 3)
    page.keyboard.press("Control+b")
    assert page.locator(TEXT).input_value() == "a **b** c"
    assert '"a **b** c"' in page.evaluate("localStorage['/hub:share']"), "it is kept, too"


def test_by_keyboard_alone(served: str, page: Page) -> None:
    open_share(page, served)
    page.locator("input[name=kind]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("input[name=kind][value=tip]").is_checked()
    until(page, "title")
    page.keyboard.type("Label both ends")
    until(page, "bold", "dataset.tool")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.dataset.tool") == "picture"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.tool") == "italic"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "text", "a toolbar is one stop"
    page.keyboard.type("Of ")
    page.keyboard.press("Control+i")
    page.keyboard.type("every")
    page.keyboard.press("ArrowRight")
    page.keyboard.type(" cable.")
    until(page, "topics")
    page.keyboard.press("Space")
    looked_over(page)
    until(page, "github", "dataset.way")
    page.keyboard.press("Enter")
    (address,) = page.evaluate("window.opened")
    path, text = new_file(address)
    assert path == "contributions/tips/label-both-ends.md"
    assert "topics: [calls]" in text
    assert text.endswith("Of *every* cable.\n")


def until(page: Page, name: str, key: str = "name") -> None:
    """Press Tab until what has the focus says this of itself: a field its name, a button what it does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.{key}") == name:
            return
    raise AssertionError(f"{name} is never reached")


def give(page: Page, part: str, name: str, kind: str, content: bytes) -> None:
    page.locator(f"[data-part={part}]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )


def test_pictures_make_a_folder_that_the_check_accepts(
    served: str, page: Page, tmp_path: Path
) -> None:
    open_share(page, served, "?kind=tip&topic=calls")
    before = page.locator(".hub-share__before").inner_text()
    assert "mail it. Or unpack it, and put it on GitHub if you may" in before, "said before"
    page.locator(TITLE).fill("Label both ends")
    page.locator(TEXT).fill("Of every cable.")
    give(page, "add", "Mira Halloran, ward 4.png", "image/png", PICTURE)
    page.locator(".hub-share__pictures img").wait_for()
    assert selected(page) == "What the picture shows", "to be typed over"
    page.keyboard.type("Two ends")
    looked_over(page)
    assert page.locator("[data-way=github]").is_hidden()
    assert pressed(page, "upload") == (
        "https://github.com/example/hub/upload/main/contributions/tips/label-both-ends"
    )
    with page.expect_download() as download:
        page.locator("[data-when=pictures]").get_by_role("button", name="Save the folder").click()
    assert download.value.suggested_filename == "label-both-ends.zip"
    content = Path(download.value.path()).read_bytes()
    assert b"Halloran" not in content, "the name that a picture came with goes nowhere"
    folder = zipfile.ZipFile(io.BytesIO(content))
    assert sorted(folder.namelist()) == [
        "label-both-ends/index.md",
        "label-both-ends/picture-1.png",
    ]
    root = start_hub(tmp_path / "hub", FILES, settings=SETTINGS).root
    files: dict[str, str | bytes] = {
        f"contributions/tips/{name}": folder.read(name) for name in folder.namelist()
    }
    write_files(root, files)
    done = run_command(root, "check")
    assert done.returncode == 0, done.stdout
    assert "label-both-ends" not in done.stdout, done.stdout
    assert 'alt="Two ends"' in built(root, strict=True).html("tips/label-both-ends/")
    page.get_by_role("button", name="Take out: picture-1.png").click()
    assert page.locator(TEXT).input_value().strip() == "Of every cable."
    assert page.locator("[data-way=github]").is_visible()


def test_pictures_that_were_not_kept_are_missed(served: str, page: Page) -> None:
    open_share(page, served, "?kind=tip")
    page.locator(TITLE).fill("Label both ends")
    give(page, "add", "a.png", "image/png", PICTURE)
    page.locator(".hub-share__pictures img").wait_for()
    open_share(page, served)
    assert "Pictures were not kept" in page.locator("[data-part=kept]").inner_text()
    give(page, "add", "b.txt", "image/png", b"no picture")
    page.locator("[data-part=notes] li").wait_for()
    assert page.locator(".hub-share__pictures img").count() == 0


def test_a_word_document_becomes_the_text(served: str, page: Page) -> None:
    open_share(page, served, "?kind=article")
    content = simple("It rang at night.", "Nobody came.")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    give(page, "document", "story.docx", word, content)
    page.locator("[data-part=notes] li").first.wait_for()
    assert page.locator(TEXT).input_value() == "It rang at night.\n\nNobody came."
    give(page, "document", "story.docx", word, content[:200])
    page.wait_for_function(
        "!document.querySelector('[data-part=notes]').textContent.includes('Look it over')"
    )
    assert page.locator(TEXT).input_value() == "It rang at night.\n\nNobody came."
    page.locator(TITLE).fill("A night")
    assert new_file(pressed(page))[1].endswith("It rang at night.\n\nNobody came.\n")


DROP = """([selector, name, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], name));
  const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(drop);
}"""


def test_a_word_document_is_dropped_on_a_question(served: str, page: Page) -> None:
    open_share(page, served)
    tell(page, "A night", "Words.")
    content = base64.b64encode(simple("It rang.")).decode()
    page.evaluate(DROP, ["textarea[name=war-story-2]", "a.docx", content])
    page.locator("[data-part=notes] li").first.wait_for()
    assert page.locator("textarea[name=war-story-2]").input_value() == "It rang."
    assert page.locator(TEXT).input_value() == "Words."


def test_a_document_with_the_questions_in_it_is_taken_apart(served: str, page: Page) -> None:
    open_share(page, served, "?kind=war-story")
    style = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    words = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    pieces = [
        words.format("A tray fell."),
        *(style.format("What happened"), words.format("We looked away.")),
        *(style.format("On the next day"), words.format("Again.")),
        *(style.format("WHAT IT COST:"), words.format("Forty boxes.")),
    ]
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    styles = (
        '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
    )
    content = document(Case("story", "".join(pieces), styles=styles))
    give(page, "document", "story.docx", word, content)
    page.locator("[data-part=notes] li").first.wait_for()
    assert page.locator(TEXT).input_value() == "A tray fell."
    answers = [
        page.locator(f"textarea[name=war-story-{number}]").input_value() for number in range(4)
    ]
    assert answers == ["We looked away.\n\n## On the next day\n\nAgain.", "", "Forty boxes.", ""]


def test_the_preview_shows_the_text_and_the_fields_come_back(served: str, page: Page) -> None:
    open_share(page, served)
    tell(page, "A night", "It rang **loud** <img src=x onerror=alert(1)>.", "One.")
    page.get_by_role("tab", name="Write").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", name="Preview").get_attribute("aria-selected") == "true"
    shown = page.locator("[data-part=preview]")
    shown.get_by_text("One.").wait_for()
    assert shown.locator("h2").all_inner_texts() == ["What happened"]
    assert shown.locator("strong").inner_text() == "loud"
    assert shown.locator(".hub-title").inner_text() == "A night"
    assert "HTML" in page.locator("[data-part=beyond]").inner_text()
    assert page.locator(TEXT).is_hidden()
    assert page.locator("img[src=x]").count() == 0
    page.keyboard.press("ArrowRight")
    assert page.locator(TEXT).is_visible()


def test_many_topics_can_be_looked_through(
    tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    files: dict[str, str | bytes] = {
        f"docs/topics/t{n:02}.md": f"---\ntitle: Topic number {n}\n---\n" for n in range(30)
    } | {"docs/topics/ete.md": "---\ntitle: L’été\n---\n"}
    root = start_hub(tmp_path_factory.mktemp("many") / "hub", files, settings=SETTINGS).root
    with serve_directory(built(root).folder) as address:
        open_share(page, address, "?kind=tip&topic=t07")
        page.get_by_label("Show topics with this word").fill("ETE")
        shown = page.locator(".hub-share__chips label:visible").all_inner_texts()
        assert shown == ["L’été", "Topic number 7"] or shown == ["Topic number 7", "L’été"]
        page.get_by_label("L’été").check()
        page.get_by_label("Show topics with this word").fill("")
        assert page.locator(".hub-share__chips label:visible").count() == 31


@pytest.mark.parametrize("size", [NARROW, PHONE, DESKTOP], ids=["narrow", "phone", "desktop"])
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_everyone_can_write(size: Any, palette: Any, served: str, opened: Opened) -> None:
    page = opened(viewport=size, color_scheme=palette, reduced_motion="reduce")
    open_share(page, served)
    assert faults(page) == []
    tell(page, "The pager rings", "Words.", "# Big", "Write to jo.smith@stmarys-hospital.org")
    page.get_by_label("Somebody told it to me, and I name them").check()
    page.get_by_label("Their name").fill("Mira")
    page.locator("[data-part=leaks] li").first.wait_for()
    page.locator("[data-part=near] a").first.wait_for()
    page.locator("[data-way=github]").click()
    assert "Look first" in page.locator(SAID).inner_text()
    page.evaluate("scrollTo(0, 0)")  # half of a button below the header is no small button
    assert faults(page) == []
    open_share(page, served)  # from the top, with everything that was kept
    page.locator("[data-part=leaks] li").first.wait_for()
    page.locator("[data-part=near] a").first.wait_for()
    way = walk(page)
    assert len(way.stops) > 25
    assert way.faults() == []
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0
    for times in (1, 2):
        page.evaluate(probe("larger"), times)
        assert page.evaluate(probe("cut")) == []
        assert page.evaluate(probe("overlaps")) == []
    no_faults(page)


def test_it_works_after_instant_navigation(
    tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    root = tmp_path_factory.mktemp("instant") / "hub"
    with serve_directory(root / "site") as address:  # Material looks for addresses with this port
        settings = f"{SETTINGS}\nsite_url: {address}\ntheme: {{features: [navigation.instant]}}\n"
        built(start_hub(root, FILES, settings=settings).root)
        page.goto(f"{address}topics/nights/", wait_until="networkidle")
        page.evaluate("window.stays = true")
        page.get_by_role("link", name="Write about this").click()
        page.locator("form[data-share][data-ready]").wait_for()
        choose(page, "tip")
        assert page.get_by_label("Nights").is_checked()
        page.locator(TITLE).fill("pager")
        page.locator("[data-part=near] a").first.wait_for()
        assert page.evaluate("window.stays"), "no page was loaded anew"


def test_what_a_picture_shows_is_said_beside_it(served: str, page: Page) -> None:
    """Nobody has to know which brackets of the text it belongs in."""
    open_share(page, served, "?kind=tip&topic=calls")
    page.locator(TITLE).fill("Label both ends")
    page.locator(TEXT).fill("Of every cable.")
    for _ in range(2):
        give(page, "add", "a.png", "image/png", PICTURE)
    sentence = page.get_by_label("What the picture shows: picture-2.png")
    assert sentence.input_value() == "", "the placeholder is no sentence"
    sentence.fill("Two [ends], $& labels")
    text = page.locator(TEXT)
    assert "\n![Two  ends , $& labels](picture-2.png)\n" in text.input_value()
    assert "\n![What the picture shows](picture-1.png)\n" in text.input_value(), "the other stays"
    text.fill("![By hand](picture-2.png)")
    sentence.focus()
    assert sentence.input_value() == "By hand"


def test_an_answer_that_a_document_brings_along_is_not_asked_for(served: str, page: Page) -> None:
    open_share(page, served)
    tell(
        page, "The tray", "It fell.\n\n## What happened\n\nWe looked away, and it was on the floor."
    )
    tip = page.locator("[data-part=advice] li").get_by_text("What we tried")
    tip.wait_for()
    assert "What happened" not in tip.inner_text()


def test_nothing_is_called_looked_over_before_there_is_anything(served: str, page: Page) -> None:
    open_share(page, served, "?kind=tip")
    heading = page.locator("#hub-share-checked")
    assert heading.is_hidden()
    page.locator(TITLE).fill("Label both ends")
    looked_over(page)
    assert heading.is_visible()
