"""What the page of news and the reading list show."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.charts import ChartView
from commonplace.pages.views.pieces import (
    DateView,
    FaceView,
    FreshnessView,
    KindView,
    LinkView,
    PagerView,
    RowView,
)


class NewsEntryView(TypedDict):
    """Something that happened to a contribution.

    `event` is new, improved, checked or obsolete; `faces` are who improved or checked it. `why` says whose
    first contribution a new one is, else it is empty. `instead` is what to read now, or None.
    """

    event: str
    row: RowView
    faces: list[FaceView]
    date: DateView
    why: str
    instead: LinkView | None


class NewsGroupView(TypedDict):
    """What happened in a week or a month, newest first."""

    title: str
    entries: list[NewsEntryView]


class NewsView(TypedDict):
    """Template `whats-new.html`. On page 2 and later `chart` is None; it also is where nothing is new."""

    page: str
    title: str
    line: str
    chart: ChartView | None
    groups: list[NewsGroupView]
    pager: PagerView
    invitation: str
    write_url: str
    feed_url: str | None


class ReadingListView(TypedDict):
    """Template `reading-list.html`: the list itself is in the reader's browser.

    Titles are in `shards` files (`reading-list/0.json` and so on). `kinds` and `states` are the marks that
    the entries need; a state that is up to date has none.
    """

    page: str
    title: str
    line: str
    shards: int
    kinds: list[KindView]
    states: list[FreshnessView]
