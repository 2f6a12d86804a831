"""What the commands on discussions start from: the hub, and what GitHub says of its repository."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from commonplace.diagnostics import Severity
from commonplace.diagnostics.formats import FORMATS
from commonplace.discussions.check import Facts, findings, without_repository
from commonplace.discussions.keep import ThreadPlan, plan_threads
from commonplace.model.discussions import find_category
from commonplace.model.hub import Hub
from commonplace.readers.snapshot import read_snapshot
from commonplace.site.gather import Request, gather
from commonplace.words import words
from scripts import _site
from scripts._github.client import Client, Manners
from scripts._github.threads import Threads, categories_of
from scripts._github.tokens import token_of
from scripts._locking import alone

_SETTINGS = "mkdocs.yml"
_LOCK = ".cache/hub/talk.lock"


@dataclass(frozen=True)
class Ground:
    """The hub, what GitHub said of its repository, and the discussions there. `category` is an id."""

    hub: Hub
    threads: Threads
    facts: Facts
    category: str | None
    plan: ThreadPlan | None


def exclusive_talk(root: Path, say: Callable[[str], None]) -> AbstractContextManager[None]:
    """One run on this machine at a time: two would make two discussions of one text."""
    return alone(root, say, _LOCK, "run on discussions")


def read_ground(root: Path, say: Callable[[str], None], *, threads_too: bool = True) -> Ground:
    """Read the hub and ask GitHub. Raises UsageError and GitHubError."""
    hub = gather(Request(root=root, now=datetime.now(UTC))).hub
    settings = hub.settings
    lacking = without_repository(settings)
    if lacking is not None or settings.repository is None:
        # Where mkdocs.yml itself cannot be read, nothing else that is said of it helps.
        wrong = (one for one in hub.diagnostics if one.path == _SETTINGS)
        told = [one for one in wrong if one.severity is Severity.ERROR]
        raise _site.UsageError(FORMATS["text"](told or ([lacking] if lacking else [])).rstrip())
    client = Client(settings.github.api, token_of(os.environ), Manners(say=say))
    threads = Threads(client, settings.repository)
    found = threads.repository()
    categories = categories_of(found)
    category = find_category(categories, settings.discussions.comments)
    plan = None
    if threads_too and category is not None and found["hasDiscussionsEnabled"]:
        plan = plan_threads(hub, threads.all(category.id), words(settings.language))
    facts = Facts(
        private=found["isPrivate"],
        archived=found["isArchived"],
        discussions_on=found["hasDiscussionsEnabled"],
        repo_id=found["id"],
        categories=categories,
        permission=found["viewerPermission"],
        scopes=client.scopes,
        opened_by_others=threads.opened_by_others,
        snapshot_days=_snapshot_days(root, client.now),
    )
    return Ground(hub, threads, facts, category.id if category else None, plan)


def _snapshot_days(root: Path, now: datetime) -> int | None:
    snapshot, _ = read_snapshot(root)
    return max(0, (now - snapshot.taken).days) if snapshot else None


def changing(ground: Ground) -> tuple[str, ThreadPlan]:
    """The category and the plan, where discussions can be made. Raises UsageError."""
    found = [
        one
        for one in findings(ground.hub.settings, ground.facts, None)
        if one.code in ("giscus-discussions-off", "giscus-archived", "giscus-category-missing")
    ]
    if found or ground.category is None or ground.plan is None:
        raise _site.UsageError("\n".join(f"{one.message}\n{one.hint}" for one in found))
    return ground.category, ground.plan
