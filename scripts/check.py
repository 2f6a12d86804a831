"""Look over contributions: what has to be mended, and what would make them better."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.diagnostics import Severity  # noqa: E402
from commonplace.diagnostics.formats import FORMATS  # noqa: E402
from scripts import _site  # noqa: E402
from scripts._check_mend import Mended, write_fixes  # noqa: E402
from scripts._check_run import Checked, run_check  # noqa: E402

_ROUNDS = 6  # what is mended may bring to light what stands behind it


def main(arguments: list[str] | None = None) -> int:
    """Print the diagnostics; 0 when nothing has to be mended, 1 when something has."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub check",
        description="Looks over all contributions, people, topics and settings, or only the ones named, "
        "for what must not get out, too. Says what is wrong, where, and how to mend it, "
        "and never repeats a secret.",
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
    parser.add_argument(
        "--base",
        metavar="REV",
        help="only the files that changed since this branch left REV, such as origin/main, and only what can "
        "be told without the whole hub: nothing of addresses and people",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="mends what a machine can mend without guessing, says what it changed, then checks again",
    )
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _check(options), failed=2)


def _check(options: argparse.Namespace) -> int:
    wanted = [_inside(path) for path in options.paths]
    checked = run_check(ROOT, options.base, wanted)
    if options.fix:
        checked = _mend(checked, options.base, wanted)
    print(FORMATS[options.format](checked.told, checked.offers), end="")
    errors = sum(1 for one in checked.told if one.severity is Severity.ERROR)
    if options.format == "text":
        print(_summary(checked, errors, fixed=options.fix), file=sys.stderr)
    return 1 if errors else 0


def _mend(checked: Checked, base: str | None, wanted: list[str]) -> Checked:
    """Write fixes and check again until nothing is left that a machine can mend; say what was done."""
    mended = Mended()
    for _ in range(_ROUNDS):
        if not checked.offers:
            break
        found = write_fixes(ROOT, checked)
        mended.done += found.done
        mended.left |= found.left
        if not found.done:
            break
        checked = run_check(ROOT, base, wanted)
    for line in mended.lines():
        print(line, file=sys.stderr)
    return checked


def _summary(checked: Checked, errors: int, *, fixed: bool) -> str:
    mend = f"{errors} to mend" if errors else "nothing to mend"
    advice = _site.count(len(checked.told) - errors, "piece of advice", "pieces of advice")
    summary = f"{checked.looked_at}: {mend}, {advice}."
    if checked.offers and not fixed:
        summary += f" “scripts/hub check --fix” mends {len(checked.offers)} of them."
    return summary


def _inside(path: str) -> str:
    """A path as given, from the project's root. Raises UsageError for one that is not below it."""
    full = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links out of the hub
    for root in (ROOT, Path(os.path.abspath(ROOT))):  # noqa: PTH100
        if full == root:
            return "."
        if full.is_relative_to(root):
            return full.relative_to(root).as_posix()
    raise _site.UsageError(f"“{path}” is not in this hub's folder, {ROOT.name}.")


if __name__ == "__main__":
    sys.exit(main())
