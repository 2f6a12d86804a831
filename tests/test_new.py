"""`new` makes a file that the hub reads, in the right place, and never over another one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from commonplace.model.kinds import KINDS
from commonplace.readers.contributions import read_contributions
from commonplace.site.gather import Request, gather
from tests.support.hub import make_hub, run_command

HOSTILE = (
    'How we lost "the" Friday: deploy # 1',
    "<script>alert(1)</script> in a title",
    "--- id: x",
    "`code` and {{ template }}",
    "Überraschung am Freitag 🎉",
    "漢字の題",
    "../../outside",
)


@pytest.fixture(scope="module")
def hub_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_hub(tmp_path_factory.mktemp("new") / "hub", {}, git=False)


def test_every_kind_can_be_started(hub_root: Path) -> None:
    assert KINDS
    for kind in KINDS:
        done = run_command(hub_root, "new", kind.name, f"A first {kind.name}")
        assert done.returncode == 0, done.stderr
        path = done.stdout.strip()
        assert path == f"contributions/{kind.folder}/a-first-{kind.name}.md"
        document = next(d for d in read_contributions(hub_root).documents if d.path == path)
        assert document.title == f"A first {kind.name}"
        assert document.front.id
        assert not document.summary
        assert all(section in document.body for section in kind.sections)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_only_a_title(hub_root: Path, title: str) -> None:
    done = run_command(hub_root, "new", "tip", title)
    assert done.returncode == 0, done.stderr
    path = done.stdout.strip()
    assert (hub_root / path).resolve().is_relative_to(hub_root / "contributions" / "tips")
    found = gather(Request(root=hub_root, now=datetime.now(UTC), drafts=True)).plan.diagnostics
    errors = [one for one in found if one.path == path and one.severity.value == "error"]
    assert not [one for one in errors if one.code != "markup-unsafe"]


def test_nothing_is_written_over(hub_root: Path) -> None:
    first = run_command(hub_root, "new", "tip", "Say it twice")
    text = (hub_root / first.stdout.strip()).read_bytes()
    again = run_command(hub_root, "new", "tip", "SAY it, twice!")
    assert again.returncode == 2
    assert "already" in again.stderr
    assert (hub_root / first.stdout.strip()).read_bytes() == text


@pytest.mark.parametrize(
    ("kind", "title"), [("blog", "x"), ("tip", ""), ("tip", "!!!"), ("tip", "index")]
)
def test_wrong_usage(hub_root: Path, kind: str, title: str) -> None:
    done = run_command(hub_root, "new", kind, title)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_title_without_quotes_is_taken_whole(hub_root: Path) -> None:
    done = run_command(hub_root, "new", "tip", "Label", "both", "ends")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "contributions/tips/label-both-ends.md"


def test_two_that_were_just_begun_are_no_twins(hub_root: Path) -> None:
    for title in ("A night in June", "A day in May"):
        assert run_command(hub_root, "new", "war-story", title).returncode == 0
    done = run_command(hub_root, "check")
    assert "form-section-empty" in done.stdout, "they were looked over"
    assert "form-twin" not in done.stdout
