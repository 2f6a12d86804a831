"""Refuse texts that would exhaust Python-Markdown: nested or repeated far beyond what anyone writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.amount import Excess, too_much
from commonplace.markup.elements import open_elements
from commonplace.markup.mask import mask_code, mask_code_blocks

_QUOTES = 20
_INDENTS = 40
_OPEN = 200
_DEFINITIONS = 300

_PREFIX = re.compile(
    rf"(?m)^(?:[ \t]*+(?:>|[-+*](?=[ \t])|\d{{1,9}}+[.)](?=[ \t]))){{{_QUOTES + 1},}}"
)
_RULE = re.compile(r"(?m)[ \t>]*+(?:-[- \t]*+|\*[* \t]*+)$")
_INDENTED = re.compile(
    rf"(?m)^[ >]{{{4 * _INDENTS},}}+(?:[-+*][ ]|\d{{1,9}}+\.[ ]|!!!|\?\?\?|===|:[ ])"
)
_TOKEN = re.compile(r"\n[ \t\r]*+(?=\n)|[\[\]<>]|(?<=\])\(|\)")
_DEFINED = re.compile(r"(?m)^[ \t]*+:[ \t]|^[ \t\r]*+$")
_LONG = 20_000


@dataclass(frozen=True)
class _Count:
    """So many of these make the renderer work for seconds: measured at 300 kB with a wide margin.

    `hide` blanks out the code in which they do no harm, if it does none.
    """

    what: str
    pattern: re.Pattern[str]
    limit: int
    hide: Callable[[str], str] | None = mask_code


_COUNTS = (
    _Count("headings", re.compile(r"(?m)^[ \t>]*+(?:#|(?:=++|-++)[ \t\r]*+$)"), 3_000),
    _Count("marks around code blocks", re.compile(r"(?m)^[ \t>]*+(?:```|~~~)"), 6_000, None),
    _Count("notes and tabs", re.compile(r"(?m)^[ \t>]*+(?:!!!|\?\?\?|===)[+! ]"), 3_000),
    _Count("abbreviations", re.compile(r"(?m)^[ ]{0,3}\*\["), 300),
    _Count("footnote marks", re.compile(r"\[\^"), 3_000),
    _Count("blocks of text", re.compile(r"\n[ \t\r]*+(?=\n)"), 30_000, None),
    _Count("HTML tags", re.compile(r"</?[A-Za-z]"), 30_000),
    _Count("emphasis marks", re.compile(r"\*\*|\+\+|__|==++|~++|\^++"), 20_000),
    _Count("colons before a word", re.compile(r":[a-z]"), 30_000),
    _Count("backticks", re.compile(r"`++"), 20_000, mask_code_blocks),
    _Count("backslashes", re.compile(r"\\"), 30_000),
)


def too_deep(text: str, path: str, first_line: int) -> Diagnostic | None:
    """The first reason why `text` must not be rendered, or None. `first_line` is its line in the file."""
    found = next(_reasons(text), None)
    if found is None:
        return None
    line = first_line + text.count("\n", 0, found.at)
    column = found.at - text.rfind("\n", 0, found.at)
    if found.repeats:
        return diagnose(
            "markup-too-much",
            path,
            line,
            column,
            what=found.what,
            size=_millions(found.count),
            limit=_millions(found.limit),
        )
    return diagnose(
        "markup-too-deep",
        path,
        line,
        column,
        what=found.what,
        count=found.count,
        limit=found.limit,
    )


def _millions(count: int) -> str:
    return f"{count / 1_000_000:.1f}".removesuffix(".0")


def _reasons(text: str) -> Iterator[Excess]:
    for found in _PREFIX.finditer(text):
        if not _RULE.match(text, found.start()) and mask_code(text)[found.end() - 1] != " ":
            levels = len(re.findall(r"[>\-+*]|\d+", found[0]))
            what = "levels of quotes and lists inside each other"
            yield Excess(found.start(), what, levels, _QUOTES)
    if " " * 4 * _INDENTS in text or "\t" * _INDENTS in text:
        for found in _INDENTED.finditer(mask_code(text).expandtabs(4)):
            # Tabs were widened: the line is right, the column is its beginning.
            line = found.string.count("\n", 0, found.start())
            at = sum(len(row) + 1 for row in text.split("\n")[:line])
            levels = len(found[0]) // 4
            yield Excess(at, "levels of indentation inside each other", levels, _INDENTS)
    if text.count("[") > _OPEN or text.count("<") > _OPEN:
        yield from _brackets(mask_code(text))
        yield from open_elements(mask_code(text))
    if len(text) > 4 * _DEFINITIONS and text.count("\n:") > _DEFINITIONS:
        yield from _definitions(mask_code(text))
    if len(text) > _LONG:
        for row in _COUNTS:
            count = _number(row, text)
            if count > row.limit and row.hide:
                count = _number(row, row.hide(text))
            if count > row.limit:
                yield Excess(0, row.what, count, row.limit)
    yield from too_much(text)


def _number(row: _Count, text: str) -> int:
    return sum(1 for _ in row.pattern.finditer(text))


def _brackets(masked: str) -> Iterator[Excess]:
    """Brackets that stay open within a paragraph: the renderer looks for the end of each of them."""
    closing = {"]": "[", ")": "(", ">": "<"}
    opened = {"[": 0, "(": 0, "<": 0}
    for token in _TOKEN.finditer(masked):
        mark = token[0]
        if mark[0] == "\n":
            opened = {"[": 0, "(": 0, "<": opened["<"]}
        elif mark in opened:
            opened[mark] += 1
            if opened[mark] > _OPEN:
                what = f"open “{mark}” inside each other"
                yield Excess(token.start(), what, opened[mark], _OPEN)
                return
        elif mark == ">":
            opened["<"] = 0
        elif opened[closing[mark]]:
            opened[closing[mark]] -= 1


def _definitions(masked: str) -> Iterator[Excess]:
    count = 0
    for found in _DEFINED.finditer(masked):
        count = count + 1 if ":" in found[0] else 0
        if count > _DEFINITIONS:
            what = "definitions without a blank line between them"
            yield Excess(found.start(), what, count, _DEFINITIONS)
            return
