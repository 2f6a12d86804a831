"""Syncs in a test's folder, and what has to come out of them: the local GitHub's own state as records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from commonplace.model import discussions as model
from commonplace.readers.snapshot import read_snapshot
from scripts._github.client import Client, Manners, Spent
from scripts._github.sizes import Sizes
from scripts._github.sync import Outcome, Steps, Wanted, sync
from scripts._github.transport import Bounds
from tests.support.github import TOKEN, GitHub
from tests.support.github.records import Account, Comment, Discussion, Poll, Pull, Repository

SMALL = replace(Sizes.of(2), peek=100)


@dataclass
class Syncing:
    """A folder that is kept up to date with a local GitHub."""

    github: GitHub
    root: Path
    sizes: Sizes = SMALL
    categories: tuple[str, ...] = ("Comments", "Q&A")
    besides: tuple[str, ...] = ()
    words: list[str] = field(default_factory=list)
    show: Callable[[str, int, int], None] = lambda what, done, total: None
    spent: Spent = field(default_factory=Spent)
    bounds: Bounds = field(default_factory=Bounds)

    def run(self, *, full: bool = False, wait: float = 300.0) -> Outcome:
        """Sync once. Raises what the sync raises."""
        world = self.github.world
        manners = Manners(
            wait=wait,
            pause=world.wait,
            say=self.words.append,
            now=lambda: world.now,
            bounds=self.bounds,
        )
        client = Client(self.github.api, TOKEN, manners)
        before, _ = read_snapshot(self.root)
        chosen = self.categories, before, full, self.sizes, self.besides
        wanted = Wanted(self.root, "acme/hub", *chosen)
        try:
            return sync(client, wanted, Steps(self.words.append, self.show))
        finally:
            self.spent = client.spent
            client.close()

    @property
    def snapshot(self) -> model.Snapshot:
        """What lies on the disk."""
        found, problems = read_snapshot(self.root)
        assert found is not None, problems
        return found


def talk_of(repository: Repository, *categories: str) -> tuple[model.Discussion, ...]:
    """The discussions that a snapshot has to have, worked out without a question to anybody."""
    wanted = categories or ("Comments", "Q&A")
    found = [one for one in repository.talk if one.category.name in wanted]
    return tuple(_discussion(one) for one in sorted(found, key=lambda one: one.number))


def pulls_of(repository: Repository) -> tuple[model.PullRequest, ...]:
    """The pull requests that a snapshot has to have."""
    found = [_pull(one) for one in repository.pulls if one.merged]
    return tuple(one for one in found if one.files)


def _discussion(one: Discussion) -> model.Discussion:
    return model.Discussion(
        *(one.id, one.number, one.url, one.title, one.category.id, _actor(one.author)),
        *(one.created_at, one.updated_at, one.body, one.body_html, one.closed, one.locked),
        answered=one.answer_chosen_at,
        answered_by=_actor(one.answer_chosen_by),
        upvotes=one.upvote_count,
        reactions={kind: count for kind, count in one.reacted.items() if count},
        labels=tuple(label.name for label in one.labels),
        poll=_poll(one.poll),
        comments=tuple(map(_comment, one.comments)),
    )


def _comment(one: Comment) -> model.Comment:
    return model.Comment(
        *(one.id, one.url, _actor(one.author), one.created_at, one.body, one.body_html),
        edited=one.last_edited_at,
        minimized=one.minimized_reason,
        deleted=one.deleted_at is not None,
        is_answer=one.is_answer,
        upvotes=one.upvote_count,
        reactions={kind: count for kind, count in one.reacted.items() if count},
        replies=tuple(map(_comment, one.replies)),
    )


def _pull(one: Pull) -> model.PullRequest:
    assert one.merged_at is not None
    return model.PullRequest(
        *(one.id, one.number, one.url, one.title, _actor(one.author)),
        *(one.created_at, one.updated_at, one.merged_at, _actor(one.merged_by)),
        merge_commit=one.merge_commit.oid if one.merge_commit else None,
        files=tuple(each.path for each in one.files if each.path.startswith("contributions/")),
        reviews=tuple(
            model.Review(_actor(each.author), each.state, each.submitted_at) for each in one.reviews
        ),
        by_form=one.head_ref_name.startswith("share/issue-"),
    )


def _actor(one: Account | None) -> model.Actor | None:
    return model.Actor(one.login, model.ActorKind(one.typename), one.name) if one else None


def _poll(one: Poll | None) -> model.Poll | None:
    if one is None:
        return None
    return model.Poll(one.question, tuple((it.option, it.total_vote_count) for it in one.options))
