"""What happened in each topic of late: what is new, what was improved, what was checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from commonplace.model.contribution import Status
from commonplace.model.hub import Hub

DAYS = 90


@dataclass(frozen=True)
class Activity:
    """How many contributions of a topic (a slug) are new, were improved, and were checked."""

    topic: str
    new: int
    improved: int
    checked: int

    @property
    def total(self) -> int:
        """Everything that happened."""
        return self.new + self.improved + self.checked


def topic_activity(hub: Hub, days: int = DAYS) -> tuple[Activity, ...]:
    """The topics in which something happened in so many days up to the hub's own, busiest first."""

    def lately(day: date | None) -> bool:
        return day is not None and timedelta() <= hub.as_of - day < timedelta(days)

    found = []
    for topic in hub.topics.values():
        new = improved = checked = 0
        for ident in topic.contributions:
            one = hub.contributions[ident]
            if one.status is not Status.PUBLISHED:
                continue
            verified = one.document.front.verified
            new += lately(one.created)
            improved += any(lately(deed.day) for deed in one.improvements)
            checked += lately(verified.on if verified else None)
        found.append(Activity(topic.slug, new, improved, checked))
    busy = (one for one in found if one.total)
    return tuple(sorted(busy, key=lambda one: -one.total))
