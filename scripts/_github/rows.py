"""GitHub's answers as records of the hub's model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from commonplace.model.discussions import (
    Actor,
    ActorKind,
    Category,
    Comment,
    Discussion,
    Poll,
    PullRequest,
    Review,
)
from commonplace.repository.form_fields import ISSUE_BRANCH
from scripts._github.errors import AnswerError

CONTRIBUTIONS = "contributions/"
Data = Mapping[str, Any]


@contextmanager
def understood() -> Iterator[None]:
    """Turn what a strange answer leads to into AnswerError."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
        raise AnswerError(
            f"GitHub's answer is not of the form that the hub knows ({type(problem).__name__}). Bring a "
            "newer product in with “scripts/hub upgrade”, or tell whoever looks after the hub."
        ) from None


def time_of(text: str) -> datetime:
    """A time as GitHub writes it."""
    return datetime.fromisoformat(text).astimezone(UTC)


def discussion_of(data: Data) -> Discussion:
    """A discussion with everything that belongs to it."""
    return Discussion(
        id=data["id"],
        number=data["number"],
        url=data["url"],
        title=data["title"],
        category=data["category"]["id"],
        author=_actor(data["author"]),
        created=time_of(data["createdAt"]),
        updated=time_of(data["updatedAt"]),
        body=data["body"],
        html=data["bodyHTML"],
        closed=data["closed"],
        locked=data["locked"],
        answered=_time(data["answerChosenAt"]),
        answered_by=_actor(data["answerChosenBy"]),
        upvotes=data["upvoteCount"],
        reactions=_reactions(data),
        labels=tuple(one["name"] for one in nodes_of(data["labels"])),
        poll=_poll(data["poll"]),
        comments=tuple(_comment(one) for one in _once(nodes_of(data["comments"]))),
    )


def pull_of(data: Data) -> PullRequest:
    """A pull request; of its files those that are contributions."""
    paths = dict.fromkeys(one["path"] for one in nodes_of(data["files"]))
    return PullRequest(
        id=data["id"],
        number=data["number"],
        url=data["url"],
        title=data["title"],
        author=_actor(data["author"]),
        created=time_of(data["createdAt"]),
        updated=time_of(data["updatedAt"]),
        merged=time_of(data["mergedAt"]),
        merged_by=_actor(data["mergedBy"]),
        merge_commit=data["mergeCommit"]["oid"] if data["mergeCommit"] else None,
        files=tuple(path for path in paths if path.startswith(CONTRIBUTIONS)),
        reviews=tuple(
            Review(_actor(one["author"]), one["state"], _time(one["submittedAt"]))
            for one in nodes_of(data["reviews"])
        ),
        by_form=data["headRefName"].startswith(ISSUE_BRANCH),
    )


def category_of(data: Data, assignable: set[str]) -> Category:
    """A category. GitHub's API does not say which are announcements: those that are open to others than
    whoever has the token are none; where the token may open discussions anywhere, the name has to do.
    """
    held_back = bool(assignable) and data["id"] not in assignable
    return Category(
        id=data["id"],
        name=data["name"],
        slug=data["slug"],
        answerable=data["isAnswerable"],
        announcement=held_back or data["slug"] == "announcements",
    )


def nodes_of(connection: Data | None) -> list[Data]:
    """What is in a page; GitHub may leave places empty."""
    return [one for one in (connection or {}).get("nodes") or () if one]


def _once(nodes: list[Data]) -> list[Data]:
    return list({one["id"]: one for one in nodes}.values())


def _comment(data: Data) -> Comment:
    deleted = data["deletedAt"] is not None
    replies = _once(nodes_of(data.get("replies")))
    return Comment(
        id=data["id"],
        url=data["url"],
        author=None if deleted else _actor(data["author"]),
        created=time_of(data["createdAt"]),
        body="" if deleted else data["body"],
        html="" if deleted else data["bodyHTML"],
        edited=_time(data["lastEditedAt"]),
        minimized=(data["minimizedReason"] or "other") if data["isMinimized"] else None,
        deleted=deleted,
        is_answer=data["isAnswer"],
        upvotes=data["upvoteCount"],
        reactions=_reactions(data),
        replies=tuple(_comment(one) for one in replies),
    )


def _actor(data: Data | None) -> Actor | None:
    if data is None:
        return None
    known = data["__typename"] in {kind.value for kind in ActorKind}
    kind = ActorKind(data["__typename"]) if known else ActorKind.USER
    return Actor(data["login"], kind, data.get("name") or None)


def _reactions(data: Data) -> dict[str, int]:
    counted = {
        one["content"]: one["reactors"]["totalCount"] for one in data["reactionGroups"] or ()
    }
    return {kind: count for kind, count in counted.items() if count}


def _poll(data: Data | None) -> Poll | None:
    if data is None:
        return None
    choices = nodes_of(data["options"])
    return Poll(data["question"], tuple((one["option"], one["totalVoteCount"]) for one in choices))


def _time(text: str | None) -> datetime | None:
    return time_of(text) if text else None
