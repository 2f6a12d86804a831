"""Build the hub into the folder site/, ready to be published."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import _site  # noqa: E402 - the line above lets it be found


def main(arguments: list[str] | None = None) -> int:
    """Build the hub; 0 when all is well, 1 when the content has errors, 2 when it could not."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub build",
        description="Builds the hub: every page, into the folder site/. "
        "What is wrong with a contribution is shown; the others are built all the same.",
        epilog="Exit codes: 0 all is well, 1 the content has errors (with --strict), "
        "2 a setting, an option or the machine is at fault.",
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
        "--site-dir", metavar="DIR", type=Path, help="write to this folder instead of site/"
    )
    options = parser.parse_args(arguments)
    _site.log_to_terminal()
    return _site.guarded(lambda: _build(options), failed=1 if options.strict else 2)


def _build(options: argparse.Namespace) -> int:
    from mkdocs.commands.build import build

    _site.set_day(options.as_of)
    target = str(options.site_dir.absolute()) if options.site_dir else None
    started = time.monotonic()
    config = _site.load_settings(strict=options.strict or None, site_dir=target)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    seconds = time.monotonic() - started
    print(f"The hub is in {config.site_dir} (built in {seconds:.1f} seconds).", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
