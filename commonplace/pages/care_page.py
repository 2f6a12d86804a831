"""The care page of a topic: what needs its curators, each with the one link that mends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from commonplace.curation.belongs import Belongs
from commonplace.curation.questions import is_waiting, questions_of
from commonplace.diagnostics import Diagnostic, Severity
from commonplace.model.contribution import Contribution, Freshness, Status
from commonplace.model.topics import Topic
from commonplace.pages.contribution_page import owner_face
from commonplace.pages.discretion import Discretion
from commonplace.pages.github import line_url, mend_url
from commonplace.pages.presenter import Presenter
from commonplace.pages.questions_page import question_view
from commonplace.pages.sharing import share_url
from commonplace.pages.views.care import (
    CareView,
    DueView,
    MendView,
    OwnProblem,
    ProblemView,
    StrayView,
    TextProblems,
)

_MOST = 50
_SOMEBODY = "your-name"


@dataclass(frozen=True)
class Findings:
    """What was found in the whole hub: diagnostics by path, and contributions of no topic by topic."""

    problems: Mapping[str, Sequence[Diagnostic]]
    strays: Mapping[str, Sequence[Belongs]]


def care_view(topic: Topic, show: Presenter, findings: Findings, discreet: Discretion) -> CareView:
    """What `care.html` shows, quickest first: a line on the page itself, a line in a text, a text to read."""
    page = _Page(topic, show, discreet)
    inside = [show.hub.contributions[ident] for ident in topic.contributions]
    found = findings.problems.get(topic.source, ())
    own = [one for one in found if one.code != "topic-no-curator"]
    texts = {one.id: list(findings.problems.get(one.source, ())) for one in inside}
    strays = findings.strays.get(topic.slug, ())
    due = _due(inside, show)
    invitation = None if topic.curators else page.invitation()
    questions = [
        one for one in questions_of(topic, show.asked.get(topic.slug, ())) if is_waiting(one)
    ]
    count = len(own) + len(strays) + sum(map(len, texts.values())) + len(due) + bool(invitation)
    count += len(questions)
    shown = page.texts(inside, texts)
    return {
        "page": "care",
        "title": str(show.words["care"]["title"]).format(title=topic.title),
        "topic": show.topic_link(topic.slug),
        "summary": show.counted("care", "summary", count) if count else page.words["calm"],
        "invitation": invitation,
        "own": [page.own(one) for one in _errors_first(own)[:_MOST]],
        "own_more": max(0, len(own) - _MOST),
        "strays": [page.stray(one) for one in strays],
        "texts": shown,
        "texts_more": sum(map(len, texts.values())) - sum(len(one["problems"]) for one in shown),
        "questions": [question_view(one, show) for one in questions[:_MOST]],
        "questions_more": max(0, len(questions) - _MOST),
        "due": [page.due(one, since) for one, since in due[:_MOST]],
        "due_more": max(0, len(due) - _MOST),
    }


def _due(inside: Iterable[Contribution], show: Presenter) -> list[tuple[Contribution, date]]:
    """Those to be looked at, the longest overdue first."""
    found = [
        (one, since)
        for one in inside
        if one.freshness in (Freshness.DUE, Freshness.STALE)
        and one.status is Status.PUBLISHED
        and (since := show.due_on(one)) is not None
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0].title))


def _errors_first(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(problems, key=lambda one: (one.severity is not Severity.ERROR, one))


class _Page:
    """Makes the pieces of one care page."""

    def __init__(self, topic: Topic, show: Presenter, discreet: Discretion) -> None:
        self._topic = topic
        self._show = show
        self._discreet = discreet
        self.words: Mapping[str, str] = show.words["care"]

    def _mend(self, path: str, label: str, line: str = "", how: str = "") -> MendView:
        url = mend_url(self._show.hub.settings, path)
        return {"label": label, "url": url, "path": path, "line": line, "how": how}

    def invitation(self) -> MendView:
        """How somebody becomes the curator."""
        source, line = self._topic.source, f"curators: [{_SOMEBODY}]"
        return self._mend(source, self.words["become"], line, self.words["become_how"])

    def own(self, one: Diagnostic) -> OwnProblem:
        """A diagnostic about the topic's own page."""
        mend = self._mend(one.path, self.words["mend"])
        if one.code == "topic-empty":  # no change of the page mends that
            url = share_url(topic=self._topic.slug)
            mend = {**mend, "label": self.words["write"], "url": url, "path": ""}
        return {"problem": self._problem(one), "mend": mend}

    def _problem(self, one: Diagnostic) -> ProblemView:
        message, hint = self._discreet.words(one)
        return {
            "error": one.severity is Severity.ERROR,
            "message": message,
            "hint": hint,
            "place": self.words["line"].format(line=one.line),
            "place_url": line_url(self._show.hub.settings, one.path, one.line),
        }

    def texts(
        self, inside: Iterable[Contribution], problems: Mapping[str, list[Diagnostic]]
    ) -> list[TextProblems]:
        """Contributions with open diagnostics, those with errors first; fifty diagnostics at most."""
        groups = [(one, _errors_first(problems[one.id])) for one in inside if problems[one.id]]
        groups.sort(key=lambda group: group[1][0].severity is not Severity.ERROR)
        left, found = _MOST, []
        for one, of_text in groups:
            if left <= 0:
                break
            link = self._show.link(one.id)
            listed = [self._problem(problem) for problem in of_text[:left]]
            mend = self._mend(one.source, self.words["mend"])
            found.append(TextProblems(link=link, problems=listed, mend=mend))
            left -= len(listed)
        return found

    def stray(self, one: Belongs) -> StrayView:
        """A contribution of no topic, with the line that brings it here."""
        text = self._show.hub.contributions[one.contribution]
        why = self._show.words["related"]["words"].format(words=self._show.joined(one.words))
        line = f"topics: [{self._topic.slug}]"
        return {
            "link": self._show.link(text.id),
            "why": str(why),
            "mend": self._with_line(text, "topics", line, self.words["list_here"]),
        }

    def due(self, one: Contribution, since: date) -> DueView:
        """A contribution to be looked at."""
        owner = owner_face(one, self._show)
        line = f"verified: {{on: {self._show.hub.as_of.isoformat()}}}"
        stale = one.freshness is Freshness.STALE
        label = self.words["improve" if stale else "still_holds"]
        return {
            "link": self._show.link(one.id),
            "freshness": self._show.freshness(one),
            "since": self._show.day_view(since),
            "keepers": [owner] if owner else self._show.faces(one.authors or one.told_by),
            "mend": self._with_line(one, "verified", line, label),
        }

    def _with_line(self, one: Contribution, key: str, line: str, label: str) -> MendView:
        """A change of one key of the block at the top, which may hold it already or not be there."""
        keys = one.document.front.places
        if not keys:
            return self._mend(one.source, label, f"---\n{line}\n---", self.words["at_the_top"])
        how = self.words["instead"].format(key=key) if key in keys else self.words["in_the_block"]
        return self._mend(one.source, label, line, how)
