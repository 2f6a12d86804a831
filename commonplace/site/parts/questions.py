"""The page of questions that wait for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.pages.questions_page import questions_views
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedPage


def question_pages(desk: Desk) -> Iterator[PlannedPage]:
    """All questions, topic by topic."""
    for part, view in questions_views(desk.show, desk.expertise.by_topic):
        yield desk.list_page(part, "questions.html", view, desk.words["questions"])
