"""Topic pages: the curator's words and picks first, then everything else about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from commonplace.curation.valued import Value, most_valued
from commonplace.model.kinds import ARTICLE
from commonplace.model.topics import Pick, Topic
from commonplace.pages.feed_address import feed_url, topic_feed
from commonplace.pages.github import edit_url, new_url
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.views import ExpertView, ReasonedRow, TopicRow, TopicsView, TopicView


def topic_row(topic: Topic, show: Presenter) -> TopicRow:
    """A topic as one line of a list."""
    return {
        "title": topic.title,
        "url": topic.address,
        "summary": topic.summary,
        "count": len(topic.contributions),
        "curators": show.faces(topic.curators),
    }


def topics_views(show: Presenter) -> Iterator[tuple[Slice[Topic], TopicsView]]:
    """The list of topics, page by page."""
    for part in pages_of(list(show.hub.topics.values()), "topics/"):
        rows = [topic_row(topic, show) for topic in part.items]
        yield part, {"page": "topics", "topics": rows, "pager": part.pager}


def topic_views(
    topic: Topic, show: Presenter, linked_from: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Slice[str], TopicView]]:
    """The pages of one topic. Picks stand in their own place only, on the first page."""
    picked = {pick.contribution for pick in _all_picks(topic)}
    rest = [ident for ident in topic.contributions if ident not in picked]
    settings = show.hub.settings
    values = most_valued((show.hub.contributions[ident] for ident in rest), linked_from)
    for part in pages_of(rest, topic.address, index=False):
        first = part.pager["number"] == 1
        yield (
            part,
            {
                "page": "topic",
                "title": topic.title,
                "url": topic.address,
                "summary": topic.summary,
                "curators": show.faces(topic.curators),
                "picks": _picks(topic.picks, show) if first else [],
                "sections": [
                    {"title": s.title, "text": s.text, "picks": _picks(s.picks, show)}
                    for s in topic.sections
                ]
                if first
                else [],
                "valued": [_valued(value, show) for value in values]
                if first and len(rest) > len(values)
                else [],
                "rows": show.rows(part.items),
                "pager": part.pager,
                "experts": _experts(topic, show) if first else [],
                "count": len(topic.contributions),
                "invitation": str(show.words["topic"]["invitation"]).format(title=topic.title),
                "write_url": new_url(settings, ARTICLE, topic.slug),
                "edit_url": edit_url(settings, topic.source),
                "feed_url": feed_url(settings, topic_feed(topic)),
            },
        )


def _all_picks(topic: Topic) -> Iterator[Pick]:
    yield from topic.picks
    for section in topic.sections:
        yield from section.picks


def _picks(picks: tuple[Pick, ...], show: Presenter) -> list[ReasonedRow]:
    return [show.reasoned(pick.contribution, pick.why) for pick in picks]


def _valued(value: Value, show: Presenter) -> ReasonedRow:
    why = (
        show.counted("valued", "linked", value.linked)
        if value.linked
        else show.counted("valued", "reviewed", value.checked)
        if value.checked
        else show.counted("valued", "improved", value.improved)
    )
    return show.reasoned(value.contribution, why)


def _experts(topic: Topic, show: Presenter) -> list[ExpertView]:
    return [
        {"face": show.face(ident), "why": _knows(topic, ident, show)} for ident in topic.experts
    ]


def _knows(topic: Topic, ident: str, show: Presenter) -> str:
    inside = [show.hub.contributions[one] for one in topic.contributions]
    wrote = sum(1 for one in inside if ident in one.authors or ident in one.told_by)
    if wrote:
        return show.counted("expert", "wrote", wrote)
    improved = sum(1 for one in inside if ident in one.improved_by)
    if improved:
        return show.counted("expert", "improved", improved)
    return str(show.words["expert"]["says"])
