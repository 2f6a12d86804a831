"""The hub's one comment on an issue or pull request, and labels, against a GitHub on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from scripts._github.client import Client, Manners
from scripts._github.comment import Deed, comment_mark, put_comment
from scripts._github.errors import ForbiddenError, NotFoundError, UncertainError
from scripts._github.labels import Label, put_labels
from tests.support.github import TOKEN, Fault, GitHub, What, World, serve_github
from tests.support.github.records import Issue, Pull, Repository


@pytest.fixture
def github() -> Iterator[GitHub]:
    world = World()
    world.repository("acme/hub")
    world.allow(TOKEN, "github-actions")
    with serve_github(world) as served:
        yield served


@contextmanager
def asking(github: GitHub) -> Iterator[Client]:
    client = Client(github.api, TOKEN, Manners(pause=github.world.wait))
    try:
        yield client
    finally:
        client.close()


def here(github: GitHub) -> Repository:
    return github.world.repositories["acme/hub"]


def subject(github: GitHub, kind: str) -> Issue | Pull:
    world = github.world
    if kind == "issue":
        return world.open_issue(here(github))
    return world.merge(here(github), state="OPEN")


@pytest.mark.parametrize("kind", ["issue", "pull request"])
def test_one_comment_is_made_and_then_changed_in_place(github: GitHub, kind: str) -> None:
    one = subject(github, kind)
    github.world.remark(one, "Somebody else's words.", author="bo")
    with asking(github) as client:
        made = put_comment(client, one.id, "review", "Thank you.")
        same = put_comment(client, one.id, "review", "Thank you.")
        changed = put_comment(client, one.id, "review", "Thank you again.")
    assert [made.deed, same.deed, changed.deed] == [Deed.MADE, Deed.SAME, Deed.CHANGED]
    assert made.url == same.url == changed.url == one.comments[1].url
    assert [remark.body for remark in one.comments] == [
        "Somebody else's words.",
        f"{comment_mark('review')}\nThank you again.",
    ]


def test_the_mark_in_somebody_elses_comment_counts_for_nothing(github: GitHub) -> None:
    one = subject(github, "pull request")
    copied = github.world.remark(one, f"{comment_mark('review')}\nEvil.", author="mallory")
    with asking(github) as client:
        assert put_comment(client, one.id, "review", "Thanks.").deed is Deed.MADE
        put_comment(client, one.id, "other", "Another of ours.")
        assert put_comment(client, one.id, "review", "More thanks.").deed is Deed.CHANGED
    assert copied.body.endswith("Evil.")
    assert [remark.body.partition("\n")[2] for remark in one.comments] == [
        *("Evil.", "More thanks.", "Another of ours.")
    ]


def test_it_is_found_behind_hundreds_of_others(github: GitHub) -> None:
    one = subject(github, "issue")
    for number in range(250):
        github.world.remark(one, f"Comment {number}", author="bo")
    mine = github.world.remark(one, f"{comment_mark('review')}\nOld.", author="github-actions")
    with asking(github) as client:
        put_comment(client, one.id, "review", "New.")
    assert mine.body.endswith("New.")
    assert len(one.comments) == 251


@pytest.mark.parametrize(("fault", "left"), [(What.CUT_AFTER, ["Hello."]), (What.CUT_BEFORE, [])])
def test_an_answer_that_gets_lost_makes_no_second_one(
    github: GitHub, fault: What, left: list[str]
) -> None:
    one = subject(github, "issue")
    with asking(github) as client:
        github.fail(fault, at=2)
        if left:
            assert put_comment(client, one.id, "review", "Hello.").deed is Deed.MADE
        else:
            with pytest.raises(UncertainError):
                put_comment(client, one.id, "review", "Hello.")
        assert [remark.body.partition("\n")[2] for remark in one.comments] == left
        put_comment(client, one.id, "review", "Hello.")
    assert len(one.comments) == 1


def test_what_is_not_there_and_what_is_not_allowed(github: GitHub) -> None:
    one = subject(github, "issue")
    with asking(github) as client:
        with pytest.raises(NotFoundError):
            put_comment(client, "PR_of_nobody", "review", "Hello.")
        github.fail(Fault(What.ERROR, kind="FORBIDDEN", message="Resource not accessible"), at=2)
        with pytest.raises(ForbiddenError):
            put_comment(client, one.id, "review", "Hello.")
    assert one.comments == []


@pytest.mark.parametrize("text", ["x" * 65_001, "<!-- commonplace:comment=other -->"])
def test_a_text_that_is_none_is_a_mistake_of_ours(github: GitHub, text: str) -> None:
    with asking(github) as client, pytest.raises(ValueError, match="comment"):
        put_comment(client, "I_1", "review", text)


def test_labels_are_made_where_they_are_missing_and_others_stay(github: GitHub) -> None:
    one = subject(github, "pull request")
    world = github.world
    with asking(github) as client:
        put_labels(client, "acme/hub", one.id, [])
        put_labels(client, "acme/hub", one.id, [Label("Kind: tip", "ededed")])
        wanted = [Label("kind: tip", "0e8a16"), Label("topic: on-call", "1d76db", "About on-call.")]
        put_labels(client, "acme/hub", one.id, wanted)
        put_labels(client, "acme/hub", one.id, wanted)
    assert [label.name for label in one.labels] == ["Kind: tip", "topic: on-call"]
    assert [label.name for label in here(github).labels] == ["Kind: tip", "topic: on-call"]
    assert here(github).labels[1].description == "About on-call."
    assert world.now > world.repositories["acme/hub"].created_at
