"""The block at the top of a file, written so that every reader of YAML gives back the same values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from commonplace.markup.characters import clean_text

Scalar = str | int | bool | date
Value = Scalar | Sequence[Scalar] | Mapping[str, "Value"]

KEYS = (
    *("title", "summary", "topics", "authors", "told_by", "date", "id", "status"),
    *("superseded_by", "owner", "verified", "review_every", "audience", "addresses"),
    "imported_from",
)
"""The order in which the keys of a contribution are written; others follow in the order given."""

_WIDTH = 100
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 _./+-]*[A-Za-z0-9_+])?")
# What YAML 1.1 and 1.2 take for something else than a text.
_TAKEN = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
_ESCAPED = {ord('"'): '\\"', ord("\\"): "\\\\"}


def write_front_matter(values: Mapping[str, Value]) -> str:
    """The block with its two lines of dashes, ready to stand before a text.

    Texts are written on one line, repeated blanks as one; empty texts, lists and groups are left out.
    """
    ordered = [key for key in KEYS if key in values]
    ordered += [key for key in values if key not in KEYS]
    lines = [line for key in ordered for line in write_entry(key, values[key])]
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n"


def write_entry(key: str, value: Value, indent: str = "") -> Iterator[str]:
    """The lines of one key, without line ends; none for an empty value."""
    name = f"{indent}{_scalar(key)}:"
    if isinstance(value, Mapping):
        inner = [
            line for one in value for line in write_entry(one, value[one], indent=f"{indent}  ")
        ]
        if inner:
            yield name
            yield from inner
    elif isinstance(value, str | int | date):
        written = _scalar(value)
        if written != '""':
            yield f"{name} {written}"
    else:
        items = [written for item in value if (written := _scalar(item)) != '""']
        short = f"{name} [{', '.join(items)}]"
        if items and len(short) <= _WIDTH:
            yield short
        elif items:
            yield name
            yield from (f"{indent}  - {item}" for item in items)


def written_text(value: str) -> str:
    """The text as it is written: on one line, and without the characters that our readers take out."""
    return " ".join(clean_text(value)[0].split())


def _scalar(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    return _text(value)


@lru_cache(maxsize=10_000)  # keys, topics and names come again and again
def _text(value: str) -> str:
    line = written_text(value)
    if _PLAIN.fullmatch(line) and line.casefold() not in _TAKEN:
        return line
    escaped = line.translate(_ESCAPED)
    if not escaped.isprintable():
        escaped = "".join(c if c.isprintable() else _hidden(ord(c)) for c in escaped)
    return f'"{escaped}"'


def _hidden(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
