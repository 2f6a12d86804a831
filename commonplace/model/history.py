"""What Git remembers, reduced to what the hub needs. E-mail addresses end here: no output has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class HistoryState(StrEnum):
    """How far the history can be trusted."""

    FULL = "full"
    SHALLOW = "shallow"  # Git would credit every file to the last author, so nothing is told
    ABSENT = "absent"  # no repository, or no Git on this machine


@dataclass(frozen=True, order=True)
class Identity:
    """A name and an e-mail address as Git recorded them, the mailmap already applied."""

    name: str
    email: str


@dataclass(frozen=True)
class Change:
    """One commit's change of one file.

    `when` is the committer date (the moment it landed), with its time zone.
    `text_changed` is false for a pure rename and for a change of mode.
    """

    commit: str
    when: datetime
    author: Identity
    coauthors: tuple[Identity, ...] = ()
    reviewers: tuple[Identity, ...] = ()
    text_changed: bool = True


@dataclass(frozen=True)
class FileHistory:
    """The life of one file that exists today, through all its renames.

    `paths` are all the paths it had, oldest first, the present one last.
    `occurrence` counts, from 0, the files whose life began at the same first path before it.
    `created` is the change that added it, `changes` are all its changes, oldest first, `created` included.
    `landed` is the place of `created` among all commits in the order in which they landed: dates can be
    written at will, this cannot.
    `began_as` is the first path where `paths` leaves it out, since no address may repeat it.
    """

    paths: tuple[str, ...]
    occurrence: int
    created: Change
    changes: tuple[Change, ...]
    landed: int = 0
    began_as: str | None = None

    @property
    def first_path(self) -> str:
        """The path under which the file was first added."""
        return self.paths[0] if self.began_as is None else self.began_as


@dataclass(frozen=True)
class History:
    """The history of every file in HEAD, by its present path in the repository (with forward slashes).

    `files` is empty unless `state` is FULL. `identities` is everyone who appears as author, co-author or
    reviewer of any commit, in the order of their first commit, bots included.
    `uncommitted` are paths that differ from HEAD or are not in it. `local_user` is who would commit now.
    """

    state: HistoryState
    head: str | None = None
    files: Mapping[str, FileHistory] = field(default_factory=dict)
    identities: tuple[Identity, ...] = ()
    uncommitted: frozenset[str] = frozenset()
    local_user: Identity | None = None
    commits: int = 0
    renames: int = 0
