"""What mending has to know: the text as it is written, and the names that a wrong one may stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from commonplace.markup.characters import clean_text
from commonplace.markup.linkscan import Link, find_links
from commonplace.model.kinds import BY_FOLDER, Kind

_CLEAR = 0.8
_APART = 0.08
_LONGEST = 80


def _no_names(_: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Ground:
    """One file: its path and its text with newlines alone.

    `topics` are the names of the hub's topics. `names_in` lists the files and folders in a folder.
    """

    path: str
    text: str
    topics: Sequence[str] = ()
    names_in: Callable[[str], Sequence[str]] = _no_names

    @cached_property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.split("\n")

    @cached_property
    def is_clean(self) -> bool:
        """Whether no hidden characters shift the places that readers tell."""
        return clean_text(self.text)[0] == self.text

    @cached_property
    def links(self) -> dict[tuple[int, int], Link]:
        """Its links by line and column. The block at the top is passed over as if it were empty lines."""
        below = [""] * self.top_end + self.lines[self.top_end :]
        return {(link.line, link.column): link for link in find_links("\n".join(below))}

    @property
    def kind(self) -> Kind | None:
        """The kind of contribution that lies there, if any does."""
        parts = self.path.split("/")
        return BY_FOLDER.get(parts[1]) if parts[0] == "contributions" and len(parts) > 2 else None

    @cached_property
    def top_end(self) -> int:
        """How many lines the block at the top takes, with both of its dashes; 0 where there is none."""
        if self.lines[0].rstrip() != "---":
            return 0
        ends = (n for n, line in enumerate(self.lines[1:], 2) if line.rstrip() in ("---", "..."))
        return next(ends, 0)


def clearly_meant(word: str, choices: Sequence[str]) -> str | None:
    """The one name that a word surely stands for: very much alike, and no other nearly as much."""
    word = word[:_LONGEST].casefold()
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)
    scores: list[tuple[float, str]] = []
    for choice in choices:
        matcher.set_seq1(choice[:_LONGEST].casefold())
        if (
            matcher.real_quick_ratio() >= _CLEAR - _APART
            and matcher.quick_ratio() >= _CLEAR - _APART
        ):
            scores.append((matcher.ratio(), choice))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < _CLEAR:
        return None
    if len(scores) > 1 and scores[0][0] - scores[1][0] < _APART:
        return None
    return scores[0][1]
