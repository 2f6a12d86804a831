"""What stands in the discussion of a contribution: where it belongs, and the mark to know it again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from commonplace.markup.marks import PART, without_code
from commonplace.model.contribution import Contribution
from commonplace.model.discussions import mark
from commonplace.model.settings import Settings

_LONGEST_TITLE = 200
_LONGEST_SUMMARY = 400
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>~|!$&])")
# A name or number would call somebody, or leave a trace in an issue: an empty comment keeps them apart.
_CALLS = re.compile(r"([@#])(?=\w)")


def discussion_title(one: Contribution) -> str:
    """The title of the discussion, on one line."""
    title = " ".join(one.title.split()) or one.id
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"


def discussion_body(one: Contribution, settings: Settings, words: Mapping[str, Any]) -> str:
    """The text of the discussion. Between its two marks it is the hub's, and is renewed; the rest stays."""
    site = settings.site_url
    place = f"{site.rstrip('/')}/{one.address}" if site else _file_url(one, settings)
    summary = " ".join(one.summary.split())[:_LONGEST_SUMMARY]
    parts = (
        PART,
        f"**{_escaped(discussion_title(one))}**",
        _escaped(summary),
        place,
        str(words["discussion"]["line"]),
        mark("id", one.id),
    )
    return "\n\n".join(part for part in parts if part)


def renewed_body(body: str, fresh: str, ident: str) -> str:
    """`body` with the hub's part as in `fresh`; where that part was taken out, `body` as it is."""
    end = mark("id", ident)
    live = without_code(body)
    start, stop = live.find(PART), live.find(end)
    if start < 0 or stop < start:
        return body
    return body[:start] + fresh + body[stop + len(end) :]


def _file_url(one: Contribution, settings: Settings) -> str:
    return f"{settings.repo_page}/blob/{settings.branch}/{one.source}" if settings.repo_page else ""


def _escaped(text: str) -> str:
    return _CALLS.sub(r"\1<!-- -->", _MARKUP.sub(r"\\\1", text))
