"""Blank out what is code or comment, so that scanners on the result see live markup alone.

Where Python-Markdown's reading is in doubt the text stays visible: too much shown to a scanner is
safe, a live script hidden from it is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from commonplace.markup.fences import find_fences
from commonplace.markup.list_reader import Row
from commonplace.markup.lists import arrange, has_lists
from commonplace.markup.raw import RawHtml
from commonplace.markup.spans import code_spans, sure_spans

_NOT_NEWLINE = re.compile(r"[^\n]")
_COMMENT = re.compile(r"<!--")
_COMMENT_END = re.compile(r"--!?>")
# A line that may begin a block of its own: then it ends the code spans of the one before.
_BLOCK_START = re.compile(
    r"[> \t]*+(?:#|[-+*][ \t]|\d++[.)][ \t]|!!!|\?\?\?|===|:[ \t]|\[[^\]\n]*+\]:|\|)"
)
_BORDER = re.compile(
    r"\n(?=[ \t]*+(?:[\r\n]|#|[-+*][ \t]|\d++[.)][ \t]|!!!|\?\?\?|===|:[ \t]|\[[^\]\n]*+\]:|\|))"
    r"|(?m:^#[^\n]*+\n)"
)
# Lines that need the full reading: indented by four, quoted, or beginning with a tag.
_COMPLEX = re.compile(r"(?m)^(?:(?: {4}| {0,3}\t)[ \t]*+[^\s]| {0,3}>| {0,3}<[A-Za-z/!?])")
_ITEM = re.compile(r"(?:[-+*]|\d++\.)[ \t]")
_CONTAINER = re.compile(
    r"[> ]*+(?:[-+*][ \t]|\d++\.[ \t]|!!! ?[\w\-]|\?\?\?\+? ?[\w\-]|===[!+]*+ ?[\"']|:[ \t]|\[\^[^\]\n]++\]:)"
)
_QUOTES = re.compile(r"[> \t]*+")
_INDENT = 4
# Stands for hidden characters until the end: blanks would make what follows them look indented.
_FILLER = "\x1a"


@lru_cache(maxsize=8)
def mask_code(text: str) -> str:
    """`text` with code and comments replaced by spaces: same length, same lines, linear time.

    Masked are closed fences (an attribute list in their first line stays visible, since it is live),
    indented code, code spans and closed HTML comments.
    """
    return _masked(text, spans=True)


@lru_cache(maxsize=8)
def mask_code_blocks(text: str) -> str:
    """As `mask_code`, but code spans within prose stay visible."""
    return _masked(text, spans=False)


def _masked(text: str, *, spans: bool) -> str:
    """Masked as the renderer reads it, which is with its lists arranged."""
    if not any(sign in text for sign in ("`", "~~~", "    ", "\t", "<!--")):
        return text
    rows = _arranged(text)
    if not rows:
        return _mask(text, spans=spans)
    whole = [f"{row.gap}{row.before}{row.lead}{line[row.skip :]}" for row, line in rows]
    masked = _mask("\n".join(whole), spans=spans).split("\n")
    found: list[str] = []
    at = 0
    for row, line in rows:
        at += row.gap.count("\n") + row.before.count("\n")
        head = line[: row.skip] if masked[at].startswith(row.lead) else " " * row.skip
        found.append(head + masked[at][len(row.lead) :])
        at += 1
    return "\n".join(found)


@lru_cache(maxsize=4)
def _arranged(text: str) -> list[tuple[Row, str]]:
    """The lines of a text with what its lists need, if they need anything."""
    if not has_lists(text):
        return []
    lines = text.split("\n")
    rows = arrange(lines)
    changed = any(row.lead or row.gap or row.before for row in rows)
    return list(zip(rows, lines, strict=True)) if changed else []


def _mask(text: str, *, spans: bool) -> str:
    text = _mask_fences(text)
    if "<!--" in text:
        text = _mask_comments(text)
    if (spans and "`" in text) or "    " in text or "\t" in text:
        text = _mask_blocks(text, spans=spans)
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
    """The code spans of a text without indented lines, quotes and raw HTML. Where each block is at peace with
    itself, it does not matter which lines are blocks."""
    borders = [0, *(found.end() for found in _BORDER.finditer(text)), len(text)]
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(borders):
        if text.find("`", start, end) >= 0:
            found, stray = code_spans(text, start, end)
            if stray < end:
                return _spans_of(text).spans
            spans += found
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
    _raw: RawHtml = field(default_factory=lambda: RawHtml(comments=False))
    _after_blank: bool = True
    _quotes: int = 0
    _doubts: list[int] = field(default_factory=list)
    _list: int | None = None  # how far the first line is indented of a block that is a list
    _empty: bool = True
    _level: int = 0

    def read(self, text: str) -> None:
        position = 0
        for line in text.split("\n"):
            self._line(text, line, position)
            position += len(line) + 1
        self._flush(text, len(text))

    def _line(self, text: str, line: str, position: int) -> None:
        if self._raw.open:
            self._raw.read(line)
            self._after_blank = self._after_blank and bool(self._raw.open)
            self._block = position + len(line) + 1
            return
        prefix = _QUOTES.match(line)
        body = prefix.end() if prefix else 0
        if body == len(line.rstrip("\r")):
            self._flush(text, position)
            self._empty, self._list = True, None
            self._block = position + len(line) + 1
            self._after_blank = True
            return
        quotes = line.count(">", 0, body)
        if quotes != self._quotes or _BLOCK_START.match(line):
            self._begins(text, line, position, body)
            self._quotes = quotes
        elif self._raw.begins(line):
            self._flush(text, position)
            if self._raw.open:
                self._block = position + len(line) + 1
                return
        level = len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(_INDENT)) // _INDENT
        if level < self._level and not self._empty:
            self._doubts.append(position)  # a note may be at its end
        self._level = level
        self._empty = False
        self._indentation(line, position, quotes, level)

    def _begins(self, text: str, line: str, position: int, body: int) -> None:
        """A line that begins a block, or goes on with the words above it: only in a list that is sure."""
        item = _ITEM.match(line, body) is not None
        lead = len(line[line.rfind(">", 0, body) + 1 : body].expandtabs(_INDENT))
        same = line.count(">", 0, body) == self._quotes
        if self._empty:
            self._flush(text, position)
            self._list = lead if item else None
        elif item and same and self._list is not None and lead - self._list < 2 * _INDENT:
            self._flush(text, position)
            self._list = min(lead, self._list)
        else:
            self._doubts.append(position)
        if not item:
            self._doubts.append(position + len(line) + 1)

    def _indentation(self, line: str, position: int, quotes: int, level: int) -> None:
        if self._after_blank and not quotes and level > self._depth:
            self.indented.append((position, position + len(line)))
            self._block = position + len(line) + 1
            return
        self._after_blank = False
        if _CONTAINER.match(line.expandtabs(_INDENT)):
            self._depth = level + 1
        elif not level and not quotes:
            self._depth = 0

    def _flush(self, text: str, end: int) -> None:
        if end > self._block:
            self.spans += sure_spans(text, self._block, end, self._doubts)
        self._block = max(end, self._block)
        self._doubts.clear()
