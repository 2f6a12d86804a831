"""The snapshot of discussions as a file: JSON, a discussion or pull request to a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from typing import Any, cast

from commonplace.model.discussions import Snapshot

SCHEMA_VERSION = 1
_ROWS = ("categories", "discussions", "pulls")


def write_snapshot(snapshot: Snapshot) -> str:
    """The text of the file. The same snapshot gives the same text; a row leaves out what is as by default."""
    data = {"schema": SCHEMA_VERSION, **row(snapshot)}
    lines = [f'"{key}": {_json(data[key])}' for key in data if key not in _ROWS]
    lines += [f'"{key}": {_table(data.get(key, []))}' for key in _ROWS]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def row(record: object) -> dict[str, Any]:
    """A record as JSON data, without what is as it is by default."""
    return {
        one.name: _value(getattr(record, one.name))
        for one in fields(cast("Any", record))
        if getattr(record, one.name) != _default(one)
    }


def _default(one: Field[Any]) -> object:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if is_dataclass(value):
        return row(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_value(one) for one in value]
    return value


def _table(rows: list[object]) -> str:
    return "[\n" + ",\n".join(map(_json, rows)) + "\n]" if rows else "[]"


def _json(value: object) -> str:
    # Half a character, as GitHub lets through, is no UTF-8: it is written as an escape.
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text
