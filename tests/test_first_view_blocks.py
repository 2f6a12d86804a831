"""Nothing blocks for long while a page comes in: measured beside stock Material with the same texts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts._bench_bare import make_bare
from tests.support.blocking import blocking_time
from tests.support.browser import PHONE, serve_directory
from tests.support.everything import Everything
from tests.support.hub import run_mkdocs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MOST = 2.0  # times what stock Material blocks
ROOM = 40  # milliseconds, for a page at which Material has next to nothing to do
RUNS = 3
# What Material does with two palettes, as the hub has, and without fonts from elsewhere.
THEME = """theme:
  name: material
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Light}
"""
MENU = """nav:
  - index.md
  - Tips: [tips/short.md, tips/old.md, tips/rtl.md]
  - War stories: war-stories/night.md
  - People: people/ada.md
  - Links: links/paper.md
  - More: [reference.md, articles/busy.md]
"""
ROW = re.compile(r'hub-row__title[^>]*><a href="[^"]+"[^>]*>([^<]+)')
BUSY = "for (const end = performance.now() + 400; performance.now() < end;);"


@pytest.fixture(scope="module")
def stock(everything: Everything, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same texts as MkDocs and Material make them, with a home page of as many rows."""
    folder = tmp_path_factory.mktemp("stock") / "site"
    hub = everything.full
    make_bare(hub.root, folder, stock=False)
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    for old, new in (("theme: {name: material}\n", THEME), ("nav: [index.md]\n", MENU)):
        assert old in settings
        settings = settings.replace(old, new)
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    shutil.copy(hub.root / "docs" / "reference.md", folder / "docs")
    titles = ROW.findall(hub.html(""))
    assert len(titles) > 5
    rows = "\n".join(f"## {title}\n\nSome words about it.\n" for title in titles)
    (folder / "docs" / "index.md").write_text(f"# Home\n\n{rows}", "utf-8")
    done = run_mkdocs(folder, "build")
    assert done.returncode == 0, done.stderr
    with serve_directory(folder / "site", lasting=True) as address:
        yield address


@pytest.mark.parametrize("where", ["", "war-stories/night/", "reference/"])
def test_a_page_blocks_at_most_twice_as_long_as_stock_material(
    where: str, everything: Everything, stock: str, browser: Browser
) -> None:
    ours, theirs = [], []
    for _ in range(RUNS):  # in turn, so that both have the same machine
        ours.append(blocking_time(browser, f"{everything.served}hub/{where}", PHONE))
        theirs.append(blocking_time(browser, f"{stock}{where}", PHONE))
    assert min(theirs) > 0
    assert min(ours) <= MOST * min(theirs) + ROOM, (ours, theirs)  # others only add to it


def test_a_script_that_blocks_would_be_seen(tmp_path: Path, browser: Browser) -> None:
    for name, script in (("quiet", ""), ("busy", BUSY)):
        page = f"<!doctype html><title>{name}</title><p>Words.</p><script>{script}</script>"
        (tmp_path / f"{name}.html").write_text(page, "utf-8")
    with serve_directory(tmp_path) as address:
        quiet = blocking_time(browser, f"{address}quiet.html", PHONE)
        busy = blocking_time(browser, f"{address}busy.html", PHONE)
    assert busy > quiet + 100, "a script took a part of four tenths of a second on a busy machine"
