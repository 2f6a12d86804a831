"""Take characters out of a text that nobody sees and that can mislead."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

CharacterCode = Literal["text-control-character", "text-bidi-control", "text-invisible-character"]

_BIDI = "\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufff9-\ufffb"
_INVISIBLE = "\u200b\u2060-\u2064\u206a-\u206f\ufeff\u180e\U000e0000-\U000e007f"
_NEWLINE = re.compile(r"\r\n?")
# The flags of England, Scotland and Wales are a black flag with a tail of tag characters.
_FLAG = "(?P<flag>\U0001f3f4[\U000e0020-\U000e007e]{1,32}\U000e007f)"
_SUSPECT = re.compile(
    f"{_FLAG}|(?P<bidi>[{_BIDI}])|(?P<control>[{_CONTROL}])|(?P<invisible>[{_INVISIBLE}])"
)
_ANY = re.compile(f"[\r{_BIDI}{_CONTROL}{_INVISIBLE}]")
_CODES: dict[str, CharacterCode] = {
    "bidi": "text-bidi-control",
    "control": "text-control-character",
    "invisible": "text-invisible-character",
}


@dataclass(frozen=True)
class Finding:
    """Characters taken out of one line: the first of their kind, with line and column from 1.

    `code` is a code of the catalog, `name` fills its placeholder (`U+202E RIGHT-TO-LEFT OVERRIDE`).
    """

    line: int
    column: int
    code: CharacterCode
    name: str


def clean_text(text: str) -> tuple[str, list[Finding]]:
    """`text` without control, direction and invisible characters, lines ended by newlines alone.

    Joiners, direction marks, variation selectors, soft hyphens and flags stay: scripts and emoji need
    them. Line and paragraph separators become newlines.
    """
    if not _ANY.search(text):
        return text, []
    text = _NEWLINE.sub("\n", text)
    findings: list[Finding] = []
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        lines.append(_clean_line(line, number, findings) if _ANY.search(line) else line)
    return "\n".join(lines), findings


def hidden_in(line: str) -> list[tuple[int, str]]:
    """Every hidden character of a line: where it stands, and what `clean_text` writes for it."""
    if not _ANY.search(line):
        return []
    return [
        (found.start(), _instead(found[0]))
        for found in _SUSPECT.finditer(line)
        if found.lastgroup in _CODES
    ]


def _clean_line(line: str, number: int, findings: list[Finding]) -> str:
    seen: set[str] = set()

    def remove(found: re.Match[str]) -> str:
        kind = found.lastgroup or ""
        if kind == "flag":
            return found[0]
        # A byte order mark at the very start is how some editors save every file.
        mark = found[0] == "\ufeff" and number == 1 and found.start() == 0
        if kind not in seen and not mark:
            seen.add(kind)
            findings.append(Finding(number, found.start() + 1, _CODES[kind], _name(found[0])))
        return _instead(found[0])

    return _SUSPECT.sub(remove, line)


def _instead(char: str) -> str:
    return "\n" if char in "\u2028\u2029" else ""


def _name(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()
