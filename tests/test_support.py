"""The builders that other tests stand on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, settings

from tests.support.browser import serve_directory
from tests.support.differing import differing
from tests.support.hub import ROOT, lay_over, run_command, run_python
from tests.support.node import ask_node
from tests.support.repository import Repository, write_files
from tests.support.site import built
from tests.support.warm import may_be_warm

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_repositories_are_the_same_everywhere(tmp_path: Path) -> None:
    heads = []
    for name in ("one", "another"):
        repository = Repository.create(tmp_path / name)
        repository.commit({"a.md": "# A\n", "b.md": b"# B\r\n"}, date="2026-02-01")
        repository.move("a.md", "new/ä.md")
        bo = "Bo Example <bo@example.org>"
        heads.append(
            repository.commit(author=bo, message="Move", trailers=[f"Co-authored-by: {bo}"])
        )
    assert heads[0] == heads[1]
    assert "Co-authored-by: Bo Example" in repository.git("log", "-1", "--format=%(trailers)")
    assert repository.git("log", "-1", "--skip=1", "--format=%aI").startswith("2026-02-01")


def test_swap_merge_and_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"a.md": "a\n", "b.md": "b\n"})
    repository.switch("other")
    repository.swap("a.md", "b.md")
    repository.commit()
    repository.switch("main")
    repository.merge("other")
    assert (repository.root / "a.md").read_text() == "b\n"
    shallow = repository.clone(tmp_path / "shallow", depth=1)
    assert shallow.git("rev-parse", "--is-shallow-repository").strip() == "true"


def test_settings_are_laid_over_and_foreign_tags_kept() -> None:
    base = "a: 1\nextra: {hub: {x: 1, y: 2}}\nf: !!python/name:material.x ''\n"
    merged = lay_over(base, "a: null\nextra: {hub: {y: 3}}\n")
    assert "!!python/name:material.x" in merged
    plain = yaml.safe_load(merged.replace("!!python/name:material.x", ""))
    assert "a" not in plain
    assert plain["extra"] == {"hub": {"x": 1, "y": 3}}


def test_the_browser_records_errors_and_requests(tmp_path: Path, page: Page) -> None:
    (tmp_path / "index.html").write_text("<title>x</title><script>console.error('oh')</script>")
    (tmp_path / "404.html").write_text("<h1>Not here</h1>")
    with serve_directory(tmp_path) as address:
        page.goto(address)
        assert "oh" in page.seen_errors
        assert address in page.seen_requests
        page.goto(address + "nowhere/")
        assert page.inner_text("h1") == "Not here"


CONFTEST = """
from tests.support.sharing import scheduler

def pytest_xdist_make_scheduler(config, log):
    return scheduler(config, log)
"""
SHARING = """
import pytest

@pytest.fixture(scope="module")
def shared():
    with open({made!r}, "a") as made:
        made.write("made\\n")

@pytest.mark.parametrize("number", range(8))
def test_it(number, shared):
    pass
"""
ALONE = "import pytest\n\n@pytest.mark.parametrize('number', range(8))\ndef test_it(number): pass\n"


def test_what_a_file_makes_once_is_made_by_one_of_several_workers(tmp_path: Path) -> None:
    made = tmp_path / "made"
    folder = tmp_path / "project"
    write_files(
        folder,
        {
            "conftest.py": CONFTEST,
            "test_alone.py": ALONE,
            "test_sharing.py": SHARING.format(made=str(made)),
        },
    )
    words = ["-v", "-n", "2", "--dist", "loadgroup", f"--rootdir={folder}"]
    words.append(f"--basetemp={tmp_path / 'base'}")  # else it takes away what earlier runs left
    program = (
        f"import pytest, sys; sys.path.insert(0, {str(ROOT)!r}); sys.exit(pytest.main({words!r}))"
    )
    done = run_python(folder, "-c", program)
    assert "16 passed" in done.stdout, done.stdout + done.stderr
    assert {worker for worker in ("gw0", "gw1") if f"[{worker}]" in done.stdout} == {"gw0", "gw1"}
    assert made.read_text("utf-8") == "made\n"


START_ANEW = {"PYTHONHASHSEED": "0"}  # Python reads it when it starts


def test_a_command_says_and_makes_the_same_however_it_is_started(hub: Callable[..., Path]) -> None:
    if hasattr(os, "fork"):
        assert may_be_warm(["scripts/build.py"], {"HUB_AS_OF": "2026-01-31"})
    assert not may_be_warm(["scripts/build.py"], START_ANEW)
    assert not may_be_warm(["-c", "pass"], {})
    root = hub({"contributions/tips/a.md": "# A\n\nWords.\n", "contributions/tips/b.md": "\xff"})
    told, made = [], []
    for environment in ({}, START_ANEW, {}):  # at the second time templates have been kept
        done = run_command(root, "check", "--format", "json", "no-such-file", **environment)
        told.append((done.returncode, done.stdout, done.stderr))
        done = run_command(root, "build", "--no-such-option", **environment)
        told[-1] += (done.returncode, done.stdout, done.stderr)
        made.append(built(root, **environment).files())
    assert told[0][0] == 1
    assert told[0][3] == 2
    assert "file-missing" in told[0][1]
    assert len(made[0]) > 20
    assert told[0] == told[1] == told[2]
    assert made[0] == made[1] == made[2]


def test_another_path_means_another_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not may_be_warm(["scripts/build.py"], {})


def test_a_hub_with_code_of_its_own_runs_that(hub: Callable[..., Path]) -> None:
    root = hub({})
    assert run_command(root, "check").returncode == 0
    link = root / "commonplace"
    link.unlink() if link.is_symlink() else shutil.rmtree(link)
    write_files(root, {"commonplace/__init__.py": "raise SystemExit('its own')\n"})
    done = run_command(root, "check")
    assert (done.returncode, done.stderr) == (1, "its own\n")


def test_a_node_that_does_not_guess_what_a_module_is_reads_the_scripts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = "--no-experimental-detect-module"  # Debian 12's does not know it, and never guesses
    if subprocess.run(["node", plain, "-e", ""], capture_output=True, check=False).returncode == 0:
        monkeypatch.setenv("NODE_OPTIONS", plain)
    assert ask_node("drafts_in_node.mjs", [], seconds=60) == []


def test_hypothesis_is_as_patient_at_home_as_in_ci() -> None:
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check


def test_what_differs_between_folders_is_said_in_a_few_lines() -> None:
    left = {"a/page.html": b"same" * 9000 + b"one", "gone": b"", "alike": b"x" * 9000}
    right = {"a/page.html": b"same" * 9000 + b"two", "new": b"", "alike": b"x" * 9000}
    lines = differing(left, right)
    assert lines is not None
    assert lines[1:4] == [
        "only on the left: gone",
        "only on the right: new",
        "not alike from byte 36000 on: a/page.html",
    ]
    assert sum(map(len, lines)) < 500
    assert differing({"a": 1}, {"a": 2}) is None
    assert differing([b"a"], [b"b"]) is None
