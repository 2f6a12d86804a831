"""Sections that readers of a kind look for, and headings with nothing below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from commonplace.checks.form.english import is_english, words_in
from commonplace.checks.form.facts import Facts
from commonplace.checks.form.known import known
from commonplace.checks.form.page import Advice, Page
from commonplace.markup.text import plain_text

_SIGNS = re.compile(r"[\W_]+")


def sections_missing(page: Page, facts: Facts) -> Iterator[Advice]:
    """Those of its kind that no heading comes near to. Headings in other languages are not known here."""
    if not page.kind.sections or not is_english(words_in(page.masked)):
        return
    headings = [
        _plain(plain_text(one.text)) for one in page.headings[: known()["sections"]["headings"]]
    ]
    missing = [
        section
        for section in page.kind.sections
        if not any(_near(_plain(section), heading) for heading in headings)
    ]
    if missing:
        yield page.advise(
            "form-section-missing",
            page.top,
            kind=page.kind.name.replace("-", " "),
            sections=", ".join(f"“{section}”" for section in missing),
            first=missing[0],
        )


def sections_empty(page: Page, facts: Facts) -> Iterator[Advice]:
    """Headings with nothing below them before the next of their level, or the end."""
    headings = page.headings
    lines = page.body.split("\n")
    for one, following in zip(headings, [*headings[1:], None], strict=False):
        if following is not None and following.level > one.level:
            continue
        end = following.line - page.first_line if following else len(lines)
        if not has_words("\n".join(lines[one.line - page.first_line + one.height : end])):
            heading = plain_text(one.text)
            yield page.advise("form-section-empty", (one.line, 1), heading=heading)


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def has_words(text: str) -> bool:
    """Whether anything but comments and ruled lines stands in a part of a text."""
    rest = _COMMENT.sub("", text) if "<!--" in text else text
    return any(line.strip(" \t*_-") for line in rest.split("\n"))


def _plain(heading: str) -> str:
    plain = _SIGNS.sub(" ", heading.casefold()).strip()
    return plain[: known()["sections"]["letters"]]


def _near(section: str, heading: str) -> bool:
    if section in heading or (heading and heading in section and " " in heading):
        return True
    alike = SequenceMatcher(None, section, heading, autojunk=False).ratio()
    return bool(alike >= known()["sections"]["alike"])
