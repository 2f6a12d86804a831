"""The small pieces that every page is made of."""

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


class TalkView(TypedDict):
    """How much was said about something: the number, and the same in words with the day of the last."""

    count: int
    words: str


class RowView(TypedDict):
    """A contribution wherever it is listed. `lasting`: a browser may remember it by its id.

    `comments` is None where nobody has said anything.
    """

    id: str
    lasting: bool
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
    comments: TalkView | None


class ReasonedRow(TypedDict):
    """A contribution and why it stands here ("also about handovers", or a curator's reason)."""

    row: RowView
    why: str


class ChipView(TypedDict):
    """A way to a part of a list, with how much there is."""

    title: str
    url: str
    count: int


class PagerView(TypedDict):
    """Where in a list of several pages this page is; `previous` and `next` are addresses or None."""

    number: int
    of: int
    total: int
    previous: str | None
    next: str | None
    pages: list[LinkView]
