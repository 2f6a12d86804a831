"""Build the hub into the folder site/, ready to be published."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import _site  # noqa: E402 - the line above lets it be found

if TYPE_CHECKING:
    from commonplace.site.promises import Promises


_STRICT = (
    "With --strict the build ends as failed: what is marked as an error or a warning above has to be mended "
    "first. Without --strict, the rest is built."
)
_STOPPED = "The hub could not be built. What stopped it stands above."
# An annotation of GitHub: it stands on the page of the run, which is green all the same.
_LEAKS = (
    "::error title=Not everything is published::What must not get out was pushed. It is left out of the hub, "
    "and the repository still has it. The lines of the build say where. Have keys and passwords changed, "
    "then use “scripts/hub withdraw”."
)


def main(arguments: list[str] | None = None) -> int:
    """Build the hub; 0 when all is well, 1 when the content has errors, 2 when it could not."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub build",
        description="Builds the hub: every page, into the folder site/. "
        "What is wrong with a contribution is shown; the others are built all the same.",
        epilog="Exit codes: 0 all is well, 1 the content has errors (with --strict), "
        "2 a setting, an option or the machine is at fault, or the site is not whole.",
    )
    parser.add_argument(
        "--strict", action="store_true", help="end with 1 when the content has errors"
    )
    parser.add_argument(
        "--as-of",
        metavar="DAY",
        help="build the hub as it is on this day, such as 2026-01-31 (otherwise today)",
    )
    parser.add_argument(
        "--site-dir",
        metavar="DIR",
        type=Path,
        help="write to this folder instead of site/; it has to be empty, or the site of an earlier build",
    )
    options = parser.parse_args(arguments)
    _site.log_to_terminal()
    return _site.guarded(lambda: _build(options), failed=1 if options.strict else 2)


def _build(options: argparse.Namespace) -> int:
    from mkdocs.commands.build import build
    from mkdocs.exceptions import Abort

    _site.set_day(options.as_of)
    target = str(options.site_dir.absolute()) if options.site_dir else None
    started = time.monotonic()
    config = _site.load_settings(strict=options.strict or None, site_dir=target)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except Abort as problem:
        raise Abort(_STOPPED if "BuildError" in str(problem) else _STRICT) from None
    finally:
        config.plugins.on_shutdown()
    seconds = time.monotonic() - started
    print(f"The hub is in {config.site_dir} (built in {seconds:.1f} seconds).", file=sys.stderr)
    for line in config.extra.get("hub_summary", ()):
        print(f"  {line}", file=sys.stderr)
    if config.extra.get("hub_leaks") and os.environ.get("GITHUB_ACTIONS") == "true":
        print(_LEAKS)
    promised = config.extra.get("hub_promises")
    return 2 if promised and _breaks(Path(config.site_dir), promised) else 0


def _breaks(site: Path, promised: Promises) -> bool:
    """Look whether all that was planned is there, and say what is not."""
    from commonplace.site.verify import faults
    from scripts import _verdict

    found = faults(site, promised)
    for line in _verdict.of_faults(found, promised):
        print(line, file=sys.stderr)
    return bool(found)


def _leave(code: int) -> None:
    """End at once, with all workers: Python would take a large hub apart first, object by object."""
    for worker in multiprocessing.active_children():
        worker.terminate()
    with suppress(OSError, ValueError):  # nobody listens any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: _leave(128 + signal.SIGTERM))
    _leave(main())
