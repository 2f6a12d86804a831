"""The commands build and serve, on a site of one page: what they say and how they end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.support.hub import ROOT, run_command
from tests.support.repository import write_files

SETTINGS = "site_name: One page\ntheme: {name: mkdocs}\nhooks: [hooks/told.py]\n"
HOOK = """import os

def on_page_markdown(markdown, page, config, files):
    return markdown + "\\n\\nThe day is " + os.environ.get("HUB_AS_OF", "today") + "."
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    for name in ("_names.py", "_site.py", "build.py", "serve.py"):
        shutil.copy2(ROOT / "scripts" / name, tmp_path / "scripts")
    page = {"docs/index.md": "# One page\n", "mkdocs.yml": SETTINGS, "hooks/told.py": HOOK}
    write_files(tmp_path, page)
    return tmp_path


def test_a_build_is_quiet_in_a_pipe_and_says_where_the_site_is(site: Path) -> None:
    done = run_command(site, "build", "--as-of", "2026-02-03", "--site-dir", "else where")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "else where" in done.stderr
    assert "The day is 2026-02-03." in (site / "else where" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "20260101", "2026-W01-1", ""])
@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_wrong_day_is_wrong_usage(site: Path, command: str, day: str) -> None:
    done = run_command(site, command, "--as-of", day)
    assert done.returncode == 2
    assert "is not a day" in done.stderr


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ("site_name: [\n", "mkdocs.yml"),
        ("site_name: X\ntheme: {name: no-such-theme}\n", "no-such-theme"),
        ("theme: mkdocs\n", "site_name"),
        ("site_name: X\nplugins: [no-such-plugin]\n", "no-such-plugin"),
        ("site_name: X\nhooks: [hooks/gone.py]\n", "gone.py"),
        ("- a list\n", "mkdocs.yml"),
        ("site_name: X\nx: !!python/name:no.such.thing\n", "mkdocs.yml"),
        (None, "mkdocs.yml"),
    ],
)
@pytest.mark.parametrize("command", ["build", "serve"])
def test_wrong_settings_are_told_in_words(
    site: Path, command: str, settings: str | None, word: str
) -> None:
    write_files(site, {"mkdocs.yml": settings})
    done = run_command(site, command)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_a_strict_build_with_a_warning_ends_with_1(site: Path) -> None:
    write_files(site, {"docs/index.md": "# One page\n\n[gone](gone.md)\n"})
    assert run_command(site, "build").returncode == 0
    done = run_command(site, "build", "--strict")
    assert done.returncode == 1
    assert "gone.md" in done.stderr
    assert "With --strict the build ends as failed" in done.stderr
    assert "Aborted" not in done.stderr


def test_a_fault_in_a_hook_shows_no_traceback_unless_asked(site: Path) -> None:
    write_files(site, {"hooks/told.py": "def on_files(files, config): raise KeyError('oh')\n"})
    done = run_command(site, "build")
    assert done.returncode == 2
    assert "KeyError: 'oh'" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in run_command(site, "build", HUB_TRACEBACK="1").stderr


def test_a_folder_that_cannot_take_the_site_is_told_in_words(site: Path) -> None:
    done = run_command(site, "build", "--site-dir", "mkdocs.yml/site")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@contextmanager
def serving(site: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`serve` in a pipe, and the address that it says."""
    process = subprocess.Popen(
        [sys.executable, str(site / "scripts" / "serve.py"), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    try:
        assert process.stdout is not None
        alarm = threading.Timer(60, process.kill)
        alarm.start()
        line = process.stdout.readline()
        alarm.cancel()
        if not line.startswith("Serving on http://127.0.0.1:"):
            process.kill()
            raise AssertionError((line, process.communicate()))
        yield process, line.removeprefix("Serving on ").strip()
    finally:
        process.kill()
        process.communicate()


def until_shown(address: str, words: str) -> None:
    """Wait until the page at `address` holds `words`; a minute at the most."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with (
            suppress(OSError),
            urllib.request.urlopen(address, timeout=10) as answer,  # noqa: S310 - our own server
        ):
            if words in answer.read().decode("utf-8"):
                return
        time.sleep(0.1)
    raise AssertionError(f"{address} never showed {words!r}")


@pytest.mark.skipif(os.name != "posix", reason="sends the signal that Ctrl-C sends")
def test_serve_finds_a_port_shows_changes_and_outlives_faults(site: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        except OSError:
            pass  # somebody else has it: just as well
        with serving(site) as (process, address):
            assert ":8000" not in address
            until_shown(address, "One page")
            write_files(site, {"mkdocs.yml": "site_name: [\n"})
            time.sleep(2)
            write_files(site, {"mkdocs.yml": SETTINGS, "docs/index.md": "# Another\n"})
            until_shown(address, "Another")
            process.send_signal(2)
            _, complaints = process.communicate(timeout=30)
            assert process.returncode == 0
            assert "Traceback" not in complaints
            assert "mkdocs.yml cannot be used" in complaints


def test_a_wanted_port_that_is_taken_is_told(site: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run_command(site, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "is taken" in done.stderr
    assert run_command(site, "serve", "--port", "99999").returncode == 2
