"""What shows the comments on a contribution."""

from __future__ import annotations

from typing import NewType, TypedDict

from commonplace.pages.views.pieces import DateView, FaceView, LinkView, PagerView
from commonplace.pages.views.poll import PollView

CleanHtml = NewType("CleanHtml", str)
"""HTML that was cleaned: the one thing of a view that a template may print as it is."""


class ReactionView(TypedDict):
    """A sign, how many gave it, and the same in words for those who hear the page."""

    sign: str
    count: int
    words: str


class RemarkView(TypedDict):
    """A comment or a reply. `anchor` is its id on the page, `url` leads to it on GitHub.

    `role` is a word beside the name of who is no person. `edited` is empty or says when. `cut` says that the
    rest is only on GitHub. `minimized` is empty or says why it is folded. Of a deleted one nothing is left.
    `useful` is empty or says to how many colleagues it was.
    """

    anchor: str
    by: FaceView
    role: str
    date: DateView | None
    url: str | None
    edited: str
    html: CleanHtml
    cut: bool
    minimized: str
    deleted: bool
    answer: bool
    useful: str
    reactions: list[ReactionView]


class ExchangeView(TypedDict):
    """A comment with its replies. `remark` is None where replies go on from the page before: `goes_on` says
    to whose comment."""

    remark: RemarkView | None
    goes_on: str
    replies: list[RemarkView]


class ThreadView(TypedDict):
    """The section of comments. `title` has their number; where there is none, `invitation` says so. `poll`
    stands at the top.

    `reply_url` leads to where one writes, if that works. `as_of` is empty unless the comments
    are old. `pager` is there when they go on on other pages.
    """

    title: str
    poll: PollView | None
    exchanges: list[ExchangeView]
    reactions: list[ReactionView]
    invitation: str
    reply_url: str | None
    locked: bool
    as_of: str
    pager: PagerView | None


class CommentsView(TypedDict):
    """Template `comments.html`: where the comments on a contribution go on."""

    page: str
    title: str
    about: LinkView
    thread: ThreadView


class SaidView(TypedDict):
    """Something that somebody said: where it stands, when, and its first words."""

    link: LinkView
    date: DateView | None
    words: str
