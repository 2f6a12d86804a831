"""giscus' frame in a real browser, beside a stand-in for giscus on another origin of this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.support import talk
from tests.support.axe import faults
from tests.support.browser import DESKTOP, PHONE, recorded_page, serve_directory
from tests.support.giscus_stub import Giscus, stub_of_giscus
from tests.support.site import built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Frame, Page

    from tests.support.tabs import Opened

LONG = "A summary that goes on and on. " * 40
PARAGRAPHS = "\n\n".join(f"Words of paragraph {n}. " * 20 for n in range(30))
FILES: dict[str, str | bytes] = {
    "contributions/tips/a.md": (
        f"---\nid: text-a\nsummary: {LONG[:280]}\n---\n# Text A\n\n{PARAGRAPHS}\n\n"
        "[To B](b.md) [To D](d.md)\n"
    ),
    "contributions/tips/b.md": "---\nid: text-b\n---\n# Text B\n\nShort. [To A](a.md)\n",
    "contributions/tips/d.md": f"---\nid: text-d\n---\n# Text D\n\n{PARAGRAPHS}\n\n[To A](a.md)\n",
    "contributions/tips/bare.md": "---\nid: text-c\n---\n# Nobody said anything\n\nWords.\n",
}
SECTION, SAID = "[data-hub-giscus]", "[data-hub-giscus] [data-part=said]"
START = "Write a comment here"
KEY = "giscus-session"
HEADERS: dict[str, str] = {}  # that the hub's own host sends along
FRAME = "[data-hub-giscus] iframe"
# A frame that comes by itself comes when the browser has painted what is seen.
SEEN = """new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"""


@pytest.fixture(scope="module")
def giscus() -> Iterator[Giscus]:
    with stub_of_giscus() as stub:
        yield stub


@pytest.fixture(autouse=True)
def fine(giscus: Giscus) -> None:
    """The stand-in and the hub's host as they are at the beginning of each test."""
    giscus.mode, giscus.wait = "fine", 0
    giscus.asked.clear()
    giscus.over.clear()
    HEADERS.clear()


def make(folder: Path, giscus: Giscus, comments: str) -> Iterator[str]:
    site = folder / "site"
    with serve_directory(
        site, headers=HEADERS
    ) as address:  # Material looks for addresses with this port
        told = f"{{repo_id: R_0123, category_id: DIC_c, origin: '{giscus.origin}'}}"
        settings = f"""
repo_url: https://github.com/example/hub
site_url: {address}
theme: {{features: [navigation.instant]}}
extra: {{hub: {{comments: {comments}, giscus: {told}}}}}
"""
        root = start_hub(folder, FILES, settings=settings).root
        threads = (
            talk.thread("text-a", talk.said(1), number=41),
            talk.thread("text-b", talk.said(2, in_discussion=42), number=42),
            talk.thread("text-d", talk.said(3, in_discussion=43), number=43),
        )
        talk.put(root, talk.snapshot(*threads))
        built(root)
        yield address


@pytest.fixture(scope="module")
def served(giscus: Giscus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A hub in which the frame waits until somebody asks for it."""
    yield from make(tmp_path_factory.mktemp("both") / "hub", giscus, "both")


@pytest.fixture(scope="module")
def eager(giscus: Giscus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A hub in which the frame comes when somebody scrolls there."""
    yield from make(tmp_path_factory.mktemp("eager") / "hub", giscus, "giscus")


def open_text(page: Page, served: str, text: str = "tips/a/") -> None:
    page.goto(f"{served}{text}", wait_until="networkidle")


def ask(page: Page) -> None:
    page.get_by_role("button", name=START).click()


def frame(page: Page) -> Frame:
    """What stands in the frame, once it is there and has spoken."""
    page.wait_for_function(f"document.querySelector('{FRAME}')?.style.height === '321px'")
    handle = page.locator(FRAME).element_handle()
    assert handle
    found = handle.content_frame()
    assert found
    return found


def read(page: Page, served: str, text: str = "tips/a/") -> Frame:
    open_text(page, served, text)
    ask(page)
    return frame(page)


def emit(inner: Frame, data: object) -> None:
    """Let the stand-in say something, and wait until the page has heard it."""
    inner.evaluate("data => emit(data)", data)
    heard(inner.page)


def heard(page: Page) -> None:
    """Messages that are on their way have come."""
    page.evaluate(
        """new Promise((done) => {
          const ours = new MessageChannel();
          ours.port1.onmessage = () => setTimeout(done, 50);
          ours.port2.postMessage(0);
        })"""
    )


def quiet(page: Page) -> bool:
    return page.seen_errors == []  # type: ignore[attr-defined, no-any-return]


def test_nothing_is_asked_before_somebody_asks(served: str, giscus: Giscus, page: Page) -> None:
    for text in ("tips/a/", "tips/b/", "tips/bare/", ""):
        open_text(page, served, text)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.evaluate(SEEN)
        assert page.locator(FRAME).count() == 0
        assert page.locator(SECTION).count() == text.startswith(("tips/a", "tips/b/"))
    assert giscus.asked == []
    open_text(page, served)
    assert "asks you to sign in there" in page.locator(SECTION).inner_text()
    assert "when the hub is next built" in page.locator(SECTION).inner_text()
    page.emulate_media(media="print")
    assert not page.locator(SECTION).is_visible()
    page.emulate_media(media="screen")
    ask(page)
    frame(page)
    assert len(giscus.asked) == 1
    assert quiet(page)


def test_the_frame_is_told_what_it_needs_and_no_more(
    served: str, giscus: Giscus, page: Page
) -> None:
    read(page, f"{served}", "tips/a/?h=secret#part")
    told = giscus.told()
    description = told.pop("description")
    assert 100 < len(description) <= 120
    assert told == {
        "origin": f"{served}tips/a/#hub-giscus",
        "session": "",
        "theme": "light",
        "reactionsEnabled": "1",
        "emitMetadata": "0",
        "inputPosition": "top",
        "strict": "0",
        "repo": "example/hub",
        "repoId": "R_0123",
        "category": "Comments",
        "categoryId": "DIC_c",
        "backLink": f"{served}tips/a/",
        "number": "41",
    }
    assert urlsplit(giscus.asked[0]).path == "/en/widget"
    assert len(giscus.asked[0]) < 800
    assert page.locator(FRAME).get_attribute("title") == "Comments, in giscus"
    assert page.evaluate("[...document.scripts].filter((one) => one.src.includes('widget'))") == []


@pytest.mark.parametrize("wait", [0, 700])
def test_colors_are_in_step_whenever_they_change(
    wait: int, served: str, giscus: Giscus, page: Page
) -> None:
    giscus.wait = wait
    open_text(page, served)
    switch(page, "slate")  # before there is a frame
    ask(page)
    if wait:
        switch(page, "default")  # while it loads, and cannot hear
    inner = frame(page)
    wanted = "light" if wait else "dark"
    inner.wait_for_function("wanted => theme === wanted", arg=wanted)
    assert giscus.told()["theme"] == "dark"
    assert inner.evaluate("heard") == ([{"theme": "light"}] if wait else [])
    for scheme, theme in (("default", "light"), ("slate", "dark"), ("default", "light")):
        switch(page, scheme)
        inner.wait_for_function("wanted => theme === wanted", arg=theme)
    assert quiet(page)


def switch(page: Page, scheme: str) -> None:
    """Choose colors as the switch in the header does: it has a field for each of the three."""
    page.evaluate(
        """(scheme) => [...document.querySelectorAll(".md-option")].slice(1)
          .find((one) => one.dataset.mdColorScheme === scheme).click()""",
        scheme,
    )
    page.wait_for_function("scheme => document.body.dataset.mdColorScheme === scheme", arg=scheme)


def test_colors_follow_the_device(served: str, giscus: Giscus, opened: Opened) -> None:
    page = opened(viewport=DESKTOP, color_scheme="dark")
    inner = read(page, served)
    assert giscus.told()["theme"] == "dark"
    page.emulate_media(color_scheme="light")
    inner.wait_for_function("theme === 'light'")
    page.emulate_media(contrast="more")
    inner.wait_for_function("theme === 'light_high_contrast'")
    page.emulate_media(color_scheme="dark")
    inner.wait_for_function("theme === 'dark_high_contrast'")
    assert quiet(page)


COUNT = """
window.listeners = 0;
const [add, remove] = [window.addEventListener, window.removeEventListener];
window.addEventListener = function (type, ...rest) {
  if (type === "message" && this === window) window.listeners += 1;
  return add.call(this, type, ...rest);
};
window.removeEventListener = function (type, ...rest) {
  if (type === "message" && this === window) window.listeners -= 1;
  return remove.call(this, type, ...rest);
};
"""


def test_ten_instant_navigations_leave_one_listener(
    served: str, giscus: Giscus, browser: Browser
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    context.add_init_script(COUNT)
    page = recorded_page(context)
    inner = read(page, served)
    page.evaluate("window.stays = true")
    listeners = page.evaluate("window.listeners")
    assert listeners >= 1
    for number in range(10):
        to, title = ("tips/b/", "To B") if number % 2 == 0 else ("tips/a/", "To A")
        page.get_by_role("link", name=title, exact=True).click()
        page.wait_for_url(f"**/{to}")
        page.locator("h1", has_text=f"Text {title[-1]}").wait_for()
        assert page.locator("iframe").count() == 0, "the frame of the page before is gone"
        ask(page)
        inner = frame(page)
        told = giscus.told()
        assert told["number"] == ("42" if number % 2 == 0 else "41")
        assert told["origin"] == f"{served}{to}#hub-giscus"
        assert told["backLink"] == f"{served}{to}"
    assert page.evaluate("window.stays"), "no page was loaded anew"
    assert page.evaluate("window.listeners") == listeners
    assert len(giscus.asked) == 11
    switch(page, "slate")
    inner.wait_for_function("theme === 'dark'")
    assert inner.evaluate("heard.length") == 1, "it is told once"
    for back in range(4):
        page.go_back()
        page.locator("h1", has_text="Text A" if back % 2 else "Text B").wait_for()
        page.get_by_role("button", name=START).wait_for()
    page.go_forward()
    page.get_by_role("button", name=START).wait_for()
    assert page.locator("iframe").count() == 0
    assert len(giscus.asked) == 11, "going back asks giscus for nothing"
    assert page.evaluate("window.listeners") == listeners
    page.goto(f"{served}tips/bare/")
    assert quiet(page)
    context.close()


def blocked(page: Page) -> None:
    """Let the time pass in which a frame should have spoken, and see what the reader is told."""
    page.clock.fast_forward(9000)
    page.locator(SAID, has_text="giscus did not open").wait_for()
    link = page.get_by_role("link", name="See the conversation on GitHub")
    assert link.get_attribute("href") == "https://github.com/example/hub/discussions/41"
    assert page.locator(FRAME).evaluate("(one) => one.offsetHeight") == 0


@pytest.mark.parametrize("mode", ["refused", "denied", "hangs", "gone"])
def test_a_frame_that_is_blocked_is_told_in_words(
    mode: str, served: str, giscus: Giscus, page: Page
) -> None:
    giscus.mode = mode
    if mode == "gone":
        page.route(f"{giscus.origin}/**", lambda route: route.abort())
    page.clock.install()
    open_text(page, served)
    ask(page)
    assert page.locator(SAID).inner_text() == "giscus is opening."
    assert page.evaluate("document.activeElement.dataset.part") == "said", "the button is gone"
    blocked(page)
    switch(page, "slate")
    giscus.over.set()
    browsers_own = ("Refused to display", "Failed to load resource", "X-Frame-Options")
    assert [e for e in page.seen_errors if not any(own in e for own in browsers_own)] == []  # type: ignore[attr-defined]


OWN_FILES_ALONE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"
)


@pytest.mark.parametrize("policy", ["frame-src 'none'", OWN_FILES_ALONE], ids=["none", "own"])
def test_a_frame_that_the_hubs_own_host_forbids_is_told_in_words(
    policy: str, served: str, giscus: Giscus, page: Page
) -> None:
    HEADERS["Content-Security-Policy"] = policy
    page.clock.install()
    open_text(page, served)
    ask(page)
    assert page.locator(SAID).inner_text() == "giscus is opening."
    blocked(page)
    switch(page, "slate")
    page.route("https://github.com/**", lambda route: route.fulfill(body="On GitHub"))
    page.get_by_role("link", name="See the conversation on GitHub").click()
    page.wait_for_url("https://github.com/example/hub/discussions/41")
    assert giscus.asked == []
    errors = page.seen_errors  # type: ignore[attr-defined]
    assert errors, "the browser says what it forbids"
    assert [e for e in errors if "Content Security Policy" not in e or giscus.origin not in e] == []


def test_a_frame_that_is_late_is_shown_after_all(served: str, giscus: Giscus, page: Page) -> None:
    giscus.wait = 3_600_000  # until it is told to speak
    page.clock.install()
    open_text(page, served)
    ask(page)
    page.wait_for_function("document.querySelectorAll('iframe').length === 1")
    handle = page.locator(FRAME).element_handle()
    assert handle
    inner = handle.content_frame()
    assert inner
    inner.wait_for_function("typeof begin === 'function'")
    blocked(page)
    inner.evaluate("begin()")
    frame(page)
    assert page.locator(SAID).inner_text() == ""
    assert quiet(page)


def test_messages_of_others_are_passed_over(served: str, giscus: Giscus, page: Page) -> None:
    read(page, served)
    page.evaluate(f"localStorage.setItem('{KEY}', '\"mine\"')")
    hostile = {"giscus": {"resizeHeight": 999, "signOut": True, "error": "Bad credentials"}}
    page.evaluate("data => postMessage(data, '*')", hostile)
    page.evaluate(
        """([data, origin]) => new Promise((done) => {
          const other = document.createElement("iframe");  // the right origin, in the wrong window
          other.src = `${origin}/other?origin=${location.href}&hold=1`;
          other.onload = () => done();
          other.id = "other";
          document.body.append(other);
        })""",
        [hostile, giscus.origin],
    )
    handle = page.locator("#other").element_handle()
    assert handle
    other = handle.content_frame()
    assert other
    other.evaluate("data => parent.postMessage(data, '*')", hostile)
    page.evaluate(
        """(data) => new Promise((done) => {
          const blank = document.createElement("iframe");  // another origin
          blank.sandbox = "allow-scripts";
          blank.srcdoc = `<script>parent.postMessage(${JSON.stringify(data)}, "*")</` + "script>";
          blank.onload = () => done();
          document.body.append(blank);
        })""",
        hostile,
    )
    heard(page)
    assert page.locator(FRAME).evaluate("(one) => one.style.height") == "321px"
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == '"mine"'
    assert page.locator(SAID).inner_text() == ""
    assert len([one for one in giscus.asked if "/widget" in one]) == 1


@pytest.mark.parametrize(
    ("height", "shown"),
    [
        (1e9, "5000px"),
        (-50, "100px"),
        (0, "100px"),
        (640, "640px"),
        ("900", "321px"),
        (None, "321px"),
        ([700], "321px"),
        ({"a": 1}, "321px"),
        ("1px; position: fixed", "321px"),
    ],
)
def test_a_height_is_held(height: Any, shown: str, served: str, page: Page) -> None:
    inner = read(page, served)
    emit(inner, {"resizeHeight": height})
    inner.evaluate("parent.postMessage({giscus: {resizeHeight: NaN}}, '*')")
    inner.evaluate("parent.postMessage({giscus: {resizeHeight: Infinity}}, '*')")
    heard(page)
    assert page.locator(FRAME).evaluate("(one) => one.style.height") == shown
    assert quiet(page)


def test_hostile_messages_harm_nothing(served: str, giscus: Giscus, page: Page) -> None:
    inner = read(page, served)
    html = "<img src=x onerror=\"document.title='hacked'\">"
    sent: list[object] = [
        *(None, 7, "text", [], {"giscus": None}, {"giscus": "text"}, {"giscus": []}),
        *(
            {"giscus": {"error": html}},
            {"giscus": {"error": {"a": html}}},
            {"giscus": {"error": 7}},
        ),
        *({"giscus": {"signOut": "yes"}}, {"giscus": {"signOut": 1}}, {"giscus": {"__proto__": 1}}),
        {"giscus": {"discussion": {"url": "javascript:alert(1)"}, "viewer": html}},
    ]
    for data in sent:
        inner.evaluate("data => parent.postMessage(data, '*')", data)
    heard(page)
    assert "went wrong" in page.locator(SAID).inner_text()
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "hacked"
    assert len(giscus.asked) == 1
    assert quiet(page)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("Bad credentials", "sign-in has run out"),
        ("State has expired.", "sign-in has run out"),
        ("Invalid state value.", "sign-in has run out"),
        ("API rate limit exceeded for installation ID 1.", "too many questions"),
        ("Something else entirely", "went wrong"),
    ],
)
def test_what_goes_wrong_is_told_in_words(
    error: str, words: str, served: str, giscus: Giscus, page: Page
) -> None:
    inner = read(page, served)
    emit(inner, {"error": error})
    assert words in page.locator(SAID).inner_text()
    assert page.locator(SAID).get_attribute("role") == "status"
    assert error not in page.locator(SECTION).inner_text()
    assert page.locator(FRAME).is_visible()
    assert len(giscus.asked) == 1, "without a sign-in there is nothing to load anew"
    assert quiet(page)


def test_a_conversation_that_is_gone_is_not_begun_anew(served: str, page: Page) -> None:
    inner = read(page, served)
    inner.evaluate("emit({ error: 'Discussion not found' })")
    page.locator(SAID, has_text="does not find this conversation").wait_for()
    assert page.locator("iframe").count() == 0
    switch(page, "slate")
    assert quiet(page)


def kept(page: Page) -> Any:
    return page.evaluate(f"JSON.parse(localStorage.getItem('{KEY}'))")


def test_a_reader_signs_in_and_out(served: str, giscus: Giscus, page: Page) -> None:
    read(page, served)
    assert giscus.told()["session"] == ""
    page.goto(f"{served}tips/a/?giscus=a-session%2B%2F%3D&h=words#hub-giscus")
    frame(page)
    assert page.url == f"{served}tips/a/?h=words#hub-giscus"
    assert giscus.told()["session"] == "a-session+/="
    assert kept(page) == "a-session+/="
    open_text(page, served, "tips/b/")
    assert len(giscus.asked) == 2, "who is signed in is not sent there unasked"
    ask(page)
    inner = frame(page)
    assert giscus.told()["session"] == "a-session+/="
    steps = page.evaluate("history.length")
    inner.evaluate("emit({ signOut: true, error: 'State has expired (user signed out).' })")
    page.locator(SAID, has_text="You are signed out").wait_for()
    frame(page)
    assert giscus.told()["session"] == ""
    assert kept(page) is None
    assert len(giscus.asked) == 4
    assert page.evaluate("history.length") == steps, "no step for the back button"
    assert page.locator(SAID).inner_text() == "You are signed out."
    assert quiet(page)


def test_a_sign_in_that_has_run_out_is_forgotten_once(
    served: str, giscus: Giscus, page: Page
) -> None:
    open_text(page, served)
    page.evaluate(f"localStorage.setItem('{KEY}', '\"old\"')")
    ask(page)
    inner = frame(page)
    assert giscus.told()["session"] == "old"
    inner.evaluate("emit({ error: 'Bad credentials' })")
    page.wait_for_function(f"localStorage.getItem('{KEY}') === null")
    inner = frame(page)
    emit(inner, {"error": "Bad credentials"})
    assert [giscus.told(0)["session"], giscus.told(1)["session"]] == ["old", ""]
    assert len(giscus.asked) == 2, "it does not go round in circles"
    assert "sign-in has run out" in page.locator(SAID).inner_text()


def test_a_frame_in_another_tab_keeps_nobody_from_signing_in(
    served: str, giscus: Giscus, page: Page
) -> None:
    read(page, served)
    other = page.context.new_page()
    read(other, served, "tips/b/")
    other.close()
    page.goto(f"{served}tips/a/?giscus=a-session#hub-giscus")
    frame(page)
    assert kept(page) == "a-session"
    assert giscus.told()["session"] == "a-session"


@pytest.mark.parametrize(
    ("before", "given"),
    [
        (None, "strange"),
        ({"/tips/b/": 0}, "strange"),
        ({"/tips/a/": -7_200_000}, "strange"),
        ({"/tips/a/": 0}, "x" * 1001),
        ({"/tips/a/": 0}, ""),
        ("nonsense", "strange"),
    ],
    ids=["never went", "went elsewhere", "long ago", "too long", "empty", "nonsense"],
)
def test_a_link_from_elsewhere_signs_nobody_in(
    before: Any, given: str, served: str, giscus: Giscus, page: Page
) -> None:
    page.goto(served)
    if before:
        page.evaluate(
            "(went) => { if (typeof went === 'object') for (const path in went) went[path] += Date.now();"
            " localStorage.setItem('/hub:giscus', JSON.stringify(went)); }",
            before,
        )
    page.goto(f"{served}tips/a/?giscus={given}", wait_until="networkidle")
    page.wait_for_function("!location.search.includes('giscus')")
    assert page.url == f"{served}tips/a/"
    assert kept(page) is None
    assert giscus.asked == []
    assert quiet(page)


@pytest.mark.parametrize("nonsense", ["{", "7", "null", '{"a": 1}', json.dumps("x" * 2000)])
def test_nonsense_in_the_browser_is_no_session(
    nonsense: str, served: str, giscus: Giscus, page: Page
) -> None:
    open_text(page, served)
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", nonsense)
    ask(page)
    frame(page)
    assert giscus.told()["session"] == ""
    assert quiet(page)


def test_the_frame_comes_when_a_reader_scrolls_there(
    eager: str, giscus: Giscus, page: Page
) -> None:
    open_text(page, eager)
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    page.mouse.wheel(0, 100)
    page.wait_for_function("scrollY > 0")
    page.evaluate(SEEN)
    assert page.locator(FRAME).count() == 0
    assert giscus.asked == [], "it is still far"
    page.locator(SECTION).scroll_into_view_if_needed()
    frame(page)
    assert giscus.told()["number"] == "41"
    assert len(giscus.asked) == 1
    open_text(page, eager, "tips/b/")
    page.evaluate(SEEN)
    assert len(giscus.asked) == 1, "a short text asks for nothing by itself"
    ask(page)
    frame(page)
    assert quiet(page)


def test_who_leaves_before_scrolling_leaves_nothing(eager: str, giscus: Giscus, page: Page) -> None:
    open_text(page, eager)
    assert "giscus opens by itself" in page.locator(SECTION).inner_text()
    assert "Nothing is sent" not in page.locator(SECTION).inner_text()
    page.locator("[rel=prev], [rel=next], .hub-text a").first.evaluate("(one) => one.click()")
    page.wait_for_url("**/tips/b/")
    page.locator("h1", has_text="Text B").wait_for()
    page.locator(".hub-footer").scroll_into_view_if_needed()
    page.evaluate(SEEN)
    assert [giscus.told(n)["number"] for n in range(len(giscus.asked))] in ([], ["42"])
    assert quiet(page)


def test_the_frame_comes_by_scrolling_on_pages_that_are_swapped_in(
    eager: str, giscus: Giscus, page: Page
) -> None:
    open_text(page, eager)
    page.evaluate("window.stays = true")
    asked: list[str] = []

    def scroll_there(title: str, number: str) -> None:
        page.locator("h1", has_text=title).wait_for()
        page.mouse.wheel(0, 100)
        page.locator(SECTION).scroll_into_view_if_needed()
        frame(page)
        asked.append(number)
        assert [giscus.told(n)["number"] for n in range(len(giscus.asked))] == asked
        assert page.locator("iframe").count() == 1

    for here, there, number in (("A", "D", "43"), ("D", "A", "41"), ("A", "D", "43")):
        # Pressed without being scrolled to: the link stands just above the place for the frame.
        page.get_by_role("link", name=f"To {there}").evaluate("(one) => one.click()")
        page.locator("h1", has_text=f"Text {there}").wait_for()
        page.evaluate(SEEN)
        assert page.locator("iframe").count() == 0, f"the frame of {here} is gone"
        assert len(giscus.asked) == len(asked), "it is still far"
        scroll_there(f"Text {there}", number)
    page.go_back()  # to where the reader was, which is at the frame
    scroll_there("Text A", "41")
    page.go_back()
    scroll_there("Text D", "43")
    assert page.evaluate("window.stays"), "no page was loaded anew"
    assert quiet(page)


def test_without_scripts_the_link_leads_to_github(
    served: str, giscus: Giscus, opened: Opened
) -> None:
    page = opened(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{served}tips/a/")
    assert not page.get_by_role("button", name=START).is_visible()
    link = page.get_by_role("link", name="See the conversation on GitHub")
    assert link.get_attribute("href") == "https://github.com/example/hub/discussions/41"
    assert giscus.asked == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_everyone_can_open_it(size: Any, palette: Any, served: str, opened: Opened) -> None:
    page = opened(viewport=size, color_scheme=palette, reduced_motion="reduce")
    open_text(page, served)
    button = page.get_by_role("button", name=START)
    button.focus()
    assert faults(page) == []
    page.keyboard.press("Enter")
    inner = frame(page)
    emit(inner, {"error": "API rate limit exceeded"})
    assert [fault for fault in faults(page) if "iframe" not in fault] == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0


def test_a_browser_that_keeps_nothing_shows_the_frame(
    served: str, giscus: Giscus, browser: Browser
) -> None:
    context: BrowserContext = browser.new_context(viewport=DESKTOP)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page = recorded_page(context)
    open_text(page, served)
    ask(page)
    page.wait_for_function(f"document.querySelector('{FRAME}')?.style.height === '321px'")
    assert giscus.told()["session"] == ""
    context.close()
