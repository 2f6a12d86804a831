"""“Did you mean”: the most similar of the names that there are, at a cost that nobody can drive up."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nlargest

LONGEST = 80
ALIKE = 0.6
FINALISTS = 20
SENTENCE = " Did you mean “{name}”?"
_MOST_COMPARED = 300_000


class Suggestions:
    """Suggestions out of one set of names, for a whole build.

    Each distinct word costs once, and after `most` of them, or 300,000 comparisons, no more are made.
    """

    def __init__(self, choices: Iterable[str], most: int = 200) -> None:
        self._choices = sorted({choice for choice in choices if choice})
        self._sentences: dict[str, str] = {}
        self._most = most
        self._left = _MOST_COMPARED

    def sentence(self, word: str) -> str:
        """A sentence that names the most similar name, with a space before it, or nothing."""
        word = word[:LONGEST].casefold()
        known = self._sentences.get(word)
        if known is not None:
            return known
        if len(self._sentences) >= self._most or self._left < len(self._choices):
            return ""
        self._left -= len(self._choices)
        return self._sentences.setdefault(word, _sentence(word, self._choices))


def nearest(word: str, choices: Iterable[str]) -> str:
    """The same sentence for one word and a few choices."""
    return _sentence(word[:LONGEST].casefold(), choices)


def meant(name: str) -> str:
    """The sentence that names a name."""
    return SENTENCE.format(name=name)


def _sentence(word: str, choices: Iterable[str]) -> str:
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)
    # Letters regardless of their order: quick to count, and never less alike than the words are.
    by_letters: list[tuple[float, str]] = []
    for choice in choices:
        matcher.set_seq1(choice[:LONGEST])
        if matcher.real_quick_ratio() >= ALIKE:
            letters = matcher.quick_ratio()
            if letters >= ALIKE:
                by_letters.append((letters, choice))
    best = (ALIKE, "")
    for _, choice in nlargest(FINALISTS, by_letters):
        matcher.set_seq1(choice[:LONGEST])
        best = max(best, (matcher.ratio(), choice))
    return meant(best[1]) if best[1] else ""
