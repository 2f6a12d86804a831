"""The boards: everyone's, and those of kinds, topics and departments."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.pages.board_addresses import board_places
from commonplace.pages.leaderboard import Standings, leaderboard_view, longest, place_name, ways_of
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.views.pieces import LinkView
from commonplace.scoring.boards import EVERYONE, breadths
from commonplace.scoring.months import monthly
from commonplace.scoring.participation import participation
from commonplace.scoring.windows import window_starts
from commonplace.site.desk import Desk
from commonplace.site.docs_files import place_on_site
from commonplace.site.plan import PlannedPage

_EXPLAINED = (("develop/scoring.md", "rules_more"), ("reference.md", "opt_out_more"))


def leaderboard_pages(desk: Desk) -> Iterator[PlannedPage]:
    """One page a board; each holds all windows of time."""
    hub, words = desk.hub, desk.words["leaderboard"]
    year = window_starts(hub.as_of)["year"]
    places = board_places(desk.boards)
    boards = {(board.scope, board.window): board for board in desk.boards}
    ways = ways_of(places, boards, desk.show)
    found = Standings(
        boards=boards,
        ways=ways,
        main_ways={sort: longest(links) for sort, links in ways.items()},
        teams={place.name: place.address for place in places if place.sort == "team"},
        breadths={one.window: one for one in breadths(hub, desk.ledger)},
        months=monthly(hub, desk.ledger),
        participation=participation(hub, desk.ledger, year),
    )
    links = _explained(desk)
    for place in places:
        name = place_name(place, desk.show)
        table = {"title": words["title"], "description": words["description"]}
        if place.scope != EVERYONE:
            table["title"] = words["part_title"].format(scope=name)
            table["description"] = words["part_description"].format(scope=name)
        part: Slice[None] = next(pages_of((), place.address, index=place.scope == EVERYONE))
        view = leaderboard_view(place, found, links, desk.show)
        yield desk.list_page(part, "leaderboard.html", view, table)


def _explained(desk: Desk) -> list[LinkView]:
    """Pages that say more, those of them that are published."""
    files = desk.around.docs.files
    words = desk.words["leaderboard"]
    return [
        {"title": words[title], "url": place_on_site(file).removesuffix("index.html")}
        for file, title in _EXPLAINED
        if file in files
    ]
