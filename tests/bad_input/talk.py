"""Saved comments that cannot be used, or do not fit the texts; and a text that was withdrawn by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from commonplace.model.discussions import Category, Discussion, Snapshot, mark
from commonplace.readers.snapshot import SNAPSHOT
from commonplace.writers.snapshot import write_snapshot
from tests.bad_input.row import Bad, Found, advice, error, tip

_WHEN = datetime(2026, 11, 1, tzinfo=UTC)
_CATEGORIES = (Category("C", "Comments", "comments"), Category("Q", "Q&A", "q-a", answerable=True))
_LINKED = "site_name: X\nrepo_url: https://github.com/o/r\n"
_TIP = "---\nid: tip-with-talk\n---\n# A tip with talk\n\nWords.\n"


def _discussion(number: int, ident: str) -> Discussion:
    url = f"https://github.com/o/r/discussions/{number}"
    text = mark("id", ident)
    return Discussion(f"D{number}", number, url, "Talk", "C", None, _WHEN, _WHEN, body=text)


def _saved(*discussions: Discussion, categories: tuple[Category, ...] = _CATEGORIES) -> str:
    whole = Snapshot("o/r", _WHEN, _WHEN, categories=categories, discussions=discussions)
    return write_snapshot(whole)


def _talk(name: str, text: str | bytes, found: Found, settings: str = _LINKED) -> Bad:
    files = {SNAPSHOT: text, "mkdocs.yml": settings, "contributions/tips/talk.md": _TIP}
    return Bad(name, files, (found,), None, alone=True)


ROWS = (
    _talk("talk-half", _saved()[:40], advice("snapshot-broken", 1)),
    _talk("talk-no-text", b"\xff\xfe\x00", advice("snapshot-broken", 1)),
    _talk("talk-newer", '{"schema": 99}', advice("snapshot-newer", 1)),
    _talk(
        "talk-private",
        _saved(_discussion(1, "tip-with-talk")),
        advice("comments-private"),
        f"{_LINKED}extra: {{hub: {{audience: public}}}}\n",
    ),
    _talk("talk-no-category", _saved(categories=_CATEGORIES[:1]), advice("category-gone")),
    _talk(
        "talk-twice",
        _saved(_discussion(1, "tip-with-talk"), _discussion(2, "tip-with-talk")),
        advice("thread-twice"),
    ),
    _talk("talk-gone", _saved(_discussion(1, "nobody-knows")), advice("thread-gone")),
    tip(
        "withdrawn-by-hand",
        "---\nstatus: withdrawn\n---\n# Canarytitle\n\nA canarybody.\n",
        error("withdrawn-text", 2),
        published=False,
        absent=("Canarytitle", "canarybody"),
    ),
)
