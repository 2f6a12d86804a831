"""The history cache: what it remembers equals what a full pass finds, and no file can harm a build."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from commonplace.readers.history import log, read_history, reader
from commonplace.readers.history.cache import FILE_NAME
from tests.test_history import OTHER, TEXT, Repo, _no_settings, repo

__all__ = ["_no_settings", "repo"]


def text(dice: random.Random) -> str:
    return "".join(f"{dice.random()} some words on a line\n" for _ in range(12))


def random_step(work: Repo, dice: random.Random) -> None:
    """One commit of edits, moves, swaps and removals."""
    files = sorted(p for p in work.root.rglob("*.md") if ".git" not in p.parts)
    names = [f"{d}{n}.md" for d in ("", "x/", "y/") for n in "abcde"]
    for _ in range(dice.choice([1, 1, 2, 3])):
        what = dice.choice(["add", "add", "edit", "edit", "move", "swap", "remove"])
        files = [f for f in files if f.exists()]
        target = work.root / dice.choice(names)
        if what == "add" or not files:
            if not target.exists():
                work.write(target.relative_to(work.root).as_posix(), text(dice))
        elif what == "edit":
            dice.choice(files).open("a").write(f"{dice.random()}\n")
        elif what == "move" and not target.exists():
            target.parent.mkdir(exist_ok=True)
            dice.choice(files).rename(target)
        elif what == "swap" and len(files) > 1:
            one, other = dice.sample(files, 2)
            first, second = one.read_text(), other.read_text()
            one.write_text(second)
            other.write_text(first)
        elif what == "remove" and len(files) > 3:
            dice.choice(files).unlink()
    trailer = dice.choice(["", "\n\nCo-authored-by: Cleo <cleo@example.org>"])
    work.commit("step" + trailer, name=dice.choice(["Ada Example", "Ben Example"]))


def random_merge(work: Repo, dice: random.Random, number: int) -> None:
    """A line of work beside main, with a merge that takes whatever settles it."""
    work.git("checkout", "-qb", f"side{number}", f"HEAD~{dice.choice([0, 1])}")
    for _ in range(2):
        random_step(work, dice)
    work.git("checkout", "-q", "main")
    random_step(work, dice)
    try:
        work.merge(f"side{number}")
    except subprocess.CalledProcessError:
        work.write("evil.md", text(dice))
        work.commit("settled")


@pytest.mark.parametrize("seed", range(8))
def test_a_cached_history_equals_a_full_one(repo: Repo, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    compared = 0
    for step in range(14):
        if step > 3 and dice.random() < 0.3:
            random_merge(repo, dice, step)
        else:
            random_step(repo, dice)
        if dice.random() < 0.6:
            cached = repo.read(cache_dir=tmp_path / "cache")
            full = repo.read()
            assert cached == full
            assert set(full.files) == set(repo.git("ls-files", "-z").strip("\0").split("\0")) - {""}
            keys = [(f.first_path, f.occurrence) for f in full.files.values()]
            assert len(keys) == len(set(keys))
            compared += 1
    assert compared > 3


@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_history_read_in_groups_is_that_read_in_one(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    dice = random.Random(size)  # noqa: S311
    for step in range(20):
        if step > 3 and step % 4 == 0:
            random_merge(repo, dice, step)
        else:
            random_step(repo, dice)
    whole = repo.read()
    assert whole.commits > 20
    assert whole.renames > 0
    monkeypatch.setattr(log, "_GROUP", size)
    assert repo.read() == whole


def test_only_new_commits_are_read(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    read = reader.read_log
    monkeypatch.setattr(reader, "read_log", lambda r, revs: asked.append(revs) or read(r, revs))
    repo.write("a.md")
    first = repo.commit()
    repo.read(cache_dir=tmp_path)
    repo.read(cache_dir=tmp_path)
    assert asked == [first]
    repo.git("mv", "a.md", "b.md")
    second = repo.commit()
    assert repo.read(cache_dir=tmp_path).files["b.md"].paths == ("a.md", "b.md")
    assert asked == [first, f"{first}..{second}"]


def test_another_line_of_work_is_read_from_the_start(repo: Repo, tmp_path: Path) -> None:
    repo.write("a.md")
    repo.commit()
    repo.git("checkout", "-qb", "side")
    repo.write("side.md", OTHER)
    repo.commit()
    repo.read(cache_dir=tmp_path)
    repo.git("checkout", "-q", "main")
    repo.write("main.md", TEXT + OTHER)
    repo.commit()
    assert repo.read(cache_dir=tmp_path) == repo.read()
    # The cached commit is an ancestor, but not on the line of first parents.
    repo.git("checkout", "-q", "side")
    repo.read(cache_dir=tmp_path)
    repo.git("checkout", "-q", "main")
    repo.merge("side")
    assert repo.read(cache_dir=tmp_path) == repo.read()


def test_a_new_mailmap_and_new_ignored_commits_need_no_new_pass(repo: Repo, tmp_path: Path) -> None:
    repo.write("a.md")
    sha = repo.commit()
    repo.read(cache_dir=tmp_path)
    repo.write(".mailmap", "Ada Lovely <ada@example.org>\n")
    created = repo.read(cache_dir=tmp_path, ignore=[sha]).files["a.md"].created
    assert created.author.name == "Ada Lovely"
    assert not created.text_changed


def hostile(data: dict[str, object]) -> list[bytes]:
    """Cache files that are wrong in one way each."""
    lives = data["lives"]
    assert isinstance(lives, list)
    changed: list[dict[str, object]] = [
        {"version": "0"},
        {"version": None},
        {"head": "--output=/tmp/x"},
        {"head": "0" * 40},
        {"head": 7},
        {"commits": [[1]]},
        {"commits": {}},
        {"people": [["x"]]},
        {"people": []},
        {"lives": [[[], 0, [[0, True]]]]},
        {"lives": [[["a.md"], 0, [[-1, True]]]]},
        {"lives": [[["a.md"], 0, [[10**9, True]]]]},
        {"lives": [[["zzz.md"], 0, [[0, True]]]]},
        {"present": {"a.md": -1}},
        {"present": [1]},
        {"last": {"a.md": "0"}},
        {"begun": {}},
        {"renames": 10**30},
    ]
    rows = [json.dumps(data | change).encode() for change in changed]
    return [*rows, b"", b"\x00\xff", b"[" * 100_000, b"[]", b"null", json.dumps(data).encode()[:-9]]


def test_a_broken_or_hostile_cache_is_ignored(repo: Repo, tmp_path: Path) -> None:
    repo.write("a.md")
    repo.commit()
    full = repo.read(cache_dir=tmp_path)
    files = hostile(json.loads((tmp_path / FILE_NAME).read_text()))
    assert len(files) > 20
    for raw in files:
        (tmp_path / FILE_NAME).write_bytes(raw)
        assert repo.read(cache_dir=tmp_path) == full, raw[:200]


def test_a_cache_that_cannot_be_written_is_done_without(repo: Repo, tmp_path: Path) -> None:
    repo.write("a.md")
    repo.commit()
    (tmp_path / "file").write_text("in the way")
    assert repo.read(cache_dir=tmp_path / "file") == repo.read()
    (tmp_path / "cache" / FILE_NAME).mkdir(parents=True)
    assert repo.read(cache_dir=tmp_path / "cache") == repo.read()
    assert [p.name for p in (tmp_path / "cache").iterdir()] == [FILE_NAME]
    shutil.rmtree(tmp_path / "cache")
    read_history(repo.root, cache_dir=tmp_path / "cache")
    assert [p.name for p in (tmp_path / "cache").iterdir()] == [FILE_NAME]
