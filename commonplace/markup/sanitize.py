"""Clean rendered HTML: what Material needs stays, what could run, track or disguise goes."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final

import nh3

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
_PICTURE_DATA = re.compile(r"data:image/(?:png|gif|jpeg|webp)[;,]", re.IGNORECASE)
_LINK_SCHEMES = {"http", "https", "mailto", "tel"}
# Stricter than a browser: any colon before the path, the query and the fragment counts as a scheme.
_HEAD = re.compile(r"([^/?#:]*+):")
_ALIGNED = re.compile(
    r"(?:^|;)\s*text-align\s*:\s*(left|right|center|justify|start|end)\s*(?:;|$)", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?/*+(?:[^/?#@]*+@)?([^/?#:]*+)", re.IGNORECASE)
_IGNORED = str.maketrans(dict.fromkeys("\t\r\n") | {"\\": "/"})
_EDGE = "".join(map(chr, range(0x21)))
_ROLES = {"button", "img", "note", "doc-noteref", "doc-endnotes", "doc-endnote", "doc-backlink"} | {
    *("presentation", "none", "list", "listitem", "table", "region", "group", "math", "separator"),
}
# nh3 writes `<` in an attribute as it is, so that a tag is only found by reading all of them in order.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile(r"<(/?[a-z][a-z0-9]*+)((?:[^>\"]++|\"[^\"]*+\")*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]++)=\"([^\"]*+)\"")


def _address(value: str) -> str:
    """A destination as a browser reads it: blanks within left out, backslashes turned."""
    return value.strip(_EDGE).translate(_IGNORED)


def is_remote(value: str) -> bool:
    """Whether fetching this destination would ask another machine (or anything but a relative path)."""
    address = _address(value)
    return address.startswith("//") or bool(_SCHEME.match(address))


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
    if attribute == "fill":
        return None if "(" in value else value
    if attribute == "role":
        return value if value in _ROLES else None
    if attribute == "style":
        aligned = _ALIGNED.search(value)
        return f"text-align:{aligned[1]}" if aligned else None
    return value


def _href(value: str) -> str | None:
    head = _HEAD.match(_address(value))
    return value if not head or head[1].lower() in _LINK_SCHEMES else None


def _source(tag: str, value: str) -> str | None:
    if tag != "img":
        return None if is_remote(value) else value
    address = _address(value)
    if address[:5].lower() == "data:":
        return value if _PICTURE_DATA.match(address) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    clean_content_tags=_CONTENT_GOES,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    link_rel=None,
    url_schemes=_SCHEMES,
    filter_style_properties={"text-align"},
)


def sanitize(html: str, remote_words: str = REMOTE_WORDS) -> str:
    """The HTML of one page without anything that runs, tracks, asks for input or poses as the hub.

    A picture from elsewhere becomes a link (`a.hub-remote`) that a reader may choose to follow;
    `remote_words` is its text, with `{host}` and `{alt}`. Local pictures load lazily.
    """
    # Entities spell characters that the text itself does not hold; nh3 writes them out.
    cleaned = _TURNING.sub("", _CLEANER.clean(_lossless(html)))
    if "<img" in cleaned or "<input" in cleaned or ' style=""' in cleaned:
        return _Pictures(remote_words).rewrite(cleaned)
    return cleaned


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


class _Pictures:
    """One pass over the tags of cleaned HTML: pictures rewritten, odd inputs left out."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._in_link = False
        self._waiting: list[str] = []

    def rewrite(self, html: str) -> str:
        return _TAG.sub(self._tag, html)

    def _tag(self, found: re.Match[str]) -> str:
        name = found[1]
        if name == "img":
            return self._image(found)
        if name == "input":
            return found[0] if ' type="' in found[2] else ""
        if name == "a":
            self._in_link = True
        elif name == "/a":
            self._in_link = False
            waiting, self._waiting = self._waiting, []
            return "".join([found[0], *(f" {link}" for link in waiting)])
        return found[0].replace(' style=""', "") if ' style=""' in found[2] else found[0]

    def _image(self, found: re.Match[str]) -> str:
        attributes = {m[1]: unescape(m[2]) for m in _ATTRIBUTE.finditer(found[2])}
        source = attributes.get("src", "")
        if not is_remote(source) or _PICTURE_DATA.match(_address(source)):
            return self._lazy(found[0], attributes)
        host = _host(source)
        alt = attributes.get("alt", "").strip()
        words = (
            self._words.replace("{host}", host).replace("{alt}", alt).strip().rstrip(":").strip()
        )
        address = escape(_address(source))
        link = (
            f'<a class="hub-remote" href="{address}" data-hub-remote="{address}" '
            f'rel="noreferrer noopener nofollow">{escape(words)}</a>'
        )
        if self._in_link:
            # A link cannot hold another one: its text stays, the picture's link follows it.
            self._waiting.append(link)
            return escape(alt or host)
        return link

    def _lazy(self, tag: str, attributes: dict[str, str]) -> str:
        extra = "" if "alt" in attributes else ' alt=""'
        extra += "" if "loading" in attributes else ' loading="lazy"'
        extra += "" if "decoding" in attributes else ' decoding="async"'
        return f"{tag[:-1]}{extra}>" if extra else tag


def _host(source: str) -> str:
    found = _HOST.match(_address(source))
    return found[1] if found and found[1] else "elsewhere"
