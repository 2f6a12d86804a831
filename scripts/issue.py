"""Turn an issue that was written with a form into a proposal, and let it follow the issue."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.readers.settings import read_settings  # noqa: E402
from commonplace.repository.form_answers import (  # noqa: E402
    LONGEST,
    Answers,
    Problem,
    is_suggestion,
    read_answers,
)
from commonplace.repository.form_fields import SHARE  # noqa: E402
from commonplace.repository.labels import (  # noqa: E402
    LabelText,
    share_labels,
    suggestion_label,
)
from commonplace.words import words as words_of  # noqa: E402
from scripts import _site  # noqa: E402
from scripts._check_leaks import judge_of  # noqa: E402
from scripts._event import here, read_event  # noqa: E402
from scripts._github.client import Client, Manners  # noqa: E402
from scripts._github.errors import ForbiddenError, GitHubError  # noqa: E402
from scripts._github.labels import Label, put_labels  # noqa: E402
from scripts._github.sharing import Issue, Proposals, Seen  # noqa: E402
from scripts._github.start import start_workflow  # noqa: E402
from scripts._github.tokens import token_of  # noqa: E402
from scripts._issue_answers import Speech  # noqa: E402
from scripts._issue_branch import Branch, BranchError  # noqa: E402
from scripts._issue_check import leaks_of  # noqa: E402
from scripts._issue_proposal import Desk, drafted_of, propose  # noqa: E402

_GONE = ("deleted", "transferred")
_RIGHTS = (
    "{problem} The job needs “actions: write”, “contents: write”, “issues: write” and “pull-requests: write” "
    "below “permissions”, as .github/workflows/issue.yml has them; and an organization can forbid "
    "all workflows to write (on GitHub: Settings, Actions, General)."
)


def main(arguments: list[str] | None = None) -> int:
    """Do what the event asks for; 0 also where an answer in the issue asks for something."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub issue",
        description="For the workflow that runs when an issue is opened or changed: makes a branch and a "
        "pull request of what was written in a form, lets them follow the issue, and answers there in plain "
        "words. It reads the event at GITHUB_EVENT_PATH, and needs a token in HUB_GITHUB_TOKEN, GITHUB_TOKEN "
        "or GH_TOKEN. Nothing of an issue with a leak goes anywhere.",
        epilog="Exit codes: 0 done, or answered; 2 the call, the network or a permission is at fault.",
    )
    parser.parse_args(arguments)
    return _site.guarded(_kindly, failed=2)


def _kindly() -> int:
    try:
        _say(follow_issue(ROOT, os.environ, Manners(say=_say)))
    except ForbiddenError as problem:
        raise _site.UsageError(
            _RIGHTS.format(problem=str(problem).partition(" Fine-grained")[0])
        ) from None
    except (GitHubError, BranchError) as problem:
        raise _site.UsageError(str(problem)) from None
    return 0


def follow_issue(root: Path, environ: Mapping[str, str], manners: Manners) -> str:
    """Do what the event in `environ` asks of the hub in `root`; what was done, in words of our own."""
    event, repository, token = read_event(environ), here(environ), token_of(environ)
    number, action = event.number("issue", "number"), event.word("action")
    if number is None or action is None:
        raise _site.UsageError("What GitHub says in GITHUB_EVENT_PATH is about no issue.")
    settings = read_settings(root, environ)[0]
    client = Client(settings.github.api, token, manners)
    words = words_of(settings.language)
    desk = Desk(
        *(root, settings, words, judge_of(root), client),
        Proposals(client, repository),
        Branch(root, number, token),
        *(repository, number, action, Speech(words)),
        partial(start_workflow, settings.github.api, token, repository, bounds=manners.bounds),
    )
    try:
        return _follow(desk)
    finally:
        client.close()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _follow(desk: Desk) -> str:
    """Ask what stands in the issue now, and do what follows from it."""
    seen = desk.proposals.look(desk.number, desk.branch.name)
    if desk.action in _GONE:  # whatever GitHub shows in its place
        seen = replace(seen, issue=None)
    issue, pull = seen.issue, seen.pull("OPEN")
    if issue is None or not issue.is_open:
        return _ended(desk, seen)
    answers = read_answers(issue.body, desk.words)
    if SHARE not in issue.labels and not _counts(seen, answers):
        return _no_text(desk, issue)
    if answers is not None:
        _label(desk, issue, share_labels(answers.kind, desk.words))
    if seen.pull("MERGED"):
        return desk.answer(issue, desk.speech.say("merged"))
    closed = seen.pull("CLOSED")
    if pull is None and closed is not None and desk.action != "reopened":
        return desk.answer(issue, desk.speech.say("declined", pull=closed.number))
    found = leaks_of(issue.title, issue.body, answers, desk.judge, desk.words)
    if found:
        return desk.answer(issue, desk.speech.leaks(found))
    if answers is None:
        return desk.answer(issue, desk.speech.wrong([Problem("no_form")]))
    tip = desk.branch.tip()
    standing = desk.branch.ours(tip) if tip else None
    if tip and standing is None:
        name = "others" if pull else "others_no_pull"
        return desk.answer(issue, desk.speech.say(name, pull=pull.number if pull else 0))
    drafted = drafted_of(desk, issue, answers, standing)
    if len(issue.title) + len(issue.body) > LONGEST + 256:
        return desk.answer(issue, desk.speech.wrong([Problem("long")]))
    if drafted.problems:
        return desk.answer(issue, desk.speech.wrong(drafted.problems))
    return propose(desk, seen, issue, drafted, answers, standing)


def _no_text(desk: Desk, issue: Issue) -> str:
    if not is_suggestion(issue.body, desk.words):
        return "This issue is none that was written with a form."
    _label(desk, issue, [suggestion_label(desk.words)])
    return "This issue suggests a change, for a colleague to read."


def _label(desk: Desk, issue: Issue, asked: Iterable[LabelText]) -> None:
    """Put the labels on it that its form asks for: GitHub puts none that the repository does not have yet."""
    lacking = [
        Label(one.name, one.color, one.description)
        for one in asked
        if one.name.casefold() not in issue.labels
    ]
    put_labels(desk.client, desk.repository, issue.id, lacking)


def _counts(seen: Seen, answers: Answers | None) -> bool:
    """Whether an issue without the form's label is taken for one all the same: among colleagues, or where the
    repository had no such label yet, so that GitHub could not put it there. Another text may quote a form."""
    if answers is None or any(one.name == "above" for one in answers.problems):
        return False
    return seen.is_private or not seen.has_label


def _ended(desk: Desk, seen: Seen) -> str:
    """The issue is closed or gone: so is its proposal, unless it was merged."""
    pull, issue = seen.pull("OPEN"), seen.issue
    if seen.pull("MERGED") and issue is not None:
        return desk.answer(issue, desk.speech.say("merged"))
    if pull is None:
        return "This issue is closed and has no proposal."
    tip = desk.branch.tip()
    if tip is not None and desk.branch.ours(tip) is None:
        return "This issue is closed. Its proposal is somebody else's by now, and is left to them."
    desk.proposals.close(pull)
    if issue is not None:
        desk.answer(issue, desk.speech.say("closed", pull=pull.number))
    return "The proposal is closed together with its issue."


if __name__ == "__main__":
    sys.exit(main())
