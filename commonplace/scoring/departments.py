"""How large departments are: what is told of people must never be told of a handful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from commonplace.model.hub import Hub

SMALLEST_GROUP = 5


def department_sizes(hub: Hub) -> Mapping[str, int]:
    """How many work in each department: what the settings say, or how many people with a page are in it
    where that is more or nothing was said. Departments of nobody are left out."""
    listed = Counter(
        person.team for person in hub.people.values() if person.team and person.has_page
    )
    said = {one.name: one.people or 0 for one in hub.settings.departments}
    sizes = {name: max(said.get(name, 0), listed[name]) for name in (*said, *listed)}
    return {name: size for name, size in sizes.items() if size}
