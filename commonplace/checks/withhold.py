"""Say no diagnostic in a way that repeats a leak: not its path, not its words, in no format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from commonplace.checks.judge import Judge
from commonplace.checks.names import name_hits
from commonplace.diagnostics import Diagnostic, catalog, is_leak
from commonplace.diagnostics.quiet import quiet_words


def withhold(
    diagnostics: Iterable[Diagnostic], judge: Judge, leaky: frozenset[str]
) -> list[Diagnostic]:
    """The same diagnostics without anything that is a leak.

    What a reader quotes may be cut short, so of the files in `leaky` nothing at all is quoted. A path with
    a leak in it ends at the folder above.
    """
    paths: dict[str, str] = {}
    quiet: dict[str, bool] = {}
    found = []
    for one in diagnostics:
        if one.path not in paths:
            paths[one.path] = _shown(one.path, judge)
        shown = paths[one.path]
        said = f"{one.message}\n{one.hint}"
        if said not in quiet:
            quiet[said] = bool(name_hits(said, judge, is_file=False))
        if one.path in leaky or shown != one.path or quiet[said]:
            one = _without_values(one)
        if shown != one.path:
            one = replace(one, path=shown, line=1, column=1)
        found.append(one)
    return sorted(set(found))


def _shown(path: str, judge: Judge) -> str:
    parts = path.split("/")
    for number, name in enumerate(parts):
        if name_hits(name, judge, is_file=number == len(parts) - 1):
            return "/".join(parts[:number]) or "."
    return path if not judge.hits(path) else parts[0]


def _without_values(one: Diagnostic) -> Diagnostic:
    if is_leak(one.code):  # these hold nothing of a writer's
        return one
    message, hint = quiet_words(catalog()[one.code])
    return replace(one, message=message, hint=hint)
