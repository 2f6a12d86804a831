"""Related contributions, and in words why they are: shared rare words first, then shared topics.

Each text is reduced to its most telling words by tf-idf (Spärck Jones 1972); two texts are as near as the
words they share are rare. Words that many texts use make no candidates, so the work grows with the hub and
not with its square.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonplace.markup.mask import mask_code
from commonplace.model.contribution import Contribution, Status

_WORD = re.compile(r"[^\W\d_][\w-]{2,30}")
_TELLING = 14
_COMMON = 60
_LOOK_AT = 2_500
_SAME_AUTHOR = 0.3


@dataclass(frozen=True)
class Related:
    """A neighbor. `words` are those both tell of, most telling first; `topics` are shared slugs."""

    contribution: str
    words: tuple[str, ...]
    topics: tuple[str, ...]


def related(
    contributions: Sequence[Contribution], stop_words: Iterable[str], most: int = 4
) -> Mapping[str, tuple[Related, ...]]:
    """At most `most` neighbors of each contribution, nearest first. Obsolete ones and drafts are none."""
    shown = [one for one in contributions if one.status is Status.PUBLISHED]
    telling = _telling_words(shown, frozenset(stop_words))
    holders: dict[str, list[int]] = {}
    by_topic: dict[str, list[int]] = {}
    for index, one in enumerate(shown):
        for word in telling[index]:
            holders.setdefault(word, []).append(index)
        for topic in one.topics:
            by_topic.setdefault(topic, []).append(index)
    found = {}
    for index, one in enumerate(shown):
        scores: Counter[int] = Counter()
        for word, weight in telling[index].items():
            if len(holders[word]) <= _COMMON:
                for other in holders[word]:
                    scores[other] += weight * telling[other][word]  # type: ignore[assignment]
        for topic in one.topics:
            for other in by_topic[topic][:_COMMON]:
                scores[other] += 0.2  # type: ignore[assignment]
        del scores[index]
        for other in scores:
            if set(shown[other].authors) & set(one.authors):
                scores[other] *= 1 + _SAME_AUTHOR * 0.1  # type: ignore[assignment]
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:most]
        found[one.id] = tuple(
            _reason(one, shown[other], telling[index], telling[other]) for other, _ in best
        )
    return found


def _telling_words(
    contributions: Sequence[Contribution], stop_words: frozenset[str]
) -> list[dict[str, float]]:
    counts = []
    spread: Counter[str] = Counter()
    for one in contributions:
        text = mask_code(one.document.body[:_LOOK_AT])
        words = Counter(word.lower() for word in _WORD.findall(f"{one.summary}\n{text}"))
        for word in _WORD.findall(one.title):
            words[word.lower()] += 4
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
    shared = sorted(
        (word for word in mine if word in theirs), key=lambda word: -mine[word] * theirs[word]
    )
    topics = tuple(topic for topic in one.topics if topic in other.topics)
    return Related(other.id, tuple(shared[:2]), topics)
