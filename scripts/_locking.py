"""One set-up, or one export, at a time: a lock that the system itself lets go when its holder ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOCK = ".cache/hub/setup.lock"

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone(
    root: Path, say: Callable[[str], None], lock: str = LOCK, what: str = "set-up"
) -> Iterator[None]:
    """Hold a lock of the hub in `root`. Raises ProductError for a link, and OSError."""
    from scripts._product import refuse_links  # the launcher needs no more than the lock

    refuse_links(root, lock)
    (root / lock).parent.mkdir(parents=True, exist_ok=True)
    with exclusive(root / lock, say, what):
        yield


@contextmanager
def exclusive(path: Path, say: Callable[[str], None], what: str = "set-up") -> Iterator[None]:
    """Hold the lock file at `path`, after whoever has it; `say` is told once about the wait.

    On file systems that cannot lock it goes on without. Raises OSError for a `path` not to write.
    """
    with path.open("ab") as file:
        told = False
        while True:
            try:
                _take(file)
                break
            except (BlockingIOError, PermissionError):
                if not told:
                    say(f"Another {what} is under way; waiting for it …")
                told = True
                time.sleep(0.2)
            except OSError:
                break
        yield
