"""How much is asked for at once. Where GitHub takes too long over it, less; and more again when it copes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from scripts._github.client import PAUSES, Client
from scripts._github.errors import HeavyError

_GOOD_ONES = 4  # answers in a row before more is asked for again
_FEW_TRIES = 2

Question = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Sizes:
    """Entries in a page, or things in one question. GitHub gives at most a hundred."""

    listing: int = 100
    peek: int = 50  # comments that are looked at in a list of discussions
    discussions: int = 25
    comments: int = 20
    replies: int = 20
    more: int = 100  # entries in further pages
    lists: int = 8  # lists that are read on in one question
    pulls: int = 25
    files: int = 100
    reviews: int = 20

    def less(self, steps: int) -> Sizes:
        """Half of everything, as many times; at least one of each."""
        halves = {one.name: max(1, getattr(self, one.name) >> steps) for one in fields(self)}
        return replace(self, **halves)

    @classmethod
    def of(cls, size: int) -> Sizes:
        """The same size for everything."""
        return cls(**{one.name: size for one in fields(cls)})


class Appetite:
    """Asks a client for as much as the server copes with."""

    def __init__(self, client: Client, sizes: Sizes) -> None:
        """Begin with the full sizes."""
        self.client = client
        self._full = sizes
        self._steps = 0
        self._good = 0

    @property
    def sizes(self) -> Sizes:
        """What to ask for now."""
        return self._full.less(self._steps)

    def ask(self, question: Callable[[Sizes], Question]) -> dict[str, Any]:
        """The data that answers `question`, which is told how much to ask for. Raises a GitHubError."""
        while True:
            sizes = self.sizes
            smallest = sizes == self._full.less(self._steps + 1)
            query, variables = question(sizes)
            try:
                tries = len(PAUSES) + 1 if smallest else _FEW_TRIES
                data = self.client.ask(query, variables, absent=True, tries=tries)
            except HeavyError:
                if smallest:
                    raise
                self._steps += 1
                self._good = 0
                continue
            self._good += 1
            if self._good >= _GOOD_ONES and self._steps:
                self._steps -= 1
                self._good = 0
            return data
