"""How deep HTML elements lie inside each other: every level that stays open slows the levels below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.util import BLOCK_LEVEL_ELEMENTS

from commonplace.markup.amount import Excess

MOST_OPEN = 200

_ELEMENT = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)([^<>]*+)")
_VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    }
)
# A browser ends these by itself: they are open beside each other, not inside.
_ENDED = _VOID | {"a", "dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
_INLINE = frozenset(
    {
        *("abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del"),
        *("dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt"),
        *("rtc", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "audio", "video", "circle", "g", "path", "rect"),
    }
)
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS) - _ENDED - _INLINE
# In a drawing or a formula nothing ends by itself.
_FOREIGN = frozenset({"svg", "math"})
# What is open outside of these is not closed from inside.
_WALLS = _FOREIGN | {"table", "object", "applet", "marquee", "template", "caption"}
_NESTING = _BLOCKS | _INLINE | _WALLS


def open_elements(masked: str) -> Iterator[Excess]:
    """The first place where more than `MOST_OPEN` elements of a text without its code are open."""
    opened: list[str] = []
    for tag in _ELEMENT.finditer(masked):
        name = tag[2].lower()
        if tag[1]:
            _close(opened, name)
        elif name in _NESTING or (name not in _VOID and not _FOREIGN.isdisjoint(opened)):
            if tag[3].endswith("/") and not _FOREIGN.isdisjoint((name, *opened)):
                continue
            opened.append(name)
            if len(opened) > MOST_OPEN:
                what = "HTML tags open inside each other"
                yield Excess(tag.start(), what, len(opened), MOST_OPEN)
                return


def _close(opened: list[str], name: str) -> None:
    """Close as a browser does: a block with all in it, other tags only within their block."""
    for place in range(len(opened) - 1, -1, -1):
        if opened[place] == name:
            del opened[place : None if name not in _INLINE else place + 1]
            return
        if opened[place] in _WALLS and name not in _WALLS:
            return
        if name in _INLINE and opened[place] in _BLOCKS:
            return
