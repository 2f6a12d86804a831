"""An issue as it stands now, and the pull request that proposes what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonplace.repository.form_fields import SHARE
from scripts._github.client import RATE, Client
from scripts._github.errors import NotFoundError, UncertainError, as_github_answers

_PULL = "id number state title body isCrossRepository"
_LOOK = f"""query Shared(
  $owner: String!, $name: String!, $number: Int!, $branch: String!, $label: String!
) {{
  {RATE}
  repository(owner: $owner, name: $name) {{
    id isPrivate
    label(name: $label) {{ id }}
    defaultBranchRef {{ name }}
    issue(number: $number) {{
      id number title body state authorAssociation
      author {{ __typename login ... on User {{ databaseId name }} }}
      labels(first: 100) {{ nodes {{ name }} }}
    }}
    pullRequests(
      first: 50, headRefName: $branch, orderBy: {{field: CREATED_AT, direction: DESC}}
    ) {{ nodes {{ {_PULL} }} }}
  }}
}}"""
_OPEN = f"""query Proposed($owner: String!, $name: String!) {{
  {RATE}
  repository(owner: $owner, name: $name) {{
    pullRequests(first: 100, states: OPEN, orderBy: {{field: CREATED_AT, direction: DESC}}) {{
      nodes {{ files(first: 5) {{ nodes {{ path }} }} }}
    }}
  }}
}}"""
_CREATE = f"""mutation Propose($input: CreatePullRequestInput!) {{
  createPullRequest(input: $input) {{ pullRequest {{ {_PULL} }} }}
}}"""
_UPDATE = f"""mutation ProposeAnew($input: UpdatePullRequestInput!) {{
  updatePullRequest(input: $input) {{ pullRequest {{ {_PULL} }} }}
}}"""
_CLOSE = """mutation CloseProposal($input: ClosePullRequestInput!) {
  closePullRequest(input: $input) { pullRequest { id } }
}"""
_REOPEN = """mutation ReopenProposal($input: ReopenPullRequestInput!) {
  reopenPullRequest(input: $input) { pullRequest { id } }
}"""


@dataclass(frozen=True)
class Opener:
    """Whoever opened an issue. `name` is theirs to choose; `number` is the account's, for good."""

    login: str
    name: str
    number: int | None
    is_person: bool


@dataclass(frozen=True)
class Issue:
    """An issue. Whatever it says, anybody may have written. `labels` are in small letters; `association` is
    what GitHub calls whoever opened it."""

    id: str
    number: int
    title: str
    body: str
    is_open: bool
    labels: frozenset[str]
    opener: Opener | None
    association: str


@dataclass(frozen=True)
class Pull:
    """A pull request from a branch of the repository itself. `state` is OPEN, CLOSED or MERGED."""

    id: str
    number: int
    state: str
    title: str
    body: str


@dataclass(frozen=True)
class Seen:
    """What GitHub says at this moment. `pulls` are those of the branch, the newest first."""

    repository_id: str
    is_private: bool
    has_label: bool
    base: str
    issue: Issue | None
    pulls: tuple[Pull, ...]

    def pull(self, state: str) -> Pull | None:
        """The newest pull request in a state."""
        return next((one for one in self.pulls if one.state == state), None)


class Proposals:
    """The way to the issues and pull requests of one repository. Everything raises GitHubError."""

    def __init__(self, client: Client, repository: str) -> None:
        """Get ready for "owner/name"; nothing is asked yet."""
        self._client = client
        owner, _, name = repository.partition("/")
        self._place = {"owner": owner, "name": name}

    def look(self, number: int, branch: str) -> Seen:
        """What stands in an issue, and what became of its branch. A deleted issue is None."""
        wanted = {**self._place, "number": number, "branch": branch, "label": SHARE}
        with as_github_answers():
            found = self._client.ask(_LOOK, wanted, absent=True)["repository"]
            if found is not None:
                return _seen(found)
        raise NotFoundError("GitHub does not show the repository to this token.")

    def proposed_paths(self) -> set[str]:
        """The first few files of the newest hundred pull requests that are open."""
        with as_github_answers():
            found = self._client.ask(_OPEN, self._place)["repository"]["pullRequests"]["nodes"]
            lists = (one["files"]["nodes"] for one in found if one["files"])
            return {file["path"] for files in lists for file in files}

    def propose(self, seen: Seen, branch: str, title: str, body: str) -> Pull:
        """Make the pull request of a branch."""
        fields = {"repositoryId": seen.repository_id, "baseRefName": seen.base}
        given = {**fields, "headRefName": branch, "title": title, "body": body}
        try:
            made = self._client.change(_CREATE, {"input": given})
        except UncertainError:
            if seen.issue is None:
                raise
            found = self.look(seen.issue.number, branch).pull("OPEN")
            if found is None:
                raise
            return found
        with as_github_answers():
            return _pull(made["createPullRequest"]["pullRequest"])

    def renew(self, pull: Pull, title: str, body: str) -> None:
        """Give it another title and text. To do it twice does no harm."""
        self._client.change(
            _UPDATE, {"input": {"pullRequestId": pull.id, "title": title, "body": body}}
        )

    def close(self, pull: Pull) -> None:
        """Close it without merging."""
        self._client.change(_CLOSE, {"input": {"pullRequestId": pull.id}})

    def reopen(self, pull: Pull) -> None:
        """Open it again."""
        self._client.change(_REOPEN, {"input": {"pullRequestId": pull.id}})


def _seen(found: Mapping[str, Any]) -> Seen:
    base, pulls = found["defaultBranchRef"], found["pullRequests"]["nodes"]
    return Seen(
        found["id"],
        found["isPrivate"] is True,  # in doubt anybody may have written it
        found["label"] is not None,
        base["name"] if base else "main",
        _issue(found["issue"]) if found["issue"] else None,
        tuple(_pull(one) for one in pulls if not one["isCrossRepository"]),
    )


def _issue(node: Mapping[str, Any]) -> Issue:
    author = node["author"]
    labels = node["labels"]["nodes"] if node["labels"] else []
    return Issue(
        id=node["id"],
        number=node["number"],
        title=node["title"],
        body=node["body"],
        is_open=node["state"] == "OPEN",
        labels=frozenset(label["name"].casefold() for label in labels),
        opener=author
        and Opener(
            author["login"],
            author.get("name") or "",
            author.get("databaseId"),
            author["__typename"] == "User",
        ),
        association=node["authorAssociation"],
    )


def _pull(node: Mapping[str, Any]) -> Pull:
    return Pull(node["id"], node["number"], node["state"], node["title"], node["body"])
