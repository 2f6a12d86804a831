"""What the pages of topics show."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.charts import ChartView
from commonplace.pages.views.pieces import ChipView, FaceView, PagerView, ReasonedRow, RowView
from commonplace.pages.views.questions import QuestionView


class SectionView(TypedDict):
    """A curator's section of picks."""

    title: str
    text: str
    picks: list[ReasonedRow]


class ExpertView(TypedDict):
    """Someone who knows about a topic, and how we know ("wrote 4 of these")."""

    face: FaceView
    why: str


class TopicView(TypedDict):
    """Template `topic.html`; the curator's words are `page.content`. On page 2 and later only `rows`.

    `valued` are the few most valued contributions that are not picks, with the reason, `discussed` the few
    that people talk about. `kinds` lead to what the topic has of each kind. `questions` are at
    most three, those that wait first; `more_questions` is how many there are besides.
    """

    page: str
    title: str
    url: str
    summary: str
    curators: list[FaceView]
    picks: list[ReasonedRow]
    sections: list[SectionView]
    valued: list[ReasonedRow]
    discussed: list[ReasonedRow]
    kinds: list[ChipView]
    rows: list[RowView]
    pager: PagerView
    experts: list[ExpertView]
    questions: list[QuestionView]
    more_questions: int
    care_url: str
    count: int
    invitation: str
    write_url: str
    edit_url: str | None
    feed_url: str | None
    ask_url: str


class TopicRow(TypedDict):
    """A topic in the list of topics, or as a chip on the home page."""

    title: str
    url: str
    summary: str
    count: int
    curators: list[FaceView]


class TopicsView(TypedDict):
    """Template `topics.html`; `activity` is a chart of what happened of late, on the first page."""

    page: str
    topics: list[TopicRow]
    activity: ChartView | None
    pager: PagerView
