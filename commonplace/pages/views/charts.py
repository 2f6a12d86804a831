"""What a chart shows: `partials/hub/chart.html` draws it as SVG and puts its table behind it."""

from __future__ import annotations

from typing import TypedDict


class BarView(TypedDict):
    """One bar. `label` and `value` are words for the table and for hovering; `short` stands on the axis,
    empty where there is no room. `share` is its length, from 0 to 100; `url` is where it leads, or None."""

    label: str
    short: str
    value: str
    share: float
    url: str | None


class ChartView(TypedDict):
    """A chart of bars: `shape` is `columns` (over time) or `rows` (things compared, longest first).

    `title` says what it shows, `note` a sentence below it, possibly empty; `label_heading` and
    `value_heading` head the table.
    """

    shape: str
    title: str
    note: str
    label_heading: str
    value_heading: str
    bars: list[BarView]
