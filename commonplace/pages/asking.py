"""Where a question can go: GitHub's page for a new one, the hub's inbox, and the page that leads to both."""

from __future__ import annotations

import unicodedata
from re import sub
from urllib.parse import quote, urlencode

from commonplace.model.contribution import Contribution, Status
from commonplace.model.settings import CommentsIn, Settings

ASK = "ask/"


def has_discussions(settings: Settings) -> bool:
    """Whether colleagues can talk in GitHub Discussions: the repository is on the GitHub that the hub knows,
    and comments are not off."""
    return settings.repository is not None and settings.comments is not CommentsIn.OFF


def question_url(settings: Settings, category: str | None = None) -> str | None:
    """GitHub's page for a new question, with nothing filled in but its `category`, named as in addresses on
    GitHub; where that is not known, it is worked out from its name."""
    if not has_discussions(settings):
        return None
    slug = category or category_slug(settings.discussions.questions)
    chosen = f"?{urlencode({'category': slug})}" if slug else "/choose"
    return f"{settings.github.web}/{settings.repository}/discussions/new{chosen}"


def category_slug(name: str) -> str:
    """The name of a category as GitHub writes it in addresses: "Q&A" is "q-a".

    Empty where nothing is left of it: GitHub then asks which category it is.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return sub(r"[^a-z0-9_]+", "-", plain.lower()).strip("-")


def mail_url(settings: Settings) -> str | None:
    """The link that opens a mail to the hub's inbox (RFC 6068)."""
    return f"mailto:{quote(settings.contact, safe='@')}" if settings.contact else None


def ask_about(one: Contribution) -> str:
    """Where one asks about a text: the page knows which it is, and its first topic.

    An id that is another one tomorrow is not told.
    """
    fields = {}
    if one.lasting_id and one.committed and one.status is not Status.DRAFT:
        fields["about"] = one.id
    if one.topics:
        fields["topic"] = one.topics[0]
    return f"{ASK}?{urlencode(fields)}" if fields else ASK


def ask_in(topic: str) -> str:
    """Where one asks about a topic (a slug)."""
    return f"{ASK}?{urlencode({'topic': topic})}"
