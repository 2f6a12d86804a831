"""Names of files: which stay below their folder on every system, and which may be the product's."""

from __future__ import annotations

import re

DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever follows after a dot."""

_LONGEST = 400
_COMMAND = re.compile(r"^(\s*):(?=:)", re.MULTILINE)  # a command begins a line
_ODD = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')
# What starts with a dot steers other programs, so only this may be the product's.
_DOTTED = (".ci", ".github", ".gitattributes", ".importlinter", ".editorconfig")
_FORGE = re.compile(
    r"workflows|issue_template(?:\.md)?|pull_request_template(?:\.md)?", re.IGNORECASE
)


def is_plain(path: str) -> bool:
    """Whether a path stays below its root on every system, and is written in one way only."""
    return all(part not in ("", ".", "..") for part in path.split("/")) and not _ODD.search(path)


def may_be_product(path: str) -> bool:
    """Whether the product may have a file or folder at `path`, whatever its list says.

    No other spelling of a name that is the company's, or Git's, on any file system.
    """
    first, *below = parts = path.split("/")
    if not is_plain(path) or not path.isascii() or len(path) > _LONGEST:
        return False
    if any(part != part.strip(" ").rstrip(".") or re.search(r"~\d", part) for part in parts):
        return False
    if any(DEVICE.fullmatch(part.partition(".")[0].strip()) for part in parts):
        return False
    if any(part.startswith(".") for part in below):
        return False
    if first == ".github" and below and not _FORGE.fullmatch(below[0]):
        return False
    return not first.startswith(".") or first in _DOTTED


def printable(text: str) -> str:
    """A text that a terminal shows as it is: what would steer it, or be a command to a workflow on GitHub
    that prints it, is made visible."""
    shown = "".join(
        c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode("ascii")
        for c in text
    )
    return _COMMAND.sub(r"\1\\x3a", shown.replace("##[", "##\\x5b"))
