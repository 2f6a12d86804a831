"""Names of people: fit to be shown, compared, and turned into ids. None holds an address."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SHOWN = 80
_ID_LENGTH = 60
_ADDRESS = re.compile(r"<?[^\s@<>]+@[^\s@<>]+>?")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_JOINERS = "\u200c\u200d"  # part of Persian and Indic spelling
_FOLDED = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


@lru_cache(maxsize=65536)
def presentable(name: str) -> str:
    """The name as it may be shown: no control or direction characters, no address, 80 characters.

    Empty if nothing is left.
    """
    kept = "".join(_shown_character(c) for c in unicodedata.normalize("NFC", name))
    words = _ADDRESS.sub(" ", kept).split()
    text = " ".join(words)
    if not any(unicodedata.category(c)[0] in "LN" for c in text):
        return ""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def holds_address(text: str) -> bool:
    """Whether the text is or holds something like an e-mail address."""
    return _ADDRESS.search(text) is not None


@lru_cache(maxsize=65536)
def comparable(text: str) -> str:
    """The form in which spellings of one name or login are equal: case and blanks do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_full_name(name: str) -> bool:
    """Whether the name has two words or more, so that it may tell one person from another."""
    return len([w for w in comparable(name).split() if any(c.isalpha() for c in w)]) >= 2


@lru_cache(maxsize=65536)
def slug_of_name(name: str) -> str:
    """An id from a presentable name: Latin letters without accents, other scripts as they are."""
    # O'Neil is one word.
    name = _APOSTROPHE.sub("", name)
    kept: list[str] = []
    for c in unicodedata.normalize("NFC", name.lower().translate(_FOLDED)):
        if unicodedata.category(c)[0] == "M":
            # Vowel signs of other scripts; an accent that is left over from a Latin letter goes.
            kept.append("" if not kept or kept[-1].isascii() else c)
            continue
        plain = "".join(p for p in unicodedata.normalize("NFKD", c) if not unicodedata.combining(p))
        if plain.isascii():
            kept.append("".join(p if p.isalnum() else "-" for p in plain.lower()))
        elif unicodedata.category(c)[0] in "LN":
            kept.append(c)
        else:
            kept.append("-")
    return re.sub(r"-+", "-", "".join(kept))[:_ID_LENGTH].strip("-")


def _shown_character(c: str) -> str:
    category = unicodedata.category(c)
    if c in _JOINERS:
        return c
    if category in ("Zs", "Zl", "Zp") or c in "\t\n\r":
        return " "
    return "" if category in ("Cc", "Cf", "Cs", "Co", "Cn") else c
