"""Lists as GitHub shows them, written so that Python-Markdown shows them alike.

GitHub follows CommonMark: a line is in an item when it begins where the item's own words do or further right
(5.2), a list may follow words without an empty line, and another mark begins another list (5.3).
Python-Markdown wants four columns a level and empty lines. `arrange` reads lines as CommonMark does and says
what has to stand before each; no line goes, and what Python-Markdown reads alike stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from commonplace.markup.list_reader import ListReader, Row

_MOST_GAPS = 5_000
_ANY = re.compile(r"\n[ \t>]*+(?:[-+*]|[0-9]{1,9}[.)])\s")


def arrange(lines: Sequence[str]) -> list[Row]:
    """What each line needs so that Python-Markdown sees the lists that GitHub shows."""
    reader = ListReader()
    rows = [Row() for _ in lines]
    for line, row in zip(lines, rows, strict=True):
        reader.line(line, row)
    for row, owner, empty in reader.waiting:
        if owner.loose and not row.gap:
            row.gap = empty
    for row in [row for row in rows if row.gap][_MOST_GAPS:]:
        row.gap = ""
    return rows


def has_lists(text: str) -> bool:
    """Whether there is anything to arrange. Most texts have nothing."""
    return _ANY.search(f"\n{text}\n") is not None


def arranged(text: str) -> str:
    """`text` with its lists as Python-Markdown wants them. Lines are put in; none goes."""
    if not has_lists(text):
        return text
    lines = text.split("\n")
    rows = zip(arrange(lines), lines, strict=True)
    return "\n".join(f"{row.gap}{row.before}{row.lead}{line[row.skip :]}" for row, line in rows)
