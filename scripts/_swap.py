"""Puts a newer product in place: everything is made ready beside it first, then swapped file by file.

Whenever it is stopped, each file is whole, old or new; run again, it goes on. The note of what was
installed is written last, so that until then the old one tells what was the company's.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts._bounded import MOST_IN_ONE, read_plain
from scripts._newer import Newer
from scripts._product import (
    INSTALLED,
    KEPT,
    STAGING,
    ProductError,
    digest,
    digest_at,
    installed_text,
    refuse_links,
)
from scripts._upgrade_plan import Plan, next_note
from scripts._writing import remove, replace, write

_RULES = "scripts/"


class StoppedError(Exception):
    """The upgrade was stopped while files were being swapped; the message says how far it came."""


def refuse_rights(hub: Path, plan: Plan) -> None:
    """Raise ProductError when a folder that the upgrade changes is not to be written."""
    folders = {(hub / path).parent for path in (*plan.added, *plan.replaced, *plan.removed)}
    for folder in sorted({hub, *folders}):
        above = folder
        while not above.exists():
            above = above.parent
        if not os.access(above, os.W_OK | os.X_OK):
            raise ProductError(
                f"“{above.relative_to(hub) if above != hub else hub}” cannot be written. Nothing is "
                "changed. Ask for permission to write there, or copy the hub to a folder of your own."
            )


def swap(hub: Path, newer: Newer, plan: Plan) -> dict[str, str]:
    """Do what was planned and return where copies of changed files are, by path.

    Raises OSError and ProductError while nothing is changed yet, then StoppedError.
    """
    with _staging(hub) as staging:
        for path in (*plan.added, *plan.replaced):
            _stage(newer, path, staging / path)
        copies = _keep(hub, plan.kept)
        steps = list(_steps(plan))
        done, path = 0, INSTALLED
        with _undisturbed():
            try:
                for path in steps:
                    copies |= _changed_meanwhile(hub, path, newer, plan)
                    if path in newer.files:
                        _put(hub, path, staging / path)
                    else:
                        remove(hub, path)
                    done += 1
                write(hub, INSTALLED, installed_text(next_note(newer)).encode("utf-8"))
            except (OSError, ProductError) as problem:
                raise StoppedError(
                    f"The upgrade stopped at “{path}”: {problem}. {done} of {len(steps)} files are new."
                ) from None
        return copies


def _changed_meanwhile(hub: Path, path: str, newer: Newer, plan: Plan) -> dict[str, str]:
    """Where the copy of a file is that somebody has changed since the plan was made."""
    refuse_links(hub, path)
    now = digest_at(hub, path)
    if now is None or now in (plan.seen.get(path), newer.files.get(path)):
        return {}
    return _keep(hub, (path,))


def _steps(plan: Plan) -> Iterator[str]:
    """The order: the commands last and all at once, so that they fit together nearly all the time."""
    every = (*plan.removed, *plan.added, *plan.replaced)
    yield from (path for path in every if not path.startswith(_RULES))
    yield from (
        path for path in (*plan.added, *plan.replaced, *plan.removed) if path.startswith(_RULES)
    )


def _put(hub: Path, path: str, staged: Path) -> None:
    refuse_links(hub, path)
    (hub / path).parent.mkdir(parents=True, exist_ok=True)
    replace(staged, hub / path)


def _stage(newer: Newer, path: str, staged: Path) -> None:
    refuse_links(newer.root, path)
    data = read_plain(newer.root / path, MOST_IN_ONE)
    if digest(data) != newer.files[path]:
        raise ProductError(
            f"“{newer.root}” is being changed just now. Start again when that is over."
        )
    staged.parent.mkdir(parents=True, exist_ok=True)
    with staged.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    staged.chmod(0o755 if data.startswith(b"#!") else 0o644)


def _keep(hub: Path, paths: tuple[str, ...]) -> dict[str, str]:
    """Copy files that the company has changed to where nothing reads them; each copy is made once."""
    paths = tuple(path for path in paths if digest_at(hub, path) is not None)
    folders = sorted((hub / KEPT).glob("[0-9]*")) if (hub / KEPT).is_dir() else []
    number = max((int(one.name) for one in folders if one.name.isdecimal()), default=0) + 1
    copies = {}
    for path in paths:
        mine = digest_at(hub, path)
        known = [f"{KEPT}/{one.name}/{path}" for one in folders]
        copy = next((one for one in known if digest_at(hub, one) == mine), None)
        if copy is None:
            copy = f"{KEPT}/{number}/{path}"
            write(hub, copy, (hub / path).read_bytes())
        copies[path] = copy
    return copies


@contextmanager
def _staging(hub: Path) -> Iterator[Path]:
    """A folder on the hub's own disk that Git does not see; what an earlier upgrade left is cleared."""
    refuse_links(hub, STAGING)
    place = hub / STAGING
    if place.exists():
        shutil.rmtree(place)
    place.mkdir()
    try:
        (place / ".gitignore").write_text("*\n", "utf-8")
        (place / "new").mkdir()
        yield place / "new"
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait for the moment that swapping takes."""
    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with suppress(AttributeError, ValueError):
            number = getattr(signal, name)
            before[number] = signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
