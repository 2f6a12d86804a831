"""Where a link leads: another site, a place in the repository, or nowhere that is safe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from posixpath import dirname
from typing import Literal
from urllib.parse import unquote

TargetKind = Literal["external", "anchor", "repository", "site", "mail", "unsafe", "outside"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*+):")
_EDGE = "".join(map(chr, range(0x21)))
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_HOST = re.compile(
    r"(?!.*\.(?:md|markdown)\b)(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|edu|gov|co)(?:[/?#]|$))",
    re.I,
)
_KINDS: dict[str, TargetKind] = {
    "http": "external",
    "https": "external",
    "mailto": "mail",
    "tel": "mail",
}


@dataclass(frozen=True)
class Target:
    """What a destination means.

    `path` is relative to the repository's root for "repository", to the site's root for "site" (both
    without a slash in front), else empty. `fragment` and `query` stand without their marks. `scheme` is
    lower-case; for "unsafe" it names what is refused, "" when the path holds control characters.
    """

    kind: TargetKind
    path: str = ""
    fragment: str = ""
    query: str = ""
    scheme: str = ""


def resolve(destination: str, source_path: str) -> Target:
    """Resolve a destination written in the file `source_path` (a path in the repository).

    Reads it as a browser does: entities, control characters, backslashes and percent signs decoded.
    Every scheme but http, https, mailto and tel is "unsafe".
    """
    address = unescape(destination).strip(_EDGE)
    address = address.replace("\t", "").replace("\n", "").replace("\r", "")
    scheme = _SCHEME.match(_HIDDEN.sub("", address))
    if scheme:
        name = scheme[1].lower()
        # A scheme written with hidden characters in it is a disguise, whatever it says.
        honest = address.startswith(scheme[0])
        return Target(_KINDS.get(name, "unsafe") if honest else "unsafe", scheme=name)
    before, _, fragment = address.partition("#")
    path, _, query = before.partition("?")
    path = path.replace("\\", "/")
    fragment = unquote(fragment)
    if path.startswith("//"):
        return Target("external", "", fragment, query)
    if not path:
        return Target("anchor", "", fragment, query)
    decoded = unquote(path).replace("\\", "/")
    if _CONTROL.search(decoded):
        return Target("unsafe")
    absolute = path.startswith("/")
    normal = _normalize(decoded if absolute else f"{dirname(source_path)}/{decoded}")
    if normal is None:
        return Target("outside", "", fragment, query)
    return Target("site" if absolute else "repository", normal, fragment, query)


def is_host(destination: str) -> bool:
    """Whether a destination looks like the address of a site whose https:// was left out."""
    return _HOST.match(destination) is not None


def _normalize(path: str) -> str | None:
    """Without `.`, `..` and double slashes; a final slash is left out. None when it leaves the root."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
