"""What there is on GitHub: the repository, its categories, and its discussions and pull requests in short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commonplace.model.discussions import Category, Discussion
from scripts._github.client import Client
from scripts._github.errors import no_repository
from scripts._github.queries import LIST, LIST_PULLS, PLACES, REPOSITORY
from scripts._github.rows import category_of, nodes_of, time_of, understood
from scripts._github.sizes import Appetite

_BY_ID = 100


@dataclass(frozen=True)
class Place:
    """The repository as GitHub knows it."""

    id: str
    owner: str
    name: str
    private: bool
    has_discussions: bool
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class Peek:
    """A comment in short."""

    id: str
    upvotes: int
    minimized: bool
    reactions: int
    replies: int


@dataclass(frozen=True)
class Listed:
    """A discussion in short: enough to see whether what is kept of it still holds.

    A new comment moves `updated`; a reaction or a vote does not. So those are counted.
    """

    id: str
    updated: datetime
    facts: tuple[Any, ...]
    comments: int
    peeks: tuple[Peek, ...]

    def is_as(self, kept: Discussion) -> bool:
        """Whether `kept` is what GitHub has, as far as the list can tell."""
        return (
            self.updated == kept.updated
            and self.facts == _facts_of(kept)
            and self.comments == len(kept.comments)
            and self.peeks == _peeks_of(kept, len(self.peeks))
        )


def _facts_of(kept: Discussion) -> tuple[Any, ...]:
    votes = sum(count for _, count in kept.poll.choices) if kept.poll else None
    return (
        *(kept.title, kept.closed, kept.locked, kept.upvotes, kept.answered, kept.category),
        *(sum(kept.reactions.values()), votes),
    )


def _peeks_of(kept: Discussion, count: int) -> tuple[Peek, ...]:
    return tuple(
        Peek(
            *(one.id, one.upvotes, one.minimized is not None),
            *(sum(one.reactions.values()), len(one.replies)),
        )
        for one in kept.comments[:count]
    )


def find_place(client: Client, repository: str) -> Place:
    """Look the repository up. Raises a GitHubError."""
    owner, _, name = repository.partition("/")
    categories: list[Category] = []
    variables: dict[str, Any] = {"owner": owner, "name": name, "after": None}
    while True:
        found = client.ask(REPOSITORY, variables, absent=True).get("repository")
        if found is None:
            raise no_repository(repository)
        with understood():
            assignable = {one["id"] for one in nodes_of(found["assignable"])}
            page = found["discussionCategories"]
            categories += [category_of(one, assignable) for one in nodes_of(page)]
            if not page["pageInfo"]["hasNextPage"]:
                return Place(
                    *(found["id"], owner, name, found["isPrivate"]),
                    *(found["hasDiscussionsEnabled"], tuple(categories)),
                )
            variables["after"] = page["pageInfo"]["endCursor"]


def list_discussions(appetite: Appetite, place: Place, category: str) -> Iterator[Listed]:
    """Every discussion of a category, oldest first."""
    variables = {"owner": place.owner, "name": place.name, "category": category}
    after: str | None = None
    while True:
        data = appetite.ask(
            lambda sizes, after=after: (  # type: ignore[misc]
                LIST,
                {**variables, "first": sizes.listing, "peek": sizes.peek, "after": after},
            )
        )
        with understood():
            page = data["repository"]["discussions"]
            listed = [_listed(one) for one in nodes_of(page)]
            after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
        yield from listed
        if after is None:
            return


def _listed(data: Mapping[str, Any]) -> Listed:
    answered = data["answerChosenAt"]
    return Listed(
        id=data["id"],
        updated=time_of(data["updatedAt"]),
        facts=(
            *(data["title"], data["closed"], data["locked"], data["upvoteCount"]),
            *(time_of(answered) if answered else None, data["category"]["id"]),
            *(data["reactions"]["totalCount"], (data["poll"] or {}).get("totalVoteCount")),
        ),
        comments=data["comments"]["totalCount"],
        peeks=tuple(
            Peek(
                *(one["id"], one["upvoteCount"], one["isMinimized"]),
                *(one["reactions"]["totalCount"], one["replies"]["totalCount"]),
            )
            for one in nodes_of(data["comments"])
        ),
    )


def list_pulls(
    appetite: Appetite, place: Place, since: datetime | None
) -> Iterator[tuple[str, datetime]]:
    """Ids of merged pull requests, and when each was changed.

    With `since`, those that changed after it, newest change first; else all, oldest first.
    """
    order = (
        {"field": "UPDATED_AT", "direction": "DESC"}
        if since
        else {"field": "CREATED_AT", "direction": "ASC"}
    )
    variables = {"owner": place.owner, "name": place.name, "order": order}
    after: str | None = None
    while True:
        data = appetite.ask(
            lambda sizes, after=after: (  # type: ignore[misc]
                LIST_PULLS,
                {**variables, "first": sizes.listing, "after": after},
            )
        )
        with understood():
            page = data["repository"]["pullRequests"]
            found = [(one["id"], time_of(one["updatedAt"])) for one in nodes_of(page)]
            after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
        for one, updated in found:
            if since is not None and updated < since:
                return
            yield one, updated
        if after is None:
            return


def still_here(
    appetite: Appetite, place: Place, wanted: set[str], missing: Iterable[str]
) -> list[str]:
    """Those of some discussions that are in a wanted category after all, though they were not listed.

    One that was moved from one category to another while they were listed is in neither list.
    """
    found, rest = [], list(missing)
    while rest:
        asked = rest[: min(_BY_ID, appetite.sizes.listing)]
        data = appetite.ask(lambda _sizes, asked=asked: (PLACES, {"ids": asked}))  # type: ignore[misc]
        with understood():
            found += [
                one["id"]
                for one in data["nodes"]
                if one and one["repository"]["id"] == place.id and one["category"]["id"] in wanted
            ]
        rest = rest[len(asked) :]
    return found
