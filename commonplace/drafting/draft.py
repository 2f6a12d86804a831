"""What somebody wants to share, before it is a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonplace.model.kinds import Kind

ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 10


@dataclass(frozen=True)
class Draft:
    """A contribution as a person gives it, in any way.

    `body` is Markdown. `topics` are slugs; `authors` and `told_by` are handles, logins or names. Who tells
    and stays unnamed is in none of them. `id` is its lasting identity, of ID_LETTERS.
    """

    kind: Kind
    title: str
    id: str
    body: str = ""
    summary: str = ""
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()


def body_of(kind: Kind, opening: str, answers: Sequence[str]) -> str:
    """The body of a kind that asks questions: what stands first, then each answer under its heading.

    Questions without an answer are left out. Raises ValueError where there are more answers than questions.
    """
    if len(answers) > len(kind.sections):
        raise ValueError(kind.name)
    told = [
        f"## {heading}\n\n{answer.strip()}"
        for heading, answer in zip(kind.sections, answers, strict=False)
        if answer.strip()
    ]
    return "\n\n".join([*([opening.strip()] if opening.strip() else []), *told])
