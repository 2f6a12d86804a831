"""From an issue that was read to its proposal: draft, checks, branch, pull request and answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from commonplace.checks.judge import Judge
from commonplace.diagnostics import Severity
from commonplace.drafting.compose import compose, path_of, slug_for
from commonplace.drafting.draft import Draft
from commonplace.model.settings import Settings
from commonplace.readers.contributions import slug_of_path
from commonplace.readers.files import list_files
from commonplace.readers.people import read_people
from commonplace.readers.snapshot import read_snapshot
from commonplace.readers.topics import read_topics, topic_names
from commonplace.repository.form_answers import Answers
from commonplace.repository.form_draft import Drafted, Writer, draft_of
from commonplace.repository.form_fields import TOLD_BY
from commonplace.repository.proposal import (
    About,
    Credit,
    commit_message,
    credit_of,
    own_name,
    pull_body,
    pull_title,
)
from commonplace.repository.waiting import usual_wait
from scripts._github.client import Client
from scripts._github.comment import put_comment
from scripts._github.errors import ForbiddenError, GitHubError, QueryError
from scripts._github.sharing import Issue, Proposals, Pull, Seen
from scripts._issue_answers import Speech
from scripts._issue_branch import Branch, BranchError, Standing
from scripts._issue_check import Leak, check_file, is_blocking_leak, leaks_in
from scripts._issue_welcome import welcome_of
from scripts._new_id import new_id

_COMMENT = "share"
_LOOK = "pull-request.yml"
_NOT_ALLOWED = (
    "GitHub does not let this token make pull requests. The job needs “pull-requests: write”, and in "
    "the settings of the repository (or the organization), under Actions, General, “Allow GitHub Actions "
    "to create and approve pull requests” has to be ticked."
)


Start = Callable[[str, str, Mapping[str, str]], None]
"""Starts a workflow (its file) on a branch, with what it is given. Raises GitHubError."""


@dataclass(frozen=True)
class Desk:
    """What it is done with: the hub's settings and words, what decides on leaks, and the way to GitHub."""

    root: Path
    settings: Settings
    words: Mapping[str, Any]
    judge: Judge
    client: Client
    proposals: Proposals
    branch: Branch
    repository: str
    number: int
    action: str
    speech: Speech
    start: Start

    def answer(self, issue: Issue, text: str) -> str:
        """Put the hub's one comment in the issue, and say what was done."""
        put = put_comment(self.client, issue.id, _COMMENT, text)
        return f"The answer in issue {issue.number}: {put.deed.value}."


def drafted_of(desk: Desk, issue: Issue, answers: Answers, standing: Standing | None) -> Drafted:
    topics = topic_names(read_topics(desk.root, desk.settings.docs_dir)[0])
    writer = Writer(issue.opener.login, issue.opener.name) if issue.opener else None
    return draft_of(issue.title, answers, writer, topics, standing.ident if standing else new_id())


def _path(desk: Desk, draft: Draft, standing: Standing | None) -> str:
    """Where it goes: as before, whatever its title has become; a new one, or one whose kind is another by
    now, beside all others and over none of them."""
    folder = f"contributions/{draft.kind.folder}"
    there = set(list_files(desk.root, folder).sizes)
    before = slug_of_path(standing.path)[0] if standing else ""
    if standing and standing.path == path_of(draft, before) and standing.path not in there:
        return standing.path
    proposed = {path for path in desk.proposals.proposed_paths() if path.startswith(f"{folder}/")}
    taken = {slug_of_path(path)[0] for path in there | proposed}
    return path_of(draft, before if before and before not in taken else slug_for(draft, taken))


def propose(
    desk: Desk,
    seen: Seen,
    issue: Issue,
    drafted: Drafted,
    answers: Answers,
    standing: Standing | None,
) -> str:
    draft = drafted.draft
    path, text = _path(desk, draft, standing), compose(draft)
    found = check_file(desk.root, desk.settings, path, text, desk.judge)
    title = pull_title(
        draft, issue.number, desk.words
    )  # of fewer signs, so that more is recognized
    if any(map(is_blocking_leak, found)) or leaks_in(title, desk.judge):
        whole, what = desk.words["issue"]["leak_whole"], desk.words["issue"]["leak_what"]
        return desk.answer(issue, desk.speech.leaks([Leak(what, whole)]))
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        return desk.answer(issue, desk.speech.wrong([], errors))
    credit = _credit(desk, seen, issue)
    host = urlsplit(desk.settings.github.web).hostname or "github.com"
    message = commit_message(draft, path, issue.number, credit, host)
    try:
        pull = seen.pull("OPEN") or _reopened(desk, seen, standing)
        pushed = _push(desk, path, text, message, standing)
    except ForbiddenError:
        raise _forbidden(desk, issue) from None
    about = About(
        *(issue.number, credit, desk.settings.github.web),
        unnamed=answers.unnamed,
        advice=len(found),
    )
    body = pull_body(draft, about, desk.words)
    if pull is None:
        try:
            pull = desk.proposals.propose(seen, desk.branch.name, title, body)
        except ForbiddenError:
            raise _forbidden(desk, issue) from None
    elif pushed and (pull.title, pull.body) != (title, body):
        desk.proposals.renew(pull, title, body)
    if pushed or seen.pull("OPEN") is None:
        _look_over(desk, pull)
    label = answers.label(TOLD_BY)
    welcome = welcome_of(desk.root, issue, draft.topics)
    snapshot, _ = read_snapshot(desk.root)
    usual = usual_wait(snapshot.pulls if snapshot else ())
    said = desk.speech.proposed(pull.number, drafted, label, found, usual, welcome)
    return desk.answer(issue, said)


def _push(
    desk: Desk,
    path: str,
    text: str,
    message: str,
    standing: Standing | None,
) -> bool:
    """Let the branch hold the text, in one commit; whether that was news to it.

    No former version of ours lies below, as it would be in the history of the hub for good: it may have named
    somebody who is not to be named, or said what its author has taken out for a reason.
    """
    if standing is not None and not desk.branch.has_former(standing):
        same = desk.branch.write(standing.commit, path, text, message, standing.path)
        if same == standing.commit:
            return False
    desk.branch.push(desk.branch.write(desk.branch.head(), path, text, message), over=standing)
    return True


def _credit(desk: Desk, seen: Seen, issue: Issue) -> Credit | None:
    opener = issue.opener
    if opener is None or not opener.is_person:
        return None
    profiles = read_people(desk.root)[0]
    name = own_name(opener.login, opener.name, profiles, among_colleagues=seen.is_private)
    return credit_of(opener.login, opener.number, name)


def _reopened(desk: Desk, seen: Seen, standing: Standing | None) -> Pull | None:
    """The proposal that was closed, open again. Before anything is pushed: GitHub opens none whose branch was
    written anew meanwhile, and none without its branch. Then there is a new one."""
    closed = seen.pull("CLOSED") if standing else None
    if closed is None:
        return None
    try:
        desk.proposals.reopen(closed)
    except QueryError:
        return None
    return closed


def _forbidden(desk: Desk, issue: Issue) -> BranchError:
    desk.answer(issue, desk.speech.say("waits"))
    return BranchError(_NOT_ALLOWED)


def _look_over(desk: Desk, pull: Pull) -> None:
    """Have the proposal looked at as everybody's are. Without that it stands all the same, and says so."""
    try:
        desk.start(_LOOK, desk.branch.name, {"number": str(pull.number)})
    except GitHubError as problem:
        print(f"The workflow “{_LOOK}” could not be started. {problem}", file=sys.stderr)
