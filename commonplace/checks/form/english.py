"""Whether a text is in English, by the small words that every English text is full of."""

from __future__ import annotations

import re
from functools import cache

from commonplace.checks.form.known import known

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def words_in(text: str) -> list[str]:
    """Its words, without digits and signs."""
    return _WORD.findall(text)


def is_english(words: list[str]) -> bool:
    """Whether a quarter of the words are the small ones of English; a few words tell nothing."""
    english = known()["english"]
    if len(words) < english["words"]:
        return False
    known_words = _small()
    small = sum(1 for word in words if word.lower() in known_words)
    return bool(small >= english["least"] * len(words))


@cache
def _small() -> frozenset[str]:
    return frozenset(known()["english"]["small"])
