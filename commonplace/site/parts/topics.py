"""The pages of topics, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.curation.activity import topic_activity
from commonplace.model.topics import Topic
from commonplace.pages.activity_chart import activity_chart
from commonplace.pages.lists import kinds_of_topic, shelves_of_topic
from commonplace.pages.paging import docs_path
from commonplace.pages.topic_page import Around, topic_views, topics_views
from commonplace.site.desk import Desk
from commonplace.site.parts.lists import pages_of_shelf
from commonplace.site.plan import PlannedPage


def topic_pages(desk: Desk) -> Iterator[PlannedPage]:
    """The list of topics, then each topic."""
    for part, view in topics_views(desk.show, activity_chart(topic_activity(desk.hub), desk.show)):
        yield desk.list_page(part, "topics.html", view, desk.words["topics"])
    for topic in desk.hub.topics.values():
        yield from _pages_of(topic, desk)


def _pages_of(topic: Topic, desk: Desk) -> Iterator[PlannedPage]:
    text = desk.mapped(topic.body, topic.source, topic.body_line, docs_path(topic.address))
    described = str(desk.words["topic"]["description"]).format(title=topic.title)
    known_by = desk.expertise.by_topic.get(topic.slug, ())
    shelves = shelves_of_topic(topic, desk.show)
    kinds = kinds_of_topic(topic, shelves, desk.show)
    around = Around(desk.linked_from, desk.discussed, known_by, kinds)
    for part, view in topic_views(topic, desk.show, around):
        number = part.pager["number"]
        yield PlannedPage(
            docs_path=part.docs_path,
            address=part.address,
            template="topic.html",
            title=desk.numbered(topic.title, number),
            description=topic.summary or described,
            body=text.body if number == 1 else "",
            view=view,
            source=topic.source,
            searchable=number == 1,
        )
    for shelf in shelves:
        yield from pages_of_shelf(shelf, kinds, [], desk)
