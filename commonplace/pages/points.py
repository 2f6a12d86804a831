"""A person's points with their reasons: on their page, and on pages of their own where there are many."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from commonplace.model.people import Person
from commonplace.model.scoring import ScoreEvent
from commonplace.pages.paging import PER_PAGE, Slice, pages_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.views.points import LineView, PointsPageView, PointsView, SumView
from commonplace.scoring.rules import RULES, curated
from commonplace.scoring.windows import quarter_start


def points_view(
    events: Sequence[ScoreEvent], shown: Container[str], show: Presenter
) -> PointsView | None:
    """What somebody's page says of their points, newest first; None for who has none.

    `shown` are those who may be named beside points.
    """
    if not events:
        return None
    address = points_address(events[0].person)
    title = str(show.words["points"]["all"]).format(count=len(events))
    return {
        "total": _total(events, show),
        "quarter": _quarter(events, show),
        "sums": _sums(events, show),
        "lines": _lines(events[:PER_PAGE], shown, show),
        "all": {"title": title, "url": address} if len(events) > PER_PAGE else None,
    }


def points_pages(
    person: Person, events: Sequence[ScoreEvent], shown: Container[str], show: Presenter
) -> Iterator[tuple[Slice[ScoreEvent], PointsPageView]]:
    """Every line of somebody's points, if they do not fit on their page."""
    if len(events) <= PER_PAGE:
        return
    sums = _sums(events, show)
    for part in pages_of(events, points_address(person.id), index=False):
        yield (
            part,
            {
                "page": "points",
                "face": show.face(person.id),
                "total": _total(events, show),
                "quarter": _quarter(events, show),
                "sums": sums if part.pager["number"] == 1 else [],
                "lines": _lines(part.items, shown, show),
                "pager": part.pager,
            },
        )


def points_address(ident: str) -> str:
    """Where all the lines of somebody's points are."""
    return f"people/{ident}/points/"


def _total(events: Sequence[ScoreEvent], show: Presenter) -> str:
    return show.counted("points", "total", sum(event.points for event in events))


def _quarter(events: Sequence[ScoreEvent], show: Presenter) -> str:
    start = quarter_start(show.hub.as_of)
    points = sum(event.points for event in events if event.day >= start)
    return show.counted("points", "quarter", points) if points else ""


def _sums(events: Sequence[ScoreEvent], show: Presenter) -> list[SumView]:
    by_rule: dict[str, list[int]] = {}
    for event in events:
        by_rule.setdefault(event.rule, []).append(event.points)
    return [
        {"what": _what(rule.name, show), "times": len(points), "points": sum(points)}
        for rule in RULES
        if (points := by_rule.get(rule.name))
    ]


def _lines(events: Sequence[ScoreEvent], shown: Container[str], show: Presenter) -> list[LineView]:
    return [
        {
            "date": show.dated(event.day),
            "what": _what(event.rule, show),
            "evidence": show.topic_link(event.evidence)
            if event.rule == curated.RULE.name
            else show.link(event.evidence),
            "points": event.points,
            "confirmed_by": show.face(event.confirmed_by)
            if event.confirmed_by and event.confirmed_by in shown
            else None,
        }
        for event in events
    ]


def _what(rule: str, show: Presenter) -> str:
    return str(show.words["rules"][rule]["what"])
