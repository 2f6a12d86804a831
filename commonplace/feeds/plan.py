"""Which feeds there are: the hub's, and one for each topic, kind and person with a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from commonplace.feeds.atom import atom
from commonplace.feeds.entries import Feed, entries_of, whole
from commonplace.feeds.json_feed import json_feed
from commonplace.model.kinds import KINDS
from commonplace.model.people import Person
from commonplace.pages.feed_address import EVERYTHING, kind_feed, person_feed, topic_feed
from commonplace.pages.people_pages import Works
from commonplace.pages.presenter import Presenter


@dataclass(frozen=True)
class _Channel:
    """A feed to make: where, for which page, under which title, and of what, newest first."""

    place: str
    page: str
    title: str
    description: str
    idents: Iterable[str]


def feed_files(
    show: Presenter, people: Iterable[Person], works: Works
) -> Iterator[tuple[str, str]]:
    """Every feed in both formats, as its place on the site and its text; none without `site_url`.

    `people` are those who have a page.
    """
    settings = show.hub.settings
    if not settings.site_url:
        return
    root = settings.site_url.rstrip("/")
    for channel in _channels(show, people, works):
        entries = entries_of(channel.idents, show, root)
        feed = Feed(
            title=channel.title,
            site=settings.site_name,
            description=channel.description,
            language=settings.language,
            address=whole(root, channel.place),
            page_url=whole(root, channel.page),
            updated=max((entry.updated for entry in entries), default=show.hub.as_of),
            entries=entries,
        )
        yield f"{channel.place}.xml", atom(feed)
        yield f"{channel.place}.json", json_feed(feed)


def _channels(show: Presenter, people: Iterable[Person], works: Works) -> Iterator[_Channel]:
    hub, words = show.hub, show.words
    name = hub.settings.site_name

    def titled(part: str) -> str:
        return str(words["feed"]["title"]).format(part=part, site=name)

    everything = hub.contributions
    yield _Channel(EVERYTHING, "", name, hub.settings.site_description, everything)
    for kind in KINDS:
        entry = words["kinds"][kind.name]
        inside = (one.id for one in everything.values() if one.kind is kind)
        title, line = titled(entry["plural"]), str(entry["description"])
        yield _Channel(kind_feed(kind), f"{kind.folder}/", title, line, inside)
    for topic in hub.topics.values():
        title = titled(topic.title)
        idents = topic.contributions
        yield _Channel(topic_feed(topic), topic.address, title, topic.summary, idents)
    for person in people:
        place, page = person_feed(person), f"people/{person.id}/"
        line = str(words["person"]["description"]).format(name=person.name)
        yield _Channel(place, page, titled(person.name), line, works.wrote.get(person.id, ()))
