"""Logins of people who are not named, taken out of cleaned HTML: out of its words and out of its links."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_PIECES = re.compile(r'(<(?:[^>"]++|"[^"]*+")*>)')
_HREF = re.compile(r' href="([^"]*)"')


def without_names(html: str, hidden: frozenset[str], instead: str) -> str:
    """`html` with `instead` for each of the `hidden` logins (in small letters) that it names.

    A login that could be a plain word counts where it stands as a login does: after @, or in an address.
    """
    plain = unescape(html) if "&" in html else html
    plain = unquote(plain) if "%" in plain else plain
    found = hidden.intersection(_NAME.findall(plain.lower()))
    if not found:
        return html
    logins = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    odd = [re.escape(name) for name in found if not name.isalpha()]
    ways = [rf"[^\s<]*[/=](?:{logins})(?![\w-])[^\s<]*", rf"(?<!\w)@(?:{logins})(?![\w-])"]
    if odd:
        ways.append(rf"(?<![\w-])(?:{'|'.join(sorted(odd, key=len, reverse=True))})(?![\w-])")
    words = re.compile("|".join(ways), re.IGNORECASE)
    address = re.compile(rf"(?<![\w-])(?:{logins})(?![\w-])", re.IGNORECASE)
    parts = _PIECES.split(html)
    within = False  # a link that is taken away
    for place, part in enumerate(parts):
        if place % 2 == 0:
            parts[place] = words.sub(instead, part)
        elif (link := _HREF.search(part)) and address.search(unquote(unescape(link[1]))):
            parts[place], within = "", True
        elif part == "</a>" and within:
            parts[place], within = "", False
    return "".join(parts)
