"""What colleagues made of what somebody wrote: they read and checked it, led to it, and made it better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonplace.model.contribution import Contribution, Status
from commonplace.model.hub import Hub


@dataclass(frozen=True)
class Regard:
    """What others did with one contribution of a person's.

    `confirmed`: somebody else read it before it was published, or checked it since. `linked` are the ids
    of contributions that lead to it and that the person did not write. `bettered` are the others who
    improved it.
    """

    confirmed: bool
    linked: frozenset[str]
    bettered: frozenset[str]


@dataclass(frozen=True)
class Thanks:
    """All that was made of what one person wrote: how many contributions by others lead to any of it, how
    many colleagues improved it, and how much of it colleagues read or checked."""

    linked: int
    bettered: int
    confirmed: int


def regard(
    one: Contribution, person: str, hub: Hub, linked_from: Mapping[str, frozenset[str]]
) -> Regard:
    """What others than `person`, who wrote or told it, did with it."""
    makers = {*one.authors, *one.told_by}
    verified = one.document.front.verified
    checked = bool(verified and verified.by and one.verified_by not in makers)
    return Regard(
        confirmed=one.confirmed_by is not None or checked,
        linked=frozenset(
            ident for ident in linked_from.get(one.id, ()) if not _by(hub, ident, person)
        ),
        bettered=frozenset(ident for ident in one.improved_by if ident not in makers),
    )


def _by(hub: Hub, ident: str, person: str) -> bool:
    source = hub.contributions[ident]
    return person in source.authors or person in source.told_by


def thanks(
    wrote: Iterable[str], person: str, hub: Hub, linked_from: Mapping[str, frozenset[str]]
) -> Thanks:
    """Add up the regard of everything that `person` wrote (ids), what is out of date left out."""
    texts = (hub.contributions[ident] for ident in wrote)
    found = [
        regard(one, person, hub, linked_from) for one in texts if one.status is Status.PUBLISHED
    ]
    return Thanks(
        linked=len(frozenset[str]().union(*(one.linked for one in found))),
        bettered=len(frozenset[str]().union(*(one.bettered for one in found))),
        confirmed=sum(1 for one in found if one.confirmed),
    )
