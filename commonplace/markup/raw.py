"""Which lines are raw HTML, which Python-Markdown passes through until its outermost element ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown.util import BLOCK_LEVEL_ELEMENTS

_HTML = re.compile(r" {0,3}<(/?)([A-Za-z][A-Za-z0-9:-]*+)([^>\n]*+)(>?)")
_COMMENT = re.compile(r" {0,3}<!--")
_COMMENT_END = re.compile(r"--!?>")
_VOID = frozenset({"hr"})
BLOCK_TAGS = frozenset(BLOCK_LEVEL_ELEMENTS)
_TAGS = {name: re.compile(rf"<(/?){re.escape(name)}\b", re.IGNORECASE) for name in BLOCK_TAGS}


@dataclass(slots=True)
class RawHtml:
    """Told every line outside of code, in order; where comments are known already, without them."""

    comments: bool = True
    open: str = ""
    deep: int = 0

    def begins(self, line: str) -> bool:
        """Whether this line is a block of HTML, or begins one."""
        if "<" not in line[:4]:
            return False
        if self.comments and _COMMENT.match(line):
            self.open = "" if _COMMENT_END.search(line, line.index("<!--") + 4) else "!--"
            return True
        found = _HTML.match(line)
        if not found or found[2].lower() not in _TAGS:
            return False
        name = found[2].lower()
        if found[1] or name in _VOID or found[3].endswith("/"):
            return True
        self.open, self.deep = name, 0
        self.read(line)
        return True

    def read(self, line: str) -> None:
        """Another line of what is open."""
        if self.open == "!--":
            self.open = "" if _COMMENT_END.search(line) else self.open
            return
        if "<" not in line:
            return
        for found in _TAGS[self.open].finditer(line):
            self.deep += -1 if found[1] else 1
            if self.deep <= 0:
                self.open = ""
                return
