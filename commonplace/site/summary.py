"""What a build made, what it left out and why: lines for the person who ran it."""

from __future__ import annotations

from collections import Counter

from commonplace.diagnostics import Severity, is_leak
from commonplace.model.contribution import Freshness
from commonplace.model.history import HistoryState
from commonplace.model.hub import Hub
from commonplace.model.kinds import KINDS
from commonplace.model.settings import CommentsIn
from commonplace.readers.contributions import FOLDER
from commonplace.site.plan import SitePlan

_KINDS = {"article": "article", "war-story": "war story", "tip": "tip", "link": "link"}
_PLURALS = {"war-story": "war stories"}


def summary(hub: Hub, plan: SitePlan) -> tuple[str, ...]:
    """Five lines: the texts, the pages, what is left out, what is missing, what wants mending."""
    return (
        _texts(hub),
        _pages(hub, plan),
        f"Left out: {_left_out(hub, plan)}.",
        f"Not made: {_not_made(hub)}.",
        f"To mend: {_to_mend(hub, plan)}.",
    )


def _audience(hub: Hub) -> str:
    return "everyone" if hub.settings.audience == "public" else "colleagues"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _listed(parts: list[str], nothing: str) -> str:
    return ", ".join(parts) or nothing


def _texts(hub: Hub) -> str:
    numbers = Counter(one.kind.name for one in hub.contributions.values())
    parts = [
        _count(numbers[kind.name], _KINDS[kind.name], _PLURALS.get(kind.name, ""))
        for kind in KINDS
        if numbers[kind.name]
    ]
    authors = {who for one in hub.contributions.values() for who in (*one.authors, *one.told_by)}
    total = _count(len(hub.contributions), "contribution")
    by = f" by {_count(len(authors), 'person', 'people')}" if authors else ""
    return f"{total}{by}{': ' if parts else ''}{_listed(parts, '')}."


def _pages(hub: Hub, plan: SitePlan) -> str:
    parts = [
        _count(len(hub.topics), "topic"),
        _count(len(hub.paths), "learning path"),
        _count(len(plan.pages), "page"),
    ]
    if plan.redirects:
        old = _count(len(plan.redirects), "old address that leads", "old addresses that lead")
        parts.append(f"{old} on")
    return f"{', '.join(parts)}, as on {hub.as_of.isoformat()}, for {_audience(hub)}.{_said(hub)}"


def _left_out(hub: Hub, plan: SitePlan) -> str:
    shown = {page.source for page in plan.pages}
    broken = {
        one.path
        for one in plan.diagnostics
        if one.severity is Severity.ERROR and one.path.startswith(f"{FOLDER}/")
    } - shown
    broken -= {one.path for one in plan.diagnostics if is_leak(one.code)}
    parts = []
    if hub.drafts_left_out:
        parts.append(f"{_count(hub.drafts_left_out, 'draft')} (seen in “serve” alone)")
    if hub.internal_left_out:
        internal = _count(hub.internal_left_out, "internal text")
        parts.append(f"{internal} (this hub is public)")
    if plan.left_out:
        count = _count(len(plan.left_out), "file")
        ahead = "told above; the repository still has it: scripts/hub withdraw"
        parts.append(f"{count} with what must not get out ({ahead})")
    if broken:
        parts.append(f"{_count(len(broken), 'file')} with errors")
    return _listed(parts, "nothing")


def _not_made(hub: Hub) -> str:
    settings = hub.settings
    parts = []
    if not settings.site_url:
        parts.append("feeds (site_url is not set)")
    if not settings.repo_url:
        parts.append("links for writing and improving (repo_url is not set)")
    if hub.history_state is HistoryState.SHALLOW:
        parts.append("dates and names from the history (this copy has only a part of it)")
    elif hub.history_state is HistoryState.ABSENT:
        parts.append("dates and names from the history (there is none here)")
    if settings.comments is not CommentsIn.OFF and settings.repository:
        if hub.fetched is None:
            parts.append("comments (no snapshot: scripts/hub sync)")
        elif hub.fetched.withheld:
            parts.append("comments (they are private, and this hub is public)")
    return _listed(parts, "nothing is missing")


def _said(hub: Hub) -> str:
    """How much was said, and how old that is."""
    if hub.fetched is None or hub.fetched.withheld:
        return ""
    count = _count(sum(thread.count for thread in hub.threads.values()), "comment")
    days = (hub.as_of - hub.fetched.taken).days
    age = f", {_count(days, 'day')} old" if days > 0 else ""
    return f" {count} as of {hub.fetched.taken.isoformat()}{age}."


def _to_mend(hub: Hub, plan: SitePlan) -> str:
    severities = Counter(one.severity for one in plan.diagnostics)
    due = Counter(one.freshness for one in hub.contributions.values())
    parts = []
    if severities[Severity.ERROR]:
        parts.append(_count(severities[Severity.ERROR], "error"))
    if severities[Severity.ADVICE]:
        advice = severities[Severity.ADVICE]
        parts.append(_count(advice, "piece of advice", "pieces of advice"))
    if due[Freshness.DUE] + due[Freshness.STALE]:
        parts.append(f"{_count(due[Freshness.DUE] + due[Freshness.STALE], 'text')} due for a look")
    listed = _listed(parts, "nothing")
    return f"{listed} (“scripts/hub check” says more)" if plan.diagnostics else listed
