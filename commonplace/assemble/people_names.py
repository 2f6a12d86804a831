"""Names of people: fit to be shown, compared, and turned into ids. None holds an address."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SHOWN = 80
_ID_LENGTH = 60
_LONGEST = 1000
_KEPT = 1 << 18  # more names than a build has: each is asked for several times
_ADDRESS = re.compile(
    r"""
    <?(?<![^\s@<>])(?:          # the start of a word: tried once each, however long it is
      [^\s@<>]+@[^\s@<>]+       # a@b
    | [^\s@<>]+\s*@\s*[^\s@<>.]+\.[^\s@<>]+            # a @ b.c
    | [^\s@<>]+?\s*(?:[(\[{]\s*at\s*[)\]}]|&commat;|&\#0*64;|&\#x0*40;)\s*[^\s@<>]+  # a (at) b
    | [^\s@<>]+?[%=]40[^\W\d_][^\s@<>]*                 # as in web addresses and in mails
    )>?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_SIGNS = frozenset("@([{&%=")  # no address without one of them
_NO_WORD = re.compile(r"[^a-z0-9]+")
_JOINERS = "\u200c\u200d"  # part of Persian and Indic spelling
_FOLDED = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


@lru_cache(maxsize=_KEPT)
def presentable(name: str) -> str:
    """The name as it may be shown: no control or direction characters, no address, 80 characters.

    Empty if nothing is left.
    """
    kept = name[:_LONGEST]
    if not (kept.isascii() and kept.isprintable()):
        kept = "".join(map(_shown_character, unicodedata.normalize("NFC", kept)))
    text = " ".join(without_addresses(kept, " ").split())
    if not any(_is_letter_or_number(c) for c in text):
        return ""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def holds_address(text: str) -> bool:
    """Whether the text is or holds something like an e-mail address, however it is disguised."""
    plain = _plain(text)
    return not _SIGNS.isdisjoint(plain) and _ADDRESS.search(plain) is not None


def without_addresses(text: str, instead: str = "…") -> str:
    """The text with `instead` in the place of what `holds_address` finds."""
    plain = _plain(text)
    if _SIGNS.isdisjoint(plain):
        return text
    found = _ADDRESS.sub(instead, plain)
    return text if found == plain else found


@lru_cache(maxsize=_KEPT)
def comparable(text: str) -> str:
    """The form in which spellings of one name or login are equal: case and blanks do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_full_name(name: str) -> bool:
    """Whether the name has two words or more, so that it may tell one person from another."""
    return len([w for w in comparable(name).split() if any(c.isalpha() for c in w)]) >= 2


@lru_cache(maxsize=_KEPT)
def slug_of_name(name: str) -> str:
    """An id from a presentable name: Latin letters without accents, other scripts as they are."""
    # O'Neil is one word.
    name = _APOSTROPHE.sub("", name).lower().translate(_FOLDED)
    if name.isascii():
        return _NO_WORD.sub("-", name)[:_ID_LENGTH].strip("-")
    kept: list[str] = []
    for c in unicodedata.normalize("NFC", name):
        if unicodedata.category(c)[0] == "M":
            # Vowel signs of other scripts; an accent that is left over from a Latin letter goes.
            kept.append("" if not kept or kept[-1].isascii() else c)
            continue
        kept.append(_plain_letters(c))
    return re.sub(r"-+", "-", "".join(kept))[:_ID_LENGTH].strip("-")


def _plain(text: str) -> str:
    """The text with characters that are other forms of plain ones, such as a wide @, made plain."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=_KEPT)
def _plain_letters(c: str) -> str:
    """Latin letters without accents for a character; a letter of another script; or a hyphen."""
    plain = "".join(p for p in unicodedata.normalize("NFKD", c) if not unicodedata.combining(p))
    if plain.isascii():
        return "".join(p if p.isalnum() else "-" for p in plain.lower())
    return c if _is_letter_or_number(c) else "-"


def _is_letter_or_number(c: str) -> bool:
    return unicodedata.category(c)[0] in "LN"


@lru_cache(maxsize=_KEPT)
def _shown_character(c: str) -> str:
    category = unicodedata.category(c)
    if c in _JOINERS:
        return c
    if category in ("Zs", "Zl", "Zp") or c in "\t\n\r":
        return " "
    return "" if category in ("Cc", "Cf", "Cs", "Co", "Cn") else c
