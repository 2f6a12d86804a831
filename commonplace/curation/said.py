"""What people talked about of late, and what each of them said last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nlargest

from commonplace.model.contribution import Status
from commonplace.model.hub import Hub
from commonplace.model.threads import Remark, Thread, Voice

DAYS = 90
_FEWEST = 2  # one comment is no discussion
_MOST_SAID = 5


@dataclass(frozen=True)
class Discussed:
    """How much people said about a contribution (an id) of late, and when last."""

    contribution: str
    count: int
    last: date


@dataclass(frozen=True)
class Said:
    """Something that somebody said about a contribution (an id)."""

    contribution: str
    remark: Remark


def discussed_lately(hub: Hub, days: int = DAYS) -> Mapping[str, Discussed]:
    """Every published contribution about which people said something in so many days up to the hub's own."""
    found = {}
    for ident, thread in hub.threads.items():
        if hub.contributions[ident].status is Status.PUBLISHED:
            dates = [one.on for one in _heard(thread) if hub.as_of - one.on < timedelta(days)]
            if dates:
                found[ident] = Discussed(ident, len(dates), max(dates))
    return found


def most_discussed(
    discussed: Mapping[str, Discussed], idents: Iterable[str], most: int
) -> list[Discussed]:
    """The few of `idents` about which people said most, the liveliest first."""
    found = (discussed[ident] for ident in idents if ident in discussed)
    lively = (one for one in found if one.count >= _FEWEST)
    return nlargest(most, lively, key=lambda one: (one.count, one.last, one.contribution))


def last_said(hub: Hub) -> Mapping[str, tuple[Said, ...]]:
    """The last things that each person (an id) said, the newest first. One pass over everything."""
    found: dict[str, list[Said]] = {}
    for ident, thread in hub.threads.items():
        for one in _heard(thread):
            if one.by.person is not None:
                found.setdefault(one.by.person, []).append(Said(ident, one))
    return {
        person: tuple(
            nlargest(_MOST_SAID, said, key=lambda one: (one.remark.on, one.remark.number))
        )
        for person, said in found.items()
    }


def _heard(thread: Thread) -> Iterable[Remark]:
    """What people said, without what GitHub hides and what programs say."""
    for one in thread.everything():
        if not (one.deleted or one.minimized or one.by.voice is Voice.PROGRAM):
            yield one
