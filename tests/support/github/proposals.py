"""Pull requests on the local GitHub: made of a branch that is there, changed, closed and opened again."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.support.github.paging import RefusedError
from tests.support.github.records import File, Pull, Repository
from tests.support.github.world import World

if TYPE_CHECKING:
    from tests.support.github.execution import Asking


def create_pull(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Make one, if there is such a branch and it has none that is open."""
    given = arguments["input"]
    where = world.nodes.get(given["repositoryId"])
    assert isinstance(where, Repository)
    _refuse(asking)
    branch = given["headRefName"]
    head = _tip(where, branch)
    if head is None:
        raise RefusedError("UNPROCESSABLE", "Head sha can't be blank, Head ref must be a branch")
    if any(one.state == "OPEN" and one.head_ref_name == branch for one in where.pulls):
        raise RefusedError("UNPROCESSABLE", f"A pull request already exists for {branch}.")
    made = world.merge(where, given["title"], author=world.viewer, state="OPEN")
    made.files = [File(path) for path in _paths(where, branch)]
    made.body, made.head_ref_name, made.head_ref_oid = given.get("body") or "", branch, head
    return {"pullRequest": made}


def update_pull(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Give one another title or text."""
    given = arguments["input"]
    one = _pull(world, given)
    _refuse(asking)
    one.title = given["title"] if given.get("title") is not None else one.title
    one.body = given["body"] if given.get("body") is not None else one.body
    one.updated_at = world.tick()
    return {"pullRequest": one}


def close_pull(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Close one without merging."""
    return _state(world, asking, arguments, "CLOSED")


def reopen_pull(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Open one again, if its branch is still there."""
    one = _pull(world, arguments["input"])
    tip = _tip(one.repository, one.head_ref_name)
    if tip is None or not _is_below(one.repository, one.head_ref_oid, tip):
        raise RefusedError("UNPROCESSABLE", "Could not open the pull request.")
    return _state(world, asking, arguments, "OPEN")


def _state(
    world: World, asking: Asking, arguments: Mapping[str, Any], state: str
) -> dict[str, Any]:
    one = _pull(world, arguments["input"])
    _refuse(asking)
    if one.state == "MERGED":
        raise RefusedError("UNPROCESSABLE", "Could not change a merged pull request.")
    one.state, one.updated_at = state, world.tick()
    one.head_ref_oid = _tip(one.repository, one.head_ref_name) or one.head_ref_oid
    return {"pullRequest": one}


def _pull(world: World, given: Mapping[str, Any]) -> Pull:
    found = world.nodes.get(given["pullRequestId"])
    if not isinstance(found, Pull):
        raise RefusedError("NOT_FOUND", "Could not resolve to a node with the global id.")
    return found


def _refuse(asking: Asking) -> None:
    if not asking.token.write:
        raise RefusedError("FORBIDDEN", "Resource not accessible by integration")
    if not asking.token.proposes:
        raise RefusedError(
            "FORBIDDEN", "GitHub Actions is not permitted to create or approve pull requests"
        )


def _paths(where: Repository, branch: str) -> list[str]:
    """What the branch changes."""
    asked = ["git", "diff", "--name-only", "-z", f"{where.default_branch_ref.name}...{branch}"]
    done = subprocess.run(asked, cwd=where.git, capture_output=True, text=True, check=True)
    return [path for path in done.stdout.split("\0") if path]


def _is_below(where: Repository, former: str, tip: str) -> bool:
    """Whether the branch went on from where it stood when the pull request was closed."""
    asked = ["git", "merge-base", "--is-ancestor", former, tip]
    return subprocess.run(asked, cwd=where.git, capture_output=True, check=False).returncode == 0


def _tip(where: Repository, branch: str) -> str | None:
    """Where a branch stands in the real repository."""
    assert where.git is not None, "a pull request needs a repository with branches"
    asked = ["git", "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}"]
    done = subprocess.run(asked, cwd=where.git, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None
