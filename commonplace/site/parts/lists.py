"""The home page, and all contributions by kind and by year."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.pages.asking import ASK
from commonplace.pages.home_page import home_view
from commonplace.pages.lists import Shelf, list_views, shelves, ways_around
from commonplace.pages.sharing import SHARE
from commonplace.pages.views.pieces import ChipView, LinkView
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedPage

_HOME = "index.md"
GUIDELINES = "guidelines/"


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
        view=home_view(
            desk.show,
            desk.ledger,
            desk.discussed,
        ),
        source=own.path if own else None,
        trusted=True,
        searchable=False,
    )


def foot_links(desk: Desk) -> tuple[LinkView, ...]:
    """What the foot of every page leads to, beside what the company puts into its tabs."""
    words = desk.words["foot"]
    places = {"new": "whats-new/", "share": SHARE, "ask": ASK, "questions": "questions/"}
    places["reading_list"] = "reading-list/"
    if has_guidelines(desk):
        places["guidelines"] = GUIDELINES
    return tuple({"title": str(words[name]), "url": url} for name, url in places.items())


def has_guidelines(desk: Desk) -> bool:
    """Whether the company has a page on what to share."""
    return "guidelines.md" in desk.around.docs.files


def list_pages(desk: Desk) -> Iterator[PlannedPage]:
    """Everything, each kind, each year."""
    everything = shelves(desk.show)
    kinds, years = ways_around(everything)
    for shelf in everything:
        yield from pages_of_shelf(shelf, kinds, years, desk)


def pages_of_shelf(
    shelf: Shelf, kinds: list[ChipView], years: list[ChipView], desk: Desk
) -> Iterator[PlannedPage]:
    """The pages of one list."""
    table = {"title": shelf.title, "description": shelf.description}
    for part, view in list_views(shelf, kinds, years, desk.show):
        yield desk.list_page(part, "list.html", view, table)
