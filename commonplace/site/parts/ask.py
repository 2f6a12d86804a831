"""The page on which a question is asked, with its files."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.pages.ask_page import INDEX, WHOM, ask_index, ask_view, ask_whom
from commonplace.pages.asking import ASK
from commonplace.pages.paging import pages_of
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedOutput, PlannedPage
from commonplace.words import stop_words


def ask_pages(desk: Desk) -> Iterator[PlannedPage]:
    """One page, of which a browser makes the most."""
    nothing: tuple[str, ...] = ()
    for part in pages_of(nothing, ASK):
        yield desk.list_page(part, "ask.html", ask_view(desk.show), desk.words["ask"])


def ask_outputs(desk: Desk) -> Iterator[PlannedOutput]:
    """What similar texts are found by, and whom to ask about each topic."""
    stop = stop_words(desk.hub.settings.language)
    yield PlannedOutput(INDEX, ask_index(desk.show, stop))
    yield PlannedOutput(WHOM, ask_whom(desk.show, desk.expertise.by_topic))
