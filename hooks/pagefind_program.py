"""Where Pagefind is on this machine, and whether it is the one that the hub can talk to."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

VERSION = "1.5."
PLACE = "PAGEFIND_BINARY_PATH"
"""Names a Pagefind that somebody has built; its own packages read the same."""
LONGEST = 1800.0
"""Seconds that anybody waits for it."""


class SearchError(Exception):
    """There is no index, and why. The message is for the person who builds."""


def why(problem: Exception) -> str:
    """What a problem is to the person who builds, whatever it is."""
    told = isinstance(problem, SearchError)
    return str(problem) if told else f"{type(problem).__name__}: {problem}"


def program() -> Path:
    """Where Pagefind is. Raises SearchError."""
    if named := os.environ.get(PLACE):
        return Path(named)
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]

        return Path(get_executable())
    except (ImportError, OSError):
        raise SearchError("there is no Pagefind for this machine") from None


def version_of(where: Path) -> str:
    """Its version. Raises SearchError for one that speaks otherwise."""
    try:
        asked = subprocess.run([where, "--version"], capture_output=True, check=True, timeout=60)
        found = asked.stdout.decode().split()[-1]
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        raise SearchError("Pagefind does not start") from None
    if not found.startswith(VERSION):
        raise SearchError(f"Pagefind {found:.20} is there, and {VERSION}x is needed")
    return found
