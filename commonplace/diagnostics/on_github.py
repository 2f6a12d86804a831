"""Somebody's words in a comment on GitHub: shown as they are, calling nobody and closing nothing."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~!$])")
_JOINER = "\u2060"
# GitHub makes links of these in the finished HTML, where no backslash is left: @name, #1, GH-1. It takes the
# sign that nobody sees for a part of a host's name, so addresses are broken before their host begins.
_CALLS = re.compile(r"[@#]|:(?=//)|\bw(?=ww\.)|\bGH-(?=\d)", re.IGNORECASE)
_MARKS = re.compile(
    r"`(?P<code>[^`\n]*)`|\\(?P<sign>.)|\[(?P<link>(?:\\.|[^\]\\\n])*)\]\([^)\s]*\)|\*\*|_|&amp;"
    f"|{_JOINER}"
)
_COMMIT = re.compile(r"(?<![^\W_])[0-9a-f]{7,}(?![^\W_])", re.IGNORECASE)
_OF_A_COMMIT = re.compile(r".{1,6}")  # seven are one to GitHub


def as_words(text: str) -> str:
    """Text on one line that a comment shows as it is: no markup, no links, no mention of anybody."""
    line = " ".join(_printable(text).split())
    escaped = _MARKUP.sub(r"\\\1", line).replace("&", "&amp;")
    escaped = _CALLS.sub(lambda found: f"{found[0]}{_JOINER}", escaped)
    return _COMMIT.sub(lambda found: _JOINER.join(_OF_A_COMMIT.findall(found[0])), escaped)


def as_plain(markdown: str) -> str:
    """A comment as a terminal shows it: the words alone, of links and code, too."""
    return _MARKS.sub(_without_marks, markdown)


def _without_marks(found: re.Match[str]) -> str:
    if found["link"] is not None:
        return as_plain(found["link"])
    if found[0] == "&amp;":
        return "&"
    return found["code"] or found["sign"] or ""


def as_code(text: str) -> str:
    """Text set as code, where GitHub links nothing; without the marks that would end it."""
    line = " ".join(_printable(text).replace("`", "").split())
    line = line.replace("<!--", f"<{_JOINER}!--")  # no mark of the hub's, wherever it is looked for
    return f"`{line}`" if line else "` `"


def _printable(text: str) -> str:
    shown = (c if c.isprintable() or c.isspace() else f"\\u{ord(c):04x}" for c in text)
    return "".join(shown)
