"""Every rule of form, in the order in which they are tried. A new rule is a new file, and a name here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from commonplace.checks.form.alternative_text import alternative_text
from commonplace.checks.form.anchors import dead_anchors
from commonplace.checks.form.budget import too_long
from commonplace.checks.form.facts import Facts
from commonplace.checks.form.heading_order import heading_order
from commonplace.checks.form.hints_left import hints_left
from commonplace.checks.form.known import known
from commonplace.checks.form.large_pictures import large_pictures
from commonplace.checks.form.link_words import link_words
from commonplace.checks.form.page import Advice, Page
from commonplace.checks.form.reading_ease import reading_ease
from commonplace.checks.form.run_on import run_on
from commonplace.checks.form.sections import sections_empty, sections_missing
from commonplace.checks.form.spelling import spelling
from commonplace.checks.form.twins import twins

Rule = Callable[[Page, Facts], Iterable[Advice]]

RULES: tuple[Rule, ...] = (
    too_long,
    sections_missing,
    sections_empty,
    hints_left,
    heading_order,
    alternative_text,
    large_pictures,
    link_words,
    dead_anchors,
    run_on,
    spelling,
    reading_ease,
    twins,
)


def advise(page: Page, facts: Facts) -> Iterator[Advice]:
    """Advice on the form of one text."""
    most = known()["most"]  # of one rule; who has that many sees the rest after mending these
    for rule in RULES:
        yield from islice(rule(page, facts), most)
