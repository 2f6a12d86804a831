"""The history reader on real repositories: lives of files, credit, states, and nothing that runs."""

from __future__ import annotations

import os
import subprocess
import sys
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


def codes(root: Path) -> list[str]:
    return [d.code for d in read_history(root)[1]]


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


@pytest.mark.parametrize("date", ["-1 +0000", "99999999999999 +0000", "1700000000 +9959", "nonsense"])
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
