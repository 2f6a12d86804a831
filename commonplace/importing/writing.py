"""Writing a plan into the project: whole files or none, never through a link, never elsewhere."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from commonplace.diagnostics import Diagnostic, HubError, diagnose
from commonplace.importing.plan import ImportPlan, Write
from commonplace.importing.source import Source
from commonplace.readers.contributions import FOLDER
from commonplace.readers.files import read_text


@dataclass(frozen=True)
class Written:
    """How many files were written. `diagnostics` name the ones that were not, and why."""

    notes: int
    topics: int
    files: int
    diagnostics: tuple[Diagnostic, ...]


def check_destination(root: Path, docs_dir: str) -> None:
    """See that contributions/ and the topics can be written. Raises HubError with the words."""
    for folder in (FOLDER, f"{docs_dir}/topics"):
        problem = _blocked(root, f"{folder}/x")
        if problem is not None:
            raise HubError([problem])
        at = root / folder
        while not at.exists():
            at = at.parent
        if not os.access(at, os.W_OK | os.X_OK):
            raise HubError([diagnose("import-not-writable", folder, reason="it is read-only")])


def write_plan(
    plan: ImportPlan,
    source: Source,
    root: Path,
    progress: Callable[[str], None] = lambda words: None,
) -> Written:
    """Write topics, then the files beside notes, then the notes: what is cut short finishes next time.

    A file that has changed since the plan was made is left alone.
    """
    problems: list[Diagnostic] = []
    topics = sum(_write_text(root, one, problems) for one in plan.topics)
    copied = _copy(plan, source, root, problems)
    notes = 0
    every = (*plan.new, *plan.updated)
    for number, one in enumerate(every, start=1):
        notes += _write_text(root, one, problems)
        if number % 100 == 0:
            progress(f"Writing {number} of {len(every)} …")
    return Written(notes, topics, copied, tuple(problems))


def _copy(plan: ImportPlan, source: Source, root: Path, problems: list[Diagnostic]) -> int:
    copied = 0
    targets: dict[str, list[str]] = {}
    for path, file in sorted(plan.files.items()):
        targets.setdefault(file.path, []).append(path)
    wanted = {file.path: file for file in plan.files.values()}
    for file, content in source.read(wanted.values()):
        for path in targets[file.path]:
            if content is None:
                problems.append(diagnose("file-missing", file.path))
                continue
            problem = _blocked(root, path)
            if problem is not None:
                problems.append(problem)
            elif not (root / path).exists():
                copied += _put(root, path, content, problems)
            elif not _same(root / path, content):
                problems.append(diagnose("import-file-differs", path, source=file.path))
    return copied


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _write_text(root: Path, one: Write, problems: list[Diagnostic]) -> int:
    problem = _blocked(root, one.path)
    if problem is None:
        now = read_text(root, one.path)
        there = not isinstance(now, Diagnostic)
        if (there and now != one.before) or (not there and os.path.lexists(root / one.path)):
            problem = diagnose("import-changed-meanwhile", one.path)
    if problem is not None:
        problems.append(problem)
        return 0
    return _put(root, one.path, one.text.encode("utf-8"), problems)


def _blocked(root: Path, path: str) -> Diagnostic | None:
    """What stands in the way of a path: a link or a file where a folder has to be, or a link itself."""
    at = root
    parts = path.split("/")
    for number, part in enumerate(parts, start=1):
        at = at / part
        try:
            mode = at.lstat().st_mode
        except FileNotFoundError:
            return None
        except OSError as error:
            return diagnose("import-not-writable", path, reason=error.strerror or error)
        last = number == len(parts)
        linked = stat.S_ISLNK(mode) or at.resolve() != root.resolve().joinpath(*parts[:number])
        if linked or not (stat.S_ISREG(mode) if last else stat.S_ISDIR(mode)):
            return diagnose("import-place-taken", "/".join(parts[:number]))
    return None


def _put(root: Path, path: str, content: bytes, problems: list[Diagnostic]) -> int:
    """Write beside and move into place, so that nobody ever sees half a file."""
    target = root / path
    beside: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".import-", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        _set_mode(beside, target)
        os.replace(beside, target)  # noqa: PTH105
    except OSError as error:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
        problems.append(diagnose("import-not-writable", path, reason=error.strerror or error))
        return 0
    return 1


def _set_mode(beside: str, target: Path) -> None:
    """The mode that an editor would have given: temporary files are for their owner alone."""
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    Path(beside).chmod(mode)
