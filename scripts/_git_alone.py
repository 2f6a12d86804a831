"""Git run so that nobody's settings count, for so long and for so much at most."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

MOST_SAID = 64_000_000
"""How many bytes an answer has at most. One that is longer is cut off right behind them."""

_LONGEST_SECONDS = 120
_SAFE = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ALLOC_LIMIT": "512m",
}


def git_says(
    folder: Path,
    arguments: tuple[str, ...],
    stdin: bytes = b"",
    more: Mapping[str, str] | None = None,
    *,
    most: int = MOST_SAID,
) -> bytes | None:
    """What Git answers, a byte more than `most` at most; None when it is not there, or says no.

    `more` are variables of the environment besides, such as what lets it reach another repository.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    with tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        try:
            process = subprocess.Popen(
                ["git", "--no-pager", *arguments],
                cwd=folder,
                env=kept | _SAFE | dict(more or {}),
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return None
        patience = threading.Timer(_LONGEST_SECONDS, process.kill)
        patience.start()
        try:
            answer = process.stdout.read(most + 1) if process.stdout else b""
            if len(answer) > most:
                return answer
            return answer if process.wait() == 0 else None
        finally:
            patience.cancel()
            process.kill()
            process.communicate()
