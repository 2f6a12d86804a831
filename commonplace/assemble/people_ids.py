"""Giving out ids to people without a profile. An id is never made from an address."""

from __future__ import annotations

from collections.abc import Iterable

from commonplace.assemble.people_names import slug_of_name
from commonplace.model.people import Person

# A page of this name would stand where the directory stands.
_RESERVED = frozenset({"index"})
_NEUTRAL = "contributor"


class Ids:
    """The ids in use.

    Whoever comes first gets the plain one, so order is the order of first commits.
    """

    def __init__(self, handles: Iterable[str]) -> None:
        self._taken = set(handles) | _RESERVED
        self._next: dict[str, int] = {}
        self._nameless = 0

    def give(self, name: str) -> Person:
        """A new person of that presentable name; without a name, "Contributor 1" and so on."""
        slug = slug_of_name(name)
        if not slug:
            self._nameless += 1
            slug = f"{_NEUTRAL}-{self._nameless}"
            name = name or f"Contributor {self._nameless}"
        person = slug
        while person in self._taken:
            self._next[slug] = self._next.get(slug, 1) + 1
            person = f"{slug}-{self._next[slug]}"
        self._taken.add(person)
        return Person(id=person, name=name)
