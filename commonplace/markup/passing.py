"""Cleaned HTML as Markdown that comes out of an engine as it went in, whatever its extensions are.

Each block becomes one block of raw HTML, with no line in it that an extension could take for its own: a line
break that is not followed by a tag is written as a reference. Headings become headings of Markdown, so that
the engine's list of contents has them; their words are written so that nothing in them means anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

_TOKEN = re.compile(r"<(/?)([a-zA-Z][\w:-]*)((?:[^>\"]|\"[^\"]*\")*)>|[^<]+|<")
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:=\"([^\"]*)\")?")
_VOID = {"br", "col", "hr", "img", "input", "source", "track", "wbr"}
# Blocks for Python-Markdown and for CommonMark alike.
_BLOCKS = {
    *("p", "div", "ul", "ol", "dl", "pre", "table", "blockquote", "hr", "details", "figure"),
    *("section", "article", "aside", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# A line break that another tag follows is harmless, and any other may begin a line that means something.
_ODD = re.compile(r"\n(?!<[a-zA-Z/])|[\x00-\x09\x0b-\x1f\x7f]")
_PERMALINK = re.compile(r"<a\b(?=[^>]*\sclass=\"headerlink\")[^>]*>[^<]*</a>\s*$")
_PLAIN_CLASS = re.compile(r"[\w -]+")
_DIRECTIONS = {"", "ltr", "rtl", "auto"}
_MARKED = re.compile(r"^ |(?<= ) | $|[^\w ,;?!]|_")
_IN_TAG = re.compile(r"[^\w /#.-]|_")


class _Token(NamedTuple):
    text: str
    closes: str
    name: str
    rest: str


def flat_headings(headings: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The ids of headings, as Python-Markdown's `toc` nests them."""
    for one in headings:
        yield str(one["id"])
        yield from flat_headings(one["children"])


def pass_through(html: str, headings: Collection[str]) -> str:
    """Markdown that renders to `html`, which has to be cleaned. `headings` are the ids of those that the
    list of contents has; all others stay HTML."""
    blocks = (_heading(block, headings) or _raw(block) for block in _blocks(html))
    return "\n\n".join(blocks) + "\n" if html.strip() else ""


def _tokens(html: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(html):
        name = (found[2] or "").lower()
        yield _Token(found[0], found[1] or "", name, found[3] or "")


def _blocks(html: str) -> Iterator[list[_Token]]:
    """The outermost elements; what stands between them gets a box of its own."""
    loose: list[_Token] = []
    block: list[_Token] = []
    depth = 0
    for token in _tokens(html):
        if depth == 0 and token.name in _BLOCKS and not token.closes:
            if any(one.text.strip() for one in loose):
                yield _boxed(loose)
            loose = []
            block = [token]
            if token.name in _VOID:
                yield block
            else:
                depth = 1
        elif depth:
            block.append(token)
            if token.name and token.name not in _VOID:
                depth += -1 if token.closes else 1
            if not depth:
                yield block
        else:
            loose.append(token)
    if any(one.text.strip() for one in loose):
        yield _boxed(loose)


def _boxed(loose: list[_Token]) -> list[_Token]:
    return [_Token("<div>", "", "div", ""), *loose, _Token("</div>", "/", "div", "")]


def _raw(block: Iterable[_Token]) -> str:
    """One block of raw HTML."""
    text = "".join(one.text for one in block)
    return _ODD.sub(lambda found: f"&#{ord(found[0])};", text)


def _heading(block: list[_Token], headings: Collection[str]) -> str | None:
    first = block[0]
    if first.name not in _HEADINGS:
        return None
    attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(first.rest)}
    ident, classes = attributes.pop("id", ""), attributes.pop("class", "")
    direction = attributes.pop("dir", "")
    plain = not attributes and (not classes or _PLAIN_CLASS.fullmatch(classes))
    plain = plain and direction in _DIRECTIONS
    if ident not in headings or not plain:
        return None
    inner = _PERMALINK.sub("", "".join(token.text for token in block[1:-1])).strip()
    words = "".join(_inline(token) for token in _tokens(inner))
    if not words.strip():
        return None
    marks = "".join(f" .{name}" for name in classes.split())
    marks += f" dir={direction}" if direction else ""
    return f"{'#' * int(first.name[1])} {words} {{: #{ident}{marks} }}"


def _inline(token: _Token) -> str:
    if not token.name:
        return _MARKED.sub(_reference, unescape(token.text))
    if token.closes:
        return f"</{token.name}>"
    pairs = (
        f' {name}="{_IN_TAG.sub(_reference, unescape(value))}"'
        for name, value in _ATTRIBUTE.findall(token.rest)
    )
    return f"<{token.name}{''.join(pairs)}>"


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
