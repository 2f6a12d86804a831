"""What in a piece of HTML would run, fetch from elsewhere, or send a reader away."""

from __future__ import annotations

import re
from collections.abc import Collection
from html.parser import HTMLParser

_FRAMES = {"iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal"}
_ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "srcset",
    "xlink:href",
    "background",
}
_FETCHED = {"src", "srcset", "poster", "background", "data", "action", "formaction"}
_RUNS = ("javascript:", "vbscript:", "data:", "livescript:")


class _Live(HTMLParser):
    def __init__(self, words: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._hostile = re.compile(
            "|".join([r"canary|__pwned|evil\.example", *map(re.escape, words)])
        )
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in ("script", "style") else ""
        if tag in _FRAMES:
            self.found.append(f"<{tag}>")
        values = {name: value or "" for name, value in attrs}
        if (
            tag == "meta"
            and values.get("http-equiv", "").lower() == "refresh"
            and "//" in values["content"]
        ):
            self.found.append("a refresh to elsewhere")
        for name, value in values.items():
            address = re.sub(r"[\x00-\x20\x7f-\x9f]", "", value).lower()
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"<{tag} {name}>")
            elif name in _ADDRESSES and address.startswith(_RUNS):
                if not (tag == "img" and address.startswith("data:image/")):
                    self.found.append(f"<{tag} {name}={value!r}>")
            elif name in _FETCHED or (tag == "link" and name == "href"):
                elsewhere = address.startswith(("//", "http:", "https:"))
                if elsewhere and values.get("rel") != "canonical":
                    self.found.append(f"<{tag} {name}={value!r}> fetches")
            elif name == "style" and self._hostile.search(value):
                self.found.append(f"<{tag} style>")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside and self._hostile.search(data):
            self.found.append(f"hostile words in <{self._inside}>")


def live_parts(html: str, words: Collection[str] = ()) -> list[str]:
    """Everything in `html` that is alive and should not be, or holds `words` where it would be.

    Text that merely looks so is none of it.
    """
    parser = _Live(words)
    parser.feed(html)
    parser.close()
    return parser.found
