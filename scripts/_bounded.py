"""Reading what somebody else made: plain files only, and only so much of them."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path
from typing import IO

MOST_FILES = 20_000
MOST_BYTES = 300_000_000
MOST_IN_ONE = 60_000_000
MOST_TEXT = 1_000_000
"""What a product has at most: files, bytes in all, bytes in one file, bytes in a text that is read."""


class TooMuchError(Exception):
    """There is far more than a product has."""


def read_plain(path: Path, most: int | None = None) -> bytes:
    """The bytes of a regular file. Raises OSError for anything else, and for more than `most` bytes.

    Never waits, and never reads through a link.
    """
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):  # each where there is one
        flags |= getattr(os, name, 0)
    try:
        opened = os.open(path, flags)
    except OSError as problem:
        if problem.errno in (errno.ELOOP, errno.ENXIO, errno.EMLINK):
            raise _no_plain(path) from None
        raise
    with open(opened, "rb") as file:  # noqa: PTH123 - it is open already
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            raise _no_plain(path)
        if most is not None and found.st_size > most:
            raise OSError(errno.EFBIG, "it is far too large", str(path))
        return file.read() if most is None else file.read(most)


def _no_plain(path: Path) -> OSError:
    return OSError(errno.EINVAL, "it is a link, or no file at all", str(path))


class Limited(io.RawIOBase):
    """A file that gives only so much at once and, where it `only_ahead`, only so much in all.

    Whatever asks for more, as a broken or wicked header would, gets TooMuchError.
    """

    def __init__(self, file: IO[bytes], at_once: int, *, only_ahead: bool) -> None:
        self._file = file
        self._at_once = at_once
        self._only_ahead = only_ahead

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes. Raises TooMuchError."""
        data = (
            b"" if size > self._at_once else self._file.read(size if size >= 0 else self._at_once)
        )
        if size > self._at_once or (size < 0 and self._file.read(1)):
            raise TooMuchError
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place. Raises TooMuchError."""
        if self._only_ahead and not (whence == 0 and self.tell() <= offset <= 2 * MOST_BYTES):
            raise TooMuchError
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The place where it is."""
        return self._file.tell()

    def seekable(self) -> bool:
        """It can be gone about in."""
        return True

    def readable(self) -> bool:
        """It can be read."""
        return True
