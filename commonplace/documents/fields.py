"""Fields: what Word works out, between marks in the text, with what it worked out last."""

from __future__ import annotations

import re

from commonplace.documents.escape import address

_LINK = re.compile(r"^[ \t]*HYPERLINK[ \t]+\"([^\"]*)\"", re.IGNORECASE)
# What they show is about a person or a machine, and nobody wrote it into the text.
_PERSONAL = re.compile(
    r"^[ \t]*(?:AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|DOCPROPERTY|FILENAME|TEMPLATE|INFO)\b",
    re.IGNORECASE,
)


_CONTENTS = re.compile(r"^[ \t]*PAGEREF[ \t]+_Toc", re.IGNORECASE)
_LONGEST = 4000


class Fields:
    """The fields that are open at a place in a paragraph."""

    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []
        self.dropped = False
        self.lost_link = False
        self.is_contents = False

    def clear(self) -> None:
        """End what a paragraph left open: one that never ends must not swallow the text."""
        self._open.clear()

    def mark(self, kind: str) -> None:
        """Take a mark: "begin", "separate" or "end"."""
        if kind == "begin":
            self._open.append(("", True))
        elif kind == "separate" and self._open:
            code = self._open[-1][0]
            self._open[-1] = (code, False)
            self.see(code)
        elif kind == "end" and self._open:
            self._open.pop()

    def see(self, code: str) -> None:
        """Note what the text loses through a field."""
        self.dropped = self.dropped or is_personal(code)
        self.is_contents = self.is_contents or bool(_CONTENTS.search(code))
        found = _LINK.search(code)
        self.lost_link = self.lost_link or bool(found and not address(found[1]))

    def say(self, code: str) -> None:
        """Take a part of what a field asks for."""
        if self._open and self._open[-1][1] and len(self._open[-1][0]) < _LONGEST:
            self._open[-1] = (self._open[-1][0] + code, True)

    @property
    def hides(self) -> bool:
        """Whether what stands here is no text of the document."""
        return any(asks or is_personal(code) for code, asks in self._open)

    @property
    def link(self) -> str:
        """The address that the innermost field leads to."""
        for code, _ in reversed(self._open):
            found = link_of(code)
            if found:
                return found
        return ""


def is_personal(code: str) -> bool:
    """Whether a field shows who or where somebody is."""
    return bool(_PERSONAL.search(code))


def link_of(code: str) -> str:
    """The address that a field leads to, or ""."""
    found = _LINK.search(code)
    return address(found[1]) if found else ""
