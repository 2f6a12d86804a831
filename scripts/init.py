"""Make this hub your own: take the sample texts out and ask the few questions that matter."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts._answers import AnswerError  # noqa: E402 - the line above lets it be found
from scripts._hub_settings import HubSettings  # noqa: E402
from scripts._locking import alone  # noqa: E402
from scripts._product import ProductError  # noqa: E402
from scripts._questions import READING, answers  # noqa: E402
from scripts._start import Start, do_start, plan_start, refuse_start  # noqa: E402

REQUIREMENTS = ()

_FIRST = """Write the first text, so that nobody meets an empty hub:
     scripts/hub new war-story "What happened to me"
     What to share, and what never, is in docs/guidelines.md. See that it fits your company."""
_MORE = "See that what to share, and what never, in docs/guidelines.md fits your company."
_AHEAD = """
Next:
  1. Look at it: scripts/hub serve
  2. {write}
  3. Put README.md into your own words, keep what was done here (git add --all, git commit), and share it.
  4. For GitHub, README.md says what to do in which order, below “Put it on GitHub”."""


def main(arguments: list[str] | None = None) -> int:
    """Start a company's hub; 0 when that is done or was not wanted, 2 when it could not be."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub init",
        description="Makes this hub your own. Asks for its name and what else matters, shows what it "
        "will do, and asks once more before anything is written. Sample texts that nobody changed are "
        "removed; whatever is yours stays. Run it again at any time to change an answer.",
        epilog="Enter takes what is proposed. Exit codes: 0 done, or not wanted after all; "
        "2 an answer or the machine is at fault; 130 stopped, and nothing is changed.",
    )
    parser.add_argument("--name", metavar="NAME", help="what the hub is called")
    parser.add_argument("--description", metavar="LINE", help="one line about it")
    parser.add_argument(
        "--repository", metavar="URL", help="where its texts are kept; - for nowhere"
    )
    parser.add_argument("--site", metavar="URL", help="where it will stand; - for nowhere yet")
    parser.add_argument(
        "--topics", metavar="NAMES", help="topics to begin with: 'Handovers, On call'"
    )
    parser.add_argument(
        "--curator", metavar="NAME", help="who looks after the topics that are made now"
    )
    parser.add_argument(
        "--departments", metavar="NAMES", help="with how many work there: 'Nursing 40, Ward 4: 18'"
    )
    parser.add_argument(
        "--audience", metavar="WHO", help="internal (colleagues) or public (everyone)"
    )
    parser.add_argument(
        "--contact",
        metavar="MAIL",
        help="an e-mail address for those without an account; - for none",
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing; take what is proposed")
    options = parser.parse_args(arguments)
    with contextlib.suppress(AttributeError):
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        return _init(options)
    except (ProductError, AnswerError) as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        print(f"“{problem.filename or ROOT}” cannot be used: {problem.strerror}.", file=sys.stderr)
    except (KeyboardInterrupt, EOFError):
        print("\nStopped. Nothing is changed.", file=sys.stderr)
        return 130
    return 2


def _init(options: argparse.Namespace) -> int:
    given: dict[str, Any] = {
        key: read(getattr(options, key))
        for key, read in READING.items()
        if getattr(options, key) is not None
    }
    if not options.yes and not sys.stdin.isatty():
        print(
            "There is nobody here to ask. Say “--yes” to take what is proposed, with --name and the "
            "other options for what you want otherwise: “scripts/hub init --help” lists them.",
            file=sys.stderr,
        )
        return 2
    settings = HubSettings(ROOT)
    if not options.yes:
        print("Enter takes what stands in [brackets]; Ctrl-C stops, and nothing is changed.\n")
    wanted = answers(given, settings.now, None if options.yes else input, guess=settings.fresh)
    start = plan_start(ROOT, settings, wanted)
    refuse_start(ROOT, start)
    print("\n".join(_told(start)))
    if start.nothing:
        return 0
    if not options.yes and input("\nDo all this? [yes] ").strip().casefold() not in (
        "",
        "y",
        "yes",
    ):
        print("Nothing is changed.")
        return 0
    with alone(ROOT, lambda words: print(words, flush=True)):
        if plan_start(ROOT, HubSettings(ROOT), wanted) != start:
            raise ProductError(
                "The hub was changed meanwhile. Nothing is done: run this again to see what it would be."
            )
        refuse_start(ROOT, start)
        return _do(start, wanted.name)


def _do(start: Start, name: str) -> int:
    try:
        do_start(ROOT, start)
    except (OSError, ProductError, KeyboardInterrupt) as problem:
        left = sum((ROOT / path).exists() for path in start.removed)
        print(
            f"\nIt stopped half-way: {problem or 'Ctrl-C'}\n{len(start.removed) - left} of "
            f"{len(start.removed)} samples are removed. Every file is whole: run it again to go on.",
            file=sys.stderr,
        )
        return 2
    ahead = _AHEAD.format(write=_MORE if _has_texts() else _FIRST)
    print(f"\nDone. This is {name} now.{ahead}")
    return 0


def _has_texts() -> bool:
    """Whether anything is in the hub to be read; profiles of people are not meant."""
    folder = ROOT / "contributions"
    return any(one.relative_to(folder).parts[0] != "people" for one in folder.rglob("*.md"))


def _told(start: Start) -> list[str]:
    """What will be done, and what stays, in a few lines."""
    lines = [] if start.nothing else ["", "What will be done:"]
    if start.removed:
        lines.append(f"  {len(start.removed)} sample files are removed, {_folders(start.removed)}")
    lines += [f"  mkdocs.yml: {line}" for line in start.settings]
    lines += [f"  written: {path}" for path in start.written if path.endswith(".md")]
    if start.nothing:
        lines.append(
            "There is nothing to do: no samples are left, and the settings are as you said."
        )
    lines += [f"  set this yourself in mkdocs.yml: {line}" for line in start.by_hand]
    if start.removed:
        lines += [f"  stays, as somebody has edited it: {path}" for path in start.edited]
    if start.own and start.removed:
        lines.append(f"  {start.own} further files in contributions/ and docs/ are yours and stay")
    stay = "README.md, docs/guidelines.md and the lists in checks/"
    lines.append(f"  {stay} stay as they are: read them over yourself")
    return lines


def _folders(paths: tuple[str, ...]) -> str:
    counts: dict[str, int] = {}
    for path in paths:
        folder = "/".join(path.split("/")[:-1][:2])
        counts[folder] = counts.get(folder, 0) + 1
    return ", ".join(f"{count} in {folder}/" for folder, count in counts.items())


if __name__ == "__main__":
    sys.exit(main())
