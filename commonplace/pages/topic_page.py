"""Topic pages: the curator's words and picks first, then everything else about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonplace.curation.expertise import Knowledge
from commonplace.curation.questions import questions_of
from commonplace.curation.said import Discussed, most_discussed
from commonplace.curation.valued import Value, most_valued
from commonplace.model.topics import Pick, Topic
from commonplace.pages.asking import ask_in
from commonplace.pages.feed_address import feed_url, topic_feed
from commonplace.pages.github import edit_url
from commonplace.pages.knowing import reason
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.questions_page import question_view
from commonplace.pages.remarks import discussed_rows
from commonplace.pages.sharing import share_url
from commonplace.pages.views.charts import ChartView
from commonplace.pages.views.pieces import ChipView, ReasonedRow
from commonplace.pages.views.topic import ExpertView, TopicRow, TopicsView, TopicView

_MOST_EXPERTS = 6
_MOST_QUESTIONS = 3
_MOST_DISCUSSED = 3


@dataclass(frozen=True)
class Around:
    """What a topic's page needs besides the topic: what leads to each contribution, what people talked about
    of late, who knows about the topic, best first, and the ways to what it has of each kind."""

    linked_from: Mapping[str, frozenset[str]]
    discussed: Mapping[str, Discussed]
    known_by: Sequence[Knowledge]
    kinds: list[ChipView]


def topic_row(topic: Topic, show: Presenter) -> TopicRow:
    """A topic as one line of a list."""
    return {
        "title": topic.title,
        "url": topic.address,
        "summary": topic.summary,
        "count": len(topic.contributions),
        "curators": show.faces(topic.curators),
    }


def topics_views(
    show: Presenter, activity: ChartView | None
) -> Iterator[tuple[Slice[Topic], TopicsView]]:
    """The list of topics, page by page; the first has a chart of what happened in them, if anything did."""
    for part in pages_of(list(show.hub.topics.values()), "topics/"):
        rows = [topic_row(topic, show) for topic in part.items]
        chart = activity if part.pager["number"] == 1 else None
        yield part, {"page": "topics", "topics": rows, "activity": chart, "pager": part.pager}


def topic_views(
    topic: Topic,
    show: Presenter,
    around: Around,
) -> Iterator[tuple[Slice[str], TopicView]]:
    """The pages of one topic.

    Picks stand in their own place only, on the first page.
    """
    picked = {pick.contribution for pick in _all_picks(topic)}
    rest = [ident for ident in topic.contributions if ident not in picked]
    settings = show.hub.settings
    values = most_valued((show.hub.contributions[ident] for ident in rest), around.linked_from)
    questions = questions_of(topic, show.asked.get(topic.slug, ()))
    lively = most_discussed(around.discussed, topic.contributions, _MOST_DISCUSSED)
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
                "discussed": discussed_rows(lively, show) if first else [],
                "kinds": around.kinds,
                "rows": show.rows(part.items),
                "pager": part.pager,
                "experts": _experts(around.known_by, show) if first else [],
                "questions": [question_view(one, show) for one in questions[:_MOST_QUESTIONS]]
                if first
                else [],
                "more_questions": max(0, len(questions) - _MOST_QUESTIONS),
                "care_url": topic.care_address,
                "count": len(topic.contributions),
                "invitation": str(show.words["topic"]["invitation"]).format(title=topic.title),
                "write_url": share_url(topic=topic.slug),
                "edit_url": edit_url(settings, topic.source),
                "feed_url": feed_url(settings, topic_feed(topic)),
                "ask_url": ask_in(topic.slug),
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


def _experts(known_by: Sequence[Knowledge], show: Presenter) -> list[ExpertView]:
    """The few to ask; curators are named elsewhere on the page."""
    others = [known for known in known_by if not known.curates]
    return [
        {"face": show.face(known.person), "why": reason(known, show)}
        for known in others[:_MOST_EXPERTS]
    ]
