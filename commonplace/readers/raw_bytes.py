"""The bytes of a file that anybody may have put there: no link, no more than so many, and a reason if not."""

from __future__ import annotations

import os
import posixpath
import stat
from pathlib import Path

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_AT_ONCE = 1_000_000
_HEAD = 8192
_PAGES = ".md .markdown .mdown .mkdn .mkd .html .htm .xhtml .svg .xml .rst .tex .rtf .eml .ics .vcf"
_TABLES = (
    ".csv .tsv .txt .text .log .vtt .srt .json .jsonl .ipynb .yml .yaml .toml .ini .cfg .conf .env"
)
_CODE = ".css .js .mjs .ts .py .sh .ps1 .bat .sql .r"
TEXT_TYPES = frozenset(("", *_PAGES.split(), *_TABLES.split(), *_CODE.split()))
"""The endings of files that a browser or an editor shows as text, whatever bytes are in them."""


class UnreadError(Exception):
    """A file cannot be looked through; the message says why, in words that name nothing of it."""


def read_bytes(root: Path, path: str, limit: int) -> bytes:
    """All bytes of a regular file of at most `limit`. Raises UnreadError."""
    try:
        handle = os.open(os.path.join(root, path), os.O_RDONLY | NO_FOLLOW)  # noqa: PTH118
    except OSError as problem:
        raise UnreadError(problem.strerror or "it cannot be opened") from None
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise UnreadError("it is no ordinary file")
        if facts.st_size > limit:
            raise UnreadError(f"it has more than {limit // 1_000_000} MB")
        parts = []
        while limit > 0 and (part := os.read(handle, min(limit, _AT_ONCE))):
            parts.append(part)
            limit -= len(part)
        return b"".join(parts)
    except OSError as problem:
        raise UnreadError(problem.strerror or "it cannot be read") from None
    finally:
        os.close(handle)


def readings(data: bytes, path: str) -> tuple[str, ...]:
    """The texts that some bytes may be to whoever opens them, likeliest first, with line ends as one sign.

    Nothing where they are no text; but what is published as text is read whatever is in it.
    """
    texts = _decoded(data, always=posixpath.splitext(path)[1].lower() in TEXT_TYPES)
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n") for text in texts)


def _decoded(data: bytes, *, always: bool) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        wide = data.decode("utf-16", "replace")
        return (wide, *_narrow(data[2:])) if always else (wide,)
    head = data[:_HEAD]
    if b"\0" not in head:
        return _narrow(data)
    if not always:
        return ()
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[first::2]
        if half.count(0) * 2 > len(half):
            return (data.decode(name, "replace"), *_narrow(data))
    return _narrow(data)


def _narrow(data: bytes) -> tuple[str, ...]:
    """One wrong byte makes no other letter a wrong one, so what is no UTF-8 is read in both ways."""
    data = data.replace(b"\0", b"")
    try:
        return (data.decode("utf-8-sig"),)
    except UnicodeDecodeError:
        return (data.decode("latin-1"), data.decode("utf-8-sig", "replace"))
