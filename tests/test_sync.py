"""scripts/hub sync: everything comes, nothing is lost, and a second run asks for little."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from commonplace.model.discussions import ActorKind
from commonplace.readers.snapshot import SNAPSHOT
from scripts._github.errors import NotFoundError
from scripts._github.journal import PATH as JOURNAL
from scripts._github.sizes import Sizes
from scripts._github.sync import UnreadyError
from scripts._github.transport import Bounds
from tests.support.github import Fault, GitHub, What, World, serve_github
from tests.support.github.records import Comment, Discussion, Repository
from tests.support.syncing import SMALL, Syncing, pulls_of, talk_of

LATER = 3600.0


@pytest.fixture
def hub() -> Repository:
    return World().repository()


@pytest.fixture
def github(hub: Repository) -> Iterator[GitHub]:
    with serve_github(hub.world) as served:
        yield served


@pytest.fixture
def syncing(github: GitHub, tmp_path: Path) -> Syncing:
    return Syncing(github, tmp_path)


def talk(hub: Repository, count: int = 5) -> list[Discussion]:
    """Discussions with comments and replies."""
    world, made = hub.world, []
    for number in range(count):
        made.append(world.discuss(hub.categories[number % 2], f"Title {number}"))
        for _ in range(number):
            comment = world.comment(made[-1])
            for _ in range(number):
                world.comment(comment, "A reply.", author="cy")
    return made


def test_everything_comes_as_it_is(hub: Repository, syncing: Syncing) -> None:
    world = hub.world
    first, second, third, *_ = talk(hub, 6)
    world.account("ana").name = "Ana Example"
    comment = world.comment(second, "The answer.", author="dee")
    world.answer(world.comment(comment, "And it is this reply."), second)
    for one in (first, comment, comment.replies[0]):
        world.react(one, "HEART", 3)
        world.react(one, "EYES")
        world.upvote(one, 2)
    world.minimize(comment, "off-topic")
    world.ask_all(third, "Tea?", [("Yes", 3), ("No", 0)])
    world.label(third, "on-call", "urgent")
    world.set_state(third, closed=True, locked=True)
    world.edit(third, "Edited.")
    world.edit(comment, "Edited, too.")
    gone = world.comment(third, "To be deleted.", author="eve")
    world.comment(gone, "Stays.", author="eve")
    world.delete(gone)
    world.leave("eve")
    giscus = world.account("giscus", "Bot")
    world.discuss(hub.categories[0], "Made by a program", author=giscus)
    world.discuss(hub.categories[2], "Not of ours")
    world.review(world.merge(hub), "cy")
    world.review(world.merge(hub, "Mixed", ["a.py", "contributions/tips/ä.md"]), None, "COMMENTED")
    world.merge(hub, "Code", ["src/a.py"])
    world.merge(hub, "Open", state="OPEN")
    outcome = syncing.run()
    assert str(outcome) == "7 discussions, 7 new, 0 changed, 0 gone; 2 pull requests."
    snapshot = syncing.snapshot
    assert snapshot == outcome.snapshot
    assert snapshot.discussions == talk_of(hub)
    assert snapshot.pulls == pulls_of(hub)
    assert snapshot.private
    assert [(one.name, one.answerable) for one in snapshot.categories] == [
        ("Comments", False),
        ("Q&A", True),
        ("General", False),
    ]
    made = snapshot.discussions[-1].author
    assert made is not None
    assert made.kind is ActorKind.BOT
    assert not (syncing.root / JOURNAL).exists()


def test_pages_beyond_the_first_are_read(hub: Repository, syncing: Syncing) -> None:
    world = hub.world
    thread = world.discuss(hub.categories[0])
    for _ in range(150):
        comment = world.comment(thread)
        for _ in range(60):
            world.comment(comment, "A reply.")
    for number in range(7):
        files = [f"contributions/tips/{number}-{at}.md" for at in range(250)]
        pull = world.merge(hub, files=files)
        for _ in range(45):
            world.review(pull)
    syncing.sizes = Sizes()
    syncing.run()
    assert syncing.snapshot.discussions == talk_of(hub)
    assert syncing.snapshot.pulls == pulls_of(hub)
    assert syncing.spent.requests < 50


def test_ten_thousand_comments(hub: Repository, syncing: Syncing) -> None:
    thread = hub.world.discuss(hub.categories[0])
    for number in range(10_000):
        hub.world.comment(thread, str(number))
    syncing.sizes = Sizes()
    syncing.run()
    (found,) = syncing.snapshot.discussions
    assert [one.body for one in found.comments] == [str(number) for number in range(10_000)]
    assert syncing.spent.requests < 120


def test_a_second_run_reads_only_what_is_new(hub: Repository, syncing: Syncing) -> None:
    first, second, third, fourth, *_ = talk(hub, 6)
    for _ in range(4):
        hub.world.merge(hub)
    hub.world.wait(LATER)
    syncing.run()
    asked = len(syncing.github.log)
    hub.world.wait(LATER)
    hub.world.comment(first, "New.")
    hub.world.react(second)
    hub.world.delete(third)
    hub.world.move(fourth, hub.categories[2])
    hub.world.discuss(hub.categories[1], "Quite new")
    hub.world.review(hub.pulls[2])
    outcome = syncing.run()
    assert str(outcome) == "5 discussions, 1 new, 2 changed, 2 gone; 4 pull requests."
    since = syncing.github.log[asked:]
    read = [i for one in since if one.operation == "Discussions" for i in one.variables["ids"]]
    assert sorted(read) == sorted([first.id, second.id, hub.talk[-1].id])
    pulls = [i for one in since if one.operation == "Pulls" for i in one.variables["ids"]]
    assert pulls == [hub.pulls[2].id]
    assert syncing.snapshot.discussions == talk_of(hub)
    assert syncing.snapshot.pulls == pulls_of(hub)


def test_a_run_without_news_changes_nothing_but_the_time(hub: Repository, syncing: Syncing) -> None:
    talk(hub)
    hub.world.wait(LATER)
    first = syncing.run().snapshot
    hub.world.wait(LATER)
    outcome = syncing.run()
    assert (outcome.fresh, outcome.changed, outcome.gone) == (0, 0, 0)
    assert outcome.snapshot == replace(first, taken=outcome.snapshot.taken)
    assert outcome.snapshot.taken - first.taken == timedelta(seconds=LATER)
    assert "Discussions" not in syncing.github.operations[-5:]


def test_what_was_changed_in_the_same_second_is_read_again(
    hub: Repository, syncing: Syncing
) -> None:
    hub.world.step = timedelta(0)
    thread = hub.world.discuss(hub.categories[0], "One")
    syncing.run()
    hub.world.edit(thread, "Changed in the same second.")
    syncing.run()
    assert syncing.snapshot.discussions == talk_of(hub)


def test_one_that_is_moved_between_two_lists_is_not_lost(hub: Repository, syncing: Syncing) -> None:
    comments, questions, _ = hub.categories
    talk(hub, 4)
    moved = hub.world.discuss(questions, "Moved")
    hub.world.wait(LATER)
    syncing.run()

    def move(what: str, _done: int, _total: int) -> None:
        if "Q&A" in what and moved.category is questions:
            hub.world.move(moved, comments)

    hub.world.wait(LATER)
    hub.world.move(moved, questions)
    syncing.show = move
    syncing.sizes = replace(SMALL, listing=1)
    outcome = syncing.run()
    assert outcome.gone == 0
    assert moved.category is comments
    assert moved.id in {one.id for one in outcome.snapshot.discussions}


def test_one_that_is_deleted_while_it_is_read_is_gone(hub: Repository, syncing: Syncing) -> None:
    last = talk(hub, 5)[-1]

    def delete(what: str, done: int, _total: int) -> None:
        if what == "reading discussions" and done == 1:
            hub.world.delete(last)

    syncing.sizes = Sizes.of(1)
    syncing.show = delete
    syncing.run()
    assert syncing.snapshot.discussions == talk_of(hub)
    assert len(syncing.snapshot.discussions) == 4


def test_changes_during_a_sweep_come_with_the_next_run(hub: Repository, syncing: Syncing) -> None:
    threads = talk(hub, 6)
    hub.world.wait(LATER)
    chance = random.Random(6)  # noqa: S311 - the same every time

    def disturb(what: str, _done: int, _total: int) -> None:
        one = chance.choice(threads)
        hub.world.comment(one, f"While {what}.")
        if one.comments:
            hub.world.comment(chance.choice(one.comments), "A reply.")
        if chance.random() < 0.2:
            threads.append(hub.world.discuss(chance.choice(hub.categories[:2]), "New"))

    syncing.show = disturb
    syncing.run()
    syncing.show = lambda *_: None
    hub.world.wait(LATER)
    syncing.run()
    assert len(syncing.snapshot.discussions) > 6
    assert syncing.snapshot.discussions == talk_of(hub)


def test_what_no_list_tells_comes_with_the_weekly_sweep(hub: Repository, syncing: Syncing) -> None:
    (thread,) = talk(hub, 1)
    reply = hub.world.comment(hub.world.comment(thread), "A reply.", author="eve")
    hub.world.wait(LATER)
    swept = syncing.run().snapshot.swept
    hub.world.react(reply)
    hub.world.leave("eve")
    hub.world.wait(LATER)
    syncing.run()
    assert syncing.snapshot.swept == swept
    assert syncing.snapshot.discussions != talk_of(hub)
    hub.world.wait(8 * 24 * 3600)
    syncing.run()
    assert syncing.snapshot.discussions == talk_of(hub)
    assert syncing.snapshot.swept == syncing.snapshot.taken > swept
    hub.world.react(reply)
    syncing.run(full=True)
    assert syncing.snapshot.discussions == talk_of(hub)


def walk(hub: Repository, chance: random.Random) -> None:
    """One thing that people do."""
    world = hub.world
    here = [one for one in hub.talk if one.category.name != "General"]
    if len(here) < 7:
        world.discuss(chance.choice(hub.categories), "Begun")
        return
    one = chance.choice(here)
    tops = [comment for comment in one.comments if not comment.deleted_at]
    every = [*tops, *(reply for top in one.comments for reply in top.replies)]
    top: Comment | None = chance.choice(tops) if tops else None
    any_of: Comment | None = chance.choice(every) if every else None
    if one.poll is None and chance.random() < 0.05:
        world.ask_all(one, "Which?", [("A", 0), ("B", 1)])
    steps: list[Callable[[], object]] = [
        lambda: world.discuss(chance.choice(hub.categories), "New", author=None),
        lambda: world.comment(one),
        lambda: world.comment(one),
        lambda: world.edit(one, f"Text {chance.random()}", title="Another title"),
        lambda: world.react(one, chance.choice(["HEART", "EYES"]), chance.choice([1, 1, -1])),
        lambda: world.upvote(one),
        lambda: world.set_state(one, closed=not one.closed, locked=not one.locked),
        lambda: world.label(one, *chance.sample(["a", "b", "c"], 2)),
        lambda: world.move(one, chance.choice(hub.categories)),
        lambda: world.merge(hub, files=[chance.choice(["a.py", "contributions/tips/a.md"])]),
        lambda: hub.pulls and world.review(chance.choice(hub.pulls)),
        lambda: chance.random() < 0.5 and world.delete(one),
        lambda: top and world.comment(top, "A reply."),
        lambda: top and world.comment(top, "A reply."),
        lambda: top and world.react(top),
        lambda: top and world.upvote(top),
        lambda: top and world.minimize(top, chance.choice([None, "spam", "outdated"])),
        lambda: any_of and world.edit(any_of, f"Text {chance.random()}"),
        lambda: any_of and world.delete(any_of),
        lambda: any_of and world.answer(any_of, one),
        lambda: world.answer(None, one),
    ]
    chance.choice(steps)()


@pytest.mark.parametrize("seed", range(6))
def test_many_small_runs_equal_one_full_one(
    hub: Repository, github: GitHub, tmp_path: Path, seed: int
) -> None:
    chance, world = random.Random(seed), hub.world  # noqa: S311 - the same every time
    world.undated = frozenset({"react", "upvote", "vote", "minimize"})
    sizes = replace(Sizes.of(chance.choice([1, 2, 3, 7])), peek=100)
    small = Syncing(github, tmp_path / "small", sizes)
    runs = 0
    for _ in range(150):
        world.step = timedelta(seconds=chance.choice([0, 0, 1, 30]))
        walk(hub, chance)
        if chance.random() < 0.15:
            small.run()
            assert small.snapshot.discussions == talk_of(hub)
            assert small.snapshot.pulls == pulls_of(hub)
            world.wait(chance.choice([0, 1, 5000]))
            runs += 1
    small.run()
    full = Syncing(github, tmp_path / "full")
    full.run(full=True)
    assert replace(small.snapshot, taken=full.snapshot.taken, swept=full.snapshot.swept) == (
        full.snapshot
    )
    assert runs > 8
    assert len(full.snapshot.discussions) > 5
    assert small.snapshot.swept < full.snapshot.swept


HOSTILE = (
    *("\ud83d", "half \udc00 a sign", "\0", "a\0b\x1b[31m", "\u2028\u2029\x85", "\u202eright to left"),
    *('"}]}\n{"journal": 1}', "</script><script>alert(1)</script>", "\r\n\r", "x" * 1_000_000),
)  # fmt: skip


def test_texts_come_as_they_are_whatever_is_in_them(hub: Repository, syncing: Syncing) -> None:
    for text in HOSTILE:
        thread = hub.world.discuss(hub.categories[0], f"T {text[:50]}", text, html=text)
        hub.world.comment(hub.world.comment(thread, text, html=text), text)
        hub.world.label(thread, f"label {text[:20]}")
    syncing.run()
    assert syncing.snapshot.discussions == talk_of(hub)
    assert len(syncing.snapshot.discussions) == len(HOSTILE)


def test_categories_are_found_in_whatever_letters(hub: Repository, syncing: Syncing) -> None:
    talk(hub)
    syncing.categories = ("COMMENTS", "q&a")
    assert len(syncing.run().snapshot.discussions) == 5
    syncing.categories = ("comments", "None such")
    assert len(syncing.run().snapshot.discussions) == 3
    assert "has no category “None such”" in syncing.words[-1]
    assert "it has “Comments”, “Q&A”, “General”" in syncing.words[-1]
    syncing.categories = ("Talk", "Queries")
    with pytest.raises(UnreadyError, match="no category “Talk” and “Queries”"):
        syncing.run()
    assert len(syncing.snapshot.discussions) == 3


def test_polls_come_where_there_is_a_category_for_them(hub: Repository, syncing: Syncing) -> None:
    syncing.besides = ("polls",)
    syncing.run()
    assert syncing.words == [], "nobody misses it"
    polls = hub.world.category(hub, "Polls")
    one = hub.world.discuss(polls, "Tea or coffee")
    hub.world.ask_all(one, "Which?", [("Tea", 2), ("Coffee", 1)])
    assert syncing.run().fresh == 1
    assert syncing.snapshot.discussions == talk_of(hub, "Comments", "Q&A", "Polls")
    one.poll.options[0].total_vote_count += 1  # type: ignore[union-attr]
    assert syncing.run().changed == 1
    assert syncing.snapshot.discussions == talk_of(hub, "Comments", "Q&A", "Polls")
    syncing.categories = ("Talk",)
    with pytest.raises(UnreadyError, match="no category “Talk”"):
        syncing.run()


def test_without_comments_the_reviews_come_all_the_same(hub: Repository, syncing: Syncing) -> None:
    talk(hub)
    hub.world.merge(hub)
    hub.has_discussions_enabled = False
    with pytest.raises(UnreadyError, match="Discussions are switched off in “acme/hub”"):
        syncing.run()
    syncing.categories = ()
    snapshot = syncing.run().snapshot
    assert snapshot.discussions == ()
    assert snapshot.pulls == pulls_of(hub)


def test_many_categories_are_all_known(hub: Repository, syncing: Syncing) -> None:
    for number in range(130):
        hub.world.category(hub, f"Category {number}")
    hub.world.discuss(hub.categories[-1])
    syncing.categories = ("category 129",)
    snapshot = syncing.run().snapshot
    assert len(snapshot.categories) == 133
    assert len(snapshot.discussions) == 1


def test_announcements_are_told_where_the_token_may_not_open_them(
    hub: Repository, syncing: Syncing
) -> None:
    held = [one.name for one in syncing.run().snapshot.categories if one.announcement]
    assert held == []
    syncing.github.world.tokens.popitem()[1].maintains = False
    with serve_github(hub.world) as other:
        hub.world.tokens[next(iter(hub.world.tokens))].maintains = False
        syncing.github = other
        held = [one.name for one in syncing.run().snapshot.categories if one.announcement]
    assert held == ["Comments"]


def test_another_repository_is_no_news_of_this_one(hub: Repository, syncing: Syncing) -> None:
    talk(hub)
    syncing.run()
    before = (syncing.root / SNAPSHOT).read_bytes()
    syncing.github.world.repositories.clear()
    with pytest.raises(NotFoundError, match="no repository “acme/hub”"):
        syncing.run()
    assert (syncing.root / SNAPSHOT).read_bytes() == before


def test_a_broken_snapshot_leads_to_a_full_sweep(hub: Repository, syncing: Syncing) -> None:
    talk(hub)
    syncing.run()
    (syncing.root / SNAPSHOT).write_text("{", "utf-8")
    outcome = syncing.run()
    assert outcome.fresh == 5
    assert syncing.snapshot.discussions == talk_of(hub)


@pytest.mark.parametrize("above", [1, 3, 10, 24])
def test_pages_shrink_where_the_server_times_out(
    hub: Repository, syncing: Syncing, above: int
) -> None:
    talk(hub, 9)
    for _ in range(5):
        hub.world.review(hub.world.merge(hub))
    syncing.sizes = Sizes()
    syncing.github.fail_always(Fault(What.TOO_WIDE, above=above))
    syncing.run()
    assert syncing.snapshot.discussions == talk_of(hub)
    assert syncing.snapshot.pulls == pulls_of(hub)


def test_less_is_asked_for_where_an_answer_is_too_large(hub: Repository, syncing: Syncing) -> None:
    for number in range(12):
        hub.world.comment(hub.world.discuss(hub.categories[0], f"T{number}", "x" * 100_000))
    syncing.sizes, syncing.bounds = Sizes(), Bounds(most=700_000)
    syncing.run()
    assert syncing.snapshot.discussions == talk_of(hub)
