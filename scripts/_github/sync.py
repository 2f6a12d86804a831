"""A sync: GitHub is looked through, what is new or changed is read whole, then the snapshot is written.

The snapshot stays as it is until everything is there. What was read before a stop is in the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from commonplace.diagnostics import visible
from commonplace.model.discussions import (
    Category,
    Discussion,
    PullRequest,
    Snapshot,
    find_category,
)
from commonplace.readers.snapshot import SNAPSHOT
from commonplace.writers.snapshot import write_snapshot
from scripts._github import journal as journals
from scripts._github.client import Client
from scripts._github.errors import GitHubError
from scripts._github.journal import Journal, Sweep
from scripts._github.listing import (
    Listed,
    Place,
    find_place,
    list_discussions,
    list_pulls,
    still_here,
)
from scripts._github.reading import read_discussions, read_pulls
from scripts._github.sizes import Appetite, Sizes
from scripts._writing import write

OVERLAP = timedelta(minutes=10)
"""What changed so shortly before the last sync is read again: times on GitHub have whole seconds, and
what was written while it was read may be half in it."""

SWEEP_AFTER = timedelta(days=7)
"""A full sweep is due then: it finds what no list tells, such as a reaction to a reply."""


class UnreadyError(GitHubError):
    """Something on GitHub or in the settings has to be mended first."""


@dataclass(frozen=True)
class Wanted:
    """What to sync. `categories` are names; none means that no comments are wanted. Those of `besides` are
    read where they are there, and nobody misses them."""

    root: Path
    repository: str
    categories: tuple[str, ...] = ()
    before: Snapshot | None = None
    full: bool = False
    sizes: Sizes = field(default_factory=Sizes)
    besides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Steps:
    """Who hears how far it is: `say` gets whole sentences, `show` what is under way."""

    say: Callable[[str], None]
    show: Callable[[str, int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    snapshot: Snapshot
    fresh: int
    changed: int
    gone: int

    def __str__(self) -> str:
        """As it is told."""
        talk, pulls = len(self.snapshot.discussions), len(self.snapshot.pulls)
        return (
            f"{talk} {'discussion' if talk == 1 else 'discussions'}, {self.fresh} new, "
            f"{self.changed} changed, {self.gone} gone; "
            f"{pulls} {'pull request' if pulls == 1 else 'pull requests'}."
        )


@dataclass
class _Work:
    """One sync under way."""

    wanted: Wanted
    place: Place
    appetite: Appetite
    steps: Steps
    journal: Journal
    before: Snapshot | None
    listed: dict[str, Listed] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return self.journal.sweep.since is None


def sync(client: Client, wanted: Wanted, steps: Steps) -> Outcome:
    """Bring the snapshot up to date, and write it. Raises GitHubError, OSError and ProductError."""
    place = find_place(client, wanted.repository)
    chosen = _chosen(place, wanted, steps)
    before = wanted.before
    if before is not None and before.repository != wanted.repository:
        before = None
    now = client.now
    due = before is None or wanted.full or now - before.swept > SWEEP_AFTER
    since = None if due or before is None else before.taken
    sweep = Sweep(wanted.repository, tuple(sorted(one.id for one in chosen)), now, since)
    journal = _journal(wanted.root, sweep, before, steps)
    work = _Work(wanted, place, Appetite(client, wanted.sizes), steps, journal, before)
    try:
        talk = _discussions(work, {one.id: one.name for one in chosen})
        pulls = _pulls(work)
    finally:
        journal.close()
    return _finish(work, talk, pulls)


def _chosen(place: Place, wanted: Wanted, steps: Steps) -> list[Category]:
    """The categories by name, in whatever letters. Raises UnreadyError where there is none of them."""
    if not wanted.categories:
        return []
    if not place.has_discussions:
        raise UnreadyError(
            f"Discussions are switched off in “{wanted.repository}”. On GitHub, open the repository's "
            "Settings, General, Features, and switch Discussions on."
        )
    there = ", ".join(f"“{visible(one.name)}”" for one in place.categories) or "none at all"
    absent = [name for name in wanted.categories if not find_category(place.categories, name)]
    told = " and ".join(f"“{name}”" for name in dict.fromkeys(absent))
    words = (
        f"“{wanted.repository}” has no category {told} for discussions; it has {there}. Make it on "
        "GitHub (Discussions, the pencil beside Categories), or name another in mkdocs.yml "
        "(extra.hub.discussions)."
    )
    if len(absent) == len(wanted.categories):
        raise UnreadyError(words)
    if absent:
        steps.say(words)
    names = (*wanted.categories, *wanted.besides)
    chosen = [find_category(place.categories, name) for name in names]
    return [one for one in place.categories if one in chosen]


def _journal(root: Path, sweep: Sweep, before: Snapshot | None, steps: Steps) -> Journal:
    """The journal of a stopped sync, where it serves this one; else a new one."""
    left = journals.read_journal(root)
    if left is not None:
        finished = before is not None and left.sweep.began <= before.taken
        old = sweep.began - left.sweep.began > SWEEP_AFTER
        if finished or old or not sweep.goes_on(left.sweep):
            left = None
    if left is not None:
        have = len(left.discussions) + len(left.pulls)
        steps.say(f"Going on where the last one stopped: {have} are here already.")
    return journals.open_journal(root, left, sweep)


def _discussions(work: _Work, categories: Mapping[str, str]) -> dict[str, Discussion]:
    """Every discussion of the categories as it is now, by id."""
    for category, name in categories.items():
        for entry in list_discussions(work.appetite, work.place, category):
            work.listed[entry.id] = entry
            work.steps.show(f"looking through “{name}”", len(work.listed), 0)
    known = {one.id: one for one in work.before.discussions} if work.before else {}
    missing = [one for one in {**known, **work.journal.discussions} if one not in work.listed]
    again = still_here(work.appetite, work.place, set(categories), missing)
    kept: dict[str, Discussion] = {}
    needed = []
    for one, listed in work.listed.items():
        have = _held(work, listed, known.get(one))
        if have is None:
            needed.append(one)
        else:
            kept[one] = have
    needed += again
    read = enumerate(read_discussions(work.appetite, needed), 1)
    for done, (one, discussion, repository) in read:
        if discussion and repository == work.place.id and discussion.category in categories:
            kept[one] = discussion
            work.journal.keep_discussion(discussion)
        work.steps.show("reading discussions", done, len(needed))
    work.journal.secure()
    return kept


def _held(work: _Work, listed: Listed, known: Discussion | None) -> Discussion | None:
    """What is here of a discussion already, where it still holds."""
    read = work.journal.discussions.get(listed.id)
    if read is not None and listed.is_as(read):
        return read
    since = work.journal.sweep.since
    if since is None or known is None or listed.updated >= since - OVERLAP:
        return None
    return known if listed.is_as(known) else None


def _pulls(work: _Work) -> dict[str, PullRequest]:
    """Every merged pull request that touches a contribution, by id."""
    since = work.journal.sweep.since
    kept = {} if since is None or not work.before else {one.id: one for one in work.before.pulls}
    needed = []
    listed = enumerate(list_pulls(work.appetite, work.place, since and since - OVERLAP), 1)
    for seen, (one, updated) in listed:
        work.steps.show("looking through pull requests", seen, 0)
        read = work.journal.pulls.get(one)
        if read is not None and read.updated == updated:
            kept[one] = read
        elif work.journal.passed.get(one) != updated:
            needed.append(one)
    for done, (one, pull) in enumerate(read_pulls(work.appetite, needed), 1):
        kept.pop(one, None)
        if pull is not None:
            work.journal.keep_pull(pull)
            if pull.files:
                kept[one] = pull
        work.steps.show("reading pull requests", done, len(needed))
    work.journal.secure()
    return kept


def _finish(
    work: _Work, talk: Mapping[str, Discussion], pulls: Mapping[str, PullRequest]
) -> Outcome:
    """Write the snapshot in one step, and take the journal away."""
    sweep, before = work.journal.sweep, work.before
    snapshot = Snapshot(
        repository=work.wanted.repository,
        taken=sweep.began,
        swept=before.swept if before is not None and sweep.since is not None else sweep.began,
        private=work.place.private,
        categories=work.place.categories,
        discussions=tuple(sorted(talk.values(), key=lambda one: one.number)),
        pulls=tuple(sorted(pulls.values(), key=lambda one: one.number)),
    )
    write(work.wanted.root, SNAPSHOT, write_snapshot(snapshot).encode("utf-8"))
    (work.wanted.root / journals.PATH).unlink(missing_ok=True)
    old = {one.id: one for one in before.discussions} if before is not None else {}
    return Outcome(
        snapshot,
        fresh=sum(1 for one in talk if one not in old),
        changed=sum(1 for one, now in talk.items() if one in old and old[one] != now),
        gone=sum(1 for one in old if one not in talk),
    )
