"""Learning paths: what to read in which order and why, first as read, then with every step resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from commonplace.model.contribution import Place
from commonplace.model.topics import Pick, PickSource


@dataclass(frozen=True)
class PathSource:
    """A file `docs/paths/<slug>.md` as read. `meant_for` says in the curator's words whom it is for."""

    slug: str
    path: str
    title: str
    summary: str
    meant_for: str
    curators: tuple[str, ...]
    steps: tuple[PickSource, ...]
    formerly: tuple[str, ...]
    body: str
    body_line: int
    places: dict[str, Place] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class LearningPath:
    """A path as the hub knows it. `curators` are ids of people, `steps` those whose texts are there."""

    slug: str
    title: str
    summary: str
    meant_for: str
    source: str
    body: str
    body_line: int
    curators: tuple[str, ...]
    steps: tuple[Pick, ...]
    former_addresses: tuple[str, ...]

    @property
    def address(self) -> str:
        """Relative to the site's root, with a final slash."""
        return f"paths/{self.slug}/"
