"""What the page of a contribution shows."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.giscus import GiscusView
from commonplace.pages.views.path import PathPlaceView
from commonplace.pages.views.pieces import DateView, FaceView, LinkView, ReasonedRow, RowView
from commonplace.pages.views.thread import ThreadView


class NeighborView(TypedDict):
    """Previous and next within the first topic of a contribution."""

    topic: LinkView
    previous: LinkView | None
    next: LinkView | None


class SuggestView(TypedDict):
    """Where a suggestion goes: the address to be filled in, and its `way`, "github" or "mail"."""

    url: str
    way: str


class ContributionView(TypedDict):
    """Template `contribution.html`; the text itself is `page.content`.

    `standfirst` is the summary if it was written, else None (then the text's first paragraph is one).
    `successor` is set on an obsolete contribution that names one. `unpublished` is true before Git saw it.
    `paths` are the learning paths it is a step of, `mark` what a reader's browser keeps it under.
    `ask_url` is where one asks about it. `curators` are whom to turn to where there is no other way.
    `suggest` is None where a suggestion has nowhere to go.
    `thread` is None where nothing was said and nothing can be.
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
    paths: list[PathPlaceView]
    mark: str
    ask_url: str
    curators: list[FaceView]
    suggest: SuggestView | None
    thread: ThreadView | None
    giscus: GiscusView | None
    edit_url: str | None
    history_url: str | None
