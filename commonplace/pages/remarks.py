"""Comments in words and signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commonplace.curation.said import DAYS, Discussed, Said
from commonplace.markup.comments_cut import first_words
from commonplace.model.threads import Remark, Voice
from commonplace.pages.presenter import Presenter
from commonplace.pages.views.pieces import ReasonedRow
from commonplace.pages.views.thread import CleanHtml, ReactionView, RemarkView, SaidView

_EXCERPT = 180

_SIGNS: Mapping[str, str] = {
    "THUMBS_UP": "👍",
    "THUMBS_DOWN": "👎",
    "LAUGH": "😄",
    "HOORAY": "🎉",
    "CONFUSED": "😕",
    "HEART": "❤️",
    "ROCKET": "🚀",
    "EYES": "👀",
}


def remark_view(remark: Remark, show: Presenter) -> RemarkView:
    """A comment or a reply by itself."""
    words = show.words["comments"]
    edited = remark.edited and str(words["edited_on"]).format(date=show.day(remark.edited))
    useful = show.counted("comments", "upvotes", remark.upvotes) if remark.upvotes > 1 else ""
    return {
        "anchor": remark.anchor,
        "by": show.speaker(remark.by),
        "role": str(words["program"]) if remark.by.voice is Voice.PROGRAM else "",
        "date": show.day_view(remark.on),
        "url": remark.url,
        "edited": edited or "",
        "html": CleanHtml(remark.html),
        "cut": remark.cut,
        "minimized": _why_hidden(remark, words["minimized"]),
        "deleted": remark.deleted,
        "answer": remark.is_answer,
        "useful": useful,
        "reactions": reaction_views(remark.reactions, show),
    }


def discussed_rows(discussed: Iterable[Discussed], show: Presenter) -> list[ReasonedRow]:
    """Contributions that people talk about, with how much they did."""
    words = show.words["comments"]
    return [
        show.reasoned(one.contribution, str(words["discussed"]).format(count=one.count, days=DAYS))
        for one in discussed
    ]


def said_views(
    said: Iterable[Said], places: Mapping[str, Mapping[int, str]], show: Presenter
) -> list[SaidView]:
    """What somebody said, each where it stands; `places` leads from contribution and number to addresses."""
    return [
        {
            "link": {
                "title": show.hub.contributions[one.contribution].title,
                "url": places[one.contribution][one.remark.number],
            },
            "date": show.day_view(one.remark.on),
            "words": first_words(one.remark.html, _EXCERPT),
        }
        for one in said
    ]


def reaction_views(reactions: Mapping[str, int], show: Presenter) -> list[ReactionView]:
    """The signs that somebody gave, in GitHub's order."""
    words = show.words["comments"]["reactions"]
    return [
        {"sign": sign, "count": reactions[name], "words": str(words[name])}
        for name, sign in _SIGNS.items()
        if reactions.get(name, 0) > 0
    ]


def _why_hidden(remark: Remark, words: Mapping[str, str]) -> str:
    if remark.minimized is None:
        return ""
    name = remark.minimized.strip().lower().replace("-", "_").replace(" ", "_")
    return str(words.get(name, words["other"]))
