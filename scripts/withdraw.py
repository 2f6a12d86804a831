"""Take a text back: nothing of it is published any more, and what keeps copies of it is named."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.assemble.references import resolve_reference  # noqa: E402
from commonplace.diagnostics import visible  # noqa: E402
from commonplace.readers.suggestions import Suggestions  # noqa: E402
from commonplace.site.gather import Request, Site, gather  # noqa: E402
from scripts import _git, _site  # noqa: E402
from scripts._for_shells import shown  # noqa: E402
from scripts._locking import alone  # noqa: E402
from scripts._product import ProductError  # noqa: E402
from scripts._withdrawal import Withdrawal, plan_withdrawal  # noqa: E402
from scripts._withdrawal_steps import home_of, steps_after  # noqa: E402
from scripts._writing import refuse_unwritable, remove, write  # noqa: E402

if TYPE_CHECKING:
    from commonplace.model.contribution import Contribution


def main(arguments: list[str] | None = None) -> int:
    """Withdraw a text; 0 when that is done or was not wanted, 2 when it could not be."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub withdraw",
        description="Takes a text back that should not have been shared. Its file is emptied, its pictures "
        "are removed, and its address says that it was withdrawn. Then it tells what Git and GitHub "
        "still keep of it, and how to get rid of that.",
        epilog="Exit codes: 0 done, or not wanted after all; 2 there is no such text, or the machine is at "
        "fault.",
    )
    parser.add_argument("text", metavar="TEXT", help="its address, its id, or the path of its file")
    parser.add_argument(
        "--address",
        action="store_true",
        help="the address says too much as well: let nothing stand there",
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _withdraw(options), failed=2)


def _withdraw(options: argparse.Namespace) -> int:
    site = gather(Request(root=ROOT, now=datetime.now(UTC), drafts=True, with_leaks=True))
    one = _find(options.text, site)
    try:
        _refuse(one)
        plan = plan_withdrawal(ROOT, site, one, address=options.address)
        _refuse_files(plan)
        for path in {plan.path, plan.new_path, *plan.pictures}:
            refuse_unwritable(ROOT, path)
        print("\n".join(_told(plan)))
        if not options.yes and not _agreed():
            print("Nothing is changed.")
            return 0
        with alone(ROOT, print):
            _refuse(one)
            _refuse_files(plan)
            _do(plan)
    except ProductError as problem:
        raise _site.UsageError(str(problem)) from None
    print("\n".join(_ahead(plan, site)))
    return 0


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise _site.UsageError("There is nobody here to ask. Say “--yes” to do it.")
    try:
        return input("\nDo all this? [no] ").strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def _find(written: str, site: Site) -> Contribution:
    hub = site.hub
    cut = written.split("#")[0].split("?")[0].strip()
    if hub.settings.site_url and cut.startswith(hub.settings.site_url):
        cut = cut.removeprefix(hub.settings.site_url)
    cut = cut.removeprefix("./").strip("/")
    ident = resolve_reference(cut, hub.references)
    if ident is None:
        near = Suggestions(one.address.strip("/") for one in hub.contributions.values())
        raise _site.UsageError(
            f"There is no text “{visible(cut)}” in this hub.{near.sentence(cut)} Give its address, such as "
            "tips/the-tip, or the path of its file."
        )
    one = hub.contributions[ident]
    twins = (found for found in hub.diagnostics if found.code == "id-taken")
    if cut == ident and any(f"“{one.source}”" in found.message for found in twins):
        raise _site.UsageError(
            f"More than one text says that its id is “{ident}”. Give the path of the file."
        )
    return one


def _refuse(one: Contribution) -> None:
    """Words that are in no commit would be lost for good. Raises UsageError."""
    if not (one.committed and _git.is_committed(ROOT, one.source)):
        raise _site.UsageError(
            f"“{one.source}” is in no commit yet, so nobody has it but you. Delete the file, and it is gone."
        )
    if _git.changed(ROOT, [one.source]) | _git.prepared(ROOT, [one.source]):
        raise _site.UsageError(
            f"“{one.source}” has changes that are in no commit. Put them aside first: they would be lost."
        )


def _refuse_files(plan: Withdrawal) -> None:
    """Neither a picture that is in no commit is lost, nor a file that has the new name. Raises UsageError."""
    fresh = _git.changed(ROOT, plan.pictures) | (
        set(plan.pictures) - _git.tracked(ROOT, plan.pictures)
    )
    if plan.pictures and fresh:
        raise _site.UsageError(
            f"{shown(min(fresh))} goes with the text, and is in no commit as it stands. Put it aside first: "
            "it would be lost."
        )
    if plan.new_path != plan.path and os.path.lexists(ROOT / plan.new_path):
        raise _site.UsageError(
            f"{shown(plan.new_path)} is the name that the emptied file would have, and another has it. Give "
            "that one another name first."
        )


def _do(plan: Withdrawal) -> None:
    write(ROOT, plan.new_path, plan.stub.encode())
    for path in (*plan.pictures, *([plan.path] if plan.new_path != plan.path else ())):
        remove(ROOT, path)


def _told(plan: Withdrawal) -> list[str]:
    lines = ["What will be done:", f"  emptied: {plan.path}"]
    if plan.new_path != plan.path:
        lines.append(f"  and its name taken away: it will be {plan.new_path}")
    lines += [f"  removed: {path if path.isprintable() else shown(path)}" for path in plan.pictures]
    if plan.mentions:
        lines.append("These lead to it, perhaps with its title. Look at them yourself:")
        lines += [f"  {path}" for path in plan.mentions]
    return lines


def _ahead(plan: Withdrawal, site: Site) -> list[str]:
    """What is still to do, in the order in which it helps."""
    steps = steps_after(ROOT, plan, home_of(ROOT, site.hub.settings.repo_url))
    return ["", "Done here. What is left, in this order:"] + [
        f"  {number}. {step}" for number, step in enumerate(steps, 1)
    ]


if __name__ == "__main__":
    sys.exit(main())
