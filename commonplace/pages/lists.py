"""Everything, by kind and by year, and the home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonplace.model.contribution import Contribution, Freshness, Status
from commonplace.model.kinds import ARTICLE, KINDS, WAR_STORY, Kind
from commonplace.pages.feed_address import EVERYTHING, feed_url, kind_feed
from commonplace.pages.github import new_url
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.topic_page import topic_row
from commonplace.pages.views import DoorView, HomeView, ListView, YearRow

_NEWEST = 8
_TOPICS = 24


@dataclass(frozen=True)
class Shelf:
    """One list: its title, the line below it, its first address, and what is on it."""

    title: str
    description: str
    address: str
    items: tuple[str, ...]
    kind: Kind | None = None


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
        found.append(Shelf(title, line, f"years/{year}/", inside))
    return found


def list_views(
    shelf: Shelf, all_shelves: Sequence[Shelf], show: Presenter
) -> Iterator[tuple[Slice[str], ListView]]:
    """The pages of one list, each with the way to the others."""
    kinds = [_chip(other) for other in all_shelves if other.kind or other.address == "all/"]
    years = [_chip(other) for other in all_shelves if other.address.startswith("years/")]
    settings = show.hub.settings
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
                "write_url": new_url(settings, shelf.kind or ARTICLE),
                "feed_url": feed_url(settings, kind_feed(shelf.kind)),
            },
        )


def _chip(shelf: Shelf) -> YearRow:
    title = shelf.address.split("/")[1] if shelf.address.startswith("years/") else shelf.title
    return {"title": title, "url": shelf.address, "count": len(shelf.items)}


def home_view(show: Presenter) -> HomeView:
    """The start page: what this is, where to go, and what is new."""
    hub, words = show.hub, show.words["home"]
    listed = [one for one in hub.contributions.values() if one.status is Status.PUBLISHED]
    story = next((one for one in listed if _is_good_story(one)), None)
    topics = sorted(hub.topics.values(), key=lambda topic: -len(topic.contributions))
    return {
        "page": "home",
        "title": hub.settings.site_name,
        "line": str(words["line"]),
        "doors": _doors(show),
        "story": show.row(story.id) if story else None,
        "newest": show.rows([one.id for one in listed if one is not story][:_NEWEST]),
        "topics": [topic_row(topic, show) for topic in topics[:_TOPICS] if topic.contributions],
        "count": len(listed),
        "feed_url": feed_url(hub.settings, EVERYTHING),
    }


def _is_good_story(one: Contribution) -> bool:
    return one.kind is WAR_STORY and one.freshness is not Freshness.STALE and bool(one.summary)


def _doors(show: Presenter) -> list[DoorView]:
    """Find, Write, Discuss, Work together: a door that leads nowhere in this hub is not shown."""
    settings = show.hub.settings
    targets = {
        "find": "topics/",
        "write": new_url(settings, ARTICLE),
        "discuss": f"{WAR_STORY.folder}/",
        "together": "people/",
    }
    words = show.words["doors"]
    return [
        {"name": name, "title": words[name]["title"], "line": words[name]["line"], "url": url}
        for name, url in targets.items()
        if url is not None
    ]
