"""What a paragraph of a document is made of, before it is Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

BOLD, ITALIC, STRIKE, CODE = 1, 2, 4, 8


@dataclass(frozen=True)
class Piece:
    """A stretch of text with its marks and the address it leads to; or a line break (`text` is ""), a picture
    (`text` is what it shows, `link` its name) or the mark of a footnote (`text` is its number)."""

    kind: Literal["text", "break", "picture", "note"]
    text: str = ""
    marks: int = 0
    link: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, by what it is. `level` is that of a heading, or how deep an item lies; `number` is an
    item's number, 0 for a bullet. The `rows` are a table's, cell by cell."""

    kind: Literal["title", "heading", "text", "item", "code", "quote", "table"]
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    number: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()


def is_blank(pieces: tuple[Piece, ...] | list[Piece]) -> bool:
    """Whether a paragraph shows nothing at all."""
    return all(piece.kind == "break" or _is_blank_text(piece) for piece in pieces)


def plain(pieces: tuple[Piece, ...]) -> str:
    """The words of a paragraph alone, on one line."""
    words = {"text": "", "break": " ", "picture": "", "note": ""}
    text = "".join(piece.text if piece.kind == "text" else words[piece.kind] for piece in pieces)
    return " ".join(word for word in re.split("[\u00a0\t\n\r ]", text) if word)


def _is_blank_text(piece: Piece) -> bool:
    return piece.kind == "text" and not piece.text.strip(BLANKS)


BLANKS = (
    " \t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
"""What is blank at the edges of words, line ends included."""
