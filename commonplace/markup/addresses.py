"""Addresses as a browser reads them: where they lead, and how all their signs may stand in one."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?/*+(?:[^/?#@]*+@)?([^/?#:]*+)", re.IGNORECASE)
_PICTURE_DATA = re.compile(r"data:image/(?:png|gif|jpeg|webp)[;,]", re.IGNORECASE)
_BREAKS = str.maketrans(dict.fromkeys("\t\r\n"))
_IGNORED = str.maketrans(dict.fromkeys("\t\r\n") | {"\\": "/"})
_EDGE = "".join(map(chr, range(0x21)))
_PART = re.compile(r"%(?![0-9a-f]{2})|[^\w!#$%&'()*+,./:;=?@~\\-]", re.IGNORECASE)
# Brackets stand around an IPv6 address, and nowhere else.
_HEAD = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)


def as_read(value: str) -> str:
    """A destination as a browser reads it: blanks within left out, backslashes turned."""
    return value.strip(_EDGE).translate(_IGNORED)


def is_remote(value: str) -> bool:
    """Whether fetching this destination would ask another machine (or anything but a relative path)."""
    address = as_read(value)
    return address.startswith("//") or bool(_SCHEME.match(address))


def is_picture_data(value: str) -> bool:
    """Whether a destination is a picture itself."""
    return bool(_PICTURE_DATA.match(as_read(value)))


def host_of(value: str) -> str:
    """The machine that a destination elsewhere would ask."""
    found = _HOST.match(as_read(value))
    return found[1] if found and found[1] else "elsewhere"


def whole_address(value: str) -> str:
    """A destination whose signs may all stand in one: what may not is written as it would be sent."""
    address = value.strip(_EDGE).translate(_BREAKS)
    if not _PART.search(address):
        return address
    found = _HEAD.match(address)
    head = found[0] if found else ""
    path, mark, fragment = address[len(head) :].partition("#")
    return head + _PART.sub(_sent, path) + mark + _PART.sub(_sent, fragment.replace("#", "%23"))


def _sent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))
