"""What a sync has read so far, on disk: a stopped one goes on where it was."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from commonplace.model.discussions import Discussion, PullRequest
from commonplace.readers.snapshot import parse_record
from commonplace.writers.snapshot import row

PATH = ".cache/hub/discussions.part"
_VERSION = 1


@dataclass(frozen=True)
class Sweep:
    """What a sync is about. One that is stopped is gone on with by one that is about the same.

    `since` is when the snapshot was taken that it builds on; a full one builds on none.
    """

    repository: str
    categories: tuple[str, ...]
    began: datetime
    since: datetime | None = None

    def goes_on(self, other: Sweep) -> bool:
        """Whether what `other` has read serves this one, too. A full one serves every other."""
        same = self.repository == other.repository and self.categories == other.categories
        return same and other.since in (None, self.since)


@dataclass
class Journal:
    """The open journal. `passed` are pull requests that touch no contribution, with their last change."""

    sweep: Sweep
    discussions: dict[str, Discussion] = field(default_factory=dict)
    pulls: dict[str, PullRequest] = field(default_factory=dict)
    passed: dict[str, datetime] = field(default_factory=dict)
    _file: IO[bytes] | None = None

    def keep_discussion(self, one: Discussion) -> None:
        """Note a discussion that is whole."""
        self.discussions[one.id] = one
        self._write({"discussion": row(one)})

    def keep_pull(self, one: PullRequest) -> None:
        """Note a pull request that is whole; of one that touches no contribution, only that it was seen."""
        if one.files:
            self.pulls[one.id] = one
            self._write({"pull": row(one)})
        else:
            self.passed[one.id] = one.updated
            self._write({"passed": one.id, "updated": _text(one.updated)})

    def secure(self) -> None:
        """Have what was noted on the disk itself."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file and leave it."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self, data: dict[str, Any]) -> None:
        if self._file is not None:
            self._file.write(json.dumps(data).encode("ascii") + b"\n")
            self._file.flush()


def open_journal(root: Path, before: Journal | None, sweep: Sweep) -> Journal:
    """Go on with the journal `before`, or start a new one. Raises OSError."""
    path = root / PATH
    if before is not None:
        # What a kill left half written is cut off, so that the next line stands by itself.
        size = _whole_lines(path.read_bytes())
        before._file = path.open("r+b")
        before._file.truncate(size)
        before._file.seek(size)
        return before
    path.parent.mkdir(parents=True, exist_ok=True)
    journal = Journal(sweep)
    journal._file = path.open("wb")
    journal._write(
        {
            "journal": _VERSION,
            "repository": sweep.repository,
            "categories": list(sweep.categories),
            "began": _text(sweep.began),
            "since": _text(sweep.since) if sweep.since else None,
        }
    )
    return journal


def read_journal(root: Path) -> Journal | None:
    """What a stopped sync left; None where there is nothing, or nothing that can be read."""
    try:
        data = (root / PATH).read_bytes()
        lines = data[: _whole_lines(data)].split(b"\n")[:-1]
        journal = _begin(json.loads(lines[0]))
        for line in lines[1:]:
            _add(journal, json.loads(line))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None
    return journal


def _begin(data: Any) -> Journal:  # noqa: ANN401 - whatever the file holds
    if data["journal"] != _VERSION:
        raise ValueError("another version")
    since = _time(data["since"]) if data["since"] else None
    categories = tuple(map(str, data["categories"]))
    return Journal(Sweep(str(data["repository"]), categories, _time(data["began"]), since))


def _add(journal: Journal, data: Any) -> None:  # noqa: ANN401 - whatever the file holds
    if "discussion" in data:
        one = parse_record(Discussion, data["discussion"])
        journal.discussions[one.id] = one
    elif "pull" in data:
        pull = parse_record(PullRequest, data["pull"])
        journal.pulls[pull.id] = pull
    else:
        journal.passed[str(data["passed"])] = _time(data["updated"])


def _whole_lines(data: bytes) -> int:
    return data.rfind(b"\n") + 1


def _text(time: datetime) -> str:
    return time.isoformat()


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
