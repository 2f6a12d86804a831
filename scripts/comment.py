"""Answer somebody who proposes a text, in one comment that is kept up to date. For workflows."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.assemble.sources import read_sources  # noqa: E402
from commonplace.model.settings import Settings  # noqa: E402
from commonplace.readers.settings import read_settings  # noqa: E402
from commonplace.readers.snapshot import read_snapshot  # noqa: E402
from commonplace.repository.comment import Around, comment_text, unstarted_text  # noqa: E402
from commonplace.repository.labels import labels_of, own_names  # noqa: E402
from commonplace.repository.newcomers import is_first, known_accounts  # noqa: E402
from commonplace.repository.review import (  # noqa: E402
    FILE,
    MOST_BYTES,
    MOST_TEXTS,
    Review,
    ReviewError,
    read_review,
)
from commonplace.repository.waiting import usual_wait  # noqa: E402
from commonplace.site.gather import Request, gather  # noqa: E402
from commonplace.words import words  # noqa: E402
from scripts import _site  # noqa: E402
from scripts._bounded import read_plain  # noqa: E402
from scripts._check_leaks import judge_of  # noqa: E402
from scripts._comment_lines import Lines, suggest  # noqa: E402
from scripts._event import here, read_event  # noqa: E402
from scripts._github.client import Client  # noqa: E402
from scripts._github.comment import Put, put_comment  # noqa: E402
from scripts._github.errors import GitHubError, NotFoundError  # noqa: E402
from scripts._github.labels import Label, put_labels, take_labels  # noqa: E402
from scripts._github.lines import FILES_BOUND  # noqa: E402
from scripts._github.proposal import Proposal, find_proposal, read_proposal  # noqa: E402
from scripts._github.rest import Rest  # noqa: E402
from scripts._github.tokens import token_of  # noqa: E402
from scripts._github.transport import Bounds  # noqa: E402

_NAME = "review"
_NOTHING = "The run before left no review, so there is nothing to say."
_STARTED_BY = ("pull_request", "workflow_dispatch")
_BROKEN = ("failure", "timed_out", "startup_failure")


class RefusedError(Exception):
    """What the other run wrote down does not agree with what GitHub knows."""


@dataclass(frozen=True)
class _Run:
    """The run that looked the texts over, as GitHub tells it."""

    number: int
    head: str
    source: str
    branch: str | None
    failed: bool
    broken: bool

    def page(self, repository: str, web: str) -> str:
        """The page of the run on GitHub."""
        return f"{web}/{repository}/actions/runs/{self.number}"


def main(arguments: list[str] | None = None) -> int:
    """Post the comment; 0 when that is done or not wanted, 1 when it is refused, 2 for the machine."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub comment",
        description="For the workflow that follows another one: reads what “scripts/hub review --out” "
        "wrote there, believes none of it but what GitHub itself confirms, and writes one comment on the "
        "pull request, or brings the one that is there up to date. It puts labels, takes off its own that "
        "no longer fit, and offers at the lines what a program can mend.",
        epilog="Exit codes: 0 done, or nothing to say; 1 the review is not to be believed; 2 an option, "
        "the token, the network or the machine is at fault.",
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help=f"where {FILE} is")
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _comment(options.folder), failed=2)


def _comment(folder: Path) -> int:
    repository, run = here(os.environ), _run()
    try:
        review = _read(folder / FILE)
        if review is None:
            return _without_review(repository, run)
        if review.head != run.head:
            raise RefusedError("it is about another commit than the run that wrote it.")
        return _answer(repository, run, review)
    except (RefusedError, NotFoundError) as problem:
        print(f"The review is not believed: {problem}", file=sys.stderr)
        return 1
    except GitHubError as problem:
        print(problem, file=sys.stderr)
        return 2


def _run() -> _Run:
    event = read_event(os.environ)
    number = event.number("workflow_run", "id")
    head = event.commit("workflow_run", "head_sha")
    source = event.repository("workflow_run", "head_repository", "full_name")
    started = event.word("workflow_run", "event")
    if number is None or head is None or source is None or started not in _STARTED_BY:
        raise _site.UsageError("This is for a workflow that follows the one about pull requests.")
    conclusion = event.word("workflow_run", "conclusion")
    branch = event.branch("workflow_run", "head_branch")
    return _Run(number, head, source, branch, conclusion == "failure", conclusion in _BROKEN)


def _read(path: Path) -> Review | None:
    """The review, or None where there is none. Raises RefusedError."""
    try:
        return read_review(read_plain(path, MOST_BYTES))
    except FileNotFoundError:
        return None
    except OSError:
        raise RefusedError("its file is a link, too large, or no file.") from None
    except ReviewError as problem:
        raise RefusedError(f"{problem}.") from None


def _without_review(repository: str, run: _Run) -> int:
    """Say that the check did not start, where that is so and GitHub knows whose it is: a red cross without a
    word is nobody's to understand."""
    put = _say_unstarted(repository, run, run.branch) if run.broken and run.branch else None
    told = f"The comment is {put.deed.value}: {put.url}" if put else _NOTHING
    print(told, file=sys.stderr)
    return 0


def _say_unstarted(repository: str, run: _Run, branch: str) -> Put | None:
    settings = read_settings(ROOT)[0]
    client = Client(settings.github.api, token_of(os.environ))
    try:
        proposal = find_proposal(client, repository, branch, run.source, run.head)
        if proposal is None:
            return None
        text = unstarted_text(settings.language, run.page(repository, settings.github.web))
        return put_comment(client, proposal.id, _NAME, text)
    finally:
        client.close()


def _answer(repository: str, run: _Run, review: Review) -> int:
    sources = read_sources(ROOT)
    client = Client(sources.settings.github.api, token_of(os.environ))
    try:
        proposal = read_proposal(client, repository, review.number)
        if proposal.source is None or proposal.source.lower() != run.source.lower():
            raise RefusedError("it names a pull request that comes from elsewhere.")
        if not proposal.is_open or proposal.head != run.head:
            print("Something newer is there, or it is closed: nothing is said.", file=sys.stderr)
            return 0
        hub = gather(Request(root=ROOT, now=datetime.now(UTC))).hub
        offered = _offered(client, hub.settings, repository, proposal, review)
        snapshot, _ = read_snapshot(ROOT)  # the sample's times are nobody's
        around = Around(
            hub,
            first=_is_first(proposal, known_accounts(sources, hub)),
            usual=usual_wait(snapshot.pulls if snapshot else ()),
            preview=f"{run.page(repository, hub.settings.github.web)}#artifacts",
            failed=run.failed,
            offered=offered,
        )
        put = put_comment(client, proposal.id, _NAME, comment_text(review, around))
        print(f"The comment is {put.deed.value}: {put.url}", file=sys.stderr)
        labels = [
            Label(one.name, one.color, one.description) for one in labels_of(review.texts, hub)
        ]
        put_labels(client, repository, proposal.id, labels)
        if review.whole and len(review.texts) < MOST_TEXTS:  # else there may be more of them
            take_labels(client, proposal.id, own_names(hub), labels)
    finally:
        client.close()
    return 0


def _offered(
    client: Client, settings: Settings, repository: str, proposal: Proposal, review: Review
) -> int:
    """How many things can be committed at their lines."""
    try:
        judge = judge_of(ROOT)
    except _site.UsageError as problem:  # what nobody can judge is not repeated
        print(problem, file=sys.stderr)
        return 0
    bounds = Bounds(most=FILES_BOUND)
    rest = Rest(settings.github.api, token_of(os.environ), repository, bounds)
    told = words(settings.language)["review"]
    return suggest(Lines(client, rest, judge, settings.docs_dir, told), proposal, review)


def _is_first(proposal: Proposal, known: frozenset[str]) -> bool:
    return is_first(proposal.association, proposal.login, known)


if __name__ == "__main__":
    sys.exit(main())
