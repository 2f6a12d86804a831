"""The block at the top of a text, as far as it says in other ways what a check has to see or to let pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonplace.checks.plain import Plain, rewritten
from commonplace.markup.line_starts import line_starts
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.frontmatter import split_front_matter

_TOP = re.compile(r"---[ \t]*\n(?:.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*\n[ \t]*|[0abtnvfre \"/\\N_LP\t])"
)
_SIGNS = {"n": " ", "t": " ", "r": " ", "N": " ", "_": " ", "L": " ", "P": " ", " ": " ", "\t": " "}
_SAME = frozenset('"/\\')


def escapes_resolved(text: str, *, everywhere: bool) -> Plain | None:
    """The block at the top (or the whole text) with the spellings that YAML has for signs in double quotes.

    None if there are none. They are resolved outside of quotes, too: whether a parser would is for a parser,
    and a block that is broken shows what it holds all the same.
    """
    if "\\" not in text:
        return None
    top = None if everywhere else _TOP.match(text)
    block = text if everywhere else top[0] if top else ""
    if not _ESCAPE.search(block):
        return None
    return rewritten(block, _ESCAPE.finditer(block), lambda found: _sign(found[0][1:]))


def _sign(escape: str) -> str:
    first = escape[0]
    if first in "xuU" and len(escape) > 1:
        number = int(escape[1:], 16)
        return chr(number) if number <= 0x10FFFF else ""
    if "\n" in escape:
        return ""
    return first if first in _SAME else _SIGNS.get(first, "")


def own_addresses(text: str, path: str) -> list[tuple[int, int]]:
    """Where the profile at `path` names its own addresses: the hub needs them, and shows them to nobody.

    These are the values of `emails` in a block that can be read, and nothing that only looks like them.
    """
    if "emails" not in text:
        return []
    block, _ = split_front_matter(text, path)
    named = block.mapping.get("emails") if block.mapping else None
    if named is None:
        return []
    lines = line_starts(text)
    return [span for one in _scalars(named) if (span := _span(one, text, lines))]


def _scalars(node: nodes.Node) -> Iterator[nodes.Scalar]:
    if isinstance(node, nodes.Scalar):
        yield node
    elif isinstance(node, nodes.Sequence):
        yield from (one for one in node.items if isinstance(one, nodes.Scalar))


def _span(one: nodes.Scalar, text: str, lines: list[int]) -> tuple[int, int] | None:
    """Where a value stands as it is read, after its quote; None if it is written in another way."""
    at = lines[one.place.line - 1] + one.place.column - 1
    at += 0 if one.plain else 1
    return (at, at + len(one.value)) if text.startswith(one.value, at) else None
