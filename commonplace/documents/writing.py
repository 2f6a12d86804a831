"""Blocks as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from commonplace.documents.inline import lines_of
from commonplace.documents.pieces import Block, Piece, plain

_TICKS = re.compile(r"`+")
_CLOSING = re.compile(r"(#+)$")
_STEP = "    "
_EARLY = 10  # blocks among which a title is looked for


def titled(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """The title, and the other blocks, their headings moved so that the highest is of the second level."""
    rest = list(blocks)
    at = next((n for n, block in enumerate(rest[:_EARLY]) if block.kind == "title"), None)
    if at is None and rest and rest[0].kind == "heading" and rest[0].level == 1:
        at = 0
    title = plain(rest.pop(at).pieces) if at is not None else ""
    rest = [replace(block, kind="heading") if block.kind == "title" else block for block in rest]
    highest = min((block.level for block in rest if block.kind == "heading"), default=2)
    return title, [
        replace(block, level=min(6, block.level + 2 - highest))
        if block.kind == "heading"
        else block
        for block in rest
    ]


def markdown_of(blocks: Iterable[Block]) -> str:
    """The text of some blocks, without an empty line at its end."""
    parts: list[str] = []
    run: list[Block] = []
    for block in [*blocks, None]:
        if run and (block is None or block.kind != run[0].kind):
            parts.extend(_run(run))
            run = []
        if block is not None and block.kind in ("item", "code", "quote"):
            run.append(block)
        elif block is not None:
            parts.append(_single(block))
    return "\n\n".join(part for part in parts if part)


def note_of(number: int, blocks: Sequence[Block]) -> str:
    """A footnote's text, to stand at the end."""
    words = [lines_of(block.pieces) for block in blocks if block.kind != "table"]
    text = "\n\n".join(_broken(lines, _STEP) for lines in words if lines[0])
    return f"[^{number}]: " + (text or "…").replace("\n\n", f"\n\n{_STEP}")


def _run(run: list[Block]) -> list[str]:
    if run[0].kind == "code":
        return [_code(run)]
    if run[0].kind == "quote":
        return ["\n>\n".join(_broken(lines_of(block.pieces), "> ", "> ") for block in run)]
    return _lists(run)


def _single(block: Block) -> str:
    if block.kind == "table":
        return _table(block.rows)
    if block.kind == "heading":
        words = " ".join(lines_of(_without_notes(block.pieces), bold=False, cell=False))
        closed = _CLOSING.sub(lambda found: found[1].replace("#", "\\#"), words)
        return f"{'#' * block.level} {closed}" if words else ""
    return _broken(lines_of(block.pieces))


def _without_notes(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.kind != "note"]


def _broken(lines: Sequence[str], indent: str = "", first: str = "") -> str:
    """Lines with breaks between them."""
    return first + f"  \n{indent}".join(lines)


def _lists(run: list[Block]) -> list[str]:
    """Items that follow one another; between two lists of the top level stands what parts them."""
    parts: list[str] = []
    lines: list[str] = []
    levels: list[int] = []
    top: Block | None = None
    for block in run:
        while levels and levels[-1] > block.level:
            levels.pop()
        if not levels or levels[-1] < block.level:
            levels.append(block.level)
        depth = len(levels) - 1
        if depth == 0:
            if top is not None and _is_other(top, block):
                parts.extend(["\n".join(lines), "<!-- -->"])
                lines = []
            top = block
        indent = _STEP * depth
        mark = f"{block.number}." if block.number else "-"
        lines.append(_broken(lines_of(block.pieces), indent + _STEP, f"{indent}{mark} "))
    return [*parts, "\n".join(lines)]


def _is_other(one: Block, other: Block) -> bool:
    if bool(one.number) != bool(other.number):
        return True
    return bool(one.number) and other.number != (one.number or 0) + 1


def _code(run: list[Block]) -> str:
    lines: list[str] = []
    for block in run:
        texts = {"break": "\n"}
        text = "".join(
            texts.get(piece.kind, piece.text if piece.kind == "text" else "")
            for piece in block.pieces
        )
        lines.extend(
            text.replace("\u00ad", "").replace("\u00a0", " ").replace("\t", _STEP).split("\n")
        )
    lines = [line.rstrip(" ") for line in lines]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        return ""
    longest = max((len(found) for found in _TICKS.findall("\n".join(lines))), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([fence, *lines, fence])


def _table(rows: Sequence[Sequence[str]]) -> str:
    width = max(len(row) for row in rows)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in filled]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])
