"""Names of files in words for a terminal: a name may hold anything, and commands are copied into a shell."""

from __future__ import annotations

import os
import shlex


def quoted(path: str) -> str:
    """A path as one word of a command, on one line, whatever signs it has."""
    if path.isprintable():
        return shlex.quote(path)
    return "$'" + "".join(_escaped(byte) for byte in os.fsencode(path)) + "'"


def shown(path: str) -> str:
    """A path in a sentence; one that would steer the terminal is shown as `quoted`."""
    return f"“{path}”" if path.isprintable() else quoted(path)


def _escaped(byte: int) -> str:
    char = chr(byte)
    plain = char.isascii() and char.isprintable() and char not in "'\\"
    return char if plain else f"\\{byte:03o}"
