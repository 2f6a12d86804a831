"""The snapshot of discussions: written and read back whole; what is broken or newer stops no build."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commonplace.markup.marks import marks_of
from commonplace.model.discussions import (
    Actor,
    ActorKind,
    Category,
    Comment,
    Discussion,
    Poll,
    PullRequest,
    Review,
    Snapshot,
    mark,
)
from commonplace.readers.snapshot import SNAPSHOT, ShapeError, parse_snapshot, read_snapshot
from commonplace.writers.snapshot import write_snapshot
from tests.support.repository import write_files

WHEN = datetime(2026, 11, 1, 12, 30, tzinfo=UTC)
ANA = Actor("ana-example", name="Ana Example")
REPLY = Comment("C2", "https://github.com/o/r/discussions/7#c2", None, WHEN, deleted=True)
COMMENT = Comment(
    "C1",
    "https://github.com/o/r/discussions/7#c1",
    ANA,
    WHEN,
    body="Half a sign: \ud83d, and a whole one: 🙂",
    html="<p>…</p>",
    edited=WHEN,
    minimized="spam",
    is_answer=True,
    upvotes=2,
    reactions={"HEART": 3},
    replies=(REPLY,),
)
WHOLE = Snapshot(
    "o/r",
    WHEN,
    WHEN,
    private=False,
    categories=(Category("DIC_1", "Comments", "comments", announcement=True),),
    discussions=(
        Discussion(
            "D1",
            7,
            "https://github.com/o/r/discussions/7",
            "A title",
            "DIC_1",
            Actor("giscus", ActorKind.BOT),
            WHEN,
            WHEN,
            body=f"{mark('id', 'abc')} {mark('id', 'another')} {mark('topic', 'on-call')}",
            poll=Poll("Tea?", (("Yes", 3), ("No", 0))),
            comments=(COMMENT,),
        ),
    ),
    pulls=(
        PullRequest(
            *("P1", 3, "https://github.com/o/r/pull/3", "Add a tip", ANA, WHEN, WHEN, WHEN),
            files=("contributions/tips/a.md",),
            reviews=(Review(None, "APPROVED", WHEN),),
            by_form=True,
        ),
    ),
)


def test_a_snapshot_is_read_as_it_was_written() -> None:
    text = write_snapshot(WHOLE)
    text.encode("utf-8")
    assert parse_snapshot(text) == WHOLE
    assert write_snapshot(parse_snapshot(text)) == text
    empty = Snapshot("o/r", WHEN, WHEN)
    assert parse_snapshot(write_snapshot(empty)) == empty


def test_marks_and_answers_are_found() -> None:
    (discussion,) = WHOLE.discussions
    assert marks_of(discussion.body) == {"id": "abc", "topic": "on-call"}
    assert discussion.answer == COMMENT


BROKEN = {
    "nothing": "",
    "half": write_snapshot(WHOLE)[:300],
    "a list": "[]",
    "without a schema": json.dumps({"repository": "o/r"}),
    "a number for a text": write_snapshot(WHOLE).replace('"o/r"', "7"),
    "a text for a number": write_snapshot(WHOLE).replace('"number": 7', '"number": "7"'),
    "a day that is none": write_snapshot(WHOLE).replace("2026-11-01", "2026-13-01"),
    "an account of no kind": write_snapshot(WHOLE).replace('"Bot"', '"Elf"'),
    "a row left out": write_snapshot(WHOLE).replace('"title": "A title", ', ""),
    "a list for a row": write_snapshot(WHOLE).replace('{"HEART": 3}', "[]"),
    "deep": '{"schema": 1, "repository": ' + "[" * 100_000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told(name: str, tmp_path: Path) -> None:
    assert BROKEN[name] != write_snapshot(WHOLE)
    write_files(tmp_path, {SNAPSHOT: BROKEN[name]})
    found, (problem,) = read_snapshot(tmp_path)
    assert found is None
    assert (problem.code, problem.path) == ("snapshot-broken", SNAPSHOT)


def test_broken_data_raises_one_kind_of_error() -> None:
    with pytest.raises(ShapeError):
        parse_snapshot("[]")


def test_a_newer_one_and_a_missing_one(tmp_path: Path) -> None:
    assert read_snapshot(tmp_path, "sample.json") == (None, ())
    write_files(tmp_path, {"sample.json": write_snapshot(WHOLE)})
    assert read_snapshot(tmp_path, "sample.json") == (WHOLE, ())
    write_files(tmp_path, {SNAPSHOT: write_snapshot(WHOLE).replace('"schema": 1', '"schema": 2')})
    found, (problem,) = read_snapshot(tmp_path, "sample.json")
    assert found is None
    assert problem.code == "snapshot-newer"


def test_keys_of_a_later_day_are_passed_over(tmp_path: Path) -> None:
    text = write_snapshot(WHOLE).replace('"number": 7', '"mood": "calm", "number": 7')
    write_files(tmp_path, {SNAPSHOT: text})
    assert read_snapshot(tmp_path) == (WHOLE, ())
