"""What every test can ask for. The builders themselves are in tests/support."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import DESKTOP, open_browser, recorded_page
from tests.support.hub import make_hub
from tests.support.repository import Repository

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty Git repository."""
    return Repository.create(tmp_path / "repository")


@pytest.fixture
def hub(tmp_path: Path) -> Callable[..., Path]:
    """Makes a hub in this test's folder: `hub({"contributions/tips/a.md": "# A"})` is its root."""

    def make(files: dict[str, str | bytes], *, settings: str = "", git: bool = True) -> Path:
        return make_hub(tmp_path / "hub", files, settings=settings, git=git)

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, one a worker. Fails, and never skips, when there is none."""
    with open_browser() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page at desktop width; see `recorded_page` for the two lists it keeps."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    yield recorded_page(context)
    context.close()
