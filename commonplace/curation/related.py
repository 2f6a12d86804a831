"""Related contributions, and in words why they are: shared rare words first, then shared topics.

Each text is reduced to its most telling words by tf-idf (Spärck Jones 1972); two texts are as near as the
words they share are rare. Words that many texts use make no candidates, so the work grows with the hub and
not with its square.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonplace.model.contribution import Contribution, Freshness, Status

_WORD = re.compile(r"[^\W\d_][\w-]{2,30}")
_FENCED = re.compile(r"^[ \t]*(```+|~~~+).*?(?:^[ \t]*\1|\Z)", re.MULTILINE | re.DOTALL)
_TELLING = 14
_COMMON = 60
_LOOK_AT = 2_500
_SAME_TOPIC = 0.12
_NEAR = 0.1


@dataclass(frozen=True)
class Related:
    """A neighbor. `words` are those both tell of, most telling first; `topics` are shared slugs."""

    contribution: str
    words: tuple[str, ...]
    topics: tuple[str, ...]


def related(
    contributions: Sequence[Contribution], stop_words: Iterable[str], most: int = 4
) -> Mapping[str, tuple[Related, ...]]:
    """At most `most` neighbors of each contribution, nearest first.

    Obsolete ones and drafts neither have nor are any; stale ones have some and are none.
    """
    shown = [one for one in contributions if one.status is Status.PUBLISHED]
    telling = _telling_words(shown, frozenset(stop_words))
    holders: dict[str, list[int]] = {}
    by_topic: dict[str, list[int]] = {}
    for index, one in enumerate(shown):
        if one.freshness is Freshness.STALE:
            continue
        for word in telling[index]:
            holders.setdefault(word, []).append(index)
        for topic in one.topics:
            by_topic.setdefault(topic, []).append(index)
    found: dict[str, tuple[Related, ...]] = {}
    for index, one in enumerate(shown):
        scores: dict[int, float] = defaultdict(float)
        for word, weight in telling[index].items():
            others = holders.get(word, ())
            if len(others) <= _COMMON:
                for other in others:
                    scores[other] += weight * telling[other][word]
        for topic in one.topics:
            for other in by_topic.get(topic, ())[:_COMMON]:
                scores[other] += _SAME_TOPIC
        scores.pop(index, None)
        near = ((score, other) for other, score in scores.items() if score >= _NEAR)
        best = heapq.nsmallest(most, near, key=lambda pair: (-pair[0], pair[1]))
        found[one.id] = tuple(
            _reason(one, shown[other], telling[index], telling[other]) for _, other in best
        )
    return found


def _telling_words(
    contributions: Sequence[Contribution], stop_words: frozenset[str]
) -> list[dict[str, float]]:
    counts = []
    spread: Counter[str] = Counter()
    for one in contributions:
        text = f"{one.summary}\n{_FENCED.sub('', one.document.body[:_LOOK_AT])}".lower()
        words = Counter(_WORD.findall(text))
        for word in _WORD.findall(one.title.lower()):
            words[word] += 4
        spread.update(words.keys())
        counts.append(words)
    total = len(contributions)
    return [_most_telling(words, spread, total, stop_words) for words in counts]


def _most_telling(
    words: Counter[str], spread: Counter[str], total: int, stop_words: frozenset[str]
) -> dict[str, float]:
    weights = {
        word: (1 + math.log(count)) * math.log(total / spread[word])
        for word, count in words.items()
        if 1 < spread[word] <= max(2, total // 4) and word not in stop_words
    }
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_TELLING]
    length = math.sqrt(sum(weights[word] ** 2 for word in best)) or 1.0
    return {word: weights[word] / length for word in best}


def _reason(
    one: Contribution, other: Contribution, mine: dict[str, float], theirs: dict[str, float]
) -> Related:
    strength = {word: weight * theirs[word] for word, weight in mine.items() if word in theirs}
    shared = _unlike(sorted(strength, key=lambda word: -strength[word]))
    topics = tuple(topic for topic in one.topics if topic in other.topics)
    if topics and sum(strength.values()) < _NEAR:
        shared = []
    return Related(other.id, tuple(shared), topics)


def _unlike(words: Sequence[str]) -> list[str]:
    """The first two words, the second not a mere form of the first ("statement", "statements")."""
    shown = list(words[:1])
    shown.extend(word for word in words[1:] if word[:5] != shown[0][:5])
    return shown[:2]
