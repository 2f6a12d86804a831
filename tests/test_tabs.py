"""Pages that are lent: what one test leaves behind, the next does not find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import PHONE, serve_directory

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Tabs

SETTINGS = {"viewport": PHONE, "color_scheme": "dark", "locale": "de-DE"}  # nobody else's
STATE = """() => ({
  steps: history.length, kept: localStorage.length + sessionStorage.length, cookies: document.cookie,
  wide: innerWidth, online: navigator.onLine, name: window.name,
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  still: matchMedia("(prefers-reduced-motion: reduce)").matches,
  paper: matchMedia("print").matches,
})"""
LASTING: dict[str, Callable[[Page], object]] = {
    "a script": lambda page: page.add_init_script("window.left = 1"),
    "a script of the context": lambda page: page.context.add_init_script("window.left = 1"),
    "a clock": lambda page: page.clock.install(),
    "a listener": lambda page: page.on("dialog", lambda dialog: dialog.dismiss()),
    "nothing, for it is closed": lambda page: page.close(),
}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("host")
    (folder / "index.html").write_text("<title>One</title><p>Words.</p>", "utf-8")
    with serve_directory(folder) as address:
        yield address


def test_what_one_leaves_the_next_does_not_find(tabs: Tabs, host: str) -> None:
    with tabs.lend(**SETTINGS) as page:
        page.goto(host)
        fresh = page.evaluate(STATE)
        assert fresh["dark"], "as was asked for"
        page.route("**/gone", lambda route: route.abort())
        page.evaluate(
            "localStorage.a = sessionStorage.b = 1; document.cookie = 'c=1'; console.error('oh')"
        )
        page.goto(f"{host}?again")
        page.set_viewport_size({"width": 900, "height": 700})
        page.emulate_media(media="print", color_scheme="light", reduced_motion="reduce")
        page.context.new_page().goto(host)
        page.context.set_offline(True)
        assert page.seen_errors != []  # type: ignore[attr-defined]
        changed = page.evaluate(STATE)
        assert {key for key, value in fresh.items() if changed[key] != value} == set(fresh) - {
            "name"
        }
    with tabs.lend(**SETTINGS) as again:
        assert again is page
        assert again.url == "about:blank"
        assert again.seen_errors == again.seen_requests == []  # type: ignore[attr-defined]
        assert len(again.context.pages) == 1
        again.goto(host)
        assert again.evaluate(STATE) == fresh
        assert again.evaluate("fetch('gone').then((one) => one.status)") == 404


@pytest.mark.parametrize("what", LASTING)
def test_what_cannot_be_taken_back_is_lent_to_nobody_else(what: str, tabs: Tabs, host: str) -> None:
    with tabs.lend(**SETTINGS) as page:
        LASTING[what](page)
    with tabs.lend(**SETTINGS) as other:
        assert other is not page
        other.goto(host)
        assert other.evaluate("window.left") is None


def test_two_at_once_are_two_pages(tabs: Tabs) -> None:
    with tabs.lend(**SETTINGS) as one, tabs.lend(**SETTINGS) as other:
        assert one.context is not other.context
