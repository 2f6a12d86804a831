"""Where each board stands: everyone's, and one for each kind, topic and department."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commonplace.model.kinds import BY_NAME, KINDS
from commonplace.model.slug import slug_of
from commonplace.scoring.boards import EVERYONE, Board
from commonplace.scoring.windows import WINDOWS

FIRST = "leaderboard/"


@dataclass(frozen=True)
class Place:
    """A board's place. `sort` is everyone, kind, topic or team, `name` the kind, topic or team itself."""

    scope: str
    sort: str
    name: str
    address: str


def board_places(boards: Iterable[Board]) -> tuple[Place, ...]:
    """The board of everyone and of each kind, and of the topics and teams that have somebody on theirs.

    Of teams whose names give the same address the later ones are numbered; a team whose name gives none
    has no board of its own.
    """
    scopes = [EVERYONE, *(f"kind:{kind.name}" for kind in KINDS)]
    places: dict[str, Place] = {}
    taken: set[str] = set()
    ever = (board.scope for board in boards if board.window == WINDOWS[-1])
    for scope in dict.fromkeys((*scopes, *ever)):
        sort, _, name = scope.partition(":")
        address = _address(sort, name, taken)
        if address:
            taken.add(address)
            places[scope] = Place(scope, sort, name, address)
    return tuple(places.values())


def _address(sort: str, name: str, taken: set[str]) -> str | None:
    if sort == "kind":
        return f"{FIRST}kinds/{BY_NAME[name].folder}/"
    if sort == "topic":
        return f"{FIRST}topics/{name}/"
    if sort != "team":
        return FIRST
    slug = slug_of(name)
    if not slug:
        return None
    address, number = f"{FIRST}teams/{slug}/", 1
    while address in taken:
        number += 1
        address = f"{FIRST}teams/{slug}-{number}/"
    return address
