"""What the care page of a topic shows: what needs its curators, the quickest to mend first."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.pieces import DateView, FaceView, FreshnessView, LinkView
from commonplace.pages.views.questions import QuestionView


class MendView(TypedDict):
    """Where something is mended: a page on GitHub, or in `path` where there is none.

    `line` is ready to be copied into the file, or empty; `how` says where it goes.
    """

    label: str
    url: str | None
    path: str
    line: str
    how: str


class ProblemView(TypedDict):
    """A diagnostic. `place` is "Line 12", `place_url` that line on GitHub; `error` is false for advice."""

    error: bool
    message: str
    hint: str
    place: str
    place_url: str | None


class OwnProblem(TypedDict):
    """A diagnostic about the topic's own page."""

    problem: ProblemView
    mend: MendView


class TextProblems(TypedDict):
    """A contribution and what is wrong in it."""

    link: LinkView
    problems: list[ProblemView]
    mend: MendView


class StrayView(TypedDict):
    """A contribution of no topic that looks like one of this topic's, and why."""

    link: LinkView
    why: str
    mend: MendView


class DueView(TypedDict):
    """A contribution to be looked at, since when, and who keeps it true."""

    link: LinkView
    freshness: FreshnessView
    since: DateView | None
    keepers: list[FaceView]
    mend: MendView


class CareView(TypedDict):
    """Template `care.html`. At most fifty in each list, and beside it how many more there are.

    `summary` is one sentence: how many things wait, or that nothing does. `invitation` is where one
    becomes a curator of a topic that has none.
    """

    page: str
    title: str
    topic: LinkView
    summary: str
    invitation: MendView | None
    own: list[OwnProblem]
    own_more: int
    strays: list[StrayView]
    texts: list[TextProblems]
    texts_more: int
    questions: list[QuestionView]
    questions_more: int
    due: list[DueView]
    due_more: int
