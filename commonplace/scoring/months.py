"""Points month by month: what a small drawing beside a place on a board shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent
from commonplace.scoring.boards import scopes_of

MONTHS = 12


def monthly(hub: Hub, ledger: Iterable[ScoreEvent]) -> Mapping[tuple[str, str], list[int]]:
    """By scope and person: their points in each of the last twelve months, that of the hub's day last.

    Who has none in all of them is left out.
    """
    last = _number(hub.as_of)
    found: dict[tuple[str, str], list[int]] = {}
    for event in ledger:
        place = MONTHS - 1 - (last - _number(event.day))
        if place < 0 or event.day > hub.as_of:
            continue
        for scope in scopes_of(hub, event):
            found.setdefault((scope, event.person), [0] * MONTHS)[place] += event.points
    return found


def _number(day: date) -> int:
    return day.year * 12 + day.month
