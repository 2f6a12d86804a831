"""Repositories that are bare, shallow, broken, someone else's or hostile."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commonplace.model.history import HistoryState, Identity
from commonplace.readers.history import read_history
from tests.test_history import OTHER, TEXT, Repo, _no_settings, repo

__all__ = ["_no_settings", "repo"]


def codes(root: Path) -> list[str]:
    return [d.code for d in read_history(root)[1]]


def test_a_bare_repository_is_read_with_its_mailmap(repo: Repo, tmp_path: Path) -> None:
    repo.write("a.md")
    repo.write(".mailmap", "Ada Lovely <ada@example.org>\n")
    repo.commit()
    subprocess.run(["git", "clone", "-q", "--bare", repo.root, tmp_path / "bare"], check=True)
    history, found = read_history(tmp_path / "bare")
    assert (found, history.uncommitted) == ([], frozenset())
    assert history.files["a.md"].created.author == Identity("Ada Lovely", "ada@example.org")


def test_a_worktree_of_a_repository_is_one(repo: Repo, tmp_path: Path) -> None:
    repo.write("a.md")
    repo.commit()
    repo.git("worktree", "add", "-q", str(tmp_path / "tree"))
    history, found = read_history(tmp_path / "tree")
    assert (found, list(history.files)) == ([], ["a.md"])


def test_a_shallow_clone_tells_nothing(repo: Repo, tmp_path: Path) -> None:
    repo.write("a.md")
    repo.commit()
    repo.commit()
    source = repo.root.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth=1", source, tmp_path / "clone"], check=True)
    history, found = read_history(tmp_path / "clone")
    assert history.state is HistoryState.SHALLOW
    assert dict(history.files) == {}
    assert [d.code for d in found] == ["history-shallow"]
    assert "fetch-depth: 0" in found[0].hint


def test_no_repository_an_archive_in_another_and_an_empty_one(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert codes(tmp_path / "plain") == ["history-absent"]
    assert codes(tmp_path / "nowhere") == ["history-absent"]
    assert codes(repo.root) == ["history-empty"]
    repo.write("archive/a.md")
    repo.commit()
    history, found = read_history(repo.root / "archive")
    assert (history.state, [d.code for d in found]) == (HistoryState.ABSENT, ["history-absent"])


@pytest.mark.parametrize("broken", ["HEAD", "ref", "config", "objects", "gitfile"])
def test_a_broken_repository_is_told_and_not_raised(repo: Repo, broken: str) -> None:
    repo.write("a.md")
    repo.commit()
    git = repo.root / ".git"
    if broken == "HEAD":
        (git / "HEAD").write_bytes(b"\x00\xffgarbage\n")
    elif broken == "ref":
        (git / "refs/heads/main").write_text("1" * 40)
    elif broken == "config":
        (git / "config").write_text("[[[")
    elif broken == "objects":
        for file in (git / "objects").rglob("*"):
            if file.is_file():
                file.chmod(0o644)
                file.write_bytes(b"rot")
    else:
        git.rename(repo.root / "gone")
        git.write_text("gitdir: nowhere\n")
    history, found = read_history(repo.root)
    assert history.state is HistoryState.ABSENT
    assert [d.code for d in found] == ["history-unreadable"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
def test_a_repository_of_someone_else_is_not_read(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    for file in (repo.root, repo.root / ".git"):
        os.chown(file, 54321, 54321)
    history, found = read_history(repo.root)
    assert history.state is HistoryState.ABSENT
    assert [d.code for d in found] == ["history-not-ours"]
    assert "safe.directory" in found[0].hint


def test_a_machine_without_git(repo: Repo, tmp_path: Path) -> None:
    repo.write("a.md")
    repo.commit()
    program = (
        "import sys; from pathlib import Path; from commonplace.readers.history import read_history\n"
        "h, d = read_history(Path(sys.argv[1])); print(h.state, *[x.code for x in d])"
    )
    root = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", program, str(repo.root)],
        env={"PATH": str(tmp_path), "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["absent", "history-no-git"]


def test_nothing_that_the_repository_names_is_run(repo: Repo, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho ran >> {trace}\ncat\n")
    trap.chmod(0o755)
    repo.write("a.md")
    repo.write("b.md", OTHER)
    repo.write(".gitattributes", "*.md filter=evil diff=evil\n*.txt filter=e=vil\n")
    repo.commit()
    repo.write("a.md", OTHER)
    repo.write("b.md", TEXT + "x")
    repo.commit()
    for key in (
        "core.fsmonitor",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.clean",
        "filter.evil.process",
        "filter.e=vil.clean",
        "gpg.program",
        "core.pager",
    ):
        repo.git("config", key, str(trap))
    repo.git("config", "filter.evil.required", "true")
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "core.hooksPath", str(tmp_path / "hooks"))
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks/post-index-change").symlink_to(trap)
    os.utime(repo.root / "a.md", (1, 1))
    (repo.root / "c.txt").write_text("new")
    trace.unlink(missing_ok=True)
    history = repo.read()
    assert history.uncommitted == {"c.txt"}
    assert history.files["a.md"].first_path == "b.md"
    assert not trace.exists()


def test_the_users_settings_change_no_answer(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write("a.md")
    repo.commit()
    repo.git("mv", "a.md", "b.md")
    repo.commit()
    plain = repo.read()
    (tmp_path / "theirs").write_text(
        "[log]\nshowRoot = false\nmailmap = false\ndate = relative\nfollow = true\n"
        "[diff]\nrenames = false\nrenameLimit = 1\norderFile = /nowhere\nnoprefix = true\n"
        "relative = true\n[color]\nui = always\n[i18n]\nlogOutputEncoding = latin1\n"
        "[status]\nshowUntrackedFiles = no\nbranch = true\nshort = true\n[core]\nquotePath = true\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "theirs"))
    assert repo.read() == plain


def test_a_git_hook_of_another_repository_leads_nowhere_else(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repo(tmp_path / "other")
    other.write("other.md")
    other.commit()
    repo.write("a.md")
    repo.commit()
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    assert list(read_history(repo.root)[0].files) == ["a.md"]
