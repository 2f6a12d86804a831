"""Reviewed: whoever is named as a reviewer of somebody else's change, once a day and contribution."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent
from commonplace.scoring.rule import Rule, scored

POINTS = 2


def events(hub: Hub) -> Iterator[ScoreEvent]:
    """One for each review."""
    for one in scored(hub):
        for deed in one.reviews:
            yield ScoreEvent(deed.person, deed.day, RULE.name, POINTS, one.id)


RULE = Rule("reviewed", POINTS, events)
