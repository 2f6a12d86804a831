"""What goes round from week to week: the war story to read, and the people to thank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from hashlib import sha256

from commonplace.model.contribution import Contribution, Freshness, Status
from commonplace.model.kinds import WAR_STORY
from commonplace.model.scoring import ScoreEvent

_ROUND = 26  # weeks
_APART = 3  # weeks, where there are enough stories
_LATELY = (30, 91, 366)  # days; further back only where that gives too few people
_QUIET_FIRST = ("reviewed", "improved", "told", "published", "curated")
_UNRANKED = len(_QUIET_FIRST)


def story_of_the_week(newest_first: Iterable[Contribution], week: int) -> Contribution | None:
    """Another war story every week, of those that can be relied on and say what they are about.

    It stays all week: what came since Monday waits for the next, and who is next is drawn by week and id,
    so that what comes or goes in any other way moves few of the others. Those that were drawn a few weeks
    ago stand back; that is worked out from the beginning of a round, over all stories, good or not: or
    one that gets old would move others.
    """
    stories = [one for one in newest_first if one.kind is WAR_STORY]
    drawn: list[str] = []
    shown: Contribution | None = None
    for at in range(week - week % _ROUND, week + 1):
        there = [one for one in stories if _came_before(one, at)]
        lately = drawn[max(0, len(drawn) - min(_APART, len(there) - 1)) :]
        in_turn = sorted(there, key=partial(_draw, at, lately))
        drawn += [one.id for one in in_turn[:1]]
        good = [one for one in in_turn if _is_good(one)]
        shown = next((one for one in good if one is not shown), good[0] if good else None)
    return shown or next(filter(_is_good, reversed(stories)), None)


def _came_before(one: Contribution, week: int) -> bool:
    return one.committed if one.created is None else week_number(one.created) < week


def _draw(week: int, lately: Sequence[str], one: Contribution) -> tuple[bool, bytes]:
    return one.id in lately, sha256(f"{week} {one.id}".encode()).digest()


def _is_good(one: Contribution) -> bool:
    relied_on = one.status is Status.PUBLISHED and one.freshness is not Freshness.STALE
    return relied_on and bool(one.summary)


def people_to_thank(
    ledger: Sequence[ScoreEvent], as_of: date, most: int = 3
) -> tuple[ScoreEvent, ...]:
    """At most `most` events of as many people, no two for the same thing.

    Quiet work comes first, since what somebody wrote has their name on it already.
    `ledger` is oldest first and holds those alone who may be named. Who stands first goes round from week
    to week, so that everyone has a turn.
    """
    chosen: tuple[ScoreEvent, ...] = ()
    for days in _LATELY:
        since = as_of - timedelta(days=min(days, as_of.toordinal() - 1))
        chosen = _choose([event for event in ledger if event.day >= since], as_of, most)
        if len(chosen) == most:
            return chosen
    return _choose(ledger, as_of, most) if ledger else chosen


def week_number(day: date) -> int:
    """Weeks since the first Monday of the calendar: goes up by one every Monday."""
    return (day.toordinal() - 1) // 7


def _choose(events: Sequence[ScoreEvent], as_of: date, most: int) -> tuple[ScoreEvent, ...]:
    best: dict[str, ScoreEvent] = {}
    for event in reversed(events):
        held = best.get(event.person)
        if held is None or _quiet(event) < _quiet(held):
            best[event.person] = event
    people = sorted(best)
    turn = week_number(as_of) * most % len(people) if people else 0
    in_turn = [best[person] for person in (*people[turn:], *people[:turn])]
    chosen: dict[str, ScoreEvent] = {}
    for event in sorted(in_turn[: 2 * most], key=_quiet):
        if len(chosen) < most:
            chosen.setdefault(event.evidence, event)
    return tuple(chosen.values())


def _quiet(event: ScoreEvent) -> int:
    return _QUIET_FIRST.index(event.rule) if event.rule in _QUIET_FIRST else _UNRANKED
