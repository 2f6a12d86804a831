"""Bring a newer product into this hub; texts, pages and settings stay as they are."""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import _changes, _git  # noqa: E402 - the line above lets it be found
from scripts._locking import alone  # noqa: E402
from scripts._names import printable  # noqa: E402
from scripts._newer import Newer, open_newer, refuse_address  # noqa: E402
from scripts._product import (  # noqa: E402
    LIST,
    ProductError,
    read_installed,
    read_product,
    version_of,
)
from scripts._swap import StoppedError, refuse_rights, swap  # noqa: E402
from scripts._upgrade_plan import (  # noqa: E402
    Plan,
    next_note,
    plan_upgrade,
    refuse_older,
    refuse_unsaved,
)

REQUIREMENTS = ()

_SHOWN = 15


def main(arguments: list[str] | None = None) -> int:
    """Upgrade; 0 when the hub has the newer product, 2 when it could not be brought in."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub upgrade",
        description="Brings a newer product into this hub. Replaces what is the product's: commands, "
        "library, templates, looks, tests. Leaves alone what is yours: contributions/, topics, paths, "
        "guidelines, your own pages, mkdocs.yml, docs/assets/company.css. A file of the product that you "
        "have changed is replaced, and your version copied to upgrade-kept/.",
        epilog="A hub that is too old to have this command is upgraded by the newer product: "
        "“python3 NEWER/scripts/hub upgrade --hub OLD”. Exit codes: 0 done, "
        "2 something has to be put right first, and it says what.",
    )
    parser.add_argument(
        "source",
        metavar="FROM",
        nargs="?",
        help="the newer product: a folder, a .zip or .tar.gz of it, or a Git repository on this machine",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    parser.add_argument("--force", action="store_true", help="take an older product, too")
    parser.add_argument(
        "--hub", metavar="FOLDER", type=Path, help="the hub to upgrade (otherwise this one)"
    )
    options = parser.parse_args(arguments)
    if options.source is None and options.hub is None:
        parser.error("FROM is missing: where is the newer product?")
    hub = (options.hub or ROOT).resolve()
    source = Path(options.source or ROOT).resolve()
    try:
        if options.source:
            refuse_address(options.source)
        with tempfile.TemporaryDirectory(prefix="hub-upgrade-") as unpacked:
            return _upgrade(hub, source, Path(unpacked), options)
    except ProductError as problem:
        _complain(str(problem))
    except StoppedError as problem:
        again = (
            f"python3 {shlex.quote(str(source))}/scripts/hub upgrade --hub {shlex.quote(str(hub))}"
        )
        _complain(
            f"{problem}\nEvery file is whole. Put right what is named there and run it again"
            + (f": {again}" if source.is_dir() else ".")
        )
    except OSError as problem:
        _complain(
            f"“{problem.filename or hub}” cannot be used: {problem.strerror or problem}. "
            "Nothing is changed."
        )
    except KeyboardInterrupt:
        _complain("\nStopped. Nothing is changed.")
        return 130
    return 2


def _upgrade(hub: Path, source: Path, unpacked: Path, options: argparse.Namespace) -> int:
    _refuse_itself(hub, source)
    own_list = read_product(ROOT)
    if own_list is None:
        raise ProductError(f"“{LIST}” is missing. Run this from a whole copy of the product.")
    newer = open_newer(source, unpacked, own_list)
    if options.dry_run:
        return _bring(hub, newer, options)
    with alone(hub, _say):  # another upgrade may change everything that is looked at from here on
        return _bring(hub, newer, options)


def _bring(hub: Path, newer: Newer, options: argparse.Namespace) -> int:
    """Compare, and unless it is for show only, do what is to be done."""
    if not options.force:
        refuse_older(hub, newer)
    refuse_unsaved(hub, newer)
    plan = plan_upgrade(hub, newer)
    refuse_rights(hub, plan)
    note = read_installed(hub)
    if plan.nothing and note == next_note(newer):
        _say(f"This hub has that product already (version {newer.version}).")
        return 0
    news = _changes.change_lines(_changes.only_in(newer.root, hub))
    settings = _changes.new_settings(hub, newer.root)
    before = version_of(hub)
    if options.dry_run:
        _say(f"An upgrade from version {before} to {newer.version} would do this:")
        _say("\n".join(_told(plan, {})))
        return 0
    copies = swap(hub, newer, plan)
    _say(f"Upgraded from version {before} to {newer.version}.")
    with_git = _git.ask(hub, "rev-parse", "--git-dir") is not None
    _say("\n".join([*_told(plan, copies), *_ahead(news, settings, with_git=with_git)]))
    return 0


def _say(text: str) -> None:
    print(printable(text), flush=True)


def _complain(text: str) -> None:
    print(printable(text), file=sys.stderr)


def _refuse_itself(hub: Path, source: Path) -> None:
    """Raise ProductError for a hub that is none, and for a product inside it."""
    if not (hub / "mkdocs.yml").is_file() or not (hub / "scripts" / "hub").is_file():
        raise ProductError(f"“{hub}” is no hub: mkdocs.yml or scripts/hub is not in it.")
    if source == hub or (source.is_dir() and source.is_relative_to(hub)):
        raise ProductError(
            "The newer product is this very folder, or lies in it. Put it beside the hub, such as in "
            f"{hub.parent / 'newer'}, and name that."
        )


def _told(plan: Plan, copies: dict[str, str]) -> list[str]:
    """What becomes of the files, in a few lines; changed ones are named one by one."""
    added, replaced, removed = len(plan.added), len(plan.replaced), len(plan.removed)
    lines = [f"  {added} files of the product are new, {replaced} replaced, {removed} removed"]
    gone = [path for path in plan.removed if path not in plan.kept and path not in copies]
    lines += _listed("no longer part of the product, removed:", gone)
    kept = [
        f"{path}  (yours: {copies[path]})" if path in copies else path
        for path in sorted({*plan.kept, *copies})
    ]
    lines += _listed("changed by you; replaced, and your version kept in upgrade-kept/:", kept)
    return lines + _listed(
        "in the product's folders, and not in the newer product. Delete them if they are not yours:",
        plan.unsure,
    )


def _listed(heading: str, rows: list[str] | tuple[str, ...]) -> list[str]:
    more = [f"      and {len(rows) - _SHOWN} more"] if len(rows) > _SHOWN else []
    return [f"  {heading}", *(f"      {row}" for row in rows[:_SHOWN]), *more] if rows else []


def _ahead(news: list[str], settings: dict[str, str], *, with_git: bool) -> list[str]:
    """What is new, and what to do now."""
    lines = ["", "What is new:", *news] if news else []
    if settings:
        lines += ["", "Settings that mkdocs.yml can have now, all optional:"]
        lines += [f"  {key}: {words}" for key, words in settings.items()]
    lines += ["", "Next: scripts/hub build --strict"]
    if with_git:
        lines += ["When all is well, keep it as one change: git add --all, git commit."]
        lines += ["Then “git revert HEAD” would undo it."]
    return lines


if __name__ == "__main__":
    sys.exit(main())
