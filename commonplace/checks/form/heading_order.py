"""Headings in order: one title, and no level left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonplace.checks.form.facts import Facts
from commonplace.checks.form.known import known
from commonplace.checks.form.page import Advice, Heading, Page
from commonplace.diagnostics.fix import Edit
from commonplace.markup.text import plain_text

_MARKS = re.compile(r"#+")


def heading_order(page: Page, facts: Facts) -> Iterator[Advice]:
    """The first second title, and each heading that leaves a level out; what lies below it moves along."""
    levels = _levels(page.headings)
    told_top = False
    before = 1
    index = 0
    while index < len(page.headings):
        one = page.headings[index]
        if one.level == 1 and not told_top:
            told_top = True
            below = slice(index, len(levels))
            yield page.advise(
                "form-heading-second",
                (one.line, 1),
                _moved(page, below, levels) if page.title_end or page.has_title else (),
                heading=plain_text(one.text),
            )
            return
        if one.level > before + 1:
            end = index + 1
            while end < len(levels) and page.headings[end].level > before:
                end += 1
            yield page.advise(
                "form-heading-jump",
                (one.line, 1),
                _moved(page, slice(index, end), levels),
                heading=plain_text(one.text),
                marks="#" * one.level,
                right="#" * levels[index],
            )
            before = page.headings[end - 1].level
            index = end
            continue
        before = one.level
        index += 1


def _levels(headings: tuple[Heading, ...]) -> list[int]:
    """The level that each heading has when none is left out, and none is a title."""
    deepest = known()["deepest"]
    found: list[int] = []
    open_levels: list[int] = []
    for one in headings:
        while open_levels and open_levels[-1] >= one.level:
            open_levels.pop()
        open_levels.append(one.level)
        found.append(min(len(open_levels) + 1, deepest))
    return found


def _moved(page: Page, part: slice, levels: list[int]) -> tuple[Edit, ...]:
    """Edits that give the headings of a part their levels."""
    edits: list[Edit] = []
    for one, level in zip(page.headings[part], levels[part], strict=True):
        if one.level == level:
            continue
        if one.height == 1:
            marks = _MARKS.match(page.line(one.line))
            end = marks.end() if marks else 0
            edits.append(Edit(one.line, 1, one.line, end + 1, "#" * level))
        else:
            under = page.line(one.line + 1)
            mended = f"{'#' * level} {one.text}"
            edits.append(Edit(one.line, 1, one.line + 1, len(under) + 1, mended))
    return tuple(edits)
