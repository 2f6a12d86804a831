"""The pages of contributions."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.curation.related import related
from commonplace.model.contribution import Contribution, Status
from commonplace.pages.contribution_page import contribution_view
from commonplace.pages.paging import docs_path
from commonplace.pages.path_page import path_places
from commonplace.pages.suggesting import SUGGESTION_FORM, suggest_view
from commonplace.pages.thread_page import comments_views
from commonplace.pages.views.thread import CommentsView
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedPage


def contribution_pages(desk: Desk) -> Iterator[PlannedPage]:
    """One page for each contribution."""
    hub = desk.hub
    neighbors = related(list(hub.contributions.values()), desk.telling)
    places = {
        ident: place
        for topic in hub.topics.values()
        for place, ident in enumerate(topic.contributions)
        if hub.contributions[ident].topics[0] == topic.slug
    }
    on_paths = path_places(desk.show)
    suggest = suggest_view(hub.settings, has_form=desk.around.is_file(SUGGESTION_FORM))
    for one in hub.contributions.values():
        steps = on_paths.get(one.id, ())
        yield PlannedPage(
            docs_path=docs_path(one.address),
            address=one.address,
            template="contribution.html",
            title=one.title,
            description=one.summary,
            body=desk.texts[one.id].body,
            view=contribution_view(
                one, desk.show, neighbors.get(one.id, ()), places, steps, suggest
            ),
            source=one.source,
            searchable=one.status is not Status.OBSOLETE,
            draft=one.status is Status.DRAFT,
        )
        yield from _more_comments(one, desk)


def _more_comments(one: Contribution, desk: Desk) -> Iterator[PlannedPage]:
    """The pages on which the comments on a contribution go on."""
    described = str(desk.words["comments"]["page_description"]).format(title=one.title)
    for address, view in comments_views(one, desk.show):
        yield PlannedPage(
            docs_path=docs_path(address),
            address=address,
            template="comments.html",
            title=desk.numbered(view["title"], _number(view)),
            description=described,
            body="",
            view=view,
            searchable=False,
            draft=one.status is Status.DRAFT,
        )


def _number(view: CommentsView) -> int:
    pager = view["thread"]["pager"]
    return pager["number"] if pager else 1
