"""The launcher: what it lists, what it makes, and what it says when it cannot."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scripts import _environment
from scripts._failures import explain_installation
from tests.support.hub import ROOT, run_command
from tests.support.launcher import launch, make_project
from tests.support.repository import write_files

Done = subprocess.CompletedProcess[str]
STAMP = Path(".venv", "hub-setup.json")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Done]]:
    """A project in a folder with spaces and foreign letters, and what its first two starts, at once, said."""
    project = make_project(tmp_path_factory.mktemp("set up") / "Über uns 知 识")
    with ThreadPoolExecutor(2) as both:
        return project, list(both.map(lambda _: launch(project, "hello"), range(2)))


@pytest.fixture
def made(started: tuple[Path, list[Done]]) -> Path:
    """A project whose environment is made."""
    project, said = started
    for done in said:
        assert done.returncode == 0, done.stderr
        assert done.stderr == "", "a pipe stays quiet"
    return project


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def test_the_commands_are_listed_with_a_line_each(fresh: Path) -> None:
    done = launch(fresh)
    assert done.returncode == 0
    assert "hello    Say hello to whoever calls." in done.stdout
    assert "looking  Look at everything." in done.stdout
    assert "_run" not in done.stdout
    assert not (fresh / ".venv").exists(), "listing needs no set-up"


def test_every_command_of_the_product_has_a_summary() -> None:
    done = launch(ROOT)
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines() if line.startswith("  ")]
    assert {"build", "serve", "test"} <= {name for name, *_ in lines}
    assert all(len(line) == 2 and line[1].endswith(".") for line in lines)


def test_an_unknown_command_is_answered_with_the_nearest(fresh: Path) -> None:
    done = launch(fresh, "helo")
    assert done.returncode == 2
    assert "no command “helo”. Did you mean “hello”?" in done.stderr
    assert "looking" in done.stderr
    assert "Did you mean" not in launch(fresh, "zzzz").stderr
    assert launch(fresh, "_run").returncode == 2
    assert launch(fresh, "../scripts/hello").returncode == 2


OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 8, 18, "final", 0)
sys.argv = [{hub!r}, "hello"]
runpy.run_path({hub!r}, run_name="__main__")
"""


def test_an_old_python_is_told_so(fresh: Path) -> None:
    program = OLD_PYTHON.format(hub=str(fresh / "scripts" / "hub"))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": str(fresh), "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "needs Python 3.11 or newer, and this is Python 3.8" in done.stderr
    assert "apt install python3" in done.stderr
    assert not (fresh / ".venv").exists()


@pytest.mark.parametrize("version", ["2.7", "3.6", "3.8", "3.10"])
def test_the_launcher_can_be_read_by_old_pythons(version: str, fresh: Path) -> None:
    """Where there is such a Python it is asked; the grammar is checked either way."""
    source = (ROOT / "scripts" / "hub").read_text("utf-8")
    assert source.isascii()
    ast.parse(source, feature_version=(3, 7))  # the oldest that every Python knows
    for word in (' f"', "(f'", ":=", "match ", "nonlocal", " -> "):
        assert word not in source
    old = shutil.which(f"python{version}")
    if old and subprocess.run([old, "-c", ""], check=False, capture_output=True).returncode == 0:
        hub = str(fresh / "scripts" / "hub")
        done = subprocess.run(
            [old, hub], env={"PATH": str(fresh)}, check=False, capture_output=True, text=True
        )
        assert done.returncode == 2, done.stderr
        assert f"this is Python {version}" in done.stderr


def test_arguments_folder_and_exit_code_pass_through(made: Path, tmp_path: Path) -> None:
    done = launch(made, "hello", "--a b", "", "é", cwd=tmp_path, HELLO_CODE="7")
    told = json.loads(done.stdout)
    assert done.returncode == 7
    assert told["arguments"] == ["--a b", "", "é"]
    assert Path(told["folder"]).samefile(tmp_path)
    assert Path(told["prefix"]).samefile(made / ".venv")
    assert Path(told["path"][0]).samefile(made), "`import commonplace` finds the project's own"
    assert str(made / "scripts") not in told["path"], "scripts/test.py hides no module"


def test_odd_python_settings_do_no_harm(made: Path, tmp_path: Path) -> None:
    for name in ("json", "subprocess", "hashlib", "pathlib"):
        (tmp_path / f"{name}.py").write_text("raise RuntimeError('not this one')\n")
    done = launch(
        made,
        "hello",
        PYTHONPATH=str(tmp_path),
        PYTHONHOME=sys.base_prefix,
        VIRTUAL_ENV="/nowhere",
        PYTHONSTARTUP=str(tmp_path / "json.py"),
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert str(tmp_path) not in told["path"]
    assert told["home"] is None


def test_a_second_start_makes_nothing_and_another_set_is_added(made: Path) -> None:
    stamp = made / STAMP
    before = stamp.stat().st_mtime_ns
    assert launch(made, "hello").returncode == 0
    assert stamp.stat().st_mtime_ns == before
    kept = made / ".venv" / "kept"
    kept.touch()
    assert launch(made, "looking").stdout == "checked\n"
    assert set(json.loads(stamp.read_text("utf-8"))["sets"]) == {"build", "develop"}
    assert kept.exists(), "one more set needs no new environment"


@pytest.mark.parametrize("change", ["interrupted", "python", "platform", "place", "emptied"])
def test_an_environment_that_cannot_be_trusted_is_not_used(tmp_path: Path, change: str) -> None:
    venv = tmp_path / ".venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    write_files(tmp_path, {str(python.relative_to(tmp_path)): ""})
    machine = _environment._machine(venv)
    stamp = {"machine": machine, "sets": {"build": "abc"}}
    (tmp_path / STAMP).write_text(json.dumps(stamp))
    assert _environment.installed_sets(venv) == {"build": "abc"}
    if change == "interrupted":
        (tmp_path / STAMP).write_text('{"machine": {')
    elif change == "emptied":
        python.unlink()
    else:
        (tmp_path / STAMP).write_text(json.dumps(stamp | {"machine": machine | {change: "other"}}))
    assert _environment.installed_sets(venv) == {}


def test_another_patch_of_python_makes_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = tmp_path / ".venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = json.dumps({"machine": _environment._machine(venv), "sets": {"build": "abc"}})
    write_files(tmp_path, {str(python.relative_to(tmp_path)): "", str(STAMP): stamp})
    assert _environment.installed_sets(venv) == {"build": "abc"}
    monkeypatch.setattr("platform.python_version", lambda: "3.11.4")
    assert _environment.installed_sets(venv) == {}, "the locks name python_full_version"


def test_a_changed_lock_and_a_new_place_make_it_anew(made: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(made, tmp_path / "moved", symlinks=True))
    (moved / ".venv" / "left over").touch()
    told = json.loads(launch(moved, "hello").stdout)
    assert Path(told["prefix"]).samefile(moved / ".venv")
    assert not (moved / ".venv" / "left over").exists()
    (moved / ".venv" / "left over").touch()
    (moved / "requirements" / "build.txt").write_text("# another\n")
    assert launch(moved, "hello").returncode == 0
    assert not (moved / ".venv" / "left over").exists()


def test_two_at_once_make_one_environment(started: tuple[Path, list[Done]]) -> None:
    _, said = started
    assert [done.returncode for done in said] == [0, 0]
    assert len({json.loads(done.stdout)["prefix"] for done in said}) == 1


@pytest.mark.parametrize("obstacle", [".cache", "permissions"])
def test_a_folder_that_cannot_be_written_is_named(fresh: Path, obstacle: str) -> None:
    if obstacle == "permissions" and (os.name != "posix" or os.geteuid() == 0):
        obstacle = ".cache"  # nothing is forbidden to root, so a file stands in the way
    if obstacle == "permissions":
        fresh.chmod(0o555)
    else:
        (fresh / obstacle).write_text("a file where a folder should be")
    done = launch(fresh, "hello")
    fresh.chmod(0o755)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_package_that_cannot_be_had_is_told_in_words(made: Path, fresh: Path) -> None:
    shutil.copytree(made / ".venv", fresh / ".venv", symlinks=True)
    stamp = json.loads((made / STAMP).read_text("utf-8"))
    stamp["machine"] = _environment._machine(fresh.resolve() / ".venv")
    stamp["sets"].pop("develop", None)
    (fresh / STAMP).write_text(json.dumps(stamp), "utf-8")
    lock = f"no-such-package-of-ours==1.0 --hash=sha256:{'0' * 64}\n"
    (fresh / "requirements" / "develop.txt").write_text(lock)
    done = launch(fresh, "looking")
    assert done.returncode == 2
    assert "no-such-package-of-ours" in done.stderr
    assert "package server does not have a package" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (fresh / STAMP).exists(), "the next start takes it up again"


def test_a_python_without_venv_is_told_how_to_get_it(fresh: Path) -> None:
    program = (
        "import importlib.util as u, runpy, sys; find = u.find_spec;"
        "u.find_spec = lambda name, *rest: None if name == 'ensurepip' else find(name, *rest);"
        f"sys.argv = ['hub', 'hello']; runpy.run_path({str(fresh / 'scripts/hub')!r},"
        " run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "apt install python3-venv" in done.stderr


def test_a_machine_without_git_is_warned_and_goes_on(made: Path, tmp_path: Path) -> None:
    done = launch(made, "hello", PATH=str(tmp_path))
    assert done.returncode == 0
    assert "Git was not found" in done.stderr


def test_a_missing_lock_is_named(fresh: Path) -> None:
    (fresh / "requirements" / "build.txt").unlink()
    done = launch(fresh, "hello")
    assert done.returncode == 2
    assert "requirements/build.txt" in done.stderr


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("NewConnectionError: Failed to establish\nNo matching distribution found", "network"),
        ("SSLError(CERTIFICATE_VERIFY_FAILED)\nNo matching distribution found", "PIP_CERT"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "mirror"),
        ("ERROR: Hashes are required in --require-hashes mode", "has no hash"),
        ("Could not find a version that satisfies x", "PIP_INDEX_URL"),
        ("ERROR: something new", "The lines above say why"),
    ],
)
def test_what_pip_says_is_put_into_words(said: str, remedy: str) -> None:
    words = explain_installation("Collecting x\n" * 50 + said)
    assert remedy in words.splitlines()[-1]
    assert said.splitlines()[-1] in words
    assert len(words.splitlines()) < 20


@pytest.mark.skipif(os.name != "posix", reason="Windows hands Ctrl-C on by itself")
def test_ctrl_c_ends_without_a_traceback(made: Path) -> None:
    slow = '"""Wait."""\nimport sys, time\nprint("here", flush=True)\ntime.sleep(60)\n'
    (made / "scripts" / "waiting.py").write_text(slow)
    process = subprocess.Popen(
        [sys.executable, str(made / "scripts" / "hub"), "waiting"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(2)
    _, complaints = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in complaints


@pytest.mark.parametrize("kind", ["missing", "ends at once"])
def test_a_named_browser_that_does_not_start_is_told_and_nothing_skipped(
    tmp_path: Path, kind: str
) -> None:
    browser = tmp_path / "browser"
    if kind == "ends at once":
        browser.write_text("#!/bin/sh\necho 'error: no display' >&2\nexit 1\n")
        browser.chmod(0o755)
    done = run_command(ROOT, "test", "-k", "nothing at all", HUB_CHROMIUM=str(browser))
    assert done.returncode == 2
    assert "HUB_CHROMIUM names a browser that does not start" in done.stderr
    assert "passed" not in done.stdout
    assert "Traceback" not in done.stderr
