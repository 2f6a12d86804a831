"""What stands before a hub is published: who could see it, and whether links of before go dead."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.github import TOKEN, Fault, GitHub, What, World, serve_github
from tests.support.hub import run_command
from tests.support.repository import Repository
from tests.support.site import start_hub

FILES: dict[str, str | bytes] = {
    "contributions/tips/one.md": "# One\n\nWords.\n",
    "contributions/tips/two.md": "# Two\n\nWords.\n",
}


@pytest.fixture
def github() -> Iterator[GitHub]:
    with serve_github(World()) as served:
        yield served


def make(folder: Path, github: GitHub, more: str = "") -> Repository:
    return start_hub(
        folder / "hub",
        FILES,
        settings="repo_url: https://github.com/acme/hub\nextra:\n  hub:\n"
        f"    github: {{web: 'https://github.com', api: '{github.api}'}}\n{more}",
    )


def ask(hub: Repository, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {"HUB_GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": "acme/hub"} | environment
    done = run_command(hub.root, "publishable", **given)
    assert "Traceback" not in done.stderr
    assert TOKEN not in done.stdout + done.stderr
    return done


@pytest.mark.parametrize(
    ("visibility", "pages", "code", "words"),
    [
        ("PUBLIC", None, 0, "Everybody can read the repository"),
        ("PUBLIC", {"public": True}, 0, "Everybody can read the repository"),
        ("PRIVATE", {"public": False}, 0, "Only who can read the repository"),
        ("PRIVATE", {"public": True}, 1, "its site would be public"),
        ("INTERNAL", {"public": True}, 1, "its site would be public"),
        ("PRIVATE", None, 1, "cannot be told"),
        ("PRIVATE", {}, 1, "cannot be told"),
        ("PRIVATE", {"public": None}, 1, "cannot be told"),
        ("PRIVATE", {"public": "false"}, 1, "cannot be told"),
        ("PRIVATE", {"public": 0}, 1, "cannot be told"),
        ("PRIVATE", [], 1, "cannot be told"),
    ],
)
def test_a_private_hub_is_published_to_colleagues_alone(
    tmp_path: Path, github: GitHub, visibility: str, pages: object, code: int, words: str
) -> None:
    github.world.repository("acme/hub", visibility=visibility)
    if pages is not None:
        github.world.pages["acme/hub"] = pages
    done = ask(make(tmp_path, github))
    assert done.returncode == code, done.stderr
    assert words in (done.stdout if code == 0 else done.stderr)
    assert ("audience: public" in done.stderr) is (code == 1)


def test_who_says_public_is_asked_nothing(tmp_path: Path, github: GitHub) -> None:
    github.world.repository("acme/hub", visibility="PRIVATE")
    hub = make(tmp_path, github, "    audience: public\n")
    assert ask(hub, HUB_GITHUB_TOKEN="").returncode == 0
    assert github.log == []
    slip = make(tmp_path / "slip", github, "    audience: publik\n")
    assert ask(slip).returncode == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (What.REFUSED, 1),
        (What.NOT_JSON, 1),
        (What.EMPTY, 1),
        (What.CUT_BEFORE, 1),
        (What.BAD_GATEWAY, 1),
        (Fault(What.REDIRECT, to="https://elsewhere.example/"), 2),
    ],
)
def test_where_github_does_not_say_it_is_refused(
    tmp_path: Path, github: GitHub, fault: What | Fault, code: int
) -> None:
    github.world.repository("acme/hub", visibility="PRIVATE")
    github.world.pages["acme/hub"] = {"public": False}
    hub = make(tmp_path, github)
    github.fail(fault, at=2)
    done = ask(hub)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert "not published" in done.stderr


@pytest.mark.parametrize("name", ["", "acme", "acme/hub/../x", "acme/h ub", "../../x"])
def test_outside_of_a_workflow_it_says_so(tmp_path: Path, github: GitHub, name: str) -> None:
    done = ask(make(tmp_path, github), GITHUB_REPOSITORY=name)
    assert done.returncode == 2
    assert "GITHUB_REPOSITORY" in done.stderr
    assert github.log == []


def test_a_repository_that_is_not_shown_is_not_published(tmp_path: Path, github: GitHub) -> None:
    assert ask(make(tmp_path, github)).returncode == 2
    assert ask(make(tmp_path / "b", github), HUB_GITHUB_TOKEN="").returncode == 2


def test_links_of_the_last_time_stay_alive(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    kept = hub.root / ".cache/hub/published.json"

    def verify(*more: str) -> subprocess.CompletedProcess[str]:
        assert run_command(hub.root, "build").returncode == 0
        return run_command(hub.root, "verify", "--since-last", *more)

    assert verify("--let-go", "").returncode == 0
    first = json.loads(kept.read_text("utf-8"))
    assert "tips/two/" in {page["address"] for page in first["pages"]}
    hub.commit({"contributions/tips/two.md": None, "contributions/tips/three.md": "# 3\n\nNew.\n"})
    gone = verify("--let-go", "")
    assert gone.returncode == 1
    assert "/tips/two/" in gone.stdout
    assert json.loads(kept.read_text("utf-8")) == first
    assert verify("--let-go", "tips/other tips/two/").returncode == 0
    assert verify().returncode == 0


@pytest.mark.parametrize(
    "kept", [b"", b"{}", b"\xff", b"[" * 100_000, b'{"schema": 99}'], ids=range(5)
)
def test_a_list_that_cannot_be_read_keeps_no_hub_from_being_published(
    tmp_path: Path, github: GitHub, kept: bytes
) -> None:
    hub = make(tmp_path, github)
    assert run_command(hub.root, "build").returncode == 0
    place = hub.root / ".cache/hub/published.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(kept)
    done = run_command(hub.root, "verify", "--since-last")
    assert done.returncode == 0
    assert "So nothing is compared this time" in done.stderr
    assert {page["address"] for page in json.loads(place.read_text("utf-8"))["pages"]}
    assert run_command(hub.root, "verify", "--since-last").stderr == ""
