"""What somebody wrote into the text of a discussion that they began for a contribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from commonplace.markup.comments_html import TAG

_SIGNS = re.compile(r"[\W_]+")
_ALONE = ("br", "hr")


def without_title(html: str, title: str) -> str:
    """The HTML of a discussion, cleaned, without the element that only says the title, if there is one."""
    blocks = list(_blocks(html))
    wanted = _plain(title)
    first = next((at for at, one in enumerate(blocks) if _plain(TAG.sub("", one)) == wanted), None)
    if first is not None:
        del blocks[first]
    return "".join(blocks).strip()


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", unescape(text)).strip().casefold()


def _blocks(html: str) -> Iterator[str]:
    """The elements that lie in no other, each with the text before it."""
    begin = depth = 0
    for tag in TAG.finditer(html):
        if tag[2] in _ALONE:
            continue
        depth += -1 if tag[1] else 1
        if depth <= 0:
            yield html[begin : tag.end()]
            begin, depth = tag.end(), 0
    yield html[begin:]
