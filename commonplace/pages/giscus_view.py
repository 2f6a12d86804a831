"""Whether giscus' frame stands below a text, and what it is told."""

from __future__ import annotations

import textwrap

from commonplace.model.settings import CommentsIn, Settings
from commonplace.model.threads import Thread
from commonplace.pages.views.giscus import GiscusView

LONGEST_DESCRIPTION = (
    120  # it travels in the frame's address, which giscus' server refuses when long
)
_LANGUAGES = frozenset(
    {
        *(
            "ar",
            "be",
            "bg",
            "ca",
            "cs",
            "da",
            "de",
            "en",
            "eo",
            "es",
            "eu",
            "fa",
            "fr",
            "gr",
            "hbs",
            "he",
        ),
        *(
            "hu",
            "id",
            "it",
            "ja",
            "kh",
            "ko",
            "nl",
            "pl",
            "pt",
            "ro",
            "ru",
            "th",
            "tr",
            "uk",
            "uz",
            "vi",
        ),
        *("zh-CN", "zh-TW", "zh-HK"),
    }
)
_OTHER_NAMES = {
    "el": "gr",
    "km": "kh",
    "sr": "hbs",
    "hr": "hbs",
    "bs": "hbs",
    "zh": "zh-CN",
}


def giscus_view(
    settings: Settings, number: int, url: str | None, description: str
) -> GiscusView | None:
    """What the frame of a discussion is told; None where it cannot work, or is not wanted.

    `number` and `url` are the discussion's. Without one there is no frame: giscus would begin a second.
    """
    giscus = settings.giscus
    if not (url and _has_frame(settings, number, url)):
        return None
    return {
        "origin": giscus.origin,
        "repo": settings.repository or "",
        "repo_id": giscus.repo_id or "",
        "category": settings.discussions.comments,
        "category_id": giscus.category_id or "",
        "number": number,
        "lang": giscus_language(settings.language),
        "description": short(description),
        "url": url,
        "eager": settings.comments is CommentsIn.GISCUS,
    }


def giscus_of(thread: Thread | None, settings: Settings, description: str) -> GiscusView | None:
    """The frame for what was said about a text. Where nobody can reply, it is of use only to read."""
    if thread is None or (thread.locked and settings.comments is not CommentsIn.GISCUS):
        return None
    return giscus_view(settings, thread.number, thread.url, description)


def only_in_frame(thread: Thread, settings: Settings) -> bool:
    """Whether what was said is read in giscus' frame alone. Where there can be no frame, the page has it."""
    alone = settings.comments is CommentsIn.GISCUS
    return alone and _has_frame(settings, thread.number, thread.url)


def _has_frame(settings: Settings, number: int, url: str | None) -> bool:
    return settings.shows_giscus and bool(url) and number > 0


def giscus_language(language: str) -> str:
    """The language as giscus calls it, English where it has none of that name."""
    name = _OTHER_NAMES.get(language, language)
    return name if name in _LANGUAGES else "en"


def short(description: str) -> str:
    """As much of a description as the address has room for, cut between words where there are any."""
    plain = " ".join(description.split())
    cut = textwrap.shorten(plain, LONGEST_DESCRIPTION, placeholder="…")
    return cut if len(cut) > 1 or not plain else f"{plain[: LONGEST_DESCRIPTION - 1]}…"
