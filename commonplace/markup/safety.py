"""Name what is unsafe in a Markdown text, so that its author learns of it: cleaning is done elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.depth import too_deep
from commonplace.markup.line_starts import line_starts
from commonplace.markup.linkscan import ATTRIBUTE, TAG, find_links
from commonplace.markup.mask import mask_code
from commonplace.markup.targets import resolve

__all__ = ["UNSAFE_TAGS", "neutralize_includes", "scan", "script_scheme", "too_deep"]

UNSAFE_TAGS = frozenset(
    {
        *("script", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "style"),
        *("link", "meta", "base", "animate", "animatemotion", "animatetransform", "set"),
        *("foreignobject", "portal", "xml"),
    }
)
_UNSAFE = "markup-unsafe"
LINK, ADDRESS = "A link that begins with “{scheme}:”", "An address that begins with “{scheme}:”"
ADDRESSES = frozenset(
    {
        *("href", "src", "action", "formaction", "data", "poster", "background", "cite", "srcset"),
        *("xlink:href", "longdesc", "ping", "to", "from", "values", "lowsrc", "dynsrc", "manifest"),
    }
)
SCRIPTS = frozenset({"javascript", "vbscript", "data", "livescript", "mocha", "jscript"})
# Four cheap searches of the lower-cased text, each with a literal beginning: most texts end there.
_TAGS = re.compile(rf"<(?:[\w-]+:)?(?:{'|'.join(sorted(UNSAFE_TAGS))})\b")
_HANDLERS = re.compile(r"on[a-z]{3,40}+\s*+=")
_STYLES = re.compile(r"s(?:tyle|rcdoc)\s*+=")
_ODD = r"""\s*+["'<]{0,40}+(?!(?:https?|mailto|tel):)
    [^()<>"'\n:&\\]{0,60}+(?:\n[^()<>"'\n:&\\]{0,60}+)?[:&\\]"""
_DESTINATIONS = tuple(re.compile(rf"(?x){mark}{_ODD}") for mark in (r"\]\(", r"\]:", "<", "="))
_HANDLER = re.compile(r"on[a-z]{3,}", re.IGNORECASE)
_ATTRIBUTE_LIST = re.compile(r"\{:?([^{}\n]*+)\}")
_STYLE = re.compile(r"\s*(?:text-align\s*:\s*[a-z-]+\s*(?:;\s*|$))*", re.IGNORECASE)
# A style that moves things over the page, or fetches something; any other is merely not obeyed.
_LOADING_STYLE = re.compile(
    r"url\s*\(|expression|import|behavior|binding|position|[\\]", re.IGNORECASE
)
_PICTURE = re.compile(r"\s*data:image/(?:png|gif|jpeg|webp)[;,]", re.IGNORECASE)
_INCLUDE = re.compile(r"(?m)^(?P<indent>[ \t>]*+)(?P<mark>-++8<-++)")


def scan(text: str, path: str, first_line: int) -> list[Diagnostic]:
    """What sanitizing will take out of `text`, each with its place, and the includes that do nothing.

    `first_line` is the line of the file on which `text` begins. Code shown as code is never named.
    """
    suspect = _suspect(text)
    included = "8<-" in text
    if not suspect and not included:
        return []
    masked = mask_code(text)
    starts = line_starts(text)
    found: list[tuple[int, str, dict[str, str]]] = []
    if suspect and _suspect(masked):
        found += ((at, code, {"what": what}) for at, code, what in _unsafe(text, masked))
    if included:
        for mark in _INCLUDE.finditer(masked):
            found.append((mark.start("mark"), "markup-include", {"mark": mark["mark"]}))
    diagnostics = []
    for at, code, values in sorted(found, key=lambda row: (row[0], row[1])):
        line, column = _position(starts, at)
        diagnostics.append(diagnose(code, path, first_line + line, column, **values))
    return diagnostics


def _suspect(text: str) -> bool:
    low = text.lower()
    html = "<" in low
    if html and _TAGS.search(low):
        return True
    if (html or "{" in low) and (_HANDLERS.search(low) or _STYLES.search(low)):
        return True
    opened, defined, angle, equal = _DESTINATIONS
    if opened.search(low) or defined.search(low):
        return True
    return bool((html and angle.search(low)) or ((html or "{" in low) and equal.search(low)))


def neutralize_includes(text: str) -> str:
    """`text` with every snippet mark escaped (`;--8<--`), so that no extension reads another file."""
    return _INCLUDE.sub(r"\g<indent>;\g<mark>", text) if "8<-" in text else text


def _unsafe(text: str, masked: str) -> Iterator[tuple[int, str, str]]:
    for tag in TAG.finditer(masked):
        name = tag["name"].lower()
        if name.rpartition(":")[2] in UNSAFE_TAGS:
            yield tag.start(), _UNSAFE, f"<{name}>"
        yield from _attributes(name, masked, *tag.span("rest"))
    if "{" in masked:
        for braces in _ATTRIBUTE_LIST.finditer(masked):
            yield from _attributes("", masked, *braces.span(1))
    for link in find_links(text):
        if link.kind == "html":
            continue
        scheme = script_scheme(link.destination)
        if scheme and not (link.kind == "image" and _PICTURE.match(link.destination)):
            yield link.start, _UNSAFE, LINK.format(scheme=scheme)


def _attributes(tag: str, masked: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    for found in ATTRIBUTE.finditer(masked, start, end):
        name = found["name"].lower()
        if found["value"] is None:
            continue
        value = unescape(found["value"].strip("\"'"))
        if _HANDLER.fullmatch(name) or name == "srcdoc":
            yield found.start(), _UNSAFE, f"“{name}”"
        elif name == "style" and not _STYLE.fullmatch(value):
            code = _UNSAFE if _LOADING_STYLE.search(value) else "markup-style"
            yield found.start(), code, "“style”"
        elif name in ADDRESSES:
            scheme = script_scheme(value)
            picture = tag in ("img", "") and name == "src" and _PICTURE.match(value)
            if scheme and not picture:
                yield found.start(), _UNSAFE, ADDRESS.format(scheme=scheme)


def script_scheme(destination: str) -> str:
    """The scheme of a destination that would run or disguise something, else ""."""
    if ":" not in destination and "&" not in destination:
        return ""
    target = resolve(destination, "")
    if target.kind != "unsafe":
        return ""
    disguised = target.scheme in ("http", "https", "mailto", "tel")
    return target.scheme if target.scheme in SCRIPTS or disguised else ""


def _position(starts: list[int], at: int) -> tuple[int, int]:
    """Line from 0 and column from 1 of an offset."""
    line = bisect_right(starts, at) - 1
    return line, at - starts[line] + 1
