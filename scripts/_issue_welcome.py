"""A welcome for somebody whose first text comes by a form, as for one that comes by a pull request."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from commonplace.assemble.sources import read_sources
from commonplace.model.history import HistoryState
from commonplace.repository.comment import welcome
from commonplace.repository.newcomers import has_contributed, is_first, known_accounts
from commonplace.site.gather import Request, gather
from scripts._github.sharing import Issue


def welcome_of(root: Path, issue: Issue, topics: Iterable[str]) -> str:
    """The welcome, with the curators of the first topic that has any; empty for whoever is known here, and
    where nobody can tell: without the whole history a colleague of years would be new."""
    opener = issue.opener
    if opener is None or not opener.is_person or has_contributed(issue.association):
        return ""  # without reading the hub for it
    sources = read_sources(root)
    if sources.history.state is not HistoryState.FULL:
        return ""
    hub = gather(Request(root=root, now=datetime.now(UTC))).hub
    if not is_first(issue.association, opener.login, known_accounts(sources, hub)):
        return ""
    return welcome((slug for slug in topics if slug in hub.topics), hub)
