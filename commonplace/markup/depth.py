"""Refuse texts that would exhaust Python-Markdown: nested or repeated far beyond what anyone writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.mask import mask_code

_QUOTES = 20
_INDENTS = 40
_OPEN = 200
_DEFINITIONS = 300

_PREFIX = re.compile(
    rf"(?m)^(?:[ \t]*+(?:>|[-+*](?=[ \t])|\d{{1,9}}+[.)](?=[ \t]))){{{_QUOTES + 1},}}+"
)
_RULE = re.compile(r"(?m)[ \t>]*+(?:(?:-[ \t]*+)++|(?:\*[ \t]*+)++)$")
_INDENTED = re.compile(
    rf"(?m)^[ >]{{{4 * _INDENTS},}}+(?:[-+*][ ]|\d{{1,9}}+\.[ ]|!!!|\?\?\?|===|:[ ])"
)
_TOKEN = re.compile(r"\n[ \t\r]*+(?=\n)|[\[\]<>]|(?<=\])\(|\)")
_DEFINED = re.compile(r"(?m)^[ \t]*+:[ \t]|^[ \t\r]*+$")
_LONG = 20_000


@dataclass(frozen=True)
class _Count:
    """So many of these make the renderer work for seconds: measured at 300 kB with a wide margin."""

    what: str
    pattern: re.Pattern[str]
    limit: int


_COUNTS = (
    _Count("headings", re.compile(r"(?m)^[ \t>]*+#"), 3_000),
    _Count("marks around code blocks", re.compile(r"(?m)^[ \t>]*+(?:```|~~~)"), 6_000),
    _Count("abbreviations", re.compile(r"(?m)^[ ]{0,3}\*\["), 300),
    _Count("footnote marks", re.compile(r"\[\^"), 3_000),
    _Count("blocks of text", re.compile(r"\n[ \t\r]*+(?=\n)"), 30_000),
    _Count("HTML tags", re.compile(r"<[A-Za-z]"), 20_000),
    _Count("emphasis marks", re.compile(r"\*\*|\+\+|__"), 20_000),
    _Count("colons before a word", re.compile(r":[a-z]"), 30_000),
    _Count("backticks", re.compile(r"`"), 60_000),
)


def too_deep(text: str, path: str, first_line: int) -> Diagnostic | None:
    """The first reason why `text` must not be rendered, or None. `first_line` is its line in the file."""
    found = next(_reasons(text), None)
    if found is None:
        return None
    at, what, count, limit = found
    line = text.count("\n", 0, at)
    column = at - text.rfind("\n", 0, at)
    return diagnose(
        "markup-too-deep", path, first_line + line, column, what=what, count=count, limit=limit
    )


def _reasons(text: str) -> Iterator[tuple[int, str, int, int]]:
    for found in _PREFIX.finditer(text):
        if not _RULE.match(text, found.start()) and mask_code(text)[found.end() - 1] != " ":
            levels = len(re.findall(r"[>\-+*]|\d+", found[0]))
            yield found.start(), "levels of quotes and lists inside each other", levels, _QUOTES
    if " " * 4 * _INDENTS in text or "\t" * _INDENTS in text:
        for found in _INDENTED.finditer(mask_code(text).expandtabs(4)):
            # Tabs were widened: the line is right, the column is its beginning.
            line = found.string.count("\n", 0, found.start())
            at = sum(len(row) + 1 for row in text.split("\n")[:line])
            levels = len(found[0]) // 4
            yield at, "levels of indentation inside each other", levels, _INDENTS
    if text.count("[") > _OPEN or text.count("<") > _OPEN:
        yield from _brackets(mask_code(text))
    if len(text) > 4 * _DEFINITIONS and text.count("\n:") > _DEFINITIONS:
        yield from _definitions(mask_code(text))
    if len(text) > _LONG:
        for row in _COUNTS:
            count = sum(1 for _ in row.pattern.finditer(text))
            if count > row.limit:
                yield 0, row.what, count, row.limit


def _brackets(masked: str) -> Iterator[tuple[int, str, int, int]]:
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
                yield token.start(), f"open “{mark}” inside each other", opened[mark], _OPEN
                return
        elif mark == ">":
            opened["<"] = 0
        elif opened[closing[mark]]:
            opened[closing[mark]] -= 1


def _definitions(masked: str) -> Iterator[tuple[int, str, int, int]]:
    count = 0
    for found in _DEFINED.finditer(masked):
        count = count + 1 if ":" in found[0] else 0
        if count > _DEFINITIONS:
            yield (
                found.start(),
                "definitions without a blank line between them",
                count,
                _DEFINITIONS,
            )
            return
