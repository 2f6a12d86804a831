"""The most telling words of each text, by tf-idf (Spärck Jones 1972): worked out once for a whole hub."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonplace.model.contribution import Contribution, Status

_WORD = re.compile(r"[^\W\d_][\w-]{2,30}")
_FENCED = re.compile(r"^[ \t]*(```+|~~~+).*?(?:^[ \t]*\1|\Z)", re.MULTILINE | re.DOTALL)
_MOST = 14
_LOOK_AT = 2_500
_IN_TITLE = 4

Weights = Mapping[str, float]
"""Words of a text and how telling each is; the squares add up to one."""


@dataclass(frozen=True)
class Telling:
    """The telling words of published contributions, by id, and how rare each is that more than one uses.

    `subjects` are those of its words that a text uses more than once, or in its title.
    """

    words: Mapping[str, Weights]
    subjects: Mapping[str, frozenset[str]]
    rarity: Mapping[str, float]

    def of(self, title: str, text: str) -> Weights:
        """The telling words of another text, as far as contributions use them too."""
        return _most_telling(_count(title, text), self.rarity)


def telling_words(contributions: Iterable[Contribution], stop_words: Iterable[str]) -> Telling:
    """Weigh the words of all published contributions. Words of one text alone tell of no other."""
    counts: dict[str, Counter[str]] = {}
    often: dict[str, frozenset[str]] = {}
    spread: Counter[str] = Counter()
    for one in contributions:
        if one.status is Status.PUBLISHED:
            text = _FENCED.sub("", one.document.body[:_LOOK_AT])
            count = counts[one.id] = _count(one.title, text)
            often[one.id] = frozenset(word for word, times in count.items() if times > 1)
            count.update(_WORD.findall(one.summary.lower()))  # mostly a paragraph of the text
            spread.update(counts[one.id].keys())
    rarity = _rarity(spread, len(counts), frozenset(stop_words))
    words = {key: _most_telling(count, rarity) for key, count in counts.items()}
    subjects = {key: often[key] & own.keys() for key, own in words.items()}
    return Telling(words, subjects, rarity)


def _rarity(spread: Mapping[str, int], total: int, stop_words: frozenset[str]) -> dict[str, float]:
    """How telling each word is that stands in `spread` of `total` texts; nothing for what tells of none."""
    most = max(2, total // 4)
    return {
        word: math.log(total / count)
        for word, count in spread.items()
        if 1 < count <= most and word not in stop_words
    }


def unlike(words: Sequence[str], most: int = 2) -> tuple[str, ...]:
    """The first words, none a mere form of one before ("statement", "statements")."""
    shown: dict[str, str] = {}
    for word in words:
        shown.setdefault(word[:5], word)
        if len(shown) == most:
            break
    return tuple(shown.values())


def _count(title: str, text: str) -> Counter[str]:
    words = Counter(_WORD.findall(text.lower()))
    for word in _WORD.findall(title.lower()):
        words[word] += _IN_TITLE
    return words


def _most_telling(words: Mapping[str, int], rarity: Mapping[str, float]) -> Weights:
    weights = {
        word: (1 + math.log(count)) * rarity[word]
        for word, count in words.items()
        if word in rarity
    }
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_MOST]
    length = math.sqrt(sum(weights[word] ** 2 for word in best)) or 1.0
    return {word: weights[word] / length for word in best}
