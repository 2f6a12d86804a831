"""The values that HTML knows for an attribute. Others do nothing in a browser, and make a page invalid."""

from __future__ import annotations

import re

_NUMBER = r"-?\d{1,9}"
_LENGTH = r"\d*\.?\d+(?:px|em|rem|%)?"
_DAY = r"\d{4}-\d\d-\d\d"
_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?"
_EXACT = rf"{_DAY}(?:[T ]{_TIME}(?:Z|[+-]\d\d:?\d\d))?"
_LOOSE = rf"\d{{4}}|\d{{4}}-\d\d|{_DAY}(?:[T ]{_TIME}(?:Z|[+-]\d\d:?\d\d)?)?|{_TIME}|P[\dDTHMS.]+"
_SIZE = r"\d{1,5}"

_BARE = {"checked", "controls", "disabled", "loop", "muted", "open", "reversed"}
"""Attributes that say all by being there."""

# By attribute, or by tag and attribute.
_KNOWN = {
    name: re.compile(pattern, re.IGNORECASE | re.ASCII)
    for name, pattern in {
        "aria-hidden": "true|false",
        "circle cx": _LENGTH,
        "circle cy": _LENGTH,
        "circle r": _LENGTH,
        "colspan": r"[1-9]\d{0,2}|1000",
        "d": r"\s*m[\s\d.,+-]+[mzlhvcsqtae\s\d.,+-]*",
        "datetime": _LOOSE,
        "decoding": "sync|async|auto",
        "del datetime": _EXACT,
        "dir": "ltr|rtl|auto",
        "height": _SIZE,
        "ins datetime": _EXACT,
        "lang": r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*|",
        "loading": "lazy|eager",
        "ol type": "[1ai]",
        "poster": r"(?s:.*\S.*)",
        "preload": "none|metadata|auto|",
        "rect height": _LENGTH,
        "rect rx": _LENGTH,
        "rect width": _LENGTH,
        "rect x": _LENGTH,
        "rect y": _LENGTH,
        "rowspan": r"\d{1,4}",
        "scope": "row|col|rowgroup|colgroup",
        "source type": r"[\w.+-]+/[\w.+-]+(?:;.*)?",
        "span": r"[1-9]\d{0,2}|1000",
        "src": r"(?s:.*\S.*)",
        "start": _NUMBER,
        "svg height": _LENGTH,
        "svg width": _LENGTH,
        "tabindex": _NUMBER,
        "value": _NUMBER,
        "width": _SIZE,
        "xmlns": re.escape("http://www.w3.org/2000/svg"),
    }.items()
}
_SHOWN = re.compile(rf"({_SIZE})(%|px)", re.IGNORECASE | re.ASCII)


def known_value(tag: str, attribute: str, value: str) -> str | None:
    """The value as HTML has it; None where it means nothing."""
    if attribute in _BARE:
        return ""
    pattern = _KNOWN.get(f"{tag} {attribute}") or _KNOWN.get(attribute)
    return value if pattern is None or pattern.fullmatch(value) else None


def width_in_style(value: str) -> str | None:
    """A width that is no bare number, such as `50%`, as a style; None where it is neither."""
    found = _SHOWN.fullmatch(value.strip())
    return f"width:{found[1]}{found[2].lower()}" if found else None
