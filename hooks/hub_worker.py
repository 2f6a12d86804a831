"""What happens in one of the workers that `hub_workers.py` forks."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")

_ROOM = 1_048_576  # bytes


def work(
    given: Connection, ends: Sequence[Connection], make: Callable[[int], T], numbers: range
) -> None:
    """Make and hand over, until all is done or nobody is there to take it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build answers Ctrl-C, and ends its workers
    for end in ends:  # inherited; held open here, they would hide that the build has died
        end.close()
    for number in numbers:
        try:
            result: T | None = make(number)
        except Exception:  # it fails again where it is asked for, and says why
            result = None
        try:
            given.send((number, result))
        except OSError:
            return


def widen(pipe: Connection) -> None:
    """Give a pipe room for some things that nobody has taken yet, where the system lets us choose."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _ROOM)
