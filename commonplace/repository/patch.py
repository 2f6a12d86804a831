"""The lines of a file that GitHub shows in a pull request: only those can be commented on."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HUNK = re.compile(r"@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@")


class NewSide:
    """The file as the change makes it, as far as a patch of GitHub's shows it."""

    def __init__(self, patch: str) -> None:
        """Take the patch apart; what is no patch shows no line."""
        self._lines: dict[int, tuple[int, str]] = {}
        number = part = 0
        for row in patch.split("\n"):
            hunk = _HUNK.match(row)
            if hunk:
                number, part = int(hunk[1]), part + 1
            elif row.startswith(("+", " ")) and part:
                self._lines[number] = (part, row[1:])
                number += 1
            elif row.startswith("-"):
                part += 1

    def shows(self, first: int, lines: Sequence[str]) -> bool:
        """Whether exactly these lines stand there from `first` on, in one piece: no other part of the file
        between them, and none that the change takes away."""
        found = [self._lines.get(first + at, (0, "")) for at in range(len(lines))]
        parts = {part for part, _ in found}
        return 0 not in parts and len(parts) == 1 and [text for _, text in found] == list(lines)
