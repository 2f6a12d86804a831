"""Curated: whoever looks after a topic, once a calendar quarter since its first contribution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent
from commonplace.scoring.rule import Rule, scored
from commonplace.scoring.windows import quarter_start, quarters

POINTS = 5
EARLIEST = date(2005, 4, 1)  # Git began: a day written before it is a slip or an import


def events(hub: Hub) -> Iterator[ScoreEvent]:
    """One for each curator and quarter, on its first day; in the first quarter on the day it began.

    The quarter under way counts from its first day, so that no points are ever taken back. An obsolete
    contribution still marks the beginning.
    """
    began: dict[str, date] = {}
    for one in scored(hub):
        for slug in one.topics:
            if one.created is not None:
                began[slug] = min(began.get(slug, one.created), one.created)
    for slug, topic in hub.topics.items():
        first = began.get(slug)
        if first is None:
            continue
        for start in quarters(quarter_start(max(first, EARLIEST)), hub.as_of):
            for person in topic.curators:
                yield ScoreEvent(person, max(start, first), RULE.name, POINTS, slug)


RULE = Rule("curated", POINTS, events)
