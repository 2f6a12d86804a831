"""What a line begins, by its first signs: CommonMark's blocks (4.1 to 5.2), and those of Python-Markdown."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["", "item", "code", "fence", "quote", "heading", "rule", "note", "meaning"]
"""Words have "". What is indented by four belongs to a note (or tab), and to a meaning (or footnote)."""

MARK = re.compile(r"(?:[-+*]|([0-9]{1,9})[.)])(?=[ \t]|$)")
"""The mark of an item, with its number."""

FENCE = re.compile(r"`{3,}+(?=[^`]*$)|~{3,}+")

_RULE = re.compile(
    r"(?:(?:-[ \t]*+){2}-[- \t]*+|(?:_[ \t]*+){2}_[_ \t]*+|(?:\*[ \t]*+){2}\*[* \t]*+)$"
)
_UNDERLINE = re.compile(r"-++[ \t]*+$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_NOTE = re.compile(r"!!! ?[\w\-]|\?\?\?\+? ?[\w\-]|===[!+]*+ ?[\"']")
_MEANING = re.compile(r":[ \t]|\[\^[^\]\n]++\]:")


def end_of_blanks(line: str, start: int) -> int:
    """Where the words begin that follow."""
    while start < len(line) and line[start] in " \t":
        start += 1
    return start


def kind_at(line: str, start: int) -> Kind:
    """What begins at a place of a line that has no blank there."""
    sign = line[start]
    if sign in "-+*_0123456789":
        if _RULE.match(line, start):
            return "rule"
        return "item" if MARK.match(line, start) else ""
    if sign in "`~":
        return "fence" if FENCE.match(line, start) else ""
    if sign == ">":
        return "quote"
    if sign == "#":
        return "heading" if _HEADING.match(line, start) else ""
    if sign in "!?=":
        return "note" if _NOTE.match(line, start) else ""
    return "meaning" if sign in ":[" and _MEANING.match(line, start) else ""


def ends_paragraph(line: str, start: int, *, inside: bool) -> bool:
    """Whether a line ends the paragraph above it; `inside` if it is where that paragraph is.

    There a list begins with 1 and some words (5.3), and dashes underline (4.3).
    """
    kind = kind_at(line, start)
    if not inside or kind not in ("item", "rule"):
        return kind != ""
    if kind == "rule":
        return not _UNDERLINE.match(line, start)
    mark = MARK.match(line, start)
    return bool(mark and int(mark[1] or 1) == 1 and line[mark.end() :].strip())
