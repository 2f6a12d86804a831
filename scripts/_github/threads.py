"""The discussions of one category, and what the hub may do with them: list, make, rename."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from commonplace.model.discussions import Actor, ActorKind, Category, Discussion
from scripts._github.client import RATE, Client
from scripts._github.errors import HeavyError, no_repository

_PAGE = 100
_NEWEST = 30
_MAINTAINERS = {"OWNER", "MEMBER", "COLLABORATOR"}
_FIELDS = """id number url title body createdAt updatedAt authorAssociation
  author { __typename login }
  category { id }"""

_REPOSITORY = f"""query Repository($owner: String!, $name: String!) {{
  {RATE}
  repository(owner: $owner, name: $name) {{
    id isPrivate isArchived hasDiscussionsEnabled viewerPermission
    discussionCategories(first: 100) {{ nodes {{ id name slug isAnswerable }} }}
  }}
}}"""
_LISTING = f"""query Threads(
  $owner: String!, $name: String!, $category: ID!, $first: Int!, $after: String,
  $direction: OrderDirection!
) {{
  {RATE}
  repository(owner: $owner, name: $name) {{
    discussions(
      first: $first, after: $after, categoryId: $category,
      orderBy: {{field: CREATED_AT, direction: $direction}}
    ) {{ pageInfo {{ hasNextPage endCursor }} nodes {{ {_FIELDS} }} }}
  }}
}}"""
_CREATE = f"""mutation Create($input: CreateDiscussionInput!) {{
  createDiscussion(input: $input) {{ discussion {{ {_FIELDS} }} }}
}}"""
_UPDATE = f"""mutation Update($input: UpdateDiscussionInput!) {{
  updateDiscussion(input: $input) {{ discussion {{ {_FIELDS} }} }}
}}"""


class Threads:
    """The way to the discussions of one repository. Everything raises GitHubError."""

    def __init__(self, client: Client, repository: str) -> None:
        """Get ready for "owner/name"; nothing is asked yet."""
        self._client = client
        owner, _, name = repository.partition("/")
        self._place = {"owner": owner, "name": name}
        self._outsiders: dict[str, int] = {}
        self._most = _PAGE  # on a page; fewer where GitHub takes too long over them

    def repository(self) -> dict[str, Any]:
        """What GitHub says of the repository, as it names the fields."""
        found = self._client.ask(_REPOSITORY, self._place, absent=True).get("repository")
        if found is None:
            raise no_repository("/".join(self._place.values()))
        return dict(found)

    def all(self, category: str) -> Iterator[Discussion]:
        """Every discussion of a category, by its id, the first one first."""
        after = None
        while True:
            page = self._page(category, _PAGE, "ASC", after)
            for node in page["nodes"]:
                yield self._discussion(node)
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    def newest(self, category: str) -> list[Discussion]:
        """The few that were made last."""
        page = self._page(category, _NEWEST, "DESC", None)
        return [self._discussion(node) for node in page["nodes"]]

    def present(self, branch: str, paths: Sequence[str]) -> set[str]:
        """Which of these files a branch has, a hundred at most."""
        names = [f"path{number}" for number in range(len(paths))]
        fields = " ".join(f"{name}: object(expression: ${name}) {{ __typename }}" for name in names)
        query = f"""query Present($owner: String!, $name: String!, {_declared(names)}) {{
          {RATE}
          repository(owner: $owner, name: $name) {{ {fields} }}
        }}"""
        asked = {name: f"{branch}:{path}" for name, path in zip(names, paths, strict=True)}
        found = self._client.ask(query, {**self._place, **asked})["repository"]
        return {path for name, path in zip(names, paths, strict=True) if found[name]}

    def create(self, repository_id: str, category: str, title: str, body: str) -> Discussion:
        """Make one. Raises UncertainError where it may have been made or not."""
        fields = {"repositoryId": repository_id, "categoryId": category}
        answer = self._client.change(_CREATE, {"input": {**fields, "title": title, "body": body}})
        return self._discussion(answer["createDiscussion"]["discussion"])

    def update(self, ident: str, title: str, body: str) -> Discussion:
        """Give one a title and a text. To do it twice does no harm."""
        answer = self._client.change(
            _UPDATE, {"input": {"discussionId": ident, "title": title, "body": body}}
        )
        return self._discussion(answer["updateDiscussion"]["discussion"])

    def pause(self, seconds: float) -> None:
        """Give GitHub time for what it may still be doing."""
        self._client.manners.pause(seconds)

    @property
    def opened_by_others(self) -> int | None:
        """The number of a listed discussion that somebody opened who is no maintainer and no program."""
        return min(self._outsiders.values(), default=None)

    def _page(self, category: str, first: int, direction: str, after: str | None) -> dict[str, Any]:
        wanted = {"category": category, "direction": direction, "after": after}
        while True:
            first = min(first, self._most)
            try:
                answer = self._client.ask(
                    _LISTING, {**self._place, **wanted, "first": first}, tries=2 if first > 1 else 6
                )
                return dict(answer["repository"]["discussions"])
            except HeavyError:
                if first == 1:
                    raise
                self._most = first // 2

    def _discussion(self, node: Mapping[str, Any]) -> Discussion:
        author = node["author"]
        kind = ActorKind(author["__typename"]) if author else None
        if kind is ActorKind.USER and node["authorAssociation"] not in _MAINTAINERS:
            self._outsiders[node["id"]] = node["number"]
        return Discussion(
            id=node["id"],
            number=node["number"],
            url=node["url"],
            title=node["title"],
            category=node["category"]["id"],
            author=Actor(author["login"], kind) if author and kind else None,
            created=datetime.fromisoformat(node["createdAt"]),
            updated=datetime.fromisoformat(node["updatedAt"]),
            body=node["body"],
        )


def _declared(names: Sequence[str]) -> str:
    return ", ".join(f"${name}: String!" for name in names)


def categories_of(repository: Mapping[str, Any]) -> tuple[Category, ...]:
    """The categories in what `Threads.repository` found. GitHub does not tell which are for announcements."""
    return tuple(
        Category(one["id"], one["name"], one["slug"], answerable=one["isAnswerable"])
        for one in repository["discussionCategories"]["nodes"]
    )
