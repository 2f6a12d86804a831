"""Whether a page's HTML is sound: what browsers would have to repair, and references that lead nowhere."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "source", "track", "wbr"),
    )
)
_PHRASING = frozenset(
    ("p", "span", "em", "strong", "b", "i", "small", "code", *_HEADINGS, "label", "button", "bdi")
)
_BLOCK = frozenset(
    (
        *("div", "p", "ul", "ol", "dl", "table", "section", "article", "header", "footer", "nav"),
        *("aside", "main", "form", "figure", "details", "blockquote", "pre", "hr", *_HEADINGS),
    )
)
_INTERACTIVE = frozenset(["a", "button", "select", "textarea", "summary"])
_PARENTS = {
    "li": frozenset(["ul", "ol", "menu"]),
    "dt": frozenset(["dl", "div"]),
    "dd": frozenset(["dl", "div"]),
    "tr": frozenset(["table", "thead", "tbody", "tfoot"]),
    "td": frozenset(["tr"]),
    "th": frozenset(["tr"]),
    "summary": frozenset(["details"]),
}
_CHILDREN = {
    "ul": frozenset(["li", "script", "template"]),
    "ol": frozenset(["li", "script", "template"]),
    "dl": frozenset(["dt", "dd", "div", "script", "template"]),
}
_NAMES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.named: list[tuple[str, str]] = []
        self.faults: list[str] = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:  # as in drawings
            self.handle_endtag(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.open[-1] if self.open else ""
        if "svg" not in self.open:
            self._nested(tag, parent)
        self._attributes(tag, attrs)
        if tag not in _VOID:
            self.open.append(tag)

    def _nested(self, tag: str, parent: str) -> None:
        if tag in _BLOCK and parent in _PHRASING:
            self.faults.append(f"<{tag}> in <{parent}>")
        if tag in _INTERACTIVE and (around := _INTERACTIVE.intersection(self.open)):
            self.faults.append(f"<{tag}> in <{min(around)}>")
        if parent not in {*_PARENTS.get(tag, {parent}), "template"} or tag not in _CHILDREN.get(
            parent, {tag}
        ):
            self.faults.append(f"<{tag}> as a child of <{parent}>")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        self.faults += [f"{name} twice in <{tag}>" for name, count in names.items() if count > 1]
        values = dict(attrs)
        if "id" in values:
            self.ids[values["id"] or ""] += 1
        if tag == "img" and values.get("alt") is None:
            self.faults.append("<img> without alt")
        for name in _NAMES:
            self.named += [(name, ident) for ident in (values.get(name) or "").split()]

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> in <{self.open[-1] if self.open else ''}>")


def unsound(html: str) -> list[str]:
    """What is wrong with a page, each fault once."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    faults = dict.fromkeys(reader.faults)
    faults |= dict.fromkeys(f"<{tag}> stays open" for tag in reader.open)
    faults |= dict.fromkeys(f"id {one!r} twice" for one, count in reader.ids.items() if count > 1)
    faults |= dict.fromkeys(f"{key}={one!r}" for key, one in reader.named if one not in reader.ids)
    return list(faults)
