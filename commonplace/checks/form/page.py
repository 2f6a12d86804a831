"""A text as the rules of form look at it: its lines, its headings and its links, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.diagnostics.fix import Edit
from commonplace.markup.characters import clean_text
from commonplace.markup.line_starts import line_starts
from commonplace.markup.linkscan import Scan, scan_links
from commonplace.markup.mask import mask_code
from commonplace.markup.text import split_title
from commonplace.model.kinds import Kind

_TOP = re.compile(r"---[ \t]*\n(?=\s*(?:#.*\n\s*)*[\"']?[\w-]+[\"']?\s*:(?:\s|$))")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_TITLE = re.compile(r"^title[ \t]*:[ \t]*+[\"']?+([^\n]*[^\s\"'])", re.MULTILINE)
_MARKS = re.compile(r"#{1,6}(?!#)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_NO_PARAGRAPH = re.compile(r"[>|#]|[-+*][ \t]|\d+[.)][ \t]|<|!!!|\?\?\?|===|---|\*\[|\[[^\]]*\]:")


@dataclass(frozen=True)
class Heading:
    """A heading: its level, its words as written, its line in the file, and how many lines it takes."""

    level: int
    text: str
    line: int
    height: int = 1


@dataclass(frozen=True)
class Advice:
    """What is told, and the edits that mend it, if a machine can make them."""

    diagnostic: Diagnostic
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Page:
    """One contribution: where it lies, its kind, and its whole text with newlines alone."""

    path: str
    kind: Kind
    written: str

    @cached_property
    def text(self) -> str:
        """The text without the characters that nobody sees."""
        return clean_text(self.written)[0]

    @cached_property
    def is_exact(self) -> bool:
        """Whether places in `text` are places in the file, too."""
        return self.text == self.written

    @cached_property
    def body_start(self) -> int:
        """Where the block at the top ends."""
        top = _TOP.match(self.text)
        end = _END.search(self.text, top.end()) if top else None
        return end.end() if end else 0

    @cached_property
    def body(self) -> str:
        """The Markdown below the block at the top, the title included."""
        return self.text[self.body_start :]

    @cached_property
    def masked(self) -> str:
        """`body` with code and comments blanked out."""
        return mask_code(self.body)

    @cached_property
    def scan(self) -> Scan:
        """The links of `body`."""
        return scan_links(self.body)

    @cached_property
    def title(self) -> str | None:
        """The words of the heading that is the title, or those in the block at the top."""
        return split_title(self.body)[0] or self._titled

    @cached_property
    def _titled(self) -> str | None:
        found = _TITLE.search(self.text, 0, self.body_start)
        return found[1].strip() if found else None

    @cached_property
    def has_title(self) -> bool:
        """Whether somebody wrote a title, so that none has to be made of the file's name."""
        return self.title is not None

    @cached_property
    def title_end(self) -> int:
        """How many lines of `body` the title takes, with what stands before it; 0 without one."""
        return split_title(self.body)[2]

    @cached_property
    def first_line(self) -> int:
        """The line of the file on which `body` begins."""
        return self.text.count("\n", 0, self.body_start) + 1

    @cached_property
    def top(self) -> tuple[int, int]:
        """The place of the first words, for what is told of the text as a whole."""
        blank = len(self.body) - len(self.body.lstrip())
        return self.place(blank)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings below the title, in order."""
        found: list[Heading] = []
        lines = self.masked.split("\n")
        written = self.body.split("\n")
        blank = True
        for number, line in enumerate(lines):
            at = self.first_line + number
            heading = _MARKS.match(line)
            if number < self.title_end:
                pass
            elif heading:
                words = written[number][heading.end() :].strip().rstrip("#").rstrip()
                if words:
                    found.append(Heading(heading.end(), words, at))
            elif blank and line.strip() and _is_underlined(lines, number):
                level = 1 if lines[number + 1].startswith("=") else 2
                found.append(Heading(level, written[number].strip(), at, 2))
            blank = not line.strip() or heading is not None
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.body)

    def place(self, at: int) -> tuple[int, int]:
        """Line of the file and column of an offset in `body`."""
        line = bisect_right(self._starts, at)
        return self.first_line + line - 1, at - self._starts[line - 1] + 1

    def edit(self, start: int, end: int, text: str) -> Edit:
        """Replace `start:end` of `body`."""
        return Edit(*self.place(start), *self.place(end), text)

    def line(self, number: int) -> str:
        """A line of the file."""
        start = self._starts[number - self.first_line]
        end = self.body.find("\n", start)
        return self.body[start : end if end >= 0 else len(self.body)]

    def advise(
        self,
        code: str,
        place: tuple[int, int],
        edits: tuple[Edit, ...] = (),
        **values: object,
    ) -> Advice:
        """Advice on a place of this file."""
        line, column = place
        told = diagnose(code, self.path, line, column, **values)
        return Advice(told, edits if self.is_exact else ())


def _is_underlined(lines: list[str], number: int) -> bool:
    if number + 1 >= len(lines) or lines[number].startswith(("    ", "\t")):
        return False
    if _NO_PARAGRAPH.match(lines[number].lstrip()):
        return False
    return bool(_UNDERLINE.match(lines[number + 1]))
