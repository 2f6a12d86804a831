"""What tests of leaks share: the vectors, put together, and what a browser finds in the same texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.support.hub import ROOT
from tests.support.node import ask_node

RULES = ROOT / "commonplace" / "checks" / "leaks.json"
_VECTORS = ROOT / "tests" / "vectors" / "leaks.json"


@dataclass(frozen=True)
class Vector:
    """One text of the list. `start` and `end` are None where nothing is to be found."""

    text: str
    rule: str | None
    start: int | None
    end: int | None


def vectors() -> list[Vector]:
    """The list, whose values lie in the repository in pieces only."""
    return [_vector(row) for row in json.loads(_VECTORS.read_text("utf-8"))]


def _vector(row: dict[str, Any]) -> Vector:
    if "harmless" in row:
        return Vector("".join(row["harmless"]), None, None, None)
    before, leak = row["before"], "".join(row["leak"])
    start = len(before)
    return Vector(before + leak + row["after"], row.get("rule"), start, start + len(leak))


def in_node(texts: list[str], numbers: list[tuple[str, str]]) -> dict[str, list[Any]]:
    """What docs/assets/leaks/ finds, and what its checks say. Fails, and never skips, without Node."""
    given = {"texts": texts, "numbers": numbers, "rules": json.loads(RULES.read_text("utf-8"))}
    found: dict[str, list[Any]] = ask_node("leaks_in_node.mjs", given, seconds=120)
    return found
