"""The table of bad input in one real hub, built by MkDocs, read as HTML, and opened in a browser."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from commonplace.diagnostics import Severity
from tests.bad_input import ROWS
from tests.bad_input.hostile import payload
from tests.bad_input.live import live_parts
from tests.bad_input.row import GOOD, SECRET, Bad, write
from tests.support.browser import serve_directory
from tests.support.hub import make_hub, run_command, run_mkdocs
from tests.support.repository import write_files
from tests.support.searched import press_search_key

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

SIDE = 'site_name: "{}"\nsite_description: "{}"\nrepo_url: https://git.example.org/hub\n'
SNIPPETS = "pymdownx.snippets: {base_path: ['.', '..', '/'], restrict_base_path: false}"
GOOD_PAGES = (
    "index.html",
    "tips/good/index.html",
    "people/robin/index.html",
    "topics/sound/index.html",
)


@dataclass(frozen=True)
class Built:
    """A hub's folder, its site, and what MkDocs said."""

    root: Path
    site: Path
    done: subprocess.CompletedProcess[str]


def together(folder: Path) -> list[Bad]:
    """The rows that can live in one hub and that this machine can make."""
    return [row for row in ROWS if not row.alone and row.possible(folder)]


def make_bad_hub(folder: Path, rows: list[Bad], settings: str) -> Path:
    """A hub of all `rows`; what no commit can hold is made after it."""
    write_files(folder, {"secret.txt": SECRET, "outside/inside.md": f"# {SECRET}\n"})
    files = {name: c for row in rows for name, c in row.files.items() if isinstance(c, str | bytes)}
    root = make_hub(folder / "hub", {**GOOD, **files}, settings=settings)
    for row in rows:
        write(root, {name: c for name, c in row.files.items() if callable(c)})
    return root


def switch_snippets_on(root: Path) -> None:
    """Let MkDocs read files of the whole machine into pages, as somebody's settings may."""
    tree = yaml.compose((root / "mkdocs.yml").read_text("utf-8"), yaml.SafeLoader)
    assert isinstance(tree, yaml.MappingNode)
    extensions = next(value for key, value in tree.value if key.value == "markdown_extensions")
    extensions.value.append(yaml.compose(SNIPPETS, yaml.SafeLoader))
    write_files(root, {"mkdocs.yml": yaml.serialize(tree, allow_unicode=True)})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("bad")
    settings = SIDE.format(payload("canary_site"), payload("canary_described"))
    root = make_bad_hub(folder, together(folder), settings)
    switch_snippets_on(root)
    return Built(root, root / "site", run_mkdocs(root, "build"))


def test_it_builds_and_the_good_pages_are_there(built: Built) -> None:
    assert built.done.returncode == 0, built.done.stderr[-3000:]
    assert "Traceback" not in built.done.stderr + built.done.stdout
    for page in GOOD_PAGES:
        assert (built.site / page).is_file(), page


def test_every_row_that_is_published_is_a_page(built: Built) -> None:
    data = json.loads((built.site / "hub.json").read_text("utf-8"))
    sources = {one["source"]: one["url"] for one in data["contributions"]}
    seen = 0
    for row in together(built.root):
        if row.published and row.path.startswith("contributions/tips/"):
            assert (built.site / sources[row.path] / "index.html").is_file(), row.name
            seen += 1
        elif row.published is False:
            assert row.path not in sources, row.name
    assert seen > 100


def test_a_strict_build_fails(built: Built, tmp_path: Path) -> None:
    done = run_mkdocs(built.root, "build", "--strict", "--site-dir", str(tmp_path / "strict"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout


def test_nothing_is_alive(built: Built) -> None:
    words = {word for row in together(built.root) for word in row.dead}
    assert len(words) > 20
    pages = sorted(built.site.rglob("*.html"))
    assert len(pages) > 150
    for page in pages:
        alive = live_parts(page.read_text("utf-8"), words)
        assert alive == [], page.relative_to(built.site)


def test_the_index_holds_nothing_that_must_be_nowhere(built: Built) -> None:
    """It holds words alone, which the box shows as words; they are compressed, so they are looked at here."""
    words = {word for row in together(built.root) for word in row.absent} | {SECRET, "root:x:0"}
    fragments = sorted((built.site / "pagefind" / "fragment").glob("*"))
    assert len(fragments) > 50
    for path in fragments:
        said = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        assert [word for word in words if word in said] == [], path.name


def test_what_must_be_nowhere_is_nowhere(built: Built) -> None:
    words = {word for row in together(built.root) for word in row.absent} | {SECRET, "root:x:0"}
    assert len(words) > 10
    seen = 0
    for file in built.site.rglob("*"):
        if file.is_file() and "assets/javascripts" not in file.as_posix():
            content = file.read_bytes().decode("utf-8", "replace")
            assert [word for word in words if word in content] == [], file
            seen += 1
    assert seen > 150


def test_includes_do_nothing_with_the_products_own_settings(tmp_path: Path) -> None:
    rows = [row for row in together(tmp_path) if "include" in row.name]
    assert len(rows) >= 7
    root = make_bad_hub(tmp_path, rows, "")
    assert run_mkdocs(root, "build").returncode == 0
    for row in rows:
        page = root / "site" / "tips" / row.name / "index.html"
        assert SECRET not in page.read_text("utf-8")


def test_every_wrong_setting_at_once_still_builds(tmp_path: Path) -> None:
    settings = (
        "extra:\n  hub: {as_of: tomorrow, audience: all, timezone: Mars, review_every: 0, bots: {a: b}, "
        "github: x, branch: 'a b', history: no, develop: perhaps, language: ../x, unknown: [x]}\n"
    )
    root = make_hub(tmp_path / "hub", dict(GOOD), settings=settings)
    done = run_mkdocs(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert (root / "site" / "tips" / "good" / "index.html").is_file()


def test_check_says_the_same_in_every_format(built: Built) -> None:
    as_json = run_command(built.root, "check", "--format", "json")
    rows = json.loads(as_json.stdout)
    assert len(rows) > 200
    for row in rows:
        fixes = row.pop("fix", {"edits": [], "suggestions": []})
        assert list(fixes) == ["edits", "suggestions"]
        assert list(row) == ["path", "line", "column", "code", "severity", "message", "hint"]
    done = [as_json]
    for name, start in (("text", ""), ("github", "::"), ("markdown", "Thank you")):
        done.append(run_command(built.root, "check", "--format", name))
        assert done[-1].stdout.startswith(start)
    assert len(done[2].stdout.splitlines()) == len(rows)
    assert [one.returncode for one in done] == [1, 1, 1, 1]
    assert "Traceback" not in "".join(one.stderr + one.stdout for one in done)


def test_check_of_paths(tmp_path: Path) -> None:
    names = {"topic-unknown", "tab", "link-passwd"}
    rows = [row for row in together(tmp_path) if row.name in names]
    assert {row.name for row in rows} == names
    root = make_bad_hub(tmp_path, rows, "")

    def check(*paths: str) -> int:
        return run_command(root, "check", *paths).returncode

    assert check("contributions/tips/good.md") == 0
    assert check("contributions/tips/topic-unknown.md") == 0
    assert check("contributions/tips/tab.md") == 1
    assert check("contributions/tips") == 1
    assert check("contributions/tips/gone.md") == 1
    assert check("contributions/tips/link-passwd.md") == 1
    assert check("../secret.txt") == 2
    assert check("/etc/passwd") == 2


def test_check_survives_every_settings_file(tmp_path: Path) -> None:
    root = make_hub(tmp_path / "hub", dict(GOOD), git=False)
    rows = [row for row in ROWS if row.alone and row.path == "mkdocs.yml"]
    assert len(rows) > 30
    for row in rows:
        write(root, row.files)
        done = run_command(root, "check")
        wanted = 1 if any(found.severity is Severity.ERROR for found in row.found) else 0
        assert done.returncode == wanted, (row.name, done.stderr)
        assert "Traceback" not in done.stderr, row.name


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    with serve_directory(built.site, lasting=True) as served:
        yield served


def _hostile_pages(site: Path) -> list[str]:
    """Every page that holds words of a hostile text; redirects lead to one of them."""
    words = ("canary", "evil.example")
    pages = []
    for page in sorted(site.rglob("index.html")):
        text = page.read_text("utf-8").replace("canary_site", "").replace("canary_described", "")
        if any(word in text for word in words) and 'http-equiv="refresh"' not in text:
            pages.append(page.parent.relative_to(site).as_posix())
    return pages


def _is_quiet(page: Page, address: str) -> None:
    assert page.evaluate("window.__pwned") is None, page.url
    assert page.seen_errors == [], page.url  # type: ignore[attr-defined]
    elsewhere = [url for url in page.seen_requests if not url.startswith(address)]  # type: ignore[attr-defined]
    assert elsewhere == [], page.url


def test_no_page_does_anything_in_a_browser(built: Built, address: str, page: Page) -> None:
    dialogs: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    pages = _hostile_pages(built.site)
    assert len(pages) > 30
    for where in (*pages, "topics", "people", "tips", "all"):
        page.goto(f"{address}{where.replace('%', '%25').replace('?', '%3F')}/", wait_until="load")
        _is_quiet(page, address)
    assert dialogs == []


def test_search_results_do_nothing_in_a_browser(built: Built, address: str, page: Page) -> None:
    page.goto(address, wait_until="networkidle")
    press_search_key(page)
    page.keyboard.type("findable onerror")
    page.locator(".hub-find__result", has_text="onerror").first.wait_for()
    assert page.locator(".hub-find__results img, .hub-find__results script").count() == 0
    _is_quiet(page, address)
