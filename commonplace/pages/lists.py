"""Everything, by kind and by year; and what a topic has of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonplace.model.contribution import Status
from commonplace.model.kinds import KINDS, Kind
from commonplace.model.topics import Topic
from commonplace.pages.feed_address import feed_url, kind_feed, topic_feed
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.sharing import share_url
from commonplace.pages.views.lists import ListView
from commonplace.pages.views.pieces import ChipView

_ENOUGH = 6  # texts of a topic; fewer are seen at a glance


@dataclass(frozen=True)
class Shelf:
    """One list: its title, the line below it, its first address, and what is on it. `label` is what it is
    called beside others, where that is shorter."""

    title: str
    description: str
    address: str
    items: tuple[str, ...]
    kind: Kind | None = None
    topic: Topic | None = None
    label: str = ""


def shelves(show: Presenter) -> list[Shelf]:
    """Every list of contributions there is. Obsolete ones are found through their successors only."""
    words = show.words["lists"]
    listed = [one for one in show.hub.contributions.values() if one.status is not Status.OBSOLETE]
    found = [Shelf(words["all"], words["all_description"], "all/", tuple(one.id for one in listed))]
    for kind in KINDS:
        entry = show.words["kinds"][kind.name]
        inside = tuple(one.id for one in listed if one.kind is kind)
        found.append(Shelf(entry["plural"], entry["description"], f"{kind.folder}/", inside, kind))
    for year in sorted({one.created.year for one in listed if one.created}, reverse=True):
        inside = tuple(one.id for one in listed if one.created and one.created.year == year)
        title = str(words["year"]).format(year=year)
        line = str(words["year_description"]).format(year=year)
        found.append(Shelf(title, line, f"years/{year}/", inside, label=str(year)))
    return found


def shelves_of_topic(topic: Topic, show: Presenter) -> list[Shelf]:
    """What there is of each kind, where a topic has enough for that to help."""
    if len(topic.contributions) < _ENOUGH:
        return []
    words = show.words["lists"]
    kinds = [show.hub.contributions[ident].kind for ident in topic.contributions]
    found = []
    for kind in filter(kinds.__contains__, KINDS):
        plural = str(show.words["kinds"][kind.name]["plural"])
        title = str(words["of_topic"]).format(topic=topic.title, kind=plural)
        line = str(words["of_topic_description"]).format(topic=topic.title, kind=plural)
        inside = tuple(
            ident for ident, one in zip(topic.contributions, kinds, strict=True) if one is kind
        )
        address = f"{topic.address}{kind.folder}/"
        found.append(Shelf(title, line, address, inside, kind, topic, plural))
    return found if len(found) > 1 else []


def kinds_of_topic(topic: Topic, shelves: Sequence[Shelf], show: Presenter) -> list[ChipView]:
    """The ways to all of a topic and to what it has of each kind; none where there are no such lists."""
    if not shelves:
        return []
    title = str(show.words["lists"]["all"])
    return [_chip(Shelf(title, "", topic.address, topic.contributions)), *map(_chip, shelves)]


def ways_around(all_shelves: Sequence[Shelf]) -> tuple[list[ChipView], list[ChipView]]:
    """The ways to everything and to each kind, and to each year."""
    kinds = [_chip(other) for other in all_shelves if other.kind or other.address == "all/"]
    return kinds, [_chip(other) for other in all_shelves if other.address.startswith("years/")]


def list_views(
    shelf: Shelf, kinds: list[ChipView], years: list[ChipView], show: Presenter
) -> Iterator[tuple[Slice[str], ListView]]:
    """The pages of one list, each with the way to the others."""
    topic = shelf.topic
    feed = topic_feed(topic) if topic else kind_feed(shelf.kind)
    invitation = show.words["kinds"][shelf.kind.name] if shelf.kind else show.words["lists"]
    for part in pages_of(shelf.items, shelf.address):
        yield (
            part,
            {
                "page": "list",
                "title": shelf.title,
                "current": shelf.address,
                "rows": show.rows(part.items),
                "pager": part.pager,
                "kinds": kinds,
                "years": years,
                "invitation": str(invitation["invitation" if shelf.kind else "empty"]),
                "write_url": share_url(shelf.kind, topic.slug if topic else None),
                "feed_url": feed_url(show.hub.settings, feed),
            },
        )


def _chip(shelf: Shelf) -> ChipView:
    return {"title": shelf.label or shelf.title, "url": shelf.address, "count": len(shelf.items)}
