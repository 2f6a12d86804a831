"""Improved: whoever changed the text of somebody else's contribution, once a day."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent
from commonplace.scoring.rule import Rule, scored

POINTS = 3


def events(hub: Hub) -> Iterator[ScoreEvent]:
    """One for each improvement; assembly has left out authors, tellers and second changes of a day."""
    for one in scored(hub):
        for deed in one.improvements:
            yield ScoreEvent(deed.person, deed.day, RULE.name, POINTS, one.id, deed.confirmed_by)


RULE = Rule("improved", POINTS, events)
