"""The history reader on real repositories: lives of files, credit, states, and nothing that runs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from commonplace.model.history import FileHistory, History, HistoryState, Identity
from commonplace.readers.history import read_history

TEXT = "".join(f"line {n} of a text that is long enough to be known again\n" for n in range(20))
OTHER = "".join(f"{n} quite different words stand on this page here\n" for n in range(100, 125))
ADA = Identity("Ada Example", "ada@example.org")


class Repo:
    """A real repository whose clock goes on a day with each commit."""

    def __init__(self, root: Path, *init: str) -> None:
        self.root, self.clock = root, 1_700_000_000
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *init)

    def git(self, *arguments: str, **env: str) -> str:
        who = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in (("NAME", ADA.name), ("EMAIL", ADA.email), ("DATE", self.date))
        }
        done = subprocess.run(
            ["git", "-c", "merge.conflictStyle=merge", *arguments],
            cwd=self.root,
            env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull} | who | env,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode("utf-8", "replace").strip()

    @property
    def date(self) -> str:
        return f"{self.clock} +0200"

    def write(self, path: str, text: str = TEXT) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8", "surrogateescape")

    def commit(self, message: str = "work", name: str = ADA.name, **env: str) -> str:
        self.clock += 86_400
        email = f"{name.split()[0].lower()}@example.org"
        self.git("add", "-A")
        env = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email} | env
        self.git("commit", "-q", "--allow-empty", "--no-verify", "-m", message, **env)
        return self.git("rev-parse", "HEAD")

    def merge(self, other: str, *arguments: str) -> None:
        self.clock += 86_400
        self.git("merge", "-q", "--no-ff", "--no-edit", *arguments, other)

    def read(self, **keywords: object) -> History:
        history, found = read_history(self.root, **keywords)  # type: ignore[arg-type]
        assert found == []
        assert history.state is HistoryState.FULL
        return history

    def file(self, path: str) -> FileHistory:
        return self.read().files[path]


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "hub")


def test_a_file_has_its_changes_and_renames_oldest_first(repo: Repo) -> None:
    repo.write("a.md")
    first = repo.commit()
    repo.write("a.md", TEXT + "more\n")
    second = repo.commit(name="Ben Example")
    repo.git("mv", "a.md", "b.md")
    third = repo.commit()
    repo.git("mv", "b.md", "a.md")
    repo.write("a.md", TEXT + "more and more\n")
    fourth = repo.commit()
    found = repo.file("a.md")
    assert found.paths == ("a.md", "b.md", "a.md")
    assert [c.commit for c in found.changes] == [first, second, third, fourth]
    assert [c.text_changed for c in found.changes] == [True, True, False, True]
    assert found.created == found.changes[0]
    assert found.created.author == ADA
    assert found.changes[1].author.name == "Ben Example"
    history = repo.read()
    assert (history.commits, history.renames, history.head) == (4, 2, fourth)


def test_when_is_the_day_it_landed(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit(GIT_AUTHOR_DATE="1500000000 +0000", GIT_COMMITTER_DATE="1600000000 -0330")
    when = repo.file("a.md").created.when
    assert when.timestamp() == 1_600_000_000
    assert when.isoformat().endswith("-03:30")


def test_a_change_of_mode_changes_no_text(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    (repo.root / "a.md").chmod(0o755)
    repo.commit()
    assert [c.text_changed for c in repo.file("a.md").changes] == [True, False]


@pytest.mark.parametrize("edited", [False, True])
def test_two_files_that_trade_places_keep_their_lives(repo: Repo, edited: bool) -> None:
    repo.write("a.md")
    repo.write("b.md", OTHER)
    repo.commit()
    repo.write("a.md", OTHER + ("one more\n" if edited else ""))
    repo.write("b.md", TEXT)
    repo.commit()
    files = repo.read().files
    assert files["a.md"].paths == ("b.md", "a.md")
    assert files["b.md"].paths == ("a.md", "b.md")
    assert [c.text_changed for c in files["a.md"].changes] == [True, edited]
    assert repo.read().renames == 2


def test_three_small_files_that_go_round(repo: Repo) -> None:
    for name in "abc":
        repo.write(f"{name}.md", name)
    repo.commit()
    for name, text in zip("abc", "bca", strict=True):
        repo.write(f"{name}.md", text)
    repo.commit()
    assert {p: f.first_path for p, f in repo.read().files.items()} == {
        "a.md": "b.md",
        "b.md": "c.md",
        "c.md": "a.md",
    }


@pytest.mark.parametrize("edited", [False, True])
def test_a_file_that_makes_room_for_another_is_followed(repo: Repo, edited: bool) -> None:
    repo.write("a.md")
    repo.write("b.md", OTHER)
    repo.commit()
    (repo.root / "a.md").unlink()
    repo.write("b.md", TEXT + ("x\n" if edited else ""))
    repo.write("c.md", OTHER + ("y\n" if edited else ""))
    repo.commit()
    files = repo.read().files
    assert (files["b.md"].first_path, files["c.md"].first_path) == ("a.md", "b.md")


def test_a_file_that_leaves_a_stub_keeps_its_path(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    repo.write("a.md", "It moved.\n")
    repo.write("b.md")
    repo.commit()
    files = repo.read().files
    assert (files["a.md"].paths, files["b.md"].paths) == (("a.md",), ("b.md",))


def test_a_copy_is_a_new_file(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    repo.write("b.md")
    repo.commit()
    assert repo.file("b.md").paths == ("b.md",)


def test_a_path_that_is_used_again_begins_another_life(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    repo.git("mv", "a.md", "old.md")
    repo.commit()
    repo.write("a.md", OTHER)
    repo.commit()
    files = repo.read().files
    assert (files["old.md"].first_path, files["old.md"].occurrence) == ("a.md", 0)
    assert (files["a.md"].first_path, files["a.md"].occurrence) == ("a.md", 1)


def test_a_removal_taken_back_begins_another_life(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    (repo.root / "a.md").unlink()
    repo.commit()
    repo.git("revert", "--no-edit", "HEAD")
    assert repo.file("a.md").occurrence == 1
    assert len(repo.file("a.md").changes) == 1


def test_renames_are_followed_from_outside_what_is_wanted(repo: Repo) -> None:
    repo.write("notes/a.txt")
    repo.commit()
    repo.write("contributions/x.md", OTHER)
    (repo.root / "notes/a.txt").rename(repo.root / "contributions/a.md")
    repo.commit()
    files = repo.read(wanted=lambda p: p.endswith("a.md")).files
    assert list(files) == ["contributions/a.md"]
    assert files["contributions/a.md"].first_path == "notes/a.txt"


def test_a_line_of_work_merged_after_a_rename_counts_for_the_renamed_file(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    repo.git("checkout", "-qb", "side")
    repo.write("a.md", TEXT + "side\n")
    side = repo.commit(name="Ben Example")
    repo.git("checkout", "-q", "main")
    repo.git("mv", "a.md", "b.md")
    repo.commit()
    repo.merge("side")
    found = repo.file("b.md")
    assert found.paths == ("a.md", "b.md")
    assert side in [c.commit for c in found.changes]


def test_renames_of_one_file_on_two_lines_give_two_files_with_different_identities(
    repo: Repo,
) -> None:
    repo.write("a.md")
    repo.commit()
    repo.git("checkout", "-qb", "side")
    repo.git("mv", "a.md", "b.md")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.git("mv", "a.md", "c.md")
    repo.commit()
    with pytest.raises(subprocess.CalledProcessError):
        repo.merge("side")
    repo.write("b.md")
    repo.write("c.md")
    repo.commit()
    files = repo.read().files
    assert {files[p].first_path for p in ("b.md", "c.md")} == {"a.md"}
    assert {files[p].occurrence for p in ("b.md", "c.md")} == {0, 1}
    assert all(f.paths[-1] == p for p, f in files.items())


def test_a_file_that_a_merge_itself_adds_is_credited_to_the_merge(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    for side in ("one", "two"):
        repo.git("checkout", "-qb", side, "main")
        repo.write(f"{side}.md", side)
        repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("main.md", "main")
    repo.commit()
    repo.merge("one", "two", "--no-commit")
    repo.write("evil.md", "nobody saw this coming")
    repo.git("mv", "one.md", "moved.md")
    merge = repo.commit("octopus")
    files = repo.read().files
    assert files["evil.md"].created.commit == merge
    assert len(repo.git("rev-list", "--parents", "-1", "HEAD").split()) == 4
    assert files["moved.md"].first_path == "one.md"
    assert set(files) == {"a.md", "two.md", "main.md", "evil.md", "moved.md"}


def test_a_merge_that_settles_a_conflict_improves_nothing(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    repo.git("checkout", "-qb", "side")
    repo.write("a.md", "side\n" + TEXT)
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("a.md", "main\n" + TEXT)
    repo.commit()
    with pytest.raises(subprocess.CalledProcessError):
        repo.merge("side")
    repo.write("a.md", "both\n" + TEXT)
    merge = repo.commit()
    assert merge not in [c.commit for c in repo.file("a.md").changes]
