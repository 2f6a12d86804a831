"""What a rule of scoring is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from commonplace.model.contribution import Contribution, Status
from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent


@dataclass(frozen=True)
class Rule:
    """A rule: its name in the ledger, its points (at most, where they are shared), and what it counts."""

    name: str
    points: int
    events: Callable[[Hub], Iterator[ScoreEvent]]


def scored(hub: Hub) -> Iterator[Contribution]:
    """The contributions that give points: not drafts, nor what Git has not seen; obsolete ones do."""
    for one in hub.contributions.values():
        if one.committed and one.status is not Status.DRAFT:
            yield one
