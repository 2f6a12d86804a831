"""Questions that wait for an answer: each wherever it stands, and all of them on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from commonplace.curation.expertise import Knowledge
from commonplace.curation.questions import AnyQuestion, is_answered, listed
from commonplace.markup.comments_cut import first_words
from commonplace.model.kinds import ARTICLE
from commonplace.model.threads import Asked
from commonplace.pages.knowing import reason
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.polls import other_polls
from commonplace.pages.presenter import QUESTIONS, Presenter
from commonplace.pages.remarks import remark_view
from commonplace.pages.sharing import share_url
from commonplace.pages.thread_page import as_of, exchange_view, pages_of_remarks
from commonplace.pages.views.pieces import LinkView
from commonplace.pages.views.questions import (
    ConversationView,
    KnowerView,
    QuestionGroup,
    QuestionsView,
    QuestionView,
)

_MOST_KNOWERS = 3
_EXCERPT = 280
_MOST_REMARKS = 30  # of one question; fifty of them stand on a page
_MOST_HTML = 20_000


def question_view(question: AnyQuestion, show: Presenter, *, whole: bool = False) -> QuestionView:
    """A question with the way to answer it, or to what does; `whole` with all that was said about it."""
    if isinstance(question, Asked):
        return _asked_view(question, show, whole=whole)
    answer = question.answered_by
    return {
        "text": question.ask,
        "anchor": "",
        "url": "",
        "topic": show.topic_link(question.topic),
        "by": show.face(question.by) if question.by else None,
        "since": show.day_view(question.since),
        "waits": "" if answer else waits(question.since, show),
        "about": None,
        "answer_url": None if answer else share_url(ARTICLE, question.topic, question.ask),
        "answered": show.link(answer) if answer else None,
        "answered_by": None,
        "excerpt": "",
        "conversation": None,
    }


def _asked_view(question: Asked, show: Presenter, *, whole: bool) -> QuestionView:
    done, answer = is_answered(question), question.answer
    words = show.words["questions"]
    url = (answer.url if answer else None) or question.url
    link: LinkView | None = {"title": str(words["whole"]), "url": url} if done and url else None
    return {
        "text": question.ask,
        "anchor": question.anchor,
        "url": "" if whole else show.question_places.get(question.number, ""),
        "topic": show.topic_link(question.topic) if question.topic else None,
        "by": show.speaker(question.by),
        "since": show.day_view(question.since),
        "waits": "" if done else waits(question.since, show),
        "about": show.link(question.about) if question.about else None,
        "answer_url": None if done or question.locked else question.url,
        "answered": link,
        "answered_by": show.speaker(answer.by) if answer else None,
        "excerpt": first_words(answer.html, _EXCERPT) if answer and not answer.minimized else "",
        "conversation": _conversation(question, show) if whole else None,
    }


def _conversation(question: Asked, show: Presenter) -> ConversationView | None:
    if not (question.words or question.remarks):
        return None
    pages = pages_of_remarks(question.remarks, _MOST_REMARKS, _MOST_HTML)
    return {
        "title": show.counted("questions", "talk", question.count)
        if question.count
        else str(show.words["questions"]["talk_none"]),
        "words": remark_view(question.words, show) if question.words else None,
        "exchanges": [exchange_view(exchange, show) for exchange in pages[0]],
        "more_url": question.url if len(pages) > 1 else None,
    }


def waits(since: date | None, show: Presenter) -> str:
    """How long a question has waited, in words; nothing where nobody knows."""
    return show.elapsed("questions", "waits", since) if since else ""


def knowers(
    known_by: Sequence[Knowledge], questions: Sequence[AnyQuestion], show: Presenter
) -> list[KnowerView]:
    """The few who could answer questions of a topic, without somebody who asked them all."""
    askers = {_asker(question) for question in questions}
    others = [known for known in known_by if askers != {known.person}]
    return [
        {"face": show.face(known.person), "why": reason(known, show)}
        for known in others[:_MOST_KNOWERS]
    ]


def _asker(question: AnyQuestion) -> str | None:
    return question.by.person if isinstance(question, Asked) else question.by


def questions_views(
    show: Presenter, by_topic: Mapping[str, Sequence[Knowledge]]
) -> Iterator[tuple[Slice[AnyQuestion], QuestionsView]]:
    """Every question, page by page: those that wait by topic, then those that were answered."""
    polls = other_polls(show)
    for part in pages_of(listed(show.hub), QUESTIONS):
        open_ones = [one for one in part.items if not is_answered(one)]
        yield (
            part,
            {
                "page": "questions",
                "groups": [
                    _group(slug, list(questions), show, by_topic)
                    for slug, questions in groupby(open_ones, key=lambda one: one.topic)
                ],
                "answered": [
                    question_view(one, show, whole=True) for one in part.items if is_answered(one)
                ],
                "polls": polls if part.pager["number"] == 1 else [],
                "as_of": as_of(show) if show.hub.asked or polls else "",
                "pager": part.pager,
            },
        )


def _group(
    slug: str | None,
    questions: Sequence[AnyQuestion],
    show: Presenter,
    by_topic: Mapping[str, Sequence[Knowledge]],
) -> QuestionGroup:
    nothing: LinkView = {"title": str(show.words["questions"]["no_topic"]), "url": ""}
    return {
        "topic": show.topic_link(slug) if slug else nothing,
        "knowers": knowers(by_topic.get(slug, ()), questions, show) if slug else [],
        "questions": [question_view(question, show, whole=True) for question in questions],
    }
