"""People who may be one: names nearly the same, not merged. For `doctor`; nothing follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations, islice

from commonplace.assemble.people_names import slug_of_name
from commonplace.model.people import NearMiss

_ALIKE = 0.87  # one letter of eight
_MOST = 200
_WINDOW = 12
_PREFIX = 3
_SHORTEST = 4
_MOST_COMPARED = 200_000
_MOST_IN_FULL = 5_000


def near_misses(names: Mapping[str, Sequence[str]]) -> tuple[NearMiss, ...]:
    """The first 200 pairs of people, given the names and logins of each by id, in order of ids.

    Only names that share their last word, their first letters or their letters without blanks are
    compared, and in a large set only neighbors, so thousands of people take no square of
    comparisons; and there is an end to them in any set, as names can be made to be slow to compare.
    """
    found: set[tuple[str, str]] = set()
    in_full = 0
    for one, other in islice(_candidates(names), _MOST_COMPARED):
        pair = (min(one[0], other[0]), max(one[0], other[0]))
        if pair in found:
            continue
        if _alike_by_words(one[1], other[1]):
            found.add(pair)
        elif in_full < _MOST_IN_FULL:
            matcher = SequenceMatcher(None, one[1], other[1], autojunk=False)
            long_enough = min(len(one[1]), len(other[1])) >= _SHORTEST
            if long_enough and _may_be_alike(matcher):
                in_full += 1
                if matcher.ratio() >= _ALIKE:
                    found.add(pair)
        if len(found) == _MOST:
            break
    return tuple(NearMiss(*pair) for pair in sorted(found))


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


def _alike_by_words(one: str, other: str) -> bool:
    first, second = one.split("-"), other.split("-")
    if "".join(first) == "".join(second):
        return True
    if len(first) > 1 and len(second) > 1 and first[-1] == second[-1]:
        short, long = sorted((first[0], second[0]), key=len)
        return long.startswith(short)
    return False


def _may_be_alike(matcher: SequenceMatcher[str]) -> bool:
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE
