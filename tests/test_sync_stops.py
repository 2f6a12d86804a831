"""A sync that is stopped anywhere loses nothing, and goes on where it was; every fault of the server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commonplace.readers.snapshot import SNAPSHOT
from scripts._github.errors import (
    AnswerError,
    ForbiddenError,
    GitHubError,
    HeavyError,
    LimitError,
    UnreachableError,
)
from scripts._github.journal import PATH as JOURNAL
from scripts._github.journal import read_journal
from scripts._github.rows import discussion_of, understood
from scripts._github.sizes import Sizes
from tests.support.github import TOKEN, Fault, GitHub, What, World, serve_github
from tests.support.github.records import Repository
from tests.support.syncing import Syncing, pulls_of, talk_of


@pytest.fixture
def hub() -> Repository:
    """A small hub in which every kind of page has a further one."""
    world = World()
    hub = world.repository()
    for number in range(7):
        thread = world.discuss(hub.categories[number % 2], f"Title {number}")
        for at in range(number):
            comment = world.comment(thread, f"Comment {at}")
            for _ in range(5 * (at == 1)):
                world.comment(comment, "A reply.")
    for number in range(4):
        files = ["src/a.py", "contributions/tips/a.md", "contributions/tips/b.md"]
        pull = world.merge(hub, f"Pull {number}", files[: number + 1])
        for _ in range(number):
            world.review(pull)
    world.wait(3600)
    return hub


@pytest.fixture
def github(hub: Repository) -> Iterator[GitHub]:
    with serve_github(hub.world) as served:
        yield served


def assert_whole(syncing: Syncing, hub: Repository) -> None:
    assert_is_as_on_github(syncing, hub)
    assert len(syncing.snapshot.discussions) == 7
    assert len(syncing.snapshot.pulls) == 3


def assert_is_as_on_github(syncing: Syncing, hub: Repository) -> None:
    assert syncing.snapshot.discussions == talk_of(hub)
    assert syncing.snapshot.pulls == pulls_of(hub)
    assert not (syncing.root / JOURNAL).exists()


def requests_of_a_whole_run(github: GitHub, root: Path) -> int:
    Syncing(github, root).run()
    return len(github.log)


def test_interrupted_at_every_request_nothing_is_lost_or_doubled(
    hub: Repository, github: GitHub, tmp_path: Path
) -> None:
    count = requests_of_a_whole_run(github, tmp_path / "whole")
    assert 20 < count < 50
    gone_on = 0
    for at in range(1, count + 1):
        syncing = Syncing(github, tmp_path / str(at))
        github.fail(What.CUT_AFTER if at % 2 else What.BAD_GATEWAY, at=at, times=6)
        github.fail(Fault(What.REFUSED, message="Not now"), at=at + 6, times=99)
        with pytest.raises(GitHubError):
            syncing.run()
        assert not (syncing.root / SNAPSHOT).exists()
        github.fail_always(None)
        left = read_journal(syncing.root)
        have = {*left.discussions, *left.pulls, *left.passed} if left else set()
        gone_on += bool(have)
        asked = len(github.log)
        syncing.run()
        assert_whole(syncing, hub)
        again = {i for one in github.log[asked:] for i in one.variables.get("ids", ())}
        assert not again & have
    assert gone_on > count // 3


def test_stopped_by_hand_at_every_step_it_goes_on(
    hub: Repository, github: GitHub, tmp_path: Path
) -> None:
    steps = 0
    while True:
        syncing, seen = Syncing(github, tmp_path / str(steps)), iter(range(steps))

        def stop(*_: object, seen: Iterator[int] = seen) -> None:
            if next(seen, None) is None:
                raise KeyboardInterrupt

        syncing.show = stop
        try:
            syncing.run()
        except KeyboardInterrupt:
            steps += 1
        else:
            break
        syncing.show = lambda *_: None
        syncing.run()
        assert_whole(syncing, hub)
    assert steps > 15


def test_an_incremental_run_that_is_stopped_goes_on_as_one(
    hub: Repository, github: GitHub, tmp_path: Path
) -> None:
    syncing = Syncing(github, tmp_path, Sizes.of(1))
    syncing.run()
    swept = syncing.snapshot.swept
    hub.world.wait(3600)
    for thread in hub.talk:
        hub.world.comment(thread, "New.")
    before = (tmp_path / SNAPSHOT).read_bytes()
    github.fail(Fault(What.REFUSED, message="Not now"), at=14, times=99)
    with pytest.raises(ForbiddenError):
        syncing.run()
    github.fail_always(None)
    assert (tmp_path / SNAPSHOT).read_bytes() == before
    left = read_journal(tmp_path)
    assert left is not None
    assert 0 < len(left.discussions) < 7
    hub.world.wait(3600)
    hub.world.edit(hub.talk[0], "Changed while it was stopped.")
    asked = len(github.log)
    syncing.run()
    assert_whole(syncing, hub)
    since = [one for one in github.log[asked:] if one.operation == "Discussions"]
    read = [i for one in since for i in one.variables["ids"]]
    kept = set(left.discussions) - {hub.talk[0].id}
    assert set(read) == {one.id for one in hub.talk} - kept
    assert syncing.snapshot.swept == swept
    assert "Going on where the last one stopped" in " ".join(syncing.words)


@contextmanager
def moved_on(root: Path) -> Iterator[tuple[Syncing, Repository]]:
    """A hub that was synced once, and on whose GitHub a bit of everything has happened since."""
    world = World()
    hub = world.repository()
    talk = [world.discuss(hub.categories[number % 2], f"Title {number}") for number in range(6)]
    for one in talk:
        world.comment(one, "Said early.")
    for number in range(3):
        world.review(world.merge(hub, f"Pull {number}", ["contributions/tips/a.md"]))
    world.wait(3600)
    with serve_github(world) as github:
        syncing = Syncing(github, root, replace(Sizes.of(2), listing=100, peek=100))
        syncing.run()
        world.wait(3600)
        world.comment(talk[0], "New.")
        world.comment(talk[1].comments[0], "A reply.")
        world.react(talk[2])
        world.delete(talk[3])
        world.move(talk[4], hub.categories[2])
        world.discuss(hub.categories[0], "Quite new")
        world.review(hub.pulls[1])
        world.merge(hub, "Another", ["contributions/tips/b.md"])
        world.merge(hub, "Code", ["src/a.py"])
        world.wait(3600)
        yield syncing, hub


def say_more(hub: Repository) -> set[str]:
    """What goes on while a sync is stopped; the ids of what is touched."""
    world, first, newest, pulls = hub.world, hub.talk[0], hub.talk[-1], hub.pulls
    world.wait(60)
    world.delete(first)
    world.comment(newest, "Meanwhile.")
    world.discuss(hub.categories[1], "Newer still")
    world.review(pulls[-2])
    world.wait(60)
    return {first.id, newest.id, pulls[-2].id}


@pytest.mark.parametrize("meanwhile", [False, True], ids=["nothing", "more is said"])
def test_an_incremental_run_is_interrupted_at_every_request(
    meanwhile: bool, tmp_path: Path
) -> None:
    with moved_on(tmp_path / "whole") as (syncing, _):
        asked = len(syncing.github.log)
        whole = str(syncing.run())
        count = len(syncing.github.log) - asked
    assert whole == "5 discussions, 1 new, 3 changed, 2 gone; 4 pull requests."
    assert 5 < count < 12
    gone_on = 0
    for at in range(1, count + 1):
        with moved_on(tmp_path / str(at)) as (syncing, hub):
            github, before = syncing.github, (syncing.root / SNAPSHOT).read_bytes()
            swept = syncing.snapshot.swept
            github.fail(What.CUT_AFTER if at % 2 else What.BAD_GATEWAY, at=at, times=6)
            github.fail(Fault(What.REFUSED, message="Not now"), at=at + 6, times=99)
            with pytest.raises(GitHubError):
                syncing.run()
            assert (syncing.root / SNAPSHOT).read_bytes() == before
            github.fail_always(None)
            left = read_journal(syncing.root)
            have = {*left.discussions, *left.pulls, *left.passed} if left else set()
            gone_on += bool(have)
            touched = say_more(hub) if meanwhile else set()
            asked = len(github.log)
            outcome = str(syncing.run())
            assert_is_as_on_github(syncing, hub)
            assert syncing.snapshot.swept == swept, "it was an incremental one all the time"
            again = {i for one in github.log[asked:] for i in one.variables.get("ids", ())}
            assert not again & (have - touched)
            assert outcome == whole or meanwhile
            assert str(syncing.run()).split(", ", 1)[1].startswith("0 new, 0 changed, 0 gone;")
            assert_is_as_on_github(syncing, hub)
    assert gone_on > count // 3


def test_a_journal_cut_anywhere_is_no_harm(hub: Repository, github: GitHub, tmp_path: Path) -> None:
    syncing = Syncing(github, tmp_path)
    count = requests_of_a_whole_run(github, tmp_path / "whole")
    github.fail(Fault(What.REFUSED, message="Not now"), at=count, times=9)
    with pytest.raises(ForbiddenError):
        syncing.run()
    github.fail_always(None)
    whole = (tmp_path / JOURNAL).read_bytes()
    ends = [0, 1, 40, *range(60, len(whole), len(whole) // 12), len(whole) - 1]
    for end in ends:
        (tmp_path / JOURNAL).write_bytes(whole[:end])
        syncing.run(full=True)
        assert_whole(syncing, hub)
    for strange in (b"\0" * 100, b"[]\n", b"{}\n" + whole, whole + b"[1]\n", whole[:-1] + b"x\n"):
        (tmp_path / JOURNAL).write_bytes(strange)
        syncing.run(full=True)
        assert_whole(syncing, hub)
    assert len(ends) > 12


def test_a_journal_of_something_else_is_not_used(
    hub: Repository, github: GitHub, tmp_path: Path
) -> None:
    syncing = Syncing(github, tmp_path)
    github.fail(Fault(What.REFUSED, message="Not now"), at=15, times=99)
    with pytest.raises(ForbiddenError):
        syncing.run()
    github.fail_always(None)
    text = (tmp_path / JOURNAL).read_text("utf-8")
    head = json.loads(text.splitlines()[0])
    others = {
        "another repository": {"repository": "acme/other"},
        "other categories": {"categories": ["DIC_1"]},
        "long ago": {"began": "2026-01-01T00:00:00+00:00"},
        "another version": {"journal": 2},
        "another snapshot": {"since": "2026-10-31T00:00:00+00:00"},
    }
    assert read_journal(tmp_path) is not None
    for name, change in others.items():
        lines = [json.dumps(head | change), *text.splitlines()[1:]]
        (tmp_path / JOURNAL).write_text("\n".join(lines) + "\n", "utf-8")
        (tmp_path / SNAPSHOT).unlink(missing_ok=True)
        syncing.words.clear()
        syncing.run()
        assert_whole(syncing, hub)
        assert not any("Going on" in word for word in syncing.words), name


def test_what_is_added_after_a_half_line_counts_too(
    hub: Repository, github: GitHub, tmp_path: Path
) -> None:
    syncing, kept = Syncing(github, tmp_path, Sizes.of(1)), 0
    for stops in range(1, 4):
        github.fail(Fault(What.REFUSED, message="Not now"), at=20, times=999)
        with pytest.raises(ForbiddenError):
            syncing.run()
        github.fail_always(None)
        left = read_journal(tmp_path)
        assert left is not None, stops
        assert len(left.discussions) > kept
        kept = len(left.discussions)
        with (tmp_path / JOURNAL).open("ab") as file:
            file.write(b'{"discussion": {"id": "D_')
    syncing.run()
    assert_whole(syncing, hub)


def test_a_finished_journal_that_was_left_is_not_gone_on_with(
    hub: Repository, github: GitHub, tmp_path: Path
) -> None:
    syncing = Syncing(github, tmp_path)
    github.fail(Fault(What.REFUSED, message="Not now"), at=15, times=99)
    with pytest.raises(ForbiddenError):
        syncing.run()
    github.fail_always(None)
    left = (tmp_path / JOURNAL).read_bytes()
    syncing.run()
    (tmp_path / JOURNAL).write_bytes(left)  # as if it was killed before it took the journal away
    swept = syncing.snapshot.swept
    hub.world.wait(3600)
    syncing.words.clear()
    syncing.run()
    assert_whole(syncing, hub)
    assert syncing.snapshot.swept == swept < syncing.snapshot.taken
    assert syncing.words == []


PASSING = {
    "bad gateway": Fault(What.BAD_GATEWAY),
    "a page of 503": Fault(What.UNAVAILABLE),
    "gateway timeout": Fault(What.GATEWAY_TIMEOUT),
    "secondary limit": Fault(What.SECONDARY),
    "secondary limit with a time": Fault(What.SECONDARY, 20, status=429),
    "the limit, for a while": Fault(What.LIMIT, 120),
    "cut before": Fault(What.CUT_BEFORE),
    "cut after": Fault(What.CUT_AFTER),
    "half": Fault(What.HALF),
    "no JSON": Fault(What.NOT_JSON),
    "empty": Fault(What.EMPTY),
    "too wide": Fault(What.TOO_WIDE, above=0),
}


@pytest.mark.parametrize("name", PASSING)
def test_a_fault_that_passes_is_lived_through(
    hub: Repository, github: GitHub, tmp_path: Path, name: str
) -> None:
    count = requests_of_a_whole_run(github, tmp_path / "whole")
    for at in (1, 2, count // 2, count):
        syncing = Syncing(github, tmp_path / str(at))
        github.fail(PASSING[name], at=at, times=2)
        syncing.run()
        assert_whole(syncing, hub)
    assert any(one.fault for one in github.log)
    github.fail_always(None)


STAYING = {
    "down": (Fault(What.UNAVAILABLE), UnreachableError),
    "slow": (Fault(What.GATEWAY_TIMEOUT), HeavyError),
    "limit": (Fault(What.LIMIT, 3000), LimitError),
    "secondary": (Fault(What.SECONDARY), LimitError),
    "no JSON": (Fault(What.NOT_JSON), UnreachableError),
    "refused": (Fault(What.REFUSED, message="No"), ForbiddenError),
    "large": (Fault(What.ERROR, kind="RESOURCE_LIMITS_EXCEEDED", message="x"), HeavyError),
    "strange": (Fault(What.ERROR, kind="", message="x"), GitHubError),
}


@pytest.mark.parametrize("name", STAYING)
def test_a_fault_that_stays_leaves_the_last_good_snapshot(
    hub: Repository, github: GitHub, tmp_path: Path, name: str
) -> None:
    fault, kind = STAYING[name]
    syncing = Syncing(github, tmp_path)
    syncing.run()
    before = (tmp_path / SNAPSHOT).read_bytes()
    hub.world.wait(3600)
    hub.world.comment(hub.talk[0])
    github.fail(fault, at=4, times=10_000)
    with pytest.raises(kind):
        syncing.run()
    assert (tmp_path / SNAPSHOT).read_bytes() == before
    github.fail_always(None)
    github.budget.used = 0
    hub.world.wait(3600)
    syncing.run()
    assert_whole(syncing, hub)


def test_a_limit_in_the_middle_is_gone_on_with_later(
    hub: Repository, github: GitHub, tmp_path: Path
) -> None:
    github.budget.limit = 20
    syncing, stops = Syncing(github, tmp_path), 0
    while not (tmp_path / SNAPSHOT).exists():
        try:
            syncing.run()
        except LimitError as told:
            assert "What was read is kept" in str(told)  # noqa: PT017 - one of many runs
            hub.world.wait(3600)
            github.budget.used, github.budget.reset_at = 0, None
            stops += 1
            assert stops < 9
    assert stops >= 2
    assert_whole(syncing, hub)


def test_an_answer_of_another_form_is_told() -> None:
    strange: list[dict[str, Any]] = [{}, {"id": 1}, {"id": "x", "category": None}]
    for data in strange:
        with pytest.raises(AnswerError, match="not of the form that the hub knows"), understood():
            discussion_of(data)


def test_the_token_is_in_no_file_and_no_word(
    hub: Repository, github: GitHub, tmp_path: Path
) -> None:
    syncing = Syncing(github, tmp_path)
    github.fail(What.BAD_GATEWAY, at=3)
    github.fail(Fault(What.SECONDARY), at=5)
    github.fail(Fault(What.REFUSED, message=f"Not with {TOKEN}."), at=13)
    hub.world.discuss(hub.categories[0], "Oh", f"My token is {TOKEN}.")
    with pytest.raises(ForbiddenError) as told:
        syncing.run()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert len(syncing.words) >= 2
    assert "Not with ***" in str(told.value)
    syncing.run()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    said = " ".join([str(told.value), repr(told.value.__cause__), *syncing.words])
    assert TOKEN not in said
    assert not [path for path in files if TOKEN.encode() in path.read_bytes()]


def test_small_pages_and_large_ones_come_to_the_same(
    hub: Repository, github: GitHub, tmp_path: Path
) -> None:
    for size in (1, 2, 3, 5, 100):
        syncing = Syncing(github, tmp_path / str(size), replace(Sizes.of(size), discussions=3))
        syncing.run()
        assert_whole(syncing, hub)
