"""What shows a poll, below a text and in the list of polls."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.pieces import DateView, FaceView, LinkView


class ChoiceView(TypedDict):
    """What can be voted for: its votes in words, and the length of its bar, from 0 to 100."""

    text: str
    votes: str
    share: float


class PollView(TypedDict):
    """A poll. `title` is its discussion's, `question` what is asked.

    `age` says when it was asked, `total` how many voted, `leading` what is ahead; it is empty as long as
    nobody voted. `about` is the text that it belongs to. `url` leads to it on GitHub, `way` says what one
    does there. `closed` is empty, or says that nobody can vote any more.
    """

    title: str
    question: str
    by: FaceView
    since: DateView | None
    age: str
    choices: list[ChoiceView]
    total: str
    leading: str
    about: LinkView | None
    url: str | None
    way: str
    closed: str
