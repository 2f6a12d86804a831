"""Who is credited with what, under which odd names and dates, and what is not committed yet."""

from __future__ import annotations

import subprocess

import pytest

from commonplace.readers.history import read_history
from tests.test_history import ADA, OTHER, TEXT, Repo, _no_settings, repo

__all__ = ["_no_settings", "repo"]


def test_a_squash_merge_credits_every_co_author_once(repo: Repo) -> None:
    repo.write(".mailmap", "Cleo Example <cleo@example.org> <CLEO@old.example.org>\n")
    repo.write("a.md")
    repo.commit(
        "Add a story (#12)\n\n* first try\n\n* second try\n\n---------\n\n"
        "Co-authored-by: Ben Example <ben@example.org>\n"
        "co-authored-by: Cleo <cleo@old.example.org>\n"
        "Co-authored-by: Ada Example <ada@example.org>\n"
        "Co-authored-by: Ben Example <ben@example.org>\n"
        "Co-authored-by: nobody\n"
        "Reviewed-by: Dora Example <dora@example.org>"
    )
    created = repo.file("a.md").created
    assert [i.name for i in created.coauthors] == ["Ben Example", "Cleo Example"]
    assert created.coauthors[1].email == "cleo@example.org"
    assert [i.name for i in created.reviewers] == ["Dora Example"]
    names = [i.name for i in repo.read().identities]
    assert names == ["Ada Example", "Ben Example", "Cleo Example", "Dora Example"]


def test_ignored_commits_change_no_text(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    repo.write("a.md", TEXT + "tidy\n")
    tidy = repo.commit()
    history, found = read_history(repo.root, ignore=[tidy[:10], "", "abcdef1", "main"])
    assert [c.text_changed for c in history.files["a.md"].changes] == [True, False]
    assert [d.code for d in found] == ["history-ignore-unknown"] * 3


def test_paths_and_names_of_any_bytes(repo: Repo) -> None:
    names = ["new\nline.md", "\x02odd\x1f.md", ":100644 x.md", "tab\t.md", "caf\udce9.md", "é😀.md"]
    for name in names:
        repo.write(name, name)
    repo.commit(name="Zoë \udcff Exam\x1fple")
    assert set(repo.read().files) == set(names)


@pytest.mark.parametrize(
    "date", ["-1 +0000", "99999999999999 +0000", "1700000000 +9959", "nonsense"]
)
def test_no_date_is_too_odd(repo: Repo, date: str) -> None:
    repo.write("a.md")
    repo.commit()
    raw = repo.git("cat-file", "commit", "HEAD").replace(repo.date, date)
    odd = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=repo.root,
        input=raw.encode() + b"\n",
        capture_output=True,
        check=True,
    ).stdout.decode()
    repo.git("update-ref", "refs/heads/main", odd.strip())
    assert repo.file("a.md").created.when.tzinfo is not None


def test_uncommitted_files_and_the_local_user(repo: Repo) -> None:
    repo.write("a.md")
    repo.write("b.md", OTHER)
    repo.commit()
    repo.git("mv", "a.md", "moved.md")
    repo.write("b.md", "edited")
    repo.write("deep/er/new.md")
    assert repo.read().uncommitted == {"a.md", "moved.md", "b.md", "deep/er/new.md"}
    assert repo.read().local_user is None
    repo.git("config", "user.name", "Ada Example")
    repo.git("config", "user.email", "ada@example.org")
    assert repo.read().local_user == ADA
