"""Polls: one at the top of what was said about a text, all others in a short list."""

from __future__ import annotations

from itertools import islice

from commonplace.model.threads import Ballot, Choice
from commonplace.pages.presenter import Presenter
from commonplace.pages.views.poll import ChoiceView, PollView

_MOST = 10


def other_polls(show: Presenter) -> list[PollView]:
    """The newest of those that stand with no text."""
    shown = {one.number for one in show.ballots.values()}
    others = (one for one in show.hub.ballots if one.number not in shown)
    return [poll_view(one, show) for one in islice(others, _MOST)]


def poll_view(one: Ballot, show: Presenter) -> PollView:
    """A poll by itself."""
    words = show.words["polls"]
    wordless = str(words["wordless"])
    question = one.question or one.title or wordless
    return {
        "title": one.title or question,
        "question": question,
        "by": show.speaker(one.by),
        "since": show.day_view(one.since),
        "age": show.elapsed("polls", "asked", one.since),
        "choices": [_choice(choice, one.votes, show) for choice in one.choices],
        "total": show.counted("polls", "total", one.votes) if one.votes else str(words["none"]),
        "leading": _leading(one, show),
        "about": show.link(one.about) if one.about else None,
        "url": one.url,
        "way": str(words["see" if one.closed else "vote"]),
        "closed": str(words["closed"]) if one.closed else "",
    }


def _choice(choice: Choice, total: int, show: Presenter) -> ChoiceView:
    words = show.words["polls"]
    votes = show.counted("polls", "votes", choice.votes)
    percent = round(choice.votes * 100 / total) if total else 0
    return {
        "text": choice.text or str(words["wordless"]),
        "votes": str(words["share"]).format(votes=votes, percent=percent) if total else votes,
        "share": round(choice.votes * 100 / total, 1) if total else 0,
    }


def _leading(one: Ballot, show: Presenter) -> str:
    if not one.leading:
        return ""
    words, first = show.words["polls"], one.leading[0]
    votes = show.counted("polls", "votes", first.votes)
    if len(one.leading) > 1:
        return str(words["level"]).format(count=len(one.leading), votes=votes)
    return str(words["ahead"]).format(choice=first.text or words["wordless"], votes=votes)
