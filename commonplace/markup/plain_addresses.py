"""Addresses in the running text, of which GitHub makes links and Markdown does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonplace.markup.linkscan import Scan

_PLAIN = re.compile(
    r"(?<![\w/<\"'=\[`@.:-])(?<!\]\()https?://(?:(?!&#?\w{1,30};|~~)[^\s<>\"'`\\\]\[{}|*]){4,500}",
    re.IGNORECASE,
)
# Machines of nobody, which nobody wants to open.
_NOBODY = re.compile(
    r"https?://(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|\[|(?:[\w-]+\.)*(?:example|test|invalid)(?:[:/]|$)"
    r"|(?:[\w-]+\.)*example\.(?:com|org|net))",
    re.IGNORECASE,
)
_HTML_BLOCK = re.compile(
    r"(?:\A|\n[ \t]*+\n)[ ]{0,3}<(?!https?:|mailto:)[a-zA-Z/!].*?(?=\n[ \t]*+\n|\Z)", re.DOTALL
)
_TRAILING = ".,;:!?…’”_~*"


def plain_addresses(masked: str, scan: Scan) -> Iterator[tuple[int, int]]:
    """The span of each address outside of links, tags, blocks of HTML and code; linear time.

    `masked` is the text with code and comments blanked out, `scan` its links. Signs that end a sentence
    do not belong to an address.
    """
    if "://" not in masked:
        return
    taken = [(link.outer_start, link.outer_end) for link in scan.links]
    taken += [(use.outer_start, use.outer_end) for use in scan.uses]
    taken += scan.tags.values()
    taken += _within_links(masked.lower())
    if "<" in masked:  # Markdown is not read in there, and <address> would be a tag
        taken += [found.span() for found in _HTML_BLOCK.finditer(masked)]
    areas = iter(sorted(taken))
    area = next(areas, None)
    reach = 0
    for found in _PLAIN.finditer(masked):
        start = found.start()
        while area and area[0] <= start:
            reach = max(reach, area[1])
            area = next(areas, None)
        address = _without_end(found[0])
        if start >= reach and not _NOBODY.match(address):
            yield start, start + len(address)


def _within_links(small: str) -> Iterator[tuple[int, int]]:
    """Where links of HTML stand, with their words."""
    end = 0
    while (start := small.find("<a ", end)) >= 0 and (end := small.find("</a", start)) >= 0:
        yield start, end


def _without_end(address: str) -> str:
    """An address without the signs behind it that belong to the sentence."""
    while address:
        if address[-1] == ")" and address.count("(") < address.count(")"):
            address = address[:-1]
        elif address[-1] in _TRAILING:
            address = address.rstrip(_TRAILING)
        else:
            break
    return address
