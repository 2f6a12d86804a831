"""Comments on the lines of a pull request on the local GitHub, by REST as GitHub takes and refuses them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.github.records import LineRemark, Pull, Thread
from tests.support.github.world import Token, World

Answer = tuple[int, object]
_NOT_FOUND: Answer = (404, {"message": "Not Found", "status": "404"})
_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")


def patches_of(folder: Path, base: str, head: str) -> list[dict[str, Any]]:
    """The changed files as GitHub lists them, from a real repository."""
    listed = _git(folder, "diff", "--name-only", "--no-renames", "-z", f"{base}...{head}")
    rows = []
    for path in filter(None, listed.split("\0")):
        whole = _git(folder, "diff", "--no-renames", "--no-color", f"{base}...{head}", "--", path)
        _, found, hunks = whole.partition("\n@@ ")
        row: dict[str, Any] = {"filename": path, "status": "modified"}
        rows.append(row | ({"patch": f"@@ {hunks}".removesuffix("\n")} if found else {}))
    return rows


def list_files(world: World, path: str) -> Answer:
    """`GET pulls/{number}/files`, thirty at a time where nothing else is asked for."""
    address = urlsplit(path)
    pull = _pull(world, address.path)
    asked = parse_qs(address.query)
    size, page = int(asked.get("per_page", ["30"])[0]), int(asked.get("page", ["1"])[0])
    if pull is None:
        return _NOT_FOUND
    return 200, pull.patches[(page - 1) * size : page * size]


def make_review(world: World, token: Token, path: str, asked: Mapping[str, Any]) -> Answer:
    """`POST pulls/{number}/reviews`: every comment on a line of the change, or nothing at all."""
    pull = _pull(world, path)
    if pull is None:
        return _NOT_FOUND
    if not token.write:
        return 403, {"message": "Resource not accessible by integration"}
    comments: Sequence[Mapping[str, Any]] = asked["comments"]
    if asked["commit_id"] != pull.head_ref_oid or not asked["body"] or asked["event"] != "COMMENT":
        return 422, {"message": "Unprocessable Entity", "status": "422"}
    for one in comments:
        hunks = _hunks(pull, one["path"])
        first = one.get("start_line", one["line"])
        if first > one["line"] or ("start_line" in one and first == one["line"]):
            return 422, {"message": "Unprocessable Entity", "errors": ["start_line must precede"]}
        if not any(first in hunk and one["line"] in hunk for hunk in hunks):
            told = "Pull request review thread line must be part of the diff"
            return 422, {"message": "Unprocessable Entity", "errors": [told], "status": "422"}
    world.viewer = world.account(token.login)
    made = world.review(pull, world.viewer, "COMMENTED")
    made.body = asked["body"]
    for one in comments:
        when = world.tick()
        thread = Thread("", one["path"], one["line"], one.get("start_line"), when)
        thread.id = world.new_id("PRRT", thread)
        texts = (world, "", world.viewer, one["body"], when, when)
        thread.comments.append(LineRemark(*texts, pull=pull))
        pull.review_threads.append(thread)
    return 200, {"id": 1, "state": "COMMENTED", "body": asked["body"]}


def _pull(world: World, path: str) -> Pull | None:
    parts = path.removeprefix("/api/v3").split("/")
    where = world.repositories.get("/".join(parts[2:4]).lower())
    pulls = where.pulls if where else []
    return next((one for one in pulls if str(one.number) == parts[5]), None)


def _hunks(pull: Pull, path: str) -> list[range]:
    """The lines of a file that its patch shows, as they are after the change, piece by piece."""
    patch = next((row.get("patch", "") for row in pull.patches if row["filename"] == path), "")
    found = [match for row in patch.split("\n") if (match := _HUNK.match(row))]
    return [range(int(one[1]), int(one[1]) + int(one[2] or 1)) for one in found]


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode("utf-8")
