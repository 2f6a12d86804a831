"""Texts from right to left, pages on paper, and pages without scripts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from tests.support.browser import DESKTOP, PHONE
from tests.support.everything import ARABIC, HEBREW, Everything, settle
from tests.support.probes import probe
from tests.support.searched import press_search_key

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.support.tabs import Opened, Tabs


# What a page without scripts may hold and not show.
OPENS = "details:not([open]) > :not(summary), .tabbed-block, .md-sidebar"
BESIDE = """(list) => {
  const right = (one) => one.getBoundingClientRect().right;
  return right(list.parentElement) - right(list.firstElementChild);
}"""
ELSEWHERE = "svg title, .headerlink, .footnote-backref, .hub-pager__pages, .hub-step__address"
"""For a pointer, a large screen, or paper."""
NEEDS_A_SCRIPT = (
    ".hub-search, .hub-suggest, .hub-later, .hub-when-ready, .hub-filters, [data-hub-found], .hub-share, "
    ".hub-ask__fields, .hub-reading__move, .hub-invitation[data-part=empty]"
)


@pytest.fixture
def still(tabs: Tabs) -> Iterator[Page]:
    """A page without motion."""
    with tabs.lend(viewport=DESKTOP, reduced_motion="reduce") as lent:
        yield lent


def direction(one: Locator) -> str:
    found: str = one.evaluate("(one) => getComputedStyle(one).direction")
    return found


def side(one: Locator) -> str:
    """At which side of its box the letters of an element begin."""
    found: str = one.evaluate("""(one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const [box, text] = [one.getBoundingClientRect(), range.getBoundingClientRect()];
      return box.right - text.right < text.left - box.left ? "right" : "left";
    }""")
    return found


def test_a_text_from_right_to_left_is_read_so(everything: Everything, still: Page) -> None:
    settle(still, everything.at("text from right to left"))
    assert still.evaluate("document.documentElement.dir || 'ltr'") == "ltr"
    assert direction(still.locator("h1")) == "rtl"
    assert side(still.locator("h1")) == "right"
    assert direction(still.locator(".hub-standfirst")) == "rtl"
    text = still.locator(".hub-text")
    blocks = text.locator(
        "> :is(p, ul, blockquote, .admonition, h2), > .md-typeset__scrollwrap table"
    )
    ways = {name: [] for name in ("rtl", "ltr")}
    for block in blocks.all():
        ways[direction(block)].append(block.inner_text())
    assert len(ways["rtl"]) >= 7
    assert ways["ltr"] == ["English words stand in a paragraph of their own."]
    first = text.locator("li").first
    assert direction(first) == "rtl", "its mark stands at the right"
    assert side(first) == "right"
    assert text.locator("ul").first.evaluate(BESIDE) > 20, "there is room for its mark"
    quote = text.locator("blockquote").evaluate("(one) => getComputedStyle(one).borderLeftWidth")
    assert quote == "0px", "its line stands at the right alone"
    code = text.locator("p code").first
    assert code.inner_text() == "code"
    contents = still.locator(".md-sidebar--secondary .md-nav__link", has_text=ARABIC).first
    assert direction(contents.locator("bdi")) == "rtl"


def test_its_words_elsewhere_are_read_so_too(everything: Everything, still: Page) -> None:
    for address in ("hub/tips/page/2/", "hub/paths/first/", "hub/people/noa/"):
        settle(still, everything.served + address)
        title = still.locator(".hub-row__title", has_text=HEBREW).first
        assert direction(title) == "rtl", address
    assert direction(still.locator("h1")) == "rtl"
    settle(still, everything.at("people/"))
    assert direction(still.locator(".hub-card bdi", has_text="נועה").first) == "rtl"
    settle(still, everything.at("home"))
    press_search_key(still)
    still.keyboard.type(HEBREW.split()[0])
    found = still.locator(".hub-find__title", has_text=HEBREW)
    found.first.wait_for()
    assert side(found.first) == "right"


def test_other_texts_stay_as_they_are(everything: Everything, still: Page) -> None:
    text = everything.full.html("articles/busy/").split("hub-text")[1].split("hub-thread")[0]
    assert len(text) > 5000
    assert " dir=" not in text
    settle(still, everything.at("text with everything"))
    assert direction(still.locator(".hub-text > p").first) == "ltr"


def test_a_page_on_paper_is_black_on_white_and_whole(
    everything: Everything, opened: Opened
) -> None:
    paper = {"width": 718, "height": 1000}  # A4 at 96 dots an inch, with margins of a centimeter
    page = opened(viewport=paper, reduced_motion="reduce")
    found = {}
    for kind in everything.each:
        settle(page, everything.at(kind))
        for palette, scheme in (("dark", "slate"), ("light", "default")):
            page.emulate_media(media="screen", color_scheme=palette)
            if kind != "moved":
                page.wait_for_function(f"document.body.dataset.mdColorScheme === '{scheme}'")
            page.emulate_media(media="print", color_scheme=palette)
            result = page.evaluate(probe("printed"))
            if faulty := {name: some[:5] for name, some in result.items() if some}:
                found[f"{kind} in {palette}"] = faulty
        page.emulate_media(media="screen")
    assert found == {}
    assert len(everything.each) > 18
    settle(page, everything.at("text with everything"))
    page.emulate_media(media="print")
    elsewhere = page.locator(".hub-text > p > a", has_text="another")
    assert "https://elsewhere.example/a" in elsewhere.evaluate(
        "(one) => getComputedStyle(one, '::after').content"
    )
    assert page.get_by_text("First.", exact=True).is_visible()
    assert page.get_by_text("Second.", exact=True).is_visible()
    assert page.get_by_text("What was folded.").is_visible()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("p { color: #999 !important }", "gray"),
        ("body { background: #222 !important }", "ground"),
        (".hub--missing p { width: 200vw }", "cut"),
        (".md-header { display: block !important }", "controls"),
    ],
)
def test_what_would_not_do_on_paper_is_noticed(
    fault: str, told: str, everything: Everything, still: Page
) -> None:
    settle(still, everything.at("missing"))
    still.emulate_media(media="print")
    assert not any(still.evaluate(probe("printed")).values())
    still.add_style_tag(content=fault)
    assert still.evaluate(probe("printed"))[told]


def links_of(page: Page) -> set[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('a[href]')].map((one) => one.href)"
    )
    return set(found)


def test_without_scripts_every_text_is_there_and_every_link_leads_somewhere(
    everything: Everything, opened: Opened
) -> None:
    page = opened(viewport=PHONE, java_script_enabled=False)
    leads: dict[str, str] = {}
    unread: dict[str, list[str]] = {}
    within = f"{OPENS}, {ELSEWHERE}, {NEEDS_A_SCRIPT}"
    for kind in everything.kinds:
        page.goto(everything.at(kind), wait_until="load")
        main = page.locator("main")
        assert main.locator("h1").first.is_visible(), kind
        unread[kind] = page.evaluate(probe("unread"), within)
        for link in links_of(page):
            leads.setdefault(link, kind)
    assert {kind: words for kind, words in unread.items() if words} == {}
    page.goto(everything.at("text with everything"))
    page.evaluate("document.querySelector('.hub-text').style.opacity = 0")
    assert "p.null Last words." in page.evaluate(probe("unread"), within), "or nothing is noticed"
    page.goto(everything.at("text with everything"))
    for words in ("First.", "A footnote.", "With words, and a"):
        assert page.get_by_text(words).first.is_visible(), words
    page.get_by_text("Another", exact=True).click()
    assert page.get_by_text("Second.", exact=True).is_visible()
    page.get_by_text("A folded box").click()
    assert page.get_by_text("What was folded.").is_visible()
    page.goto(everything.at("leaderboard/"))
    assert page.locator(".hub-window").count() > 1
    assert all(one.is_visible() for one in page.locator(".hub-window").all())
    here = {link: kind for link, kind in leads.items() if link.startswith(everything.served)}
    assert len(here) > 100
    assert {link: kind for link, kind in here.items() if not exists(link, everything)} == {}


def exists(link: str, everything: Everything) -> bool:
    """Whether there is a page or file at an address, and in it the place that comes after the #."""
    if link.startswith(everything.at("missing")):  # wherever somebody got lost
        return (everything.full.folder / "404.html").is_file()
    parts = urlsplit(link)
    folder, _, path = unquote(parts.path).strip("/").partition("/")
    site = {"hub": everything.full, "empty": everything.empty}.get(folder)
    if site is None:
        return False
    file = site.folder / posixpath.normpath(path or ".")
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return False
    return not parts.fragment or f'id="{unquote(parts.fragment)}"' in file.read_text("utf-8")


def test_a_word_in_a_table_stays_whole(everything: Everything, opened: Opened) -> None:
    page = opened(viewport=PHONE)
    settle(page, everything.at("long own page"))
    cut, seen = page.evaluate("""() => {
      const whole = [...document.querySelectorAll("td code")].filter((one) => /^\\w+$/.test(one.textContent));
      const cut = whole.filter((one) => one.getClientRects().length > 1);
      return [cut.map((one) => one.textContent), whole.length];
    }""")
    assert cut == []
    assert seen > 20
