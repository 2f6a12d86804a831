"""Hints of the template that were left in the text."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.checks.form.facts import Facts
from commonplace.checks.form.known import hints, known
from commonplace.checks.form.page import Advice, Page
from commonplace.checks.form.sections import has_words
from commonplace.diagnostics.fix import Edit


def hints_left(page: Page, facts: Facts) -> Iterator[Advice]:
    """Each hint beside which something is written; below a heading with nothing else, that is told."""
    if "<!--" not in page.body:
        return
    ends = [heading.line for heading in page.headings]
    lines = page.body.split("\n")
    for start, end in _comments(page.body):
        if (
            end - start > known()["longest_hint"]
            or " ".join(page.body[start + 4 : end - 3].split()) not in hints()
        ):
            continue
        line, column = page.place(start)
        above = max((end for end in ends if end <= line), default=0)
        below = min((end for end in ends if end > line), default=len(lines) + page.first_line)
        first = above - page.first_line + 1 if above else page.title_end
        if has_words("\n".join(lines[first : below - page.first_line])):
            yield page.advise("form-hint-left", (line, column), _without(page, start, end))
        elif not above:
            yield page.advise("form-hint-left", (line, column))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where each comment begins and ends."""
    end = 0
    while (start := text.find("<!--", end)) >= 0:
        end = text.find("-->", start + 4) + 3
        if end < 3:
            return
        yield start, end


def _without(page: Page, start: int, end: int) -> tuple[Edit, ...]:
    """Take the comment away, with its lines where nothing else stands in them, and one empty line beside."""
    body = page.body
    left = body.rfind("\n", 0, start) + 1
    right = body.find("\n", end)
    right = len(body) if right < 0 else right + 1
    if body[left:start].strip() or body[end:right].strip():
        blanks = len(body[end:right]) - len(body[end:right].lstrip(" \t"))
        return (page.edit(start, end + (blanks if not body[left:start].strip() else 0), ""),)
    if (
        right < len(body)
        and body[right] == "\n"
        and body[max(0, left - 2) : left] in ("\n", "\n\n")
    ):
        right += 1
    return (page.edit(left, right, ""),)
