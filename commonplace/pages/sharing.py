"""Where somebody writes: the hub's own page for it."""

from __future__ import annotations

from urllib.parse import urlencode

from commonplace.model.kinds import Kind

SHARE = "share/"


def share_url(kind: Kind | None = None, topic: str | None = None, title: str | None = None) -> str:
    """The page to write on, with what is known already: the kind, the topic (a slug), the title."""
    fields = {"kind": kind.name if kind else None, "topic": topic, "title": title}
    given = {key: value for key, value in fields.items() if value}
    return f"{SHARE}?{urlencode(given)}" if given else SHARE
