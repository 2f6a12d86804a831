"""From a repository to the history of every file in HEAD."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.history import Change, FileHistory, History, HistoryState, Identity
from commonplace.readers.history.cache import CommitRow, Findings, load_findings, save_findings
from commonplace.readers.history.log import LogCommit, path_of, read_log
from commonplace.readers.history.mailmap import Mailmap, people_in_trailer, read_mailmap
from commonplace.readers.history.repository import (
    GitFailedError,
    GitMissingError,
    Repository,
    open_repository,
)
from commonplace.readers.history.swaps import with_swaps
from commonplace.readers.history.worktree import read_local_user, read_uncommitted

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 253_000_000_000  # in the year 9987: any time zone still fits in a date
_COMMIT = re.compile(r"[0-9a-f]{4,64}\Z")
_GIT = ".git"
_MOST_CREDITED = 50  # by the trailers of one kind in one commit


def read_history(
    root: Path,
    *,
    ignore: Sequence[str] = (),
    cache_dir: Path | None = None,
    wanted: Callable[[str], bool] | None = None,
    worktree: bool = True,
) -> tuple[History, list[Diagnostic]]:
    """The history of the files in HEAD of the repository at `root`, a clone or a bare one.

    `ignore` are commits (full or shortened ids) whose changes are not changes of the text.
    `cache_dir` keeps what was found for the next run. `wanted` says which present paths are told
    about; renames are followed from anywhere. Without `worktree` nothing but what is committed is
    looked at, as for a repository from elsewhere: Git compares files by programs that its settings
    name. Never raises for what a repository holds: the state
    and the diagnostics say what is missing.
    """
    try:
        repository = open_repository(root)
        if repository is None:
            return History(HistoryState.ABSENT), [diagnose("history-absent", _GIT)]
        if not worktree:
            repository = replace(repository, bare=True)
        if repository.shallow:
            return (
                History(
                    HistoryState.SHALLOW,
                    head=repository.head,
                    uncommitted=read_uncommitted(repository),
                    local_user=read_local_user(repository, Mailmap()),
                ),
                [diagnose("history-shallow", _GIT)],
            )
        return _full(repository, ignore, cache_dir, wanted)
    except GitMissingError:
        return History(HistoryState.ABSENT), [diagnose("history-no-git", _GIT)]
    except GitFailedError as error:
        lines = str(error).split("\n")
        said = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0])
        code = "history-not-ours" if "dubious ownership" in said else "history-unreadable"
        return History(HistoryState.ABSENT), [diagnose(code, _GIT, said=said, root=root)]


def _full(
    repository: Repository,
    ignore: Sequence[str],
    cache_dir: Path | None,
    wanted: Callable[[str], bool] | None,
) -> tuple[History, list[Diagnostic]]:
    mailmap = read_mailmap(repository)
    uncommitted = read_uncommitted(repository)
    local_user = read_local_user(repository, mailmap)
    if repository.head is None:
        history = History(HistoryState.FULL, uncommitted=uncommitted, local_user=local_user)
        return history, [diagnose("history-empty", _GIT)]
    findings = _findings(repository, repository.head, cache_dir)
    people = [mailmap.resolve(Identity(*person)) for person in findings.people]
    ignored, found = _ignored(findings.commits, ignore)
    files = _files(findings, _tree(repository), wanted, people, ignored)
    history = History(
        HistoryState.FULL,
        repository.head,
        files,
        tuple(dict.fromkeys(people)),
        uncommitted,
        local_user,
        len(findings.commits),
        findings.lineage.renames,
    )
    return history, found


def _findings(repository: Repository, head: str, cache_dir: Path | None) -> Findings:
    """The cached findings carried on to `head`, or new ones."""
    findings = load_findings(cache_dir) if cache_dir is not None else None
    if findings is not None and findings.head == head:
        return findings
    commits = _since(repository, findings.head, head) if findings is not None else None
    if findings is None or commits is None:
        findings = Findings()
        commits = read_log(repository, head)
    _take_in(findings, chain.from_iterable(with_swaps(repository, group) for group in commits))
    findings.head = head
    if cache_dir is not None:
        save_findings(cache_dir, findings)
    return findings


def _since(repository: Repository, old: str, head: str) -> Iterable[list[LogCommit]] | None:
    """The commits after `old`, or None unless it lies on HEAD's line of first parents."""
    try:
        commits = list(read_log(repository, f"{old}..{head}"))
    except GitFailedError:
        return None
    first_parent = {c.sha: c.parents[0] if c.parents else "" for group in commits for c in group}
    at = head
    while at in first_parent:
        at = first_parent[at]
    return commits if at == old else None


def _take_in(findings: Findings, commits: Iterable[LogCommit]) -> None:
    numbers = {person: number for number, person in enumerate(findings.people)}

    def number_of(name: str, email: str) -> int:
        number = numbers.setdefault((name, email), len(numbers))
        if number == len(findings.people):
            findings.people.append((name, email))
        return number

    for commit in commits:
        author = number_of(commit.name, commit.email)
        credited: dict[str, list[int]] = {"co-authored-by": [], "reviewed-by": []}
        for trailer in commit.trailers:
            key, named = _named(trailer)
            listed = credited.setdefault(key, [])
            for person in named[: _MOST_CREDITED - len(listed)]:
                listed.append(number_of(person.name, person.email))
        findings.commits.append(
            CommitRow(
                commit.sha,
                commit.seconds,
                commit.offset,
                author,
                tuple(credited["co-authored-by"]),
                tuple(credited["reviewed-by"]),
            )
        )
        findings.lineage.apply(len(findings.commits) - 1, commit.entries, commit.merged)


@lru_cache(4096)  # a few hundred people stand in tens of thousands of trailers
def _named(trailer: str) -> tuple[str, Sequence[Identity]]:
    key, _, value = trailer.partition(":")
    # Git takes any case of a trailer's key.
    return key.strip().lower(), people_in_trailer(value)


def _tree(repository: Repository) -> list[str]:
    listing = repository.ask("ls-tree", "-r", "-z", "--full-tree", "HEAD")
    rows = (row.partition(b"\t") for row in listing.split(b"\0") if row)
    return [path_of(path) for kind, _, path in rows if b" commit " not in kind]


def _ignored(
    commits: Sequence[CommitRow], ignore: Sequence[str]
) -> tuple[frozenset[str], list[Diagnostic]]:
    """The commits that `ignore` names ("all": every one), and a diagnostic for each entry that names none."""
    if "all" in ignore:
        return frozenset(row.sha for row in commits), []
    ids = {entry.strip().lower(): entry for entry in ignore}
    valid = tuple(i for i in ids if _COMMIT.match(i))
    shas = frozenset(c.sha for c in commits if c.sha.startswith(valid)) if valid else frozenset()
    found = [
        diagnose("history-ignore-unknown", "mkdocs.yml", id=entry)
        for i, entry in ids.items()
        if i not in valid or not any(sha.startswith(i) for sha in shas)
    ]
    return shas, found


def _files(
    findings: Findings,
    tree: Sequence[str],
    wanted: Callable[[str], bool] | None,
    people: Sequence[Identity],
    ignored: frozenset[str],
) -> dict[str, FileHistory]:
    @cache
    def change(number: int, text_changed: bool) -> Change:
        row = findings.commits[number]
        author = people[row.author]
        coauthors = dict.fromkeys(people[p] for p in row.coauthors)
        coauthors.pop(author, None)
        return Change(
            row.sha,
            _when(row),
            author,
            tuple(coauthors),
            tuple(dict.fromkeys(people[p] for p in row.reviewers)),
            text_changed and row.sha not in ignored,
        )

    owners = findings.lineage.owners(tree, len(findings.commits) - 1)
    files: dict[str, FileHistory] = {}
    for path in sorted(tree):
        if wanted is not None and not wanted(path):
            continue
        life, occurrence = owners[path]
        paths = tuple(life.paths) if life.paths[-1] == path else (*life.paths, path)
        changes = tuple(change(*one) for one in life.changes)
        landed = life.changes[0][0]
        files[path] = FileHistory(paths, occurrence, changes[0], changes, landed)
    return files


def _when(row: CommitRow) -> datetime:
    """The date with its zone; one that no calendar holds becomes the nearest that does."""
    seconds = min(max(row.seconds, -_LATEST // 5), _LATEST)
    minutes = row.offset if abs(row.offset) < 24 * 60 else 0
    return (_EPOCH + timedelta(seconds=seconds)).astimezone(_zone(minutes))


@cache
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))
