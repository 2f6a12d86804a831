"""YAML for files that a program writes and people read: lists, groups, texts, numbers, yes and no."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Node = str | int | bool | Sequence["Node"] | Mapping[str, "Node"]

_KEY = re.compile(r"[a-z][a-z0-9_-]*")
# A block keeps these as they are; anything else (a tab, a blank at an end, odd characters) is quoted.
_LINE = re.compile(r"(?:\S(?:.*\S)?)?")
_INDENT = "  "


def write_yaml(data: Mapping[str, Node]) -> str:
    """The text of a file. Every reader of YAML, old or new, gives the same values back."""
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def _mapping(data: Mapping[str, Node], indent: str) -> Iterator[str]:
    for key, value in data.items():
        name = f"{indent}{key if _KEY.fullmatch(key) else _quoted(key)}:"
        if isinstance(value, Mapping) and value:
            yield name
            yield from _mapping(value, indent + _INDENT)
        elif isinstance(value, str) and _is_block(value):
            yield f"{name} |"
            for line in value.removesuffix("\n").split("\n"):
                yield f"{indent}{_INDENT}{line}" if line else ""
        elif isinstance(value, Sequence) and not isinstance(value, str) and value:
            yield name
            yield from _sequence(value, indent + _INDENT)
        else:
            yield f"{name} {_scalar(value)}"


def _sequence(items: Sequence[Node], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping) and item:
            inner = list(_mapping(item, indent + _INDENT))
            yield f"{indent}- {inner[0].lstrip()}"
            yield from inner[1:]
        else:
            yield f"{indent}- {_scalar(item)}"


def _is_block(text: str) -> bool:
    """Whether a text is lines that a literal block gives back to the letter, one newline at the end."""
    if not text.endswith("\n") or text.endswith("\n\n") or text[0].isspace():
        return False
    return all(_LINE.fullmatch(line) and line.isprintable() for line in text[:-1].split("\n"))


def _scalar(value: Node) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    return "{}" if isinstance(value, Mapping) else "[]"


def _quoted(text: str) -> str:
    """As JSON quotes it, which YAML reads alike; whatever no reader may take raw is written by its number."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() and ord(c) <= 0xFFFF else _numbered(c) for c in written)


def _numbered(c: str) -> str:
    return f"\\u{ord(c):04x}" if ord(c) <= 0xFFFF else f"\\U{ord(c):08x}"
