"""A text that is much longer than its kind should be."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.checks.form.facts import Facts
from commonplace.checks.form.known import known
from commonplace.checks.form.page import Advice, Page
from commonplace.markup.mask import mask_code_blocks
from commonplace.markup.text import count_words
from commonplace.model.kinds import ARTICLE, Kind


def too_long(page: Page, facts: Facts) -> Iterator[Advice]:
    """More words than the budget, and a bit: nobody has to count to the word. Blocks of code do not count."""
    count = words_of_body(page)
    budget = page.kind.word_budget
    if count > budget * known()["budget"]["slack"]:
        yield page.advise(
            "form-too-long",
            page.top,
            kind=page.kind.name.replace("-", " "),
            words=f"{count:,}",
            budget=budget,
            instead=instead_of(page.kind),
        )


def words_of_body(page: Page) -> int:
    """How many words stand below the title and outside of blocks of code."""
    lines = mask_code_blocks(page.body).split("\n")[page.title_end :]
    return count_words("\n".join(lines))


def instead_of(kind: Kind) -> str:
    """What else can be done with a text that is too long for its kind; nothing takes more than an article."""
    return "" if kind is ARTICLE else str(known()["budget"]["instead"])
