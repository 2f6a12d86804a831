"""What happens in one of the workers that `ahead.py` forks."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

from commonplace.workers.outbox import Outbox

_ROOM = 1_048_576  # bytes
# Whoever looks at the hub copies what it looks at. So a worker that has much to make has a fresh one make so
# many things at a time: it ends with what it copied.
_AT_ONCE = 2_500
# What only the build itself can do, and Pagefind, go first: workers have something to do until the end.
_NICE = 5


def work(
    given: Connection,
    ends: Sequence[Connection],
    make: Callable[[int], object],
    numbers: range,
    room: int,
) -> None:
    """Make and hand over, until all is done or nobody is there to take it. `room` is how many bytes may be
    made before they are taken, beside what fits into the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build answers Ctrl-C, and ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(_NICE)
    for end in ends:  # inherited; held open here, they would hide that the build has died
        end.close()
    while len(numbers) > _AT_ONCE:
        if not _by_another(given, make, numbers[:_AT_ONCE], room):
            return
        numbers = numbers[_AT_ONCE:]
    _hand_over(given, make, numbers, room)


def _by_another(
    given: Connection, make: Callable[[int], object], numbers: range, room: int
) -> bool:
    """Have it done by a process of its own, and wait; whether it was done."""
    try:
        child = os.fork()
    except OSError:  # no room for another process
        return _hand_over(given, make, numbers, room)
    if child:
        return os.waitpid(child, 0)[1] == 0
    done = False
    try:
        done = _hand_over(given, make, numbers, room)
    finally:
        os._exit(0 if done else 1)


def _hand_over(given: Connection, make: Callable[[int], object], numbers: range, room: int) -> bool:
    outbox = Outbox(given, room)
    for number in numbers:
        try:
            result = make(number)
        except Exception:  # it fails again where it is asked for, and says why
            result = None
        if not outbox.put(pickle.dumps((number, result))):
            break
    return outbox.close()


def widen(pipe: Connection) -> None:
    """Give a pipe room for some things that nobody has taken yet, where the system lets us choose."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _ROOM)
