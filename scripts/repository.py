"""Write what GitHub reads in the repository: who looks at a change, and what whoever sends one is told."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.site.gather import Request, gather  # noqa: E402
from scripts import _site  # noqa: E402
from scripts._product import ProductError  # noqa: E402
from scripts._repository import Wanted, do, look  # noqa: E402

_OWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
_NOBODY = (
    "There is no CODEOWNERS, so GitHub asks nobody to look at a change. It is written once somebody who "
    "looks after a topic or a path has an account in their profile in contributions/people/, such as "
    "“logins: [carla-w]”."
)


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or with --check say which are out of date; 0, 1 when some are, 2 for the machine."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub repository",
        description="Writes the files below .github/ that are made from the hub: CODEOWNERS from those who "
        "look after topics and paths, and what people are told before they send something. A file "
        "that somebody wrote by hand is left alone. Run it when topics or their curators change.",
        epilog="Exit codes: 0 all is up to date, 1 with --check: something is not, 2 an option or the "
        "machine is at fault.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing, and say what would be")
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _repository(check=options.check), failed=2)


def _repository(*, check: bool) -> int:
    hub = gather(Request(root=ROOT, now=datetime.now(UTC))).hub
    try:
        wanted = look(ROOT, hub)
        if not check:
            do(ROOT, wanted)
    except ProductError as problem:
        raise _site.UsageError(str(problem)) from None
    _tell(wanted, check=check)
    return 1 if check and not wanted.nothing else 0


def _tell(wanted: Wanted, *, check: bool) -> None:
    for path in wanted.written:
        print(f"{'out of date' if check else 'written'}: {path}")
    for path in wanted.removed:
        print(f"{'made no more' if check else 'removed'}: {path}")
    for path in wanted.own:
        print(f"left as it is, since somebody wrote it by hand: {path}")
    if not any((ROOT / path).exists() or path in wanted.written for path in _OWNERS):
        print(_NOBODY, file=sys.stderr)
    if wanted.nothing:
        print("All is up to date.")
    elif check:
        print("“scripts/hub repository” writes them.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
