"""Data held to a JSON Schema, as far as the hub's own go: no library is wanted where a token is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
}
KNOWN = frozenset(
    {"type", "required", "properties", "additionalProperties", "items", "maxItems", "minimum"}
    | {"maximum", "maxLength", "minLength", "pattern", "const", "title", "description", "$schema"}
)
"""The words of JSON Schema that are understood here. `additionalProperties` can only be false."""


def faults(schema: Mapping[str, Any], data: object, place: str = "$") -> Iterator[str]:
    """Where and how the data breaks the schema; never the data itself, which may be anybody's."""
    if not schema.keys() <= KNOWN:
        raise ValueError(f"{place}: a word of JSON Schema that is not understood here")
    if "const" in schema and not (type(data) is type(schema["const"]) and data == schema["const"]):
        yield f"{place} is another value"
    wanted = _TYPES[schema["type"]]
    if not isinstance(data, wanted) or (isinstance(data, bool) and wanted is not bool):
        yield f"{place} is no {schema['type']}"
    elif isinstance(data, dict):
        yield from _of_object(schema, data, place)
    elif isinstance(data, list):
        if len(data) > schema.get("maxItems", len(data)):
            yield f"{place} is too long"
        for at, item in enumerate(data):
            yield from faults(schema["items"], item, f"{place}[{at}]")
    elif isinstance(data, str):
        if not schema.get("minLength", 0) <= len(data) <= schema.get("maxLength", len(data)):
            yield f"{place} is too long or too short"
        elif "pattern" in schema and not re.search(_python(schema["pattern"]), data):
            yield f"{place} has another form"
    elif isinstance(data, int) and not (
        schema.get("minimum", data) <= data <= schema.get("maximum", data)
    ):
        yield f"{place} is out of range"


def _of_object(schema: Mapping[str, Any], data: Mapping[str, Any], place: str) -> Iterator[str]:
    properties: Mapping[str, Any] = schema["properties"]
    for key in schema.get("required", ()):
        if key not in data:
            yield f"{place}.{key} is missing"
    if not data.keys() <= properties.keys():
        yield f"{place} has more than it should"
    for key, inner in properties.items():
        if key in data:
            yield from faults(inner, data[key], f"{place}.{key}")


def _python(pattern: str) -> str:
    """A pattern as Python has it, where `$` is also before a last line break."""
    return f"{pattern.removesuffix('$')}\\Z" if pattern.endswith("$") else pattern
