"""What a browser makes of HTML, so that two spellings of the same page are told from two pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_AS_WRITTEN = {"pre", "textarea", "script", "style"}


class _Dom(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, ...]] = []
        self._kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._kept += tag in _AS_WRITTEN
        values = sorted(f"{name}={value or ''}" for name, value in attrs)
        self.parts.append(("<", tag, *values))

    def handle_endtag(self, tag: str) -> None:
        self._kept -= tag in _AS_WRITTEN
        self.parts.append((">", tag))

    def handle_data(self, data: str) -> None:
        text = data if self._kept else re.sub(r"[ \t\r\n\f]+", " ", data)
        if self.parts and self.parts[-1][0] == "words":
            text = self.parts.pop()[1] + text
        self.parts.append(("words", text))


def dom(html: str) -> list[tuple[str, ...]]:
    """Tags with their attributes, and words, in order. White space counts where a browser shows it."""
    parser = _Dom()
    parser.feed(html)
    parser.close()
    inside = 0
    found = []
    for part in parser.parts:
        if part[0] in "<>" and part[1] in _AS_WRITTEN:
            inside += 1 if part[0] == "<" else -1
        if part[0] == "words" and not inside:
            part = ("words", re.sub(" +", " ", part[1]).strip())
        if part != ("words", ""):
            found.append(part)
    return found
