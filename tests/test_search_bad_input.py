"""What can go wrong with a search: a plain sentence each time, no exception, and nothing is executed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import serve_directory
from tests.support.searched import press_search_key, said_of, search, searched_hub, titles
from tests.support.site import BuiltSite

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened

BROKEN = "A part of the search did not come."


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return searched_hub(tmp_path_factory.mktemp("search") / "hub")


@pytest.fixture(scope="module")
def served(hub: BuiltSite) -> Iterator[str]:
    with serve_directory(hub.folder, lasting=True) as address:
        yield address


@pytest.fixture
def box(served: str, page: Page) -> Page:
    page.goto(served, wait_until="networkidle")
    return page


def exceptions(page: Page) -> list[str]:
    """What went wrong in scripts; that a file did not come is told by the browser itself."""
    found: list[str] = page.seen_errors  # type: ignore[attr-defined]
    return [one for one in found if not one.startswith("Failed to load resource")]


HOSTILE = (
    "<img src=x onerror=window.hacked=1>",
    "</template><script>window.hacked=1</script>",
    "\"'`{count}{typed}$&${1}",
    '"',
    "“”",
    '"a" "b" "',
    "🚀",
    "👩‍🔬 pump 🚀",
    "\ud83d",
    "%%%&=#?/\\",
    "null",
    "__proto__ constructor",
    "\u202egasket",
    "a" * 10_000,
    "gasket " * 2_000,
    "\u0000\u0007",
    " " * 50,
    "*",
    "'; drop table",
    "-gasket +oil ~x^2",
)


def test_whatever_is_typed_is_text(box: Page) -> None:
    seen = set()
    for typed in HOSTILE:
        search(box, typed.replace("\u0000", ""))
        assert exceptions(box) == [], typed[:40]
        assert box.evaluate("window.hacked") is None, typed[:40]
        assert box.locator(".hub-find img, .hub-find script").count() == 0, typed[:40]
        assert said_of(box) or not typed.strip(" \u0000\u0007"), typed[:40]
        assert len(box.url) < 2_000
        seen.add(typed)
    assert len(seen) == len(HOSTILE)


def test_a_long_query_is_said_to_be_cut(box: Page) -> None:
    search(box, "gasket " * 1_500)
    assert said_of(box).startswith("What you typed is long. Only its beginning is searched.")
    assert "Oil the gasket" in box.locator(".hub-find__title").all_inner_texts()
    search(box, "🚀 !")
    assert said_of(box) == "There is no word or number in this to search for."


def test_markup_of_a_text_is_shown_as_text(box: Page) -> None:
    assert titles(box, "binnacle") == ["Escaping <img src=x onerror=window.hacked=1>"]
    shown = box.locator(".hub-find__result").inner_text()
    assert "<img src=x onerror=window.hacked=1>" in shown
    assert box.evaluate("window.hacked") is None
    box.locator(".hub-find__title a").click()
    box.locator(".hub-text mark").first.wait_for()
    assert box.evaluate("window.hacked") is None
    assert exceptions(box) == []


def test_an_address_may_hold_anything(served: str, page: Page) -> None:
    for asked in (
        "?q=%3Cscript%3Ewindow.hacked%3D1%3C/script%3E&kind=%3Cb%3E&year=x&topic=",
        "?q=%F0%9F&kind=__proto__&type=constructor",
        "?q=" + "x" * 3_000,
        "?h=%3Cb%3E+%5C+(((&q=gasket",
        "?q=&kind=tip",
    ):
        page.goto(f"{served}{asked}", wait_until="networkidle")
        page.locator("[data-hub-find][data-for]").wait_for()
        assert exceptions(page) == [], asked[:40]
        assert page.evaluate("window.hacked") is None


def without(folder: Path, pattern: str) -> None:
    found = sorted(folder.glob(pattern))
    assert found, pattern
    for path in found:
        path.unlink()


def halved(folder: Path, pattern: str) -> None:
    found = sorted(folder.glob(pattern))
    assert found, pattern
    for path in found:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


MISSING = "The search is not there yet."
FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "no search": (lambda site: without(site, "search/search.json"), MISSING),
    "half a search.json": (lambda site: halved(site, "search/search.json"), MISSING),
    "built without": (
        lambda site: (site / "search/search.json").write_text(  # type: ignore[func-returns-value]
            '{"version": 1, "bundle": null, "words": {}, "topics": []}'
        ),
        "This hub was built without a search.",
    ),
    "no bundle": (lambda site: shutil.rmtree(site / "pagefind"), BROKEN),
    "no program": (lambda site: without(site, "pagefind/wasm.*"), BROKEN),
    "no chunks": (lambda site: without(site, "pagefind/index/*"), BROKEN),
    "half chunks": (lambda site: halved(site, "pagefind/index/*"), BROKEN),
    "no fragments": (lambda site: without(site, "pagefind/fragment/*"), BROKEN),
    "half fragments": (lambda site: halved(site, "pagefind/fragment/*"), BROKEN),
    "no meta": (lambda site: without(site, "pagefind/*.pf_meta"), BROKEN),
    "half an entry": (lambda site: halved(site, "pagefind/pagefind-entry.json"), BROKEN),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_half_an_index_is_said(fault: str, hub: BuiltSite, tmp_path: Path, page: Page) -> None:
    site = tmp_path / "site"
    shutil.copytree(hub.folder, site)
    spoil, sentence = FAULTS[fault]
    spoil(site)
    with serve_directory(site) as address:
        page.goto(address, wait_until="networkidle")
        assert titles(page, "gasket") == []
        assert said_of(page).startswith(sentence)
        assert exceptions(page) == []
        page.keyboard.press("Escape")
        page.locator(".hub-find").wait_for(state="hidden")


def test_no_vocabulary_only_means_no_mending(hub: BuiltSite, tmp_path: Path, page: Page) -> None:
    site = tmp_path / "site"
    shutil.copytree(hub.folder, site)
    without(site, "search/words-*")
    with serve_directory(site) as address:
        page.goto(address, wait_until="networkidle")
        assert titles(page, "marlinsipke") == []
        assert said_of(page).startswith("Nothing found")
        assert exceptions(page) == []


def test_a_network_that_drops_in_the_middle_is_said(box: Page) -> None:
    assert titles(box, "gasket oil") == ["Oil the gasket"]
    dropped = []
    box.context.route("**/fragment/**", lambda route: (dropped.append(1), route.abort()))
    assert titles(box, "capstan") == []
    assert dropped
    assert said_of(box).startswith(BROKEN)
    assert box.locator(".hub-find__query").input_value() == "capstan"
    assert exceptions(box) == []


def test_what_did_not_come_is_asked_for_again(hub: BuiltSite, tmp_path: Path, page: Page) -> None:
    site = tmp_path / "site"
    shutil.copytree(hub.folder, site)
    (site / "pagefind" / "fragment").rename(tmp_path / "away")
    with serve_directory(site) as address:
        page.goto(address, wait_until="networkidle")
        assert titles(page, "capstan") == []
        assert said_of(page).startswith(BROKEN)
        (tmp_path / "away").rename(site / "pagefind" / "fragment")
        assert len(titles(page, "capsta")) == 2
        assert exceptions(page) == []


def test_a_part_of_it_that_does_not_come_is_asked_for_again(served: str, page: Page) -> None:
    page.route("**/search/box.js", lambda route: route.abort())
    page.goto(served, wait_until="networkidle")
    press_search_key(page)
    page.locator(".hub-find__said", has_text=BROKEN).wait_for()
    page.keyboard.press("Escape")
    page.unroute("**/search/box.js")
    page.goto(served, wait_until="networkidle")
    assert titles(page, "gasket oil") == ["Oil the gasket"]


def test_without_modules_the_page_says_so(served: str, page: Page) -> None:
    page.route("**/assets/hub.js", lambda route: route.abort())
    page.goto(served, wait_until="networkidle")
    page.locator(".md-header [data-hub-search]").click()
    page.locator(".hub-find__said", has_text="The search cannot start here").wait_for()
    page.get_by_role("button", name="Close the search").click()
    page.locator(".hub-find").wait_for(state="hidden")


def test_a_page_opened_from_disk_says_so(hub: BuiltSite, page: Page) -> None:
    page.goto((hub.folder / "index.html").as_uri())
    page.locator(".md-header [data-hub-search]").click()
    page.locator(".hub-find__said", has_text="opened as a file").wait_for()
    assert [one for one in exceptions(page) if "Uncaught" in one or "Error:" in one] == []


def test_without_scripts_the_page_says_so(served: str, opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    page.goto(served)
    assert page.locator("[data-hub-search]:visible").count() == 0
    page.locator(".md-header summary", has_text="Search").click()
    assert "the search needs them" in page.locator(".md-header details").inner_text()
    page.locator(".md-header details a", has_text="Topics").click()
    page.wait_for_url("**/topics/")
