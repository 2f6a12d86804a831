"""What a short text makes the renderer repeat, and code that is too long to be colored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from commonplace.markup.fences import find_fences
from commonplace.markup.mask import mask_code

REPEATED = 2_000_000
"""Characters that definitions and abbreviations may add to a page, all uses together."""

CELLS = 50_000
SAME_FOOTNOTE = 500
SINGLE_MARKS = 200
ABBREVIATIONS = 300
ABBREVIATED = 10_000
CONTENTS = 1
LANGUAGE_SPAN = 2_000

COLORED_FENCE = 10_000
COLORED_LINE = 2_000
COLORED_PAGE = 60_000
"""Beyond these many characters code is shown without colors: some highlighters need cubic time."""

# A text shorter than this cannot repeat itself up to the budget.
_SHORT = 5_000

_DEFINITION = re.compile(
    r"\[(?P<label>[^\[\]]*+)\]:[ \t]*+\n?(?P<rest>[ \t>]*+\S*+[ \t]*+(?:\n?[ \t>]*+[\"'(][^\n]*+)?)"
)
_BRACKETS = re.compile(r"\[([^\[\]]*+)\]")
_ABBREVIATION = re.compile(
    r"\*\[(?P<label>[^\\]{1,400}?)\][ ]?:[ \t]*+\n?[ \t>]*+(?P<rest>[^\n]*+)"
)
_FOOTNOTE = re.compile(r"\[\^([^\]\n]*+)\]")
_RULE = re.compile(r"(?m)^[ \t>]*+(?>(?:[-+*][ \t]++|\d++[.)][ \t]++)*)[|:-][-|: \t]*+\r?$")
_ROW = re.compile(r"(?m)^[ \t>]*+\r?$")
_LANGUAGE_SPAN = re.compile(r"`[ \t]*+(?:#!|:::)")
_BLANK_LINE = re.compile(r"\n[ \t>]*+\r?\n")
_SINGLE = re.compile(r"(?<!~)~(?!~)|(?<!\^)\^(?!\^)")
_ITEM = re.compile(r"[ \t>]*+(?:[-+*][ \t]|\d++[.)][ \t])")
_NOTE = re.compile(r"[ \t>]*+(?:#|\[\^[^\]\n]*+\]:)")
_OPENING = re.compile(r"(?P<mark>`{3,}|~{3,})(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True)
class Excess:
    """More of something than a page can show: `count` of `what`, begun at offset `at`; `limit` are fine.

    With `repeats` both numbers are characters that the page would grow by.
    """

    at: int
    what: str
    count: int
    limit: int
    repeats: bool = False


def too_much(text: str) -> Iterator[Excess]:
    """Everything in `text` that would grow beyond what a page can show. Cheap for honest texts."""
    if text.count("[TOC]") > CONTENTS:
        yield from _contents(mask_code(text))
    if text.count("[^") > SAME_FOOTNOTE:
        yield from _footnotes(mask_code(text))
    if text.count("~") + text.count("^") > SINGLE_MARKS:
        yield from _single_marks(mask_code(text))
    if text.count("\n") + text.count("|") > 200 and "|" in text and "-" in text:
        yield from _cells(text)
    if len(text) > LANGUAGE_SPAN and ("`#!" in text or "`:::" in text or "` " in text):
        yield from _spans(text)
    if len(text) > _SHORT and ("]:" in text or "] :" in text) and next(_repeated(text), None):
        # Code may look like definitions: only where that is too much they are told apart.
        yield from _repeated(mask_code(text))


def _contents(masked: str) -> Iterator[Excess]:
    count = masked.count("[TOC]")
    if count > CONTENTS:
        at = masked.find("[TOC]", masked.find("[TOC]") + 1)
        yield Excess(at, "“[TOC]” marks", count, CONTENTS)


def _footnotes(masked: str) -> Iterator[Excess]:
    uses = Counter(found[1] for found in _FOOTNOTE.finditer(masked))
    for label, count in uses.most_common(1):
        if count > SAME_FOOTNOTE:
            at = masked.find(f"[^{label}]")
            yield Excess(at, "marks of the same footnote", count, SAME_FOOTNOTE)


def _single_marks(masked: str) -> Iterator[Excess]:
    """Marks of lowered and raised letters: the time to pair those of one paragraph grows with the cube."""
    count = place = rows = 0
    listed = tabled = False
    for line in masked.split("\n"):
        if not line.strip(" \t\r>"):
            count = rows = 0
            listed = tabled = False
        elif not rows or _NOTE.match(line):
            count, rows = 0, 1
            listed = bool(_ITEM.match(line))
        else:
            rows += 1
            tabled = tabled or (rows == 2 and "|" in line and bool(_RULE.match(line)))
            if tabled or (listed and _ITEM.match(line)):
                count = 0
        count += sum(1 for _ in _SINGLE.finditer(line))
        if count > SINGLE_MARKS:
            yield Excess(place, "single “~” and “^” in one paragraph", count, SINGLE_MARKS)
            return
        place += len(line) + 1


def _cells(text: str) -> Iterator[Excess]:
    """Each row of a table is filled up to as many cells as the row of dashes has."""
    total = 0
    end = 0
    for rule in _RULE.finditer(text):
        if "|" not in rule[0] or rule.start() < end:
            continue
        blank = _ROW.search(text, rule.end() + 1)
        end = blank.start() if blank else len(text)
        columns = rule[0].strip(" \t\r>").strip("|").count("|") + 1
        total += columns * (text.count("\n", rule.start(), end) + 2)
        if total > CELLS:
            # Code may look like a table: only now is it worth to tell them apart.
            masked = mask_code(text)
            if masked != text:
                yield from _cells(masked)
            else:
                yield Excess(rule.start(), "cells in tables", total, CELLS)
            return


def _spans(text: str) -> Iterator[Excess]:
    for found in _LANGUAGE_SPAN.finditer(text):
        blank = _BLANK_LINE.search(text, found.end())
        length = (blank.start() if blank else len(text)) - found.end()
        if length > LANGUAGE_SPAN:
            what = "characters after the name of a language in a line of code"
            yield Excess(found.start(), what, length, LANGUAGE_SPAN)
            return


def _repeated(masked: str) -> Iterator[Excess]:
    sizes: dict[str, int] = {}
    places: dict[str, int] = {}
    for found in _DEFINITION.finditer(masked):
        label = _folded(found["label"])
        sizes[label] = max(sizes.get(label, 0), len(found["rest"]))
        places.setdefault(label, found.start())
    total = 0
    if sizes and masked.count("]") * max(sizes.values()) > REPEATED:
        uses = Counter(_folded(found[1]) for found in _BRACKETS.finditer(masked))
        grown = {label: uses[label] * size for label, size in sizes.items()}
        total = sum(grown.values())
        if total > REPEATED:
            worst = max(grown, key=lambda label: grown[label])
            yield Excess(places[worst], "The address of a link", total, REPEATED, repeats=True)
            return
    if "*[" in masked:
        yield from _abbreviated(masked, total)


def _abbreviated(masked: str, total: int) -> Iterator[Excess]:
    titles = {found["label"]: found for found in _ABBREVIATION.finditer(masked)}
    if not titles:
        return
    first = min(found.start() for found in titles.values())
    if len(titles) > ABBREVIATIONS:
        yield Excess(first, "abbreviations", len(titles), ABBREVIATIONS)
        return
    words = "|".join(map(re.escape, sorted(titles, key=len, reverse=True)))
    uses = Counter(found[0] for found in re.finditer(rf"\b(?:{words})\b", masked))
    count = sum(uses.values())
    if count > ABBREVIATED:
        yield Excess(first, "abbreviated words", count, ABBREVIATED)
    total += sum(uses[label] * len(found["rest"]) for label, found in titles.items())
    if total > REPEATED:
        yield Excess(first, "The meaning of an abbreviation", total, REPEATED, repeats=True)


def _folded(label: str) -> str:
    return " ".join(label.split()).lower()


def plain_large_fences(text: str) -> str:
    """`text` with the language taken from fences whose code is too long to be colored; same lines.

    A fence also loses it when the ones before have used up what is colored on one page.
    """
    if len(text) <= COLORED_LINE or ("```" not in text and "~~~" not in text):
        return text
    lines = text.split("\n")
    left = COLORED_PAGE
    changed = False
    for fence in find_fences([line.rstrip("\r") for line in lines]):
        opening = _OPENING.match(lines[fence.first], fence.mark)
        if opening is None or not opening["rest"].strip():
            continue
        code = lines[fence.first + 1 : fence.last]
        size = sum(map(len, code)) + len(code)
        long = size > COLORED_FENCE or max(map(len, code), default=0) > COLORED_LINE
        if long or size > left:
            lines[fence.first] = lines[fence.first][: opening.end("mark")]
            changed = True
        else:
            left -= size
    return "\n".join(lines) if changed else text
