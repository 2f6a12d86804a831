"""The pages of learning paths, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.pages.paging import docs_path
from commonplace.pages.path_page import path_view, paths_views
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedPage


def path_pages(desk: Desk) -> Iterator[PlannedPage]:
    """The list of paths, then each path."""
    for part, view in paths_views(desk.show):
        yield desk.list_page(part, "paths.html", view, desk.words["paths"])
    for path in desk.hub.paths.values():
        place = docs_path(path.address)
        described = str(desk.words["path"]["description"]).format(title=path.title)
        yield PlannedPage(
            docs_path=place,
            address=path.address,
            template="path.html",
            title=path.title,
            description=path.summary or described,
            body=desk.mapped(path.body, path.source, path.body_line, place).body,
            view=path_view(path, desk.show),
            source=path.source,
        )
