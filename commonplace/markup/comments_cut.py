"""A long comment cut where nothing is torn: at the end of a block, or else between two words."""

from __future__ import annotations

import re
from html import unescape

_MOST = 6_000
_MOST_HTML = 24_000
_LINE = 40  # what makes a line weighs as much as a short one
_LINES = frozenset({"p", "br", "li", "tr", "pre", "blockquote", "div", "hr", "dt", "dd", "summary"})
_VOID = frozenset({"br", "hr"})
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*+)((?:[^>"]++|"[^"]*+")*)>')


def cut_comment(html: str) -> tuple[str, bool]:
    """Cleaned HTML, short enough for a page, and whether something was cut off."""
    if len(html) <= _MOST and _weight_at_most(html) <= _MOST:
        return html, False
    weight, done = 0, 0
    opened: list[str] = []
    whole, whole_weight = 0, 0  # where the last block ended that is shown whole
    for tag in _TAG.finditer(html):
        text = html[done : tag.start()]
        if weight + _weight(text) > _MOST or tag.start() > _MOST_HTML:
            break
        weight += _weight(text)
        done = tag.end()
        name = tag[2]
        if tag[1]:
            if name in opened:
                while opened.pop() != name:
                    pass
            if not opened:
                whole, whole_weight = done, weight
            continue
        weight += _LINE if name in _LINES else 0
        if name not in _VOID:
            opened.append(name)
    else:
        if weight + _weight(html[done:]) <= _MOST:
            return html, False
    if whole_weight >= _MOST // 3:
        return html[:whole], True
    closing = "".join(f"</{name}>" for name in reversed(opened))
    return f"{html[:done]}{_first_words(html[done:], _MOST - weight)}…{closing}", True


def _weight(text: str) -> int:
    return len(text) + _LINE * text.count("\n")


def _weight_at_most(html: str) -> int:
    return len(html) + _LINE * (
        html.count("<br") + html.count("<p") + html.count("\n") + html.count("<li")
    )


def _first_words(rest: str, room: int) -> str:
    """As much of the text that follows as there is room for, without half an entity or half a word."""
    text = rest.partition("<")[0]
    if len(text) <= room:
        return text
    kept = text[: max(0, room)]
    whole = re.match(r"(?s).*[\s]", kept)
    kept = whole[0] if whole and len(whole[0]) > len(kept) // 2 else kept
    return re.sub(r"&[#\w]*$", "", kept).rstrip()


def first_words(html: str, most: int) -> str:
    """The first words of cleaned HTML as plain text on one line, so many characters at most."""
    text = " ".join(unescape(_TAG.sub(" ", html[: most * 8])).split())
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]}…"
