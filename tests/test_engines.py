"""Other engines than MkDocs, where they are installed: the hub with its hooks, and what `export` writes.

They are no requirement of the hub, so most machines skip this and say so. docs/develop/leaving-mkdocs.md
says how to get them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.dom import dom
from tests.support.engines import engine
from tests.support.hub import run_command, run_python
from tests.support.repository import Repository, write_files
from tests.support.site import BuiltSite, built
from tests.test_export import DAY, exported, make

GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')
ENOUGH = 240
"""So many texts that workers take part."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = make(tmp_path_factory.mktemp("engines") / "hub")
    made.commit({f"contributions/tips/n{n}.md": f"# Number {n}\n\nWords.\n" for n in range(ENOUGH)})
    return made


@pytest.fixture(scope="module")
def ours(hub: Repository) -> BuiltSite:
    return built(hub.root)


def said_by(site: BuiltSite) -> dict[str, bytes]:
    """Every file of a site, but for the line of its pages that names the engine."""
    return {path: GENERATOR.sub(b"", data) for path, data in site.files().items()}


@engine("properdocs")
@pytest.mark.parametrize("mkdocs", ["is there, too", "is no more"])
def test_properdocs_builds_the_hub_with_its_hooks(
    ours: BuiltSite, tmp_path: Path, mkdocs: str
) -> None:
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


@engine("properdocs")
def test_a_strict_build_of_properdocs_sees_what_is_wrong(tmp_path: Path) -> None:
    hub = make(tmp_path / "hub")
    command = ("-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml")
    assert run_python(hub.root, *command).returncode == 0
    hub.commit({"contributions/tips/broken.md": "---\ntitle: one: two\n---\nText.\n"})
    assert run_python(hub.root, *command).returncode == 1


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=engine(name)) for name in ("properdocs", "zensical")]
)
def test_an_export_becomes_the_same_site(ours: BuiltSite, name: str, tmp_path: Path) -> None:
    folder = exported(ours.root, tmp_path / "tree")
    done = run_python(folder, "-m", name, "build", "-f", "mkdocs.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.copytree(folder / "beside", folder / "site", dirs_exist_ok=True)
    checked = run_command(ours.root, "verify", str(folder / "site"), HUB_AS_OF=DAY)
    assert checked.returncode == 0, checked.stdout
    theirs = BuiltSite(ours.root, folder / "site", "")
    for path, data in ours.files().items():
        if path.startswith("feeds/") or path.endswith((".md", ".txt")):
            assert theirs.files()[path] == data, path
    links = {part for part in dom(theirs.html("articles/one/")) if part[:2] == ("<", "a")}
    hrefs = {value for part in links for value in part[2:] if value.startswith("href=")}
    assert {"href=../../tips/new/", "href=../../own/page/"} <= hrefs
    assert f"href={ours_edit(ours)}" in hrefs


def ours_edit(ours: BuiltSite) -> str:
    """The link under which the article is changed, as the hub's own build has it."""
    found = [link for link in ours.links("articles/one/") if "/edit/" in link]
    assert len(found) == 1
    return found[0]
