"""Reading files that anybody may have written: never through a link, never outside, never too much."""

from __future__ import annotations

import os
import posixpath
import stat
from dataclasses import dataclass
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose

MAX_TEXT = 300_000
"""Bytes that a text may have: about 40,000 words, many times any budget."""

MAX_ASSET = 20_000_000
"""Bytes that a picture or another file beside a text may have."""

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_TEXTS = (".pdf", ".txt", ".csv", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
_SOUND = (".mp4", ".webm", ".mp3", ".vtt")
ASSET_TYPES = frozenset((*_PICTURES, *_TEXTS, *_SOUND))
"""The kinds of files that may lie beside a text; a browser shows or saves them and runs none."""

PAGE_TYPES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of files that MkDocs makes pages of."""

_NO_FOLLOW = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True)
class Listing:
    """The regular files below a folder, as sorted paths from the repository's root, with their sizes."""

    sizes: dict[str, int]
    diagnostics: tuple[Diagnostic, ...] = ()


def list_files(root: Path, folder: str) -> Listing:
    """List every file below `folder`, hidden ones left out. Links are reported and never followed."""
    sizes: dict[str, int] = {}
    problems: list[Diagnostic] = []
    pending = [folder]
    if folder.startswith("/") or ".." in folder.split("/"):
        return Listing({}, (diagnose("file-outside", folder),))
    above = [folder[:end] for end, c in enumerate(f"{folder}/") if c == "/"]
    linked = next((path for path in above if (root / path).is_symlink()), None)
    if linked is not None:
        return Listing({}, (diagnose("file-link", linked),))
    while pending:
        current = pending.pop()
        try:
            entries = list(os.scandir(root / current))
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(diagnose("file-unreadable", current, reason=error.strerror or error))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{current}/{entry.name}"
            problem = _refuse_name(path, entry.name)
            if problem is not None:
                problems.append(problem)
            elif entry.is_symlink() or _is_junction(entry):
                problems.append(diagnose("file-link", path))
            elif entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif entry.is_file(follow_symlinks=False):
                sizes[path] = entry.stat(follow_symlinks=False).st_size
            else:
                problems.append(diagnose("file-not-regular", path))
    return Listing(dict(sorted(sizes.items())), tuple(sorted(problems)))


def _refuse_name(path: str, name: str) -> Diagnostic | None:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return diagnose("file-name", path.encode("utf-8", "replace").decode("utf-8"))
    if not name.isprintable() or "\\" in name:
        return diagnose("file-name", path)
    return None


def _is_junction(entry: os.DirEntry[str]) -> bool:
    check = getattr(entry, "is_junction", None)  # Python 3.12 and newer, Windows only
    return bool(check and check())


def is_file(root: Path, path: str) -> bool:
    """Whether a file is at a path that somebody wrote; a name that no disk takes is none."""
    try:
        return (root / path).is_file()
    except OSError:
        return False


def read_text(root: Path, path: str, limit: int = MAX_TEXT) -> str | Diagnostic:
    """Read a UTF-8 text with its line ends made `\\n` and a byte order mark dropped; else say why not."""
    try:
        handle = os.open(root / path, os.O_RDONLY | _NO_FOLLOW)
    except FileNotFoundError:
        return diagnose("file-missing", path)
    except OSError as error:
        if (root / path).is_symlink():
            return diagnose("file-link", path)
        return diagnose("file-unreadable", path, reason=error.strerror or error)
    facts = os.fstat(handle)
    if not stat.S_ISREG(facts.st_mode):
        os.close(handle)
        return diagnose("file-not-regular", path)
    with os.fdopen(handle, "rb") as file:
        if facts.st_size > limit:
            return diagnose(
                "file-too-large", path, size=_kilobytes(facts.st_size), limit=_kilobytes(limit)
            )
        data = file.read(limit + 1)
    return decode(data, path)


def read_loosely(root: Path, path: str, limit: int = MAX_TEXT) -> str:
    """What can be made of the beginning of any file, for what must not be missed; empty where nothing can."""
    try:
        handle = os.open(root / path, os.O_RDONLY | _NO_FOLLOW)
    except OSError:
        return ""
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return ""
        data = file.read(limit)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def too_large(path: str, size: int, link: tuple[str, int, int] | None = None) -> Diagnostic:
    """Say that the asset at `path` has too many bytes; at `link` (path, line, column) if one leads there."""
    shown, limit = (f"{number / 1_000_000:.0f} MB" for number in (size, MAX_ASSET))
    place = link or (path, 1, 1)
    return diagnose(
        "asset-too-large", *place, name=posixpath.basename(path), size=shown, limit=limit
    )


def _kilobytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"


def decode(data: bytes, path: str) -> str | Diagnostic:
    """Bytes as UTF-8 text with its line ends made `\\n`, or a diagnostic at the first that is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return diagnose("file-encoding", path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        return diagnose("file-encoding", path, line, column)
    return text.replace("\r\n", "\n").replace("\r", "\n")
