"""Look over contributions: what has to be mended, and what would make them better."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.diagnostics import Diagnostic, Severity, diagnose  # noqa: E402
from commonplace.diagnostics.formats import FORMATS  # noqa: E402
from commonplace.site.gather import Request, gather  # noqa: E402
from scripts import _site  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    """Print the diagnostics; 0 when nothing has to be mended, 1 when something has."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub check",
        description="Looks over all contributions, people, topics and settings, or only the ones named. "
        "Says what is wrong, where, and how to mend it.",
        epilog="Exit codes: 0 all can be published, 1 something has to be mended, "
        "2 an option or the machine is at fault.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (otherwise all)")
    parser.add_argument(
        "--format",
        choices=sorted(FORMATS),
        default="text",
        help="text for people, github for annotations, json for programs, markdown for a comment",
    )
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _check(options), failed=2)


def _check(options: argparse.Namespace) -> int:
    wanted = [_inside(path) for path in options.paths]
    site = gather(Request(root=ROOT, now=datetime.now(UTC), drafts=True))
    found = [one for one in site.plan.diagnostics if _is_wanted(one, wanted)]
    for path in wanted:
        if not (ROOT / path).exists():
            found.append(diagnose("file-missing", path))
    print(FORMATS[options.format](sorted(found)), end="")
    errors = sum(1 for one in found if one.severity is Severity.ERROR)
    if options.format == "text":
        print(_summary(len(site.hub.contributions), errors, len(found) - errors), file=sys.stderr)
    return 1 if errors else 0


def _summary(contributions: int, errors: int, advice: int) -> str:
    mend = f"{errors} to mend" if errors else "nothing to mend"
    return f"{contributions} contributions read: {mend}, {advice} pieces of advice."


def _inside(path: str) -> str:
    """A path as given, from the project's root. Raises UsageError for one that is not below it."""
    full = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links out of the hub
    for root in (ROOT, Path(os.path.abspath(ROOT))):  # noqa: PTH100
        if full == root:
            return "."
        if full.is_relative_to(root):
            return full.relative_to(root).as_posix()
    raise _site.UsageError(f"“{path}” is not in this hub's folder, {ROOT.name}.")


def _is_wanted(one: Diagnostic, wanted: list[str]) -> bool:
    if not wanted or "." in wanted:
        return True
    return any(one.path == path or one.path.startswith(f"{path}/") for path in wanted)


if __name__ == "__main__":
    sys.exit(main())
