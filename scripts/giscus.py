"""Discussions on GitHub: set them up, find what is wrong, make one for each text, keep titles true."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.diagnostics import Severity, diagnose, visible  # noqa: E402
from commonplace.diagnostics.formats import FORMATS  # noqa: E402
from commonplace.discussions.check import findings  # noqa: E402
from commonplace.discussions.keep import ThreadPlan  # noqa: E402
from commonplace.model.discussions import mark  # noqa: E402
from commonplace.model.settings import CommentsIn  # noqa: E402
from commonplace.readers.settings import read_settings  # noqa: E402
from scripts import _giscus_setup as setup  # noqa: E402
from scripts import _site  # noqa: E402
from scripts._giscus_ground import Ground, changing, exclusive_talk, read_ground  # noqa: E402
from scripts._giscus_keep import create_all, merged_first, renew_all  # noqa: E402
from scripts._giscus_probe import giscus_answer, giscus_origins, site_answer  # noqa: E402
from scripts._github.errors import GitHubError  # noqa: E402
from scripts._locking import alone  # noqa: E402
from scripts._product import ProductError  # noqa: E402
from scripts._writing import refuse_unwritable, write  # noqa: E402

_MOST = 20
_NAMED = 5
_SETTINGS = "mkdocs.yml"


def main(arguments: list[str] | None = None) -> int:
    """Run one of the five; 0 all is well or done, 1 something has to be mended, 2 it could not be done."""
    options = _parser().parse_args(arguments)
    known = {"setup": _setup, "check": _check, "create": _create, "rename": _rename, "keep": _keep}
    work = known[options.what]
    return _site.guarded(lambda: _kindly(lambda: work(options)), failed=2)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/hub giscus",
        description="Comments live in the discussions of the repository on GitHub. This sets them up, finds "
        "what is wrong with them, makes a discussion for every text, and keeps their titles true. It "
        "needs a token: set HUB_GITHUB_TOKEN, GITHUB_TOKEN or GH_TOKEN.",
        epilog="Exit codes: 0 all is well, or done; 1 something has to be mended; "
        "2 an option, the network or the machine is at fault.",
    )
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    one = what.add_parser("setup", help="choose where comments are read and written, and write it")
    choices = [choice.value for choice in CommentsIn]
    one.add_argument("--comments", choices=choices, help="the choice, without being asked")
    one.add_argument("--yes", action="store_true", help="ask nothing; take what is proposed")
    one = what.add_parser("check", help="find what is wrong, each with the way to mend it")
    one.add_argument("--format", choices=sorted(FORMATS), default="text", help="as in check")
    one.add_argument(
        "--marks", action="store_true", help="list the marks of texts that have no discussion"
    )
    one = what.add_parser("create", help="make a discussion for every text that has none")
    one.add_argument(
        "--most", type=int, default=_MOST, metavar="N", help=f"at most so many at once ({_MOST})"
    )
    one.add_argument("--dry-run", action="store_true", help="say what would be made")
    one = what.add_parser(
        "rename", help="give discussions the present title and address of their text"
    )
    one.add_argument("--dry-run", action="store_true", help="say what would be renamed")
    what.add_parser(
        "keep", help="create and rename, for workflows: where nothing is set up, nothing is done"
    )
    return parser


def _kindly(work: Callable[[], int]) -> int:
    try:
        return work()
    except (GitHubError, ProductError) as problem:
        raise _site.UsageError(str(problem)) from None


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _check(options: argparse.Namespace) -> int:
    ground = read_ground(ROOT, _say)
    settings = ground.hub.settings
    facts = ground.facts
    wants_giscus = settings.comments in (CommentsIn.GISCUS, CommentsIn.BOTH)
    if wants_giscus and settings.github.is_public and settings.repository:
        answer = giscus_answer(settings.giscus.origin, settings.repository)
        facts = replace(facts, giscus_answer=answer, giscus_origins=giscus_origins(ROOT))
    if settings.site_url:
        addresses = [one.address for one in ground.hub.contributions.values()]
        facts = replace(facts, site_answer=site_answer(settings.site_url, addresses))
    if options.marks:
        for one in ground.plan.create if ground.plan else ():
            print(f"{mark('id', one.contribution)}  {visible(one.title)}")
        return 0
    found = findings(settings, facts, ground.plan)
    print(FORMATS[options.format](found), end="")
    errors = sum(1 for one in found if one.severity is Severity.ERROR)
    if options.format == "text":
        calm = "All is well." if not found else f"{errors} to mend, {len(found) - errors} to know."
        _say(f"Comments of {settings.repository}: {calm}")
    return 1 if errors else 0


def _create(options: argparse.Namespace) -> int:
    if options.most < 1:
        raise _site.UsageError("“--most” wants a number of at least 1.")
    with exclusive_talk(ROOT, _say):
        ground = read_ground(ROOT, _say)
        category, plan = changing(ground)
        _make(ground, category, plan, options.most, dry=options.dry_run)
    _warn_of_doubles(plan)
    return 0


def _rename(options: argparse.Namespace) -> int:
    with exclusive_talk(ROOT, _say):
        ground = read_ground(ROOT, _say)
        _, plan = changing(ground)
        _renew(ground, plan, dry=options.dry_run)
    _warn_of_doubles(plan)
    return 0


def _keep(options: argparse.Namespace) -> int:
    """What Publish does on GitHub. Whoever watches the repository hears of each new discussion, so a person
    makes the first ones."""
    with exclusive_talk(ROOT, _say):
        settings, _ = read_settings(ROOT)
        if settings.comments is CommentsIn.OFF or settings.repository is None:
            _say("There is nothing to keep: this hub has no comments on GitHub.")
            return 0
        ground = read_ground(ROOT, _say)
        if ground.plan is None or not ground.plan.known:
            _say(
                "No text has a discussion yet. “scripts/hub giscus create”, run once by hand, begins with it."
            )
            return 0
        category, plan = changing(ground)
        _make(ground, category, plan, _MOST, dry=False)
        _renew(ground, plan, dry=False)
    _warn_of_doubles(plan)
    return 0


def _make(ground: Ground, category: str, plan: ThreadPlan, most: int, *, dry: bool) -> None:
    branch = ground.hub.settings.branch
    wanted, unmerged = merged_first(ground.threads, branch, plan.create, most)
    if dry:
        print("".join(f"would be made: {visible(one.title)}\n" for one in wanted), end="")
    else:
        create_all(ground.threads, (ground.facts.repo_id, category), wanted, print)
    left = len(plan.create) - len(wanted) - len(unmerged)
    verb = "would be made" if dry else "made"
    more = f"; {left} are left, run it again for more" if left else ""
    _say(f"{len(wanted)} discussions {verb}{more}.")
    if unmerged:
        titles = ", ".join(f"“{visible(one.title)}”" for one in unmerged[:_NAMED])
        _say(
            f"Not on “{branch}” on GitHub yet, so without a discussion: {titles}{_others(unmerged)}."
        )


def _others(rest: Sequence[object]) -> str:
    return f" and {len(rest) - _NAMED} more" if len(rest) > _NAMED else ""


def _renew(ground: Ground, plan: ThreadPlan, *, dry: bool) -> None:
    if dry:
        for one in plan.renew:
            print(f"would be renewed: #{one.discussion.number} {visible(one.title)}")
    else:
        renew_all(ground.threads, plan.renew, print)
    _say(f"{len(plan.renew)} discussions {'would be renewed' if dry else 'renewed'}.")


def _warn_of_doubles(plan: ThreadPlan) -> None:
    for ident, others in plan.doubled.items():
        numbers = ", ".join(f"#{one.number}" for one in others)
        found = diagnose("giscus-thread-twice", _SETTINGS, id=ident, numbers=numbers)
        _say(f"{found.message} {found.hint}")


def _setup(options: argparse.Namespace) -> int:
    ground = read_ground(ROOT, _say, threads_too=False)
    settings = ground.hub.settings
    blocking = [
        one
        for one in findings(settings, replace(ground.facts, snapshot_days=0), None)
        if one.code.startswith(("giscus-discussions", "giscus-category", "giscus-archived"))
        and one.severity is Severity.ERROR
        and one.code != "giscus-category-id"
    ]
    if blocking or ground.category is None:
        print(FORMATS["text"](blocking), end="")
        _say("Mend this on GitHub first, and run it again. Nothing is changed.")
        return 1
    origin, repository = settings.giscus.origin, settings.repository or ""
    asked = settings.github.is_public and not ground.facts.private
    found = setup.Found(
        repo_id=ground.facts.repo_id,
        category_id=ground.category,
        private=ground.facts.private,
        giscus=asked and giscus_answer(origin, repository) == "installed",
    )
    choices = setup.possible(settings, found)
    choice = _chosen(options, settings.comments, choices, setup.why_not(settings, found))
    refuse_unwritable(ROOT, _SETTINGS)
    text = (ROOT / _SETTINGS).read_bytes().decode("utf-8")
    fresh, changed, by_hand = setup.write_choice(text, choice, found, origin)
    print(
        "".join(f"mkdocs.yml: {visible(line)}\n" for line in changed)
        or "mkdocs.yml is as it should be.\n"
    )
    for line in by_hand:
        print(f"set this yourself in mkdocs.yml: {visible(line)}")
    if changed:
        with alone(ROOT, _say):
            write(ROOT, _SETTINGS, fresh.encode("utf-8"))
    _say("Next: scripts/hub giscus create, then scripts/hub sync, then build the hub.")
    return 0


def _chosen(
    options: argparse.Namespace,
    present: CommentsIn,
    choices: tuple[CommentsIn, ...],
    why_not: str,
) -> CommentsIn:
    """What was said by an option, what is asked, or what holds now. Raises UsageError."""
    if options.comments:
        choice = CommentsIn(options.comments)
        if choice not in choices:
            raise _site.UsageError(f"“{choice.value}” cannot work here. {why_not}")
        return choice
    default = present if present in choices else choices[0]
    if options.yes:
        return default
    if not sys.stdin.isatty():
        raise _site.UsageError(
            "There is nobody here to ask. Say “--yes” to take what is proposed, or “--comments page”."
        )
    print("\n".join(["Where are comments read and written?", *setup.explained(choices)]))
    if why_not:
        print(why_not)
    while True:
        try:
            typed = input(f"  [{default.value}] ").strip().casefold() or default.value
        except EOFError:
            raise _site.UsageError("\nNothing is chosen, and nothing is changed.") from None
        if typed in {one.value for one in choices}:
            return CommentsIn(typed)
        print(f"  One of these, please: {', '.join(one.value for one in choices)}.")


if __name__ == "__main__":
    sys.exit(main())
