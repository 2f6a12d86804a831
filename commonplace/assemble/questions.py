"""The questions of topics, with who asks them, and which texts answer them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commonplace.assemble.people import PeopleIndex
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Contribution, Status
from commonplace.model.slug import slug_of
from commonplace.model.topics import Question, QuestionSource, TopicSource
from commonplace.readers.suggestions import Suggestions


def answers(
    contributions: Iterable[Contribution], sources: Iterable[TopicSource]
) -> Mapping[str, Contribution]:
    """The texts by their titles as addresses have them, for as long as there are questions at all.

    Of two with one title the newer comes first in `contributions`, and answers.
    """
    if not any(source.questions for source in sources):
        return {}
    found: dict[str, Contribution] = {}
    for one in contributions:
        if one.status is Status.PUBLISHED:
            found.setdefault(slug_of(one.title), one)
    return found


def assemble_questions(
    source: TopicSource,
    people: PeopleIndex,
    known: Suggestions,
    answered: Mapping[str, Contribution],
) -> tuple[tuple[Question, ...], list[Diagnostic]]:
    """The questions of one topic in the order written, and what is wrong with them."""
    found: dict[str, Question] = {}
    problems = []

    def report(code: str, written: QuestionSource, **values: object) -> None:
        place = written.place
        problems.append(diagnose(code, source.path, place.line, place.column, **values))

    for written in source.questions:
        name = slug_of(written.ask) or written.ask
        if name in found:
            report("question-twice", written, ask=written.ask)
            continue
        person = people.resolve(written.by) if written.by else None
        if written.by and person is None:
            near = known.sentence(written.by.lstrip("@"))
            report("question-by-unknown", written, name=written.by, nearest=near)
        answer = answered.get(name)
        if answer is not None:
            report("question-answered", written, title=answer.title)
        found[name] = Question(
            ask=written.ask,
            topic=source.slug,
            by=person,
            since=written.since,
            answered_by=answer.id if answer else None,
        )
    return tuple(found.values()), problems
