"""Topics: what their curators wrote, first as read, then with every reference resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from commonplace.model.contribution import Place


@dataclass(frozen=True)
class PickSource:
    """A pick as written: `ref` names a contribution by id, address or former address."""

    ref: str
    why: str
    place: Place = field(default_factory=Place, compare=False)


@dataclass(frozen=True)
class SectionSource:
    """A section of picks with its title and a sentence."""

    title: str
    text: str
    picks: tuple[PickSource, ...]


@dataclass(frozen=True)
class QuestionSource:
    """A question as written. `by` is who asks it, as the curator wrote it."""

    ask: str
    by: str | None = None
    since: date | None = None
    place: Place = field(default_factory=Place, compare=False)


@dataclass(frozen=True)
class TopicSource:
    """A file `docs/topics/<slug>.md` as read."""

    slug: str
    path: str
    title: str
    summary: str
    curators: tuple[str, ...]
    picks: tuple[PickSource, ...]
    sections: tuple[SectionSource, ...]
    formerly: tuple[str, ...]
    body: str
    body_line: int
    questions: tuple[QuestionSource, ...] = ()
    places: dict[str, Place] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Pick:
    """A pick whose contribution is there; `contribution` is its id."""

    contribution: str
    why: str


@dataclass(frozen=True)
class Section:
    """A section whose picks are there."""

    title: str
    text: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True)
class Question:
    """A question of a topic (a slug). `by` is the id of a person.

    `answered_by` is the id of the contribution that has it as its title; without one it waits.
    """

    ask: str
    topic: str
    by: str | None = None
    since: date | None = None
    answered_by: str | None = None


@dataclass(frozen=True)
class Topic:
    """A topic as the hub knows it. `curators` are ids of people, `contributions` ids, newest first."""

    slug: str
    title: str
    summary: str
    source: str
    body: str
    body_line: int
    curators: tuple[str, ...]
    picks: tuple[Pick, ...]
    sections: tuple[Section, ...]
    contributions: tuple[str, ...]
    former_addresses: tuple[str, ...]
    questions: tuple[Question, ...] = ()

    @property
    def address(self) -> str:
        """Relative to the site's root, with a final slash."""
        return f"topics/{self.slug}/"

    @property
    def care_address(self) -> str:
        """Where its curators see what needs them."""
        return f"topics/{self.slug}/care/"
