"""MkDocs, started from Python: its log as calm lines, its failures as words and exit codes."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

from scripts._names import printable

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "mkdocs.yml"


class UsageError(Exception):
    """Wrong usage or a machine that lacks something; the message is for the person who runs it."""


def day(text: str) -> str:
    """Check a day given as YYYY-MM-DD and return it. Raises UsageError."""
    try:
        given: str | None = date.fromisoformat(text).isoformat()
    except ValueError:
        given = None
    if given != text:  # Python also reads weeks and days without dashes
        raise UsageError(
            f"“{text}” is not a day. Write it as year-month-day, for example 2026-01-31."
        )
    return text


def set_day(text: str | None) -> None:
    """Let the hooks take `text` for today; without one, nothing is changed. Raises UsageError."""
    if text is not None:
        os.environ["HUB_AS_OF"] = day(text)
    elif os.environ.get("HUB_AS_OF"):
        day(os.environ["HUB_AS_OF"])


class _Plain(logging.Formatter):
    """Lines that repeat what somebody wrote, and steer neither a terminal nor a workflow."""

    def format(self, record: logging.LogRecord) -> str:
        """One record, as it is shown."""
        return printable(super().format(record))


def log_to_terminal() -> None:
    """Show MkDocs' progress to a person who watches; a pipe gets warnings and errors alone."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO if sys.stderr.isatty() else logging.WARNING)
    logger.propagate = False
    handler = logging.StreamHandler()
    # What is wrong with the content is the result, not the progress: a pipe gets all of it.
    logging.getLogger("mkdocs.hooks.hub").setLevel(logging.INFO)
    handler.setFormatter(_Plain("%(levelname)s: %(message)s"))
    logger.addHandler(handler)


def load_settings(*, strict: bool | None = None, site_dir: str | None = None) -> MkDocsConfig:
    """Read mkdocs.yml. Raises MkDocs' ConfigurationError, also where MkDocs itself aborts."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    try:
        return load_config(str(CONFIG), strict=strict, site_dir=site_dir)
    except Abort as problem:
        raise ConfigurationError(problem.format_message()) from None


def count(number: int, one: str, many: str) -> str:
    """A number with its word."""
    return f"{number:,} {one if number == 1 else many}"


def guarded(work: Callable[[], int], *, failed: int) -> int:
    """Run `work` and return its exit code; no failure shows a traceback.

    `failed` is the code for a build that MkDocs gave up. HUB_TRACEBACK=1 shows tracebacks all the
    same, for whoever looks for a fault in the hub itself.
    """
    ClickException, Abort, ConfigurationError = _failures_of_mkdocs()  # noqa: N806
    try:
        return work()
    except UsageError as problem:
        print(problem, file=sys.stderr)
        return 2
    except ConfigurationError as problem:
        print(f"The settings in mkdocs.yml cannot be used.\n{problem}", file=sys.stderr)
        return 2
    except _nobody_can_judge() as problem:
        print(problem, file=sys.stderr)
        return 2
    except Abort as problem:
        print(problem.format_message(), file=sys.stderr)
        return failed
    except (ClickException, OSError) as problem:
        _show(problem)
        print(f"The hub could not be built. {printable(str(problem))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except Exception as problem:
        _show(problem)
        print(
            f"Something in the hub itself went wrong: {type(problem).__name__}: {printable(str(problem))}\n"
            "HUB_TRACEBACK=1 shows where.",
            file=sys.stderr,
        )
        return 2


def _failures_of_mkdocs() -> tuple[type[Any], type[Any], type[Any]]:
    """What MkDocs may raise; what looks at files alone works where MkDocs is no more, too."""
    try:
        from click import ClickException
        from mkdocs.exceptions import Abort, ConfigurationError
    except ImportError:
        return UsageError, UsageError, UsageError
    return ClickException, Abort, ConfigurationError


def _nobody_can_judge() -> type[Exception]:
    """What is raised where nothing can be looked through for leaks; wrong settings are told without it."""
    try:
        from commonplace.checks.rules import RulesError
    except ImportError:
        return UsageError
    return RulesError


def _show(problem: BaseException) -> None:
    if os.environ.get("HUB_TRACEBACK"):
        traceback.print_exception(problem)
