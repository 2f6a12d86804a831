"""Which note of the source is which contribution: by identity, so that moves on either side are followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.importing.credits import Past
from commonplace.importing.existing import Existing, Imported


@dataclass(frozen=True)
class Matches:
    """`found` leads from a note's path in the source to its contribution.

    `broken` are paths in the source whose contribution cannot be read as it stands now.
    """

    found: Mapping[str, Imported]
    broken: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def match(pasts: Mapping[str, Past], existing: Existing, source: str) -> Matches:
    """Match the notes of a source, by path, with what was imported before."""
    by_id: dict[str, Imported] = {}
    by_path: dict[str, Imported] = {}
    for one in existing.imported:
        if one.id is not None:
            by_id.setdefault(one.id, one)
        if one.source.source == source:
            by_path.setdefault(one.source.path, one)
    found: dict[str, Imported] = {}
    used: set[str] = set()
    for path, past in pasts.items():
        known = by_id.get(past.id)
        if known is not None and known.path not in used:
            found[path] = known
            used.add(known.path)
    for path in pasts:
        # An earlier import may have known less of the history, and so have given another id.
        known = by_path.get(" ".join(path.split()))
        if path not in found and known is not None and known.path not in used:
            found[path] = known
            used.add(known.path)
    broken = {
        path: existing.unreadable[past.id]
        for path, past in pasts.items()
        if path not in found and past.id in existing.unreadable
    }
    problems = [diagnose("import-broken", broken[path], source=path) for path in broken]
    gone = [one for one in by_path.values() if one.path not in used]
    problems += [diagnose("import-gone", one.path, source=one.source.path) for one in gone]
    return Matches(found, frozenset(broken), tuple(problems))
