"""Diagnostics: what is wrong, where, and how to mend it, in words for people who do not program.

Every message stands in `catalog/*.toml`, one table a code, so that tests can hold the docs to them.
Readers return diagnostics and never raise for content; `HubError` carries all of them at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

_SHOWN = 120


class Severity(StrEnum):
    """`error`: left out or removed, and a strict build fails. `advice`: published all the same."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One finding. `line` and `column` count from 1; `path` is relative to the repository's root."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str


@dataclass(frozen=True)
class Entry:
    """A code of the catalog. `message` and `hint` hold `{placeholders}` for `diagnose`.

    `quiet` and `quiet_hint` say the same without any value; empty where nothing is filled in, or where a
    sentence with a gap will do.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    quiet: str = ""
    quiet_hint: str = ""


class HubError(Exception):
    """Raised by commands and hooks, never by readers: carries every diagnostic at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(f"{d.path}:{d.line}: {d.message}" for d in self.diagnostics))


@cache
def catalog() -> Mapping[str, Entry]:
    """Every diagnostic there is, by code, in alphabetical order."""
    entries: dict[str, Entry] = {}
    for file in resources.files(__package__).joinpath("catalog").iterdir():
        if not file.name.endswith(".toml"):
            continue
        for code, row in tomllib.loads(file.read_text("utf-8")).items():
            if code in entries:
                raise ValueError(f"the code {code} stands twice in the catalog")
            severity = Severity(row.pop("severity"))
            entries[code] = Entry(code=code, severity=severity, **row)
    return dict(sorted(entries.items()))


def is_leak(code: str) -> bool:
    """Whether a code tells of what must not get out. Nothing of a writer's is quoted where it stands."""
    return code.startswith("leak-")


def visible(value: object, limit: int = _SHOWN) -> str:
    """A value as it may be printed: on one line, control and direction characters shown, cut to `limit`.

    A workflow on GitHub takes “##[” anywhere in what is printed for the beginning of a command.
    """
    text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in str(value))
    text = text.replace("##[", "##\\u005b")
    return text if len(text) <= limit else text[: limit - 1] + "…"


def diagnose(code: str, path: str, line: int = 1, column: int = 1, **values: object) -> Diagnostic:
    """Make a diagnostic from its catalog entry; `values` fill the placeholders.

    Raises KeyError for a code or a placeholder that the catalog does not know: a mistake of ours.
    """
    entry = catalog()[code]
    shown = {name: visible(value) for name, value in values.items()}
    return Diagnostic(
        visible(path, 400),
        line,
        column,
        code,
        entry.severity,
        entry.message.format_map(shown),
        entry.hint.format_map(shown),
    )
