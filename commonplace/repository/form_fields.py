"""The fields of the forms on GitHub: what each is called, asks and takes. Forms are made and read by them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from commonplace.model.kinds import Kind
from commonplace.model.slug import slug_of

TOPICS, TOLD_BY, UNNAMED, NOTE = "topics", "told_by", "unnamed", "note"
"""The ids of the fields that every kind has."""

TEXT = "text"
"""The id of the field with the text; of a kind that asks questions, with what stands above the first."""

SHARE = "share"
"""The label of every issue that such a form makes."""

ISSUE_BRANCH = "share/issue-"
"""What the branches begin with that follow an issue; its number comes behind."""

_HINT = re.compile(r"^(?:## (?P<heading>.+)|<!-- (?P<hint>.+) -->)$", re.MULTILINE)


@dataclass(frozen=True)
class Field:
    """One field. GitHub writes `label` above the answer; `formerly` are labels that it had before."""

    ident: str
    label: str
    formerly: tuple[str, ...] = ()
    hint: str = ""
    required: bool = False
    is_long: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label by which it is known."""
        return (self.label, *self.formerly)


def fields_of(kind: Kind, words: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of a kind in their order. The first one's label is no other kind's."""
    hints = hints_of(kind)
    told: Mapping[str, Any] = words["forms"]["fields"]
    first = told[kind.name]
    required = not kind.sections
    return (
        Field(TEXT, first["label"], tuple(first["formerly"]), hints.get("", ""), required, True),
        *(
            Field(
                slug_of(heading),
                heading,
                (),
                hints.get(heading, ""),
                heading == kind.sections[0],
                True,
            )
            for heading in kind.sections
        ),
        *(
            _shared(ident, told[ident], is_long=ident == NOTE)
            for ident in (TOPICS, TOLD_BY, UNNAMED, NOTE)
        ),
    )


def _shared(ident: str, row: Mapping[str, Any], *, is_long: bool) -> Field:
    return Field(ident, row["label"], tuple(row["formerly"]), row.get("hint", ""), is_long=is_long)


@cache
def hints_of(kind: Kind) -> Mapping[str, str]:
    """What the template of a kind asks below each heading; what it asks first stands below ""."""
    template = resources.files("commonplace.words").joinpath("templates", f"en.{kind.name}.md")
    hints: dict[str, str] = {}
    heading = ""
    for found in _HINT.finditer(template.read_text("utf-8")):
        if found["heading"]:
            heading = found["heading"]
        else:
            hints.setdefault(heading, found["hint"])
    return hints


def option_of(title: str, slug: str) -> str:
    """A topic as it stands in the list to choose from. GitHub puts commas between several."""
    plain = " ".join(re.sub(r"[(),\s]+", " ", title).split())
    return f"{plain} ({slug})" if plain else f"({slug})"
