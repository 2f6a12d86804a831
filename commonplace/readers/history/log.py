"""The one log pass: which commit did what to which path. Nothing here follows a file.

Git compares the folders of each commit with those of the one before, name by name, so large folders
with many changes keep one processor busy for long. The commits are listed first, which is quick, and
then told of in groups, by a process for each processor, up to four.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from commonplace.readers.history.repository import Repository

# With more unmatched files than this in one commit, Git follows exact renames alone.
RENAME_LIMIT = 2000
_MARK = b"\x02"
_FORMAT = (
    "%x02%H%x00%P%x00%an%x00%ae%x00%cd%x00"
    "%(trailers:key=Co-authored-by,key=Reviewed-by,only=true,unfold=true,separator=%x1f)%x00"
)
_FIELDS = 6
# Commits told of by one process. Each unpacks large folders anew: a quarter of this costs a fifth more.
_GROUP = 4000
_MOST_PROCESSES = 4  # each takes up to 130 MB
_MOST_TRAILERS = 50  # of one kind in one commit
_LONGEST_TRAILER = 1000  # bytes
_TIME = re.compile(rb"(-?\d{1,18}) ([+-])(\d{2,4}?)(\d{2})$")


class Entry(NamedTuple):
    """What a commit did to a path.

    `kind` is Git's letter: A, D, M, T or R; `old` differs from `new` for R.
    """

    kind: str
    old: str
    new: str
    old_blob: bytes
    new_blob: bytes

    @property
    def same_text(self) -> bool:
        """Whether only the path or the mode changed."""
        return self.old_blob == self.new_blob


class MergeEntry(NamedTuple):
    """A path that a merge made different from all its parents.

    A letter and an old path for each.
    """

    kinds: str
    olds: tuple[str, ...]
    new: str
    new_text: bool


class LogCommit(NamedTuple):
    """A commit as Git recorded it, before any mailmap.

    `seconds` since 1970, `offset` in minutes.
    """

    sha: str
    parents: tuple[str, ...]
    name: str
    email: str
    seconds: int
    offset: int
    trailers: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    merged: tuple[MergeEntry, ...] = ()


def read_log(repository: Repository, revisions: str) -> Iterator[list[LogCommit]]:
    """The commits of a range in the order in which they landed, in groups.

    A merged line stands right before its merge.

    Git's topological order walks a merge's last parent first, so what OLD..HEAD gives is the tail
    of what HEAD gives, as long as OLD lies on HEAD's line of first parents. Raises
    GitFailedError.
    """
    listed = repository.ask("rev-list", "--topo-order", "--reverse", revisions)
    shas = listed.splitlines(keepends=True)
    groups = [b"".join(shas[at : at + _GROUP]) for at in range(0, len(shas), _GROUP)]
    with ThreadPoolExecutor(_processors()) as pool:
        for out in pool.map(lambda group: _told(repository, group), groups):
            yield list(_parse(out.split(b"\0")))


def _processors() -> int:
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(own or 1, _MOST_PROCESSES)


def _told(repository: Repository, shas: bytes) -> bytes:
    return repository.ask(
        "log",
        "--no-walk=unsorted",
        "--stdin",
        "--raw",
        "-c",
        "--combined-all-paths",
        "-M",
        f"-l{RENAME_LIMIT}",
        "-z",
        "--no-abbrev",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-relative",
        "--ignore-submodules=all",
        "--date=raw",
        f"--format={_FORMAT}",
        stdin=shas,
    )


def path_of(raw: bytes) -> str:
    """A path as Python's file functions write it: bytes that are not UTF-8 as lone surrogates."""
    return raw.decode("utf-8", "surrogateescape")


def read_entries(tokens: list[bytes], at: int) -> tuple[list[Entry], list[MergeEntry], int]:
    """The raw lines that begin at `tokens[at]`, and the place of the first token that is none."""
    entries: list[Entry] = []
    merged: list[MergeEntry] = []
    while at < len(tokens):
        head = tokens[at].lstrip(b"\n")
        if head.startswith(b"::"):
            parents = len(head) - len(head.lstrip(b":"))
            fields = head[parents:].split(b" ")
            blobs = fields[parents + 1 : 2 * parents + 2]
            paths = [path_of(p) for p in tokens[at + 1 : at + parents + 2]]
            kinds = fields[-1].decode("ascii")
            new_text = blobs[-1] not in blobs[:-1]
            merged.append(MergeEntry(kinds, tuple(paths[:-1]), paths[-1], new_text))
            at += parents + 2
        elif head.startswith(b":"):
            _, _, old_blob, new_blob, status = head[1:].split(b" ")
            kind = chr(status[0])
            old = new = path_of(tokens[at + 1])
            at += 2
            if kind in "RC":
                new = path_of(tokens[at])
                at += 1
            entries.append(Entry("A" if kind == "C" else kind, old, new, old_blob, new_blob))
        elif head:
            break
        else:
            at += 1
    return entries, merged, at


def _parse(tokens: list[bytes]) -> Iterator[LogCommit]:
    at = 0
    while at < len(tokens):
        head = tokens[at].lstrip(b"\n")
        if not head.startswith(_MARK):
            at += 1
            continue
        _, parents, name, email, when, trailers = tokens[at : at + _FIELDS]
        entries, merged, at = read_entries(tokens, at + _FIELDS)
        seconds, offset = _time(when)
        yield LogCommit(
            head[1:].decode("ascii"),
            tuple(parents.decode("ascii").split()),
            name.decode("utf-8", "replace"),
            email.decode("utf-8", "replace"),
            seconds,
            offset,
            _trailers(trailers),
            tuple(entries),
            tuple(merged),
        )


def _trailers(raw: bytes) -> tuple[str, ...]:
    """The first trailers of each kind, each cut: a message can hold millions of letters."""
    if not raw:
        return ()
    kept: list[str] = []
    seen: Counter[bytes] = Counter()
    for trailer in raw.split(b"\x1f"):
        kind = trailer[:_LONGEST_TRAILER].partition(b":")[0].strip().lower()
        seen[kind] += 1
        if trailer and seen[kind] <= _MOST_TRAILERS:
            kept.append(trailer[:_LONGEST_TRAILER].decode("utf-8", "replace"))
    return tuple(kept)


def _time(raw: bytes) -> tuple[int, int]:
    found = _TIME.match(raw)
    if not found:
        return 0, 0
    minutes = int(found[3]) * 60 + int(found[4])
    if minutes >= 24 * 60:
        minutes = 0
    return int(found[1]), -minutes if found[2] == b"-" else minutes
