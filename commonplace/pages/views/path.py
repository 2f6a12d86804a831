"""What the pages of learning paths show."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.pieces import FaceView, LinkView, PagerView, RowView


class StepView(TypedDict):
    """A step. `mark` is what a reader's browser keeps it under, `tick` the name of its box,
    `printed` its whole address for paper."""

    row: RowView
    why: str
    mark: str
    tick: str
    printed: str | None


class PathView(TypedDict):
    """Template `path.html`; the curator's introduction is `page.content`.

    `count` and `minutes` are sentences, `begun`, `left` and `begin` what the part with the progress
    says before anything is read: a script sets them again.
    """

    page: str
    title: str
    url: str
    summary: str
    meant_for: str
    curators: list[FaceView]
    steps: list[StepView]
    count: str
    minutes: str
    begun: str
    begin: str
    left: str
    write_url: str
    edit_url: str | None


class PathRow(TypedDict):
    """A path in the list of paths. `marks` are those of its steps, `widest` the most that its
    line of progress can say."""

    title: str
    url: str
    summary: str
    curators: list[FaceView]
    count: str
    minutes: str
    widest: str
    marks: list[str]


class PathsView(TypedDict):
    """Template `paths.html`."""

    page: str
    paths: list[PathRow]
    pager: PagerView


class PathPlaceView(TypedDict):
    """Where a contribution stands in a path: `place` in words, and the step after it or None."""

    path: LinkView
    place: str
    next: LinkView | None
