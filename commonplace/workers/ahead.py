"""Many things made ahead of time by forked workers, which hand them over one by one, in order.

A pipe is all that lies between: a worker that is far ahead waits until what it made is taken, so that
memory does not grow with the number of pages.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from commonplace.workers.worker import widen, work

T = TypeVar("T")

_WORTH_IT = 200
_MOST_WORKERS = 8
# Each copies a part of the hub, which grows with it: so many things are shared among so many at most.
_MOST_COPIED = 45_000


def may_fork() -> bool:
    """Whether workers are safe and of use: not with one core, nor on macOS and Windows, nor beside other
    threads, as in a running `serve`."""
    alone = threading.active_count() == 1
    return alone and _cores() > 1 and sys.platform not in ("darwin", "win32")


def workers_for(count: int) -> int:
    """How many workers it takes to make so many things; none if it is not safe or not worth it."""
    if count < _WORTH_IT or not may_fork():
        return 0
    return min(_cores(), _MOST_WORKERS, max(2, _MOST_COPIED // count))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


class Ahead(Generic[T]):
    """The results of `make(0)`, `make(1)` … `make(count - 1)`, each made in one of the workers."""

    def __init__(
        self,
        count: int,
        make: Callable[[int], T],
        *,
        room: int = 0,
        workers: int | None = None,
    ) -> None:
        """`room` is how many bytes of what is made each worker keeps until it is taken, beside its pipe;
        `workers` is how many there are, if not as many as is right for `count`."""
        self._room = room
        self._workers: list[tuple[BaseProcess, Connection]] = []
        workers = workers_for(count) if workers is None else workers
        gc.freeze()  # or the workers' first collection would copy everything there is
        try:
            for first in range(workers):
                self._start(range(first, count, workers), make)
        except OSError:  # no room for another process
            self.close()
        finally:
            gc.unfreeze()

    def _start(self, numbers: range, make: Callable[[int], T]) -> None:
        context = multiprocessing.get_context("fork")
        taken, given = context.Pipe(duplex=False)
        widen(given)
        ends = [taken, *(end for _, end in self._workers)]
        worker = context.Process(
            target=work, args=(given, ends, make, numbers, self._room), daemon=True
        )
        worker.start()
        given.close()
        self._workers.append((worker, taken))

    def take(self, number: int) -> T | None:
        """The result of this number, no lower than any taken before; None if it has to be made here."""
        made = -1
        result: T | None = None
        try:
            while self._workers and made < number:
                made, result = self._workers[number % len(self._workers)][1].recv()
        except (EOFError, OSError):  # a worker has died
            self.close()
        return result if made == number else None

    def close(self) -> None:
        """End all workers, done or not."""
        for worker, taken in self._workers:
            taken.close()
            worker.terminate()
            worker.join()
        self._workers = []
