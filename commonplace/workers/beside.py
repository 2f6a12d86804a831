"""One thing that is made while the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from commonplace.workers.ahead import Ahead, may_fork

T = TypeVar("T")


class Beside(Generic[T]):
    """The result of `make`, begun at once in a worker where that is safe.

    Where there is no worker, or it dies, it is what `otherwise` gives, for what only saves time; without it,
    it is made here.
    """

    def __init__(self, make: Callable[[], T], otherwise: Callable[[], T] | None = None) -> None:
        self._otherwise = otherwise or make
        self._ahead = Ahead(1, lambda _: make(), workers=int(may_fork()))

    def result(self) -> T:
        """Wait for it, and take it: once. Raises what is raised where it is made here."""
        made = self._ahead.take(0)
        self._ahead.close()
        return self._otherwise() if made is None else made
