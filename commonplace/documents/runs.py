"""The pieces of a paragraph: its runs of text, with what stands between and within them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from commonplace.documents.container import resolved
from commonplace.documents.escape import address
from commonplace.documents.fields import Fields, is_personal, link_of
from commonplace.documents.numbering import Numbering
from commonplace.documents.pictures import Pictures, alternative
from commonplace.documents.pieces import Piece
from commonplace.documents.styles import Style, Styles, marks_of, properties_of
from commonplace.documents.xml_tree import Element

KEPT = frozenset(["w:ins", "w:moveTo"])
GONE = frozenset(["w:del", "w:moveFrom"])
_WITHIN = frozenset(
    [
        "w:smartTag",
        "w:customXml",
        "w:bdo",
        "w:dir",
        "w:sdtContent",
        "w:ruby",
        "w:rubyBase",
        "mc:Choice",
    ]
)
_SHOWS = ("w:t", "w:drawing", "w:pict", "w:sym", "mc:AlternateContent")
_RAISED = dict(zip("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_SYMBOLS = {
    "wingdings": {
        "e0": "→",
        "df": "←",
        "fc": "✓",
        "fe": "☑",
        "a8": "☐",
        "fb": "✗",
        "4a": "☺",
        "4c": "☹",
        "f0": "⇒",
    },
    "symbol": {
        "ae": "→",
        "b0": "°",
        "b1": "±",
        "b3": "≥",
        "a3": "≤",
        "b4": "×",
        "b7": "•",
        "6d": "µ",
        "44": "Δ",
    },
}
_BINDING = re.compile(r"creator|lastModifiedBy|Company|Manager")


@dataclass
class Story:
    """What reading a document shares: what it is made of, and what was found.

    `links` are those of the part that is read.
    """

    styles: Styles
    numbering: Numbering
    pictures: Pictures
    part: str = ""
    links: dict[str, tuple[str, bool]] = field(default_factory=dict)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    warnings: set[str] = field(default_factory=set)


def is_placeholder(story: Story, control: Element) -> bool:
    """Whether a content control shows nothing that somebody wrote into this text."""
    about = control.first("w:sdtPr")
    if about is None:
        return False
    gallery = about.first("w:docPartObj", "w:docPartGallery")
    if gallery is not None and gallery.get("w:val") == "Table of Contents":
        return True
    binding = about.first("w:dataBinding")
    if binding is not None and _BINDING.search(binding.get("w:xpath")):
        story.warnings.add("docx-fields")
        return True
    return about.first("w:showingPlcHdr") is not None


def chosen(alternatives: Element) -> Element | None:
    """The one of several forms of the same that we can read."""
    known = ("w:txbxContent", "a:blip", "v:imagedata", "w:t", "w:p")
    for one in alternatives.elements():
        if any(below.name in known for below in one.below()):
            return one
    return alternatives.first("mc:Choice")


class Runs:
    """Reads one paragraph: `pieces` are what it shows, `boxes` the text boxes that hang on it."""

    def __init__(self, story: Story, style: Style) -> None:
        self._story = story
        self._style = style
        self._fields = Fields()
        self.pieces: list[Piece] = []
        self.boxes: list[Element] = []

    @property
    def is_contents(self) -> bool:
        """Whether the paragraph is a line of a table of contents."""
        return self._fields.is_contents

    def read(self, parent: Element, link: str = "") -> None:
        """Take everything in a paragraph, or in what groups runs."""
        for one in parent.elements():
            self._take(one, link)
        if parent.name == "w:p":
            self._fields.clear()
            if self._fields.dropped:
                self._story.warnings.add("docx-fields")
            if self._fields.lost_link:
                self._story.warnings.add("docx-link-dropped")

    def _take(self, one: Element, link: str) -> None:
        name = one.name
        if name == "w:r":
            self._run(one, link)
        elif name in KEPT or name in GONE:
            self._story.warnings.add("docx-tracked-changes")
            if name in KEPT:
                self.read(one, link)
        elif name in ("m:oMath", "m:oMathPara"):
            self._story.warnings.add("docx-formula")
            words = (below.words() for below in one.below() if below.name == "m:t")
            self._add("".join(words), 0, link)
        elif name in ("w:commentRangeStart", "w:commentReference"):
            self._story.warnings.add("docx-comments")
        elif name in ("w:drawing", "w:pict"):
            self._drawing(one)
        elif name == "w:object":
            self._story.warnings.add("docx-object")
        else:
            self._group(one, link)

    def _group(self, one: Element, link: str) -> None:
        """What holds runs and shows nothing by itself."""
        name = one.name
        inner: Element | None = None
        if name == "w:hyperlink":
            inner, link = one, self._target(one) or link
        elif name == "w:fldSimple":
            self._fields.see(one.get("w:instr"))
            if not is_personal(one.get("w:instr")):
                inner, link = one, link_of(one.get("w:instr")) or link
        elif name == "w:sdt":
            inner = None if is_placeholder(self._story, one) else one.first("w:sdtContent")
        elif name == "mc:AlternateContent":
            inner = chosen(one)
        elif name in _WITHIN:
            inner = one
        if inner is not None:
            self.read(inner, link)

    def _target(self, hyperlink: Element) -> str:
        ident = hyperlink.get("r:id")
        if not ident:
            return ""
        target, anchor = self._story.links.get(ident, ("", False))[0], hyperlink.get("w:anchor")
        found = address(f"{target}#{anchor}" if anchor and "#" not in target else target)
        if not found:
            self._story.warnings.add("docx-link-dropped")
        return found

    def _run(self, run: Element, link: str) -> None:
        about = run.first("w:rPr")
        own = properties_of(about)
        named = about.first("w:rStyle") if about else None
        style = self._story.styles.get(named.get("w:val")) if named else Style()
        hidden = next(
            (said for said in (own.hidden, style.hidden, self._style.hidden) if said is not None),
            False,
        )
        marks = marks_of(own, marks_of(style, 0))
        raised = about.first("w:vertAlign") if about else None
        for one in run.elements():
            self._part(one, marks, link, raised.get("w:val") if raised else "", hidden=hidden)

    def _part(self, one: Element, marks: int, link: str, raised: str, *, hidden: bool) -> None:
        name = one.name
        if name == "w:fldChar":
            self._fields.mark(one.get("w:fldCharType"))
            return
        if name == "w:instrText":
            self._fields.say(one.words())
            return
        if self._fields.hides or name == "w:rPr":
            return
        if hidden:
            if name in _SHOWS:
                self._story.warnings.add("docx-hidden-text")
            return
        link = self._fields.link or link
        text = _text_of(one, raised)
        if text is not None:
            self._add(text, marks, link)
        elif name in ("w:br", "w:cr"):
            self.pieces.append(Piece("break"))
        elif name == "w:sym":
            self._symbol(one, marks, link)
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            self._note(name[2:-9], one.get("w:id"))
        else:
            self._take(one, link)

    def _add(self, text: str, marks: int, link: str) -> None:
        if text:
            self.pieces.append(Piece("text", text, marks, link))

    def _symbol(self, one: Element, marks: int, link: str) -> None:
        known = _SYMBOLS.get(one.get("w:font").lower(), {})
        text = known.get(one.get("w:char").lower()[-2:], "")
        if not text:
            self._story.warnings.add("docx-symbol")
        self._add(text, marks, link)

    def _note(self, kind: str, ident: str) -> None:
        number = self._story.notes.setdefault((kind, ident), len(self._story.notes) + 1)
        self.pieces.append(Piece("note", str(number)))

    def _drawing(self, drawing: Element) -> None:
        alt = ""
        for one in _outside_boxes(drawing):
            if one.name == "w:txbxContent":
                self.boxes.append(one)
            elif one.name == "wp:docPr":
                alt = one.get("descr")
            elif one.name in ("v:shape", "v:rect"):
                alt = one.get("alt")
            elif one.name == "a:blip":
                self._picture(one.get("r:embed"), alt)
            elif one.name == "v:imagedata":
                self._picture(one.get("r:id"), alt)
            elif one.name == "a:graphicData" and re.search(
                r"/(?:chart|diagram|chartex)$", one.get("uri")
            ):
                self._story.warnings.add("docx-object")

    def _picture(self, ident: str, alt: str) -> None:
        target, outside = self._story.links.get(ident, ("", True))
        part = "" if outside else resolved(self._story.part, target)
        alt = alternative(alt)
        name = self._story.pictures.name_of(part, alt)
        if name:
            self.pieces.append(Piece("picture", alt, 0, name))
        else:
            self._story.warnings.add("docx-picture-left-out")


def _text_of(one: Element, raised: str) -> str | None:
    """The text that an element of a run stands for, or None."""
    if one.name == "w:t":
        text = one.words()
        return _turned(
            text if one.get("xml:space") == "preserve" else text.strip(" \t\r\n"), raised
        )
    if one.name == "w:br" and one.get("w:type") in ("page", "column"):
        return " "
    return {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "-"}.get(one.name)


def _turned(text: str, raised: str) -> str:
    """Raised and lowered digits as such, since Markdown would set them on the line."""
    signs = {"superscript": _RAISED, "subscript": _LOWERED}.get(raised, {})
    return (
        "".join(signs[sign] for sign in text) if signs and all(s in signs for s in text) else text
    )


def _outside_boxes(drawing: Element) -> list[Element]:
    """What a drawing is made of, text boxes as one; of several forms of the same, one."""
    found: list[Element] = []
    pending = [drawing]
    while pending:
        here = pending.pop()
        found.append(here)
        if here.name == "mc:AlternateContent":
            choice = chosen(here)
            pending.extend([choice] if choice is not None else [])
        elif here.name != "w:txbxContent":
            pending.extend(reversed(list(here.elements())))
    return found
