"""Cleaned HTML made to stand alone: pictures in it as data, nothing else that a browser would fetch."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_KEPT_SCHEMES = ("http", "https", "mailto")
_FETCHED = ("src", "srcset", "poster", "data", "background", "href", "xlink:href", "style")
_DATA = re.compile(r"data:image/(?:png|gif|jpeg|webp)[;,]", re.IGNORECASE)
_SCROLLED = ("pre", "table")  # what is too wide is moved by keys, too
_LEFT_OUT = frozenset({"source", "track", "embed", "object", "iframe", "base", "link", "meta"})


class Picture(NamedTuple):
    """A picture's type and bytes; of one that is too large, the words that stand for it."""

    type: str
    data: bytes
    instead: str = ""


PictureOf = Callable[[str, str], Picture | None]
"""From a picture's address on the site, without its first slash, and its alternative text."""


def embedded(html: str, picture_of: PictureOf, site_url: str | None) -> str:
    """The same HTML, which fetches nothing. Links within the hub lead to `site_url`, or are words."""
    writer = _Writer(picture_of, site_url)
    writer.feed(html)
    writer.close()
    return "".join(writer.parts)


class _Writer(HTMLParser):
    """Writes what it reads, with other addresses."""

    def __init__(self, picture_of: PictureOf, site_url: str | None) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._picture_of = picture_of
        self._site_url = site_url.rstrip("/") if site_url else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        held = dict(attrs)
        if tag in _LEFT_OUT:
            return
        if tag == "img":
            self.parts.append(self._picture(held))
            return
        href = self._link(held.get("href")) if tag == "a" else None
        kept = {key: value for key, value in held.items() if key not in _FETCHED}
        if href is not None:
            kept["href"] = href
        if href and not href.startswith("#"):
            kept["rel"] = "noopener noreferrer"
        if tag in _SCROLLED:
            kept["tabindex"] = "0"
        self._start(tag, kept)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag not in _LEFT_OUT:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Text, in which nothing is to be escaped any more."""
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        """A sign by its name."""
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A sign by its number."""
        self.parts.append(f"&#{name};")

    def _start(self, tag: str, attributes: dict[str, str | None]) -> None:
        written = "".join(
            f" {key}" if value is None else f' {key}="{escape(value)}"'
            for key, value in attributes.items()
        )
        self.parts.append(f"<{tag}{written}>")

    def _picture(self, held: dict[str, str | None]) -> str:
        alt = held.get("alt") or ""
        address = held.get("src") or ""
        if not _DATA.match(address):
            found = self._picture_of(unquote(address[1:]), alt) if address[:1] == "/" else None
            if found is None or found.instead:
                words = found.instead if found else alt
                return f'<span class="absent">{escape(words)}</span>' if words else ""
            address = f"data:{found.type};base64,{b64encode(found.data).decode('ascii')}"
        sizes = "".join(
            f' {key}="{escape(held[key] or "")}"' for key in ("width", "height") if key in held
        )
        return f'<img src="{escape(address)}" alt="{escape(alt)}"{sizes}>'

    def _link(self, href: str | None) -> str | None:
        if not href or href.startswith("#"):
            return href
        try:
            scheme = urlsplit(href).scheme.lower()
        except ValueError:
            return None
        if scheme in _KEPT_SCHEMES:
            return href
        within = href.startswith("/") and not href.startswith("//") and not scheme
        return f"{self._site_url}{href}" if within and self._site_url else None
