"""What a machine can mend in a proposed text, as the lines of suggestions with a button on GitHub."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonplace.diagnostics.fix import Fix, Offer, Suggestion, fitting, split_lines, suggestions_in
from commonplace.diagnostics.formats import suggestion_block
from commonplace.diagnostics.on_github import as_words
from commonplace.markup.characters import hidden_in

MOST = 20
"""So many buttons help; more of them hide each other."""

MARK = re.compile(r"<!-- commonplace:suggestion=([0-9a-f]{32}) -->\n")
"""The first line of each: by it one is known that was made before, whatever lines it moved to."""

_LINES = 40
_LETTERS = 4_000
_ALL_LETTERS = 40_000
_CODES = 20
_MESSAGES = 5
_ENDS = re.compile(r"[\r\n\x00-\x08\x0b-\x1f]")
_NO_SIGNS = {"Cf", "Co", "Cn", "Cs"}
# Unicode's Default_Ignorable_Code_Point as far as its category does not tell, and signs that are drawn blank.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U0001d159"
    "\U000e0100-\U000e01ef]"
)


@dataclass(frozen=True, order=True)
class Suggested:
    """Lines from `line` on, as they are and as they would be; `codes` are those of what that mends."""

    path: str
    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def last(self) -> int:
        """The last line that changes."""
        return self.line + len(self.before) - 1


def suggested_of(offers: Iterable[Offer], texts: Mapping[str, str]) -> list[Suggested]:
    """What some offers come to, in the texts that they were made for. A fix whose parts lie apart is none of
    it: they are made together or not at all, and each button makes one."""
    by_path: dict[str, list[Fix]] = {}
    for offer in offers:
        if len(offer.lines) == 1:
            by_path.setdefault(offer.fix.path, []).append(offer.fix)
    found = []
    for path, fixes in sorted(by_path.items()):
        kept, lines = fitting(fixes, texts[path]), split_lines(texts[path])[0]
        for one in suggestions_in(kept, lines):
            inside = range(one.start_line, one.end_line + 1)
            codes = sorted({fix.code for fix in kept if fix.edits[0].line in inside})[:_CODES]
            before = tuple(lines[one.start_line - 1 : one.end_line])
            found.append(Suggested(path, one.start_line, before, one.replacement, tuple(codes)))
    return found


def sound(found: Iterable[Suggested]) -> list[Suggested]:
    """Those that can be shown: some lines that change, not too long, with nothing in them that nobody sees.
    Of two for the same lines the first one, and no more than help."""
    kept: list[Suggested] = []
    letters = 0
    for one in sorted(found):
        size = max(_size(one.before), _size(one.after))
        if not one.before or one.before == one.after or size > _LETTERS:
            continue
        if max(len(one.before), len(one.after)) > _LINES or not _is_plain(one):
            continue
        if kept and kept[-1].path == one.path and kept[-1].last >= one.line:
            continue
        letters += size
        if letters > _ALL_LETTERS or len(kept) == MOST:
            break
        kept.append(one)
    return kept


def marks(found: Iterable[Suggested]) -> Iterator[tuple[str, Suggested]]:
    """Each with its mark: what is to change in which file, and which of several that are the same."""
    same: Counter[str] = Counter()
    for one in found:
        told = json.dumps([one.path, one.before, one.after])
        same[told] += 1
        yield hashlib.sha256(f"{same[told]} {told}".encode()).hexdigest()[:32], one


def suggestion_text(mark: str, one: Suggested, messages: Sequence[str], otherwise: str) -> str:
    """The comment on the lines: what is wrong, escaped, and what would stand there instead, in a fence that
    nothing in it closes."""
    lines = list(dict.fromkeys(map(as_words, messages)))[:_MESSAGES] or [otherwise]
    block = suggestion_block(Suggestion(one.path, one.line, one.last, one.after))
    return f"<!-- commonplace:suggestion={mark} -->\n" + "\n\n".join([*lines, block]) + "\n"


def _size(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _is_plain(one: Suggested) -> bool:
    """Whether what is to stand there can be seen. Joiners in emoji stay, as many as are there already."""
    if any(hidden_in(line) or _ENDS.search(line) for line in one.after):
        return False
    return _unseen(one.after) <= _unseen(one.before)


def _unseen(lines: Sequence[str]) -> Counter[str]:
    return Counter(
        sign
        for line in lines
        if not line.isascii()
        for sign in line
        if unicodedata.category(sign) in _NO_SIGNS or _UNSEEN.match(sign)
    )
