"""What a machine can mend in a proposed text, said at its lines: where GitHub offers to commit it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commonplace.checks.judge import Judge
from commonplace.checks.look_over import is_looked_at
from commonplace.checks.unsafe import find_unsafe
from commonplace.diagnostics import is_leak
from commonplace.markup.safety import scan
from commonplace.repository.patch import NewSide
from commonplace.repository.review import Review
from commonplace.repository.suggested import MOST, Suggested, marks, suggestion_text
from scripts._github.client import Client
from scripts._github.errors import GitHubError, UncertainError
from scripts._github.lines import (
    LineComment,
    Standing,
    post_lines,
    read_patches,
    standing_marks,
)
from scripts._github.proposal import Proposal
from scripts._github.rest import Rest

_MOST_EVER = 3 * MOST  # on one pull request, however often it is changed


@dataclass(frozen=True)
class Lines:
    """What it is done with: the ways to GitHub, what decides on leaks, and the hub's words for it."""

    client: Client
    rest: Rest
    judge: Judge
    docs_dir: str
    told: Mapping[str, Any]


def suggest(lines: Lines, proposal: Proposal, review: Review) -> int:
    """Say at its lines what can be committed there, each thing once; how many such offers wait there now.

    Nothing hangs on it: where it cannot be done, it is said why, and the comment on the whole tells the same.
    """
    if not review.suggested:
        return 0
    try:
        patches = read_patches(lines.rest, proposal.number)
        good = dict(marks(_believed(lines, review, patches)))
        if not good:
            return 0
        standing = standing_marks(lines.client, proposal.id)
        new = {mark: one for mark, one in good.items() if mark not in standing.every}
        room = max(0, _MOST_EVER - len(standing.every))
        new = dict(list(new.items())[:room])
        if new:
            standing = _posted(lines, proposal, review, new, standing)
    except GitHubError as problem:
        print(f"Nothing is said at the lines. {problem}", file=sys.stderr)
        return 0
    return len(good.keys() & standing.waiting)


def _posted(
    lines: Lines, proposal: Proposal, review: Review, new: Mapping[str, Suggested], before: Standing
) -> Standing:
    comments = [
        LineComment(one.path, one.line, one.last, _text(lines, review, mark, one))
        for mark, one in new.items()
    ]
    try:
        lead = lines.told["lines_lead"]
        post_lines(lines.rest, proposal.number, proposal.head, lead, comments)
    except UncertainError:
        return standing_marks(lines.client, proposal.id)  # whatever came of it; never sent again
    return Standing([*before.every, *new], before.waiting | new.keys())


def _text(lines: Lines, review: Review, mark: str, one: Suggested) -> str:
    """What is wrong there, in the words that the comment on the whole has for it: but for words that leak,
    since nobody answers for what made them."""
    messages = [
        f"{found.message} {found.hint}"
        for found in review.findings
        if found.path == one.path and found.code in one.codes and one.line <= found.line <= one.last
    ]
    messages = [" ".join(told.split()) for told in messages]
    kept = [told for told in messages if not lines.judge.hits(told)]
    return suggestion_text(mark, one, kept, lines.told["lines_other"])


def _believed(lines: Lines, review: Review, patches: Mapping[str, str]) -> Iterator[Suggested]:
    """Those of a file of this very pull request, below the folders that people write in, whose lines GitHub
    shows as the review says they are; with nothing in them that the hub itself would find fault with."""
    leaky = {one.path for one in review.errors if is_leak(one.code)}
    sides: dict[str, NewSide] = {}
    for one in review.suggested:
        if (
            one.path not in patches
            or one.path in leaky
            or not is_looked_at(one.path, lines.docs_dir)
        ):
            continue
        if one.path not in sides:
            sides[one.path] = NewSide(patches[one.path])
        if sides[one.path].shows(one.line, one.before) and _is_harmless(lines, one.path, one.after):
            yield one


def _is_harmless(lines: Lines, path: str, after: Iterable[str]) -> bool:
    text = "\n".join(after)
    return not (lines.judge.hits(text) or scan(text, path, 1) or list(find_unsafe(text, path)))
