"""The home page, and all contributions by kind and by year."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.pages.lists import home_view, list_views, shelves
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedPage

_HOME = "index.md"


def home_page(desk: Desk) -> PlannedPage:
    """The start page; docs/index.md may say a few words on it."""
    own = desk.own_words(_HOME)
    settings = desk.hub.settings
    return PlannedPage(
        docs_path=_HOME,
        address="",
        template="home.html",
        title=(own.title if own else None) or settings.site_name,
        description=settings.site_description or str(desk.words["home"]["description"]),
        body=desk.own_body(_HOME),
        view=home_view(desk.show),
        source=own.path if own else None,
        trusted=True,
        searchable=False,
    )


def list_pages(desk: Desk) -> Iterator[PlannedPage]:
    """Everything, each kind, each year."""
    everything = shelves(desk.show)
    for shelf in everything:
        table = {"title": shelf.title, "description": shelf.description}
        for part, view in list_views(shelf, everything, desk.show):
            yield desk.list_page(part, "list.html", view, table)
