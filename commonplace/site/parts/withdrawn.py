"""Where withdrawn texts stood: a page that says so, and nothing of what they said."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.pages.paging import docs_path
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedPage


def withdrawn_pages(desk: Desk) -> Iterator[PlannedPage]:
    """One page for each of them."""
    words = desk.words["withdrawn"]
    for one in desk.hub.withdrawn:
        yield PlannedPage(
            docs_path=docs_path(one.address),
            address=one.address,
            template="withdrawn.html",
            title=str(words["title"]),
            description=str(words["line"]),
            body="",
            view={"page": "withdrawn"},
            searchable=False,
        )
