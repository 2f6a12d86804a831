"""People who may be one: names nearly the same, not merged. For `doctor`; nothing follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from commonplace.assemble.people_names import slug_of_name
from commonplace.model.people import NearMiss

_ALIKE = 0.87  # one letter of eight
_MOST = 200
_WINDOW = 12
_PREFIX = 3
_SHORTEST = 4


def near_misses(names: Mapping[str, Sequence[str]]) -> tuple[NearMiss, ...]:
    """Pairs of people, given the names and logins of each by id; at most 200, in order of ids.

    Only names that share their last word, their first letters or their letters without blanks are
    compared, and in a large set only neighbors, so thousands of people take no square of
    comparisons.
    """
    found: set[tuple[str, str]] = set()
    for one, other in _candidates(names):
        pair = (min(one[0], other[0]), max(one[0], other[0]))
        if pair not in found and _alike(one[1], other[1]):
            found.add(pair)
    return tuple(NearMiss(*pair) for pair in sorted(found)[:_MOST])


def _candidates(
    names: Mapping[str, Sequence[str]],
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    blocks: dict[str, set[tuple[str, str]]] = {}
    for person, written in names.items():
        for form in {slug_of_name(name) for name in written} - {""}:
            words = form.split("-")
            for key in ("last " + words[-1], "first " + form[:_PREFIX], "all " + "".join(words)):
                blocks.setdefault(key, set()).add((person, form))
    for block in blocks.values():
        members = sorted(block, key=lambda member: (member[1], member[0]))
        pairs = (
            combinations(members, 2)
            if len(members) <= 2 * _WINDOW
            else (
                (one, other)
                for at, one in enumerate(members)
                for other in members[at + 1 : at + _WINDOW]
            )
        )
        for one, other in pairs:
            if one[0] != other[0]:
                yield one, other


def _alike(one: str, other: str) -> bool:
    first, second = one.split("-"), other.split("-")
    if "".join(first) == "".join(second):
        return True
    if len(first) > 1 and len(second) > 1 and first[-1] == second[-1]:
        short, long = sorted((first[0], second[0]), key=len)
        if long.startswith(short):
            return True
    if min(len(one), len(other)) < _SHORTEST:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= _ALIKE
        and matcher.quick_ratio() >= _ALIKE
        and matcher.ratio() >= _ALIKE
    )
