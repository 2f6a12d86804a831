"""Files of a built site, whoever built it: regular ones, none outside of it, only so much of each."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PurePath
from typing import BinaryIO

MOST = 300_000_000
"""Bytes that a file of a site may have to be looked into."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_regular(place: Path) -> BinaryIO:
    """A file to read. Raises OSError for anything else, such as a pipe, which would be waited for."""
    try:
        handle = os.open(place, _FLAGS)
    except ValueError:  # no system has such a name
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(place)) from None
    file = os.fdopen(handle, "rb")
    facts = os.fstat(handle)
    if stat.S_ISREG(facts.st_mode) and facts.st_size <= MOST:
        return file
    file.close()
    reason = "it is far too large" if stat.S_ISREG(facts.st_mode) else "it is no file"
    raise OSError(errno.EINVAL, reason, str(place))


def is_regular(place: Path) -> bool:
    """Whether there is a file."""
    try:
        return stat.S_ISREG(place.stat().st_mode)
    except (OSError, ValueError):
        return False


def stays_inside(path: str) -> bool:
    """Whether an address or path leads to a place in the site, as this system takes it."""
    pure = PurePath(path)
    return not (pure.drive or pure.root or ".." in pure.parts or "\0" in path)
