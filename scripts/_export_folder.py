"""The folder that an export writes to: it knows what it has written, and touches nothing else."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts._bounded import MOST_BYTES, read_plain
from scripts._locking import exclusive
from scripts._names import is_plain
from scripts._product import KEPT, STAGING, ProductError, is_link, refuse_links
from scripts._site import UsageError
from scripts._writing import remove, replace

LIST = ".hub-export.json"
_STAGED = ".hub-export.new"
_LOCK = ".hub-export.lock"
_FORM = 1
_OURS = ("docs/", "overrides/", "beside/")
# A build empties site/; the others are the hub's sources and tools.
_TAKEN = (
    *("docs", "contributions", "commonplace", "hooks", "scripts", "tests", "requirements"),
    *("site", ".git", ".ci", ".cache", ".venv", STAGING, KEPT),
)


@dataclass
class ExportFolder:
    """Files below `root`. `known` are the paths that earlier exports wrote, as far as they are there."""

    root: Path
    known: set[str] = field(default_factory=set)
    written: int = 0
    kept: int = 0
    removed: int = 0

    def begin(self, paths: Collection[str]) -> None:
        """Make sure that `paths` can be written, note them, and remove what is no longer wanted.

        They are noted first, so that an export that is stopped leaves nothing that the next does not know.
        Raises UsageError before anything is changed.
        """
        mine = set(paths)
        for path in sorted(mine - self.known):
            if os.path.lexists(self.root / path):
                raise UsageError(
                    f"“{self.root / path}” is in the way, and no export wrote it. Nothing was written. "
                    "Move it to another folder, and start again."
                )
        for path in (*sorted({path.rpartition("/")[0] for path in mine} - {""}), LIST, _STAGED):
            self._refuse_links(path)
        self.root.mkdir(parents=True, exist_ok=True)
        self._note(self.known | mine)
        for path in sorted(self.known - mine):
            if os.path.lexists(self.root / path):
                self._refuse_links(path.rpartition("/")[0])
                remove(self.root, path)
                self.removed += 1
        self.known = mine

    def write(self, path: str, data: bytes) -> None:
        """Put `data` at `path`, unless it is there already; the old file stands until the new is whole."""
        target = self.root / path
        if self._holds(target, data):
            self.kept += 1
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = self.root / _STAGED
        staged.write_bytes(data)
        replace(staged, target)
        self.written += 1

    def finish(self) -> None:
        """Note what is there now."""
        self._note(self.known)

    def _note(self, paths: Collection[str]) -> None:
        data = {"schema": _FORM, "files": sorted(paths)}
        text = json.dumps(data, ensure_ascii=False, indent=0) + "\n"
        target = self.root / LIST
        if not self._holds(target, text.encode("utf-8")):
            staged = self.root / _STAGED
            staged.write_bytes(text.encode("utf-8"))
            replace(staged, target)

    def _refuse_links(self, path: str) -> None:
        try:
            refuse_links(self.root, path)
        except ProductError as problem:
            raise UsageError(f"{problem} It is in “{self.root}”.") from None

    @staticmethod
    def _holds(target: Path, data: bytes) -> bool:
        try:
            same_size = not is_link(target) and target.stat().st_size == len(data)
            return same_size and target.read_bytes() == data
        except OSError:
            return False


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep every other export out of the folder, which is made if it is not there. Raises UsageError and
    OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / _LOCK
    if os.path.lexists(lock) and not stat.S_ISREG(lock.lstat().st_mode):
        raise UsageError(f"“{lock}” is no file of an export. Move it away, and start again.")
    with exclusive(lock, lambda words: print(words, file=sys.stderr), "export to this folder"):
        yield


def open_folder(folder: Path, project: Path, docs_dir: str = "docs") -> ExportFolder:
    """The folder to export to: one that is not there yet, empty, or an earlier export. Raises UsageError."""
    place, hub = Path(os.path.realpath(folder)), Path(os.path.realpath(project))
    taken = {*_TAKEN, Path(docs_dir).parts[0].casefold()}
    inside = place.relative_to(hub).parts if place.is_relative_to(hub) else None
    if hub.is_relative_to(place) or (inside and inside[0].casefold() in taken):
        raise UsageError(
            f"“{folder}” is a place of the hub itself. Name another folder, such as "
            f"“{hub.parent / 'export'}”."
        )
    if is_link(folder) or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"“{folder}” is no folder. Name one that is empty or not there yet.")
    if not folder.exists():
        return ExportFolder(folder)
    found = sorted({entry.name for entry in folder.iterdir()} - {_STAGED, _LOCK})
    if not found:
        return ExportFolder(folder)
    if LIST not in found:
        raise UsageError(
            f"“{folder}” holds something else than an export, such as “{found[0]}”. Nothing was written. "
            "Name a folder that is empty or not there yet."
        )
    return ExportFolder(folder, _listed(folder))


def _listed(folder: Path) -> set[str]:
    """What earlier exports wrote. A list names nothing but an export's own files, whatever stands in it."""
    try:
        data = json.loads(read_plain(folder / LIST, MOST_BYTES).decode("utf-8"))
        if data["schema"] != _FORM:
            raise ValueError("it has another form")
        paths = {str(path) for path in data["files"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
        reason = (problem.strerror if isinstance(problem, OSError) else None) or problem
        raise UsageError(
            f"What an earlier export wrote to “{folder}” cannot be told: “{LIST}” cannot be read "
            f"({reason}). Export to a new folder."
        ) from None
    return {
        path
        for path in paths
        if (path == "mkdocs.yml" or path.startswith(_OURS)) and is_plain(path) and _is_whole(path)
    }


def _is_whole(path: str) -> bool:
    return path == path.encode("utf-8", "ignore").decode("utf-8")  # half a character is none
