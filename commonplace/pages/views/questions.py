"""What shows the questions that wait for an answer."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.pieces import DateView, FaceView, LinkView, PagerView
from commonplace.pages.views.poll import PollView
from commonplace.pages.views.thread import ExchangeView, RemarkView


class ConversationView(TypedDict):
    """What was said about a question. `title` opens it; `words` is what whoever asks wrote. `more_url` leads
    to the rest where not all of it stands here, or is None."""

    title: str
    words: RemarkView | None
    exchanges: list[ExchangeView]
    more_url: str | None


class QuestionView(TypedDict):
    """A question wherever it stands: whose topic it is, who asks, since when.

    `waits` says how long, in words, and is empty once it is answered. `about` is the text below which it was
    asked. `answer_url` is the page on which an answer is begun, or None. `answered` is the text that answers
    it, or the answer on GitHub: then it is shown instead of asking. `excerpt` are an answer's first words,
    `answered_by` whose they are. `anchor` is its id on the page of questions, `url` leads there from others;
    both are empty for a question that was not asked on GitHub. `conversation` is on that page alone.
    """

    text: str
    anchor: str
    url: str
    topic: LinkView | None
    by: FaceView | None
    since: DateView | None
    waits: str
    about: LinkView | None
    answer_url: str | None
    answered: LinkView | None
    answered_by: FaceView | None
    excerpt: str
    conversation: ConversationView | None


class KnowerView(TypedDict):
    """Somebody who could answer, and how we know."""

    face: FaceView
    why: str


class QuestionGroup(TypedDict):
    """The questions of a topic; those of no topic have a title without an address. `knowers` are at most
    three."""

    topic: LinkView
    knowers: list[KnowerView]
    questions: list[QuestionView]


class QuestionsView(TypedDict):
    """Template `questions.html`; `page.content` is what docs/questions/index.md says. `groups` are those of
    this page that wait; a topic whose questions do not fit on one page stands on two. `polls` are on the
    first page. `answered` come last.
    """

    page: str
    groups: list[QuestionGroup]
    polls: list[PollView]
    answered: list[QuestionView]
    as_of: str
    pager: PagerView
