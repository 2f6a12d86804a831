"""Related contributions, and in words why they are: shared rare words first, then shared topics.

Each text is reduced to its most telling words; two texts are as near as the words they share are rare.
Words that many texts use make no candidates, so the work grows with the hub and not with its square.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonplace.curation.telling import Telling, unlike
from commonplace.model.contribution import Contribution, Freshness, Status

_COMMON = 60
_SAME_TOPIC = 0.12
_NEAR = 0.1


@dataclass(frozen=True)
class Related:
    """A neighbor. `words` are those both tell of, most telling first; `topics` are shared slugs."""

    contribution: str
    words: tuple[str, ...]
    topics: tuple[str, ...]


def related(
    contributions: Sequence[Contribution], telling: Telling, most: int = 4
) -> Mapping[str, tuple[Related, ...]]:
    """At most `most` neighbors of each contribution, nearest first.

    Obsolete ones and drafts neither have nor are any; stale ones have some and are none.
    """
    shown = [one for one in contributions if one.status is Status.PUBLISHED]
    words = [telling.words[one.id] for one in shown]
    holders: dict[str, list[tuple[int, float]]] = {}
    by_topic: dict[str, list[int]] = {}
    for index, one in enumerate(shown):
        if one.freshness is Freshness.STALE:
            continue
        for word, weight in words[index].items():
            holders.setdefault(word, []).append((index, weight))
        for topic in one.topics:
            by_topic.setdefault(topic, []).append(index)
    found: dict[str, tuple[Related, ...]] = {}
    for index, one in enumerate(shown):
        scores: dict[int, float] = defaultdict(float)
        for word, weight in words[index].items():
            others = holders.get(word, ())
            if len(others) <= _COMMON:
                for other, theirs in others:
                    scores[other] += weight * theirs
        for topic in one.topics:
            for other in by_topic.get(topic, ())[:_COMMON]:
                scores[other] += _SAME_TOPIC
        scores.pop(index, None)
        near = [(-score, other) for other, score in scores.items() if score >= _NEAR]
        best = heapq.nsmallest(most, near)
        found[one.id] = tuple(_reason(one, shown[other], telling) for _, other in best)
    return found


def _reason(one: Contribution, other: Contribution, telling: Telling) -> Related:
    """What both tell of. What one of them says in passing is named only where there is nothing else, and a
    topic says more than one word alone."""
    mine, theirs = telling.words[one.id], telling.words[other.id]
    strength = {word: weight * theirs[word] for word, weight in mine.items() if word in theirs}
    strongest = sorted(strength, key=lambda word: -strength[word])
    subjects = telling.subjects[one.id] & telling.subjects[other.id]
    shared = unlike([word for word in strongest if word in subjects])
    topics = tuple(topic for topic in one.topics if topic in other.topics)
    if topics:
        is_near = len(shared) > 1 and sum(strength.values()) >= _NEAR
        return Related(other.id, shared if is_near else (), topics)
    return Related(other.id, shared or unlike(strongest), topics)
