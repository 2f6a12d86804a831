"""People: a profile as read, and a person as the hub knows them. No e-mail address in what the hub knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from commonplace.model.contribution import Place


class Visibility(StrEnum):
    """How much of a person the hub shows."""

    ALL = "all"
    NO_BOARDS = "no-boards"  # not on leaderboards
    NO_DIRECTORY = "no-directory"  # nor in the directory, and no page of their own
    UNNAMED = "unnamed"  # shown as "a colleague" everywhere


@dataclass(frozen=True)
class Profile:
    """A file `contributions/people/<handle>.md` as read. `emails` and `logins` map Git identities to it."""

    handle: str
    path: str
    name: str
    team: str | None = None
    location: str | None = None
    emails: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    expertise: tuple[str, ...] = ()
    ask_me_about: tuple[str, ...] = ()
    mentoring: bool = False
    visibility: Visibility = Visibility.ALL
    formerly: tuple[str, ...] = ()
    about: str = ""
    about_line: int = 1
    picture: str | None = None
    places: dict[str, Place] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Person:
    """Someone who contributed, or has a profile.

    `id` is the handle, else a slug of the name; `former_ids` are ids whose pages redirect here.
    `picture` is the path of a file in the repository. `about` is Markdown.
    `has_profile` is false for a person known from Git or from an author's line alone.
    """

    id: str
    name: str
    has_profile: bool = False
    team: str | None = None
    location: str | None = None
    expertise: tuple[str, ...] = ()
    ask_me_about: tuple[str, ...] = ()
    mentoring: bool = False
    visibility: Visibility = Visibility.ALL
    about: str = ""
    about_line: int = 1
    picture: str | None = None
    source: str | None = None
    former_ids: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the name may be shown."""
        return self.visibility is not Visibility.UNNAMED

    @property
    def has_page(self) -> bool:
        """Whether the person has a page of their own and stands in the directory."""
        return self.visibility in (Visibility.ALL, Visibility.NO_BOARDS)


@dataclass(frozen=True)
class Merge:
    """Two or more Git identities that were taken for one person, and why; `doctor` lists the unsure ones."""

    person: str
    names: tuple[str, ...]
    reason: str
    sure: bool


@dataclass(frozen=True)
class NearMiss:
    """Two people whose names are nearly the same and who were not merged."""

    one: str
    other: str
