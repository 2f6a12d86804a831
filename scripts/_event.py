"""What GitHub says about the event that started a run. Much in it was written by strangers: nothing is
taken from it but numbers, digests and names of a known form."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from scripts._bounded import read_plain
from scripts._site import UsageError

_MOST_BYTES = 25_000_000
_MOST_NUMBER = 2_000_000_000
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}/[A-Za-z0-9._-]{1,100}")
_BRANCH = re.compile(r"[^\x00-\x20\x7f~^:?*\[\\]{1,250}")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NONE = (
    "This is for a workflow on GitHub, which says in {name} what happened. Here nothing is said."
)


class Event:
    """An event, asked by the names of its fields: `event.number("pull_request", "number")`."""

    def __init__(self, data: object) -> None:
        """Take what was read."""
        self._data = data

    def number(self, *keys: str) -> int | None:
        """A number from 1 on, also one that was typed into a field."""
        found = self._at(keys)
        if isinstance(found, str) and re.fullmatch(r"[1-9][0-9]{0,9}", found):
            found = int(found)
        if not isinstance(found, int) or isinstance(found, bool):
            return None
        return found if 1 <= found <= _MOST_NUMBER else None

    def commit(self, *keys: str) -> str | None:
        """The id of a commit."""
        found = self._at(keys)
        return found if isinstance(found, str) and _COMMIT.fullmatch(found) else None

    def repository(self, *keys: str) -> str | None:
        """A repository as "owner/name"."""
        found = self._at(keys)
        return found if isinstance(found, str) and _REPOSITORY.fullmatch(found) else None

    def branch(self, *keys: str) -> str | None:
        """The name of a branch, as Git allows it. Signs of a shell are among them, so it is for asking GitHub
        alone."""
        found = self._at(keys)
        return found if isinstance(found, str) and _BRANCH.fullmatch(found) else None

    def word(self, *keys: str) -> str | None:
        """A word of GitHub's own, such as "failure"."""
        found = self._at(keys)
        return found if isinstance(found, str) and re.fullmatch(r"[a-z_]{1,40}", found) else None

    def _at(self, keys: tuple[str, ...]) -> object:
        found = self._data
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found


def read_event(environ: Mapping[str, str]) -> Event:
    """The event of this run. Raises UsageError where there is none."""
    path = environ.get("GITHUB_EVENT_PATH")
    if not path:
        raise UsageError(_NONE.format(name="GITHUB_EVENT_PATH"))
    try:
        return Event(json.loads(read_plain(Path(path), _MOST_BYTES)))
    except (OSError, ValueError, RecursionError):
        raise UsageError("What GitHub says in GITHUB_EVENT_PATH cannot be read.") from None


def here(environ: Mapping[str, str]) -> str:
    """The repository in which a workflow runs, as "owner/name". Raises UsageError."""
    name = environ.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(name):
        raise UsageError(_NONE.format(name="GITHUB_REPOSITORY"))
    return name


def commit_here(environ: Mapping[str, str]) -> str | None:
    """The commit on which a workflow runs."""
    found = environ.get("GITHUB_SHA", "")
    return found if _COMMIT.fullmatch(found) else None
