"""Find links, images, definitions and HTML addresses in Markdown, each with its exact place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from commonplace.markup.line_starts import line_starts
from commonplace.markup.mask import mask_code

LinkKind = Literal["link", "image", "definition", "html", "autolink"]

_SHOWN = 1000
_TOKEN = re.compile(r"\\.|!\[|\[|\]|\n[ \t>]*+(?=\n)", re.DOTALL)
_TITLE = r"""(?:"(?:[^"\\]++|\\.)*"|'(?:[^'\\]++|\\.)*'|\((?:[^()\\]++|\\.)*\))"""
_PLAIN = r"(?:[^\s()<>\\\"']++|\\.|\((?:[^\s()\\]++|\\.|\((?:[^\s()\\]++|\\.)*\))*\))"
_TARGET = re.compile(
    rf"""\(\s*+(?:<(?P<angle>[^<>\n]*+)>|(?P<plain>{_PLAIN}(?:{_PLAIN}|["'])*)?)
    (?:\s++{_TITLE})?\s*+\)""",
    re.VERBOSE,
)
# Python-Markdown takes blanks in a destination, and quotes that close no title.
_LOOSE = re.compile(
    r"""(?x)\([ \t]*+(?P<plain>(?:[^()\n\\"]++|\n(?![ \t]*+\n)|\\.|\([^()\n]*+\))*)(?:"[^"\n]*+"[ \t]*+)?\)"""
)
_DEFINITION = re.compile(
    r"""(?xm)^[ \t>]*+(?P<outer>\[(?P<label>(?!\^)[^\[\]\n]++)\]:[ \t]*+(?:\n[ \t>]*+)?
    (?:<(?P<angle>[^<>\n]*+)>|(?P<plain>[^\s<>][^\s]*+))
    (?>(?:[ \t]*+(?:\n[ \t>]*+)?(?:"[^"\n]*+"|'[^'\n]*+'|\([^()\n]*+\)))?))[ \t]*+$"""
)
_AUTOLINK = re.compile(
    r"<(?P<plain>[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*+|[^\s<>@!/:\"'=]++@[^\s<>@\"'=]++)>"
)
TAG = re.compile(
    r"""(?x)<(?P<name>[A-Za-z][\w:-]*+)
    (?P<rest>(?:[^<>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?|["'])*)>?"""
)
ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?"
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!<\"'|~^:=])")
_REFERENCE = re.compile(r"[ ]?\[(?P<label>[^\[\]]*+)\]")
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True)
class Link:
    """A link as written. All positions are offsets into the text; line and column count from 1.

    `start:end` is the destination alone (without angle brackets or quotes), `outer_start:outer_end` the
    whole construct (for HTML the attribute). `destination` has escapes or entities resolved; `text` is
    the source of the link's text, the alternative text, the label or the name of the tag.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    destination: str
    kind: LinkKind
    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Use:
    """A link through a definition: `[text][label]`, its span, the span of its text, its label folded."""

    outer_start: int
    outer_end: int
    text_start: int
    text_end: int
    label: str


@dataclass
class Scan:
    """Everything found in one text. `inner` holds the span of each inline link's text by its start;
    `tags` the span of the tag around each HTML address, by the address's start."""

    links: list[Link] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    inner: dict[int, tuple[int, int]] = field(default_factory=dict)
    tags: dict[int, tuple[int, int]] = field(default_factory=dict)


def find_links(text: str) -> list[Link]:
    """Every link of a Markdown text that is not code, in the order of their places; linear time."""
    return scan_links(text).links


def scan_links(text: str) -> Scan:
    """`find_links` with what rewriting needs beside it."""
    if "](" not in text and "]:" not in text and "<" not in text and "[" not in text:
        return Scan()
    finder = _Finder(text)
    if "[" in text:
        finder.definitions()
        finder.brackets()
    if "<" in text:
        finder.html()
    finder.scan.links.sort(key=lambda link: (link.start, link.end))
    return finder.scan


def fold(label: str) -> str:
    """A reference's label as definitions are looked up: case and blanks do not matter."""
    return _WHITE.sub(" ", label.strip()).lower()


class _Finder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._masked = mask_code(text)
        self._lines = line_starts(text)
        self._labels: dict[str, int] = {}
        self._taken: list[tuple[int, int]] = []
        self.scan = Scan()

    def definitions(self) -> None:
        if "]:" not in self._masked:
            return
        for found in _DEFINITION.finditer(self._masked):
            span = found.span("angle") if found["angle"] is not None else found.span("plain")
            self._add("definition", span, found.span("outer"), found.span("label"))
            self._labels.setdefault(fold(found["label"]), found.start("outer"))
            self._taken.append(found.span("outer"))

    def brackets(self) -> None:
        """Inline links, images and uses of definitions, by a stack of open brackets."""
        masked = self._masked
        opened: list[tuple[int, int, bool]] = []
        skip = 0
        taken = iter(self._taken)
        area = next(taken, None)
        for token in _TOKEN.finditer(masked):
            place = token.start()
            while area and place >= area[1]:
                area = next(taken, None)
            if place < skip or (area and place >= area[0]):
                continue
            mark = token[0]
            if mark[0] == "\n":
                opened.clear()
            elif mark in ("[", "!["):
                opened.append((place, token.end(), mark == "!["))
            elif mark == "]" and opened:
                start, inner, image = opened.pop()
                skip = self._close(start, inner, place, image=image)

    def _close(self, start: int, inner: int, place: int, *, image: bool) -> int:
        """The end of the link whose text ends at `place`, or 0 when it is none."""
        found = self._target(place + 1)
        if found:
            key = "angle" if found.groupdict().get("angle") is not None else "plain"
            left, right = found.span(key)
            if left < 0:
                left = right = found.start() + 1
            else:
                right = left + len(self._text[left:right].rstrip())
            kind: LinkKind = "image" if image else "link"
            self._add(kind, (left, right), (start, found.end()), (inner, place))
            self.scan.inner[left] = (inner, place)
            return found.end()
        if not self._labels:
            return 0
        end, label = place + 1, ""
        named = _REFERENCE.match(self._masked, end)
        if named and (not named["label"].strip() or fold(named["label"]) in self._labels):
            end, label = named.end(), named["label"]
        if not label.strip() and place - inner <= _SHOWN:
            label = self._text[inner:place]
        if fold(label) not in self._labels:
            return 0
        self.scan.uses.append(Use(start, end, inner, place, fold(label)))
        return end

    def _target(self, place: int) -> re.Match[str] | None:
        if not self._masked.startswith("(", place):
            return None
        found = _TARGET.match(self._masked, place)
        if found and _BLANK_LINE.search(self._masked, place, found.end()):
            return None
        return found or _LOOSE.match(self._masked, place)

    def html(self) -> None:
        """Autolinks, and the addresses in the tags of raw HTML."""
        masked = self._masked
        for found in _AUTOLINK.finditer(masked):
            self._add("autolink", found.span("plain"), found.span(), found.span("plain"))
        for tag in TAG.finditer(masked):
            if "=" not in tag["rest"]:
                continue
            for found in ATTRIBUTE.finditer(masked, tag.start("rest"), tag.end("rest")):
                value = found["value"]
                if value is None or found["name"].lower() not in ("href", "src"):
                    continue
                left, right = found.span("value")
                if value[0] in "\"'":
                    left, right = left + 1, right - 1
                self._add("html", (left, right), found.span(), tag.span("name"))
                self.scan.tags[left] = tag.span()

    def _add(
        self, kind: LinkKind, span: tuple[int, int], outer: tuple[int, int], text: tuple[int, int]
    ) -> None:
        raw = self._text[span[0] : span[1]]
        if kind == "html":
            destination = unescape(raw).strip()
        else:
            destination = _ESCAPE.sub(r"\1", raw).strip() if "\\" in raw else raw.strip()
        line = bisect_right(self._lines, span[0])
        column = span[0] - self._lines[line - 1] + 1
        shown = self._text[text[0] : min(text[1], text[0] + _SHOWN)]
        self.scan.links.append(Link(*span, *outer, destination, kind, shown, line, column))
