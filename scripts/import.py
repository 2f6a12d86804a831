"""Bring a folder or a repository of Markdown notes into this hub."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import _site  # noqa: E402 - the line above lets it be found


def main(arguments: list[str] | None = None) -> int:
    """Import; 0 when all is well, 1 when notes cannot be published, 2 when nothing could be done."""
    from commonplace.model.kinds import BY_NAME

    parser = argparse.ArgumentParser(
        prog="scripts/hub import",
        description="Brings notes written in Markdown into contributions/: from a folder, or from a "
        "copy made with “git clone”. Folders become topics; authors, days and former names come from "
        "the notes' own history; pictures come along. Run it again whenever the notes have changed: "
        "it brings in what is new and touches nothing that was changed here.",
        epilog="Exit codes: 0 all is well, 1 some notes cannot be published as they are, "
        "2 an option, the folder or the machine is at fault.",
    )
    parser.add_argument("source", metavar="SOURCE", type=Path, help="the folder of notes")
    parser.add_argument(
        "--as",
        dest="kind",
        choices=list(BY_NAME),
        help="what every new note becomes (otherwise short ones are tips, long ones articles)",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    parser.add_argument(
        "--address",
        metavar="URL",
        help="where the notes can be seen on the web (otherwise where the copy was made from)",
    )
    parser.add_argument(
        "--leave-out",
        metavar="PATTERN",
        action="append",
        default=[],
        help="leave out notes whose path fits, such as 'drafts/*'; may be given several times",
    )
    parser.add_argument(
        "--without-history",
        action="store_true",
        help="go on where the history is cut short: authors and days stay unknown",
    )
    parser.add_argument("--all", action="store_true", help="show every finding, not the first ten")
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _import(options), failed=2)


def _import(options: argparse.Namespace) -> int:
    from commonplace.diagnostics import HubError

    try:
        return _run(options)
    except HubError as problem:
        for one in problem.diagnostics:
            print(f"{one.message}\n{one.hint}", file=sys.stderr)
        return 2
    except OSError as problem:
        print(f"The import stopped: {problem}. Run it again to go on.", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    from commonplace.diagnostics import HubError, Severity, diagnose
    from commonplace.diagnostics.formats import as_text
    from commonplace.importing.origin import origin_of
    from commonplace.importing.planning import Wishes, plan_import
    from commonplace.importing.report import report_lines, shown_diagnostics
    from commonplace.importing.source import SourceRequest, open_source
    from commonplace.importing.writing import check_destination, write_plan
    from commonplace.model.kinds import BY_NAME
    from commonplace.readers.settings import read_settings

    settings, _ = read_settings(ROOT)
    address = options.address
    if address and not origin_of(address, "", settings.github.web).name:
        raise HubError([diagnose("import-address", "", address=address)])
    check_destination(ROOT, settings.docs_dir)
    _progress("Reading the history …")
    source = open_source(
        SourceRequest(
            folder=options.source,
            project=ROOT,
            github=settings.github.web,
            address=address,
            without_history=options.without_history,
        )
    )
    kind = BY_NAME[options.kind] if options.kind else None
    wishes = Wishes(kind, tuple(options.leave_out))
    plan = plan_import(source, ROOT, settings, wishes, _progress)
    problems = list(plan.diagnostics)
    if not options.dry_run:
        problems += write_plan(plan, source, ROOT, _progress).diagnostics
    _progress("")
    print(as_text(sorted(problems)) if options.all else shown_diagnostics(problems), end="")
    print("\n".join(report_lines(plan, problems, dry_run=options.dry_run)))
    return 1 if any(one.severity is Severity.ERROR for one in problems) else 0


def _progress(words: str) -> None:
    """Show on a terminal what is being done, each over the last; a pipe gets nothing."""
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
