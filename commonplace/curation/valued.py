"""What colleagues found worth most, as far as texts and Git can tell: links, improvements, reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonplace.model.contribution import Contribution, Freshness, Status


@dataclass(frozen=True)
class Value:
    """Why a contribution is valued: how many others lead to it, improved it, and checked it."""

    contribution: str
    linked: int
    improved: int
    checked: int

    @property
    def score(self) -> int:
        """A link from elsewhere or a check says more than an edit."""
        return 2 * self.linked + self.improved + 2 * self.checked


def most_valued(
    contributions: Iterable[Contribution],
    linked_from: Mapping[str, frozenset[str]],
    most: int = 5,
) -> tuple[Value, ...]:
    """The best of `contributions`, those that nobody valued yet and those past their time left out."""
    values = []
    for one in contributions:
        if one.status is not Status.PUBLISHED or one.freshness is Freshness.STALE:
            continue
        checked = len(one.reviewed_by) + (1 if one.verified_by else 0)
        linked = len(linked_from.get(one.id, ()))
        value = Value(one.id, linked, len(one.improved_by), checked)
        if value.score:
            values.append(value)
    return tuple(sorted(values, key=lambda value: -value.score)[:most])
