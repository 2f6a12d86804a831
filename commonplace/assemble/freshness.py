"""How far a contribution can be relied on, counted from the day someone last looked after it."""

from __future__ import annotations

import calendar
from datetime import date

from commonplace.model.contribution import Freshness, Status


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it is shorter; within the calendar."""
    index = max(12, day.year * 12 + day.month - 1 + months)
    year, month = min(index // 12, date.max.year), index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def freshness(status: Status, since: date | None, every: int, as_of: date) -> Freshness:
    """Due after `every` months, stale after twice that; fresh where no day is known."""
    if status is Status.OBSOLETE:
        return Freshness.OBSOLETE
    if since is None:
        return Freshness.FRESH
    if as_of >= months_after(since, 2 * every):
        return Freshness.STALE
    return Freshness.DUE if as_of >= months_after(since, every) else Freshness.FRESH
