"""Who takes part by department, told in groups in which nobody can be made out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent
from commonplace.scoring.boards import on_boards
from commonplace.scoring.departments import SMALLEST_GROUP, department_sizes


@dataclass(frozen=True)
class Participation:
    """Of `people` who work in a department, `active` have points. `department` is None for the smaller
    ones taken together."""

    department: str | None
    active: int
    people: int


def participation(hub: Hub, ledger: Iterable[ScoreEvent], start: date) -> tuple[Participation, ...]:
    """How many of each department have points from `start` to the hub's day: the largest share first,
    the smaller departments last.

    Departments of fewer than five people are taken
    together. How many took part in all is known from elsewhere on the page; so if the small ones are still
    fewer than five together, or there is only one of them, their number could be worked out by taking the
    others away from that. The smallest department of five or more then joins them, and where there is none,
    nothing is told.
    """
    sizes = department_sizes(hub)
    shown = on_boards(hub)
    taking_part = {
        one.person for one in ledger if one.person in shown and start <= one.day <= hub.as_of
    }
    active = Counter(hub.people[ident].team for ident in taking_part)
    by_size = sorted(
        (Participation(name, active[name], size) for name, size in sizes.items()),
        key=lambda one: (one.people, one.department or ""),
    )
    few = sum(one.people < SMALLEST_GROUP for one in by_size)
    together = sum(one.people for one in by_size[:few])
    if few and together < SMALLEST_GROUP:
        few += 1
    small, large = by_size[:few], by_size[few:]
    large.sort(key=lambda one: (-one.active / one.people, one.department or ""))
    rest = Participation(None, sum(one.active for one in small), sum(one.people for one in small))
    return (*large, rest) if rest.people >= SMALLEST_GROUP else tuple(large)
