"""The pieces of a paragraph as lines of Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from commonplace.documents.escape import cleaned, escaped, opened
from commonplace.documents.pieces import BLANKS, BOLD, CODE, ITALIC, STRIKE, Piece

_NO_CODE = re.compile(r"^(?:#!|:::)|&#[0-9xX]")
_TICKS = re.compile(r"`+")
_EMPHASIS = BOLD | ITALIC | STRIKE


def lines_of(pieces: Iterable[Piece], *, bold: bool = True, cell: bool = False) -> list[str]:
    """The lines of a paragraph, at least one. Without `bold` nothing is bold, as in a heading."""
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "break":
            rows.append([])
        elif bold:
            rows[-1].append(piece)
        else:
            rows[-1].append(replace(piece, marks=piece.marks & ~BOLD))
    coded = [_uncoded(_joined(row), cell=cell) for row in rows]
    written = [_line(_merged(_flanked(_calm(_parted(row)))), cell=cell) for row in coded]
    return [line for line in written if line] or [""]


def _joined(row: list[Piece]) -> list[Piece]:
    """Pieces that look alike as one, without blanks at the ends or one after another."""
    joined: list[Piece] = []
    ends_blank = True
    for piece in row:
        if piece.kind != "text":
            joined.append(piece)
            ends_blank = False
            continue
        text = cleaned(piece.text)
        text = text.lstrip(" ") if ends_blank else text
        if not text:
            continue
        ends_blank = text.endswith(" ")
        joined.append(replace(piece, text=text))
    return _trimmed(_merged(joined))


def _uncoded(row: list[Piece], *, cell: bool) -> list[Piece]:
    """Code that cannot be written as code is words, before its neighbors' marks are looked at."""
    return [
        replace(one, marks=one.marks & ~CODE) if _cannot_be_code(one.text, cell=cell) else one
        for one in row
    ]


def _cannot_be_code(text: str, *, cell: bool) -> bool:
    """Signs that name a language, or become others; and a cell would end within code."""
    return bool(_NO_CODE.search(text)) or (cell and "|" in text)


def _trimmed(row: list[Piece]) -> list[Piece]:
    row = list(row)
    while row and row[0].kind == "text" and not row[0].text.strip(BLANKS):
        row.pop(0)
    while row and row[-1].kind == "text" and not row[-1].text.strip(BLANKS):
        row.pop()
    if row and row[0].kind == "text":
        row[0] = replace(row[0], text=row[0].text.lstrip(BLANKS))
    if row and row[-1].kind == "text":
        row[-1] = replace(row[-1], text=row[-1].text.rstrip(BLANKS))
    return row


def _parted(row: list[Piece]) -> list[Piece]:
    """Blanks at the edges of what is marked or leads somewhere stand outside of it."""
    parted: list[Piece] = []
    for number, piece in enumerate(row):
        if piece.kind != "text" or not (piece.marks or piece.link):
            parted.append(piece)
            continue
        words = piece.text.strip(BLANKS)
        before = (
            piece.text[: len(piece.text) - len(piece.text.lstrip(BLANKS))] if words else piece.text
        )
        after = piece.text[len(piece.text.rstrip(BLANKS)) :] if words else ""
        same = [
            beside.link if beside is not None and beside.kind == "text" else ""
            for beside in (
                row[number - 1] if number else None,
                row[number + 1] if number + 1 < len(row) else None,
            )
        ]
        if before:
            inside = piece.link and same[0] == piece.link and (words or same[1] == piece.link)
            parted.append(Piece("text", before, 0, piece.link if inside else ""))
        if words:
            parted.append(replace(piece, text=words))
        if after:
            parted.append(
                Piece("text", after, 0, piece.link if piece.link and same[1] == piece.link else "")
            )
    return parted


def _calm(row: list[Piece]) -> list[Piece]:
    """Marks that touch would run into one another: what follows takes those before it, or none."""
    calm: list[Piece] = []
    for piece in row:
        last = calm[-1].marks & _EMPHASIS if calm and calm[-1].kind == "text" else 0
        own = piece.marks & _EMPHASIS
        same_link = bool(calm) and calm[-1].link == piece.link
        if piece.kind == "text" and last and own and last != own and same_link:
            kept = last if last & own == last else 0
            calm.append(replace(piece, marks=piece.marks & ~_EMPHASIS | kept))
        else:
            calm.append(piece)
    return calm


def _flanked(row: list[Piece]) -> list[Piece]:
    """Between a sign and a letter, marks are none for Markdown: the sign moves out, or the marks go."""
    found: list[Piece] = []
    for number, piece in enumerate(row):
        following = row[number + 1] if number + 1 < len(row) else None
        if piece.kind != "text" or not piece.marks & _EMPHASIS:
            found.append(piece)
            continue
        starts = _is_letter(piece, found[-1] if found else None, -1)
        ends = _is_letter(piece, following, 0)
        found.extend(_between(piece, starts=starts, ends=ends))
    return found


def _merged(row: list[Piece]) -> list[Piece]:
    """Words that look alike as one: what is escaped may begin in one piece and end in the next."""
    found: list[Piece] = []
    for (kind, marks, link), group in groupby(row, lambda one: (one.kind, one.marks, one.link)):
        if kind == "text":
            found.append(Piece(kind, "".join(one.text for one in group), marks, link))
        else:
            found.extend(group)
    return found


def _between(piece: Piece, *, starts: bool, ends: bool) -> list[Piece]:
    """A marked piece as it can stand with a letter at its start, at its end, or both."""
    if piece.marks & CODE and (starts or ends):
        return [replace(piece, marks=CODE)]
    if piece.marks & STRIKE and (starts or ends):
        piece = replace(piece, marks=STRIKE)
    first = _signs(piece.text) if starts else 0
    last = len(piece.text) - (_signs(piece.text[::-1]) if ends else 0)
    if first >= last:
        return [replace(piece, marks=0)]
    parts = ((piece.text[:first], 0), (piece.text[first:last], piece.marks), (piece.text[last:], 0))
    return [replace(piece, text=text, marks=marks) for text, marks in parts if text]


def _signs(text: str) -> int:
    """How many signs, and blanks among them, a text begins with."""
    count = 0
    while count < len(text) and (_is_sign(text[count]) or (count and text[count] in BLANKS)):
        count += 1
    return count


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def _is_letter(piece: Piece, beside: Piece | None, at: int) -> bool:
    """Whether what stands beside a marked piece is a letter outside of its marks."""
    if beside is None or beside.kind != "text" or beside.link != piece.link:
        return False
    if beside.marks & CODE or (beside.marks ^ piece.marks) & _EMPHASIS == 0:
        return False
    return beside.text[at] not in BLANKS and not _is_sign(beside.text[at])


def _line(row: list[Piece], *, cell: bool) -> str:
    line = ""
    at = 0
    while at < len(row):
        link = row[at].link if row[at].kind == "text" else ""
        end = at + 1
        is_text = row[at].kind == "text"
        while is_text and end < len(row) and row[end].kind == "text" and row[end].link == link:
            end += 1
        words = _emphasized(row[at:end], cell=cell) if is_text else ""
        mark = _mark(row[at], words, link, cell=cell)
        if line.endswith("!") and mark.startswith("["):
            line = f"{line[:-1]}\\!"
        line += mark
        at = end
    return line if cell else opened(line)


def _mark(piece: Piece, words: str, link: str, *, cell: bool) -> str:
    if piece.kind == "note":
        return f"[^{piece.text}]"
    if piece.kind == "picture":
        shown = _in_cell(escaped(cleaned(piece.text).strip(BLANKS)), cell=cell)
        return f"![{shown}]({piece.link})"
    if not link:
        return words
    if words == link and link.lower().startswith("http"):
        return f"<{link}>"
    return f"[{words}]({link})"


def _emphasized(row: list[Piece], *, cell: bool) -> str:
    """Pieces with their marks, those that have the same emphasis within one pair of marks."""
    out = ""
    at = 0
    while at < len(row):
        marks = row[at].marks & _EMPHASIS
        end = at + 1
        while end < len(row) and row[end].marks & _EMPHASIS == marks:
            end += 1
        words = "".join(_words(piece, cell=cell) for piece in row[at:end])
        sign = "**" * bool(marks & BOLD) + "*" * bool(marks & ITALIC)
        struck = "~~" if marks & STRIKE else ""
        out += f"{sign}{struck}{words}{struck}{sign}"
        at = end
    return out


def _words(piece: Piece, *, cell: bool) -> str:
    text = piece.text
    if not piece.marks & CODE or _cannot_be_code(text, cell=cell):
        return _in_cell(escaped(text), cell=cell)
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"{fence}{text}{fence}"


def _in_cell(text: str, *, cell: bool) -> str:
    return text.replace("|", "\\|") if cell else text
