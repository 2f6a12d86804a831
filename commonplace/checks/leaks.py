"""Find what looks like a leak in a text. docs/assets/leaks/leaks.js does the same in the browser."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from commonplace.checks.check_digits import CHECKS
from commonplace.checks.first_look import FirstLook, Zones
from commonplace.checks.looks import LOOKS
from commonplace.checks.plain import Plain, plain
from commonplace.checks.rules import Near, Rule

_SQUEEZED = re.compile(r"[ .\-/()\n\t']")
_TESTS = {**CHECKS, **LOOKS}


@dataclass(frozen=True)
class Hit:
    """A place that looks like a leak: offsets into the text as written, and what it is.

    `value` is for whoever has to recognize it, and never for anything that is shown.
    """

    start: int
    end: int
    code: str
    kind: str
    value: str


def find_leaks(text: str, rules: Sequence[Rule]) -> list[Hit]:
    """Every leak in `text`, in order; where two rules see one in the same place, the first rule says it."""
    seen = plain(text)
    return leaks_in(seen, FirstLook(rules).look(seen.text).tried)


def leaks_in(seen: Plain, tried: Iterable[tuple[Rule, Zones]]) -> list[Hit]:
    """The same for a text whose disguises are resolved, with the rules that a first look leaves."""
    taken: list[tuple[int, int]] = []
    hits: list[Hit] = []
    for rule, zones in tried:
        for found in chain.from_iterable(rule.pattern.finditer(seen.text, *zone) for zone in zones):
            start, end = found.span(rule.group)
            if _is_free(taken, start, end) and _holds(rule, seen.text, start, end):
                insort(taken, (start, end))
                hits.append(_hit(rule, seen, start, end))
    return sorted(hits, key=lambda hit: (hit.start, hit.end))


def _hit(rule: Rule, seen: Plain, start: int, end: int) -> Hit:
    return Hit(seen.back(start), seen.back(end), rule.code, rule.kind, seen.text[start:end])


def _is_free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_right(taken, (start, end))
    before = place > 0 and taken[place - 1][1] > start
    return not before and not (place < len(taken) and taken[place][0] < end)


def _holds(rule: Rule, text: str, start: int, end: int) -> bool:
    value = text[start:end]
    bare = _SQUEEZED.sub("", value) if rule.squeeze else value
    if any(harmless.search(bare) for harmless in rule.harmless):
        return False
    if rule.check and not _TESTS[rule.check](bare):
        return False
    return rule.near is None or _stands_near(rule.near, text, start, end)


def _stands_near(near: Near, text: str, start: int, end: int) -> bool:
    before = text[max(0, start - near.before) : start].lower()
    after = text[end : end + near.after].lower()
    return bool(near.pattern.search(before) or near.pattern.search(after))
