"""Show what somebody sends in one HTML file that opens anywhere, from a phone's downloads, too."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.diagnostics import visible  # noqa: E402
from commonplace.readers.contributions import FOLDER  # noqa: E402
from commonplace.repository.preview import preview_page  # noqa: E402
from commonplace.site.gather import Request, gather  # noqa: E402
from commonplace.words import words  # noqa: E402
from scripts import _git, _site  # noqa: E402
from scripts._check_leaks import judge_of  # noqa: E402
from scripts._preview import make_preview  # noqa: E402
from scripts._product import is_link  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    """Write the file; 0 when it is there, 2 when it could not be made."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub preview",
        description="Writes one HTML file with the contributions that changed since this branch left REV, "
        "with their pictures in it. It needs no network and no scripts. What leaks is not shown.",
        epilog="Exit codes: 0 the file is there, 2 an option or the machine is at fault.",
    )
    parser.add_argument(
        "--base", metavar="REV", default="origin/main", help="otherwise origin/main"
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        default=Path("preview.html"),
        help="otherwise preview.html",
    )
    parser.add_argument("--as-of", metavar="DAY", help="as on this day (otherwise today)")
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _preview(options), failed=2)


def _preview(options: argparse.Namespace) -> int:
    _site.set_day(options.as_of)
    if is_link(options.out):  # a proposed file could lead it anywhere
        name = visible(str(options.out))
        raise _site.UsageError(f"“{name}” is a link, and nothing is written through one.")
    judge = judge_of(ROOT)
    changed = _git.changed_since(ROOT, options.base, (FOLDER,))
    if changed is None:
        raise _site.UsageError(
            f"“{visible(options.base)}” is nothing that Git can compare with here. Name a branch or a "
            "commit, such as “origin/main”."
        )
    site = gather(Request(root=ROOT, now=datetime.now(UTC), drafts=True))
    preview = make_preview(ROOT, site, changed, judge)
    told = words(site.hub.settings.language)["preview"]
    options.out.write_text(preview_page(preview, told), "utf-8", errors="replace", newline="\n")
    count = len(preview.texts)
    print(
        f"The preview is in {options.out}: {count} {'text' if count == 1 else 'texts'}.",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
