"""What is new, and the reading list, with the small files that a browser asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator

from commonplace.curation.news import newest
from commonplace.pages.news_page import news_views
from commonplace.pages.paging import pages_of
from commonplace.pages.reading_list import ADDRESS, reading_list_view, shard_files
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedOutput, PlannedPage

NEWEST = "whats-new.json"
_MOST = 300


def news_pages(desk: Desk) -> Iterator[PlannedPage]:
    """What happened lately, then the reading list."""
    for part, view in news_views(desk.show):
        yield desk.list_page(part, "whats-new.html", view, desk.words["news"])
    nothing: tuple[str, ...] = ()
    for page in pages_of(nothing, ADDRESS):  # one page, which a browser fills
        empty = reading_list_view(desk.show)
        yield desk.list_page(page, "reading-list.html", empty, desk.words["reading_list"])


def news_outputs(desk: Desk) -> Iterator[PlannedOutput]:
    """The ids of the newest contributions, and what the reading list looks up.

    `whole` says that there are no others, so that one which is not among them was never there.
    """
    ids = newest(desk.hub, _MOST + 1)
    data = {"ids": ids[:_MOST], "whole": len(ids) <= _MOST}
    yield PlannedOutput(NEWEST, f"{json.dumps(data, separators=(',', ':'))}\n")
    for place, text in shard_files(desk.show):
        yield PlannedOutput(place, text)
