"""Where code within the lines stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise

_RUN = re.compile(r"`++")


def sure_spans(text: str, start: int, end: int, doubts: list[int]) -> list[tuple[int, int]]:
    """The spans there, whether a block begins at a doubt or not: up to backticks that are left open."""
    borders = [start, *(one for one in doubts if start < one < end), end]
    spans: list[tuple[int, int]] = []
    for first, last in pairwise(borders):
        found, stray = code_spans(text, first, last)
        if stray < last and last < end:
            return spans + [one for one in found if one[1] <= stray]
        spans += found
    return spans


def code_spans(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
    """Code spans of one block, as pymdownx.inlinehilite pairs backticks, and where the first ones stand that
    have none of their length to close them (`end` if all have).

    A run is closed by the next one of its length; without one by the longest that follows, if that is
    shorter than itself.
    """
    runs = [(m.start(), m.end()) for m in _RUN.finditer(text, start, end)]
    starts: dict[int, list[int]] = defaultdict(list)
    longest = [0] * (len(runs) + 1)
    for index in range(len(runs) - 1, -1, -1):
        longest[index] = max(longest[index + 1], runs[index][1] - runs[index][0])
    for left, right in runs:
        starts[right - left].append(left)
    spans: list[tuple[int, int]] = []
    done, stray = start, end
    for index, (left, right) in enumerate(runs):
        if left < done:
            continue
        opening = left + _backslashes(text, left, done) % 2
        same = starts.get(right - opening, [])
        if opening < right and bisect_right(same, right - 1) == len(same):
            stray = min(stray, opening)
        for length in (right - opening, longest[index + 1]):
            places = starts.get(length, [])
            place = bisect_right(places, right - 1)
            if 0 < length <= right - opening and place < len(places):
                done = places[place] + length
                spans.append((opening, done))
                break
    return spans, stray


def _backslashes(text: str, position: int, start: int) -> int:
    count = 0
    while position - count > start and text[position - count - 1] == "\\":
        count += 1
    return count
