"""Signs piled up on one letter, which reach into the lines above and below."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

_MOST = 4  # no language writes more on one letter
_FIRST = "\u0300"


def without_stacks(text: str) -> str:
    """`text` with at most four combining signs on a letter."""
    if text.isascii():
        return text
    return _stacks().sub(r"\1", text)


@cache
def _stacks() -> re.Pattern[str]:
    signs: list[str] = []
    start = None
    for code in range(ord(_FIRST), min(sys.maxunicode, 0x1FFFF) + 1):
        piles = unicodedata.category(chr(code)) in ("Mn", "Me") and not 0xFE00 <= code <= 0xFE0F
        if piles and start is None:
            start = code
        elif not piles and start is not None:
            signs.append(f"{chr(start)}-{chr(code - 1)}")
            start = None
    marks = f"[{''.join(signs)}]"
    return re.compile(f"({marks}{{{_MOST}}}){marks}+")
