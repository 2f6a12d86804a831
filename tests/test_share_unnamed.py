"""Who would rather not be named stands in the text all the same: the page says so before it is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import PHONE
from tests.support.documents import OFFICE, Case, packed, parts_of, xml
from tests.support.share import (
    TEXT,
    kept,
    looked_over,
    open_share,
    pressed,
    served_hub,
    sound_page,
    tell,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Tabs

WARNING = "would rather not be named, and their name"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_hub(tmp_path_factory.mktemp("unnamed") / "hub") as address:
        yield address


@pytest.fixture
def phone(tabs: Tabs) -> Iterator[Page]:
    with sound_page(tabs, viewport=PHONE, reduced_motion="reduce") as page:
        yield page


def warned(page: Page) -> list[str]:
    """The places in which a name may stand."""
    looked_over(page)
    page.wait_for_timeout(700)  # that is how long it waits for another key
    tips = page.locator("[data-part=advice] li").all_inner_texts()
    return [tip.split(":")[0] for tip in tips if WARNING in tip]


def test_a_name_that_was_typed_before_the_choice_changed_is_looked_for(
    served: str, phone: Page
) -> None:
    open_share(phone, served)
    tell(phone, "What Mira did", "It rang.", "We ran.\n\nThen halloran’s pager rang.", "MIRA!")
    phone.get_by_label("I name them").check()
    phone.get_by_label("Their name").fill("mira Halloran")
    assert warned(phone) == []
    phone.get_by_role("radio", name="would rather not").check()
    assert warned(phone) == ["Title, line 1", "What happened, line 3", "What we tried, line 1"]
    assert "Halloran" not in phone.locator("[data-part=advice]").inner_text()
    assert "Halloran" not in json.dumps(kept(phone))
    row = phone.locator("[data-part=advice] li").nth(1)
    row.get_by_role("button", name="Show me").click()
    assert phone.evaluate("document.activeElement.name") == "war-story-0"
    phone.locator("textarea[name=war-story-0]").fill("We ran. A colleague’s pager rang. Admiral!")
    phone.locator("textarea[name=war-story-1]").fill("Again.")
    assert warned(phone) == ["Title, line 1"]
    pressed(phone)
    phone.get_by_label("My own").check()
    assert warned(phone) == []


def test_of_many_lines_with_a_name_a_few_are_shown(served: str, phone: Page) -> None:
    open_share(phone, served)
    tell(phone, "At night", "\n".join(["Mira: yes."] * 900), "One.", "Two.")
    phone.get_by_label("I name them").check()
    phone.get_by_label("Their name").fill("Mira")
    phone.get_by_role("radio", name="would rather not").check()
    assert len(warned(phone)) == 5
    assert "895 more lines may have that name" in phone.locator("[data-part=advice]").inner_text()


def named_document() -> bytes:
    """Its author, who changed it last, and who changed and commented on it: one name each."""
    person = '<w:{0} w:id="1" w:author="{1}"><w:{2}>{3}</w:{2}></w:{0}>'
    body = "<w:p>" + person.format("ins", "Tove Added", "r", "<w:t>It rang. </w:t>") + "</w:p>"
    relation = (
        f'<Relationship Id="c" Type="{OFFICE}/relationships/comments" Target="comments.xml"/>'
    )
    parts = parts_of(Case("named", body, links=relation))
    author, changed = "Ann O&apos;Wrote</dc:creator>", "Lars Last</cp:lastModifiedBy>"
    about = f"<cp><dc:creator>{author}<cp:lastModifiedBy>{changed}</cp>"
    comment = person.format("comment", "Cleo Commented", "p", "")
    return packed(
        {
            **parts,
            "docProps/core.xml": about.encode(),
            "word/comments.xml": xml("comments", comment),
        }
    )


def test_the_people_of_a_document_are_looked_for(served: str, phone: Page) -> None:
    open_share(phone, served)
    tell(phone, "A night", "Words.", "Ann was there.", "Lars, too.", "Tove came.", "Cleo laughed.")
    phone.get_by_role("radio", name="would rather not").check()
    assert warned(phone) == []
    phone.locator(TEXT).focus()
    phone.locator("[data-part=document]").set_input_files(
        {"name": "a.docx", "mimeType": "application/octet-stream", "buffer": named_document()}
    )
    phone.locator("[data-part=notes] li").first.wait_for()
    assert "It rang." in phone.locator(TEXT).input_value()
    places = [f"{one}, line 1" for one in ("What happened", "What we tried")]
    assert warned(phone)[:2] == places
    assert len(warned(phone)) == 4
    assert "Commented" not in json.dumps(kept(phone))
    phone.get_by_role("button", name="Clear what I wrote").click()
    phone.get_by_role("button", name="Bring it back").click()
    assert len(warned(phone)) == 4, "they came back with the text"
    phone.get_by_role("button", name="Clear what I wrote").click()
    tell(phone, "Another", "Words.", "Ann was there.")
    phone.get_by_role("radio", name="would rather not").check()
    assert warned(phone) == [], "it is another text"
