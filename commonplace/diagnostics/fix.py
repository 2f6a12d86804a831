"""A fix as data: what to write in the place of what, so that a machine can mend what a diagnostic tells."""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap

_Span = tuple[tuple[int, int], tuple[int, int]]
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, order=True)
class Edit:
    """Replace what stands from `line`, `column` up to `end_line`, `end_column` by `text`.

    All count from 1; the end is the first sign that stays. Line ends in `text` are newlines.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, order=True)
class Fix:
    """All edits that mend one diagnostic with `code`: made together or not at all."""

    path: str
    code: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, order=True)
class Suggestion:
    """Whole lines in the place of lines `start_line` to `end_line`, as a review on GitHub suggests them."""

    path: str
    start_line: int
    end_line: int
    replacement: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """A fix, and the whole lines that it comes to."""

    fix: Fix
    lines: tuple[Suggestion, ...]


def split_lines(text: str) -> tuple[list[str], list[str]]:
    """The lines of a text, and how each of them ends; the last one ends with nothing."""
    lines: list[str] = []
    ends: list[str] = []
    for found in _LINE.finditer(text):
        line = found[0].rstrip("\r\n")
        lines.append(line)
        ends.append(found[0][len(line) :])
        if not ends[-1]:
            break
    return lines, ends


def fitting(fixes: Iterable[Fix], text: str) -> list[Fix]:
    """Those of some fixes for one file that can be made together, in order: none touches another."""
    lines, _ = split_lines(text)
    taken: list[_Span] = []
    kept: list[Fix] = []
    for fix in sorted(set(fixes), key=lambda one: one.edits):
        spans = sorted(((e.line, e.column), (e.end_line, e.end_column)) for e in fix.edits)
        if not spans or not all(_is_in(span, lines) for span in spans):
            continue
        if any(starmap(_touch, pairwise(spans))) or any(_is_taken(span, taken) for span in spans):
            continue
        for span in spans:
            insort(taken, span)
        kept.append(fix)
    return kept


def apply(fixes: Iterable[Fix], text: str) -> str:
    """The text of one file with all `fixes` made; they have to be `fitting`. Line ends stay as they are."""
    lines, ends = split_lines(text)
    usual = max(("\n", "\r\n", "\r"), key=ends.count)
    starts = [0]
    for line, end in zip(lines, ends, strict=True):
        starts.append(starts[-1] + len(line) + len(end))
    parts: list[str] = []
    done = 0
    for edit in sorted(edit for fix in fixes for edit in fix.edits):
        start = starts[edit.line - 1] + edit.column - 1
        parts += (text[done:start], edit.text.replace("\n", usual))
        done = starts[edit.end_line - 1] + edit.end_column - 1
    return "".join(parts) + text[done:]


def suggestions_in(fixes: Sequence[Fix], lines: Sequence[str]) -> list[Suggestion]:
    """What `fixes` of one file come to, line by line: lines next to each other make one suggestion.

    The fixes have to be `fitting`, and `lines` are the file's. It is pure, and all that a review needs: each
    says which lines of the file as it is become which.
    """
    groups: list[tuple[int, int, list[Edit]]] = []
    for edit in sorted(edit for fix in fixes for edit in fix.edits):
        # An edit before that ends in this line took away the end of the line above.
        begins_line = not groups or groups[-1][1] < edit.line
        whole_lines = (
            begins_line
            and edit.column == edit.end_column == 1
            and edit.end_line > edit.line
            and (not edit.text or edit.text.endswith("\n"))
        )
        last = edit.end_line - 1 if whole_lines else edit.end_line
        if groups and edit.line <= groups[-1][1] + 1:
            first, before, edits = groups.pop()
            edits.append(edit)
            groups.append((first, max(before, last), edits))
        else:
            groups.append((edit.line, last, [edit]))
    return [
        Suggestion(fixes[0].path, first, last, _mended(lines, first, last, edits))
        for first, last, edits in groups
    ]


def _mended(lines: Sequence[str], first: int, last: int, edits: Sequence[Edit]) -> tuple[str, ...]:
    """Lines `first` to `last` as they are when some edits are made in them."""
    part = "".join(f"{line}\n" for line in lines[first - 1 : last])
    moved = [
        Edit(e.line - first + 1, e.column, e.end_line - first + 1, e.end_column, e.text)
        for e in edits
    ]
    return tuple(split_lines(apply([Fix("", "", tuple(moved))], part))[0][:-1])


def _is_in(span: _Span, lines: list[str]) -> bool:
    start, end = span
    return start <= end and all(
        1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1 for line, column in span
    )


def _is_taken(span: _Span, taken: list[_Span]) -> bool:
    """Whether a span touches one of those in order."""
    at = bisect(taken, span)
    before, after = taken[max(0, at - 1) : at], taken[at : at + 1]
    return any(_touch(one, span) for one in before) or any(_touch(span, one) for one in after)


def _touch(one: _Span, two: _Span) -> bool:
    """Whether the second of two spans in order begins within the first, or at the same place."""
    return two[0] < one[1] or two[0] == one[0]
