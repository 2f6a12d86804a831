"""Drawings as SVG: opened by themselves they are pages, so only what draws and loads nothing gets through."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.parsers import expat

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.readers.files import read_text

_MAX_BYTES = 2_000_000
_MAX_DEPTH = 50
_MAX_ELEMENTS = 20_000

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
# What drawing programs note for themselves. Browsers do nothing with these.
_NOTES: Final = {
    *("http://www.inkscape.org/namespaces/inkscape", "http://creativecommons.org/ns#"),
    *("http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd", "http://web.resource.org/cc/"),
    *("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"),
    *("http://purl.org/dc/terms/", "http://www.bohemiancoding.com/sketch/ns"),
    *("http://www.figma.com/figma/ns", "http://www.serif.com/", "https://boxy-svg.com"),
}
_ELEMENTS: Final = {
    *("svg", "g", "a", "defs", "symbol", "use", "title", "desc", "metadata", "style"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"),
    *("text", "tspan", "textPath", "linearGradient", "radialGradient", "stop", "pattern"),
    *("clipPath", "mask", "marker", "filter", "feBlend", "feColorMatrix", "feComponentTransfer"),
    *("feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap"),
    *("feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR"),
    *("feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight"),
    *("feSpecularLighting", "feSpotLight", "feTile", "feTurbulence"),
}
_PLAIN_WORDS = re.compile(r"id|class|content|d|points|(?:aria|data)-.*")
"""Attributes that no browser reads as a style; draw.io keeps the whole drawing in `content`."""

_INSIDE = re.compile(r"#[^\s\\]*|data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_HARMLESS_URL = re.compile(
    r"url\(\s*([\"']?)(?:#[\w.:-]+"
    r"|data:(?:font/[\w-]+|application/(?:x-)?font-[\w-]+)(?:;charset=utf-8)?;base64,[\w+/=]*)\1\s*\)",
    re.IGNORECASE | re.ASCII,
)
_FUNCTION = re.compile(r"([\w-]+)\(")
_FUNCTIONS: Final = {
    *("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix"),
    *("light-dark", "var", "calc", "min", "max", "clamp", "matrix", "matrix3d", "translate"),
    *("translatex", "translatey", "translate3d", "scale", "scalex", "scaley", "rotate", "skewx"),
    *(
        "skewy",
        "cubic-bezier",
        "steps",
        "blur",
        "drop-shadow",
        "brightness",
        "contrast",
        "saturate",
    ),
    *("grayscale", "sepia", "invert", "opacity", "hue-rotate", "local", "format", "not", "is"),
    *("where", "nth-child", "nth-of-type", "first-child", "last-child", "polygon", "inset"),
    *("circle", "ellipse", "path"),
}
_AT_RULE = re.compile(r"@([\w-]*)")
_AT_RULES: Final = {"font-face", "keyframes", "-webkit-keyframes", "media", "supports"}


class _Refused(Exception):  # noqa: N818 - it is no error, and nobody but this file sees it
    """The drawing holds something that is not known to be harmless."""


def drawing_problem(root: Path, path: str) -> Diagnostic | None:
    """Why the file at `path` is not published, if it is an SVG that is more than a drawing."""
    if not path.lower().endswith(".svg"):
        return None
    text = read_text(root, path, _MAX_BYTES)
    if isinstance(text, Diagnostic):
        return text
    if is_drawing(text):
        return None
    return diagnose("asset-unsafe", path, name=posixpath.basename(path))


def is_drawing(text: str) -> bool:
    """Whether an SVG is well formed and holds nothing but elements and styles known to be harmless.

    A browser must read the same as this does, so it has to be UTF-8 without entities of its own.
    """
    try:
        _Reader().read(text)
    except (_Refused, expat.ExpatError, UnicodeEncodeError):
        return False
    return True


class _Reader:
    """Goes through a drawing once and raises `_Refused` at the first thing that is not known."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._elements = 0
        self._style: list[str] = []

    def read(self, text: str) -> None:
        parser = expat.ParserCreate("utf-8", " ")
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._refuse
        parser.SkippedEntityHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        parser.ProcessingInstructionHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(text.encode("utf-8"), True)

    def _refuse(self, *_: object) -> int:
        raise _Refused

    def _declaration(self, version: str, encoding: str | None, _: int) -> None:
        if version != "1.0" or (encoding or "utf-8").lower() not in ("utf-8", "utf8"):
            raise _Refused

    def _doctype(self, name: str, system: str | None, public: str | None, own: int) -> None:
        known = (public or "").startswith("-//W3C//DTD SVG ")
        if name != "svg" or own or not known or "//www.w3.org/" not in (system or ""):
            raise _Refused

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self._elements += 1
        if self._elements > _MAX_ELEMENTS or len(self._open) >= _MAX_DEPTH:
            raise _Refused
        if not self._open and name != f"{_SVG} svg":
            raise _Refused
        if not (_is_note(space) or (space == _SVG and local in _ELEMENTS)):
            raise _Refused
        self._open.append(name)
        for key, value in attributes.items():
            _check_attribute(space, key, value)

    def _end(self, name: str) -> None:
        self._open.pop()
        if name == f"{_SVG} style":
            _check_style("".join(self._style))
            self._style.clear()

    def _characters(self, text: str) -> None:
        if f"{_SVG} style" in self._open:
            self._style.append(text)


def _is_note(space: str) -> bool:
    return space in _NOTES or space.startswith("http://ns.adobe.com/")


def _check_attribute(element_space: str, name: str, value: str) -> None:
    space, _, local = name.rpartition(" ")
    known = space in ("", _XLINK) or _is_note(space)
    if not known and name not in (f"{_XML} space", f"{_XML} lang", f"{_XML} id"):
        raise _Refused
    if local.lower().startswith("on") and space == "":
        raise _Refused
    if local == "href" and not _INSIDE.fullmatch(value):
        raise _Refused
    if name == local != "href" and element_space == _SVG and not _PLAIN_WORDS.fullmatch(name):
        _check_style(value)


def _check_style(text: str) -> None:
    """Escapes could spell any word, so there are none; every function and rule is a known one."""
    rest = _HARMLESS_URL.sub(" ", text)
    functions = {found.lower() for found in _FUNCTION.findall(rest)}
    rules = {found.lower() for found in _AT_RULE.findall(rest)}
    if "\\" in rest or not functions <= _FUNCTIONS or not rules <= _AT_RULES:
        raise _Refused
