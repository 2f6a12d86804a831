"""What an import is going to do, as plain data: nothing has been written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from commonplace.diagnostics import Diagnostic
from commonplace.readers.history.tree import TreeFile


@dataclass(frozen=True)
class Write:
    """A text file to write, with the text that stands there now (None for a new file)."""

    path: str
    text: str
    before: str | None = None


@dataclass(frozen=True)
class ImportPlan:
    """Everything that an import writes, and what it found.

    `files` are files of the source to copy, by their new paths. `renamed` counts notes that moved within
    the source at some time, `moved` those that moved since the last import. `left_out` are files that
    tell of the source itself, `asked_out` those that were asked to be left out.
    """

    topics: tuple[Write, ...] = ()
    new: tuple[Write, ...] = ()
    updated: tuple[Write, ...] = ()
    files: Mapping[str, TreeFile] = field(default_factory=dict)
    unchanged: int = 0
    refused: int = 0
    renamed: int = 0
    moved: int = 0
    people: int = 0
    left_out: tuple[str, ...] = ()
    asked_out: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
