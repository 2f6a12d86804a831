"""A document's paragraphs and tables, by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonplace.documents.inline import lines_of
from commonplace.documents.pieces import BLANKS, CODE, Block, Piece, is_blank
from commonplace.documents.runs import GONE, KEPT, Runs, Story, chosen, is_placeholder
from commonplace.documents.styles import Style, heading_level, whole_number
from commonplace.documents.xml_tree import Element

_BULLET = "• "


class Blocks:
    """Reads what a body, a note, a cell or a text box holds."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._carried: list[Piece] = []
        self.found: list[Block] = []

    def read(self, parent: Element) -> list[Block]:
        """The blocks in an element, in order."""
        for one in self._content(parent):
            if one.name == "w:p":
                self._paragraph(one)
            elif one.name == "w:tbl":
                self._table(one)
            elif one.name == "w:altChunk":
                self._story.warnings.add("docx-object")
        if not is_blank(self._carried):
            self.found.append(Block("text", tuple(self._carried)))
        return self.found

    def _content(self, parent: Element) -> Iterator[Element]:
        """The elements below one, those that only group others left out and what was deleted, too."""
        for one in parent.elements():
            inner: Element | None = None
            if one.name in GONE or one.name in KEPT:
                self._story.warnings.add("docx-tracked-changes")
                inner = one if one.name in KEPT else None
            elif one.name == "w:sdt":
                inner = None if is_placeholder(self._story, one) else one.first("w:sdtContent")
            elif one.name in ("w:customXml", "w:smartTag"):
                inner = one
            elif one.name == "mc:AlternateContent":
                inner = chosen(one)
            else:
                if one.name == "w:commentRangeStart":
                    self._story.warnings.add("docx-comments")
                yield one
            if inner is not None:
                yield from self._content(inner)

    def _paragraph(self, paragraph: Element) -> None:
        about = paragraph.first("w:pPr")
        named = about.first("w:pStyle") if about else None
        style = self._story.styles.get(named.get("w:val") if named else "")
        runs = Runs(self._story, style)
        runs.read(paragraph)
        self._carried.extend(runs.pieces)
        mark = about.first("w:rPr") if about else None
        frame = about.first("w:framePr") if about else None
        deleted = mark is not None and any(mark.first(name) for name in GONE)
        if deleted:
            self._story.warnings.add("docx-tracked-changes")
        # A large first letter is a paragraph of its own, and part of the next.
        if not deleted and (frame is None or frame.get("w:dropCap") not in ("drop", "margin")):
            pieces, self._carried = tuple(self._carried), []
            block = self._block(about, style, pieces)
            if block is not None and not runs.is_contents:
                self.found.append(block)
        for box in runs.boxes:
            self.found.extend(Blocks(self._story).read(box))

    def _block(
        self, about: Element | None, style: Style, pieces: tuple[Piece, ...]
    ) -> Block | None:
        if style.is_contents:
            return None
        if is_blank(pieces):
            return Block("code") if style.is_code else None
        if style.is_title:
            return Block("title", pieces, 1)
        said = heading_level(about)
        level = style.heading if said is None else said
        if level:
            return Block("heading", pieces, level)
        item = self._item(about, style, pieces)
        if item is not None:
            return item
        if style.is_code or _is_code(pieces):
            return Block("code", pieces)
        return Block("quote" if style.is_quote else "text", pieces)

    def _item(self, about: Element | None, style: Style, pieces: tuple[Piece, ...]) -> Block | None:
        number = about.first("w:numPr", "w:numId") if about else None
        level_of = about.first("w:numPr", "w:ilvl") if about else None
        list_id = number.get("w:val") if number else style.list_id
        if not list_id or list_id == "0":
            return None
        level = whole_number(level_of.get("w:val"), 0) if level_of else style.list_level or 0
        shown = self._story.numbering.number(list_id, level)
        return None if shown is None else Block("item", pieces, level, shown)

    def _table(self, table: Element) -> None:
        rows = [
            row for row in self._content(table) if row.name == "w:tr" and not self._is_gone(row)
        ]
        if len(rows) == 1:
            cells = [cell for cell in self._content(rows[0]) if cell.name == "w:tc"]
            if len(cells) == 1 and not self._is_gone_cell(cells[0]):  # a frame around some text
                self.found.extend(Blocks(self._story).read(cells[0]))
                return
        written = [self._row(row, head=not number) for number, row in enumerate(rows)]
        filled = tuple(tuple(row) for row in written if any(row))
        if filled:
            self.found.append(Block("table", rows=filled))

    def _is_gone(self, row: Element) -> bool:
        return self._is_taken_out(row.first("w:trPr"), "w:ins", "w:del")

    def _is_gone_cell(self, cell: Element) -> bool:
        return self._is_taken_out(cell.first("w:tcPr"), "w:cellIns", "w:cellDel")

    def _is_taken_out(self, about: Element | None, added: str, deleted: str) -> bool:
        """Whether a tracked change takes a row or a cell out."""
        changes = (
            [about.first(name) is not None for name in (added, deleted)]
            if about is not None
            else []
        )
        if any(changes):
            self._story.warnings.add("docx-tracked-changes")
        return bool(changes) and changes[1]

    def _row(self, row: Element, *, head: bool) -> list[str]:
        before = row.first("w:trPr", "w:gridBefore")
        written = [""] * (_span(before) if before else 0)
        for cell in self._content(row):
            if cell.name != "w:tc":
                continue
            wide = cell.first("w:tcPr", "w:gridSpan")
            span = max(1, _span(wide)) if wide else 1
            merge = cell.first("w:tcPr", "w:vMerge")
            if span > 1 or merge is not None:
                self._story.warnings.add("docx-merged-cells")
            goes_on = merge is not None and merge.get("w:val") != "restart"
            gone = self._is_gone_cell(cell)
            written.append("" if goes_on or gone else self._cell(cell, head=head))
            written.extend([""] * (span - 1))
        return written

    def _cell(self, cell: Element, *, head: bool) -> str:
        lines: list[str] = []
        for block in Blocks(self._story).read(cell):
            if block.kind == "table":
                self._story.warnings.add("docx-nested-table")
                lines.extend(" – ".join(cell for cell in row if cell) for row in block.rows)
                continue
            own = lines_of(block.pieces, bold=not head, cell=True)
            if block.kind == "item":
                own[0] = (f"{block.number}\\. " if block.number else _BULLET) + own[0]
            lines.extend(own)
        return "<br>".join(line for line in lines if line)


def _span(element: Element) -> int:
    return min(60, whole_number(element.get("w:val"), 1))


def _is_code(pieces: tuple[Piece, ...]) -> bool:
    """Whether everything that a paragraph shows is set as code."""
    if any(piece.kind in ("picture", "note") for piece in pieces):
        return False
    return all(
        piece.marks & CODE or not re.sub(f"[{BLANKS}]", "", piece.text)
        for piece in pieces
        if piece.kind == "text"
    )
