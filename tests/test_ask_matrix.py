"""Every way to ask and to talk, in every configuration: each link and button that is shown works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.support import talk
from tests.support.browser import DESKTOP, serve_directory
from tests.support.everything import settle
from tests.support.giscus_stub import stub_of_giscus
from tests.support.site import built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened

FILES: dict[str, str | bytes] = {
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Sample\nexpertise: [calls]\n---\n",
    "contributions/tips/said.md": (
        "---\nid: text-said\ntopics: [calls]\n---\n# The pager rings\n\nWords.\n"
    ),
    "contributions/tips/unsaid.md": (
        "---\nid: text-unsaid\ntopics: [calls]\n---\n# Nobody spoke\n\nWords.\n"
    ),
    "docs/topics/calls.md": (
        "---\ntitle: First calls\ncurators: [ada]\n"
        "questions:\n  - {ask: Who rings first?, by: ada}\n---\nWords.\n"
    ),
}
PUBLIC = "https://github.com/example/hub"
SERVER = "https://git.example.org/team/hub"
SEEN = (
    "ask/?about=text-said&topic=calls",
    "tips/said/",
    "tips/unsaid/",
    "questions/",
    "topics/calls/",
)
WATCH = """() => {
  window.changed = 0;
  new MutationObserver((all) => { changed += all.length; })
    .observe(document, { subtree: true, childList: true, attributes: true });
}"""
TITLE, DETAILS = "Who comes & when?", "I rang.\nTwice."
# GitHub's own pages that a hub leads to, and what their addresses have to say.
GITHUB = {
    "edit": set(),
    "commits": set(),
    "blob": set(),
    "new": {"filename", "value"},
    "discussions": set(),
    "discussions/new": {"category"},
}


@dataclass(frozen=True)
class Case:
    """A configuration: its settings, what `ask/` offers, and whether there is a snapshot and giscus."""

    settings: str
    base: str | None
    ways: tuple[str, ...]
    said: bool = False
    private: bool = True
    giscus: bool = False
    talks: bool = True

    @property
    def repository(self) -> str:
        """As GitHub names it."""
        return "/".join((self.base or PUBLIC).split("/")[-2:])


def hub(**values: str) -> str:
    """`extra.hub` of mkdocs.yml."""
    return "extra: {hub: {" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}}"


GISCUS = "{repo_id: R_0123, category_id: DIC_c, origin: ORIGIN}"
MAIL = "hub@example.org"
CASES = {
    "github.com, public": Case(
        f"repo_url: {PUBLIC}\n{hub(audience='public', comments='both', giscus=GISCUS, contact=MAIL)}",
        PUBLIC,
        ("github", "mail"),
        said=True,
        private=False,
        giscus=True,
    ),
    "github.com, private": Case(
        f"repo_url: {PUBLIC}\n{hub(contact=MAIL)}", PUBLIC, ("github", "mail"), said=True
    ),
    "github.com, only giscus": Case(
        f"repo_url: {PUBLIC}\n{hub(comments='giscus', giscus=GISCUS)}",
        PUBLIC,
        ("github",),
        said=True,
        giscus=True,
    ),
    "github.com, before the first sync": Case(f"repo_url: {PUBLIC}", PUBLIC, ("github",)),
    "Enterprise server": Case(
        f"repo_url: {SERVER}\n"
        + hub(
            github="{web: 'https://git.example.org', api: 'https://git.example.org/api/v3'}",
            comments="giscus",
            giscus=GISCUS,
            contact=MAIL,
        ),
        SERVER,
        ("github", "mail"),
        said=True,
    ),
    "a server that is not named": Case(f"repo_url: {SERVER}", SERVER, (), talks=False),
    "managed users": Case(
        f"repo_url: {PUBLIC}\n{hub(github='{managed_users: true}', comments='both', giscus=GISCUS)}",
        PUBLIC,
        ("github",),
        said=True,
    ),
    "no repository": Case(hub(contact=MAIL), None, ("mail",), talks=False),
    "neither repository nor mail": Case("", None, (), talks=False),
    "comments off": Case(
        f"repo_url: {PUBLIC}\n{hub(comments='off', contact=MAIL)}",
        PUBLIC,
        ("mail",),
        said=True,
        talks=False,
    ),
    "comments off, no mail": Case(
        f"repo_url: {PUBLIC}\n{hub(comments='off')}", PUBLIC, (), said=True, talks=False
    ),
}


@dataclass(frozen=True)
class Served:
    """A configuration and where it is served."""

    name: str
    case: Case
    address: str


@pytest.fixture(scope="module", params=CASES, ids=lambda name: name.replace(" ", "-"))
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    case = CASES[request.param]
    with stub_of_giscus() as giscus:
        settings = case.settings.replace("ORIGIN", f"'{giscus.origin}'")
        root = start_hub(tmp_path_factory.mktemp("case") / "hub", FILES, settings=settings).root
        if case.said:
            _put(root, case)
        site = built(root)
        with serve_directory(site.folder) as address:
            yield Served(request.param, case, address)


def _put(root: Path, case: Case) -> None:
    """What was said, on the host and in the repository of the case."""
    thread = talk.thread("text-said", talk.said(1), number=41)
    question = talk.asked(50, "Who answers?", topic="calls")
    whole = talk.snapshot(thread, question, private=case.private, repository=case.repository)
    talk.put(root, whole)
    path = root / ".cache/hub/discussions.json"
    path.write_text(path.read_text("utf-8").replace(PUBLIC, case.base or PUBLIC), "utf-8")


def links(page: Page) -> list[str]:
    """Every link that is shown, but for the menu."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".md-content a[href], .hub-footer a[href]")]
          .filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => one.href)"""
    )
    assert len(found) > 5
    return found


def hold(url: str, served: Served, page: Page) -> str:
    """Follow a link, or hold what it says against the configuration; returns what it was."""
    parts = urlsplit(url)
    if url.startswith(served.address):
        answer = page.request.get(url)
        assert answer.status == 200, url
        if parts.fragment:
            assert f'id="{unquote(parts.fragment)}"' in answer.text(), url
        return "here"
    if parts.scheme == "mailto":
        assert parts.path == MAIL, url
        return "mail"
    base = served.case.base
    assert base, f"{url} leads elsewhere, and there is no repository"
    assert url.startswith(f"{base}/"), url
    rest = parts.path.removeprefix(urlsplit(base).path).strip("/")
    fields = (
        parse_qs(parts.query, strict_parsing=True, keep_blank_values=True) if parts.query else {}
    )
    if rest.startswith("discussions/") and rest.split("/")[1].isdigit():
        assert served.case.said, url
        assert rest.split("/")[1] in ("1", "41", "50"), url  # comments stand in 1
        return "conversation"
    where = next(name for name in sorted(GITHUB, key=len, reverse=True) if rest.startswith(name))
    assert GITHUB[where] <= set(fields), url
    if where == "discussions/new":
        assert fields["category"] == ["q-a"], url
    if where.startswith("discussions"):
        assert served.case.talks, f"{url}, where nobody talks"
    return where


def test_every_link_that_is_shown_works(served: Served, opened: Opened) -> None:
    page = opened(viewport=DESKTOP, reduced_motion="reduce")
    kinds: set[str] = set()
    for where in SEEN:
        page.goto(served.address + where, wait_until="networkidle")
        kinds |= {hold(url, served, page) for url in set(links(page))}
    case = served.case
    assert "here" in kinds
    assert ("discussions/new" in kinds) == ("github" in case.ways)
    assert ("mail" in kinds) == ("mail" in case.ways)
    assert ("conversation" in kinds) == (case.said and case.talks)
    assert ("edit" in kinds) == (case.base is not None)
    page.goto(f"{served.address}tips/said/", wait_until="networkidle")
    in_frame = case.giscus and "comments: giscus" in case.settings
    shown = case.said and case.talks and not in_frame
    assert (page.locator(".hub-remark").count() > 0) == shown, "what was said can be read"
    assert page.seen_errors == []  # type: ignore[attr-defined]


def test_asking_works_in_every_way_that_is_shown(served: Served, opened: Opened) -> None:
    page = opened(viewport=DESKTOP)
    page.goto(f"{served.address}ask/?about=text-said&topic=calls", wait_until="networkidle")
    assert page.locator("[data-part=whom] p").inner_text() == (
        "Ada Example (looks after it), Bo Sample"
    ), "whom to ask is told everywhere"
    page.locator("input[name=title]").fill("pager")
    page.locator("[data-part=near] a").first.wait_for()
    page.locator("input[name=title]").fill(TITLE)
    ways = page.locator("[data-way]").evaluate_all("all => all.map((one) => one.dataset.way)")
    assert tuple(ways) == served.case.ways
    assert (page.locator("textarea[name=details]").count() == 1) == bool(ways)
    if ways:
        page.locator("textarea[name=details]").fill(DETAILS)
    page.evaluate(
        """() => addEventListener("click", (event) => {
          const way = event.target.closest("[data-way]");
          if (way) { window.opened = way.href; event.preventDefault(); }
        })"""
    )
    for way in ways:
        page.locator(f"[data-way={way}]").click()
        HOLD[way](page.evaluate("window.opened"), served)
    page.get_by_role("button", name="Clear what I wrote").click()
    assert page.locator("input[name=title]").input_value() == ""
    assert page.seen_errors == []  # type: ignore[attr-defined]


def _hold_github(url: str, served: Served) -> None:
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{served.case.base}/discussions/new"
    fields = parse_qs(parts.query, strict_parsing=True)
    assert (fields["category"], fields["title"]) == (["q-a"], [TITLE])
    (body,) = fields["body"]
    assert body.startswith(DETAILS)
    assert body.endswith("<!-- commonplace:topic=calls -->\n<!-- commonplace:about=text-said -->")
    assert f"{served.address}tips/said/" in body


def _hold_mail(url: str, served: Served) -> None:
    to, _, query = url.partition("?")
    assert to == f"mailto:{MAIL}"
    fields = dict(one.split("=") for one in query.split("&"))
    assert unquote(fields["subject"]) == TITLE
    body = unquote(fields["body"])
    assert "For Ada Example, who looks after “First calls”" in body
    assert f"{served.address}tips/said/" in body


HOLD: dict[str, Any] = {"github": _hold_github, "mail": _hold_mail}


def test_every_button_that_is_shown_does_something(served: Served, opened: Opened) -> None:
    page = opened(viewport=DESKTOP)
    pressed = 0
    for where in SEEN:
        settle(page, served.address + where)
        buttons = page.locator(".md-content button:visible")
        for number in range(buttons.count()):
            if number:
                settle(page, served.address + where)
            page.evaluate(WATCH)
            buttons.nth(number).click()
            page.wait_for_function("changed > 0")
            pressed += 1
    assert pressed >= 2
    page.goto(f"{served.address}tips/said/", wait_until="networkidle")
    start = page.get_by_role("button", name="Write a comment here")
    assert start.count() == served.case.giscus
    if served.case.giscus:
        start.click()
        page.wait_for_function(
            "document.querySelector('[data-hub-giscus] iframe').style.height === '321px'"
        )
    page.goto(f"{served.address}tips/unsaid/", wait_until="networkidle")
    assert start.count() == 0, "without a conversation there is no frame"
    assert page.seen_errors == []  # type: ignore[attr-defined]
