"""Clean rendered HTML: what Material needs stays, what could run, track or disguise goes."""

from __future__ import annotations

import re
from typing import Final

import nh3

from commonplace.markup.addresses import as_read, is_picture_data, is_remote, whole_address
from commonplace.markup.tags import Tags, may_be_odd
from commonplace.markup.values import known_value

REMOTE_WORDS: Final = "Picture from {host}: {alt}"

ALLOWED_TAGS = (set(nh3.ALLOWED_TAGS) - {"nav", "map", "area", "data"}) | {
    *("audio", "circle", "figcaption", "figure", "g", "input", "label", "path", "rect"),
    *("section", "source", "svg", "video"),
}
_ATTRIBUTES = {
    "*": {"class", "id", "title", "role", "dir", "lang", "style", "aria-label", "aria-hidden"}
    | {"tabindex", "aria-describedby", "aria-labelledby"},
    "a": {"href", "name", "download"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "bdo": {"dir"},
    "circle": {"cx", "cy", "r", "fill"},
    "col": {"align", "span"},
    "colgroup": {"align", "span"},
    "del": {"datetime"},
    "details": {"open"},
    "div": {"align", "data-tabs"},
    "g": {"fill"},
    "h1": {"align"},
    "h2": {"align"},
    "h3": {"align"},
    "img": {"src", "alt", "width", "height", "loading", "decoding", "align"},
    "input": {"type", "checked", "disabled", "name"},
    "ins": {"datetime"},
    "label": {"for"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "p": {"align"},
    "path": {"d", "fill"},
    "rect": {"x", "y", "width", "height", "rx", "fill"},
    "source": {"src", "type"},
    "span": {"data-linenos"},
    "svg": {"viewBox", "xmlns", "width", "height", "fill"},
    "table": {"align"},
    "td": {"colspan", "rowspan", "align", "headers"},
    "th": {"colspan", "rowspan", "align", "scope", "headers"},
    "time": {"datetime"},
    "tr": {"align"},
    "video": {"src", "poster", "controls", "loop", "muted", "preload", "width", "height"},
}
_CONTENT_GOES = {
    *(
        "script",
        "style",
        "iframe",
        "object",
        "applet",
        "noscript",
        "template",
        "select",
        "frameset",
    ),
}
# GitHub shows these as words (GitHub Flavored Markdown 6.11): a browser would take the page that follows for
# their content.
_WORDS = re.compile(
    r"<(?=/?(?:title|textarea|xmp|noembed|noframes|plaintext)[\s/>])", re.IGNORECASE
)
_OPENS = re.compile(rf"<(?=({'|'.join(sorted(_CONTENT_GOES))})[\s/>])", re.IGNORECASE)
_SCHEMES = {"http", "https", "mailto", "tel", "data"}
# Ids that Material itself gives to content; all others with two underscores are its controls.
_CONTENT_ID = re.compile(r"__(?:tabbed_|codelineno-|span-|code_)[\w-]*")
# Material's script puts ids into selectors, where a quotation mark throws.
_ID = re.compile(r"[\w:.-]+")
_MATERIAL_CLASSES = {"md-annotation", "md-button", "md-button--primary"}
_LINK_SCHEMES = {"http", "https", "mailto", "tel"}
# Stricter than a browser: any colon before the path, the query and the fragment counts as a scheme.
_HEAD = re.compile(r"([^/?#:]*+):")
_ALIGNED = re.compile(
    r"(?:^|;)\s*text-align\s*:\s*(left|right|center|justify|start|end)\s*(?:;|$)", re.IGNORECASE
)
_WIDE = re.compile(r"width:\d{1,5}(?:%|px)")
_ROLES = {"button", "img", "note", "doc-noteref", "doc-endnotes", "doc-endnote", "doc-backlink"} | {
    *("presentation", "none", "list", "listitem", "table", "region", "group", "math", "separator"),
}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _class(value: str) -> str | None:
    if "md-" not in value and "hub-" not in value and "mermaid" not in value:
        return value
    kept = [name for name in value.split() if _class_stays(name)]
    return " ".join(kept) or None


def _class_stays(name: str) -> bool:
    if name.startswith("md-"):
        return name in _MATERIAL_CLASSES
    return not name.startswith("hub-") and name != "mermaid"


def is_id(value: str) -> bool:
    """Whether an id may stay: one that scripts can find, and none of Material's controls."""
    if value.startswith("__"):
        return bool(_CONTENT_ID.fullmatch(value))
    return bool(_ID.fullmatch(value))


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """Whether an allowed attribute stays with this value: called by nh3 for each of them."""
    if attribute == "class":
        return _class(value)
    if attribute in ("id", "for"):
        return value if is_id(value) else None
    if attribute == "href":
        return _href(value)
    if attribute in ("src", "poster"):
        return _source(tag, value)
    if attribute == "name":
        content = _CONTENT_ID.fullmatch(value)
        return value if content else None
    if attribute == "type" and tag == "input":
        return value.lower() if value.lower() in ("checkbox", "radio") else None
    if attribute == "width" and tag == "img":
        return value  # the pass over the pictures makes a style of what is no number
    if attribute == "fill":
        return None if "(" in value else value
    if attribute == "role":
        return value if value in _ROLES else None
    if attribute == "style":
        aligned = _ALIGNED.search(value)
        wide = tag == "img" and _WIDE.fullmatch(value)
        return f"text-align:{aligned[1]}" if aligned else (value if wide else None)
    return known_value(tag, attribute, value)


def _href(value: str) -> str | None:
    head = _HEAD.match(as_read(value))
    if head and head[1].lower() not in _LINK_SCHEMES:
        return None
    return whole_address(value)


def _source(tag: str, value: str) -> str | None:
    if tag != "img":
        return None if is_remote(value) else known_value(tag, "src", value)
    if as_read(value)[:5].lower() == "data:":
        return value if is_picture_data(value) else None
    return whole_address(value) or None


_CLEANER = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    clean_content_tags=_CONTENT_GOES,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    link_rel=None,
    url_schemes=_SCHEMES,
    filter_style_properties={"text-align", "width"},
)


def sanitize(html: str, remote_words: str = REMOTE_WORDS) -> str:
    """The HTML of one page without anything that runs, tracks, asks for input or poses as the hub.

    A picture from elsewhere becomes a link (`a.hub-remote`) that a reader may choose to follow;
    `remote_words` is its text, with `{host}` and `{alt}`. Local pictures load lazily.
    """
    # Entities spell characters that the text itself does not hold; nh3 writes them out.
    cleaned = _TURNING.sub("", _CLEANER.clean(_lossless(html)))
    return Tags(remote_words).rewrite(cleaned) if may_be_odd(cleaned) else cleaned


def _lossless(html: str) -> str:
    """`html` in which a tag whose content goes, but whose end nobody wrote, is words: the rest stays."""
    low = html.lower()
    last: dict[str, int] = {}

    def as_words(found: re.Match[str]) -> str:
        name = found[1].lower()
        if name not in last:
            last[name] = low.rfind(f"</{name}")
        return found[0] if found.start() < last[name] else "&lt;"

    return _OPENS.sub(as_words, _WORDS.sub("&lt;", html))
