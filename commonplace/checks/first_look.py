"""The first look at a text: which rules can find anything in it. For most texts that is none.

What has no blank in it is looked for in single words, and a word in which there was nothing is not looked at
again: the texts of a hub are made of the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonplace.checks.plain import fold
from commonplace.checks.rules import Rule

_MOST_WORDS = 200_000  # that are remembered, none of them longer than so many signs
_LONGEST = 40
# What a pattern finds reaches no further from the place of its cue, where that is a pattern.
_AROUND = 80

Zones = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Seen:
    """The rules that may find something, in order, each with where in the text; and whether one of the parts
    is there."""

    tried: Sequence[tuple[Rule, Zones]]
    has_part: bool


@dataclass(frozen=True)
class _Held:
    """What is in some words: cues (by their longest word), parts, and patterns that rules have for a cue."""

    cues: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()


_NOTHING = _Held()
_NOTHING_SEEN = Seen((), has_part=False)


class FirstLook:
    """Looks at texts for the cues of `rules` and, besides, for `parts`: folded words of a company's list.

    It may see what no rule finds, and never overlooks what one would find.
    """

    def __init__(self, rules: Sequence[Rule], parts: Iterable[str] = ()) -> None:
        self._rules = rules
        self._parts = tuple(parts)
        self._cues: dict[str, list[tuple[str, int]]] = {}
        self._inside: dict[str, list[int]] = {}
        self._across: dict[str, list[int]] = {}
        for number, rule in enumerate(rules):
            if isinstance(rule.cue, tuple):
                for cue in rule.cue:
                    word = max(cue.split(), key=len)
                    self._cues.setdefault(word, []).append((cue, number))
            else:
                home = self._across if " " in rule.cue else self._inside
                home.setdefault(rule.cue, []).append(number)
        patterns = (*self._inside, *self._across)
        self._patterns = {cue: re.compile(cue, re.ASCII) for cue in patterns}
        self._harmless: set[str] = set()
        self._noticed: dict[str, _Held] = {}

    def look(self, text: str) -> Seen:
        """What may be found in `text`, whose disguises are resolved."""
        return self.look_at_all([text])[0]

    def look_at_all(self, texts: Sequence[str]) -> list[Seen]:
        """The same for many texts, which takes less time than one after the other."""
        words = [set(text.split()) - self._harmless for text in texts]
        new = set().union(*words).difference(self._noticed)
        if new:
            self._remember(new, self._held("\n".join(new)))
            words = [odd - self._harmless for odd in words]
        return [self._seen(text, odd) for text, odd in zip(texts, words, strict=True)]

    def _seen(self, text: str, words: set[str]) -> Seen:
        held = [self._noticed[word] for word in words if word in self._noticed]
        if len(held) < len(words):  # too long to be remembered, or too many
            held.append(self._held("\n".join(words)))
        zones: dict[int, Zones] = {}
        for cue in {*self._across, *(cue for one in held for cue in one.patterns)}:
            if found := _around(self._patterns[cue].finditer(text), len(text)):
                numbers = self._across.get(cue) or self._inside[cue]
                zones.update(dict.fromkeys(numbers, found))
        if not held and not zones:
            return _NOTHING_SEEN
        cues = {word for one in held for word in one.cues}
        low = text.lower()
        self._add_literal(cues, low, len(text), zones)
        is_even = len(low) == len(text)  # small letters can be more than there were
        tried = (
            _narrowed(self._rules[number], zones[number], low, is_even=is_even)
            for number in sorted(zones)
        )
        has_part = any(one.parts for one in held)
        return Seen([(rule, places) for rule, places in tried if places], has_part)

    def _held(self, words: str) -> _Held:
        low, folded = words.lower(), fold(words)
        return _Held(
            frozenset([word for word in self._cues if word in low]),
            frozenset([part for part in self._parts if part in folded]),
            frozenset([cue for cue in self._inside if self._patterns[cue].search(words)]),
        )

    def _remember(self, words: Iterable[str], together: _Held) -> None:
        """Keep what is in each of some words, all of which hold no more than is `together` in them."""
        if len(self._harmless) + len(self._noticed) > _MOST_WORDS:
            return
        short = [word for word in words if len(word) <= _LONGEST]
        if together != _NOTHING:
            self._noticed.update(
                (word, one) for word in short if (one := self._part(word, together))
            )
            short = [word for word in short if word not in self._noticed]
        self._harmless.update(short)

    def _part(self, word: str, together: _Held) -> _Held | None:
        """What of all this is in one word."""
        low = word.lower()
        folded = low if word.isascii() else fold(word)
        cues = [cue for cue in together.cues if cue in low]
        parts = [part for part in together.parts if part in folded]
        patterns = [cue for cue in together.patterns if self._patterns[cue].search(word)]
        if not (cues or parts or patterns):
            return None
        return _Held(frozenset(cues), frozenset(parts), frozenset(patterns))

    def _add_literal(self, cues: set[str], low: str, length: int, zones: dict[int, Zones]) -> None:
        """Where the rules whose cues are letters are to be tried: in the whole text, but for short ones."""
        near: dict[int, list[re.Match[str]]] = {}
        for cue, number in (row for word in cues for row in self._cues[word]):
            if cue not in low:
                continue
            if self._rules[number].short and len(low) == length:
                near.setdefault(number, []).extend(re.finditer(re.escape(cue), low))
            else:
                zones[number] = ((0, length),)
        for number, found in near.items():
            zones[number] = _around(sorted(found, key=lambda one: one.start()), length)


def _around(places: Iterable[re.Match[str]], length: int) -> Zones:
    """These places with what is around them; what touches is one."""
    zones: list[tuple[int, int]] = []
    for found in places:
        start, end = max(0, found.start() - _AROUND), min(length, found.end() + _AROUND)
        if zones and start <= zones[-1][1]:
            zones[-1] = (zones[-1][0], end)
        else:
            zones.append((start, end))
    return zones


def _narrowed(rule: Rule, zones: Zones, low: str, *, is_even: bool) -> tuple[Rule, Zones]:
    """Where a rule is to be tried; nowhere if what it needs besides is not there."""
    if rule.near is not None and not any(word in low for word in rule.near.words):
        return rule, ()
    if rule.quick is None:
        return rule, zones
    if rule.short and is_even:
        return rule, [zone for zone in zones if rule.quick.search(low, *zone)]
    return rule, zones if rule.quick.search(low) else ()
