"""Cleaned HTML, tag by tag: what nh3 cannot tell by looking at an attribute alone."""

from __future__ import annotations

import re
from html import escape, unescape

from commonplace.markup.addresses import as_read, host_of, is_picture_data, is_remote
from commonplace.markup.values import width_in_style

# Tags that HTML has no more, and what is the same.
_NEW = {"acronym": "abbr", "center": "div", "strike": "s", "tt": "code"}
_CENTERED = ' style="text-align:center"'
_ODD = ("<img", "<input", "<source", "<time", ' style=""', *(f"<{name}" for name in _NEW))
_ID = re.compile(r" id=\"([^\"]*+)\"")
# nh3 writes `<` in an attribute as it is, so that a tag is only found by reading all of them in order.
_TAG = re.compile(r"<(/?[a-z][a-z0-9]*+)((?:[^>\"]++|\"[^\"]*+\")*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]++)=\"([^\"]*+)\"")


def may_be_odd(html: str) -> bool:
    """Whether there may be something to rewrite. Code that tells of ids looks as if one were there twice."""
    ids = _ID.findall(html)
    return len(ids) > len(set(ids)) or any(odd in html for odd in _ODD)


class Tags:
    """One pass over the tags of cleaned HTML: pictures rewritten, old tags made new, and left out what means
    nothing without an attribute, and an id that was there before."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._in_link = False
        self._waiting: list[str] = []
        self._ids: set[str] = set()
        self._dated: list[bool] = []  # of each `time` that is open

    def rewrite(self, html: str) -> str:
        """The same page. `html` has to come from nh3."""
        return _TAG.sub(self._tag, html)

    def _tag(self, found: re.Match[str]) -> str:
        name = found[1]
        if name == "img":
            return _ID.sub(self._once, self._image(found))
        if name == "input" and ' type="' not in found[2]:
            return ""
        if name == "source" and ' src="' not in found[2]:
            return ""
        if name == "a":
            self._in_link = True
        elif name == "/a":
            self._in_link = False
            waiting, self._waiting = self._waiting, []
            return "".join([found[0], *(f" {link}" for link in waiting)])
        if name == "time":
            self._dated.append(' datetime="' in found[2])
        if name.endswith("time") and not (self._dated[-1] if name == "time" else self._dated.pop()):
            return found[0].replace("time", "span", 1)
        if name.removeprefix("/") in _NEW:
            return self._renewed(name, found[2])
        tag = found[0].replace(' style=""', "") if ' style=""' in found[2] else found[0]
        return _ID.sub(self._once, tag) if ' id="' in tag else tag

    def _once(self, found: re.Match[str]) -> str:
        if found[1] in self._ids:
            return ""
        self._ids.add(found[1])
        return found[0]

    def _renewed(self, name: str, rest: str) -> str:
        if name.startswith("/"):
            return f"</{_NEW[name[1:]]}>"
        rest = _ID.sub(self._once, rest.replace(' style=""', ""))
        middle = _CENTERED if name == "center" and " style=" not in rest else ""
        return f"<{_NEW[name]}{middle}{rest}>"

    def _image(self, found: re.Match[str]) -> str:
        attributes = {m[1]: unescape(m[2]) for m in _ATTRIBUTE.finditer(found[2])}
        source = attributes.get("src", "")
        if not source:  # a browser shows its words
            return escape(attributes.get("alt", ""))
        if not is_remote(source) or is_picture_data(source):
            return self._lazy(found[0], attributes)
        host = host_of(source)
        alt = attributes.get("alt", "").strip()
        words = (
            self._words.replace("{host}", host).replace("{alt}", alt).strip().rstrip(":").strip()
        )
        address = escape(as_read(source))
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
        if not (width := attributes.get("width", "1")).isdecimal():
            tag = tag.replace(f' width="{escape(width)}"', "").replace(' style=""', "")
            wide = width_in_style(width) if "style" not in attributes else None
            tag = f'{tag[:-1]} style="{wide}">' if wide else tag
        extra = "" if "alt" in attributes else ' alt=""'
        extra += "" if "loading" in attributes else ' loading="lazy"'
        extra += "" if "decoding" in attributes else ' decoding="async"'
        return f"{tag[:-1]}{extra}>" if extra else tag
