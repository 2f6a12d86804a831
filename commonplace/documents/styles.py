"""What the styles of a document mean, by what they do and by what they are called in Word's languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from commonplace.documents.pieces import BOLD, CODE, ITALIC, STRIKE
from commonplace.documents.xml_tree import Element

_HEADING = re.compile(
    r"^(?:heading|überschrift|titre|título|titulo|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis"
    r"|címsor|titlu|заголовок|başlık|επικεφαλίδα|見出し|标题|標題|제목) ?([1-9])$"
)
_TITLE = re.compile(
    r"^(?:title|titel|titre|título|titulo|titolo|titul|tytuł|název|otsikko|tittel|cím|название|konu başlığı"
    r"|τίτλος|表題|标题|標題|제목)$"
)
_QUOTE = re.compile(
    r"^(?:intense |block |intensives |)(?:quote|quotation|quotations|block text|zitat|citat|citation"
    r"|citazione|cita|citação|citaat|sitat|цитата|lainaus|cytat|引用|引用文|인용)"
    r"(?: intense| destacada| intensa)?$"
)
_CODE = re.compile(
    r"^(?:.* )?(?:code|quelltext|quellcode|verbatim|preformatted text|html preformatted|html code|macro)"
    r"(?: char| block| text| zchn)?$"
)
_CONTENTS = re.compile(
    r"^(?:toc [0-9]|toc heading|verzeichnis [0-9]|inhaltsverzeichnis.*|contents [0-9]|contents heading)$"
)
_MONO = re.compile(
    r"^(?:courier|courier new|courier prime|consolas|menlo|monaco|lucida console|lucida sans typewriter"
    r"|cascadia code|source code pro|fira code|sf mono|letter gothic|ocr a extended|(?:.* )?mono(?: .*)?)$"
)
_LISTED = re.compile(r"^list (?:bullet|number) ([2-5])$")
_OFF = frozenset(["0", "false", "off", "none"])
_MOST_STEPS = 20
_T = TypeVar("_T")


@dataclass(frozen=True)
class Style:
    """A style with everything that it takes over; None where nothing is said. `heading` counts from 1."""

    name: str = ""
    heading: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    hidden: bool | None = None
    mono: bool | None = None
    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None

    @property
    def is_title(self) -> bool:
        """Whether it is for the title of the document."""
        return bool(_TITLE.search(self.name))

    @property
    def is_quote(self) -> bool:
        """Whether it is for what somebody else said."""
        return bool(_QUOTE.search(self.name))

    @property
    def is_code(self) -> bool:
        """Whether it is for code."""
        return bool(self.mono) or bool(_CODE.search(self.name))

    @property
    def is_contents(self) -> bool:
        """Whether it is for a line in a table of contents."""
        return bool(_CONTENTS.search(self.name))

    @property
    def marks(self) -> int:
        """What a style of characters marks."""
        return marks_of(self, 0)


NO_STYLE = Style()


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, part: Element | None) -> None:
        self._written: dict[str, tuple[Style, str, bool]] = {}
        self._known: dict[str, Style] = {}
        for one in part.elements() if part else ():
            if one.name == "w:style":
                parent = one.first("w:basedOn")
                # What the whole text is written in says nothing about one of its paragraphs.
                whole = one.get("w:default") not in ("", *_OFF) and one.get("w:type") == "paragraph"
                style = replace(_written(one), mono=None) if whole else _written(one)
                self._written[one.get("w:styleId")] = (
                    style,
                    parent.get("w:val") if parent else "",
                    whole,
                )

    def get(self, ident: str) -> Style:
        """A style with what it takes over; one without properties where there is none."""
        known = self._known.get(ident)
        if known is None:
            known = self._known[ident] = self._whole(ident)
        return known

    def _whole(self, ident: str) -> Style:
        whole = NO_STYLE
        for step in range(_MOST_STEPS):
            style, parent, _ = self._written.get(ident, (None, "", False))
            if style is None:
                break
            if step == 0:
                whole = replace(whole, name=style.name)
            whole = Style(
                whole.name,
                _either(whole.heading, style.heading),
                _either(whole.list_id, style.list_id),
                _either(whole.list_level, style.list_level),
                _either(whole.hidden, style.hidden),
                _either(whole.mono, style.mono),
                _either(whole.bold, style.bold),
                _either(whole.italic, style.italic),
                _either(whole.strike, style.strike),
            )
            ident = parent
        return whole


def properties_of(element: Element | None) -> Style:
    """What the properties of a run (`w:rPr`) say by themselves."""
    if element is None:
        return NO_STYLE
    fonts = element.first("w:rFonts")
    font = (fonts.get("w:ascii") or fonts.get("w:hAnsi")).lower() if fonts else ""
    strike = _switch(element, "w:strike")
    return Style(
        hidden=_switch(element, "w:vanish"),
        mono=bool(_MONO.search(font)) if font else None,
        bold=_switch(element, "w:b"),
        italic=_switch(element, "w:i"),
        strike=strike if strike else _either(_switch(element, "w:dstrike"), strike),
    )


def marks_of(style: Style, before: int) -> int:
    """`before` with what a style says of it changed."""
    marks = before
    for said, bit in ((style.bold, BOLD), (style.italic, ITALIC), (style.strike, STRIKE)):
        if said is not None:
            marks = marks | bit if said else marks & ~bit
    code = style.mono if style.mono is not None else (True if style.is_code else None)
    if code is not None:
        marks = marks | CODE if code else marks & ~CODE
    return marks


def heading_level(properties: Element | None) -> int | None:
    """The level that the properties of a paragraph give it: 0 for text, None where they say nothing."""
    level = properties.first("w:outlineLvl") if properties else None
    if level is None or level.get("w:val") not in tuple("0123456789"):
        return None
    return (int(level.get("w:val")) + 1) % 10


def _written(one: Element) -> Style:
    name_of = one.first("w:name")
    name = name_of.get("w:val").lower() if name_of else ""
    paragraph = one.first("w:pPr")
    heading = _HEADING.search(name)
    number = paragraph.first("w:numPr", "w:numId") if paragraph else None
    level = paragraph.first("w:numPr", "w:ilvl") if paragraph else None
    return replace(
        properties_of(one.first("w:rPr")),
        name=name,
        heading=int(heading[1]) if heading else heading_level(paragraph),
        list_id=number.get("w:val") if number else None,
        list_level=_list_level(name, level),
    )


def _list_level(name: str, level: Element | None) -> int | None:
    """How deep the items of a style lie; Word gives its own styles for deeper ones lists of their own."""
    listed = _LISTED.search(name)
    if listed is not None:
        return int(listed[1]) - 1
    return whole_number(level.get("w:val"), 0) if level else None


def whole_number(text: str, otherwise: int) -> int:
    """A small number as it stands in a document."""
    return int(text) if re.search(r"^[0-9]{1,6}$", text) else otherwise


def _switch(element: Element, name: str) -> bool | None:
    found = element.first(name)
    return None if found is None else found.get("w:val") not in _OFF


def _either(first: _T | None, second: _T | None) -> _T | None:
    return second if first is None else first
