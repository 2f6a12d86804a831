"""Fetch what colleagues said on GitHub, so that the next build shows it."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.diagnostics import Diagnostic  # noqa: E402
from commonplace.diagnostics.formats import FORMATS  # noqa: E402
from commonplace.model.settings import CommentsIn, Settings  # noqa: E402
from commonplace.readers.settings import read_settings  # noqa: E402
from commonplace.readers.snapshot import SNAPSHOT, read_snapshot  # noqa: E402
from scripts import _site  # noqa: E402
from scripts._github.client import Client, Manners  # noqa: E402
from scripts._github.errors import GitHubError, LimitError, NotFoundError  # noqa: E402
from scripts._github.journal import PATH as JOURNAL  # noqa: E402
from scripts._github.progress import Progress  # noqa: E402
from scripts._github.sync import Outcome, Steps, UnreadyError, Wanted, sync  # noqa: E402
from scripts._github.tokens import token_of  # noqa: E402
from scripts._locking import exclusive  # noqa: E402
from scripts._product import ProductError, refuse_links  # noqa: E402

_LOCK = ".cache/hub/sync.lock"
_MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class _Options:
    full: bool
    minutes: float


def main(arguments: list[str] | None = None) -> int:
    """Sync; 0 when all is here, 1 when something has to be mended or waited for, 2 for the machine."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub sync",
        description="Fetches the comments and questions of GitHub Discussions, and who reviewed what, into "
        f"{SNAPSHOT}. Only what is new or changed is fetched; a stopped run is gone on with by the "
        "next. HUB_GITHUB_TOKEN, GITHUB_TOKEN or GH_TOKEN holds the token.",
        epilog="Exit codes: 0 all is here, 1 GitHub or the settings have to be mended first, or GitHub's "
        "limit is reached, 2 an option, the token, the network or the machine is at fault.",
    )
    parser.add_argument(
        "--full", action="store_true", help="fetch everything anew; by itself once a week"
    )
    parser.add_argument(
        "--wait",
        metavar="MINUTES",
        type=_minutes,
        default=5.0,
        help="how long to wait at most for GitHub's limit to end (otherwise 5)",
    )
    given = parser.parse_args(arguments)
    return _site.guarded(lambda: _sync(_Options(given.full, given.wait)), failed=2)


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = -1
    if not 0 <= minutes <= _MOST_MINUTES:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of minutes")
    return minutes


def _sync(options: _Options) -> int:
    progress = Progress(sys.stderr)
    try:
        outcome = _synced(options, progress)
    except (LimitError, NotFoundError, UnreadyError) as problem:
        progress.say(str(problem))
        return 1
    except (GitHubError, ProductError) as problem:
        progress.say(str(problem))
        return 2
    except KeyboardInterrupt:
        progress.say("What was read is kept: run the command again, and it goes on.")
        raise
    except OSError as problem:
        progress.say(_of_the_disk(problem))
        return 2
    finally:
        progress.end()
    print(outcome)
    return 0


def _synced(options: _Options, progress: Progress) -> Outcome:
    settings, problems = read_settings(ROOT)
    repository = _repository(settings, problems)
    token = token_of(os.environ)
    manners = Manners(wait=options.minutes * 60, say=progress.say)
    for path in (_LOCK, SNAPSHOT, JOURNAL):
        refuse_links(ROOT, path)
    (ROOT / _LOCK).parent.mkdir(parents=True, exist_ok=True)
    client = Client(settings.github.api, token, manners)
    with exclusive(ROOT / _LOCK, lambda _: progress.say("Another sync is under way; waiting …")):
        before, faults = read_snapshot(ROOT)
        if faults:
            progress.say("The saved comments cannot be read, so everything is fetched anew.")
        names = settings.discussions
        wanted = Wanted(ROOT, repository, before=before, full=options.full)
        if settings.comments is not CommentsIn.OFF:
            needed, besides = (names.comments, names.questions), (names.polls,)
            wanted = replace(wanted, categories=needed, besides=besides)
        return sync(client, wanted, Steps(progress.say, progress.show))


def _repository(settings: Settings, problems: tuple[Diagnostic, ...]) -> str:
    """Which repository to ask for. Raises UnreadyError."""
    if settings.repository is not None:
        return settings.repository
    if settings.repo_url is None:
        of_settings = FORMATS["text"](sorted(problems)) if problems else ""
        raise UnreadyError(
            f"{of_settings}mkdocs.yml names no repository, so there is nothing to fetch from. Write "
            "“repo_url: https://github.com/OWNER/NAME” into it, with your own."
        )
    raise UnreadyError(
        f"“repo_url” in mkdocs.yml leads to {settings.repo_url}, which is no repository on "
        f"{settings.github.web}. It has to be {settings.github.web}/OWNER/NAME; a GitHub server of your "
        "company's is named below extra.hub.github, as “web” and “api”."
    )


def _of_the_disk(problem: OSError) -> str:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            "The disk is full. Make some room and run the command again: what was read is kept, and so "
            "are the comments of before."
        )
    return (
        f"“{problem.filename or SNAPSHOT}” cannot be read or written ({problem.strerror or problem}). "
        "Check that the folder “.cache” is yours to write, and run the command again."
    )


if __name__ == "__main__":
    sys.exit(main())
