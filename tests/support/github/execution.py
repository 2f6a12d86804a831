"""Answers to queries and mutations, out of what the world holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from graphql import ExecutionResult, GraphQLError, GraphQLResolveInfo, execute, get_named_type

from tests.support.github import changes, proposals
from tests.support.github.cost import Price, price_of
from tests.support.github.paging import Key, Ordered, RefusedError, page_of
from tests.support.github.records import (
    Account,
    Category,
    Discussion,
    Issue,
    Label,
    Pull,
    Ref,
    Repository,
)
from tests.support.github.schema import checked, github_schema
from tests.support.github.world import Token, World

_BOUNDARY = re.compile(r"(?<=[a-z0-9])([A-Z]+)")
_GITHUB_DAY = "%Y-%m-%dT%H:%M:%SZ"


@dataclass
class Budget:
    """What is left of the hour."""

    limit: int = 5000
    used: int = 0
    reset_at: datetime | None = None


@dataclass
class Asking:
    """One request that is being answered."""

    world: World
    token: Token
    budget: Budget
    price: Price


@dataclass(frozen=True)
class Answered:
    """The answer as JSON data, and the price where the query was one."""

    data: Mapping[str, Any]
    price: Price | None = None


def answer(
    query: str, variables: Mapping[str, Any], world: World, token: Token, budget: Budget
) -> Answered:
    """Validate, weigh and execute a query, as GitHub would."""
    document, faults = checked(query)
    if document is None or faults:
        return Answered({"errors": [_plain(fault) for fault in faults]})
    try:
        price = price_of(github_schema(), document, variables)
    except RefusedError as fault:
        return Answered({"errors": [{"type": fault.kind, "message": str(fault)}]})
    if budget.used + price.points > budget.limit:
        return Answered({"errors": [limit_reached()]}, price)
    budget.used += price.points
    world.viewer = world.account(token.login)
    found = execute(
        github_schema(),
        document,
        root_value=world,
        context_value=Asking(world, token, budget, price),
        variable_values=dict(variables),
        field_resolver=_resolve,
        type_resolver=lambda value, _info, _kind: str(value.typename),
    )
    assert isinstance(found, ExecutionResult)
    data: dict[str, Any] = {"data": found.data}
    if found.errors:
        data["errors"] = [_plain(fault) for fault in found.errors]
    return Answered(data, price)


def limit_reached() -> dict[str, str]:
    """What GitHub says when the points are used up."""
    return {
        "type": "RATE_LIMITED",
        "message": "API rate limit already exceeded for user ID 1.",
    }


def _plain(fault: GraphQLError) -> dict[str, Any]:
    told = {key: value for key, value in fault.formatted.items() if key != "extensions"}
    cause = fault.original_error
    if isinstance(cause, RefusedError):
        return {"type": cause.kind, **told}
    if cause is not None and not isinstance(cause, GraphQLError):
        raise cause  # a fault of the local GitHub itself
    return told


@cache
def _attribute(field: str) -> str:
    return _BOUNDARY.sub(r"_\1", field).lower()


def _resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    asking: Asking = info.context
    special = _SPECIAL.get((info.parent_type.name, info.field_name))
    if special is not None:
        value = special(source, asking, arguments)
    elif isinstance(source, Mapping):
        value = source[info.field_name]
    else:
        value = getattr(source, _attribute(info.field_name))
    if isinstance(value, str | int | None):  # most are
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime(_GITHUB_DAY)
    if isinstance(value, list | Ordered) and get_named_type(info.return_type).name.endswith(
        "Connection"
    ):
        ordered = value if isinstance(value, Ordered) else Ordered(value, _by_place(value))
        return page_of(ordered, arguments)
    return value


def _by_place(items: list[Any]) -> Callable[[Any], Key]:
    """Things that have a time hold their place by it; the others by their number in the list."""
    if items and hasattr(items[0], "created_at"):
        return lambda one: (one.created_at.isoformat(), one.id)
    places = {id(one): at for at, one in enumerate(items)}
    return lambda one: (places[id(one)],)


def _repository(world: World, asking: Asking, arguments: Mapping[str, Any]) -> Repository | None:
    name = f"{arguments['owner']}/{arguments['name']}"
    found = world.repositories.get(name.lower())
    if found is None or (found.is_private and not asking.token.private):
        raise RefusedError(
            "NOT_FOUND", f"Could not resolve to a Repository with the name '{name}'."
        )
    if asking.token.sso:
        raise RefusedError(
            "FORBIDDEN",
            "Resource protected by organization SAML enforcement. You must grant your Personal Access "
            "token access to this organization.",
        )
    return found


def _discussions(one: Repository, asking: Asking, arguments: Mapping[str, Any]) -> Ordered:
    if not asking.token.discussions:
        raise RefusedError("FORBIDDEN", "Resource not accessible by personal access token")
    wanted = arguments.get("categoryId")
    found = [item for item in one.talk if wanted is None or item.category.id == wanted]
    if arguments.get("answered") is not None:
        found = [item for item in found if bool(item.answer) is arguments["answered"]]
    # GitHub's own words: by default the newest change comes first
    order = arguments.get("orderBy") or {"field": "UPDATED_AT", "direction": "DESC"}
    return _ordered(found, order)


def _pulls(one: Repository, _asking: Asking, arguments: Mapping[str, Any]) -> Ordered:
    states = arguments.get("states")
    branch = arguments.get("headRefName")
    found = [
        item
        for item in one.pulls
        if (states is None or item.state in states) and branch in (None, item.head_ref_name)
    ]
    return _ordered(found, arguments.get("orderBy") or {"field": "CREATED_AT", "direction": "ASC"})


def _ordered(found: list[Any], order: Mapping[str, str]) -> Ordered:
    attribute = "updated_at" if order["field"] == "UPDATED_AT" else "created_at"

    def key(one: Discussion | Pull) -> Key:
        return (getattr(one, attribute).isoformat(), one.number)

    down = order["direction"] == "DESC"
    return Ordered(sorted(found, key=key, reverse=down), key, down)


def _categories(one: Repository, asking: Asking, arguments: Mapping[str, Any]) -> list[Category]:
    if not arguments.get("filterByAssignable"):
        return one.categories
    token = asking.token
    return [item for item in one.categories if token.maintains or not item.announcement]


def _node(world: World, asking: Asking, arguments: Mapping[str, Any]) -> object:
    return _by_id(world, asking, arguments["id"])


def _nodes(world: World, asking: Asking, arguments: Mapping[str, Any]) -> list[object]:
    found: list[object] = []
    for one in arguments["ids"]:
        try:
            found.append(_by_id(world, asking, one))
        except RefusedError as fault:
            found.append(fault)
    return found


def _by_id(world: World, asking: Asking, wanted: str) -> object:
    found = world.nodes.get(wanted)
    place = getattr(found, "repository", getattr(found, "discussion", None))
    place = getattr(place, "repository", place)
    hidden = isinstance(place, Repository) and place.is_private and not asking.token.private
    if found is None or hidden:
        raise RefusedError(
            "NOT_FOUND", f"Could not resolve to a node with the global id of '{wanted}'."
        )
    return found


def _viewer(world: World, _asking: Asking, _arguments: Mapping[str, Any]) -> Account | None:
    """Whoever asks. Of itself a program hears another name than others hear of it."""
    found = world.viewer
    is_program = found is not None and found.typename == "Bot"
    return replace(found, login=f"{found.login}[bot]") if found and is_program else found


def _rate(world: World, asking: Asking, _arguments: Mapping[str, Any]) -> dict[str, Any]:
    budget, price = asking.budget, asking.price
    budget.reset_at = budget.reset_at or world.now + timedelta(hours=1)
    return {
        "cost": price.points,
        "limit": budget.limit,
        "nodeCount": price.nodes,
        "remaining": max(0, budget.limit - budget.used),
        "used": budget.used,
        "resetAt": budget.reset_at,
    }


def _category_by_slug(
    one: Repository, _asking: Asking, arguments: Mapping[str, Any]
) -> Category | None:
    return next((item for item in one.categories if item.slug == arguments["slug"]), None)


def _discussion_by_number(
    one: Repository, _asking: Asking, arguments: Mapping[str, Any]
) -> Discussion:
    found = next((item for item in one.talk if item.number == arguments["number"]), None)
    if found is None:
        raise RefusedError(
            "NOT_FOUND",
            f"Could not resolve to a Discussion with the number of {arguments['number']}.",
        )
    return found


def _issue_by_number(one: Repository, _asking: Asking, arguments: Mapping[str, Any]) -> Issue:
    found = next((item for item in one.issues if item.number == arguments["number"]), None)
    if found is None:
        raise RefusedError(
            "NOT_FOUND", f"Could not resolve to an Issue with the number of {arguments['number']}."
        )
    return found


def _label_by_name(one: Repository, _asking: Asking, arguments: Mapping[str, Any]) -> Label | None:
    wanted = arguments["name"].casefold()
    return next((item for item in one.labels if item.name.casefold() == wanted), None)


def _pull_by_number(one: Repository, _asking: Asking, arguments: Mapping[str, Any]) -> Pull | None:
    return next((item for item in one.pulls if item.number == arguments["number"]), None)


def _file(repository: Repository, _: Asking, arguments: Mapping[str, Any]) -> Ref | None:
    expression = str(arguments["expression"])
    return Ref(expression, "Blob") if repository.has(expression) else None


_SPECIAL: dict[tuple[str, str], Callable[[Any, Asking, Mapping[str, Any]], Any]] = {
    ("Query", "repository"): _repository,
    ("Query", "rateLimit"): _rate,
    ("Query", "viewer"): _viewer,
    ("Query", "node"): _node,
    ("Query", "nodes"): _nodes,
    ("Repository", "discussions"): _discussions,
    ("Repository", "discussion"): _discussion_by_number,
    ("Repository", "discussionCategories"): _categories,
    ("Repository", "discussionCategory"): _category_by_slug,
    ("Repository", "pullRequests"): _pulls,
    ("Repository", "pullRequest"): _pull_by_number,
    ("Repository", "issue"): _issue_by_number,
    ("Repository", "label"): _label_by_name,
    ("Repository", "object"): _file,
    ("Mutation", "createPullRequest"): proposals.create_pull,
    ("Mutation", "updatePullRequest"): proposals.update_pull,
    ("Mutation", "closePullRequest"): proposals.close_pull,
    ("Mutation", "reopenPullRequest"): proposals.reopen_pull,
    ("Mutation", "addComment"): changes.add_remark,
    ("Mutation", "updateIssueComment"): changes.update_remark,
    ("Mutation", "createLabel"): changes.create_label,
    ("Mutation", "addLabelsToLabelable"): changes.add_labels,
    ("Mutation", "removeLabelsFromLabelable"): changes.remove_labels,
    ("Mutation", "createDiscussion"): changes.create_discussion,
    ("Mutation", "updateDiscussion"): changes.update_discussion,
    ("Mutation", "addDiscussionComment"): changes.add_comment,
}
