"""The home page: what this is, where to go, what is new, and whom to thank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonplace.curation.of_the_week import (
    people_to_thank,
    story_of_the_week,
    week_number,
)
from commonplace.curation.questions import waiting
from commonplace.curation.said import Discussed, most_discussed
from commonplace.model.contribution import Status
from commonplace.model.kinds import KINDS, WAR_STORY
from commonplace.model.scoring import ScoreEvent
from commonplace.pages.asking import ASK
from commonplace.pages.feed_address import EVERYTHING, feed_url
from commonplace.pages.github import discussions_url
from commonplace.pages.presenter import Presenter
from commonplace.pages.questions_page import question_view
from commonplace.pages.remarks import discussed_rows
from commonplace.pages.sharing import SHARE, share_url
from commonplace.pages.topic_page import topic_row
from commonplace.pages.views.lists import DoorView, HomeView, ThanksView
from commonplace.pages.views.pieces import LinkView
from commonplace.scoring.rules import curated

_NEWEST = 8
_TOPICS = 24
_QUESTIONS = 3
_DISCUSSED = 4


def home_view(
    show: Presenter,
    ledger: Sequence[ScoreEvent],
    discussed: Mapping[str, Discussed],
) -> HomeView:
    """The start page. `ledger` is of those who may stand on boards;
    `discussed` is what people talked about of late."""
    hub, words = show.hub, show.words["home"]
    listed = [one for one in hub.contributions.values() if one.status is Status.PUBLISHED]
    story = story_of_the_week(hub.contributions.values(), week_number(hub.as_of))
    topics = sorted(hub.topics.values(), key=lambda topic: -len(topic.contributions))
    lively = [
        topic for topic in topics if topic.contributions
    ] or topics  # a new hub shows its plans
    return {
        "page": "home",
        "title": hub.settings.site_name,
        "line": hub.settings.site_description or str(words["line"]),
        "doors": _doors(show),
        "story": show.row(story.id) if story else None,
        "newest": show.rows([one.id for one in listed if one is not story][:_NEWEST]),
        "topics": [topic_row(topic, show) for topic in lively[:_TOPICS]],
        "questions": [question_view(one, show) for one in waiting(hub)[:_QUESTIONS]],
        "discussed": discussed_rows(most_discussed(discussed, discussed, _DISCUSSED), show),
        "thanks": [_thanks(event, show) for event in people_to_thank(ledger, hub.as_of)],
        "count": len(listed),
        "write_url": share_url(WAR_STORY),
        "feed_url": feed_url(hub.settings, EVERYTHING),
    }


def _thanks(event: ScoreEvent, show: Presenter) -> ThanksView:
    is_topic = event.rule == curated.RULE.name
    link = show.topic_link(event.evidence) if is_topic else show.link(event.evidence)
    before, _, after = str(show.words["thank_you"][event.rule]).partition("{title}")
    return {"face": show.face(event.person), "before": before, "link": link, "after": after}


def _doors(show: Presenter) -> list[DoorView]:
    """Find, Write, Discuss, Work together: each leads somewhere in every hub."""
    targets: dict[str, list[LinkView]] = {
        "find": [{"title": "", "url": "topics/"}],
        "write": _write_links(show),
        "discuss": _ways_to_talk(show),
        "together": [{"title": "", "url": "people/"}],
    }
    words = show.words["doors"]
    return [
        {
            "name": name,
            "title": words[name]["title"],
            "line": words[name]["line"],
            "url": SHARE if name == "write" else links[0]["url"],
            "links": links if len(links) > 1 else [],
        }
        for name, links in targets.items()
    ]


def _ways_to_talk(show: Presenter) -> list[LinkView]:
    """GitHub's list of discussions where there is one, and the page to ask on, which works everywhere."""
    words = show.words["ask"]
    talk = discussions_url(show.hub.settings)
    ways: list[LinkView] = [{"title": str(words["talk"]), "url": talk}] if talk else []
    return [*ways, {"title": str(words["link"]), "url": ASK}]


def _write_links(show: Presenter) -> list[LinkView]:
    """The page to write on, for each kind."""
    return [{"title": show.kind(kind)["label"], "url": share_url(kind)} for kind in KINDS]
