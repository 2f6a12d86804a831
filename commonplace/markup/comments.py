"""Comments in a text: notes of its writers to each other, which no page shows."""

from __future__ import annotations

import re

from commonplace.markup.mask import mask_code

_START = "<!--"
_STAND_IN = "\x02\x02\x02\x02"
# A mark of code within a comment hides the next comment from the first pass.
_MOST_PASSES = 4
_END = re.compile(r"--!?>")


def without_comments(text: str) -> str:
    """`text` without its closed HTML comments; those that are shown as code stay."""
    for _ in range(_MOST_PASSES):
        if _START not in text:
            break
        left = _one_pass(text)
        if left == text:
            break
        text = left
    return text


def _one_pass(text: str) -> str:
    # The mask hides comments as well as code; it has to hide code alone here.
    masked = mask_code(text.replace(_START, _STAND_IN))
    parts: list[str] = []
    done = 0
    while (start := masked.find(_STAND_IN, done)) >= 0:
        end = _END.search(text, start + 2)
        if end is None:
            break
        parts.append(text[done:start])
        done = end.end()
    return "".join(parts) + text[done:]
