"""The sentence above a board: how many took part, from how many departments, for how many it was new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonplace.pages.board_addresses import Place
from commonplace.pages.presenter import Presenter
from commonplace.scoring.boards import Board, Breadth
from commonplace.scoring.windows import WINDOWS


@dataclass(frozen=True)
class Numbers:
    """Of a board: how many stand on it, from how many teams, and how many of them are new in its window."""

    people: int
    teams: int
    newcomers: int


def numbers(board: Board, breadth: Breadth, show: Presenter) -> Numbers:
    """Count a board. In all of time everybody is new once, so nobody is."""
    people = [row.person for row in board.rows]
    teams = {show.hub.people[ident].team for ident in people} - {None}
    newcomers = set(breadth.first_timers) if board.window != WINDOWS[-1] else set()
    return Numbers(len(people), len(teams), len(newcomers.intersection(people)))


def board_sentence(place: Place, name: str, window: str, found: Numbers, show: Presenter) -> str:
    """The sentence above the board of `place`, whose name in words is `name`."""
    words = show.words["leaderboard"]["sentence"]
    when = show.words["leaderboard"]["window"][window]["when"]
    if not found.people:
        return str(words["empty"]).format(when=when)
    who = _counted(words, "who", found.people)
    if found.teams and place.sort != "team":
        who = _counted(words, "from", found.teams).replace("{who}", who)
    filled = {"who": who, "when": when, "scope": name}
    sentence = str(words[place.sort]).format(**filled)
    first = _first(words, "first" if place.sort in ("everyone", "team") else "new", found)
    ending = words["ends_first"] if first else words["ends"]
    return str(ending).format(sentence=sentence, first=first)


def _first(words: Mapping[str, Any], key: str, found: Numbers) -> str:
    if not found.newcomers:
        return ""
    if found.people == 1:
        return str(words[f"{key}_only"])
    if found.newcomers == found.people:
        return str(words[f"{key}_all"])
    return _counted(words, key, found.newcomers)


def _counted(words: Mapping[str, Any], key: str, count: int) -> str:
    return str(words[f"{key}_one"] if count == 1 else words[key]).replace("{count}", str(count))
