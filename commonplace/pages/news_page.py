"""The page of what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from commonplace.assemble.freshness import months_after
from commonplace.curation.news import Event, News, Period, Span, latest_news, new_each_month
from commonplace.pages.feed_address import EVERYTHING, feed_url
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.sharing import share_url
from commonplace.pages.views.charts import BarView, ChartView
from commonplace.pages.views.news import NewsEntryView, NewsGroupView, NewsView
from commonplace.pages.views.pieces import LinkView

ADDRESS = "whats-new/"
_Entry = tuple[Period, News]


def news_views(show: Presenter) -> Iterator[tuple[Slice[_Entry], NewsView]]:
    """What happened lately, page by page."""
    settings, words = show.hub.settings, show.words["news"]
    for part in pages_of(latest_news(show.hub), ADDRESS):
        first = part.pager["number"] == 1
        yield (
            part,
            {
                "page": "whats-new",
                "title": str(words["title"]),
                "line": str(words["line"]),
                "chart": months_chart(show) if first else None,
                "groups": _groups(part.items, show),
                "pager": part.pager,
                "invitation": str(words["invitation"]),
                "write_url": share_url(),
                "feed_url": feed_url(settings, EVERYTHING),
            },
        )


def months_chart(show: Presenter) -> ChartView | None:
    """How many contributions came in each of the last twelve months; None where there were none."""
    words, as_of = show.words["news"], show.hub.as_of
    counts = new_each_month(show.hub)
    most = max(count for _, count in counts)
    if not most:
        return None
    bars: list[BarView] = []
    for month, count in counts:
        name = str(show.words["months"][month.month - 1])
        bars.append(
            {
                "label": str(words["month"]).format(month=name, year=month.year),
                "short": name[:3],
                "value": show.counted("news", "count", count),
                "share": round(100 * count / most, 1),
                "url": None,
            }
        )
    this_month = as_of.replace(day=1)
    over = (months_after(this_month, 1) - as_of).days == 1
    name = str(show.words["months"][as_of.month - 1])
    return {
        "shape": "columns",
        "title": str(words["chart"]),
        "note": "" if over else str(words["chart_note"]).format(month=name),
        "label_heading": str(words["chart_month"]),
        "value_heading": str(words["chart_count"]),
        "bars": bars,
    }


def _groups(entries: Sequence[_Entry], show: Presenter) -> list[NewsGroupView]:
    return [
        {"title": period_title(period, show), "entries": [_entry(news, show) for _, news in found]}
        for period, found in groupby(entries, key=lambda entry: entry[0])
    ]


def period_title(period: Period, show: Presenter) -> str:
    """The words of a week or a month."""
    words = show.words["news"]
    if period.span in (Span.THIS_WEEK, Span.LAST_WEEK):
        return str(words[period.span.value])
    month = show.words["months"][period.start.month - 1]
    return str(words[period.span.value]).format(month=month, year=period.start.year)


def _entry(news: News, show: Presenter) -> NewsEntryView:
    return {
        "event": news.event.value,
        "row": show.row(news.contribution),
        "faces": [] if news.event is Event.NEW else show.faces(news.people),
        "date": {"iso": news.day.isoformat(), "text": show.day(news.day)},
        "why": _first(news, show),
        "instead": _instead(news, show),
    }


def _first(news: News, show: Presenter) -> str:
    names = [face["name"] for face in show.faces(news.first)]
    return str(show.words["news"]["first"]).format(names=show.joined(names)) if names else ""


def _instead(news: News, show: Presenter) -> LinkView | None:
    successor = show.hub.contributions[news.contribution].superseded_by
    if news.event is not Event.OBSOLETE or successor is None:
        return None
    return show.link(successor)
