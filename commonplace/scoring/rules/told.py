"""Told: whoever told a story that somebody else wrote down, on the day it was created."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent
from commonplace.scoring.rule import Rule, scored

POINTS = 5


def events(hub: Hub) -> Iterator[ScoreEvent]:
    """One for each teller who is not among the authors."""
    for one in scored(hub):
        if one.created is None:
            continue
        for person in one.told_by:
            if person not in one.authors:
                yield ScoreEvent(person, one.created, RULE.name, POINTS, one.id, one.confirmed_by)


RULE = Rule("told", POINTS, events)
