"""Change or take out the links of a Markdown text and leave every other byte as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from html import escape
from typing import Final, Literal

from commonplace.markup.linkscan import ATTRIBUTE, Link, Scan, fold, scan_links
from commonplace.markup.mask import mask_code
from commonplace.markup.plain_addresses import plain_addresses


class Drop(Enum):
    """The type of `DROP`: the link becomes its plain text."""

    DROP = "drop"


DROP: Final = Drop.DROP

_BARE = re.compile(r"[^\s()<>\"'\\`]*")
_ENCODED = {ord(char): f"%{ord(char):02X}" for char in "\\`<>\t\n\r\x0b\x0c"}
_TIGHT = _ENCODED | {ord(" "): "%20", ord("\u00a0"): "%C2%A0"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{1,31}:|[^\s@/]+@[^\s@/]+$")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}")
_BLOCK_MARK = re.compile(r"(?:\d+(?=[.)]\s)|(?=#|>|[-+*]\s|!!!|\?\?\?|===|:\s|\|))")
_Edit = tuple[int, int, str]


def rewrite_links(
    text: str,
    replace: Callable[[Link], str | Literal[Drop.DROP] | None],
    *,
    link_addresses: bool = False,
) -> str:
    """`text` with new destinations: `replace` gives one for a link, None to keep it, DROP for its text alone.

    A new destination is written as an address, not as Markdown: it is escaped as its place needs. A
    dropped definition takes its uses along, a dropped picture leaves its alternative text. With
    `link_addresses`, addresses in the running text become links, as on GitHub.
    """
    scan = scan_links(text)
    edits: list[_Edit] = []
    if link_addresses and "://" in text:
        for start, end in plain_addresses(mask_code(text), scan):
            edits += [(start, start, "<"), (end, end, ">")]
    dropped: set[str] = set()
    for link in scan.links:
        answer = replace(link)
        if answer is None:
            continue
        if answer is DROP:
            edits += _drop(text, scan, link)
            if link.kind == "definition":
                dropped.add(fold(link.text))
        else:
            edits.append(_change(text, link, answer))
    for use in scan.uses:
        if use.label in dropped:
            edits += _unwrap(text, (use.outer_start, use.outer_end), (use.text_start, use.text_end))
    return _apply(text, edits)


def _apply(text: str, edits: list[_Edit]) -> str:
    """Edits in order of place; one that lies within a span already taken out is left aside."""
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits):
        if start < done:
            continue
        parts += (text[done:start], new)
        done = end
    return "".join(parts) + text[done:]


def _change(text: str, link: Link, new: str) -> _Edit:
    if link.kind == "html":
        quoted = (
            text[link.start - 1] in "\"'" and text[link.end : link.end + 1] == text[link.start - 1]
        )
        value = escape(new.translate({10: " ", 13: " "}))
        return link.start, link.end, value if quoted else f'"{value}"'
    if link.kind == "definition":
        return link.start, link.end, new.translate(_TIGHT)
    if link.kind == "autolink":
        address = new.translate(_TIGHT)
        if _SCHEME.match(address):
            return link.start, link.end, address
        return link.outer_start, link.outer_end, f"[{link.text}](<{address}>)"
    angled = text[link.start - 1] == "<" and text[link.end : link.end + 1] == ">"
    address = new.translate(_ENCODED)
    if not angled and not (address and _BARE.fullmatch(address)):
        address = f"<{address}>"
    return link.start, link.end, address


def _drop(text: str, scan: Scan, link: Link) -> list[_Edit]:
    if link.kind == "autolink":
        return [(link.outer_start, link.outer_end, text[link.start : link.end])]
    if link.kind == "html":
        return [_drop_attribute(text, scan, link)]
    if link.kind == "definition":
        return [(link.outer_start, link.outer_end, "")]
    return _unwrap(text, (link.outer_start, link.outer_end), scan.inner[link.start])


def _drop_attribute(text: str, scan: Scan, link: Link) -> _Edit:
    start, end = scan.tags[link.start]
    if link.text.lower() == "img":
        alt = ""
        for found in ATTRIBUTE.finditer(text, start + 4, end):
            if found["name"].lower() == "alt" and found["value"]:
                alt = found["value"].strip("\"'")
        return start, end, escape(alt.replace("&", "\0"), quote=False).replace("\0", "&")
    blank = link.outer_start
    while text[blank - 1].isspace():
        blank -= 1
    return blank, link.outer_end, ""


def _unwrap(text: str, outer: tuple[int, int], inner: tuple[int, int]) -> list[_Edit]:
    """Take the brackets away, and an attribute list behind them, which would show as text."""
    end = outer[1]
    attributes = _ATTRIBUTES.match(text, end)
    line_start = text.rfind("\n", 0, outer[0]) + 1
    edits = [(outer[0], inner[0], "")]
    mark = _BLOCK_MARK.match(text, inner[0], inner[1])
    if mark and not text[line_start : outer[0]].strip(" \t>"):
        # The bare text would begin a heading, a list or a quote.
        edits.append((mark.end(), mark.end(), "\\"))
    edits.append((inner[1], attributes.end() if attributes else end, ""))
    return edits
