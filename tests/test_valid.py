"""Every kind of page is valid HTML: vnu, the W3C's own checker, finds no error, whatever colleagues write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import PHONE
from tests.support.everything import Everything, settle
from tests.support.hub import make_hub
from tests.support.odd import odd_texts
from tests.support.shipped import IS_SAMPLE, samples
from tests.support.site import BuiltSite, built
from tests.support.vnu import NO_JAVA, invalid, java, java_is_a_must

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.support.tabs import Opened

FAULTY = (
    "<!doctype html><html lang=en><title>x</title><p><a href='a'><a href='b'>x</a></a></p></html>"
)


def java_for_tests() -> str:
    """Where Java is. No Java is no reason to fail on a laptop, and is one in CI."""
    path = java()
    if path is None and java_is_a_must():
        pytest.fail(NO_JAVA, pytrace=False)
    if path is None:
        pytest.skip(NO_JAVA)
    return path


@pytest.fixture
def shipped(tmp_path: Path) -> BuiltSite:
    """The hub that comes along, with odd texts in it."""
    files = samples() if IS_SAMPLE else {}
    return built(make_hub(tmp_path / "hub", files | odd_texts()))


def pages_of(site: BuiltSite) -> list[Path]:
    return sorted(site.folder.rglob("*.html"))


def test_vnu_finds_no_error_on_any_kind_of_page(
    everything: Everything, shipped: BuiltSite, tmp_path: Path
) -> None:
    program = java_for_tests()
    faulty = tmp_path / "faulty.html"
    faulty.write_text(FAULTY, "utf-8")
    pages = [
        page for site in (everything.full, everything.empty, shipped) for page in pages_of(site)
    ]
    assert len(pages) > 75
    for name in (name for name in odd_texts() if name.endswith(".md")):
        assert shipped.has(f"tips/{Path(name).stem}/"), f"{name} was left out"
    found = invalid(program, [*pages, faulty])
    assert "Start tag “a” seen" in found.pop(faulty)[0], "what is planted is seen"
    assert found == {}


@pytest.mark.parametrize("box", ["__drawer", "__search"])
@pytest.mark.parametrize("mended", [True, False], ids=["as it is", "without the form"])
def test_what_was_open_is_closed_when_somebody_comes_back(
    box: str, mended: bool, everything: Everything, opened: Opened
) -> None:
    page = opened(viewport=PHONE)
    if not mended:  # then a browser opens it again, so this test can fail
        page.route("**/*", without_the_form)
    settle(page, everything.at("own page"))
    page.evaluate("(id) => document.getElementById(id).click()", box)
    settle(page, everything.at("people/"))
    page.go_back()
    page.wait_for_load_state()
    assert page.evaluate("(id) => document.getElementById(id).checked", box) != mended


def without_the_form(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace(' form="__boxes"', ""))


@pytest.mark.parametrize(
    ("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_without_java_it_says_so_and_fails_in_ci(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="NOBODY HAS LOOKED"):
        java_for_tests()
