"""What the first view of a page costs: bytes over the wire, what blocks it, and whether anything jumps."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import DESKTOP, PHONE
from tests.support.everything import Everything, settle
from tests.support.searched import press_search_key

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Response

MOST = 120_000  # bytes, compressed as hosts do it, without pictures
MOST_BLOCKING = 45_000  # of these what has to come before anything is painted
# Cumulative layout shift. 0.1 is what https://web.dev/articles/cls calls good; here room is left for a line
# that finds its direction once its first letter has come.
MOST_SHIFT = 0.005
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])

# Everything that moves what a reader has seen, with what it was; typing and clicking are no surprise.
WATCH = """
window.hubJumps = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (one.hadRecentInput) continue;
    const what = one.sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? node?.textContent);
    window.hubJumps.push({ much: one.value, what });
  }
}).observe({ type: "layout-shift", buffered: true });
"""
DOWN = """async () => {
  for (let at = 0; at < document.documentElement.scrollHeight; at += 800) {
    scrollTo({ top: at, behavior: "instant" });
    await new Promise((done) => setTimeout(done, 25));
  }
}"""


@pytest.fixture
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who has never been here."""
    context = browser.new_context()
    yield context
    context.close()


def weigh(page: Page, address: str, known: dict[str, int]) -> dict[str, int]:
    """What a page loads until it is quiet, as bytes over the wire by address; pictures left out.

    `known` keeps what was weighed before.
    """
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", keep)
    loaded = {}
    for answer in answers:
        redirect = 300 <= answer.status < 400
        if redirect or answer.headers.get("content-type", "").startswith("image/"):
            continue
        if answer.url not in known:
            known[answer.url] = len(gzip.compress(answer.body(), 6))
        loaded[answer.url] = known[answer.url]
    return loaded


# What a browser waits for before it paints anything.
BLOCKING = """() => [
  ...document.head.querySelectorAll("script[src]:not([async], [defer], [type=module])"),
  ...document.querySelectorAll("link[rel=stylesheet]:not([media=print])"),
].map((one) => one.src ?? one.href)"""


def test_the_first_view_of_every_kind_of_page_is_light(
    everything: Everything, browser: Browser
) -> None:
    assert {"home", "text with everything"} <= {*everything.each}
    heavy = {}
    known: dict[str, int] = {}
    for kind in everything.each:
        context = browser.new_context(viewport=PHONE)
        page = context.new_page()
        loaded = weigh(page, everything.at(kind), known)
        blocking = page.evaluate(BLOCKING)
        context.close()
        assert len(loaded) > 5 or kind == "moved", "a page loads its looks and scripts"
        assert {name.rpartition(".")[2] for name in blocking} <= {"css"}, kind
        if sum(loaded.values()) > MOST or sum(map(loaded.__getitem__, blocking)) > MOST_BLOCKING:
            heavy[kind] = loaded
    assert heavy == {}


def test_the_index_comes_when_somebody_searches_and_not_before(
    everything: Everything, fresh: BrowserContext
) -> None:
    page = fresh.new_page()
    loaded = weigh(page, everything.at("text with everything"), {})
    assert not [path for path in loaded if "pagefind" in path or "search.json" in path]
    with page.expect_response("**/search/search.json"):
        press_search_key(page)
    page.keyboard.type("tip")
    page.locator(".hub-find__title a").first.click()
    page.wait_for_url("**?h=tip*")
    page.locator("mark").first.wait_for()


def test_words_to_search_for_in_the_address_are_searched(
    everything: Everything, fresh: BrowserContext
) -> None:
    page = fresh.new_page()
    page.goto(f"{everything.at('home')}?q=tip")
    page.locator(".hub-find__title a").first.wait_for()


def jumps(page: Page, address: str) -> list[dict[str, Any]]:
    """What jumped while a page came in slowly and was read to its end."""
    settle(page, address)
    page.evaluate(DOWN)
    found: list[dict[str, Any]] = page.evaluate("window.hubJumps")
    return found


def shift(jumped: list[dict[str, Any]]) -> float:
    total: float = sum(one["much"] for one in jumped)
    return total


@SIZES
def test_nothing_jumps_while_a_page_comes_in(
    size: Any, everything: Everything, browser: Browser
) -> None:
    context = browser.new_context(viewport=size)
    context.add_init_script(WATCH)
    page = context.new_page()
    slow = {"offline": False, "latency": 20, "downloadThroughput": 4e5, "uploadThroughput": 4e5}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", slow)
    # Most that jumps does so on a phone: fewer pages do for the other width.
    kinds = everything.each if size == PHONE else everything.each[::3]
    found = {kind: jumps(page, everything.at(kind)) for kind in kinds}
    context.close()
    assert len(found) > 5
    far = {kind: jumped for kind, jumped in found.items() if shift(jumped) > MOST_SHIFT}
    assert far == {}


def test_a_jump_would_be_seen(fresh: BrowserContext, everything: Everything) -> None:
    fresh.add_init_script(WATCH)
    page = fresh.new_page()
    settle(page, everything.at("home"))
    page.evaluate(
        "() => setTimeout(() => document.querySelector('.hub').style.paddingTop = '9rem', 600)"
    )
    page.wait_for_function(f"window.hubJumps.some((one) => one.much > {MOST_SHIFT})")
