"""The hub's marks in discussions: what GitHub hides is one, what it shows as code is an example."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from commonplace.discussions.text import renewed_body
from commonplace.markup.marks import PART, marks_of, without_code
from commonplace.model.discussions import mark
from tests.support.site import codes, gathered, planned, start_hub
from tests.support.talk import BO, asked, put, said, snapshot, thread

MARK = mark("id", "one1one1")
FENCE = "```"

SHOWN = {
    "a fence": f"{FENCE}\n{MARK}\n{FENCE}",
    "a fence of tildes": f"~~~\n{MARK}\n~~~",
    "a fence with a language": f"{FENCE}html\n{MARK}\n{FENCE}",
    "a fence with words that texts do not know": f"{FENCE}html so it looks, on GitHub\n{MARK}\n{FENCE}",
    "a fence with a longer end": f"{FENCE}\n{MARK}\n{FENCE}``",
    "a fence around a fence": f"{FENCE}`\n{FENCE}\n{MARK}\n{FENCE}\n{FENCE}`",
    "a fence in a list": f"- So:\n\n  {FENCE}\n  {MARK}\n  {FENCE}",
    "a fence in a quote": f"> {FENCE}\n> {MARK}\n> {FENCE}",
    "a fence with Windows' ends": f"So:\r\n\r\n{FENCE}md now\r\n{MARK}\r\n{FENCE}\r\n",
    "four blanks": f"So:\n\n    {MARK}\n",
    "a tabulator": f"So:\n\n\t{MARK}\n",
    "words as code": f"Write `{MARK}` below it.",
    "words as code with two signs": f"Write `` {MARK} `` below it.",
}
HIDDEN = {
    "by itself": MARK,
    "below words": f"Words.\n{MARK}",
    "within words": f"Words {MARK} and words.",
    "after a fence": f"{FENCE}\ncode\n{FENCE}\n{MARK}",
    "between two fences": f"{FENCE}\na\n{FENCE}\n\n{MARK}\n\n{FENCE}\nb\n{FENCE}",
    "between signs of code that belong to two blocks": f"One ` sign\n{MARK}\nand another ` one.",
    "between words as code": f"`a` {MARK} `b`",
    "below a list": f"- one\n- two\n\n{MARK}",
    "below what opens code and never closes it": f"{FENCE}\n{MARK}",
    "below a quote that opens code": f"> {FENCE}\n> x\n\n{MARK}",
    "with Windows' ends": f"Words.\r\n{MARK}\r\n",
    "below four blanks": f"    code\n\n{MARK}",
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_as_code_marks_nothing(name: str) -> None:
    assert marks_of(SHOWN[name]) == {}
    whole = f"{SHOWN[name]}\n\nWords.\n\n{mark('id', 'two2two2')}\n"
    assert marks_of(whole) == {"id": "two2two2"}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_github_hides_marks_a_discussion(name: str) -> None:
    assert marks_of(HIDDEN[name]) == {"id": "one1one1"}


def test_the_first_of_each_kind_counts() -> None:
    body = f"{mark('topic', 'calls')}{mark('id', 'a1')}\n{mark('id', 'b2')} {mark('about', 'c3')}"
    assert marks_of(body) == {"topic": "calls", "id": "a1", "about": "c3"}
    assert marks_of("<!-- commonplace: other=1 --> <!-- commonplace:id=<b> -->") == {}


def test_code_is_blanked_and_nothing_moves() -> None:
    chance = random.Random(7)  # noqa: S311 - nothing secret
    pieces = [FENCE, "~~~", "`", "\n", "    ", "\t", "> ", "- ", MARK, "words", "\r\n", "<pre>"]
    for _ in range(3_000):
        body = "".join(chance.choice(pieces) for _ in range(chance.randrange(14)))
        left = without_code(body)
        assert len(left) == len(body)
        changed = {(a, b) for a, b in zip(body, left, strict=True) if a != b}
        assert {b for _, b in changed} <= {" "}, body
        assert "\n" not in {a for a, _ in changed}, body


def test_no_text_takes_long() -> None:
    bodies = (
        "".join(f"{'`' * (900 - n)}\n" for n in range(890)) + MARK,
        f"{FENCE}\n" * 100_000 + MARK,
        f"{MARK}\n" * 20_000,
        "<!-- " * 200_000 + MARK,
        f"{FENCE} x\n" * 100_000 + MARK,
    )
    assert [len(marks_of(f"{body}\n")) for body in bodies] == [1, 1, 1, 1, 1]


def test_only_the_hub_s_own_part_is_renewed() -> None:
    fresh = f"{PART}\n\nNew.\n\n{MARK}"
    example = f"{FENCE}\n{PART}\n\nAn example.\n\n{MARK}\n{FENCE}\n\n"
    body = f"{example}{PART}\n\nOld.\n\n{MARK}\n\nBelow."
    assert renewed_body(body, fresh, "one1one1") == f"{example}{fresh}\n\nBelow."
    assert renewed_body(example, fresh, "one1one1") == example


def test_an_example_takes_no_thread(tmp_path: Path) -> None:
    """Somebody asks how the marks work, and shows one."""
    hub = start_hub(
        tmp_path / "hub",
        {
            "contributions/tips/one.md": "---\nid: one1one1\n---\n# One\n\nWords.\n",
            "contributions/tips/two.md": "---\nid: two2two2\n---\n# Two\n\nWords.\n",
        },
        settings="repo_url: https://github.com/example/hub\n",
    )
    body = f"Like this?\n\n{FENCE}\n{MARK}\n{FENCE}\n\nOr not?"
    put(
        hub.root,
        snapshot(
            thread("two2two2", said(1), number=1, author=BO, body=body, html="<p>Like this?</p>"),
            thread("one1one1", said(2, "Right."), number=2),
            asked(3, "What is this line?"),
        ),
    )
    site = gathered(hub.root)
    assert codes(site) == []
    assert {one: thread.number for one, thread in site.hub.threads.items()} == {
        "one1one1": 2,
        "two2two2": 1,
    }
    view = planned(site, "tips/two/").view["thread"]
    assert [one["remark"]["html"] for one in view["exchanges"]] == [
        "<p>Like this?</p>",
        "<p>Words.</p>",
    ]
