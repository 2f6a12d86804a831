"""Published: whoever wrote a contribution, on the day it was created."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent
from commonplace.scoring.rule import Rule, scored

POINTS = 10
FULL_FOR = 3  # authors; more of them share what so many would get
SHARED = POINTS * FULL_FOR


def points_each(authors: int) -> int:
    """The points of each of so many authors; what cannot be shared evenly goes to nobody."""
    return POINTS if authors <= FULL_FOR else SHARED // authors


def events(hub: Hub) -> Iterator[ScoreEvent]:
    """One for each author."""
    for one in scored(hub):
        points = points_each(len(one.authors))
        if one.created is None or not points:
            continue
        for person in one.authors:
            yield ScoreEvent(person, one.created, RULE.name, points, one.id, one.confirmed_by)


RULE = Rule("published", POINTS, events)
