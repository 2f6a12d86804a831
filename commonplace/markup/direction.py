"""Texts that are read from right to left, wholly or in parts."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbors, and the forms that older programs write.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# What Python-Markdown puts in the place of something that it brings back at the end.
_HELD_BACK = re.compile("\x02[^\x03]*\x03")


def runs_right_to_left(text: str) -> bool:
    """Whether anything in a text is written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def first_direction(text: str) -> Literal["ltr", "rtl"]:
    """Which way a text is read, by its first letter that says (rules P2 and P3 of UAX #9)."""
    for letter in _HELD_BACK.sub("", text):
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"
