"""Words as Markdown that shows these words and nothing else, for the hub's renderer and for GitHub's."""

from __future__ import annotations

import re

# Soft hyphens, controls, and what turns or hides text.
_DROPPED = re.compile(
    "[\u00ad\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u180e"
    "\ufff9-\ufffb]"
)
_BLANK = re.compile("[ \t\n\r\u0085\u2028\u2029]+")
_MARK = re.compile(
    r"[\\`*\[\]~^{}]"
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
    r"|==+|\+\+(?=[A-Za-z0-9\"'&])"
    r"|:(?=(?:100|1234|[-+A-Za-z_][-+A-Za-z0-9_]{0,60}):)"
)
_TAG = re.compile(r"<(?![ 0-9=])")
_REFERENCE = re.compile(r"&(?=#[0-9xX]|[A-Za-z0-9]{1,40};|$)")
_OPENS = (
    (re.compile(r"^#"), r"\#"),
    (re.compile(r"^>"), r"\>"),
    (re.compile(r"^([-+])(?=$|[-+ ])"), r"\\\1"),
    (re.compile(r"^=(?=$| )"), r"\="),
    (re.compile(r"^:(?= )"), r"\:"),
    (re.compile(r"^!!!"), r"\!!!"),
    (re.compile(r"^\?\?\?"), r"&#63;??"),
    (re.compile(r"^\|"), r"\|"),
    (re.compile(r"^(\[\^[0-9]+\]):"), r"\1\:"),
    (re.compile(r"^(\d{1,9})([.)])(?=$| )"), r"\1\\\2"),
)
_ADDRESS = re.compile(r"^(?:https?://[^/?#\s]|mailto:[^\s]+@)", re.IGNORECASE)
_ODD = re.compile(
    '["<>\\\\^`{|}()\\[\\]\u0000-\u0020\u007f-\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]'
)


def cleaned(text: str) -> str:
    """Text without what nobody sees, and with one blank where there were many."""
    return _BLANK.sub(" ", _DROPPED.sub("", text))


def escaped(text: str) -> str:
    """Words within a line. What stands first in a line needs `opened`, too."""
    text = _REFERENCE.sub("&amp;", text)
    text = _MARK.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), text)
    return _TAG.sub("&lt;", text)


def opened(line: str) -> str:
    """A line of text that no renderer takes for the start of anything else."""
    for pattern, instead in _OPENS:
        line = pattern.sub(instead, line, count=1)
    return line


def address(target: str) -> str:
    """An address as it stands in a link; "" where it leads to anything but a web page or a mail."""
    bare = target.strip(" \t\r\n")
    if not _ADDRESS.search(bare) or len(bare) > 2000:
        return ""
    return _ODD.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), bare)
