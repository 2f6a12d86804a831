"""The contract between the library and the templates: the shapes of `page.meta.hub`.

Everything is JSON data. Text is plain and unescaped: templates escape each value with `| e`.
`feed_url` is the Atom feed of what the page lists, or None.
A `url` that starts with neither a scheme nor a slash is relative to the site's root: templates pass it
through `| url`.
"""

from __future__ import annotations

from typing import TypedDict


class DateView(TypedDict):
    """A day: `iso` for the markup and for hovering, `text` written out."""

    iso: str
    text: str


class LinkView(TypedDict):
    """A title that leads somewhere."""

    title: str
    url: str


class FaceView(TypedDict):
    """A person wherever one is named. `url` is None for people without a page; `picture` is a site address
    or None, then `initials` stand on tone number `tone` (0 to 11)."""

    name: str
    url: str | None
    picture: str | None
    initials: str
    tone: int


class KindView(TypedDict):
    """A kind: `name` ("war-story") for classes, `label` ("War story") for people, `url` of its list."""

    name: str
    label: str
    url: str


class FreshnessView(TypedDict):
    """`name` is fresh, due, stale or obsolete; `label` a word or two; `note` a sentence that says why."""

    name: str
    label: str
    note: str


class RowView(TypedDict):
    """A contribution wherever it is listed."""

    id: str
    kind: KindView
    title: str
    url: str
    summary: str
    authors: list[FaceView]
    date: DateView | None
    minutes: int
    topics: list[LinkView]
    freshness: FreshnessView
    draft: bool


class ReasonedRow(TypedDict):
    """A contribution and why it stands here ("also about handovers", or a curator's reason)."""

    row: RowView
    why: str


class PagerView(TypedDict):
    """Where in a list of several pages this page is; `previous` and `next` are addresses or None."""

    number: int
    of: int
    total: int
    previous: str | None
    next: str | None
    pages: list[LinkView]


class NeighborView(TypedDict):
    """Previous and next within the first topic of a contribution."""

    topic: LinkView
    previous: LinkView | None
    next: LinkView | None


class ContributionView(TypedDict):
    """Template `contribution.html`; the text itself is `page.content`.

    `standfirst` is the summary if it was written, else None (then the text's first paragraph is one).
    `successor` is set on an obsolete contribution that names one. `unpublished` is true before Git saw it.
    """

    page: str
    row: RowView
    standfirst: str | None
    told_by: list[FaceView]
    updated: DateView | None
    verified: str | None
    owner: FaceView | None
    successor: LinkView | None
    unpublished: bool
    draft: bool
    improved_by: list[FaceView]
    reviewed_by: list[FaceView]
    related: list[ReasonedRow]
    neighbors: NeighborView | None
    edit_url: str | None
    history_url: str | None


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

    `valued` are the few most valued contributions that are not picks, with the reason.
    """

    page: str
    title: str
    url: str
    summary: str
    curators: list[FaceView]
    picks: list[ReasonedRow]
    sections: list[SectionView]
    valued: list[ReasonedRow]
    rows: list[RowView]
    pager: PagerView
    experts: list[ExpertView]
    count: int
    invitation: str
    write_url: str | None
    edit_url: str | None
    feed_url: str | None


class PersonView(TypedDict):
    """Template `person.html`; what the person says of themselves is `page.content`, possibly empty."""

    page: str
    face: FaceView
    team: str | None
    location: str | None
    ask_me_about: list[str]
    expertise: list[str]
    mentoring: bool
    curates: list[LinkView]
    rows: list[RowView]
    improved: list[RowView]
    pager: PagerView
    edit_url: str | None
    feed_url: str | None


class DirectoryRow(TypedDict):
    """A person in the directory. `count` is how many contributions they are an author of."""

    face: FaceView
    team: str | None
    location: str | None
    ask_me_about: list[str]
    count: int


class DirectoryView(TypedDict):
    """Template `people.html`."""

    page: str
    people: list[DirectoryRow]
    pager: PagerView


class TopicRow(TypedDict):
    """A topic in the list of topics, or as a chip on the home page."""

    title: str
    url: str
    summary: str
    count: int
    curators: list[FaceView]


class TopicsView(TypedDict):
    """Template `topics.html`."""

    page: str
    topics: list[TopicRow]
    pager: PagerView


class YearRow(TypedDict):
    """A year in the overview of everything."""

    title: str
    url: str
    count: int


class ListView(TypedDict):
    """Template `list.html`: all contributions, or those of a kind or a year.

    `current` is the address of the first page of this list, to mark where one is among `kinds` and `years`.
    `invitation` is shown when it is empty.
    """

    page: str
    title: str
    current: str
    rows: list[RowView]
    pager: PagerView
    kinds: list[YearRow]
    years: list[YearRow]
    invitation: str
    write_url: str | None
    feed_url: str | None


class DoorView(TypedDict):
    """One of the doors on the home page: a verb, a line under it, where it leads."""

    name: str
    title: str
    line: str
    url: str


class HomeView(TypedDict):
    """Template `home.html`; `page.content` is what docs/index.md says.

    `story` is a recent war story or None. `newest` has at most eight rows, `topics` at most twenty-four.
    """

    page: str
    title: str
    line: str
    doors: list[DoorView]
    story: RowView | None
    newest: list[RowView]
    topics: list[TopicRow]
    count: int
    feed_url: str | None
