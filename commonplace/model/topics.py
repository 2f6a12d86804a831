"""Topics: what their curators wrote, first as read, then with every reference resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

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
class Topic:
    """A topic as the hub knows it. `curators` are ids of people, `contributions` ids, newest first.

    `experts` are the ids of the people who know most about it, best first.
    """

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
    experts: tuple[str, ...]
    former_addresses: tuple[str, ...]

    @property
    def address(self) -> str:
        """Relative to the site's root, with a final slash."""
        return f"topics/{self.slug}/"
