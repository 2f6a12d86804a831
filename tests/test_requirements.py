"""The lock files: pinned, hashed, the same everywhere, and free of anybody's addresses."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts._node_packages import listed
from scripts.test import _MOST_WORKERS
from tests.support.hub import ROOT

FOLDER = ROOT / "requirements"
SETS = ("build", "develop", "browser", "engines")


def entries(text: str) -> list[str]:
    """The logical lines of a requirements file, comments left out."""
    joined = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.M))
    return [line.strip() for line in joined.splitlines() if line.strip()]


def locked(name: str) -> dict[str, set[str]]:
    """Each package of a lock with its versions: more than one where a marker tells them apart."""
    versions: dict[str, set[str]] = {}
    for entry in entries((FOLDER / f"{name}.txt").read_text("utf-8")):
        requirement = Requirement(entry.partition("--hash")[0])
        versions.setdefault(canonicalize_name(requirement.name), set()).add(
            str(requirement.specifier)
        )
    return versions


def direct(name: str) -> list[str]:
    lines = entries((FOLDER / f"{name}.in").read_text("utf-8"))
    return [line for line in lines if not line.startswith("-c ")]


def test_there_is_a_lock_for_each_set() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*SETS, "npm"}
    assert {path.stem for path in FOLDER.glob("*.in")} == set(SETS)


@pytest.mark.parametrize("name", SETS)
def test_locks_are_pinned_hashed_and_name_no_address(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=sha256:[0-9a-f]{64}( \\)?$)", text, flags=re.M)
    assert not re.search(r"(^|[\s=])(/|~|[A-Za-z]:\\)", text, flags=re.M), "a machine's path"
    found = entries(text)
    assert len(found) > 1
    for entry in found:
        assert not entry.startswith("-")
        assert re.match(r"[a-z0-9][a-z0-9.-]*==[^\s;*]+ ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}( |$)", entry), entry
        assert " @ " not in entry


@pytest.mark.parametrize("name", SETS)
def test_inputs_name_no_address(name: str) -> None:
    text = (FOLDER / f"{name}.in").read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--", text, flags=re.M)
    assert direct(name)


def test_the_project_and_the_lock_name_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert sorted(project["dependencies"]) == sorted(direct("build"))
    have = locked("build")
    assert {canonicalize_name(Requirement(text).name) for text in project["dependencies"]} <= set(
        have
    )


@pytest.mark.parametrize("name", SETS)
def test_what_is_asked_for_is_locked_in_a_version_that_fits(name: str) -> None:
    have = locked(name)
    for text in direct(name):
        wanted = Requirement(text)
        versions = have[canonicalize_name(wanted.name)]
        assert all(wanted.specifier.contains(pin.removeprefix("==")) for pin in versions), text


def test_sets_agree_on_versions() -> None:
    seen: dict[str, set[str]] = {}
    shared = 0
    for name in SETS:
        for package, versions in locked(name).items():
            shared += package in seen
            assert seen.setdefault(package, versions) >= versions, package
    assert shared > 0


def test_every_direct_dependency_is_accounted_for() -> None:
    page = (ROOT / "docs" / "develop" / "dependencies.md").read_text("utf-8")
    told = {canonicalize_name(name) for name in re.findall(r"^\| `([^`]+)` \|", page, flags=re.M)}
    wanted = {canonicalize_name(Requirement(t).name) for name in SETS for t in direct(name)}
    wanted |= {package.name for package in listed((FOLDER / "npm.txt").read_text("utf-8"))}
    assert wanted <= told
    assert told <= wanted | set(locked("build")), "the page names what is not used any more"


def test_the_page_says_how_many_tests_run_at_a_time() -> None:
    page = (ROOT / "docs" / "develop" / "dependencies.md").read_text("utf-8")
    assert f"several tests at a time, up to {_MOST_WORKERS} |" in page
