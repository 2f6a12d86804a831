"""Leaderboards: the ledger added up, for each window of time and each scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from commonplace.model.hub import Hub
from commonplace.model.kinds import KINDS
from commonplace.model.people import Visibility
from commonplace.model.scoring import ScoreEvent
from commonplace.scoring.departments import SMALLEST_GROUP, department_sizes
from commonplace.scoring.rules import curated
from commonplace.scoring.windows import window_starts

EVERYONE = "everyone"


@dataclass(frozen=True)
class Row:
    """A place on a board. Equal points share a rank, and the next rank counts them: 1, 1, 3."""

    person: str
    rank: int
    points: int


@dataclass(frozen=True)
class Board:
    """A leaderboard that is not empty, best first and then by name.

    `window` is one of `windows.WINDOWS`; `scope` is `everyone`, or `kind:`, `topic:` or `team:` and a
    kind's name, a topic's slug or a team as its people write it.
    """

    window: str
    scope: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Breadth:
    """How many took part in a window, of those on boards.

    `people` and `teams` are numbers of distinct ones. `first_timers` are the ids of those whose first
    points of all fall into the window, in the order in which they came.
    """

    window: str
    people: int
    teams: int
    first_timers: tuple[str, ...]


def on_boards(hub: Hub) -> frozenset[str]:
    """The ids of the people who may stand on boards and in any ledger that is written out."""
    return frozenset(p.id for p in hub.people.values() if p.visibility is Visibility.ALL)


def boards(hub: Hub, ledger: Iterable[ScoreEvent]) -> tuple[Board, ...]:
    """Every board that has somebody on it: for each window everyone, then kinds, topics and teams."""
    shown = on_boards(hub)
    starts = window_starts(hub.as_of)
    totals: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for event in ledger:
        if event.person not in shown or event.day > hub.as_of:
            continue
        scopes = tuple(scopes_of(hub, event))
        for window, start in starts.items():
            if event.day >= start:
                for scope in scopes:
                    totals[window, scope][event.person] += event.points
    places = {ident: place for place, ident in enumerate(hub.people)}
    found = []
    for window in starts:
        for scope in _all_scopes(hub):
            points = totals.get((window, scope))
            if points:
                found.append(Board(window, scope, _rows(points, places)))
    return tuple(found)


def breadths(hub: Hub, ledger: Iterable[ScoreEvent]) -> tuple[Breadth, ...]:
    """How broadly people take part, for each window, an empty one included. `ledger` is oldest first."""
    shown = on_boards(hub)
    events = [one for one in ledger if one.person in shown and one.day <= hub.as_of]
    first = {one.person: one.day for one in reversed(events)}
    arrivals = tuple(dict.fromkeys(one.person for one in events))
    found = []
    for window, start in window_starts(hub.as_of).items():
        people = {one.person for one in events if one.day >= start}
        teams = {hub.people[ident].team for ident in people} - {None}
        newcomers = tuple(ident for ident in arrivals if first[ident] >= start)
        found.append(Breadth(window, len(people), len(teams), newcomers))
    return tuple(found)


def scopes_of(hub: Hub, event: ScoreEvent) -> Iterator[str]:
    """Where an event counts: a contribution in its kind and topics, curating in its topic alone."""
    yield EVERYONE
    if event.rule == curated.RULE.name:
        yield f"topic:{event.evidence}"
    else:
        contribution = hub.contributions[event.evidence]
        yield f"kind:{contribution.kind.name}"
        for slug in contribution.topics:
            yield f"topic:{slug}"
    team = hub.people[event.person].team
    if team:
        yield f"team:{team}"


def _all_scopes(hub: Hub) -> tuple[str, ...]:
    teams = [team for team, people in department_sizes(hub).items() if people >= SMALLEST_GROUP]
    return (
        EVERYONE,
        *(f"kind:{kind.name}" for kind in KINDS),
        *(f"topic:{slug}" for slug in hub.topics),
        *(f"team:{team}" for team in sorted(teams, key=lambda team: (team.casefold(), team))),
    )


def _rows(points: Mapping[str, int], places: Mapping[str, int]) -> tuple[Row, ...]:
    rows: list[Row] = []
    best_first = sorted(points.items(), key=lambda item: (-item[1], places[item[0]]))
    for place, (person, total) in enumerate(best_first, start=1):
        tied = rows and rows[-1].points == total
        rows.append(Row(person, rows[-1].rank if tied else place, total))
    return tuple(rows)
