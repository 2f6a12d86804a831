"""What every test can ask for. The builders themselves are in tests/support."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts.test import COMPILED
from tests.support.browser import DESKTOP, open_browser
from tests.support.differing import differing
from tests.support.everything import Everything, served_everything
from tests.support.hub import make_hub
from tests.support.repository import Repository
from tests.support.sharing import scheduler
from tests.support.tabs import Opened, Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def pytest_configure() -> None:
    """Keep compiled tests where `scripts/hub test` wants them, let Ctrl-C be heard, and Hypothesis wait.

    Shells start what runs in the background deaf to it, and whatever that starts is so, too. How long an
    example takes says nothing beside other workers; Hypothesis knows that of CI alone.
    """
    if folder := os.environ.get(COMPILED):
        sys.pycache_prefix, sys.dont_write_bytecode = folder, False
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(ImportError):  # tests that need it say so
        from hypothesis import HealthCheck, settings

        slow = [HealthCheck.too_slow]
        settings.register_profile("hub", deadline=None, suppress_health_check=slow)
        settings.load_profile("hub")


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """What differs between two folders, in a few lines: a site's pages would hide every other failure."""
    return differing(left, right) if op == "==" else None


def pytest_collection_finish() -> None:
    """Eight thousand tests stay until the end: no search for what nobody needs has to go through them."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object | None:
    """With several workers: what a file makes once for its tests is made once, too."""
    return scheduler(config, log) if config.getoption("dist") == "loadgroup" else None


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


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """Pages to lend: `with tabs.lend(viewport=PHONE) as page`."""
    return Tabs(browser)


@pytest.fixture
def opened(tabs: Tabs) -> Iterator[Opened]:
    """Lends pages until the end of the test, each with the settings that a browser's context takes."""
    with ExitStack() as lent:
        yield lambda **settings: lent.enter_context(tabs.lend(**settings))


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """A page at desktop width; see `recorded_page` for the two lists it keeps."""
    with tabs.lend(viewport=DESKTOP, reduced_motion="reduce") as lent:
        yield lent


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    """Every kind of page there is, served; one build a worker."""
    with served_everything(tmp_path_factory.mktemp("everything")) as served:
        yield served
