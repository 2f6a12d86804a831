"""Files that traded places in one commit, which `git log -M` takes for two unrelated edits.

`-B` in the log pass itself would find them too, but reads every changed text: thirty times the
cost of the pass on a real hub. So identical texts are matched by their ids, and Git is asked
again only about the few commits that changed several Markdown files at once. (Git breaks no file
under 400 bytes, so small files that traded places and were edited in the same commit keep their
paths' lives.)
"""

from __future__ import annotations

from collections.abc import Sequence

from commonplace.readers.history.log import RENAME_LIMIT, Entry, LogCommit, read_entries
from commonplace.readers.history.repository import Repository

_TEXTS = (".md", ".markdown")
# A commit that touches more than this is a mass change of wording, not a swap.
_MOST = 200


def with_swaps(repository: Repository, commits: Sequence[LogCommit]) -> list[LogCommit]:
    """The commits, swaps written as renames. Raises GitFailedError."""
    done = list(commits)
    for at, commit in enumerate(commits):
        moves = _identical(commit.entries)
        if moves:
            done[at] = commit._replace(entries=_with_moves(commit.entries, moves))
    asked = [at for at, commit in enumerate(done) if _worth_asking(commit)]
    if asked:
        answers = _ask(repository, [done[at].sha for at in asked])
        for at in asked:
            moves = answers.get(done[at].sha, [])
            done[at] = done[at]._replace(entries=_with_moves(done[at].entries, moves))
    return done


def _worth_asking(commit: LogCommit) -> bool:
    if len(commit.entries) < 2 or len(commit.parents) != 1:
        return False
    counts = {"M": 0, "D": 0, "A": 0}
    for entry in commit.entries:
        if entry.kind in counts and entry.new.lower().endswith(_TEXTS) and not entry.same_text:
            counts[entry.kind] += 1
    edited, removed, added = counts["M"], counts["D"], counts["A"]
    chain = edited and removed and added
    return (edited >= 2 or bool(chain)) and edited + removed + added <= _MOST


def _identical(entries: Sequence[Entry]) -> list[Entry]:
    """Moves, seen from equal blob ids, that `-M` misses as a path was there before and after."""
    if len(entries) < 2 or not any(entry.kind == "M" for entry in entries):
        return []
    sources = {e.old_blob: e.old for e in entries if e.kind in "MD" and not e.same_text}
    moves = []
    for entry in entries:
        source = sources.get(entry.new_blob) if entry.kind in "MA" else None
        if source is not None and source != entry.new:
            del sources[entry.new_blob]
            moves.append(Entry("R", source, entry.new, entry.new_blob, entry.new_blob))
    return moves


def _ask(repository: Repository, shas: Sequence[str]) -> dict[str, list[Entry]]:
    out = repository.ask(
        "diff-tree",
        "--stdin",
        "-r",
        "--raw",
        "-z",
        "-B",
        "-M",
        f"-l{RENAME_LIMIT}",
        "--no-abbrev",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=all",
        stdin=("\n".join(shas) + "\n").encode("ascii"),
    )
    tokens = out.split(b"\0")
    answers: dict[str, list[Entry]] = {}
    at = 0
    while at < len(tokens):
        sha = tokens[at].strip().decode("ascii", "replace")
        entries, _, at = read_entries(tokens, at + 1)
        answers[sha] = [entry for entry in entries if entry.kind == "R"]
    return answers


def _with_moves(entries: tuple[Entry, ...], moves: Sequence[Entry]) -> tuple[Entry, ...]:
    """`entries` with those moves put in that leave each path with one file.

    A path that was there before and after takes part only when its old file moved elsewhere *and*
    another one moved in: a file that left a stub, or was written anew, keeps its path.
    """
    staying = {entry.new for entry in entries if entry.kind == "M"}
    if not any(move.new in staying for move in moves):
        return entries
    chosen = list(moves)
    while True:
        left, entered = {m.old for m in chosen}, {m.new for m in chosen}
        fit = [
            m
            for m in chosen
            if (m.new not in staying or m.new in left)
            and (m.old not in staying or m.old in entered)
        ]
        if len(fit) == len(chosen):
            break
        chosen = fit
    touched = {m.old for m in chosen} | {m.new for m in chosen}
    rest: list[Entry] = []
    for entry in entries:
        if entry.new in touched or entry.old in touched:
            if entry.kind == "R" and entry.new not in touched:
                rest.append(entry._replace(kind="A", old=entry.new))
            elif entry.kind == "R" and entry.old not in touched:
                rest.append(entry._replace(kind="D", new=entry.old))
        else:
            rest.append(entry)
    return (*rest, *chosen)
