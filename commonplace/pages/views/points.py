"""What a person's points show."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.pieces import DateView, FaceView, LinkView, PagerView


class SumView(TypedDict):
    """A rule by which somebody has points: `times` how often, `points` in all."""

    what: str
    times: int
    points: int


class LineView(TypedDict):
    """One line of points: what for, by a contribution or topic as its evidence, and who confirmed it."""

    date: DateView
    what: str
    evidence: LinkView
    points: int
    confirmed_by: FaceView | None


class PointsView(TypedDict):
    """The points of a person, for `partials/hub/points.html`. `total` and `quarter` are phrases, the second
    empty without points in this quarter. `all` leads to every line where `lines` are not all."""

    total: str
    quarter: str
    sums: list[SumView]
    lines: list[LineView]
    all: LinkView | None


class PointsPageView(TypedDict):
    """Template `points.html`: every line of somebody's points, page by page. `sums` is on the first."""

    page: str
    face: FaceView
    total: str
    quarter: str
    sums: list[SumView]
    lines: list[LineView]
    pager: PagerView
