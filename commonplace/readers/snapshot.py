"""The snapshot of discussions, read back. A file that is not whole is no reason to stop a build."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.discussions import Snapshot
from commonplace.writers.snapshot import SCHEMA_VERSION

SNAPSHOT = ".cache/hub/discussions.json"
_DEEPEST = 12
_LARGEST = 2**53 - 1
_FIRST_YEAR, _LAST_YEAR = 1970, 2999
T = TypeVar("T")


def read_snapshot(
    root: Path, sample: str | None = None
) -> tuple[Snapshot | None, tuple[Diagnostic, ...]]:
    """What `scripts/hub sync` wrote; where it wrote nothing, the `sample` that the settings name.

    None where there is neither, or where the file cannot be read: that is a diagnostic.
    """
    path = next((one for one in (SNAPSHOT, sample) if one and (root / one).is_file()), None)
    if path is None:
        return None, ()
    try:
        return parse_snapshot((root / path).read_text("utf-8")), ()
    except NewerError:
        return None, (diagnose("snapshot-newer", path),)
    except (OSError, ValueError, RecursionError):
        return None, (diagnose("snapshot-broken", path),)


class NewerError(Exception):
    """The file was written by a newer version of the hub."""


class ShapeError(ValueError):
    """The data is not what the model says."""


def parse_snapshot(text: str) -> Snapshot:
    """The snapshot in a text. Raises NewerError, and ValueError for what is none."""
    data = json.loads(text)
    if not isinstance(data, dict) or not isinstance(data.get("schema"), int):
        raise ShapeError("no snapshot")
    if data["schema"] > SCHEMA_VERSION:
        raise NewerError
    return parse_record(Snapshot, data)


def parse_record(kind: type[T], data: object, depth: int = 0) -> T:
    """A record of the model out of JSON data, every type checked. Raises ValueError.

    Keys that the record does not know are passed over: a newer hub of the same schema may write some.
    """
    if not isinstance(data, Mapping) or depth > _DEEPEST:
        raise ShapeError(kind.__name__)
    hints = _hints(cast("Hashable", kind))
    given = {name: _parse(hint, data[name], depth) for name, hint in hints.items() if name in data}
    try:
        return kind(**given)
    except TypeError:
        raise ShapeError(kind.__name__) from None


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(cast("Any", kind))}


def _parse(hint: Any, value: object, depth: int) -> Any:  # noqa: ANN401 - as the hint says
    origin = get_origin(hint)
    if origin in (UnionType, Union):
        inner = [one for one in get_args(hint) if one is not type(None)]
        return None if value is None else _parse(inner[0], value, depth)
    if origin is tuple:
        return _parse_items(get_args(hint), value, depth)
    if origin is Mapping:
        if not isinstance(value, dict) or not all(map(_is_number, value.values())):
            raise ShapeError(value)
        return value
    if hint is int and not _is_number(value):
        raise ShapeError(value)
    if hint is datetime:
        if not isinstance(value, str):
            raise ShapeError(value)
        return _time(value)
    if is_dataclass(hint):
        return parse_record(cast("type[Any]", hint), value, depth + 1)
    if issubclass(hint, Enum):
        return hint(value)
    if type(value) is not hint:
        raise ShapeError(value)
    return value


def _is_number(value: object) -> bool:
    """Whether it is a count or a number that GitHub gives; a browser can read none that is larger."""
    return type(value) is int and 0 <= value <= _LARGEST


def _time(text: str) -> datetime:
    """A time that every time zone has a day for."""
    try:
        found = datetime.fromisoformat(text).astimezone(UTC)
    except OverflowError:
        raise ShapeError(text) from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ShapeError(text)
    return found


def _parse_items(hints: tuple[Any, ...], value: object, depth: int) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ShapeError(value)
    if hints[-1] is Ellipsis:
        return tuple(_parse(hints[0], one, depth) for one in value)
    if len(hints) != len(value):
        raise ShapeError(value)
    return tuple(_parse(hint, one, depth) for hint, one in zip(hints, value, strict=True))
