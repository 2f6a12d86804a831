"""Leaderboards: who gave something, in each window of time, and how points work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonplace.model.kinds import BY_NAME
from commonplace.pages.board_addresses import Place
from commonplace.pages.board_sentence import Numbers, board_sentence, numbers
from commonplace.pages.presenter import Presenter
from commonplace.pages.sharing import share_url
from commonplace.pages.views.charts import ChartView
from commonplace.pages.views.leaderboard import (
    BoardsView,
    LeaderboardView,
    PlaceView,
    RuleView,
    WindowView,
)
from commonplace.pages.views.pieces import ChipView, LinkView
from commonplace.scoring.boards import EVERYONE, Board, Breadth, Row
from commonplace.scoring.months import MONTHS
from commonplace.scoring.participation import Participation
from commonplace.scoring.rules import RULES, published
from commonplace.scoring.windows import WINDOWS

MOST = 50
_ENOUGH = 3  # people in a window that is shown first


@dataclass(frozen=True)
class Standings:
    """Everything that boards are shown from.

    `boards` by scope and window, `breadths` by window, `months` by scope and person, `teams` the addresses
    of the boards of teams. `ways` are links to the boards of a sort (everyone, kind, topic, team), with how
    many stand on each, and `main_ways` the longest fifty of those.
    """

    ways: Mapping[str, list[ChipView]]
    main_ways: Mapping[str, list[ChipView]]
    teams: Mapping[str, str]
    boards: Mapping[tuple[str, str], Board]
    breadths: Mapping[str, Breadth]
    months: Mapping[tuple[str, str], Sequence[int]]
    participation: Sequence[Participation]


def ways_of(
    places: Iterable[Place], boards: Mapping[tuple[str, str], Board], show: Presenter
) -> dict[str, list[ChipView]]:
    """Links to boards by their sort, with how many ever stood on each."""
    ways: dict[str, list[ChipView]] = {}
    for place in places:
        board = boards.get((place.scope, WINDOWS[-1]))
        ways.setdefault(place.sort, []).append(
            {
                "title": place_name(place, show),
                "url": place.address,
                "count": len(board.rows) if board else 0,
            }
        )
    return ways


def longest(links: Iterable[ChipView]) -> list[ChipView]:
    """The fifty boards on which most people stand."""
    return sorted(links, key=lambda link: -link["count"])[:MOST]


def leaderboard_view(
    place: Place, found: Standings, links: list[LinkView], show: Presenter
) -> LeaderboardView:
    """The board at a place; `links` lead on from the explanation of points."""
    windows = [_window(place, window, found, show) for window in WINDOWS]
    chosen = next((one for one in windows if len(one["places"]) >= _ENOUGH), windows[-1])
    words, is_first = show.words["leaderboard"], place.scope == EVERYONE
    name = place_name(place, show)
    kind = BY_NAME[place.name] if place.sort == "kind" else None
    ever = bool(windows[-1]["places"])
    return {
        "page": "leaderboard",
        "title": words["title"] if is_first else name,
        "current": place.address,
        "everyone": None if is_first else {"title": words["kicker"], "url": "leaderboard/"},
        "sentence": chosen["sentence"] if ever else "",
        "chosen": chosen["name"],
        "windows": windows if ever else [],
        "invitation": words["invitation" if ever else "invitation_ever"],
        "write_url": share_url(kind, place.name if place.sort == "topic" else None),
        "kinds": [*found.ways[EVERYONE], *found.ways["kind"]],
        "others": _others(place, found, show),
        "participation": _participation(found, show) if is_first else None,
        "rules": _rules(show) if is_first else [],
        "about": _about(show) if is_first else [],
        "links": links if is_first else [],
    }


def place_name(place: Place, show: Presenter) -> str:
    """What a board is called: a kind, a topic's title, a department, or everyone."""
    if place.sort == "kind":
        return str(show.words["kinds"][place.name]["plural"])
    if place.sort == "topic":
        return show.hub.topics[place.name].title
    return place.name if place.sort == "team" else str(show.words["leaderboard"]["everyone"])


def _window(place: Place, window: str, found: Standings, show: Presenter) -> WindowView:
    board, breadth = found.boards.get((place.scope, window)), found.breadths[window]
    words = show.words["leaderboard"]
    counted = numbers(board, breadth, show) if board else Numbers(0, 0, 0)
    # In all of time everybody was new once.
    named = place.scope == EVERYONE and window != WINDOWS[-1]
    first_timers = breadth.first_timers if named else ()
    return {
        "name": window,
        "title": words["window"][window]["title"],
        "sentence": board_sentence(place, place_name(place, show), window, counted, show),
        "places": [_row(row, place, found, show) for row in board.rows[:MOST]] if board else [],
        "more": _more(counted.people, show),
        "first_timers": [show.face(ident) for ident in first_timers[:MOST]],
        "more_first_timers": _more(len(first_timers), show),
    }


def _more(count: int, show: Presenter) -> str:
    return show.counted("leaderboard", "more", count - MOST) if count > MOST else ""


def _row(row: Row, place: Place, found: Standings, show: Presenter) -> PlaceView:
    months = found.months.get((place.scope, row.person), (0,) * MONTHS)
    active = sum(points > 0 for points in months)
    return {
        "rank": row.rank,
        "face": show.face(row.person),
        "team": show.hub.people[row.person].team if place.sort != "team" else None,
        "months": list(months),
        "peak": max(1, *months),
        "rhythm": show.counted("leaderboard", "rhythm", active)
        if active
        else show.words["leaderboard"]["rhythm_none"],
        "points": row.points,
        "reasons": f"people/{row.person}/#points",
    }


def _others(place: Place, found: Standings, show: Presenter) -> list[BoardsView]:
    """The boards of topics and of departments. Only the first board has all of them: a list that stands
    on every one of so many pages has to end somewhere."""
    ways = found.ways if place.scope == EVERYONE else found.main_ways
    return [
        {
            "title": show.words["leaderboard"][title],
            "links": ways[sort],
        }
        for sort, title in (("topic", "topics"), ("team", "teams"))
        if ways.get(sort)
    ]


def _participation(found: Standings, show: Presenter) -> ChartView | None:
    groups = found.participation
    if not any(group.active for group in groups):
        return None
    words = show.words["leaderboard"]["participation"]
    return {
        "shape": "rows",
        "title": words["title"],
        "note": words["note"] if groups[-1].department is None else "",
        "label_heading": words["label_heading"],
        "value_heading": words["value_heading"],
        "bars": [
            {
                "label": group.department or words["small"],
                "short": "",
                "value": words["value" if group.active else "value_none"].format(
                    count=group.active, people=group.people
                ),
                "share": round(100 * group.active / group.people, 1),
                "url": found.teams.get(group.department) if group.department else None,
            }
            for group in (groups if len(groups) <= MOST else (*groups[: MOST - 1], groups[-1]))
        ],
    }


def _rules(show: Presenter) -> list[RuleView]:
    return [
        {"what": show.words["rules"][rule.name]["how"], "points": rule.points} for rule in RULES
    ]


def _about(show: Presenter) -> list[str]:
    """The sentences below the table of rules."""
    filled = {"authors": published.FULL_FOR, "points": published.SHARED}
    about = show.words["leaderboard"]["about"]
    return [str(about[key]).format(**filled) for key in ("shared", "ties", "reasons", "opt_out")]
