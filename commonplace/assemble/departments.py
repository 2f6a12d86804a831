"""Teams in profiles, held to the departments that the settings name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Place
from commonplace.model.people import Profile
from commonplace.model.settings import Department
from commonplace.model.slug import slug_of
from commonplace.readers.suggestions import Suggestions


def with_departments(
    profiles: Iterable[Profile], departments: Iterable[Department]
) -> tuple[tuple[Profile, ...], list[Diagnostic]]:
    """Profiles with their teams spelled as the departments are, and advice where a team is none of them.

    Where no departments are named, every team is one.
    """
    names = {slug_of(one.name): one.name for one in departments}
    if not names:
        return tuple(profiles), []
    known = Suggestions(names.values())
    found = list(profiles)
    spelled = (
        replace(one, team=names.get(slug_of(one.team), one.team)) if one.team else one
        for one in found
    )
    return tuple(spelled), list(_unknown(found, names.keys(), known))


def _unknown(
    profiles: Iterable[Profile], names: Iterable[str], known: Suggestions
) -> Iterator[Diagnostic]:
    spelled = frozenset(names)
    for one in profiles:
        if one.team and slug_of(one.team) not in spelled:
            place = one.places.get("team", Place())
            yield diagnose(
                "person-department",
                one.path,
                place.line,
                place.column,
                team=one.team,
                nearest=known.sentence(one.team),
            )
