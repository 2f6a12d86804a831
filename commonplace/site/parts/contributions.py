"""The pages of contributions."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.curation.related import related
from commonplace.model.contribution import Status
from commonplace.pages.contribution_page import contribution_view
from commonplace.pages.paging import docs_path
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedPage
from commonplace.words import stop_words


def contribution_pages(desk: Desk) -> Iterator[PlannedPage]:
    """One page for each contribution."""
    hub = desk.hub
    neighbors = related(list(hub.contributions.values()), stop_words(hub.settings.language))
    places = {
        ident: place
        for topic in hub.topics.values()
        for place, ident in enumerate(topic.contributions)
        if hub.contributions[ident].topics[0] == topic.slug
    }
    for one in hub.contributions.values():
        yield PlannedPage(
            docs_path=docs_path(one.address),
            address=one.address,
            template="contribution.html",
            title=one.title,
            description=one.summary,
            body=desk.texts[one.id].body,
            view=contribution_view(one, desk.show, neighbors.get(one.id, ()), places),
            source=one.source,
            searchable=one.status is not Status.OBSOLETE,
            draft=one.status is Status.DRAFT,
        )
