"""Comments on the lines of a pull request: where they can stand, which do, and new ones in one review.

They are made by REST, which refuses a line that is not in the change. GraphQL takes it, and shows it nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonplace.repository.suggested import MARK
from scripts._github.client import RATE, Client
from scripts._github.errors import (
    AnswerError,
    ForbiddenError,
    GitHubError,
    QueryError,
    UncertainError,
    UnreachableError,
    as_github_answers,
)
from scripts._github.rest import Rest
from scripts._github.transport import CutError, Reply

FILES_BOUND = 16_000_000
_FILES = 30  # of a longer list GitHub leaves patches out
_PAGES = 10
_THREADS = f"""query Lines($id: ID!, $after: String) {{
  {RATE}
  node(id: $id) {{
    ... on PullRequest {{
      reviewThreads(first: 100, after: $after) {{
        pageInfo {{ hasNextPage endCursor }}
        nodes {{ isResolved isOutdated comments(first: 1) {{ nodes {{ body viewerDidAuthor }} }} }}
      }}
    }}
  }}
}}"""


@dataclass(frozen=True)
class LineComment:
    """What is said about lines `first` to `last` of a file."""

    path: str
    first: int
    last: int
    body: str


@dataclass(frozen=True)
class Standing:
    """The marks of the hub's own comments on lines: all that there are, and those that still wait there."""

    every: Sequence[str]
    waiting: frozenset[str]


def read_patches(rest: Rest, number: int) -> dict[str, str]:
    """What GitHub shows of each file that a pull request changes; nothing of those that are too large.

    Source: docs.github.com, REST API, "List pull requests files". Raises GitHubError.
    """
    patches: dict[str, str] = {}
    for page in range(1, _PAGES + 1):
        place = f"pulls/{number}/files?per_page={_FILES}&page={page}"
        try:
            reply = rest.get(place)
        except CutError:
            raise UnreachableError("GitHub did not say which lines were changed.") from None
        if reply.status != 200:
            raise _why(reply)
        with as_github_answers():
            rows = _json(reply)
            for row in rows:
                if isinstance(patch := row.get("patch"), str):
                    patches[str(row["filename"])] = patch
            if len(rows) < _FILES:
                break
    return patches


def standing_marks(client: Client, subject: str) -> Standing:
    """The hub's own comments on the lines of a pull request (an id), by their marks: anybody can copy one, so
    it counts only where this very token's account wrote it. Raises GitHubError."""
    every: list[str] = []
    waiting: set[str] = set()
    after: str | None = None
    for _ in range(_PAGES):
        asked = {"id": subject, "after": after}
        with as_github_answers():
            threads = client.ask(_THREADS, asked)["node"]["reviewThreads"]
            for thread in threads["nodes"]:
                for one in thread["comments"]["nodes"]:
                    mark = MARK.match(one["body"].replace("\r\n", "\n"))
                    if mark is None or not one["viewerDidAuthor"]:
                        continue
                    every.append(mark[1])
                    if not (thread["isResolved"] or thread["isOutdated"]):
                        waiting.add(mark[1])
            if not threads["pageInfo"]["hasNextPage"]:
                break
            after = threads["pageInfo"]["endCursor"]
    return Standing(every, frozenset(waiting))


def post_lines(
    rest: Rest, number: int, head: str, body: str, comments: Sequence[LineComment]
) -> None:
    """Make all comments in one review of the commit `head`, or none: GitHub refuses them together.

    Source: docs.github.com, REST API, "Create a review for a pull request". Raises GitHubError;
    UncertainError means that it may have been made.
    """
    given = {"commit_id": head, "event": "COMMENT", "body": body}
    try:
        reply = rest.post(f"pulls/{number}/reviews", {**given, "comments": [*map(_row, comments)]})
    except CutError:
        raise UncertainError("GitHub did not say whether it made the review.") from None
    if reply.status not in (200, 201):
        raise _why(reply)


def _row(one: LineComment) -> Mapping[str, object]:
    row: dict[str, object] = {"path": one.path, "line": one.last, "side": "RIGHT", "body": one.body}
    if one.first < one.last:
        row |= {"start_line": one.first, "start_side": "RIGHT"}
    return row


def _json(reply: Reply) -> list[dict[str, object]]:
    try:
        found = json.loads(reply.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise AnswerError("What GitHub says of the changed lines is no list.")
    return found


def _why(reply: Reply) -> GitHubError:
    if reply.status in (401, 403, 404):
        return ForbiddenError("The job needs “pull-requests: write” for comments on lines.")
    if reply.status == 422:
        return QueryError("GitHub refuses comments on these lines.")
    if reply.status >= 500:
        return UncertainError(f"GitHub answered with the status {reply.status}.")
    return AnswerError(f"GitHub answered with the status {reply.status}.")
