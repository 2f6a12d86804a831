"""Where feeds are. Without `site_url` there are none: what a feed names has to be a whole address."""

from __future__ import annotations

from commonplace.model.kinds import Kind
from commonplace.model.people import Person
from commonplace.model.settings import Settings
from commonplace.model.topics import Topic

EVERYTHING = "feeds/all"


def topic_feed(topic: Topic) -> str:
    """The feed of a topic, as all of these without its ending."""
    return f"feeds/topics/{topic.slug}"


def kind_feed(kind: Kind | None) -> str:
    """The feed of a kind, or of everything."""
    return f"feeds/kinds/{kind.folder}" if kind else EVERYTHING


def person_feed(person: Person) -> str:
    """The feed of a person who has a page."""
    return f"feeds/people/{person.id}"


def feed_url(settings: Settings, place: str) -> str | None:
    """The Atom feed at a place, relative to the site's root; None where the hub makes no feeds."""
    return f"{place}.xml" if settings.site_url else None
