"""Comments as GitHub rendered them, cleaned for a page: stricter than a text, since anybody may comment.

What stays is words, code, lists, tables and links to other places: no ids, no classes, no headings (they
would change the outline of the page), no links within GitHub, and no pictures (they are fetched from there).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html import escape, unescape
from typing import NamedTuple

import nh3

from commonplace.markup.characters import clean_text
from commonplace.markup.comments_cut import cut_comment
from commonplace.markup.discreet import without_names
from commonplace.markup.stacked import without_stacks

_BLOCKS = {"p", "div", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "hr", "br"}
_WORDS = {
    "a",
    "b",
    "strong",
    "em",
    "i",
    "del",
    "s",
    "ins",
    "sub",
    "sup",
    "mark",
    "code",
    "kbd",
    "samp",
}
_WORDS |= {"var", "q", "cite", "abbr", "small", "details", "summary", "ruby", "rb", "rt", "rp"}
_TABLE = {"table", "thead", "tbody", "tfoot", "tr", "th", "td"}
TAGS = frozenset(_BLOCKS | _WORDS | _TABLE)
"""What the HTML of a comment may hold."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PICTURES = frozenset({"img", "video"})
_REWRITTEN = _HEADINGS | _PICTURES | {"input"}
_CONTENT_GOES = {
    *("script", "style", "iframe", "object", "embed", "applet", "noscript", "noembed", "noframes"),
    *(
        "template",
        "textarea",
        "select",
        "title",
        "xmp",
        "frameset",
        "svg",
        "math",
        "canvas",
        "button",
    ),
    *("clipboard-copy", "plaintext", "dialog", "audio"),
}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_FIRST_ATTRIBUTES = _ATTRIBUTES | {
    "img": {"src", "alt", "data-canonical-src"},
    "video": {"src"},
    "input": {"type", "checked"},
}
_VALUES = {
    "href": re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.IGNORECASE),
    "src": re.compile(r"https?://[^\s/]", re.IGNORECASE),
    "data-canonical-src": re.compile(r"https?://[^\s/]", re.IGNORECASE),
    "start": re.compile(r"\d{1,6}\Z"),
    "align": re.compile(r"(?:left|right|center)\Z"),
}
_REL = "nofollow noopener noreferrer"
_MOST_RAW = 60_000
_DEEPEST = 8  # of what makes its content narrower
_MOST_OPEN = 24
_NESTING = frozenset({"ul", "ol", "dl", "blockquote", "details", "table", "sub", "sup", "small"})
_PARTED = frozenset(
    {"blockquote", "details", "table", "div"}
)  # words within stay apart from those before
_VOID = frozenset({"br", "hr"})
_LISTS = frozenset({"ul", "ol"})
_WITHIN = {  # what means nothing elsewhere
    "li": _LISTS,
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "summary": frozenset({"details"}),
}
_BROKEN = re.compile("[\0\ud800-\udfff]")
# nh3 writes attributes in double quotes and `<` in text as an entity.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*+)((?:[^>"]++|"[^"]*+")*)>')
_ATTRIBUTE = re.compile(r'([\w-]++)="([^"]*+)"')
_WITHOUT_HREF = re.compile(r'<a(?: rel="[^"]*")?>')
_EMPTY_LINK = re.compile(r'<a href="[^"]*+" rel="[^"]*+">(?:\s|&nbsp;|</?[b-z][a-z0-9]*>)*</a>')
# GitHub colors code without a `code` around it, which browsers and scripts know it by.
_BARE_CODE = re.compile(r"<pre>(?!<code>)([^<]*+(?:<(?!/?pre>)[^<]*+)*)</pre>")
_NOTHING = re.compile(r"(?:\s|&nbsp;|<br>|<(?:p|div)></(?:p|div)>)+")


def _value(tag: str, attribute: str, value: str) -> str | None:
    wanted = _VALUES.get(attribute)
    return value if wanted is None or wanted.match(value) else None


def _cleaner(tags: Collection[str], attributes: dict[str, set[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=_CONTENT_GOES,
        attributes=attributes,
        attribute_filter=_value,
        link_rel=_REL,
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
    )


_FIRST = _cleaner(TAGS | _REWRITTEN, _FIRST_ATTRIBUTES)
_LAST = _cleaner(TAGS, _ATTRIBUTES)


@dataclass(frozen=True)
class CommentWords:
    """What stands in the place of what is left out, and for somebody who is not named."""

    picture: str
    film: str
    colleague: str


class Cleaned(NamedTuple):
    """The HTML that a page may show as it is, and whether some of the comment is missing at its end."""

    html: str
    cut: bool


def clean_comment(html: str, words: CommentWords, hidden: frozenset[str] = frozenset()) -> Cleaned:
    """Clean one comment. `hidden` are logins, in small letters, of people who are not named."""
    raw = _BROKEN.sub("", html[:_MOST_RAW])
    first = without_stacks(clean_text(_FIRST.clean(raw))[0])
    found = _rewritten(first, words)
    found = without_names(found, hidden, words.colleague) if hidden else found
    found, cut = cut_comment(found)
    cut = cut or len(html) > _MOST_RAW
    if found != first:
        found = _LAST.clean(found)  # whatever was done to it in between
    return Cleaned(_trimmed(found), cut)


def _trimmed(html: str) -> str:
    text = html.strip()
    return "" if _NOTHING.fullmatch(text) else text


def _rewritten(html: str, words: CommentWords) -> str:
    special = any(f"<{name}" in html for name in ("h", "img", "video", "input", "li", "d", "su"))
    if special or _WITHOUT_HREF.search(html) or html.count("</") > _DEEPEST:
        html = _Rewriting(words).of(html)
    html = _EMPTY_LINK.sub("", html) if "</a>" in html else html
    return _BARE_CODE.sub(r"<pre><code>\1</code></pre>", html) if "<pre>" in html else html


@dataclass
class _Rewriting:
    """One pass over the tags: what a comment may not hold becomes words, and what lies too deep, flat."""

    words: CommentWords
    opened: list[tuple[str, bool]] = field(default_factory=list)
    narrow: int = 0

    def of(self, html: str) -> str:
        return TAG.sub(self._tag, html)

    def _tag(self, found: re.Match[str]) -> str:
        closing, name, rest = bool(found[1]), found[2], found[3]
        if name in _HEADINGS:
            return "</strong></p>" if closing else "<p><strong>"
        if name == "input":
            return ("☑" if " checked" in rest else "☐") if 'type="checkbox"' in rest else ""
        if name in _PICTURES:
            return "" if closing else self._picture(name, rest)
        if name in _VOID:
            return found[0]
        return self._end(name, found[0]) if closing else self._start(name, found[0], rest)

    def _start(self, name: str, tag: str, rest: str) -> str:
        too_deep = len(self.opened) >= _MOST_OPEN or (name in _NESTING and self.narrow >= _DEEPEST)
        parent = next((one for one, kept in reversed(self.opened) if kept), "")
        stray = name in _WITHIN and parent not in _WITHIN[name]
        kept = not (too_deep or stray) and (name != "a" or 'href="' in rest)
        self.opened.append((name, kept))
        self.narrow += kept and name in _NESTING
        return tag if kept else "<br>" if name in _PARTED or stray else ""

    def _end(self, name: str, tag: str) -> str:
        opened, kept = self.opened.pop() if self.opened else (name, False)
        self.narrow -= kept and opened in _NESTING
        return tag if kept and opened == name else ""

    def _picture(self, name: str, rest: str) -> str:
        attributes = {one[1]: unescape(one[2]) for one in _ATTRIBUTE.finditer(rest)}
        alt = " ".join(attributes.get("alt", "").split())
        if re.fullmatch(r":[\w+-]+:", alt):  # one of GitHub's own emoji
            return escape(alt)
        kind = self.words.picture if name == "img" else self.words.film
        said = escape(f"{kind}: {alt}" if alt else kind)
        address = attributes.get("data-canonical-src") or attributes.get("src")
        if not address or ("a", True) in self.opened:  # a link cannot hold another one
            return said
        return f'<a href="{escape(address)}" rel="{_REL}">{said}</a>'
