"""Reads discussions and pull requests whole: page after page, until nothing is left out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from commonplace.model.discussions import Discussion, PullRequest
from scripts._github.errors import AnswerError
from scripts._github.queries import DISCUSSIONS, PULLS, more_query
from scripts._github.rows import discussion_of, pull_of, understood
from scripts._github.sizes import Appetite, Question, Sizes

_ANEW = 3  # times that something is read again which changes while it is read
Node = dict[str, Any]


@dataclass(frozen=True)
class _Open:
    """A list of which there is more: the node that has it, and its name there."""

    node: Node
    name: str

    @property
    def cursor(self) -> str:
        cursor: str = self.node[self.name]["pageInfo"]["endCursor"]
        return cursor


class _LostError(Exception):
    """What was being read on is not there any more."""


def read_discussions(
    appetite: Appetite, ids: Sequence[str]
) -> Iterator[tuple[str, Discussion | None, str | None]]:
    """Each id with its discussion, as soon as it is whole, and with the repository that it is in.

    None for one that is not there any more.
    """

    def question(asked: Sequence[str], sizes: Sizes) -> Question:
        values = {"ids": asked, "comments": sizes.comments, "replies": sizes.replies}
        return DISCUSSIONS, values

    for one, node in _whole(appetite, ids, "discussions", question):
        found: tuple[Discussion | None, str | None] = (None, None)
        with understood():
            if node is not None:
                found = discussion_of(node), node["repository"]["id"]
        yield one, *found


def read_pulls(appetite: Appetite, ids: Sequence[str]) -> Iterator[tuple[str, PullRequest | None]]:
    """Each id with its pull request, as soon as it is whole; None for one that is not there."""

    def question(asked: Sequence[str], sizes: Sizes) -> Question:
        return PULLS, {"ids": asked, "files": sizes.files, "reviews": sizes.reviews}

    for one, node in _whole(appetite, ids, "pulls", question):
        with understood():
            found = pull_of(node) if node is not None else None
        yield one, found


def _whole(
    appetite: Appetite,
    ids: Sequence[str],
    size: str,
    question: Callable[[Sequence[str], Sizes], Question],
) -> Iterator[tuple[str, Node | None]]:
    """Every id with its node and all pages of its lists."""
    rest, tries = deque(ids), dict[str, int]()
    while rest:
        asked: list[str] = []

        def some(sizes: Sizes, asked: list[str] = asked) -> Question:
            asked[:] = [one for one, _ in zip(rest, range(getattr(sizes, size)), strict=False)]
            return question(asked, sizes)

        found = appetite.ask(some)["nodes"]
        with understood():
            nodes = list(zip(asked, found, strict=True))
        for _ in asked:
            rest.popleft()
        unfinished = []
        for one, node in nodes:
            if node and _open_lists(node):
                unfinished.append((one, node))
            else:
                yield one, node or None
        for one, node in unfinished:
            try:
                _read_on(appetite, node)
            except _LostError:
                tries[one] = tries.get(one, 0) + 1
                if tries[one] > _ANEW:
                    raise AnswerError(
                        "A discussion changes faster than it can be read. Run the command again later."
                    ) from None
                rest.append(one)
            else:
                yield one, node


def _open_lists(node: Node) -> list[_Open]:
    """The lists of a node, and of the comments in it, of which there is more."""
    with understood():
        found = [
            _Open(node, name)
            for name in ("comments", "replies", "files", "reviews")
            if node.get(name) and node[name]["pageInfo"]["hasNextPage"]
        ]
        for comment in (node.get("comments") or {}).get("nodes") or ():
            if comment:
                found += _open_lists(comment)
        return found


def _read_on(appetite: Appetite, node: Node) -> None:
    """Read the lists of a node to their ends. Raises _LostError."""
    rest = deque(_open_lists(node))
    while rest:
        asked: list[_Open] = []

        def some(sizes: Sizes, asked: list[_Open] = asked) -> Question:
            asked[:] = [one for one, _ in zip(rest, range(sizes.lists), strict=False)]
            values: dict[str, Any] = {"more": sizes.more}
            if any(one.name == "comments" for one in asked):
                values["replies"] = sizes.replies
            for at, one in enumerate(asked):
                values |= {f"id{at}": one.node["id"], f"after{at}": one.cursor}
            return more_query([one.name for one in asked]), values

        data = appetite.ask(some)
        for at, one in enumerate(asked):
            rest.popleft()
            got = data.get(f"m{at}")
            if not got:
                raise _LostError
            rest.extend(_put(one, got[one.name]))


def _put(one: _Open, page: Node) -> list[_Open]:
    """Put a further page where it belongs; what is to be read on then."""
    with understood():
        held = one.node[one.name]
        before = held["pageInfo"]["endCursor"]
        held["nodes"] = held["nodes"] or []
        held["nodes"].extend(page["nodes"] or ())
        held["pageInfo"] = page["pageInfo"]
        found = [
            inner
            for comment in page["nodes"] or ()
            if comment and one.name == "comments"
            for inner in _open_lists(comment)
        ]
        if page["pageInfo"]["hasNextPage"]:
            if page["pageInfo"]["endCursor"] in (before, None):
                raise ValueError("the same page again")
            found.append(one)
        return found
