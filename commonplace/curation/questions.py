"""Questions, those of topics and those asked on GitHub together, oldest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from commonplace.model.hub import Hub
from commonplace.model.threads import Asked
from commonplace.model.topics import Question, Topic

AnyQuestion: TypeAlias = Question | Asked


def every_question(hub: Hub) -> Iterator[AnyQuestion]:
    """All of them, in the order written and asked."""
    for topic in hub.topics.values():
        yield from topic.questions
    yield from hub.asked


def is_answered(question: AnyQuestion) -> bool:
    """Whether somebody has answered it: with a text, or with an answer that was accepted."""
    if isinstance(question, Asked):
        return question.answered is not None or question.answer is not None
    return question.answered_by is not None


def is_waiting(question: AnyQuestion) -> bool:
    """Whether it waits for an answer. What was closed without one does not."""
    closed = isinstance(question, Asked) and question.closed
    return not closed and not is_answered(question)


def waiting(hub: Hub) -> tuple[AnyQuestion, ...]:
    """Every question that nobody has answered yet, oldest first; those without a day come last."""
    return oldest_first(filter(is_waiting, every_question(hub)))


def oldest_first(questions: Iterable[AnyQuestion]) -> tuple[AnyQuestion, ...]:
    """By the day on which each was asked; those without a day come last, in the order written."""
    return tuple(sorted(questions, key=lambda question: question.since or date.max))


def waiting_by_topic(hub: Hub) -> dict[str | None, tuple[AnyQuestion, ...]]:
    """Those that wait, by the slug of their topic, oldest first both within a topic and among topics; those
    of no topic come last, under None."""
    found: dict[str | None, list[AnyQuestion]] = {}
    for question in waiting(hub):
        found.setdefault(question.topic, []).append(question)
    if None in found:
        found[None] = found.pop(None)
    return {topic: tuple(questions) for topic, questions in found.items()}


def answered(hub: Hub) -> tuple[AnyQuestion, ...]:
    """Every question that was answered, the last answer first; those whose day is not known come last."""
    found = filter(is_answered, every_question(hub))
    return tuple(sorted(found, key=_answered_on, reverse=True))


def _answered_on(question: AnyQuestion) -> date:
    found = question.answered if isinstance(question, Asked) else None
    return found or date.min


def asked_by_topic(hub: Hub) -> dict[str, tuple[Asked, ...]]:
    """What was asked on GitHub, by the slug of the topic."""
    found: dict[str, list[Asked]] = {}
    for one in hub.asked:
        if one.topic is not None:
            found.setdefault(one.topic, []).append(one)
    return {topic: tuple(questions) for topic, questions in found.items()}


def questions_of(topic: Topic, asked: Iterable[Asked]) -> tuple[AnyQuestion, ...]:
    """All questions of one topic, its own and those `asked`: first those that wait, oldest first."""
    found = oldest_first((*topic.questions, *asked))
    shown = [one for one in found if is_waiting(one) or is_answered(one)]
    return tuple(sorted(shown, key=is_answered))


def listed(hub: Hub) -> tuple[AnyQuestion, ...]:
    """Those that wait, topic by topic, then those that were answered: the order of the page of questions."""
    waits = waiting_by_topic(hub).values()
    return (*(question for questions in waits for question in questions), *answered(hub))
