"""The ledger: every line of points, in an order that does not depend on how files were read."""

from __future__ import annotations

from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent
from commonplace.scoring.rules import RULES

_PLACES = {rule.name: place for place, rule in enumerate(RULES)}


def ledger(hub: Hub) -> tuple[ScoreEvent, ...]:
    """What every rule counts up to the hub's day, oldest first; people of every visibility are in it.

    Whatever is written out has to leave out who wants to be on no board: see `boards.on_boards`.
    """
    events = (event for rule in RULES for event in rule.events(hub))
    return tuple(sorted((event for event in events if event.day <= hub.as_of), key=_order))


def _order(event: ScoreEvent) -> tuple[int, int, str, str]:
    return (event.day.toordinal(), _PLACES[event.rule], event.evidence, event.person)
