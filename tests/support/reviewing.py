"""A proposed change through both workflows: `review` on a branch, `comment` against a GitHub."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.github import TOKEN, GitHub, World
from tests.support.github.lines import patches_of
from tests.support.github.records import Pull
from tests.support.hub import run_command
from tests.support.repository import Repository
from tests.support.site import start_hub

SECRET = "AKIA" + "Q3EGRX7LJ2KT5VNB"


def review_world() -> World:
    """A GitHub with the hub, and somebody's fork of it."""
    world = World()
    world.repository("acme/hub", visibility="PUBLIC")
    world.repository("mallory/hub", visibility="PUBLIC")
    world.account("github-actions", "Bot")
    world.allow(TOKEN, "github-actions")
    return world


def review_hub(folder: Path, api: str, files: Mapping[str, str | bytes]) -> Repository:
    """A hub that is on the GitHub whose API is there."""
    return start_hub(
        folder,
        dict(files),
        settings="repo_url: https://github.com/acme/hub\nextra:\n  hub:\n    as_of: 2026-11-21\n"
        f"    github: {{web: 'https://github.com', api: '{api}'}}\n",
    )


def run(hub: Repository, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of the hub; whatever it says, no secret and nothing for programmers is in it."""
    done = run_command(hub.root, *words, **environment)
    assert "Traceback" not in done.stderr
    for secret in (TOKEN, SECRET):
        assert secret not in done.stdout + done.stderr
    return done


def event(folder: Path, data: object) -> dict[str, str]:
    """What a workflow's step finds."""
    path = folder / "event.json"
    path.write_text(json.dumps(data), "utf-8")
    return {"GITHUB_EVENT_PATH": str(path), "GITHUB_REPOSITORY": "acme/hub"}


def proposed(github: GitHub, head: str, *, source: str = "mallory/hub", login: str = "new") -> Pull:
    """A pull request that is open, from a fork."""
    world = github.world
    made = world.merge(world.repositories["acme/hub"], "T", author=login, state="OPEN")
    made.head_ref_oid, made.head = head, world.repositories[source]
    return made


def following(pull: Pull, **more: Any) -> dict[str, Any]:
    """The event that a finished run of the workflow “Pull request” makes."""
    told = {
        "id": 4711,
        "event": "pull_request",
        "conclusion": "success",
        "head_sha": pull.head_ref_oid,
        "head_branch": "$(evil)`; @all",
        "head_repository": {"full_name": pull.head_repository.name_with_owner},
        "pull_requests": [],
    }
    return {"action": "completed", "workflow_run": told | more}


def reviewed(
    hub: Repository,
    tmp_path: Path,
    pull: Pull,
    name: str = "review",
    *,
    codes: tuple[int, ...] = (0, 1),
) -> Path:
    """What “review” writes on the branch of somebody's, as it would for this pull request, whose lines GitHub
    knows."""
    told = {"pull_request": {"number": pull.number, "head": {"sha": pull.head_ref_oid}}}
    out = tmp_path / name
    done = run(hub, "review", "--base", "main", "--out", str(out), **event(tmp_path, told))
    assert done.returncode in codes, done.stderr
    pull.patches = patches_of(hub.root, "main", "HEAD")
    return out


def comment(
    hub: Repository, tmp_path: Path, out: Path, told: object, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What the second workflow does, on the main branch."""
    hub.git("switch", "--quiet", "main")
    given = event(tmp_path, told) | {"GITHUB_TOKEN": TOKEN} | environment
    return run(hub, "comment", str(out), **given)


def forged(out: Path, **more: Any) -> None:
    """Change what the first workflow left, as whoever can run their own code in it can."""
    path = out / "review.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | more), "utf-8")
