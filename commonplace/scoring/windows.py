"""Calendar windows: this month, this quarter, this year, and all time, up to the hub's day.

Days are already those of the hub's time zone: assembly turns moments into days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

WINDOWS = ("month", "quarter", "year", "all")


def quarter_start(day: date) -> date:
    """The first day of the calendar quarter of a day."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def quarters(start: date, until: date) -> Iterator[date]:
    """The first days of quarters, from that of `start` to that of `until`."""
    current = quarter_start(start)
    while current <= until:
        yield current
        if current.month == 10 and current.year == date.max.year:
            return
        later = current.month == 10
        current = date(current.year + later, 1 if later else current.month + 3, 1)


def window_starts(as_of: date) -> Mapping[str, date]:
    """The first day of each window that ends with `as_of`, in the order in which they are shown."""
    return {
        "month": as_of.replace(day=1),
        "quarter": quarter_start(as_of),
        "year": as_of.replace(month=1, day=1),
        "all": date.min,
    }
