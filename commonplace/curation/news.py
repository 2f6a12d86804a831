"""What happened lately: new texts, and texts that were improved, checked, or went out of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from commonplace.assemble.freshness import months_after
from commonplace.model.contribution import Contribution, Status
from commonplace.model.hub import Hub
from commonplace.model.people import Visibility

MONTHS = 12
MOST = 500


class Event(StrEnum):
    """What happened, in the order in which the events of a day are told."""

    NEW = "new"
    IMPROVED = "improved"
    CHECKED = "checked"
    OBSOLETE = "obsolete"


class Span(StrEnum):
    """How a period is named: weeks by how far they are from today, what is before them by its month."""

    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    MONTH = "month"
    REST_OF_MONTH = "rest_of_month"  # its later days stand in the weeks above it


@dataclass(frozen=True)
class Period:
    """A stretch of the calendar; `start` is its first day."""

    span: Span
    start: date


@dataclass(frozen=True)
class News:
    """Something that happened to a contribution (an id) on a day.

    `people` are the ids of who did it: authors of a new text, else its tellers; who improved or checked it.
    `first` are those of them who had given the hub nothing before and whom the hub may count.
    """

    event: Event
    day: date
    contribution: str
    people: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


def latest_news(hub: Hub) -> tuple[tuple[Period, News], ...]:
    """The news of the last twelve months, newest first, 500 at most, each with the period it falls in.

    Drafts and files that Git has not seen are no news. All that was improved in one text within one
    period is told once, on the last of its days.
    """
    earliest = months_after(hub.as_of, -MONTHS)
    places = {ident: place for place, ident in enumerate(hub.contributions)}
    orders = {event: order for order, event in enumerate(Event)}
    found = [one for one in _events(hub) if earliest < one.day <= hub.as_of]
    found = list(_improvements_joined(found, hub.as_of))
    found.sort(key=lambda one: (-one.day.toordinal(), orders[one.event], places[one.contribution]))
    return tuple((period_of(one.day, hub.as_of), one) for one in found[:MOST])


def period_of(day: date, as_of: date) -> Period:
    """This week and last week, which begin on a Monday; before them, the calendar month."""
    this_week = as_of - timedelta(days=as_of.weekday())
    last_week = this_week - timedelta(days=7)
    if day >= this_week:
        return Period(Span.THIS_WEEK, this_week)
    if day >= last_week:
        return Period(Span.LAST_WEEK, last_week)
    start = day.replace(day=1)
    cut = start < last_week and start == last_week.replace(day=1)
    return Period(Span.REST_OF_MONTH if cut else Span.MONTH, start)


def new_each_month(hub: Hub) -> tuple[tuple[date, int], ...]:
    """How many contributions came in each of the last twelve calendar months, oldest first.

    What is out of date by now counts: it was given all the same.
    """
    this_month = hub.as_of.replace(day=1)
    counts = {months_after(this_month, back): 0 for back in range(1 - MONTHS, 1)}
    for one in hub.contributions.values():
        if _is_out(one) and one.created is not None and one.created <= hub.as_of:
            month = one.created.replace(day=1)
            if month in counts:
                counts[month] += 1
    return tuple(counts.items())


def newest(hub: Hub, most: int) -> tuple[str, ...]:
    """The ids of the newest contributions that still hold; only ids that will be the same tomorrow."""
    ids = (
        one.id
        for one in hub.contributions.values()
        if one.status is Status.PUBLISHED and one.committed and one.lasting_id
    )
    return tuple(ident for ident, _ in zip(ids, range(most), strict=False))


def _is_out(one: Contribution) -> bool:
    return one.committed and one.status is not Status.DRAFT


def _events(hub: Hub) -> Iterator[News]:
    firsts = _firsts(hub)
    for one in hub.contributions.values():
        if not _is_out(one):
            continue
        if one.status is Status.OBSOLETE:
            # Its last change is the one that said so, as a rule. One that never changed came that way.
            if one.updated and one.created and one.updated > one.created:
                yield News(Event.OBSOLETE, one.updated, one.id)
            continue
        if one.created is not None:
            people = one.authors or one.told_by
            yield News(Event.NEW, one.created, one.id, people, firsts.get(one.id, ()))
        for deed in one.improvements:
            yield News(Event.IMPROVED, deed.day, one.id, (deed.person,))
        verified = one.document.front.verified
        if verified is not None and verified.on != one.created:
            by = (one.verified_by,) if one.verified_by else ()
            yield News(Event.CHECKED, verified.on, one.id, by)


def _firsts(hub: Hub) -> Mapping[str, tuple[str, ...]]:
    """By contribution: whose first it was, of those who are on boards. Days decide, then file names."""
    seen: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    dated = [one for one in hub.contributions.values() if _is_out(one) and one.created is not None]
    for one in sorted(dated, key=lambda one: (one.created or date.min, one.source)):
        people = tuple(dict.fromkeys((*one.authors, *one.told_by)))
        found[one.id] = tuple(
            ident
            for ident in people
            if ident not in seen and hub.people[ident].visibility is Visibility.ALL
        )
        seen.update(people)
    return found


def _improvements_joined(events: Iterable[News], as_of: date) -> Iterator[News]:
    """The same events, those that improved one text within one period made one."""
    joined: dict[tuple[str, Period], News] = {}
    for one in events:
        if one.event is not Event.IMPROVED:
            yield one
            continue
        key = (one.contribution, period_of(one.day, as_of))
        before = joined.get(key, one)
        people = tuple(dict.fromkeys((*before.people, *one.people)))
        joined[key] = replace(before, day=max(before.day, one.day), people=people)
    yield from joined.values()
