"""Where fenced code stands, by the rules of pymdownx.superfences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_START = re.compile(
    r"""(?x)
    (?P<fence>~{3,}+|`{3,}+)
    (?:[ \t]*+\.?(?P<lang>[\w\#.+-]++)(?=[\t ]|$))?
    (?:[ \t]*+(?P<attributes>\{[^\n]*\})|(?P<options>[ \t]+[^\n]*|\.?[a-zA-Z][^\n]*))?[ \t]*$"""
)
_OPTION = re.compile(r"""[ \t]*+([a-zA-Z][a-zA-Z0-9_]*+)(?:=(["'])(.*?)\2)?(?=[\t ]|$)""")
_KEYS = {"hl_lines", "linenums", "title", "title_mode"}
_HL_LINES = re.compile(r"\d+(?:-\d+)?(?:[ \t]+\d+(?:-\d+)?)*")
_LINE_NUMBERS = re.compile(r"\d+(?:[ \t]+\d+){0,2}")
_PREFIX = re.compile(r"[> \t]*+")
_TAB = 4


@dataclass(frozen=True)
class Fence:
    """A closed fence: the indices of its first and last line, and where its mark begins in the first."""

    first: int
    last: int
    mark: int


@dataclass(frozen=True)
class _Open:
    first: int
    mark: int
    closing: re.Pattern[str]
    width: int
    quotes: int


def find_fences(lines: Sequence[str]) -> Iterator[Fence]:
    """Every fence that is opened and closed. An unclosed fence is text, and so is one with odd options."""
    current: _Open | None = None
    blanks = 0
    for number, line in enumerate(lines):
        if current is None:
            if "```" in line or "~~~" in line:
                current = _opening(number, line)
                blanks = 0
            continue
        prefix, width = _split(line, current.width)
        content = line[prefix:]
        quotes = line.count(">", 0, prefix)
        if quotes > current.quotes:
            current = None
        elif not content.strip(" \t"):
            blanks += 1
        elif _leaves(current, width, prefix, quotes, blanks):
            current = None
        elif current.closing.fullmatch(content):
            yield Fence(current.first, number, current.mark)
            current = None
        else:
            blanks = 0


def _leaves(fence: _Open, width: int, prefix: int, quotes: int, blanks: int) -> bool:
    if not fence.quotes:
        return width != fence.width
    return prefix < fence.mark or (blanks > 0 and quotes < fence.quotes)


def _opening(number: int, line: str) -> _Open | None:
    prefix = _PREFIX.match(line)
    mark = prefix.end() if prefix else 0
    found = _START.match(line, mark)
    if not found or not _valid(found["attributes"], found["options"]):
        return None
    width = len(line[:mark].expandtabs(_TAB))
    closing = re.compile(re.escape(found["fence"]) + r"[ \t]*+")
    return _Open(number, mark, closing, width, line.count(">", 0, mark))


def _valid(attributes: str | None, options: str | None) -> bool:
    if attributes is not None:
        return all(_fits(m[1], m[3]) for m in _OPTION.finditer(attributes[1:-1]))
    position, text = 0, (options or "").rstrip(" \t")
    while position < len(text):
        found = _OPTION.match(text, position)
        if not found or found[1] not in _KEYS or not _fits(found[1], found[3]):
            return False
        position = found.end()
    return True


def _fits(key: str, value: str | None) -> bool:
    if key == "hl_lines":
        return bool(_HL_LINES.fullmatch(value or ""))
    if key == "linenums":
        return bool(_LINE_NUMBERS.fullmatch(value or ""))
    return True


def _split(line: str, width: int) -> tuple[int, int]:
    """Length of the prefix of quotes and blanks up to `width` columns, and the columns it takes."""
    columns = index = 0
    for char in line:
        if columns >= width or char not in "> \t":
            break
        columns += _TAB - columns % _TAB if char == "\t" else 1
        index += 1
    return index, columns
