"""What the pages of people show."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.pieces import FaceView, LinkView, PagerView, RowView
from commonplace.pages.views.points import PointsView
from commonplace.pages.views.thread import SaidView


class KnowsView(TypedDict):
    """A topic that a person knows about, and how we know."""

    topic: LinkView
    why: str


class PersonView(TypedDict):
    """Template `person.html`; what the person says of themselves is `page.content`, possibly empty.

    `expertise` and `curates` are what `knows` does not say already. `thanks` are sentences on what
    colleagues made of what the person wrote. `said` are the last few things they said, newest first.
    `points` is None on page 2 and later, and for who has none or is on no board.
    """

    page: str
    face: FaceView
    team: str | None
    location: str | None
    ask_me_about: list[str]
    knows: list[KnowsView]
    expertise: list[str]
    mentoring: bool
    curates: list[LinkView]
    rows: list[RowView]
    thanks: list[str]
    improved: list[RowView]
    reviewed: list[RowView]
    said: list[SaidView]
    points: PointsView | None
    pager: PagerView
    edit_url: str | None
    feed_url: str | None


class DirectoryRow(TypedDict):
    """A person in the directory. `knows` are titles of topics; `count` is how many contributions they wrote
    or told."""

    face: FaceView
    team: str | None
    location: str | None
    knows: list[str]
    ask_me_about: list[str]
    mentoring: bool
    count: int


class ChoiceView(TypedDict):
    """Something to choose in a filter; the label says how many people it leaves."""

    value: str
    label: str


class FiltersView(TypedDict):
    """The filters as they stand before anything is chosen; `mentoring` is a label, empty if nobody does.

    `index_url` is where the script finds everyone, `said` how many they are, in words.
    """

    index_url: str
    said: str
    teams: list[ChoiceView]
    places: list[ChoiceView]
    topics: list[ChoiceView]
    mentoring: str


class DirectoryView(TypedDict):
    """Template `people.html`; `filters` on the first page alone."""

    page: str
    filters: FiltersView | None
    people: list[DirectoryRow]
    pager: PagerView
