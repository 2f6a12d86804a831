"""Reads lines as CommonMark does, and says what each needs so that Python-Markdown reads it alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from commonplace.markup.raw import RawHtml
from commonplace.markup.starts import (
    FENCE,
    MARK,
    Kind,
    end_of_blanks,
    ends_paragraph,
    kind_at,
)

BREAK = "\x02hub-break\x03"
"""Stands alone on a line between two lists that are not to become one. No text holds its signs."""

# HTML with Markdown in it, by the extension `md_in_html`.
_WITH_MARKDOWN = re.compile(r"<[a-z][^<>]*\smarkdown(?![\w-]|=\"?0)[^<>]*>[ \t]*$")
_TAB = 4
_DEEPEST = 40
_DEEPEST_QUOTE = 10
_DEEPEST_OWN_LINE = 8


@dataclass(slots=True)
class Row:
    """A line: its first `skip` characters give way to `lead`.

    Before it come the lines of `gap`, which part it from those above, and of `before`, which hold marks
    that stood in it.
    """

    skip: int = 0
    lead: str = ""
    gap: str = ""
    before: str = ""

    def head(self, line: str, start: int) -> str:
        """What stands before column `start` of the line as it is to be."""
        return self.lead + line[self.skip : start]

    def put(self, skip: int, lead: str) -> None:
        """Change what stands before the words."""
        self.skip, self.lead = skip, lead


@dataclass(slots=True)
class _List:
    mark: str
    loose: bool = False


@dataclass(slots=True)
class _Box:
    """What holds lines, as an item does: where they begin as written, and where they have to."""

    column: int
    place: int
    list: _List | None = None
    filled: bool = False
    last: _List | None = None  # the list that its last block is


@dataclass(slots=True)
class _Fence:
    mark: str
    column: int
    place: int
    depth: int


@dataclass(slots=True)
class ListReader:
    """Reads lines once, from the first to the last; those of a quote by a reader of its own."""

    level: int = 0
    # Lines that want an empty one before them if their list is loose.
    waiting: list[tuple[Row, _List, str]] = field(default_factory=list)
    boxes: list[_Box] = field(default_factory=lambda: [_Box(0, 0)])
    raw: RawHtml = field(default_factory=RawHtml)
    fence: _Fence | None = None
    quote: ListReader | None = None
    # The last line: what it began, how deep, how far its block was moved, whether its words may go on.
    kind: Kind = ""
    depth: int = 0
    moved: int = 0
    paragraph: bool = False
    blank: bool = True
    # Python-Markdown cuts a text at empty lines first. What the piece at hand began with, and how deep;
    # and the list whose looseness cuts it.
    first: Kind = ""
    first_depth: int = 0
    cut_by: _List | None = None

    def line(self, line: str, row: Row) -> None:
        """Read the next line, and say in `row` what it needs."""
        if self.raw.open:
            self.raw.read(line)
            return
        words = line.lstrip(" \t")
        if not words or words == "\r":
            self._end_block()
            return
        column = start = len(line) - len(words)
        if "\t" in line:
            column = len(line[:start].expandtabs(_TAB))
        if self.fence and self._in_fence(line, row, start, column):
            self.blank = False
            return
        matched = len(self.boxes) - 1
        while matched and self.boxes[matched].column > column:
            matched -= 1
        comment = matched and line.startswith("<!--", start)
        html = column < _TAB and line[start] == "<"
        if (
            html
            and (_WITH_MARKDOWN.match(line, start) or self.raw.begins(line))
            and (self.raw.open or not comment)
        ):
            # It is no part of an item for Python-Markdown, and ends the list.
            self.boxes = [_Box(0, 0)]
            self._end_block()
            return
        if self.paragraph and (
            column - self.boxes[matched].column >= _TAB
            or not ends_paragraph(line, start, inside=matched == len(self.boxes) - 1)
        ):
            if self.moved:
                row.put(start, " " * max(0, column + self.moved))
        else:
            self._block(line, row, start, column, matched)
        self.blank = False

    def _end_block(self) -> None:
        self.blank, self.paragraph, self.quote = True, False, None

    def _block(self, line: str, row: Row, start: int, column: int, matched: int) -> None:
        """A block begins in the box `matched`; those further in are at their end."""
        box = self.boxes[matched]
        last = self.boxes[matched + 1].list if matched + 1 < len(self.boxes) else box.last
        listed = any(one.list for one in self.boxes[1:])
        del self.boxes[matched + 1 :]
        depth = min(matched, _DEEPEST)
        least = max(depth * _TAB, box.place if depth == matched else 0)
        inside = column - box.column
        kind: Kind = "code" if inside >= _TAB else kind_at(line, start)
        if kind == "code" == self.kind and depth == self.depth:
            place = column + self.moved
        elif kind == "code":
            place = column if not depth or column // _TAB == depth + 1 else least + inside
        else:
            place = column if column // _TAB == depth and column >= least else least
        self.moved = place - column
        if self.moved:
            row.put(start, " " * place)
        if box.list and box.filled and self.blank and not (kind == "item" and last):
            box.list.loose = True
        self._cut(row, kind, depth, box.list, listed=listed)
        box.filled, box.last = True, None
        self.paragraph = kind in ("", "meaning")
        self.kind = kind
        self.quote = self.quote if kind == "quote" else None
        if kind == "item":
            box.last = self._list(line, row, start, last)
            self._item(line, row, start, column, place, box.last)
        elif kind in ("note", "meaning"):
            self.boxes.append(_Box(column + _TAB, place + _TAB))
        elif kind == "fence" and (mark := FENCE.match(line, start)):
            self.fence = _Fence(mark[0], column, place, matched)
        elif kind == "quote" and self.level < _DEEPEST_QUOTE:
            self._quote(line, row, start)
        self.depth = min(len(self.boxes) - 1, _DEEPEST)

    def _cut(self, row: Row, kind: Kind, depth: int, owner: _List | None, *, listed: bool) -> None:
        """Put an empty line before a block where Python-Markdown would not see that it begins.

        `listed` says whether the line before was in an item.
        """
        cut = self.blank
        fenced = kind == "fence" or self.kind == "fence"
        if not cut:
            if self.kind == "note" and depth == self.depth:
                self.first, self.first_depth = kind, depth
            elif kind == "item":
                cut = self.first != "item" or self.first_depth > depth
            elif not listed:
                cut = False
            elif depth == self.depth > 0:
                cut = kind in ("quote", "heading", "rule") and kind != self.kind
                cut = cut or (fenced and self.first != "item")
                self.cut_by = owner if fenced else self.cut_by
            else:
                cut = depth < self.depth
            if cut:
                row.gap = "\n"
            elif self.cut_by and (fenced or kind == "item"):
                self.waiting.append((row, self.cut_by, "\n"))
        if cut:
            self.first, self.first_depth = kind, depth
        if cut or kind == "item":
            self.cut_by = None

    def _list(self, line: str, row: Row, start: int, last: _List | None) -> _List:
        """The list that an item is in: the one before it, if that has the same mark."""
        found = MARK.match(line, start)
        mark = found[0][-1] if found else ""
        if last is None or last.mark != mark:
            if last is not None:
                depth = min(len(self.boxes) - 1, _DEEPEST)
                row.gap = f"\n{' ' * depth * _TAB}{BREAK}\n\n"
                self.first, self.first_depth = "item", depth
            return _List(mark)
        if self.blank:
            last.loose = True
        else:
            self.waiting.append((row, last, "\n"))
        return last

    def _item(self, line: str, row: Row, start: int, column: int, place: int, owner: _List) -> None:
        mark = MARK.match(line, start)
        end = mark.end() if mark else start
        content = end_of_blanks(line, end)
        self.paragraph = content < len(line)
        blanks = len(line[end:content].expandtabs(_TAB))
        near = self.paragraph and blanks <= _TAB
        # Five columns and more are let go: Python-Markdown takes four for enough.
        width = min(end - start + (blanks if near else 1), _TAB)
        self.boxes.append(_Box(column + width, place + width, owner, self.paragraph))
        if owner.mark == ")":
            row.put(end, f"{row.head(line, end - 1)}.")
        inner = kind_at(line, content) if near else ""
        if inner in ("item", "fence") and len(self.boxes) <= _DEEPEST_OWN_LINE:
            # Python-Markdown reads what is in these only where they have a line of their own.
            row.before += f"{row.head(line, end)} \n"
            row.put(content, " " * (column + width))
            self.boxes[-1].filled = False
            self.blank = False
            self._block(line, row, content, column + width, len(self.boxes) - 1)
        elif not self.paragraph:
            row.put(len(line), f"{row.head(line, end)} ")
        elif inner:
            self.paragraph = False

    def _quote(self, line: str, row: Row, start: int) -> None:
        """A line of a quote is read without its mark, which stands before all that it needs."""
        self.quote = self.quote or ListReader(self.level + 1, self.waiting)
        skip = start + 1 + line.startswith(" ", start + 1)
        inner, waited = Row(), len(self.waiting)
        self.quote.line(line[skip:], inner)
        self.paragraph = self.quote.paragraph
        mark = f"{row.head(line, start)}> "
        if inner.skip or inner.lead:
            row.put(skip + inner.skip, mark + inner.lead)
        row.gap += "".join(f"{mark}{one}\n" for one in inner.gap.split("\n")[:-1])
        row.before += "".join(f"{mark}{one}\n" for one in inner.before.split("\n")[:-1])
        for at in range(waited, len(self.waiting)):
            self.waiting[at] = (row, self.waiting[at][1], mark + self.waiting[at][2])

    def _in_fence(self, line: str, row: Row, start: int, column: int) -> bool:
        """Whether a line belongs to the fence that is open (4.5)."""
        fence = self.fence
        if fence is None or column < self.boxes[fence.depth].column:
            self.fence = None
            return False
        words = line[start:].rstrip()
        near = column - self.boxes[fence.depth].column < _TAB
        ends = near and len(words) >= len(fence.mark) and not words.strip(fence.mark[0])
        if fence.depth:
            place = fence.place + (0 if ends else max(0, column - fence.column))
            if ends and words != fence.mark:
                row.put(len(line), " " * place + fence.mark)
            elif place != column:
                row.put(start, " " * place)
        if ends:
            self.fence = None
        return True
