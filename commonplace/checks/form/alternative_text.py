"""Pictures without words for those who cannot see them, or with words that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from commonplace.checks.form.facts import Facts
from commonplace.checks.form.known import known, words_of
from commonplace.checks.form.page import Advice, Page
from commonplace.markup.linkscan import ATTRIBUTE
from commonplace.markup.text import plain_text

_BRACES = re.compile(r"[ ]?\{:?([^{}\n]*+)\}")
_DECORATES = re.compile(r"(?:^|[ \t])alt=(?:\"\"|'')")


def alternative_text(page: Page, facts: Facts) -> Iterator[Advice]:
    """Each picture that has none, and each whose words are a file name or “picture”."""
    alts: dict[tuple[int, int], str | None] = {}
    for link in page.scan.links:
        if link.kind == "image":
            braces = _BRACES.match(page.masked, link.outer_end)
            if braces and _DECORATES.search(braces[1]):
                continue
            written = link.text
        elif link.kind == "html" and link.text.lower() == "img":
            tag = page.scan.tags[link.start]
            if tag not in alts:
                alts[tag] = _alt(page, *tag)
            if alts[tag] == "":
                continue  # HTML's own way to say that it only decorates
            written = alts[tag] or ""
        else:
            continue
        words = plain_text(written)
        if not words:
            yield _missing(page, link.outer_start, link.destination)
        elif says_nothing(words):
            place = page.place(link.outer_start)
            yield page.advise("form-alt-says-nothing", place, words=words)


def says_nothing(words: str) -> bool:
    """Whether an alternative text is a file name, or a word such as “picture”."""
    small = " ".join(words.lower().split()).strip(" .:…")
    return small in words_of("alt_words") or bool(_file_name().match(small))


@cache
def _file_name() -> re.Pattern[str]:
    return re.compile(known()["alt_file_name"])


def _missing(page: Page, at: int, target: str) -> Advice:
    return page.advise("form-alt-missing", page.place(at), target=target)


def _alt(page: Page, start: int, end: int) -> str | None:
    for found in ATTRIBUTE.finditer(page.masked, start + 4, end):
        if found["name"].lower() == "alt":
            return (found["value"] or "").strip("\"'").strip()
    return None
