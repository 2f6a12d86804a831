"""The lists of a document: which have bullets, which numbers, and the number of each item."""

from __future__ import annotations

from dataclasses import dataclass

from commonplace.documents.styles import whole_number
from commonplace.documents.xml_tree import Element

_DEEPEST = 8


@dataclass(frozen=True)
class Level:
    """How the items of one level are marked: `form` as Word calls it, and the first number."""

    form: str
    start: int


class Numbering:
    """Numbers items as they come."""

    def __init__(self, part: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._drafts: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if part is None:
            return
        drafts = {
            one.get("w:abstractNumId"): one
            for one in part.elements()
            if one.name == "w:abstractNum"
        }
        linked = {_value(one, "w:styleLink"): one for one in drafts.values()}
        for one in part.elements():
            if one.name != "w:num":
                continue
            draft = drafts.get(_value(one, "w:abstractNumId"))
            if draft is not None and _value(draft, "w:numStyleLink"):
                draft = linked.get(_value(draft, "w:numStyleLink"), draft)
            ident = one.get("w:numId")
            levels = _levels(draft) if draft is not None else {}
            self._drafts[ident] = draft.get("w:abstractNumId") if draft is not None else ""
            for other in one.elements():
                if other.name == "w:lvlOverride":
                    levels |= _levels(other)
                    self._restart(ident, levels, other)
            self._levels[ident] = levels

    def _restart(self, ident: str, levels: dict[int, Level], override: Element) -> None:
        start = override.first("w:startOverride")
        at = whole_number(override.get("w:ilvl"), 0)
        if start is not None:
            form = levels[at].form if at in levels else "decimal"
            levels[at] = Level(form, whole_number(start.get("w:val"), 1))
            self._restarts.setdefault(ident, {})[at] = levels[at].start - 1

    def number(self, list_id: str, level: int) -> int | None:
        """The number of the next item; 0 for a bullet, None where nothing is to be seen before it."""
        known = self._levels.get(list_id, {}).get(level, Level("bullet", 1))
        # Lists of one draft go on counting, but for one that says where it begins, when it begins.
        counts = self._counts.setdefault(self._drafts.get(list_id) or f"? {list_id}", {})
        counts |= self._restarts.pop(list_id, {})
        counts[level] = counts.get(level, known.start - 1) + 1
        for deeper in range(level + 1, _DEEPEST + 1):
            counts.pop(deeper, None)
        if known.form == "none":
            return None
        return 0 if known.form == "bullet" else counts[level]


def _levels(parent: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in parent.elements():
        if one.name == "w:lvl":
            start = whole_number(_value(one, "w:start"), 1)
            found[whole_number(one.get("w:ilvl"), 0)] = Level(
                _value(one, "w:numFmt") or "decimal", start
            )
    return found


def _value(parent: Element, name: str) -> str:
    found = parent.first(name)
    return found.get("w:val") if found else ""
