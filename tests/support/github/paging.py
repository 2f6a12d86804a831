"""Lists as GitHub pages them: opaque cursors that hold a place by its key, at most a hundred at a time."""

from __future__ import annotations

import base64
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST = 100
Key = tuple[str | int, ...]


class RefusedError(Exception):
    """An error that GitHub gives by its `type`."""

    def __init__(self, kind: str, message: str) -> None:
        """Name it as GitHub does."""
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class Ordered:
    """Items in order, with what their cursors are made of."""

    items: Sequence[Any]
    key: Callable[[Any], Key]
    descending: bool = False


@dataclass(frozen=True)
class Connection:
    """A page of a list."""

    total_count: int
    nodes: list[Any]
    cursors: list[str] = field(default_factory=list)
    has_next_page: bool = False
    has_previous_page: bool = False

    @property
    def page_info(self) -> Connection:
        return self

    @property
    def start_cursor(self) -> str | None:
        return self.cursors[0] if self.cursors else None

    @property
    def end_cursor(self) -> str | None:
        return self.cursors[-1] if self.cursors else None

    @property
    def edges(self) -> list[Mapping[str, Any]]:
        return [
            {"node": node, "cursor": cursor}
            for node, cursor in zip(self.nodes, self.cursors, strict=True)
        ]


def page_of(found: Ordered, arguments: Mapping[str, Any]) -> Connection:
    """The page that `first`, `last`, `after` and `before` ask for. Raises RefusedError."""
    items, total = found.items, len(found.items)
    after, before = (_key(arguments.get(name)) for name in ("after", "before"))
    if found.descending:
        rest = [one for one in items if _is_between(found.key(one), before, after)]
    else:  # in order already, so ten thousand need not be looked at for every page
        start = bisect_right(items, after, key=found.key) if after is not None else 0
        end = bisect_left(items, before, key=found.key) if before is not None else total
        rest = list(items[start:end])
    first, last = arguments.get("first"), arguments.get("last")
    if first is None and last is None:
        return Connection(total, [])
    if first is not None:
        page = rest[:first]
        more_after, more_before = len(rest) > first, bool(after)
    else:
        page = rest[len(rest) - min(last or 0, len(rest)) :]
        more_after, more_before = bool(before), len(rest) > (last or 0)
    cursors = [_cursor(found.key(one)) for one in page]
    return Connection(total, page, cursors, more_after, more_before)


def _is_between(key: Key, low: Key | None, high: Key | None) -> bool:
    return (low is None or key > low) and (high is None or key < high)


def _cursor(key: Key) -> str:
    return base64.b64encode(b"cursor:v2:" + json.dumps(key).encode()).decode()


def _key(cursor: str | None) -> Key | None:
    if cursor is None:
        return None
    try:
        return tuple(json.loads(base64.b64decode(cursor).removeprefix(b"cursor:v2:")))
    except ValueError:
        raise RefusedError(
            "INVALID_CURSOR_ARGUMENTS", f"`{cursor}` does not appear to be a valid cursor."
        ) from None
