"""Make sure that a built site has every address that it promises, before it is published."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.site.gather import Request, gather  # noqa: E402
from commonplace.site.promises import MANIFEST, Promises, read_manifest  # noqa: E402
from commonplace.site.verify import faults, lost  # noqa: E402
from scripts import _site, _verdict  # noqa: E402
from scripts._names import printable  # noqa: E402
from scripts._product import ProductError  # noqa: E402
from scripts._writing import write  # noqa: E402

_KEPT = ".cache/hub/published.json"


def main(arguments: list[str] | None = None) -> int:
    """Print what is missing; 0 when nothing is, 1 when something is."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub verify",
        description="Works out anew which addresses the hub promises (pages, old addresses that lead "
        "on, feeds, files), and looks whether a built site has them all. Any engine may have built it. "
        "Run it after every build and before you publish; “scripts/hub build” does so by itself.",
        epilog="Exit codes: 0 all is there, 1 something is missing, 2 an option or the machine is at fault.",
    )
    parser.add_argument(
        "site", nargs="?", type=Path, metavar="SITE", help="the built site (otherwise site/)"
    )
    parser.add_argument(
        "--manifest",
        action="store_true",
        help=f"believe the {MANIFEST} in the site instead of looking at the texts, such as on a host "
        "that has the site alone",
    )
    parser.add_argument(
        "--before",
        type=Path,
        metavar="OLD",
        help=f"what was published until now, as a site or its {MANIFEST}: no link to one of its pages may "
        "become dead",
    )
    parser.add_argument(
        "--since-last",
        action="store_true",
        help=f"as --before, with the list that the last such call kept in {_KEPT}, where there is one; when "
        "all is well, this site's list is kept for the next",
    )
    parser.add_argument(
        "--let-go",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="with --before or --since-last: this page is meant to be gone; several with spaces between",
    )
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _verify(options), failed=2)


def _verify(options: argparse.Namespace) -> int:
    site = options.site or ROOT / "site"
    if not site.is_dir():
        raise _site.UsageError(
            f"There is no folder “{site}”. Build the hub first, with “scripts/hub build”."
        )
    before = _before(options)
    promised, left_out = (_read(site), frozenset()) if options.manifest else _planned(site)
    found = faults(site, promised)
    lines = list(_verdict.of_faults(found, promised))
    let_go = [address for one in options.let_go for address in one.split()]
    # What leaks has to go, whoever links to it.
    gone = lost(before, promised, let_go, left_out) if before else None
    if gone:
        lines.extend(_verdict.of_lost(gone, str(options.before or _KEPT)))
    for line in lines:
        print(line)
    if found or (gone and gone.links):
        return 1
    if options.since_last:
        _keep((site / MANIFEST).read_bytes())
    print(
        f"All is there: {len(promised.pages):,} pages, {len(promised.redirects):,} old addresses that "
        f"lead on, {len(promised.files):,} files."
    )
    return 0


def _keep(data: bytes) -> None:
    try:
        write(ROOT, _KEPT, data)
    except ProductError as problem:
        raise _site.UsageError(str(problem)) from None


def _before(options: argparse.Namespace) -> Promises | None:
    """What was published until now, as far as that is known."""
    if options.before:
        return _read(options.before)
    return _kept() if options.since_last and (ROOT / _KEPT).exists() else None


def _kept() -> Promises | None:
    """What the last such call kept. One that cannot be read must not keep the hub from being published for
    good: a newer product may write it in another form, and nobody can mend it in a workflow's cache."""
    try:
        return _read(ROOT / _KEPT)
    except _site.UsageError as problem:
        print(
            f"{problem} So nothing is compared this time, and it is written anew.", file=sys.stderr
        )
        return None


def _planned(site: Path) -> tuple[Promises, frozenset[str]]:
    """What the texts in this folder promise, on the day for which the site was built; and which files are
    left out since they leak."""
    try:
        day = {"HUB_AS_OF": read_manifest(site / MANIFEST).as_of}
    except (OSError, ValueError):
        day = {}
    request = Request(root=ROOT, now=datetime.now(UTC))
    plan = gather(request, {**os.environ, **day}).plan
    if plan.promises is None:
        raise AssertionError("a plan has its promises")
    return plan.promises, plan.left_out


def _read(place: Path) -> Promises:
    """The list of a site, or of one that was kept. Raises UsageError."""
    file = place / MANIFEST if place.is_dir() else place
    try:
        return read_manifest(file)
    except FileNotFoundError:
        raise _site.UsageError(
            f"There is no “{file}”. Name a site that a hub has built, or the {MANIFEST} of one."
        ) from None
    except OSError as problem:
        raise _site.UsageError(f"“{file}” cannot be used: {problem.strerror or problem}.") from None
    except ValueError as problem:
        raise _site.UsageError(f"“{file}” cannot be used: {printable(str(problem))}.") from None


if __name__ == "__main__":
    sys.exit(main())
