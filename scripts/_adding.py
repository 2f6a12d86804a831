"""Writing the files of a new contribution: all of them or none, never over anything, never through a link."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from scripts._product import ProductError, refuse_links


def place(root: Path, files: Mapping[str, bytes]) -> Diagnostic | None:
    """Write files that are not there yet, the pictures before the text. Says what stood in the way."""
    made: list[Path] = []
    try:
        for path in files:
            refuse_links(root, path)
        for path, data in reversed(list(files.items())):
            target = root / path
            for folder in (
                *reversed(target.parent.relative_to(root).parents),
                target.parent.relative_to(root),
            ):
                if not (root / folder).is_dir():
                    (root / folder).mkdir()
                    made.append(root / folder)
            with target.open("xb") as file:
                made.append(target)
                file.write(data)
    except BaseException as problem:  # an interruption, too, leaves nothing half written
        _take_back(made)
        if not isinstance(problem, OSError | ProductError):
            raise
        reason = problem.strerror if isinstance(problem, OSError) else None
        return diagnose("add-not-written", next(iter(files)), reason=reason or problem)
    return None


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        try:
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()
        except OSError:  # it stays, and the message says that something went wrong
            continue
