"""Texts that say nearly the same as another one: whoever writes the second may better extend the first."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from commonplace.checks.form.facts import Facts, Twin
from commonplace.checks.form.known import known
from commonplace.checks.form.page import Advice, Page

_WORD = re.compile(r"[^\W_]+")
_SKETCH = (
    24  # of the runs of a text, those with the smallest numbers: alike texts share many of them
)
_SHARED = 3
_ROUGH = 5  # words in a row that two alike texts share somewhere, and others hardly ever
_MOST = 40  # texts with one run: more are a form that everybody fills in
_FINALISTS = 5


@dataclass(frozen=True)
class Writing:
    """A text to compare: its path, title and words. Of two, the one with the larger `age` is told."""

    path: str
    title: str
    body: str
    age: str = ""

    @property
    def words(self) -> list[str]:
        """Its words in small letters; not kept, since a hub has millions."""
        return _WORD.findall(self.body.lower())

    def runs(self) -> frozenset[int]:
        """Every few words in a row, as numbers that are the same on every machine."""
        words, length = self.words, known()["twins"]["words"]
        return frozenset(
            crc32(" ".join(words[at : at + length]).encode("utf-8", "replace"))
            for at in range(len(words) - length + 1)
        )

    def rough(self) -> list[str]:
        """Its words with the signs at them: quick, and enough to see whether two texts share any run."""
        return self.body.lower().split()

    def name(self) -> str:
        """The title without signs and capitals."""
        return " ".join(_WORD.findall(self.title.casefold()))


def without_hints(body: str) -> str:
    """A text without its comments: two that were just begun have the hints of one template in common."""
    first, *others = body.split("<!--")
    return first + "".join(one.partition("-->")[2] for one in others)


def twins(page: Page, facts: Facts) -> Iterator[Advice]:
    """The one that is most like it."""
    twin = facts.twins.get(page.path)
    if twin is not None:
        code = "form-twin" if twin.same_text else "form-same-title"
        yield page.advise(code, page.top, title=twin.title, other=twin.path)


def find_twins(writings: Sequence[Writing]) -> dict[str, Twin]:
    """For each text that says nearly the same as an older one: which. Work grows with the hub alone.

    Candidates share a part of their sketches (Broder 1997, On the resemblance and containment of documents)
    or have one title; only they are compared run by run.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    titled: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(writings):
        for number in heapq.nsmallest(_SKETCH, one.runs()):
            holders[number].append(index)
        titled[one.name()].append(index)
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for some in holders.values():
        if 1 < len(some) <= _MOST:
            for index in some:
                shared[index].update(some)
    found: dict[str, Twin] = {}
    for index, one in enumerate(writings):
        near = [
            other
            for other, count in shared[index].most_common(_FINALISTS + 1)
            if other != index and count >= _SHARED
        ]
        namesakes = titled[one.name()]
        near += [other for other in namesakes if other != index][:_FINALISTS]
        others = (writings[other] for other in near)
        best = nearest_of(one, (two for two in others if (two.age, two.path) < (one.age, one.path)))
        if best is not None:
            found[one.path] = best
    return found


def find_twins_of(few: Sequence[Writing], all_others: Iterable[Writing]) -> dict[str, Twin]:
    """The same for a few texts alone, which count as the newer ones: each of the others is looked at once."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    titled: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(few):
        for run in set(_in_a_row(one.rough())):
            holders[run].append(index)
        titled[one.name()].append(index)
    near: dict[int, list[tuple[int, str, Writing]]] = defaultdict(list)
    for other in all_others:
        namesakes = titled.get(other.name(), ())
        if holders.keys().isdisjoint(_in_a_row(other.rough())) and not namesakes:
            continue
        counts: Counter[int] = Counter()
        for run in _in_a_row(other.rough()):
            if run in holders:
                counts.update(holders[run])
        for index in {*counts, *namesakes}:
            one = few[index]
            if (other.age, other.path) < (one.age, one.path) or not other.age:
                heapq.heappush(near[index], (counts[index], other.path, other))
                if len(near[index]) > _FINALISTS * 2:
                    heapq.heappop(near[index])
    found: dict[str, Twin] = {}
    for index, one in enumerate(few):
        others = (other for _, _, other in sorted(near[index], reverse=True))
        best = nearest_of(one, (other for other in others if other.path != one.path))
        if best is not None:
            found[one.path] = best
    return found


def _in_a_row(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(_ROUGH)), strict=False)


def nearest_of(one: Writing, others: Iterable[Writing]) -> Twin | None:
    """The text among `others` that says nearly the same as `one`, if there is one."""
    limits = known()["twins"]
    mine = one.runs()
    best: tuple[float, Twin] | None = None
    for other in others:
        theirs = other.runs()
        together = len(mine & theirs)
        alike = together / max(1, len(mine | theirs))
        same_text = alike >= limits["alike"] and min(len(mine), len(theirs)) >= limits["least"]
        words = set(one.words), set(other.words)
        by_words = len(words[0] & words[1]) / max(1, len(words[0] | words[1]))
        namesake = bool(one.name()) and one.name() == other.name() and by_words >= limits["titles"]
        if (same_text or namesake) and (best is None or alike > best[0]):
            best = (alike, Twin(other.path, other.title, same_text))
    return best[1] if best else None
