"""What goes wrong while somebody writes: no network, many pictures, too long a text, a change of mind."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.advice import known_for
from tests.support.browser import DESKTOP, PHONE, recorded_page
from tests.support.documents import simple
from tests.support.everything import PICTURE
from tests.support.form_vectors import VECTORS, WORDS, joined
from tests.support.share import (
    FILES,
    LEAKS,
    SAID,
    TEXT,
    TITLE,
    choose,
    kept,
    looked_over,
    new_file,
    no_faults,
    open_share,
    pressed,
    served_hub,
    sound_page,
    tell,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Page, Route

    from tests.support.tabs import Opened, Tabs

FORMS: dict[str, str | bytes] = {
    f".github/ISSUE_TEMPLATE/{kind}.yml": "name: x\n" for kind in ("tip", "link")
}
ALIKE: dict[str, str | bytes] = {
    f"contributions/tips/wombat-{name}.md": f"---\ntopics: [calls]\n---\n# Wombat {name}\n\nWords.\n"
    for name in ("one", "two", "three", "four")
}
LEAK = "mira.halloran@stmarys-" + "hospital.org"
ALTERNATIVE = "![What the picture shows]"
ROWS = json.loads(VECTORS.read_text("utf-8"))
NOTES, PREVIEW = "[data-part=notes]", "[data-part=preview]"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_hub(tmp_path_factory.mktemp("slips") / "hub", FILES | FORMS | ALIKE) as address:
        yield address


@pytest.fixture
def phone(tabs: Tabs) -> Iterator[Page]:
    with sound_page(tabs, viewport=PHONE, has_touch=True, reduced_motion="reduce") as page:
        yield page


def picture(name: str = "a.png", content: bytes = PICTURE) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": content}


def begin(page: Page, served: str, text: str = "Of every cable.") -> None:
    open_share(page, served, "?kind=tip&topic=calls")
    page.locator(TITLE).fill("Label both ends")
    page.locator(TEXT).fill(text)


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    page.evaluate(
        """files => {
          const dataTransfer = new DataTransfer();
          for (const [name, bytes] of files) dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
          const field = document.querySelector("textarea[name=text]");
          field.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
        }""",
        [[name, list(content)] for name, content in files],
    )


def test_many_pictures_stand_one_below_the_other(served: str, phone: Page) -> None:
    begin(phone, served)
    phone.locator("[data-part=add]").set_input_files([picture(f"{n}.png") for n in range(4)])
    shown = phone.locator(".hub-share__pictures img")
    shown.nth(3).wait_for()
    phone.locator("[data-part=add]").set_input_files(picture("later.png"))
    shown.nth(4).wait_for()
    text = phone.locator(TEXT).input_value()
    names = [f"{ALTERNATIVE}(picture-{number}.png)" for number in range(1, 6)]
    assert text.split() == ["Of", "every", "cable.", *" ".join(names).split()]
    assert re.findall(r"\n\n!\[[^]]*\]\((picture-\d)\.png\)(?=\n)", text) == [
        f"picture-{number}" for number in range(1, 6)
    ]
    phone.get_by_role("tab", name="Preview").click()
    phone.locator(f"{PREVIEW} img").nth(4).wait_for()


def test_a_document_and_pictures_may_come_together(served: str, phone: Page) -> None:
    begin(phone, served)
    words = simple("From the document.")
    broken = [(f"{number}.heic", b"no picture") for number in range(9)]
    drop(phone, ("a.png", PICTURE), ("b.docx", words), *broken)
    phone.locator(".hub-share__pictures img").wait_for()
    text = phone.locator(TEXT).input_value()
    assert "From the document." in text
    assert text.endswith(f"{ALTERNATIVE}(picture-1.png)\n")
    said = phone.locator(f"{NOTES} li").all_inner_texts()
    assert len(said) == 2, "the same is not said nine times"


def drag(page: Page, place: str, file: Path) -> None:
    """Drop a file as a hand does, with all that the browser does by itself."""
    box = page.locator(place).bounding_box()
    assert box
    hand = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    for step in ("dragEnter", "dragOver", "drop"):
        point = {"x": box["x"] + 5, "y": box["y"] + 5}
        hand.send("Input.dispatchDragEvent", {"type": step, "data": data, **point})


@pytest.mark.parametrize("is_woken", [True, False])
def test_a_file_that_is_dropped_beside_the_form_is_taken_in(
    is_woken: bool, served: str, opened: Opened, tmp_path: Path
) -> None:
    page = opened(viewport=DESKTOP)
    page.goto(f"{served}share/", wait_until="networkidle")
    for name, content in (("a.png", PICTURE), ("b.docx", simple("From the document."))):
        (tmp_path / name).write_bytes(content)
    if is_woken:
        begin(page, served)
        page.evaluate("scrollTo(0, 0)")
    drag(page, "h1", tmp_path / "a.png")
    page.locator(".hub-share__pictures img").first.wait_for(state="attached")
    drag(page, ".md-header", tmp_path / "b.docx")
    page.locator(NOTES).get_by_text("The document was added").wait_for(state="attached")
    assert page.url.startswith(f"{served}share/")
    notice = page.locator("[data-part=kept]")
    if not is_woken:
        notice.get_by_text("Choose what it is").wait_for()
        choose(page, "tip")
    assert page.locator(".hub-share__pictures img").is_visible()
    text = page.locator(TEXT).input_value()
    assert "(picture-1.png)" in text
    assert "From the document." in text
    no_faults(page)


def test_a_dropped_file_that_is_refused_is_not_called_taken_in(
    served: str, opened: Opened, tmp_path: Path
) -> None:
    page = opened(viewport=DESKTOP)
    page.goto(f"{served}share/", wait_until="networkidle")
    (tmp_path / "q.pdf").write_bytes(b"%PDF-1.4")
    drag(page, "h1", tmp_path / "q.pdf")
    notice = page.locator("[data-part=kept]")
    notice.get_by_text("picture").wait_for()
    assert "taken in" not in notice.inner_text()
    choose(page, "tip")
    page.locator(TITLE).fill("Label both ends")
    page.get_by_role("button", name="Clear what I wrote").click()
    page.evaluate("scrollTo(0, 0)")
    drag(page, "h1", tmp_path / "q.pdf")
    notice.get_by_text("picture").wait_for()
    page.get_by_role("button", name="Bring it back").click()
    assert page.locator(TITLE).input_value() == "Label both ends"
    no_faults(page)


PASTE = """([types, bytes]) => {
  const clipboardData = new DataTransfer();
  for (const [type, words] of Object.entries(types)) clipboardData.setData(type, words);
  clipboardData.items.add(new File([Uint8Array.from(bytes)], "image.png", { type: "image/png" }));
  const field = document.querySelector("textarea[name=text]");
  return field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
}"""


def test_words_copied_from_an_office_program_are_pasted_as_words(served: str, phone: Page) -> None:
    begin(phone, served)
    office = {"text/html": "<p>Of <b>every</b> cable.</p>", "text/plain": "Of every cable."}
    assert not phone.evaluate(PASTE, [office, list(PICTURE)])
    phone.wait_for_function(
        "document.querySelector('textarea[name=text]').value.includes('Of **every** cable.')"
    )
    office["text/html"] = "<p>Of every cable.</p>"
    assert phone.evaluate(PASTE, [office, list(PICTURE)]), "the browser pastes the words"
    for types in (
        {"text/html": "<img src=x>"},
        {"text/plain": "image.png"},
        {},
    ):  # site, folder, screen
        assert not phone.evaluate(PASTE, [types, list(PICTURE)])
    phone.locator(".hub-share__pictures img").nth(2).wait_for()
    assert phone.locator(".hub-share__pictures img").count() == 3


def test_a_huge_file_is_not_read(served: str, phone: Page) -> None:
    begin(phone, served)
    phone.evaluate(
        """() => {
          window.taken = 0;
          const original = Blob.prototype.arrayBuffer;
          Blob.prototype.arrayBuffer = function () { window.taken += this.size; return original.call(this); };
          window.huge = (name) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([new Uint8Array(61_000_000)], name));
            const field = document.querySelector("textarea[name=text]");
            field.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
          };
        }"""
    )
    for name, sentence in (("a.png", "picture is too large"), ("a.docx", "document is too large")):
        phone.evaluate("name => window.huge(name)", name)
        phone.locator(NOTES).get_by_text(sentence).wait_for()
    assert phone.evaluate("window.taken") == 0


def test_what_does_not_fit_is_said(served: str, phone: Page) -> None:
    begin(phone, served)
    long = simple("We looked for it. " * 4000)
    drop(phone, ("b.docx", long))
    phone.locator("[data-part=advice]").get_by_text("is full").wait_for()
    assert len(phone.locator(TEXT).input_value()) == 60_000
    phone.locator(TEXT).fill("Short.")
    looked_over(phone)
    phone.wait_for_function(
        "!document.querySelector('[data-part=advice]').textContent.includes('is full')"
    )


def test_a_part_that_does_not_load_is_said_and_comes_later(served: str, phone: Page) -> None:
    begin(phone, served)
    looked_over(phone)
    phone.context.set_offline(True)
    said = "did not load"
    phone.get_by_role("tab", name="Preview").click()
    phone.locator(PREVIEW).get_by_text(said).wait_for()
    phone.get_by_role("tab", name="Write").click()
    drop(phone, ("b.docx", simple("")))
    phone.locator(NOTES).get_by_text(said).wait_for()
    phone.locator("[data-part=notes]").evaluate("(one) => one.replaceChildren()")
    drop(phone, ("a.png", PICTURE))
    phone.locator(NOTES).get_by_text(said).wait_for()
    phone.context.set_offline(False)
    drop(phone, ("a.png", PICTURE))
    phone.locator(".hub-share__pictures img").wait_for()
    phone.context.set_offline(True)
    folder = phone.locator("[data-when=pictures]").get_by_role("button", name="Save the folder")
    folder.click()
    phone.locator(SAID).get_by_text(said).wait_for()
    phone.context.set_offline(False)
    with phone.expect_download() as download:
        folder.click()
    assert zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())).testzip() is None
    phone.get_by_role("tab", name="Preview").click()
    phone.locator(f"{PREVIEW} img").wait_for()


@pytest.mark.parametrize("may_copy", [True, False])
def test_a_name_is_nowhere_once_they_would_rather_not_be_named(
    may_copy: bool, served: str, phone: Page
) -> None:
    open_share(phone, served)
    tell(phone, "The pager", "It rang.", "One.")
    phone.get_by_label("I name them").check()
    phone.get_by_label("Their name").fill("Zebedee Quux")
    assert "Zebedee" in json.dumps(kept(phone))
    if not may_copy:
        phone.evaluate("document.execCommand = () => false")
    phone.get_by_role("button", name="Copy everything").click()
    assert "Zebedee" in phone.locator("[data-part=rest]").input_value() or may_copy
    phone.get_by_label("would rather not be named").check()
    assert "Zebedee" not in json.dumps(kept(phone))
    assert phone.locator("[data-part=rest]").input_value() == ""
    assert phone.locator("[data-part=rest]").is_hidden()
    assert "Zebedee" not in pressed(phone) + pressed(phone, "mail")
    phone.get_by_label("I name them").check()
    assert phone.get_by_label("Their name").input_value() == "Zebedee Quux", "a slip costs nothing"


def test_an_address_of_another_kind_goes_nowhere(served: str, phone: Page) -> None:
    open_share(phone, served)
    choose(phone, "link")
    phone.locator("input[name=address]").fill(f"https://example.org/?to={LEAK}")
    phone.locator(LEAKS).first.wait_for()
    choose(phone, "tip")
    phone.locator(TITLE).fill("Label both ends")
    phone.locator(TEXT).fill("Of every cable.")
    phone.wait_for_function("document.querySelectorAll('[data-part=leaks] li').length === 0")
    form = parse_qs(urlsplit(pressed(phone, "form")).query)
    assert form["text"] == ["Of every cable."]
    assert "halloran" not in new_file(pressed(phone))[1]
    choose(phone, "link")
    assert LEAK in phone.locator("input[name=address]").input_value(), "it is not lost"


def test_a_title_that_says_too_much_is_not_said_again(served: str, phone: Page) -> None:
    begin(phone, served)
    phone.locator(TITLE).fill(f"Ask {LEAK}")
    phone.locator(LEAKS).first.wait_for()
    with phone.expect_download():
        phone.get_by_role("button", name="Save as a file").click()
    assert phone.locator(SAID).inner_text() == "Saved. Look in your downloads."
    assert "halloran" not in phone.locator("form[data-share]").inner_text()


def test_a_real_browser_says_what_python_says(served: str, phone: Page) -> None:
    """Node knows entities out of a list; a browser knows its own."""
    open_share(phone, served)
    found = phone.evaluate(
        """async ([address, texts, known]) => {
          const { advise, readKnown } = await import(address);
          const ready = readKnown(known);
          return texts.map(([kind, text]) => {
            const { words, found } = advise(text, kind, ready);
            return [words, found.map((one) => [one.code, one.line, one.severity, one.message, one.hint])];
          });
        }""",
        [
            f"{served}assets/advice/advice.js",
            [[row["kind"], joined(row["parts"])] for row in ROWS],
            known_for(WORDS),
        ],
    )
    assert len(found) > 100
    expected = [[row["words"], [[*one[:2], *one[3:]] for one in row["found"]]] for row in ROWS]
    assert [pair for pair in zip(expected, found, strict=True) if pair[0] != pair[1]] == []


def test_what_is_said_moves_no_button(served: str, phone: Page) -> None:
    open_share(phone, served)
    choose(phone, "tip")
    phone.locator(TITLE).fill("Label both ends")
    phone.locator(TEXT).fill(
        f"Write to {LEAK}, [here](b).\n\n![](a.png)\n\n# Of\n\n#### every cable"
    )
    button = phone.locator("[data-way=github]")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    phone.locator(LEAKS).first.wait_for()
    phone.locator("[data-part=advice] li").nth(3).wait_for()
    assert button.bounding_box() == before
    assert LEAK not in phone.locator("[data-part=advice]").inner_text()
    phone.locator(TEXT).fill("word " * 400)
    grown = button.bounding_box()
    phone.locator("[data-part=words]").get_by_text("two texts").wait_for()
    phone.wait_for_function("document.querySelectorAll('[data-part=leaks] li').length === 0")
    assert button.bounding_box() == grown


def test_advice_repeats_nothing_of_a_text_with_a_leak(served: str, phone: Page) -> None:
    begin(phone, served, f"![]({LEAK}) and [here](#{LEAK})")
    phone.locator("[data-part=advice] li").nth(2).wait_for()
    phone.locator(LEAKS).first.wait_for()
    said = phone.locator("form[data-share]").inner_text()
    assert "Nothing says what this picture shows to those who cannot see it." in said
    assert "The words of this link do not say where it leads." in said
    assert "“…”" not in said
    assert "halloran" not in said


def test_similar_titles_are_few_on_a_phone_and_wait_for_a_pause(served: str, phone: Page) -> None:
    phone.clock.install()
    open_share(phone, served, "?kind=tip")
    with phone.expect_response("**/ask/index.json"):
        phone.locator(TITLE).focus()
    phone.clock.pause_at(time.time() + 60)
    rows = phone.locator("[data-part=near] li")
    phone.locator(TITLE).press_sequentially("wombat")
    phone.clock.run_for(700)
    rows.nth(2).wait_for()
    assert rows.count() == 3
    assert phone.locator("[data-part=counted]").inner_text().startswith("3 texts may be like")
    phone.locator(TITLE).press_sequentially("quokka")
    phone.clock.run_for(500)
    assert rows.count() == 3, "nothing moves while somebody types"
    phone.clock.run_for(200)
    phone.locator("[data-part=near]").wait_for(state="hidden")
    phone.set_viewport_size(DESKTOP)
    phone.locator(TITLE).fill("wombat")
    phone.clock.run_for(700)
    rows.nth(3).wait_for()


def test_what_was_cleared_comes_back_with_its_pictures(served: str, phone: Page) -> None:
    begin(phone, served)
    drop(phone, ("a.png", PICTURE))
    pictures = phone.locator(".hub-share__pictures img")
    pictures.wait_for()
    phone.get_by_role("button", name="Clear what I wrote").click()
    assert pictures.count() == 0
    phone.get_by_role("button", name="Bring it back").click()
    assert "(picture-1.png)" in phone.locator(TEXT).input_value()
    assert phone.locator("[data-part=kept]").is_hidden()
    phone.wait_for_function("() => document.querySelector('.hub-share__pictures img').naturalWidth")
    with phone.expect_download() as saved:
        phone.locator("[data-when=pictures]").get_by_role("button", name="Save the folder").click()
    assert any(
        name.endswith("/picture-1.png") for name in zipfile.ZipFile(saved.value.path()).namelist()
    )


def test_pictures_that_arrive_move_no_button(served: str, phone: Page) -> None:
    begin(phone, served)
    looked_over(phone)
    heading = phone.locator("#hub-share-send")
    heading.evaluate("(one) => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    before = heading.bounding_box()
    drop(phone, ("a.png", PICTURE), ("b.png", PICTURE))
    phone.locator(".hub-share__pictures img").nth(1).wait_for()
    after = heading.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 2


@pytest.mark.parametrize(
    ("script", "early", "late", "arrived"),
    [
        ("picture", {"a.png": PICTURE}, {"b.png": PICTURE, "c.png": PICTURE}, "(picture-2.png)"),
        ("docx", {"a.docx": simple("Before.")}, {"b.docx": simple("After.")}, "After."),
    ],
)
def test_what_arrives_after_clearing_comes_to_nothing(
    script: str,
    early: dict[str, bytes],
    late: dict[str, bytes],
    arrived: str,
    served: str,
    phone: Page,
) -> None:
    held: list[Route] = []
    phone.route(f"**/{script}.js", lambda route: held.append(route))
    begin(phone, served)
    with phone.expect_request(f"**/{script}.js"):
        drop(phone, *early.items())
    phone.get_by_role("button", name="Clear what I wrote").click()
    assert phone.locator(TEXT).input_value() == ""
    drop(
        phone, *late.items()
    )  # waits behind the first, so that whatever the first does is done before
    held[0].continue_()
    phone.wait_for_function(
        "words => document.querySelector('textarea[name=text]').value.includes(words)", arg=arrived
    )
    phone.locator("[data-part=clear]:visible").wait_for()
    text = phone.locator(TEXT).input_value()
    assert "Before." not in text
    assert text.count("![") == len([name for name in late if name.endswith("png")])


def test_two_presses_leave_nothing_in_a_link(served: str, phone: Page) -> None:
    begin(phone, served)
    looked_over(phone)
    opened = phone.evaluate(
        """() => ["github", "mail"].map((way) => {
          const link = document.querySelector(`[data-way=${way}]`);
          const base = link.getAttribute("href");
          window.opened = [];
          link.click();
          link.click();
          return [base, ...window.opened];
        })"""
    )
    for (base, first, second), way in zip(opened, ("github", "mail"), strict=True):
        assert first == second != base
        phone.wait_for_function(
            "([way, base]) => document.querySelector(`[data-way=${way}]`).getAttribute('href') === base",
            arg=[way, base],
        )
    phone.wait_for_timeout(400)
    assert "Label" not in phone.evaluate("[...document.links].map((one) => one.href).join()")


def test_rules_that_come_late_are_used(served: str, phone: Page) -> None:
    held: list[Route] = []
    phone.route("**/share/leaks.json", lambda route: held.append(route))
    phone.clock.install()
    phone.goto(f"{served}share/?kind=tip")
    phone.locator("form[data-share][data-ready]").wait_for()
    phone.locator(TEXT).fill(f"Write to {LEAK}")
    phone.clock.run_for(11_000)
    phone.locator("[data-part=state]").get_by_text("could not be loaded").wait_for()
    assert held
    held[0].continue_()
    phone.locator(LEAKS).first.wait_for()


def test_a_long_word_does_not_widen_the_page(served: str, opened: Opened) -> None:
    page = opened(viewport={"width": 320, "height": 640})
    begin(page, served, "w" * 500 + "\n\n| " + "y" * 300 + " | b |\n| --- | --- |\n")
    page.locator(TITLE).fill("x" * 200)
    page.get_by_role("tab", name="Preview").click()
    page.locator(f"{PREVIEW} table").wait_for()
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        assert (
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            <= 0
        )
    no_faults(page)


def test_what_another_tab_cleared_is_not_kept_again(served: str, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    one, other = recorded_page(context), recorded_page(context)
    open_share(one, served)
    tell(one, "Mira called", "Words.", "One.")
    open_share(other, served)
    other.get_by_role("button", name="Clear what I wrote").click()
    one.locator("[data-part=elsewhere]").wait_for()
    one.get_by_role("button", name="Show what the other tab has").click()
    assert one.locator(TITLE).input_value() == one.locator(TEXT).input_value() == ""
    assert "Mira" not in json.dumps(kept(one))
    choose(one, "tip")
    one.locator(TEXT).fill("Anew.")
    assert "Anew." in json.dumps(kept(one))
    for tab in (one, other):
        no_faults(tab)
    context.close()


def test_a_picture_goes_into_a_field_that_is_seen(served: str, phone: Page) -> None:
    open_share(phone, served, "?kind=war-story")
    phone.locator("textarea[name=war-story-1]").focus()
    choose(phone, "tip")
    drop(phone, ("a.png", PICTURE))
    phone.locator(".hub-share__pictures img").wait_for()
    assert "(picture-1.png)" in phone.locator(TEXT).input_value()
    assert phone.locator("textarea[name=war-story-1]").input_value() == ""


def test_the_list_of_pictures_keeps_the_keyboard(served: str, phone: Page) -> None:
    begin(phone, served)
    for name in ("a.png", "b.png"):
        drop(phone, (name, PICTURE))
    rows = phone.locator(".hub-share__pictures li")
    rows.nth(1).wait_for()
    sentence = rows.nth(0).get_by_role("textbox")
    sentence.press_sequentially("Half a sen")
    drop(phone, ("c.png", PICTURE))
    rows.nth(2).wait_for()
    phone.wait_for_timeout(100)
    assert sentence.input_value() == "Half a sen"
    away = rows.get_by_role("button")
    away.nth(1).press("Enter")
    assert rows.count() == 2
    assert phone.evaluate("document.activeElement.getAttribute('aria-label')").endswith(
        "picture-3.png"
    )
    away.nth(1).press("Enter")
    away.nth(0).press("Enter")
    assert phone.evaluate("document.activeElement.dataset.choose") == "add"
