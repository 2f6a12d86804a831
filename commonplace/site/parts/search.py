"""What can be searched: all that a reader can open and that says something of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from commonplace.search.findable import Findable, SearchPlan
from commonplace.search.finding import (
    findable_comments,
    findable_page,
    findable_people,
    findable_questions,
    findable_texts,
    findable_topics,
)
from commonplace.site.desk import Desk
from commonplace.site.docs_files import place_on_site

_MOST_TOPICS = 200


def search_plan(desk: Desk, docs_files: Collection[str]) -> SearchPlan:
    """The plan of the search; `docs_files` are the company's own files that go out."""
    topics = sorted(desk.hub.topics.values(), key=lambda one: (-len(one.contributions), one.title))
    return SearchPlan(
        findable=(
            *findable_texts(desk.show),
            *findable_topics(desk.show),
            *findable_people(desk.people, desk.expertise, desk.show),
            *findable_questions(desk.show),
            *_own_pages(desk, docs_files),
            *findable_comments(desk.show, desk.places),
        ),
        topics=tuple(
            (one.address, one.title, len(one.contributions)) for one in topics[:_MOST_TOPICS]
        ),
        language=desk.hub.settings.language,
    )


def _own_pages(desk: Desk, docs_files: Collection[str]) -> Iterator[Findable]:
    for place, page in sorted(desk.around.docs.pages.items()):
        if page.searched and place in docs_files and not place.startswith("templates/"):
            address = place_on_site(place).removesuffix("index.html")
            yield findable_page(place, address, page.title or "")
