"""The rules of leaks: read out of leaks.json, which browsers share, and refused whole if anything is odd."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from commonplace.checks.check_digits import CHECKS
from commonplace.checks.looks import LOOKS
from commonplace.diagnostics import catalog

FILE = "commonplace/checks/leaks.json"
_PARTS = "id code kind cue quick short pattern flags group check squeeze not near"
_KEYS = frozenset(_PARTS.split())
_LETTER = "a-z0-9\u00c0-\u024f"


class RulesError(Exception):
    """Nothing can be checked, so nothing passes. The message is for the person who runs a command."""


@dataclass(frozen=True)
class Near:
    """Words of which one has to stand at most so many signs before or after."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    before: int
    after: int


@dataclass(frozen=True)
class Rule:
    """What one kind of leak looks like. docs/develop/checks.md says what each part is for."""

    id: str
    code: str
    kind: str
    cue: tuple[str, ...] | str
    pattern: re.Pattern[str]
    group: int
    check: str | None
    squeeze: bool
    harmless: tuple[re.Pattern[str], ...]
    near: Near | None
    quick: re.Pattern[str] | None = None
    short: bool = False


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The product's own rules. Raises RulesError."""
    try:
        text = resources.files(__package__).joinpath("leaks.json").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise RulesError(_cannot(f"it cannot be read ({problem})")) from None
    return read_rules(text)


def published_rules() -> str:
    """The product's own rules as browsers get them, a rule to a line."""
    data = json.loads(resources.files(__package__).joinpath("leaks.json").read_text("utf-8"))
    lines = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
    rules = ",\n".join(map(lines.encode, data["rules"]))
    return f'{{"named":{lines.encode(data["named"])},"rules":[\n{rules}\n]}}\n'


def read_rules(text: str) -> tuple[Rule, ...]:
    """Rules out of JSON. Raises RulesError for anything that is not as it has to be."""
    try:
        data = json.loads(text)
        rules = tuple(_rule(row, data["named"]) for row in data["rules"])
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as problem:
        raise RulesError(_cannot(f"{type(problem).__name__}: {problem}")) from None
    except re.error as problem:
        raise RulesError(_cannot(f"a pattern is none: {problem}")) from None
    if not rules or len({rule.id for rule in rules}) < len(rules):
        raise RulesError(_cannot("it has no rules, or one twice"))
    return rules


def _cannot(reason: str) -> str:
    return (
        f"The rules that find leaks, “{FILE}”, cannot be used: {reason}. Nothing was checked. "
        "Get a whole copy of the product, or run “scripts/hub upgrade” again."
    )


def _rule(row: Mapping[str, Any], named: Mapping[str, list[str]]) -> Rule:
    if not set(row) <= _KEYS or row["code"] not in catalog():
        raise ValueError(f"a rule has an unknown part or code ({row.get('id')})")
    check = row.get("check")
    if check is not None and check not in CHECKS and check not in LOOKS:
        raise ValueError(f"there is no check “{check}”")
    pattern = re.compile(row["pattern"], _flags(row.get("flags", "")))
    group = int(row.get("group", 0))
    if group > pattern.groups or pattern.search(""):
        raise ValueError(f"the pattern of {row['id']} finds nothing, or everything")
    cue = row["cue"]
    if not cue:
        raise ValueError(f"{row['id']} has no cue")
    return Rule(
        id=str(row["id"]),
        code=str(row["code"]),
        kind=str(row["kind"]),
        cue=cue if isinstance(cue, str) else tuple(map(str, cue)),
        pattern=pattern,
        group=group,
        check=check,
        squeeze=bool(row.get("squeeze", False)),
        harmless=tuple(_harmless(row.get("not", []), named)),
        near=_near(row["near"]) if "near" in row else None,
        quick=re.compile(row["quick"], re.ASCII) if "quick" in row else None,
        short=bool(row.get("short", False)),
    )


def _flags(flags: str) -> re.RegexFlag:
    if flags not in ("", "i"):
        raise ValueError(f"there is no flag “{flags}”")
    return re.ASCII | (re.IGNORECASE if flags else re.ASCII)


def _harmless(written: list[str], named: Mapping[str, list[str]]) -> list[re.Pattern[str]]:
    """One pattern a rule, since a browser and Python try it the same way; small and large are one."""
    parts = [
        part for one in written for part in (named[one[4:]] if one.startswith("use:") else [one])
    ]
    return [re.compile("|".join(f"(?:{part})" for part in parts), re.ASCII | re.IGNORECASE)] * bool(
        parts
    )


def _near(row: Mapping[str, Any]) -> Near:
    words = tuple(word.removesuffix("*") for word in row["words"])
    parts = [
        re.escape(word) if full.endswith("*") else f"{re.escape(word)}(?![{_LETTER}])"
        for word, full in zip(words, row["words"], strict=True)
    ]
    pattern = re.compile(f"(?<![{_LETTER}])(?:{'|'.join(parts)})")
    return Near(words, pattern, int(row["before"]), int(row["after"]))
