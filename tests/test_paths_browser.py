"""Progress on a learning path in a real browser: by keyboard, kept, never in the way, and on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import DESKTOP, PHONE, recorded_page, serve_directory
from tests.support.site import built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.support.tabs import Opened

SETTINGS = "site_url: https://hub.example.org/hub/\nrepo_url: https://github.com/example/hub\n"
LONG = "A title that goes on and on until it is wider than any phone that anybody here has"
FILES: dict[str, str | bytes] = {
    "docs/paths/start.md": (
        "---\ntitle: Start\nfor: everyone\ncurators: [ada]\nsteps:\n  - tips/one: First of all.\n"
        "  - tips/two: Then this.\n  - tips/three: And that.\n---\nWelcome.\n"
    ),
    "docs/paths/other.md": "---\ntitle: Other\nsteps: [tips/two, tips/long-01]\n---\n",
    "docs/paths/many.md": "---\ntitle: Many\nsteps:\n"
    + "".join(f"  - tips/long-{n:02}: Reason {n}, in a few words.\n" for n in range(60))
    + "---\nSixty of them.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\n---\n",
    "contributions/tips/one.md": "# One\n\n" + "word " * 500 + "\n",
    "contributions/tips/two.md": "# Two\n\nSecond.\n",
    "contributions/tips/three.md": "# Three\n\nThird.\n",
    **{f"contributions/tips/long-{n:02}.md": f"# {LONG} {n}\n\nText {n}.\n" for n in range(60)},
}
BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); }
});"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""
MOST_SHIFT = 0.005  # a footer of which a slow machine has painted the first half
SHIFTS = """new Promise((done) => new PerformanceObserver((list) =>
  done(list.getEntries().reduce((sum, one) => sum + one.value, 0))
).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done(0), 300))"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site, and the site after one of the steps and the path were renamed."""
    hub = start_hub(tmp_path_factory.mktemp("paths") / "hub", FILES, settings=SETTINGS)
    first = tmp_path_factory.mktemp("first") / "site"
    shutil.copytree(built(hub.root).folder, first)
    hub.move("contributions/tips/one.md", "contributions/tips/uno.md")
    hub.move("docs/paths/start.md", "docs/paths/beginning.md")
    hub.commit()
    return first, built(hub.root).folder


@pytest.fixture
def host(sites: tuple[Path, Path], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the first site and its folder, which a test may fill anew."""
    shutil.copytree(sites[0], tmp_path / "host" / "hub")
    with serve_directory(tmp_path / "host") as address:
        yield f"{address}hub/", tmp_path / "host" / "hub"


def line(page: Page) -> str:
    """What the line of progress says."""
    return " ".join(page.locator(".hub-progress [role=status]").inner_text().split())


def ticked(page: Page) -> list[bool]:
    """Which steps are marked as read."""
    return [box.is_checked() for box in page.locator(".hub-step input").all()]


def errors(page: Page) -> list[str]:
    return page.seen_errors  # type: ignore[attr-defined,no-any-return]


def press_until(page: Page, key: str, selector: str) -> None:
    """Press a key until what `selector` names has the focus."""
    for _ in range(80):
        page.keyboard.press(key)
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_progress_by_keyboard_survives_reload_and_renames(
    host: tuple[str, Path], sites: tuple[Path, Path], page: Page
) -> None:
    served, folder = host
    page.goto(f"{served}paths/start/")
    assert "0 of 3 read" in line(page)
    assert "4 minutes left" in line(page)
    press_until(page, "Tab", ".hub-step:first-child input")
    page.keyboard.press("Space")
    assert ticked(page) == [True, False, False]
    assert "1 of 3 read" in line(page)
    assert "2 minutes left" in line(page)
    assert page.locator("[data-hub-on]").inner_text() == "Go on with: Two"
    assert page.locator("progress").evaluate("bar => bar.value") == 1
    page.reload()
    assert ticked(page) == [True, False, False]
    shutil.rmtree(folder)
    shutil.copytree(sites[1], folder)
    page.goto(f"{served}paths/start/")
    page.wait_for_url("**/paths/beginning/")
    page.locator(".hub-progress.hub-ready").wait_for()
    assert ticked(page) == [True, False, False]
    assert page.locator(".hub-step a").first.get_attribute("href") == "../../tips/uno/"
    press_until(page, "Tab", "[data-hub-on]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tips/two/")
    press_until(page, "Tab", "[data-hub-mark]")
    page.keyboard.press("Enter")
    assert page.locator("[data-hub-mark]").inner_text().strip() == "Read. Take the mark off"
    page.go_back()
    page.locator(".hub-progress.hub-ready").wait_for()
    assert ticked(page) == [True, True, False]
    press_until(page, "Tab", "[data-hub-again]")
    page.keyboard.press("Enter")
    assert ticked(page) == [False, False, False]
    assert page.evaluate("document.activeElement.matches('[data-hub-on]')")
    assert not page.locator("[data-hub-again]").is_visible()
    assert errors(page) == []


def test_the_end_is_said_calmly_and_leads_on(host: tuple[str, Path], page: Page) -> None:
    page.goto(f"{host[0]}paths/start/")
    for box in page.locator(".hub-step input").all():
        box.check()
    assert "3 of 3 read" in line(page)
    assert "All read" in line(page)
    page.locator("[data-hub-on]").click()
    assert page.url.endswith("#hub-then")
    then = page.locator(".hub-then")
    assert then.get_by_role("link", name="Ada Example").is_visible()
    assert "share/?kind=tip" in str(
        then.get_by_role("link", name="Write your own").get_attribute("href")
    )


def test_a_text_on_two_paths_counts_on_both(host: tuple[str, Path], page: Page) -> None:
    page.goto(f"{host[0]}paths/start/")
    page.get_by_role("checkbox", name="Read: Two").check()
    page.goto(f"{host[0]}paths/other/")
    assert ticked(page) == [True, False]
    page.goto(f"{host[0]}paths/")
    lines = [one for one in page.locator("[data-hub-read-of]").all() if one.is_visible()]
    assert [one.inner_text() for one in lines] == ["1 of 2 read", "1 of 3 read"]
    page.evaluate("localStorage.setItem('/hub:read', '{broken')")
    page.reload()
    assert page.locator("[data-hub-read-of]").first.is_hidden()
    assert errors(page) == []


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
def test_a_browser_that_keeps_nothing_says_so_and_works(
    script: str, host: tuple[str, Path], browser: Browser
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    context.add_init_script(script)
    page = recorded_page(context)
    page.set_default_timeout(8000)
    page.goto(f"{host[0]}paths/start/")
    page.get_by_role("checkbox", name="Read: One").check()
    assert "1 of 3 read" in line(page)
    assert "keeps nothing" in page.locator(".hub-progress__note").inner_text()
    page.get_by_role("button", name="Start again").click()
    assert ticked(page) == [False, False, False]
    page.goto(f"{host[0]}tips/two/")
    page.locator("[data-hub-mark]").click()
    assert page.locator("[data-hub-mark]").inner_text().strip() == "Read. Take the mark off"
    assert not [one for one in errors(page) if "paths.js" in one or "reading.js" in one]
    context.close()


def test_without_scripts_there_are_no_dead_controls(host: tuple[str, Path], opened: Opened) -> None:
    page = opened(viewport=PHONE, java_script_enabled=False)
    for where in ("paths/start/", "paths/", "tips/two/"):
        page.goto(host[0] + where)
        controls = page.locator(".hub button, .hub input, .hub progress")
        assert controls.count() > 0 or where == "paths/"
        assert not [one for one in controls.all() if one.is_visible()], where
        assert page.locator(".hub-when-ready").count() > 0
        assert not [one for one in page.locator(".hub-when-ready").all() if one.is_visible()]
    page.goto(f"{host[0]}paths/start/")
    assert page.locator(".hub-progress").bounding_box() is None  # nor an empty place
    assert page.get_by_text("First of all.").is_visible()
    page.get_by_role("link", name="Three").click()
    assert page.url == f"{host[0]}tips/three/"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_sixty_steps_fit_and_nothing_moves(
    size: ViewportSize, host: tuple[str, Path], opened: Opened
) -> None:
    page = opened(viewport=size)
    page.set_default_timeout(8000)
    for where in ("paths/many/", "paths/start/", "paths/", "tips/two/"):
        page.goto(host[0] + where, wait_until="networkidle")
        page.locator(".hub-ready").first.wait_for(state="attached")
        assert page.evaluate(SHIFTS) < MOST_SHIFT, where
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0, where
    page.get_by_role("button", name="Mark as read").click()
    for where in ("tips/two/", "paths/start/", "paths/"):
        page.goto(host[0] + where, wait_until="networkidle")
        page.locator(".hub-ready").first.wait_for(state="attached")
        assert page.evaluate(SHIFTS) < MOST_SHIFT, where
    assert page.get_by_text("1 of 3 read").is_visible()
    page.goto(f"{host[0]}paths/many/")
    places = page.locator(".hub-step").evaluate_all("all => all.map(one => one.offsetTop)")
    boxes = page.locator(".hub-tick").evaluate_all(
        "all => all.map(one => Math.min(one.offsetWidth, one.offsetHeight))"
    )
    page.locator(".hub-step input").nth(30).check()
    page.locator(".hub-step input").nth(0).check()
    after = page.locator(".hub-step").evaluate_all("all => all.map(one => one.offsetTop)")
    assert (len(places), after) == (60, places)
    assert min(boxes) >= 24
    assert "2 of 60 read" in line(page)
    assert {u.split("/")[2] for u in page.seen_requests} == {host[0].split("/")[2]}  # type: ignore[attr-defined]


def test_on_paper_it_is_a_list_to_tick_off(host: tuple[str, Path], page: Page) -> None:
    page.goto(f"{host[0]}paths/start/")
    page.get_by_role("checkbox", name="Read: One").check()
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    boxes = page.locator(".hub-step__box").all()
    assert [box.is_visible() for box in boxes] == [True] * 3
    assert {box.evaluate("box => getComputedStyle(box).borderTopWidth") for box in boxes} == {"1px"}
    assert page.get_by_text("https://hub.example.org/hub/tips/one/").is_visible()
    assert page.get_by_text("First of all.").is_visible()
    hidden = page.locator(".hub-progress, .hub-tick, .md-header, .hub-then__links")
    assert hidden.count() >= 6
    assert not [one for one in hidden.all() if one.is_visible()]
    pages = {}
    for name in ("start", "many"):
        page.goto(f"{host[0]}paths/{name}/")
        pages[name] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert pages["start"] == 1
    assert 2 <= pages["many"] <= 6
