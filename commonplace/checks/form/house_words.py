"""The house's own spellings: `wrong -> right`, one in a line of checks/spelling.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.readers.files import read_text

SPELLING = "checks/spelling.txt"
_WORD = re.compile(r"[^\W_]+")
_PAIR = re.compile(r"([^\W_](?:[\w '’.+-]{0,78}[\w+])?)[ \t]*->[ \t]*([^\W_][\w '’.+-]{0,79})")
_NOTE = re.compile(r"(?:^|[ \t])#.*")
_OPENING, _CLOSING = tuple("*_\"“‘'«"), tuple("*_\"”’'»")
# No part of a longer name, a path, an address or a call.
_BEFORE, _AFTER = r"(?<![\w/\\@#.&=$:+-])", r"(?![\w/\\@=+-]|\.\w|\(|:\w|['’]\w)"


@dataclass(frozen=True)
class HouseWords:
    """Entries by the first word in small letters: a pattern for what is wrong, and what is right. `pairs`
    are what is wrong and what is right as they were written, in order."""

    entries: dict[str, list[tuple[re.Pattern[str], str]]] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where something wrong stands, and what is right there; in order, none within another."""
        if not self.entries:
            return
        first = self.entries.keys() & set(_WORD.findall(text.lower()))
        found = [
            (hit.start(), -hit.end(), _like(hit[0], right))
            for word in first
            for pattern, right in self.entries[word]
            for hit in pattern.finditer(text)
            if not _is_spoken_of(text, *hit.span())
        ]
        done = 0
        for start, end, right in sorted(found):
            if start >= done:
                done = -end
                yield start, done, right


NO_WORDS = HouseWords()


def read_house_words(text: str, path: str = SPELLING) -> tuple[HouseWords, list[Diagnostic]]:
    """The list, and the lines of it that cannot be used."""
    entries: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    problems: list[Diagnostic] = []
    pairs: list[tuple[str, str]] = []
    rights: set[str] = set()
    wrongs: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        entry = _NOTE.sub("", line).strip()
        pair = _PAIR.fullmatch(entry) if entry else None
        if not entry:
            continue
        wrong = " ".join(pair[1].split()) if pair else ""
        right = " ".join(pair[2].split()) if pair else ""
        if not pair or wrong == right:
            problems.append(diagnose("form-spelling-list", path, number))
            continue
        pairs.append((wrong, right))
        only_case = wrong.casefold() == right.casefold()
        wrongs.setdefault(wrong if only_case else wrong.casefold(), number)
        rights.add(right.casefold())
        rights.add(right)
        pattern = re.compile(
            _BEFORE + r"\s+".join(map(re.escape, wrong.split(" "))) + _AFTER,
            0 if only_case else re.IGNORECASE,
        )
        entries.setdefault(_WORD.findall(wrong.lower())[0], []).append((pattern, right))
    problems += [
        diagnose("form-spelling-list", path, number)
        for wrong, number in wrongs.items()
        if wrong
        in rights  # what one line calls right, another calls wrong: mending would never end
    ]
    return HouseWords(entries, tuple(pairs)), sorted(problems)


def house_words(root: Path) -> tuple[HouseWords, list[Diagnostic]]:
    """The list of the hub in `root`; a hub without one has nothing to say about spellings."""
    if not (root / SPELLING).exists() and not (root / SPELLING).is_symlink():
        return NO_WORDS, []
    text = read_text(root, SPELLING)
    return (NO_WORDS, [text]) if isinstance(text, Diagnostic) else read_house_words(text)


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether it stands between marks by itself: “teh”, *teh*."""
    return text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING


def _like(written: str, right: str) -> str:
    """What is right with a capital where what is wrong has one."""
    if written.casefold() == right.casefold():
        return right
    if written.isupper() and len(written) > 2:
        return right.upper()
    return right[0].upper() + right[1:] if written[0].isupper() else right
