"""One comment of the hub's on an issue or pull request: made once, then changed in place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from scripts._github.client import RATE, Client
from scripts._github.errors import UncertainError

MOST = 65_000  # GitHub takes 65,536 letters
_PAGES = 30
_NAME = re.compile(r"[a-z][a-z-]{0,30}")

_COMMENTS = f"""query Comments($id: ID!, $after: String) {{
  {RATE}
  node(id: $id) {{
    ... on Issue {{ comments(first: 100, after: $after) {{ ...comments }} }}
    ... on PullRequest {{ comments(first: 100, after: $after) {{ ...comments }} }}
  }}
}}
fragment comments on IssueCommentConnection {{
  pageInfo {{ hasNextPage endCursor }}
  nodes {{ id url body viewerDidAuthor }}
}}"""
_ADD = """mutation Comment($input: AddCommentInput!) {
  addComment(input: $input) { commentEdge { node { id url } } }
}"""
_CHANGE = """mutation ChangeComment($input: UpdateIssueCommentInput!) {
  updateIssueComment(input: $input) { issueComment { id url } }
}"""


class Deed(StrEnum):
    """What was done with a comment."""

    MADE = "made"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Put:
    """What was done, and where the comment is."""

    deed: Deed
    url: str


@dataclass(frozen=True)
class _Standing:
    ident: str
    url: str
    body: str


def put_comment(client: Client, subject: str, name: str, text: str) -> Put:
    """Make the hub's comment `name` on `subject` (an id), or give the one that is there this text.

    It is known by a hidden mark in its first line, and counts only where this very token's account wrote it:
    anybody can copy the mark. Raises GitHubError.
    """
    mark = comment_mark(name)
    body = f"{mark}\n{text}"
    if len(body) > MOST or "<!--" in text:
        raise ValueError("a comment that is too long, or has a mark of its own")
    standing = _standing(client, subject, mark)
    if standing is None:
        try:
            made = client.change(_ADD, {"input": {"subjectId": subject, "body": body}})
        except UncertainError:
            standing = _standing(client, subject, mark)
            if standing is None:
                raise
            return Put(Deed.MADE, standing.url)
        return Put(Deed.MADE, str(made["addComment"]["commentEdge"]["node"]["url"]))
    if standing.body.replace("\r\n", "\n").strip() == body.strip():
        return Put(Deed.SAME, standing.url)
    client.change(_CHANGE, {"input": {"id": standing.ident, "body": body}})
    return Put(Deed.CHANGED, standing.url)


def comment_mark(name: str) -> str:
    """The first line of the comment `name`; readers do not see it."""
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return f"<!-- commonplace:comment={name} -->"


def _standing(client: Client, subject: str, mark: str) -> _Standing | None:
    """The oldest comment that this account wrote and that begins with the mark."""
    after: str | None = None
    for _ in range(_PAGES):
        page: dict[str, Any] = client.ask(_COMMENTS, {"id": subject, "after": after})["node"]
        comments = page["comments"]
        for node in comments["nodes"]:
            if node["viewerDidAuthor"] and node["body"].startswith(mark):
                return _Standing(node["id"], node["url"], node["body"])
        if not comments["pageInfo"]["hasNextPage"]:
            break
        after = comments["pageInfo"]["endCursor"]
    return None
