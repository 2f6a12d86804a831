"""Writing and removing files of a hub: whole or not at all, never through a link, never outside."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from scripts._names import is_plain
from scripts._product import ProductError, refuse_links

_PATIENCE = 10  # tries, where Windows keeps a file that another program has open


def write(root: Path, path: str, data: bytes) -> None:
    """Put `data` at `path`: the old file stands there until the new one is whole.

    Raises OSError, or ProductError for a link.
    """
    refuse_links(root, path)
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = target.stat().st_mode & 0o777 if target.exists() else None
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        with fresh.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            fresh.chmod(mode)
        replace(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)


def refuse_unwritable(root: Path, path: str) -> None:
    """Raise ProductError where `write` would fail at `path`, as far as that can be told beforehand."""
    refuse_links(root, path)
    above = root
    for part in path.split("/")[:-1]:
        if not (above / part).exists():
            break
        above /= part
        if not above.is_dir():
            raise ProductError(
                f"“{above.relative_to(root).as_posix()}” is a file and has to be a folder. "
                "Move it away first."
            )
    target = root / path
    if target.is_dir():
        raise ProductError(f"“{path}” is a folder and has to be a file. Move it away first.")
    locked = target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK))
    if locked or not os.access(above, os.W_OK | os.X_OK):
        raise ProductError(
            f"“{path}” cannot be written. Ask for permission to write there, or take its write "
            "protection away, and start again."
        )


def replace(fresh: Path, target: Path) -> None:
    """Let `fresh` take the place of `target` in one step; on Windows, wait for who reads it."""
    for tries_left in reversed(range(_PATIENCE)):
        try:
            fresh.replace(target)
        except PermissionError:
            if os.name != "nt" or not tries_left:
                raise
            time.sleep(0.2)
        else:
            return


def remove(root: Path, path: str) -> None:
    """Remove a file, and the folders above it that are empty then. Raises OSError or ProductError."""
    if not is_plain(path):
        raise ValueError(path)
    refuse_links(root, path)
    (root / path).unlink(missing_ok=True)
    prune(root, path.rpartition("/")[0])


def prune(root: Path, folder: str) -> None:
    """Remove `folder` and those above it, as far as nothing is in them but compiled code."""
    while folder:
        here = root / folder
        try:
            left = {path.name for path in here.iterdir()}
            if left == {"__pycache__"} and not (here / "__pycache__").is_symlink():
                for compiled in (here / "__pycache__").glob("*.pyc"):
                    compiled.unlink()
                (here / "__pycache__").rmdir()
            here.rmdir()
        except OSError:  # something is in it
            return
        folder = folder.rpartition("/")[0]
