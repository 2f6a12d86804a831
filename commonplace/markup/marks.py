"""The hub's own marks in the text of a discussion. One that is shown as code is an example."""

from __future__ import annotations

import re
from collections.abc import Mapping

from commonplace.markup.mask import mask_code

PART = "<!-- commonplace:begin -->"
"""Begins what the hub itself writes into a discussion; the mark with the id ends it."""

_MARK = re.compile(r"<!--\s*commonplace:\s*(id|topic|about)\s*=\s*([\w./-]{1,200})\s*-->")
_BEGIN = "<!--"
# The mask hides comments as well as code. This stays, and parts what stands before it from what follows.
_STAND_IN = "#\x02\x02\x02"
# GitHub takes any words behind the first line of a fence, texts of the hub do not.
_FENCE = re.compile(r" {0,3}(?:(`{3,})[^`\r\n]*|(~{3,})[^\r\n]*)\r?")


def marks_of(body: str) -> Mapping[str, str]:
    """What the hub wrote into a text to know it again: `id`, `topic` or `about`, first ones first."""
    found: dict[str, str] = {}
    if "commonplace:" in body:
        for key, value in _MARK.findall(without_code(body)):
            found.setdefault(key, value)
    return found


def without_code(body: str) -> str:
    """A text of the same length in which code is blank and comments stay. What opens code and never closes
    it is text: a mark that is lost makes a second discussion, one too many is only odd."""
    live = mask_code(_without_fences(body.replace(_BEGIN, _STAND_IN)))
    return live.replace(_STAND_IN, _BEGIN)


def _without_fences(text: str) -> str:
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    closers = _closers(lines)
    at = 0
    while at < len(lines):
        if at in closers:
            end = closers[at] + 1
            lines[at:end] = [" " * len(line) for line in lines[at:end]]
            at = end
        else:
            at += 1
    return "\n".join(lines)


def _closers(lines: list[str]) -> dict[int, int]:
    """For each line that may open a fence, the first line that closes it: as long a row of the same sign, or
    longer, and nothing else."""
    found: dict[int, int] = {}
    nearest: dict[str, list[tuple[int, int]]] = {"`": [], "~": []}  # ends below: length, line
    for at in range(len(lines) - 1, -1, -1):
        opening = _FENCE.fullmatch(lines[at])
        if opening is None:
            continue
        row = opening[1] or opening[2]
        ends = nearest[row[0]]
        for length, line in reversed(ends):
            if length >= len(row):
                found[at] = line
                break
        if lines[at].strip() == row:
            while ends and ends[-1][0] <= len(row):
                ends.pop()
            ends.append((len(row), at))
    return found
