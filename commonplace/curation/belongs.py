"""Contributions of no topic, and the topics whose words they share.

A topic is known by the telling words of its contributions, added up, and by those of its own title and
summary. The work grows with the hub: each contribution meets only the topics that know one of its words.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonplace.curation.telling import Telling, Weights, unlike
from commonplace.model.contribution import Contribution, Status
from commonplace.model.topics import Topic

_NEWEST = 200
_KNOWN_BY = 60
_NEAR = 0.13
_NEARLY_AS_NEAR = 0.8
_MOST_TOPICS = 2


@dataclass(frozen=True)
class Belongs:
    """A contribution that looks like one of a topic's; `words` are what both tell of, most telling first."""

    contribution: str
    words: tuple[str, ...]
    score: float


def belongs(
    contributions: Mapping[str, Contribution],
    topics: Iterable[Topic],
    telling: Telling,
    most: int = 10,
) -> Mapping[str, tuple[Belongs, ...]]:
    """By the slug of each topic, at most `most` contributions of no topic, the nearest first.

    A contribution is offered to the nearest topic, and to a second one that is nearly as near. One shared
    word is a coincidence: it takes two.
    """
    strays = [
        one
        for one in contributions.values()
        if not one.topics and one.status is Status.PUBLISHED and telling.words[one.id]
    ]
    if not strays:
        return {}
    known = {topic.slug: _words_of(topic, telling) for topic in topics}
    holders: dict[str, list[str]] = {}
    for slug, words in known.items():
        for word in words:
            holders.setdefault(word, []).append(slug)
    found: dict[str, list[Belongs]] = {}
    for one in strays:
        for slug, offer in _offers(one.id, telling.words[one.id], known, holders):
            found.setdefault(slug, []).append(offer)
    return {
        slug: tuple(heapq.nsmallest(most, offers, key=lambda one: (-one.score, one.contribution)))
        for slug, offers in found.items()
    }


def _words_of(topic: Topic, telling: Telling) -> Weights:
    """What a topic is known by. Words of a single contribution say little about the whole."""
    sums: dict[str, float] = defaultdict(float)
    members = [telling.words[one] for one in topic.contributions[:_NEWEST] if one in telling.words]
    for words in (*members, telling.of(topic.title, topic.summary)):
        for word, weight in words.items():
            sums[word] += weight
    best = heapq.nsmallest(_KNOWN_BY, sums, key=lambda word: (-sums[word], word))
    length = math.sqrt(sum(sums[word] ** 2 for word in best)) or 1.0
    return {word: sums[word] / length for word in best}


def _offers(
    ident: str,
    mine: Weights,
    known: Mapping[str, Weights],
    holders: Mapping[str, Iterable[str]],
) -> list[tuple[str, Belongs]]:
    scores: dict[str, float] = defaultdict(float)
    for word, weight in mine.items():
        for slug in holders.get(word, ()):
            scores[slug] += weight * known[slug][word]
    near = [(score, slug) for slug, score in scores.items() if score >= _NEAR]
    best = heapq.nsmallest(_MOST_TOPICS, near, key=lambda pair: (-pair[0], pair[1]))
    offers = []
    for score, slug in best:
        theirs = known[slug]
        strength = {word: weight * theirs[word] for word, weight in mine.items() if word in theirs}
        words = unlike(sorted(strength, key=lambda word: (-strength[word], word)))
        if len(words) > 1 and score >= _NEARLY_AS_NEAR * best[0][0]:
            offers.append((slug, Belongs(ident, words, score)))
    return offers
