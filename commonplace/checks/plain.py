"""A text as its reader sees it, as far as a number or a name can hide: entities, escapes, odd blanks.

docs/assets/leaks/plain.js does the same in the browser.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_NAMES = {
    "@": "commat",
    ".": "period",
    ":": "colon",
    "/": "sol",
    "_": "lowbar UnderBar",
    "-": "hyphen dash ndash mdash horbar minus",
    "&": "amp AMP",
    "+": "plus",
    "=": "equals",
    "#": "num",
    "%": "percnt",
    ";": "semi",
    ",": "comma",
    "(": "lpar",
    "[": "lsqb lbrack",
    "{": "lcub lbrace",
    ")": "rpar",
    "]": "rsqb rbrack",
    "}": "rcub rbrace",
    "*": "ast midast",
    "!": "excl",
    "?": "quest",
    "$": "dollar",
    '"': "quot QUOT",
    "'": "apos",
    " ": (
        "nbsp NonBreakingSpace ensp emsp emsp13 emsp14 numsp puncsp thinsp ThinSpace "
        "hairsp VeryThinSpace MediumSpace NewLine Tab"
    ),
    "": (
        "shy zwj zwnj lrm rlm ZeroWidthSpace NegativeVeryThinSpace NegativeThinSpace "
        "NegativeMediumSpace NegativeThickSpace NoBreak af ApplyFunction it "
        "InvisibleTimes ic InvisibleComma"
    ),
}
_NAMED = {name: sign for sign, names in _NAMES.items() for name in names.split()}
_ACCENTS = {
    "uml": "\u0308",
    "acute": "\u0301",
    "grave": "\u0300",
    "circ": "\u0302",
    "tilde": "\u0303",
    "ring": "\u030a",
    "cedil": "\u0327",
    "caron": "\u030c",
}
_DASHES = "\u2010-\u2015\u2212\ufe63\uff0d"
_BLANKS = "\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Of control characters, the three that end or divide lines are seen. What clean_text drops is all here.
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_UNSEEN = (
    rf"{_CONTROLS}\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e03ff"
)
_WIDE = "\uff01-\uff5e"
_DIGITS = "\u0660-\u0669\u06f0-\u06f9"
# A number that is wrapped goes on in the next line; an item of a list does not.
_WRAP = (
    r"(?<=[0-9A-Z\-/+()])[ \t]{0,3}\n[ \t]{0,8}(?:>[ \t]{0,3}){0,3}(?=[0-9])(?![0-9]{1,9}[.)][ \t])"
)
_MARK = (
    rf"&(?:#0*[0-9]{{1,7}}|#[xX]0*[0-9a-fA-F]{{1,6}}|{'|'.join(_NAMED)}|[A-Za-z](?:{'|'.join(_ACCENTS)}));|%[2-7][0-9a-fA-F]"
    r"|%[c-dC-D][0-9a-fA-F]%[89abAB][0-9a-fA-F]|%[eE][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){2}"
    rf"|\\(?=[!-/:-@\[\]^-`{{-~])|[{_DASHES}{_BLANKS}{_WIDE}{_DIGITS}]|[{_UNSEEN}]+"
)
_ODD = re.compile(rf"{_MARK}|{_WRAP}")
_MARKS = re.compile(_MARK)  # many times as quick, and most texts wrap no number
# Most texts have none of it, and these searches cost little.
_SIGNS = re.compile(rf"[&%\\{_DASHES}{_BLANKS}{_UNSEEN}{_WIDE}{_DIGITS}]")
_NEXT_LINE = re.compile(r"\n[ \t>]{0,20}[0-9](?![0-9]{0,8}[.)][ \t])")
_WORDS = re.compile(r"[A-Za-z]{2}")
_DROPPED = re.compile(f"[{_UNSEEN}]")
_CONTROL_BYTES = bytes((*range(9), 11, 12, *range(14, 32), 127))
_HIGHEST = 0xFFFF  # above, browsers count two
_ACCENT = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


@dataclass(frozen=True)
class Plain:
    """`text` to be searched; `back` leads from a place in it to the place in the text as written."""

    text: str
    back: Callable[[int], int]


def plain(text: str) -> Plain:
    """The text with what disguises resolved, and numbers that a line's end cuts in two joined by a blank."""
    wraps = bool(_NEXT_LINE.search(text))
    if not wraps and not _has_signs(text):
        return Plain(text, _as_it_is)
    return rewritten(
        text,
        (_ODD if wraps else _MARKS).finditer(text),
        lambda found: _resolved(found[0], text, found.start()),
    )


def rewritten(
    text: str, marks: Iterable[re.Match[str]], instead: Callable[[re.Match[str]], str | None]
) -> Plain:
    """The text with something `instead` of each of its marks; None leaves one as it is."""
    parts: list[str] = []
    starts, origins = [0], [0]
    length = done = 0
    for found in marks:
        sign = instead(found)
        if sign is None:
            continue
        start, end = found.span()
        parts += (text[done:start], sign)
        length += start - done
        starts.append(length)
        origins.append(start)
        length += len(sign)
        starts.append(length)
        origins.append(end)
        done = end
    if not parts:
        return Plain(text, _as_it_is)
    parts.append(text[done:])

    def back(at: int) -> int:
        place = bisect_right(starts, at) - 1
        return origins[place] + at - starts[place]

    return Plain("".join(parts), back)


def _has_signs(text: str) -> bool:
    if text.isascii():
        if "&" in text or "%" in text or "\\" in text:
            return True
        return len(text.encode().translate(None, _CONTROL_BYTES)) < len(text)
    return bool(_SIGNS.search(text))


def _as_it_is(at: int) -> int:
    return at


def _resolved(mark: str, text: str, start: int) -> str | None:
    """What stands for a mark: one sign or none; None leaves it as it is. Unseen signs are one mark."""
    first = mark[0]
    if first == "&":
        return _entity(mark[1:-1])
    if first == "%":
        return _percent(bytes.fromhex(mark.replace("%", "")))
    if first == "\\":
        return ""
    if "\n" in mark:
        before = text[text.rfind("\n", 0, start) + 1 : start]
        return " " if _WORDS.search(before) else None
    return _sign(ord(first))


def _percent(data: bytes) -> str | None:
    try:
        sign = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return sign if len(data) == 1 else _seen(sign)


def _entity(name: str) -> str | None:
    if name[0] != "#":
        return _NAMED[name] if name in _NAMED else _accented(name)
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    if number in (9, 10, 13):
        return " "
    # Browsers take these for dashes, and their neighbors for other signs.
    if number in (0x96, 0x97):
        return "-"
    if number == 0 or 0x80 <= number < 0xA0 or 0xD800 <= number < 0xE000:
        return None
    if number > _HIGHEST:
        return "" if 0xE0000 <= number <= 0xE03FF else None
    return _seen(chr(number))


def _accented(name: str) -> str | None:
    sign = unicodedata.normalize("NFC", name[0] + _ACCENTS[name[1:]])
    return sign if len(sign) == 1 else None


def _seen(sign: str) -> str:
    return _sign(ord(sign)) if _ODD.fullmatch(sign) else sign


def _sign(code: int) -> str:
    if 0xFF01 <= code <= 0xFF5E and code != 0xFF0D:
        return chr(code - 0xFEE0)
    if 0x0660 <= code <= 0x06F9:
        return str((code - 0x0660) % 0x90)
    if _DROPPED.match(chr(code)):
        return ""
    if 0x2010 <= code <= 0x2015 or code in (0x2212, 0xFE63, 0xFF0D):
        return "-"
    return " "


def fold(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.lower()
    return _ACCENT.sub("", unicodedata.normalize("NFKD", text.casefold()))
