"""Blank out what is code or comment, so that scanners on the result see live markup alone.

Where Python-Markdown's reading is in doubt the text stays visible: too much shown to a scanner is
safe, a live script hidden from it is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from markdown.util import BLOCK_LEVEL_ELEMENTS

from commonplace.markup.fences import find_fences

_NOT_NEWLINE = re.compile(r"[^\n]")
_COMMENT = re.compile(r"<!--")
_COMMENT_END = re.compile(r"--!?>")
_RUN = re.compile(r"`++")
# A line that begins a block of its own ends the code spans of the one before.
_BLOCK_START = re.compile(
    r"[> \t]*+(?:#|[-+*][ \t]|\d++[.)][ \t]|!!!|\?\?\?|===|:[ \t]|\[[^\]\n]*+\]:|\|)"
)
_BORDER = re.compile(
    r"\n(?=[ \t]*+(?:[\r\n]|#|[-+*][ \t]|\d++[.)][ \t]|!!!|\?\?\?|===|:[ \t]|\[[^\]\n]*+\]:|\|))"
    r"|(?m:^#[^\n]*+\n)"
)
# Lines that need the full reading: indented by four, quoted, or beginning with a tag.
_COMPLEX = re.compile(r"(?m)^(?:(?: {4}| {0,3}\t)[ \t]*+[^\s]| {0,3}>| {0,3}<[A-Za-z/!?])")
_CONTAINER = re.compile(
    r"[> ]*+(?:[-+*][ \t]|\d++\.[ \t]|!!! ?[\w\-]|\?\?\?\+? ?[\w\-]|===[!+]*+ ?[\"']|:[ \t]|\[\^[^\]\n]++\]:)"
)
_QUOTES = re.compile(r"[> \t]*+")
_HTML = re.compile(r" {0,3}<(/?)([A-Za-z][A-Za-z0-9:-]*+)([^>\n]*+)(>?)")
_VOID = frozenset({"hr"})
_BLOCK_TAGS = frozenset(BLOCK_LEVEL_ELEMENTS)
_INDENT = 4
# Stands for hidden characters until the end: blanks would make what follows them look indented.
_FILLER = "\x1a"


@lru_cache(maxsize=8)
def mask_code(text: str) -> str:
    """`text` with code and comments replaced by spaces: same length, same lines, linear time.

    Masked are closed fences (an attribute list in their first line stays visible, since it is live),
    indented code, code spans and closed HTML comments.
    """
    if not any(sign in text for sign in ("`", "~~~", "    ", "\t", "<!--")):
        return text
    text = _mask_fences(text)
    if "<!--" in text:
        text = _mask_comments(text)
    if "`" in text or "    " in text or "\t" in text:
        text = _mask_blocks(text)
    return text.replace(_FILLER, " ")


@lru_cache(maxsize=8)
def mask_code_blocks(text: str) -> str:
    """As `mask_code`, but code spans within prose stay visible."""
    text = _mask_fences(text)
    if "<!--" in text:
        text = _mask_comments(text)
    if "    " in text or "\t" in text:
        text = _mask_blocks(text, spans=False)
    return text.replace(_FILLER, " ")


def _blank(text: str) -> str:
    return _NOT_NEWLINE.sub(" ", text)


def _mask_fences(text: str) -> str:
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    for fence in find_fences([line.rstrip("\r") for line in lines]):
        first = lines[fence.first]
        brace = first.find("{", fence.mark)
        visible = brace if brace >= 0 else len(first)
        lines[fence.first] = (
            first[: fence.mark] + _FILLER * (visible - fence.mark) + first[visible:]
        )
        for index in range(fence.first + 1, fence.last + 1):
            lines[index] = " " * len(lines[index])
    return "\n".join(lines)


def _mask_comments(text: str) -> str:
    parts: list[str] = []
    done = 0
    ends = [m.end() for m in _COMMENT_END.finditer(text)]
    next_span = _spans_of(text)
    for found in _COMMENT.finditer(text):
        start = found.start()
        if start < done or next_span.covers(start):
            continue
        if text.startswith((">", "->"), start + 4):
            continue
        place = bisect_right(ends, start + 6)
        if place == len(ends):
            break
        end = ends[place]
        line_start = text.rfind("\n", 0, start) + 1
        alone = start - line_start <= 3 and not text[line_start:start].strip()
        if not alone and text.find("\n", start, end) >= 0:
            continue
        parts += (text[done:start], _NOT_NEWLINE.sub(_FILLER, text[start:end]))
        done = end
    return "".join(parts) + text[done:]


@dataclass
class _Spans:
    """Spans in order; `covers` is asked with rising positions only."""

    spans: list[tuple[int, int]]
    place: int = 0

    def covers(self, position: int) -> bool:
        while self.place < len(self.spans) and self.spans[self.place][1] <= position:
            self.place += 1
        return self.place < len(self.spans) and self.spans[self.place][0] <= position


def _spans_of(text: str) -> _Spans:
    if "`" not in text:
        return _Spans([])
    reader = _Blocks()
    reader.read(text)
    return _Spans(reader.spans)


def _simple_spans(text: str) -> list[tuple[int, int]]:
    """The code spans of a text without indented lines, quotes and raw HTML."""
    borders = [0, *(found.end() for found in _BORDER.finditer(text)), len(text)]
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(borders):
        if text.find("`", start, end) >= 0:
            spans += _code_spans(text, start, end)
    return spans


def _mask_blocks(text: str, *, spans: bool = True) -> str:
    if not _COMPLEX.search(text):
        found = _simple_spans(text) if spans else []
    else:
        reader = _Blocks()
        reader.read(text)
        found = sorted((reader.spans if spans else []) + reader.indented)
    parts: list[str] = []
    done = 0
    for start, end in found:
        if start < done:
            continue
        parts += (text[done:start], _blank(text[start:end]))
        done = end
    return "".join(parts) + text[done:]


@dataclass
class _Blocks:
    """Walks the lines once and collects code spans and lines of indented code."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    indented: list[tuple[int, int]] = field(default_factory=list)
    _block: int = 0
    _depth: int = 0
    _raw: str = ""
    _open: int = 0
    _after_blank: bool = True
    _quotes: int = 0

    def read(self, text: str) -> None:
        position = 0
        for line in text.split("\n"):
            self._line(text, line, position)
            position += len(line) + 1
        self._flush(text, len(text))

    def _line(self, text: str, line: str, position: int) -> None:
        if self._raw:
            self._inside_html(line)
            self._block = position + len(line) + 1
            return
        prefix = _QUOTES.match(line)
        body = prefix.end() if prefix else 0
        if body == len(line.rstrip("\r")):
            self._flush(text, position)
            self._block = position + len(line) + 1
            self._after_blank = True
            return
        quotes = line.count(">", 0, body)
        if quotes != self._quotes or _BLOCK_START.match(line):
            self._flush(text, position)
            self._quotes = quotes
        elif self._block_html(line):
            self._flush(text, position)
            if self._raw:
                self._block = position + len(line) + 1
                return
        self._indentation(line, position, quotes)

    def _indentation(self, line: str, position: int, quotes: int) -> None:
        lead = line[: len(line) - len(line.lstrip(" \t"))].expandtabs(_INDENT)
        level = len(lead) // _INDENT
        if self._after_blank and not quotes and level > self._depth:
            self.indented.append((position, position + len(line)))
            self._block = position + len(line) + 1
            return
        self._after_blank = False
        if _CONTAINER.match(line.expandtabs(_INDENT)):
            self._depth = level + 1
        elif not level and not quotes:
            self._depth = 0

    def _block_html(self, line: str) -> bool:
        if "<" not in line[:4]:
            return False
        found = _HTML.match(line)
        if not found or found[2].lower() not in _BLOCK_TAGS:
            return False
        name = found[2].lower()
        if found[1] or name in _VOID or found[3].endswith("/"):
            return True
        self._raw, self._open = name, 0
        self._inside_html(line)
        return True

    def _inside_html(self, line: str) -> None:
        if "<" not in line:
            return
        for found in _tag_pattern(self._raw).finditer(line):
            self._open += -1 if found[1] else 1
            if self._open <= 0:
                self._raw = ""
                self._after_blank = False
                return

    def _flush(self, text: str, end: int) -> None:
        if end > self._block:
            self.spans += _code_spans(text, self._block, end)
        self._block = max(end, self._block)


_PATTERNS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"<(/?){re.escape(name)}\b", re.IGNORECASE) for name in _BLOCK_TAGS
}


def _tag_pattern(name: str) -> re.Pattern[str]:
    return _PATTERNS[name]


def _code_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Code spans of one block, as pymdownx.inlinehilite pairs backticks.

    A run is closed by the next one of its length; without one by the longest that follows, if that is
    shorter than itself.
    """
    runs = [(m.start(), m.end()) for m in _RUN.finditer(text, start, end)]
    starts: dict[int, list[int]] = defaultdict(list)
    longest = [0] * (len(runs) + 1)
    for index in range(len(runs) - 1, -1, -1):
        longest[index] = max(longest[index + 1], runs[index][1] - runs[index][0])
    for left, right in runs:
        starts[right - left].append(left)
    spans: list[tuple[int, int]] = []
    done = start
    for index, (left, right) in enumerate(runs):
        if left < done:
            continue
        opening = left + _backslashes(text, left, done) % 2
        for length in (right - opening, longest[index + 1]):
            places = starts.get(length, [])
            place = bisect_right(places, right - 1)
            if 0 < length <= right - opening and place < len(places):
                done = places[place] + length
                spans.append((opening, done))
                break
    return spans


def _backslashes(text: str, position: int, start: int) -> int:
    count = 0
    while position - count > start and text[position - count - 1] == "\\":
        count += 1
    return count
