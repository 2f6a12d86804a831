"""Other engines than MkDocs: the hub with its hooks in ProperDocs, and what `export` writes in both."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.support.dom import dom
from tests.support.engines import ENGINES, build_with, need
from tests.support.everything import Everything
from tests.support.hub import run_command, run_mkdocs, run_python
from tests.support.repository import Repository, write_files
from tests.support.site import BuiltSite, built, start_hub
from tests.test_export import FILES, exported, make

GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')
ENOUGH = 240
"""So many texts that workers take part."""
# Of the theme, and not of the hub: each engine brings its own.
THEMES = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")
SEARCH = {"search/search_index.json", "search.json"}
PACKED = {"sitemap.xml.gz"}
# What Zensical's own templates, and the engine's wish to say who it is, put into a head.
THEIR_OWN = ("rel=stylesheet", "rel=prev", "rel=next", "name=generator")
EMPTY = {"br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path"}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = make(tmp_path_factory.mktemp("engines") / "hub")
    made.commit({f"contributions/tips/n{n}.md": f"# Number {n}\n\nWords.\n" for n in range(ENOUGH)})
    return made


@pytest.fixture(scope="module")
def ours(hub: Repository) -> BuiltSite:
    return built(hub.root)


@pytest.fixture(scope="module")
def trees(everything: Everything, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hub that has everything on it, exported: a tree, and the site that stock MkDocs makes of it."""
    folder = tmp_path_factory.mktemp("trees")
    exported(everything.full.root, folder / "tree")
    shutil.copytree(folder / "tree", folder / "mkdocs")
    done = run_mkdocs(folder / "mkdocs", "build")
    assert done.returncode == 0, done.stderr
    put_beside(folder / "mkdocs")
    return folder


@pytest.fixture(scope="module", params=ENGINES)
def theirs(request: pytest.FixtureRequest, trees: Path) -> BuiltSite:
    """What another engine makes of it."""
    tree = trees / request.param
    shutil.copytree(trees / "tree", tree)
    done = build_with(request.param, tree)
    assert done.returncode == 0, done.stdout + done.stderr
    put_beside(tree)
    return BuiltSite(tree, tree / "site", done.stdout)


def put_beside(tree: Path) -> None:
    shutil.copytree(tree / "beside", tree / "site", dirs_exist_ok=True)


def said_by(site: BuiltSite) -> dict[str, bytes]:
    """Every file of a site, but for the line of its pages that names the engine."""
    return {path: GENERATOR.sub(b"", data) for path, data in site.files().items()}


@pytest.mark.parametrize("mkdocs", ["is there, too", "is no more"])
def test_properdocs_builds_the_hub_with_its_hooks(
    ours: BuiltSite, tmp_path: Path, mkdocs: str
) -> None:
    need("properdocs")
    site = BuiltSite(ours.root, tmp_path / "site", "")
    command = ("-m", "properdocs", "build", "-f", "mkdocs.yml", "-d", str(site.folder))
    refusing = 'raise ImportError("there is none")\n'
    write_files(tmp_path, {"none/mkdocs/__init__.py": refusing, "other/x": ""})
    hidden = tmp_path / ("none" if mkdocs == "is no more" else "other")
    assert (
        run_python(ours.root, "-c", "import mkdocs", PYTHONPATH=str(hidden)).returncode != 0
    ) is (mkdocs == "is no more")
    done = run_python(ours.root, *command, PYTHONPATH=str(hidden))
    assert done.returncode == 0, done.stderr
    assert b"ProperDocs" in site.files()["index.html"]
    one, other = said_by(ours), said_by(site)
    assert len(one) > ENOUGH
    assert sorted(one) == sorted(other)
    assert [path for path, data in one.items() if data != other[path]] == []
    assert run_command(ours.root, "verify", str(site.folder)).returncode == 0


def test_an_engine_that_is_missing_is_no_silence() -> None:
    with pytest.raises(pytest.fail.Exception, match="no_such_engine is not installed here"):
        need("no_such_engine")


def test_a_strict_build_of_properdocs_sees_what_is_wrong(tmp_path: Path) -> None:
    hub = make(tmp_path / "hub")
    assert build_with("properdocs", hub.root, "--strict").returncode == 0
    hub.commit({"contributions/tips/broken.md": "---\ntitle: one: two\n---\nText.\n"})
    assert build_with("properdocs", hub.root, "--strict").returncode == 1


def test_a_site_without_its_texts_does_not_go_out(tmp_path: Path) -> None:
    """Zensical leaves hooks out without a word."""
    settings = "extra: {hub: {as_of: null}}\ntheme: {custom_dir: null}\n"  # it stumbles over these
    hub = start_hub(tmp_path / "hub", FILES, settings=settings)
    done = build_with("zensical", hub.root)
    assert done.returncode == 0, done.stdout + done.stderr
    checked = run_command(hub.root, "verify")
    assert checked.returncode == 1
    assert "articles/one/" in checked.stdout


def test_an_export_becomes_the_same_site(
    everything: Everything, trees: Path, theirs: BuiltSite
) -> None:
    """Every kind of page: address, title, head, contents, links and words; every other file to the byte."""
    stock = BuiltSite(trees, trees / "mkdocs" / "site", "")
    one, other = files_of_the_hub(stock), files_of_the_hub(theirs)
    assert sorted(one) == sorted(other)
    pages = [path for path in one if path.endswith(".html")]
    assert len(pages) > 100
    assert len(one) - len(pages) > 100
    for path in one:
        if path in pages:
            assert seen(theirs, path) == seen(stock, path), path
        else:
            assert one[path] == other[path], path
    checked = run_command(everything.full.root, "verify", str(theirs.folder))
    assert checked.returncode == 0, checked.stdout


def test_edit_links_old_addresses_and_feeds_are_those_of_the_hub(
    everything: Everything, theirs: BuiltSite
) -> None:
    """Compared with the hub's own build: that of an export could be wrong for all engines alike."""
    full, files = everything.full, theirs.files()
    edits = leads = outputs = 0
    for path, data in full.files().items():
        if path.endswith("index.html"):
            address = path.removesuffix("index.html")
            found = [link for link in full.links(address) if "/edit/" in link]
            assert [link for link in theirs.links(address) if "/edit/" in link] == found, path
            assert theirs.leads_to(address) == full.leads_to(address), path
            edits += len(found)
            leads += full.leads_to(address) is not None
        elif path.startswith("feeds/") or path.endswith((".md", ".txt", "hub.json")):
            assert files[path] == data, path
            outputs += 1
    assert edits > 20
    assert leads > 2
    assert outputs > 20


def files_of_the_hub(site: BuiltSite) -> dict[str, bytes]:
    """What does not come from a theme. The search has an index of its own in each engine."""
    return {
        path: data
        for path, data in site.files().items()
        if not path.startswith(THEMES) and path not in SEARCH | PACKED
    }


def seen(site: BuiltSite, path: str) -> list[list[tuple[str, ...]]]:
    """What a reader meets on a page, part by part: engines frame the parts in their own ways."""
    base = f"https://hub.example.org/hub/{path}".removesuffix("index.html")
    parts = [
        (part[0], *(_whole(base, value) for value in part[1:])) if part[0] == "<" else part
        for part in dom((site.folder / path).read_text("utf-8"))
    ]
    title = [parts[at + 1] for at, part in enumerate(parts) if part[:2] == ("<", "title")]
    head = sorted(
        part
        for part in parts
        if part[:2] in {("<", "meta"), ("<", "link")} and not set(THEIR_OWN) & set(part)
    )
    found = [title, head]
    for mark in (
        "data-md-component=header",
        "data-md-component=content",
        "data-md-type=navigation",
        "data-md-type=toc",
        "class=md-footer hub-footer",
    ):
        found.append(_inside(parts, mark))
    return found


def _whole(base: str, value: str) -> str:
    name, sign, address = value.partition("=")
    if value == "aria-current=true":
        return "aria-current=page"  # MiniJinja does not know two pages for the same
    return name + sign + urljoin(base, address) if name in ("href", "src") else value


def _inside(parts: list[tuple[str, ...]], mark: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    depth = 0
    for part in parts:
        if depth or (part[0] == "<" and mark in part):
            found.append(part)
            if part[0] in "<>" and part[1] not in EMPTY:
                depth += 1 if part[0] == "<" else -1
            if not depth:
                break
    return found
