"""Following files through the log: which life each path of HEAD carries on.

A life begins where a file is added and goes through its renames. A path that is added again after
it was removed, by a revert too, begins a new life: `occurrence` tells the two apart. Lines of
work that ran side by side are taken in the order in which they landed: a change of a path that
the other line had already moved or removed still counts for the file that was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from commonplace.readers.history.log import Entry, MergeEntry


@dataclass
class Life:
    """One file's life. `paths` oldest first; `changes` are (number of the commit, text changed)."""

    paths: list[str]
    occurrence: int
    changes: list[tuple[int, bool]] = field(default_factory=list)

    def add(self, commit: int, text_changed: bool) -> None:
        """Remember a change; two of one commit are one."""
        if self.changes and self.changes[-1][0] == commit:
            self.changes[-1] = (commit, text_changed or self.changes[-1][1])
        else:
            self.changes.append((commit, text_changed))


@dataclass
class Lineage:
    """The lives so far.

    `present` is where each of them is now, `last` the last one that each path carried.
    """

    lives: list[Life] = field(default_factory=list)
    present: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    begun: dict[str, int] = field(default_factory=dict)
    renames: int = 0

    def apply(self, commit: int, entries: Sequence[Entry], merged: Iterable[MergeEntry]) -> None:
        """Take in what the commit with this number did."""
        # Sources leave before anything arrives: files may have traded places.
        moves = [(entry, self._leave(entry.old)) for entry in entries if entry.kind == "R"]
        for entry in entries:
            if entry.kind == "D":
                self.present.pop(entry.old, None)
        for entry, number in moves:
            self._arrive(commit, entry.old, entry.new, number, text_changed=not entry.same_text)
        for entry in entries:
            if entry.kind == "A":
                number = self.present.get(entry.new)
                self._touch(commit, entry.new, number, text_changed=True)
            elif entry.kind not in "DR":
                number = self.present.get(entry.new, self.last.get(entry.new))
                self._touch(commit, entry.new, number, text_changed=not entry.same_text)
        for merge_entry in merged:
            self._merge(commit, merge_entry)

    def owners(self, paths: Iterable[str], head_commit: int) -> dict[str, tuple[Life, int]]:
        """Each path of HEAD with its life and occurrence.

        Of two paths with one life, the later keeps it.
        """
        held: dict[int, list[str]] = {}
        for path in sorted(paths):
            number = self.present.get(path, self.last.get(path))
            if number is None:
                number = self._begin(path)
                self.lives[number].add(head_commit, text_changed=True)
            held.setdefault(number, []).append(path)
        found: dict[str, tuple[Life, int]] = {}
        counts = dict(self.begun)
        for number, those in held.items():
            life = self.lives[number]
            if len(those) > 1:
                those.sort(
                    key=lambda p: (self.present.get(p) == number, _last_index(life.paths, p))
                )
            *others, owner = those
            found[owner] = (life, life.occurrence)
            for path in others:
                found[path] = (life, counts[life.paths[0]])
                counts[life.paths[0]] += 1
        return found

    def _begin(self, path: str) -> int:
        occurrence = self.begun.get(path, 0)
        self.begun[path] = occurrence + 1
        self.lives.append(Life([path], occurrence))
        number = len(self.lives) - 1
        self.present[path] = self.last[path] = number
        return number

    def _touch(self, commit: int, path: str, number: int | None, *, text_changed: bool) -> None:
        if number is None:
            number = self._begin(path)
            text_changed = True
        self.lives[number].add(commit, text_changed)

    def _leave(self, path: str) -> int | None:
        return self.present.pop(path, self.last.get(path))

    def _arrive(
        self, commit: int, old: str, new: str, number: int | None, *, text_changed: bool
    ) -> None:
        if number is None:
            number = self._begin(old)
            del self.present[old]
            text_changed = True
        life = self.lives[number]
        # Both of two parallel lines may have made the same move.
        if self.present.get(new) != number:
            self.renames += 1
            life.paths.append(new)
        self.present[new] = self.last[new] = number
        life.add(commit, text_changed)

    def _merge(self, commit: int, entry: MergeEntry) -> None:
        """What a merge itself added or moved. Its edits settle a conflict: no one's improvement."""
        if entry.new in self.present:
            return
        source = next((o for k, o in zip(entry.kinds, entry.olds, strict=False) if k == "R"), None)
        if source is not None and source != entry.new:
            number = self._leave(source)
            self._arrive(commit, source, entry.new, number, text_changed=entry.new_text)
        elif set(entry.kinds) == {"A"}:
            self._touch(commit, entry.new, None, text_changed=True)


def _last_index(paths: Sequence[str], path: str) -> int:
    return max((at for at, one in enumerate(paths) if one == path), default=-1)
