"""Topics by activity, as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from commonplace.curation.activity import DAYS, Activity
from commonplace.pages.presenter import Presenter
from commonplace.pages.views.charts import BarView, ChartView

_MOST = 10


def activity_chart(found: Sequence[Activity], show: Presenter) -> ChartView | None:
    """The busiest topics first; none where nothing happened."""
    if not found:
        return None
    words = show.words["activity"]
    most = found[0].total
    return {
        "shape": "rows",
        "title": str(words["title"]).format(days=DAYS),
        "note": str(words["note"]),
        "label_heading": str(words["topic"]),
        "value_heading": str(words["what"]),
        "bars": [_bar(one, most, show) for one in found[:_MOST]],
    }


def _bar(one: Activity, most: int, show: Presenter) -> BarView:
    words = show.words["activity"]
    topic = show.topic_link(one.topic)
    counts = {"new": one.new, "improved": one.improved, "checked": one.checked}
    said = (str(words[name]).format(count=count) for name, count in counts.items() if count)
    return {
        "label": topic["title"],
        "short": "",
        "value": str(show.words["row"]["separator"]).join(said),
        "share": round(100 * one.total / most, 1),
        "url": topic["url"],
    }
