"""What the last run found, so that the next reads only the commits since.

Safe to delete, never trusted.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from commonplace.readers.history.lineage import Life, Lineage
from commonplace.readers.history.log import RENAME_LIMIT

FILE_NAME = "history.json"
# Raised whenever the same commits would be read differently.
_VERSION = f"2-{RENAME_LIMIT}"
_SHA = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})\Z")
_DAYS = 2**60


class CommitRow(NamedTuple):
    """A commit; people by their number in `Findings.people`, before any mailmap."""

    sha: str
    seconds: int
    offset: int
    author: int
    coauthors: tuple[int, ...]
    reviewers: tuple[int, ...]


@dataclass
class Findings:
    """What one pass over the log leaves behind. `people` are (name, address) as recorded."""

    head: str = ""
    commits: list[CommitRow] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)
    lineage: Lineage = field(default_factory=Lineage)


def load_findings(folder: Path) -> Findings | None:
    """The findings that an earlier run left in `folder`, or None if they are not there or whole."""
    try:
        data = json.loads((folder / FILE_NAME).read_text("ascii"))
        if data["version"] != _VERSION:
            return None
        return _decoded(data)
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def save_findings(folder: Path, findings: Findings) -> None:
    """Write the findings in one step; a disk that refuses costs the next run time, no more."""
    lineage = findings.lineage
    data = {
        "version": _VERSION,
        "head": findings.head,
        "commits": findings.commits,
        "people": findings.people,
        "lives": [[life.paths, life.occurrence, life.changes] for life in lineage.lives],
        "present": lineage.present,
        "last": lineage.last,
        "begun": lineage.begun,
        "renames": lineage.renames,
    }
    temporary: str | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(data, separators=(",", ":"), check_circular=False)
        with tempfile.NamedTemporaryFile(
            "w", encoding="ascii", dir=folder, prefix=FILE_NAME, suffix=".part", delete=False
        ) as file:
            temporary = file.name
            file.write(text)
        os.replace(temporary, folder / FILE_NAME)  # noqa: PTH105
    except OSError:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _decoded(data: dict[str, Any]) -> Findings:
    people = [(_text(name), _text(email)) for name, email in data["people"]]
    person = _below(len(people))
    commits = [
        CommitRow(
            _sha(sha),
            _integer(seconds),
            _integer(offset),
            person(author),
            tuple(person(p) for p in coauthors),
            tuple(person(p) for p in reviewers),
        )
        for sha, seconds, offset, author, coauthors, reviewers in data["commits"]
    ]
    commit = _below(len(commits))
    lives = []
    for paths, occurrence, changes in data["lives"]:
        if not paths or not changes:
            raise ValueError("a life without a path or a change")
        lives.append(
            Life(
                [_text(p) for p in paths],
                _integer(occurrence),
                [(commit(at), bool(text_changed)) for at, text_changed in changes],
            )
        )
    life = _below(len(lives))
    lineage = Lineage(
        lives,
        {_text(p): life(n) for p, n in data["present"].items()},
        {_text(p): life(n) for p, n in data["last"].items()},
        {_text(p): _integer(n) for p, n in data["begun"].items()},
        _integer(data["renames"]),
    )
    for one in lives:
        if one.paths[0] not in lineage.begun:
            raise ValueError("a life that never began")
    return Findings(_sha(data["head"]), commits, people, lineage)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _sha(value: object) -> str:
    if not isinstance(value, str) or not _SHA.match(value):
        raise ValueError("not a commit")
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int) or not -_DAYS < value < _DAYS:
        raise TypeError("not a number")
    return value


def _below(count: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        number = _integer(value)
        if not 0 <= number < count:
            raise IndexError("out of range")
        return number

    return check
