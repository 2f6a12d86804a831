"""The pictures in README.md: `python -m tests.support.pictures SITE` takes them of a built hub.

SITE is the folder that `scripts/hub build` wrote. HUB_CHROMIUM names the browser.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.browser import DESKTOP, PHONE, open_browser, serve_directory
from tests.support.hub import ROOT

FOLDER = ROOT / "docs" / "develop" / "pictures"
PICTURES = {
    "home-desktop": ("", DESKTOP, False),
    "home-phone": ("", PHONE, False),
    "story-phone": ("war-stories/the-quiet-handover/", PHONE, True),
    "leaderboard-phone": ("leaderboard/", PHONE, False),
}


def take(site: Path) -> None:
    """Take every picture, each of what fits on the screen."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serve_directory(site) as address, open_browser() as browser:
        for name, (page_address, size, dark) in PICTURES.items():
            context = browser.new_context(
                viewport=size, color_scheme="dark" if dark else "light", reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(f"{address}{page_address}", wait_until="networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")
            context.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
