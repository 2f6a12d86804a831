"""Every way to share, in every configuration: each button that is shown works, none is shown that cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.support.browser import PHONE, serve_directory
from tests.support.everything import PICTURE
from tests.support.share import FILES, LEAKS, TEXT, TITLE, looked_over, no_faults, open_share
from tests.support.site import built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Opened

PUBLIC = "https://github.com/example/hub"
SERVER = "https://git.example.org/team/hub"
MAIL = "hub@example.org"
FORM = ".github/ISSUE_TEMPLATE/tip.yml"


def hub(**values: str) -> str:
    """`extra.hub` of mkdocs.yml."""
    return "extra: {hub: {" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}}"


ENTERPRISE = "{web: 'https://git.example.org', api: 'https://git.example.org/api/v3'}"


@dataclass(frozen=True)
class Case:
    """A configuration: its settings, the repository that buttons lead to, and the buttons that it shows."""

    settings: str
    base: str | None
    ways: tuple[str, ...]
    form: bool = False
    branch: str = "main"


CASES = {
    "public": Case(
        f"repo_url: {PUBLIC}\n{hub(audience='public', contact=MAIL)}", PUBLIC, ("github", "mail")
    ),
    "public and no mail": Case(
        f"repo_url: {PUBLIC}\n{hub(audience='public')}", PUBLIC, ("github",)
    ),
    "private": Case(f"repo_url: {PUBLIC}\n{hub(contact=MAIL)}", PUBLIC, ("github", "mail")),
    "no mail": Case(f"repo_url: {PUBLIC}", PUBLIC, ("github",)),
    "with forms": Case(
        f"repo_url: {PUBLIC}\n{hub(contact=MAIL)}", PUBLIC, ("github", "form", "mail"), form=True
    ),
    "no forks": Case(
        f"repo_url: {PUBLIC}\n{hub(contact=MAIL, github='{forks: false}')}",
        PUBLIC,
        ("form", "mail"),
        form=True,
    ),
    "no forks, no issues": Case(
        f"repo_url: {PUBLIC}\n{hub(contact=MAIL, github='{forks: false, issues: false}')}",
        PUBLIC,
        ("mail",),
        form=True,
    ),
    "forms and no repository": Case(hub(contact=MAIL), None, ("mail",), form=True),
    "Enterprise server": Case(
        f"repo_url: {SERVER}\n{hub(github=ENTERPRISE, contact=MAIL)}", SERVER, ("github", "mail")
    ),
    "a server that is not named": Case(f"repo_url: {SERVER}", SERVER, ("github",)),
    "managed users": Case(
        f"repo_url: {PUBLIC}\n{hub(github='{managed_users: true}')}", PUBLIC, ("github",)
    ),
    "comments off": Case(f"repo_url: {PUBLIC}\n{hub(comments='off')}", PUBLIC, ("github",)),
    "another branch": Case(
        f"repo_url: {PUBLIC}.git\n{hub(branch='trunk')}", PUBLIC, ("github",), branch="trunk"
    ),
    "no repository": Case(hub(contact=MAIL), None, ("mail",)),
    "neither repository nor mail": Case("", None, ()),
}


@dataclass(frozen=True)
class Served:
    """A configuration and where it is served."""

    case: Case
    address: str


@pytest.fixture(scope="module", params=CASES, ids=lambda name: name.replace(" ", "-"))
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    case = CASES[request.param]
    files = FILES | ({FORM: "name: Tip\n"} if case.form else {})
    root = start_hub(tmp_path_factory.mktemp("case") / "hub", files, settings=case.settings).root
    with serve_directory(built(root).folder) as address:
        yield Served(case, address)


def visible_ways(page: Page) -> tuple[str, ...]:
    """The ways that are shown."""
    return tuple(
        page.locator("[data-way]:visible").evaluate_all("all => all.map((one) => one.dataset.way)")
    )


def test_every_way_that_is_shown_works(served: Served, opened: Opened) -> None:
    case = served.case
    page = opened(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    open_share(page, served.address, "?kind=tip&topic=calls")
    page.locator(TITLE).fill("Label both ends")
    page.locator(TEXT).fill("Of every cable.")
    looked_over(page)
    assert visible_ways(page) == case.ways
    assert page.locator(LEAKS).count() == 0
    for way in case.ways:
        page.locator(f"[data-way={way}]").click()
        hold(way, page.evaluate("window.opened.at(-1)"), case)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "label-both-ends.md"
    page.get_by_role("button", name="Copy everything").click()
    assert "title: Label both ends" in page.evaluate("navigator.clipboard.readText()")
    before = page.locator(".hub-share__before").inner_text()
    assert ("GitHub" in before) == bool({"github", "form"} & set(case.ways))
    assert ("mail" in before) == ("mail" in case.ways)
    assert ("give it to a curator" in before) == (not case.ways), "what else is there to do"
    no_faults(page)


def hold(way: str, url: str, case: Case) -> None:
    """What a way takes along, held against the configuration."""
    parts = urlsplit(url)
    if way == "mail":
        assert parts.scheme == "mailto"
        assert parts.path == MAIL
        assert "Label both ends" in unquote(parts.query)
        return
    assert case.base
    fields = parse_qs(parts.query, strict_parsing=True)
    where = f"{parts.scheme}://{parts.netloc}{parts.path}".removeprefix(case.base)
    if way == "form":
        assert where == "/issues/new"
        assert fields == {
            "template": ["tip.yml"],
            "title": ["Label both ends"],
            "text": ["Of every cable."],
            "topics": ["First calls (calls)"],
        }
        return
    assert where == f"/new/{case.branch}/contributions/tips"
    assert fields["filename"] == ["label-both-ends.md"]
    assert "topics: [calls]" in fields["value"][0]


def test_what_is_said_of_pictures_before_is_what_there_is(served: Served, opened: Opened) -> None:
    case = served.case
    page = opened(viewport=PHONE)
    open_share(page, served.address, "?kind=tip")
    said = page.locator(".hub-share__before p").last.inner_text()
    said = said[said.index("With pictures") :]
    is_mailed, is_open = "mail" in case.ways, "audience: public" in case.settings
    takes_files = "github" in case.ways
    alone = takes_files and is_open and not is_mailed
    assert len(re.findall(r"\.(?: |$)", said)) == 2, "two sentences"
    assert ("unpack it" in said) == ("GitHub" in said) == ("may" in said) == takes_files
    assert ("mail" in said) == is_mailed
    assert ("send the text alone" in said) == alone
    assert ("to a curator" in said) == (not is_mailed and not alone)
    page.locator(TITLE).fill("Label both ends")
    page.locator(TEXT).fill("Of every cable.")
    page.locator("[data-part=add]").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": PICTURE}
    )
    page.locator(".hub-share__pictures img").wait_for()
    looked_over(page)
    ways = visible_ways(page)
    assert ways == (("mail",) if is_mailed else ()) + (("upload",) if takes_files else ())
    for way in ways:
        page.locator(f"[data-way={way}]").click()
        address = page.evaluate("window.opened.at(-1)")
        start = f"{case.base}/upload/{case.branch}/contributions/tips/label-both-ends"
        assert address == start if way == "upload" else address.startswith(f"mailto:{MAIL}?")
    sent = page.locator(".hub-share__send").inner_text()
    assert ("take the pictures out" in sent) == alone
    assert ("mail the packed file" in sent) == (takes_files and is_mailed)
    assert ("packed file to a curator" in sent) == (takes_files and not is_mailed and not alone)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the folder").first.click()
    assert download.value.suggested_filename == "label-both-ends.zip"
    no_faults(page)


def test_a_kind_without_a_form_has_no_such_button(served: Served, opened: Opened) -> None:
    page = opened(viewport=PHONE)
    open_share(page, served.address, "?kind=article")
    assert "form" not in visible_ways(page)
    no_faults(page)


def test_without_scripts_plain_links_are_left(served: Served, opened: Opened) -> None:
    page = opened(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{served.address}share/")
    assert page.locator(TITLE).is_hidden()
    links = page.locator(".hub-share__plain a:visible").evaluate_all(
        "all => all.map((one) => one.href)"
    )
    on_github = [link for link in links if f"/new/{served.case.branch}/" in link]
    assert len(on_github) == (4 if "github" in served.case.ways else 0)
    assert all(link.startswith(str(served.case.base)) for link in on_github)
    mails = [link for link in links if link.startswith("mailto:")]
    assert mails == ([f"mailto:{MAIL}"] if "mail" in served.case.ways else [])
    assert links
    assert (
        page.locator(".hub-share__plain").get_by_text("Scripts are switched off").is_visible()
        or mails
    )
    no_faults(page)


def test_what_github_does_not_take_is_linked_nowhere(tmp_path: Path) -> None:
    forms = {FORM: "name: Tip\n", ".github/ISSUE_TEMPLATE/suggestion.yml": "name: Suggestion\n"}
    for number, (github, shown) in enumerate(
        (("{}", True), ("{forks: false, issues: false}", False))
    ):
        settings = f"repo_url: {PUBLIC}\n{hub(github=github)}"
        site = built(start_hub(tmp_path / str(number), FILES | forms, settings=settings).root)
        pages = [one for one in site.folder.rglob("*.html") if "care" not in one.parts]
        linked = re.compile(rf"{re.escape(PUBLIC)}/(?:edit|new|upload|issues/new)")
        assert len(pages) > 5
        assert any(linked.search(one.read_text("utf-8")) for one in pages) == shown
