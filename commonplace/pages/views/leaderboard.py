"""What the leaderboard shows."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.charts import ChartView
from commonplace.pages.views.pieces import ChipView, FaceView, LinkView


class PlaceView(TypedDict):
    """A place on a board. `months` are points in the last twelve months, the present one last; `peak` is the
    highest of them, at least 1; `rhythm` says it in words. `reasons` leads to where the points come from."""

    rank: int
    face: FaceView
    team: str | None
    months: list[int]
    peak: int
    rhythm: str
    points: int
    reasons: str


class WindowView(TypedDict):
    """A window of time: `name` is its place in the address, `sentence` says how many took part.

    `more` says how many more there are than places are shown, or is empty; `first_timers` are named on the
    board of everyone only, `more_first_timers` as `more`.
    """

    name: str
    title: str
    sentence: str
    places: list[PlaceView]
    more: str
    first_timers: list[FaceView]
    more_first_timers: str


class RuleView(TypedDict):
    """A rule: what one gives, and the points it is worth."""

    what: str
    points: int


class BoardsView(TypedDict):
    """Links to the boards of topics, or of departments, folded below a heading."""

    title: str
    links: list[ChipView]


class LeaderboardView(TypedDict):
    """Template `leaderboard.html`: the board of everyone, or of one kind, topic or department.

    `windows` is empty where nobody is on the board yet. `chosen` is the name of the window that is shown
    first, `current` the address of this board. `everyone` is set on all boards but that of everyone.
    `rules` is empty on those; so are the sentences in `about` and the ways on in `links`.
    """

    page: str
    title: str
    current: str
    everyone: LinkView | None
    sentence: str
    chosen: str
    windows: list[WindowView]
    invitation: str
    write_url: str
    kinds: list[ChipView]
    others: list[BoardsView]
    participation: ChartView | None
    rules: list[RuleView]
    about: list[str]
    links: list[LinkView]
