"""What lists of contributions and the home page show."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.pieces import (
    ChipView,
    FaceView,
    LinkView,
    PagerView,
    ReasonedRow,
    RowView,
)
from commonplace.pages.views.questions import QuestionView
from commonplace.pages.views.topic import TopicRow


class ListView(TypedDict):
    """Template `list.html`: all contributions, or those of a kind, a year, or a topic and a kind.

    `current` is the address of the first page of this list, to mark where one is among `kinds` and `years`.
    `invitation` is shown when it is empty.
    """

    page: str
    title: str
    current: str
    rows: list[RowView]
    pager: PagerView
    kinds: list[ChipView]
    years: list[ChipView]
    invitation: str
    write_url: str
    feed_url: str | None


class DoorView(TypedDict):
    """One of the doors on the home page: a verb, a line under it, where it leads.

    `links` are the ways that part behind it, such as one for each kind of text; then `url` is the first.
    """

    name: str
    title: str
    line: str
    url: str
    links: list[LinkView]


class ThanksView(TypedDict):
    """Somebody to thank: `before` and `after` are the words around `link`, what it is for."""

    face: FaceView
    before: str
    link: LinkView
    after: str


class HomeView(TypedDict):
    """Template `home.html`; `page.content` is what docs/index.md says.

    `story` is this week's war story or None. `newest` has at most eight rows, `topics` at most twenty-four,
    `thanks` and `questions` at most three, `discussed` at most four.
    """

    page: str
    title: str
    line: str
    doors: list[DoorView]
    story: RowView | None
    newest: list[RowView]
    topics: list[TopicRow]
    thanks: list[ThanksView]
    questions: list[QuestionView]
    discussed: list[ReasonedRow]
    count: int
    write_url: str
    feed_url: str | None
