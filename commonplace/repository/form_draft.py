"""From the answers of a form to a draft: whose story it is, what is left out, and what is in the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from commonplace.drafting.draft import Draft, body_of
from commonplace.markup.mask import mask_code
from commonplace.model.slug import slug_of
from commonplace.repository.form_answers import Answers, Problem
from commonplace.repository.form_fields import NOTE, TEXT, TOLD_BY
from commonplace.repository.unnamed import is_whole_in, stands_in
from commonplace.writers.frontmatter import written_text

_MOST_TOLD = 5
_LONGEST_NAME = 100
_BETWEEN = re.compile(r"[,;\n]")
# Pictures that were dropped into an issue lie on GitHub's servers, and may ask for a login or vanish.
_HOST = (
    r"https://(?:github\.com/(?:user-attachments|[\w.-]{1,100}/[\w.-]{1,100}/assets)/"
    r"|(?:private-)?user-images\.githubusercontent\.com/)"
)
_PICTURE = re.compile(
    rf"!\[[^\]\n]{{0,500}}\]\({_HOST}[^)\s]{{0,3000}}(?:[ \t]{{1,9}}\"[^\"\n]{{0,300}}\")?\)"
    rf"|<img\b[^>\n]{{0,300}}?\ssrc=\"{_HOST}[^\"\n]{{0,3000}}\"[^>\n]{{0,300}}>",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Writer:
    """Whoever opened the issue, as GitHub knows them. Their name may be anything."""

    login: str
    name: str = ""


@dataclass(frozen=True)
class Drafted:
    """A draft, or the problems that keep it from being one, and what whoever wrote it should know.

    `name_stands_here`: a name was given though nobody is to be named; it is in no part of the draft.
    """

    draft: Draft
    problems: tuple[Problem, ...] = ()
    pictures: int = 0
    topic_gone: bool = False
    name_stands_here: bool = False


def draft_of(
    title: str,
    answers: Answers,
    writer: Writer | None,
    topics: Mapping[str, str],
    ident: str,
) -> Drafted:
    """The draft with the id `ident`. `topics` leads from present and former slugs to present ones."""
    said, pictures = _without_pictures(answers)
    problems = list(answers.problems)
    told = [written_text(name) for name in _BETWEEN.split(said.get(TOLD_BY, ""))]
    told = list(dict.fromkeys(name for name in told if name))
    if len(told) > _MOST_TOLD or any(len(name) > _LONGEST_NAME for name in told):
        problems.append(Problem("told_by", answers.label(TOLD_BY)))
    if not written_text(title):
        problems.append(Problem("title"))
    kind, opening = answers.kind, said.get(TEXT, "")
    sections = [said.get(slug_of(heading), "") for heading in kind.sections]
    if not any(map(written_text, [opening, *sections])):
        problems.append(Problem("empty", answers.fields[1 if kind.sections else 0].label))
    if answers.unnamed and told:
        problems += _named(told, [title, opening, *sections], writer, answers)
    draft = Draft(
        kind=kind,
        title=title,
        id=ident,
        body=body_of(kind, opening, sections),
        topics=tuple(dict.fromkeys(topics[one] for one in answers.topics if one in topics)),
        told_by=() if answers.unnamed else tuple(told),
    )
    return Drafted(
        replace(draft, told_by=()) if problems else draft,
        tuple(problems),
        pictures,
        any(one not in topics for one in answers.topics),
        answers.unnamed and bool(told),
    )


def _named(
    told: list[str], texts: list[str], writer: Writer | None, answers: Answers
) -> list[Problem]:
    """Whether somebody who is not to be named is: in a text, or as the one who opened the issue."""
    if writer is not None:
        own = {slug_of(writer.login), slug_of(writer.name), *slug_of(writer.name).split("-")}
        if {slug_of(name) for name in told} & own - {""} or any(
            is_whole_in(name, writer.name) for name in told
        ):
            return [Problem("own_name")]
    label = answers.label(TOLD_BY)
    if any(stands_in(name, text) for name in told for text in texts):
        return [Problem("named", label)]
    return []


def _without_pictures(answers: Answers) -> tuple[dict[str, str], int]:
    """The answers without pictures that lie on GitHub's servers, and how many those were."""
    said: dict[str, str] = {}
    count = 0
    for ident, answer in answers.said.items():
        if ident == NOTE:
            continue
        masked = mask_code(answer)
        spans = [found.span() for found in _PICTURE.finditer(masked)]
        for start, end in reversed(spans):
            answer = answer[:start] + answer[end:]
        count += len(spans)
        said[ident] = answer.strip("\n")
    return {ident: answer for ident, answer in said.items() if answer.strip()}, count
