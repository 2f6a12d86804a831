"""GitHub's form in the place of a file: what travels along, what is copied, and that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from commonplace.model.kinds import KINDS, WAR_STORY
from commonplace.pages.github import form_path
from commonplace.repository.form_fields import fields_of
from commonplace.words import words
from tests.support.axe import faults
from tests.support.browser import PHONE
from tests.support.share import (
    FILES,
    QUESTIONS,
    SAID,
    TEXT,
    TITLE,
    choose,
    open_share,
    pressed,
    served_hub,
    sound_page,
    tell,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Tabs

FORMS: dict[str, str | bytes] = {form_path(kind.name): "name: x\n" for kind in KINDS}
LABELS = [field.label for field in fields_of(WAR_STORY, words("en"))]
HEBREW = [f"{number}. " + "חיפשנו את המפתח בכל מגירה " * 46 for number in range(4)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_hub(tmp_path_factory.mktemp("form") / "hub", FILES | FORMS) as address:
        yield address


@pytest.fixture
def phone(tabs: Tabs) -> Iterator[Page]:
    may = ["clipboard-read", "clipboard-write"]
    with sound_page(tabs, viewport=PHONE, reduced_motion="reduce", permissions=may) as page:
        yield page


def fields(address: str) -> dict[str, str]:
    """What GitHub's form is filled in with."""
    assert len(address) <= 6000
    query = parse_qs(urlsplit(address).query, strict_parsing=True)
    return {name: value for name, (value,) in query.items() if name != "template"}


def clipboard(page: Page) -> str:
    copied: str = page.evaluate("navigator.clipboard.readText()")
    return copied


def buttons(page: Page) -> list[str]:
    """The answers that can be copied, by the names of their fields."""
    rows = page.get_by_role("button", name="Copy:").all_inner_texts()
    return [row.removeprefix("Copy: ") for row in rows]


def test_a_long_story_arrives_whole_and_nothing_of_it_twice(served: str, phone: Page) -> None:
    open_share(phone, served)
    tell(phone, "המפתח", "המפתח אבד. מצאנו אותו.", *HEBREW)
    phone.get_by_label("Nights").check()
    phone.get_by_label("I name them").check()
    phone.get_by_label("Their name").fill("יוסי")
    there = fields(pressed(phone, "form"))
    assert there == {
        "title": "המפתח",
        "text": "המפתח אבד. מצאנו אותו.",
        "topics": "Nights (nights)",
        "told_by": "יוסי",
    }
    said = phone.locator(SAID).inner_text()
    assert "“What happened” is copied" in said
    assert "Then come back here" in said
    assert clipboard(phone) == HEBREW[0].strip()
    assert buttons(phone) == list(QUESTIONS) == LABELS[1:5]
    phone.evaluate("scrollTo(0, 0)")
    assert faults(phone) == []
    for question, answer in zip(QUESTIONS, HEBREW, strict=True):
        button = phone.get_by_role("button", name=f"Copy: {question}")
        button.press("Enter")
        assert clipboard(phone) == answer.strip()
        assert f"“{question}” is copied" in phone.locator(SAID).inner_text()
        assert phone.evaluate("document.activeElement.textContent") == f"Copy: {question}"


def test_an_answer_that_fits_goes_along_whole(served: str, phone: Page) -> None:
    open_share(phone, served)
    tell(phone, "The key", "It was gone.", "word " * 500, "We rang.", "word " * 900, "Print it.")
    there = fields(pressed(phone, "form"))
    assert buttons(phone) == ["What it cost"]
    assert there["text"] == "It was gone."
    assert there["what-happened"] == ("word " * 500).strip()
    assert there["what-we-tried"] == "We rang."
    assert there["what-we-would-do-again"] == "Print it."
    assert "Then come back" not in phone.locator(SAID).inner_text()
    phone.locator(TEXT).fill("It was there.")
    assert buttons(phone) == [], "it is another text now"


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if not kind.sections])
def test_one_long_text_goes_into_the_field_of_its_name(kind: str, served: str, phone: Page) -> None:
    open_share(phone, served, "?topic=calls")
    choose(phone, kind)
    phone.locator(TITLE).fill("Long")
    phone.locator(TEXT).fill("word " * 1500)
    if kind == "link":
        phone.locator("input[name=address]").fill("https://example.org/a")
    there = fields(pressed(phone, "form"))
    assert there == {"title": "Long", "topics": "First calls (calls)"}
    found = next(one for one in KINDS if one.name == kind)
    assert buttons(phone) == [fields_of(found, words("en"))[0].label]
    assert clipboard(phone).startswith("word word")
    assert clipboard(phone).endswith("https://example.org/a") == (kind == "link")


def test_who_may_not_copy_is_shown_each_answer(served: str, phone: Page) -> None:
    open_share(phone, served)
    phone.evaluate("document.execCommand = () => false")
    tell(phone, "המפתח", "אבד.", *HEBREW)
    pressed(phone, "form")
    box = phone.locator("[data-part=rest]")
    assert box.input_value() == HEBREW[0].strip()
    assert "into the field “What happened”" in phone.locator(SAID).inner_text()
    phone.get_by_role("button", name="Copy: What it cost").click()
    assert box.input_value() == HEBREW[2].strip()
    assert "into the field “What it cost”" in phone.locator(SAID).inner_text()


def test_who_stays_unnamed_is_ticked_there(served: str, phone: Page) -> None:
    choice = words("en")["forms"]["fields"]["unnamed"]["choice"]
    open_share(phone, served)
    tell(phone, "The key", "It was gone.", "One.")
    assert "unnamed" not in fields(pressed(phone, "form"))
    assert "ticked" not in phone.locator(SAID).inner_text()
    phone.get_by_label("I name them").check()
    phone.get_by_label("Their name").fill("Wilhelmina")
    phone.get_by_label("would rather not be named").check()
    there = fields(pressed(phone, "form"))
    assert there["unnamed"] == choice
    assert "told_by" not in there
    assert f"see that “{choice}” is ticked" in phone.locator(SAID).inner_text()


def test_topics_that_do_not_fit_are_named(
    tmp_path_factory: pytest.TempPathFactory, phone: Page
) -> None:
    many: dict[str, str | bytes] = {
        f"docs/topics/t{n:03}.md": f"---\ntitle: נושא ארוך מאוד מספר {n}\n---\n" for n in range(60)
    }
    with served_hub(tmp_path_factory.mktemp("many") / "hub", FORMS | many) as address:
        asked = "&".join(f"topic=t{n:03}" for n in range(60))
        open_share(phone, address, f"?kind=tip&{asked}")
        phone.locator(TITLE).fill("Label both ends")
        phone.locator(TEXT).fill("Of every cable.")
        there = fields(pressed(phone, "form"))
        said = phone.locator(SAID).inner_text()
    went, told = (re.findall(r"\((t\d+)\)", one) for one in (there["topics"], said))
    assert len(went) > 10
    assert len(told) > 1
    assert sorted([*went, *told]) == [f"t{n:03}" for n in range(60)]
