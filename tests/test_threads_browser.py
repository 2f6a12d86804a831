"""Hundreds of hostile comments in a real browser: nothing runs, nothing leaves, nothing breaks the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.bad_input.hostile_comments import hostile_comments
from tests.support.axe import OF_COLOR, faults
from tests.support.browser import DESKTOP, PHONE, serve_directory
from tests.support.site import BuiltSite, built, start_hub
from tests.support.talk import poll, put, said, snapshot, thread

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened, Tabs

pytestmark = pytest.mark.xdist_group("threads-browser")

HOSTILE = hostile_comments()
SETTINGS = "repo_url: https://github.com/example/hub\n"
TEXT = "---\nid: one1one1\n---\n# One\n\nWords.\n\n## Part\n\nMore.\n\n## Another\n\nMore.\n\n## Last\n\nx\n"
# What a comment holds that reaches out of its box, unless something within the box scrolls or folds it away.
OUTSIDE = """() => [...document.querySelectorAll(".hub-remark__words")].flatMap((box) => {
  const around = box.getBoundingClientRect();
  return [...box.querySelectorAll("*")].filter((one) => {
    for (let at = one.parentElement; at !== box; at = at.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return false;
    }
    const is = one.getBoundingClientRect();
    if (!is.width || !is.height || !one.checkVisibility() || one.closest(".md-code__nav")) return false;
    return is.left < around.left - 1 || is.right > around.right + 1
      || is.top < around.top - 24 || is.bottom > around.bottom + 24;
  }).map((one) => `${box.closest(".hub-remark").id} ${one.outerHTML.slice(0, 120)}`);
})"""
# The parts of a page below one another, and where each comment stands among them.
SHAPE = """() => ({
  headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((one) =>
    `${one.tagName} ${one.firstChild?.textContent?.trim()}`).filter((one) => !/comments?$/.test(one)),
  parts: [...document.querySelector("article.hub").children].map((one) =>
    `${one.tagName}.${one.classList[0]}`),
  comments: document.querySelectorAll(".hub-thread > .hub-remarks > li > .hub-remark").length,
  astray: [...document.querySelectorAll(".hub-remark, .hub-remark__words")].filter((one) =>
    !one.closest(".hub-thread")).length,
  ids: [...document.querySelectorAll(".hub-remark__words [id]")].filter((one) =>
    !one.id.startsWith("__code_")).length,
  within: document.querySelectorAll(`.hub-remark__words :is(h1, h2, h3, h4, h5, h6, img, form,
    svg:not(nav *, button *), input, script, style, iframe, video, audio, [style], [onclick])`).length,
  wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    comments = [said(n, html=html) for n, html in enumerate(HOSTILE.values(), start=1)]
    mild = [said(n, f"Comment {n}") for n in range(1, 4)]
    hub = start_hub(
        tmp_path_factory.mktemp("hostile") / "hub",
        {
            "contributions/tips/one.md": TEXT,
            "contributions/tips/two.md": TEXT.replace("one1one1", "two2two2"),
        },
        settings=SETTINGS,
    )
    odd = (
        ("<img src=x onerror='window.__pwned=1'>", 3),
        ("W" * 10_000, 2**53 - 1),
        ("متى؟" * 90, 0),
    )
    put(
        hub.root,
        snapshot(
            thread("one1one1", *comments),
            thread("two2two2", *mild, number=2),
            poll(3, choices=odd, question="Q" * 10_000, about="one1one1"),
            poll(4, about="two2two2"),
            *(poll(n, "<script>window.__pwned=1</script>" * n, odd) for n in range(5, 9)),
        ),
    )
    return built(hub.root)


@pytest.fixture(scope="module")
def address(site: BuiltSite) -> Iterator[str]:
    with serve_directory(site.folder) as served:
        yield served


def pages(site: BuiltSite) -> list[str]:
    found = ["tips/one/"]
    while site.has(following := f"tips/one/comments/{len(found) + 1}/"):
        found.append(following)
    return found


@pytest.fixture(scope="module", params=["phone", "desktop"])
def reader(tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[Page]:
    size = PHONE if request.param == "phone" else DESKTOP
    with tabs.lend(viewport=size, reduced_motion="reduce") as lent:
        yield lent


def shape(page: Page, where: str) -> Any:
    page.goto(where, wait_until="networkidle")
    return page.evaluate(SHAPE)


def test_two_hundred_hostile_comments_do_nothing(
    site: BuiltSite, address: str, reader: Page
) -> None:
    expected = shape(reader, f"{address}tips/two/")
    assert expected["comments"] == 3
    shown = 0
    for where in pages(site):
        found = shape(reader, address + where)
        shown += found["comments"]
        assert (found["astray"], found["ids"], found["within"], found["wide"]) == (
            0,
            0,
            0,
            False,
        ), where
        if where == "tips/one/":
            assert found["headings"] == expected["headings"]
            assert found["parts"] == expected["parts"]
        assert reader.evaluate(OUTSIDE) == [], where
        # What lies over the whole page would take every click.
        on_top = reader.evaluate(
            "document.elementFromPoint(20, 20).closest('.hub-thread') === null"
        )
        assert on_top, where
        for link in reader.locator(".hub-remark__words summary").all()[:3]:
            link.click()
        assert reader.evaluate("window.__pwned") is None, where
        assert reader.url == address + where
    assert shown == len(HOSTILE) > 250
    assert not shape(reader, f"{address}questions/")["wide"]
    assert reader.locator(".hub-question").count() == 4
    assert reader.evaluate("window.__pwned") is None
    assert reader.seen_errors == []  # type: ignore[attr-defined]
    asked = [one for one in reader.seen_requests if not one.startswith(address)]  # type: ignore[attr-defined]
    assert asked == []


def test_the_measure_would_see_what_reaches_out(address: str, reader: Page) -> None:
    reader.goto(f"{address}tips/two/")
    reader.evaluate(
        "document.querySelector('.hub-remark__words').innerHTML ="
        '\'<p style="width:9000px">x</p><p style="margin-top:-90px">y</p>\''
    )
    assert len(reader.evaluate(OUTSIDE)) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_comments_are_odd(
    site: BuiltSite, address: str, opened: Opened, scheme: Any
) -> None:
    page = opened(viewport=PHONE, color_scheme=scheme, reduced_motion="reduce")
    seen = 0
    for where in (*pages(site)[:2], "tips/two/", "questions/"):
        page.goto(address + where, wait_until="networkidle")
        assert faults(page) == [], where
        assert faults(page, OF_COLOR) == [], where
        seen += 1
    assert seen == 4
