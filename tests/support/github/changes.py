"""The mutations that the local GitHub knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from tests.support.github.paging import RefusedError
from tests.support.github.records import (
    Category,
    Comment,
    Discussion,
    Issue,
    Label,
    Pull,
    Remark,
    Repository,
)
from tests.support.github.world import World

if TYPE_CHECKING:
    from tests.support.github.execution import Asking

T = TypeVar("T")


def create_discussion(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Open a discussion: every time anew, for GitHub does not know that it was asked before."""
    given = arguments["input"]
    where = _found(world, given["repositoryId"], Repository)
    category = _found(world, given["categoryId"], Category)
    _refuse_readers(asking, category)
    if not where.has_discussions_enabled:
        raise RefusedError("FORBIDDEN", "Discussions are disabled for this repository.")
    made = world.discuss(category, given["title"], given["body"], author=world.viewer)
    return {"discussion": made, "clientMutationId": given.get("clientMutationId")}


def update_discussion(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Change a discussion's title, text or category."""
    given = arguments["input"]
    one = _found(world, given["discussionId"], Discussion)
    _refuse_readers(asking, None)
    if given.get("categoryId"):
        world.move(one, _found(world, given["categoryId"], Category))
    body = given.get("body")
    world.edit(one, one.body if body is None else body, title=given.get("title"))
    return {"discussion": one, "clientMutationId": given.get("clientMutationId")}


def add_comment(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Comment on a discussion, or reply."""
    given = arguments["input"]
    one: Discussion | Comment = _found(world, given["discussionId"], Discussion)
    _refuse_readers(asking, None)
    if given.get("replyToId"):
        one = _found(world, given["replyToId"], Comment)
    made = world.comment(one, given["body"], author=world.viewer)
    return {"comment": made, "clientMutationId": given.get("clientMutationId")}


def add_remark(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Comment on an issue or pull request: every time anew."""
    given = arguments["input"]
    subject = _subject(world, given["subjectId"])
    _refuse_readers(asking, None)
    made = world.remark(subject, given["body"], author=world.viewer)
    return {"commentEdge": {"node": made}, "subject": subject}


def update_remark(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Change a comment on an issue or pull request."""
    given = arguments["input"]
    one = _found(world, given["id"], Remark)
    _refuse_readers(asking, None)
    one.body, one.html, one.updated_at = given["body"], None, world.tick()
    return {"issueComment": one}


def create_label(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Make a label; of two with one name GitHub refuses the second."""
    given = arguments["input"]
    where = _found(world, given["repositoryId"], Repository)
    _refuse_readers(asking, None)
    if any(one.name.casefold() == given["name"].casefold() for one in where.labels):
        raise RefusedError("UNPROCESSABLE", "Name has already been taken")
    made = Label("", given["name"], given["color"], given.get("description"))
    made.id = world.new_id("LA", made)
    where.labels.append(made)
    return {"label": made}


def add_labels(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Put labels on an issue or pull request, beside those that it has."""
    given = arguments["input"]
    subject = _subject(world, given["labelableId"])
    _refuse_readers(asking, None)
    wanted = [_found(world, one, Label) for one in given["labelIds"]]
    if isinstance(subject, Pull):
        for one in wanted:
            world.put_label(subject, one, world.viewer)
    else:
        subject.labels += [one for one in wanted if one not in subject.labels]
    return {"labelable": subject, "clientMutationId": given.get("clientMutationId")}


def remove_labels(world: World, asking: Asking, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Take labels off an issue or pull request."""
    given = arguments["input"]
    subject = _subject(world, given["labelableId"])
    _refuse_readers(asking, None)
    gone = [_found(world, one, Label) for one in given["labelIds"]]
    subject.labels = [one for one in subject.labels if one not in gone]
    return {"labelable": subject, "clientMutationId": given.get("clientMutationId")}


def _subject(world: World, wanted: str) -> Issue | Pull:
    if isinstance(world.nodes.get(wanted), Issue):
        return _found(world, wanted, Issue)
    return _found(world, wanted, Pull)


def _found(world: World, wanted: str, kind: type[T]) -> T:
    found = world.nodes.get(wanted)
    if not isinstance(found, kind):
        raise RefusedError(
            "NOT_FOUND", f"Could not resolve to a node with the global id of '{wanted}'."
        )
    return found


def _refuse_readers(asking: Asking, category: Category | None) -> None:
    held_back = category is not None and category.announcement and not asking.token.maintains
    if not asking.token.write or held_back:
        raise RefusedError("FORBIDDEN", "Resource not accessible by personal access token")
