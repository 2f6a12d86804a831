"""What was answered in a form on GitHub, out of the text that GitHub makes of it.

GitHub writes every field as `### Label`, a blank line and the answer. An answer may hold such a line, too:
then nobody can tell the two apart, so nothing is guessed. It is a problem, and whoever wrote it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from commonplace.model.kinds import KINDS, Kind
from commonplace.pages.suggesting import CHANGE, PAGE, QUOTE
from commonplace.repository.form_fields import TOPICS, UNNAMED, Field, fields_of

LONGEST = 65_536
"""How many letters GitHub takes."""

_NOTHING = "_No response_"
_HEADING = "### "
_LONGEST_LABEL = 200
_TICKED = re.compile(r"- \[[xX]\] .+")
_OPTION = re.compile(r"\(([^()\s,]+)\)(?=,|$)")


@dataclass(frozen=True)
class Problem:
    """What keeps a form from being read: a name in `issue.problem` of the words, and a label in it."""

    name: str
    label: str = ""


@dataclass(frozen=True)
class Answers:
    """What a form says: answers by the ids of its fields, empty ones left out, and what is wrong with it."""

    kind: Kind
    said: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    fields: tuple[Field, ...] = field(default=(), repr=False)

    def label(self, ident: str) -> str:
        """What a field is called."""
        return next(one.label for one in self.fields if one.ident == ident)

    @property
    def topics(self) -> tuple[str, ...]:
        """The slugs of the chosen topics."""
        return tuple(dict.fromkeys(_OPTION.findall(self.said.get(TOPICS, ""))))

    @property
    def unnamed(self) -> bool:
        """Whether whoever told it would rather not be named."""
        return any(map(_TICKED.fullmatch, self.said.get(UNNAMED, "").split("\n")))


def read_answers(body: str, words: Mapping[str, Any]) -> Answers | None:
    """The answers in the text of an issue; None where it was made by no form of ours.

    The first heading says which kind it is: GitHub writes the first field first.
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headings = [_label(line) for line in lines]
    kinds = {kind: fields_of(kind, words) for kind in KINDS}
    firsts = {label: kind for kind, fields in kinds.items() for label in fields[0].labels}
    kind = next((firsts[label] for label in headings if label in firsts), None)
    if kind is None:
        return None
    fields = kinds[kind]
    return _read(kind, fields, lines, headings)


def is_suggestion(body: str, words: Mapping[str, Any]) -> bool:
    """Whether the text of an issue was made by the form for suggestions: it begins with its first field."""
    told = words["forms"]["suggestion"]
    headings = [_label(line) for line in body.splitlines()]
    return headings[:1] == [told[PAGE]] and {told[QUOTE], told[CHANGE]} <= set(headings)


def _label(line: str) -> str | None:
    if not line.startswith(_HEADING) or len(line) > _LONGEST_LABEL:
        return None
    return line.removeprefix(_HEADING).rstrip()


def _read(
    kind: Kind, fields: tuple[Field, ...], lines: list[str], headings: list[str | None]
) -> Answers:
    known = {label: one.ident for one in fields for label in one.labels}
    said: dict[str, list[str]] = {"": []}
    twice: list[str] = []
    at = ""
    for line, label in zip(lines, headings, strict=True):
        ident = known.get(label) if label else None
        if ident is None:
            said[at].append(line)
            continue
        if ident in said:
            twice.append(ident)
        at = ident
        said.setdefault(ident, [])
    above = "\n".join(said.pop("")).strip()
    answers = {ident: _answer(rows) for ident, rows in said.items()}
    problems = _problems(fields, set(answers), twice, above)
    filled = {ident: answer for ident, answer in answers.items() if answer}
    return Answers(kind, filled, tuple(problems), fields)


def _answer(rows: list[str]) -> str:
    """An answer without the blank lines around it; blanks that begin its first line may mean something."""
    first = next((at for at, row in enumerate(rows) if row.strip()), len(rows))
    answer = "\n".join(rows[first:]).rstrip()
    return "" if answer.strip() == _NOTHING else answer


def _problems(
    fields: tuple[Field, ...], there: set[str], twice: Iterable[str], above: str
) -> list[Problem]:
    labels = {one.ident: one.label for one in fields}
    found = [Problem("twice", labels[ident]) for ident in dict.fromkeys(twice)]
    # A form that is older may have had fewer fields; those with the text were always there.
    found += [
        Problem("missing", one.label)
        for one in fields
        if one.is_long and one.ident not in there and one.ident != fields[-1].ident
    ]
    return [*found, Problem("above")] if above else found
