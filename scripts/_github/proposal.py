"""A pull request as GitHub itself knows it: what a run claims about one is held to this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts._github.client import RATE, Client
from scripts._github.errors import NotFoundError, as_github_answers

_FIELDS = """
      id number state headRefOid authorAssociation
      headRepository { nameWithOwner }
      author { __typename login }
"""
_PROPOSAL = f"""query Proposal($owner: String!, $name: String!, $number: Int!) {{
  {RATE}
  repository(owner: $owner, name: $name) {{
    pullRequest(number: $number) {{{_FIELDS}    }}
  }}
}}"""
_FROM = f"""query From($owner: String!, $name: String!, $branch: String!) {{
  {RATE}
  repository(owner: $owner, name: $name) {{
    pullRequests(
      first: 50, headRefName: $branch, states: OPEN,
      orderBy: {{field: CREATED_AT, direction: DESC}}
    ) {{ nodes {{{_FIELDS}    }} }}
  }}
}}"""


@dataclass(frozen=True)
class Proposal:
    """A pull request. `head` is its last commit, `source` the repository that it comes from, if that is left.

    `login` is None for a program and where the account is gone.
    """

    id: str
    number: int
    is_open: bool
    head: str
    source: str | None
    association: str
    login: str | None


def read_proposal(client: Client, repository: str, number: int) -> Proposal:
    """The pull request `number` of "owner/name". Raises GitHubError."""
    owner, _, name = repository.partition("/")
    asked = {"owner": owner, "name": name, "number": number}
    with as_github_answers():
        found: dict[str, Any] | None = client.ask(_PROPOSAL, asked, absent=True)["repository"]
        node = found["pullRequest"] if found else None
        if node is not None:
            return _proposal(node)
    raise NotFoundError(f"There is no pull request {number} in {repository}.")


def find_proposal(
    client: Client, repository: str, branch: str, source: str, head: str
) -> Proposal | None:
    """The open pull request of "owner/name" that comes from this branch of `source` and ends with this very
    commit, as GitHub says; None where there is none, or more than one. Raises GitHubError."""
    owner, _, name = repository.partition("/")
    asked = {"owner": owner, "name": name, "branch": branch}
    with as_github_answers():
        found = client.ask(_FROM, asked, absent=True)["repository"]
        nodes = found["pullRequests"]["nodes"] if found else ()
        every = [_proposal(node) for node in nodes]
    fit = [
        one
        for one in every
        if one.head == head and one.source is not None and one.source.lower() == source.lower()
    ]
    return fit[0] if len(fit) == 1 else None


def _proposal(node: Mapping[str, Any]) -> Proposal:
    author, source = node["author"], node["headRepository"]
    return Proposal(
        id=node["id"],
        number=node["number"],
        is_open=node["state"] == "OPEN",
        head=node["headRefOid"],
        source=source["nameWithOwner"] if source else None,
        association=node["authorAssociation"],
        login=author["login"] if author and author["__typename"] == "User" else None,
    )
