"""Real Git repositories for tests, the same to the byte on every machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

ADA = "Ada Example <ada@example.org>"
FIRST_DAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

_SETTINGS = """\
[core]
\tautocrlf = false
[commit]
\tgpgsign = false
[gc]
\tauto = 0
"""
_INHERITED = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LD_LIBRARY_PATH")


def git_environment(home: Path) -> dict[str, str]:
    """An environment in which Git reads nobody's settings and asks nobody anything."""
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return kept | {
        "HOME": str(home),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_AUTHOR_NAME": "Ada Example",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada Example",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
        "LC_ALL": "C.UTF-8",
    }


def write_files(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write each file below `root`, text as UTF-8 with its newlines as given; None deletes."""
    for name, content in files.items():
        path = root / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@dataclass
class Repository:
    """A Git repository in a test's folder. Without a `date`, a commit is a day after the last."""

    root: Path
    day: datetime = field(default=FIRST_DAY)

    @classmethod
    def create(cls, root: Path, *, branch: str = "main", bare: bool = False) -> Repository:
        """Make an empty repository at `root`, which need not exist."""
        root.mkdir(parents=True, exist_ok=True)
        repository = cls(root)
        repository.git(
            *("init", "--quiet", "--template=", f"--initial-branch={branch}"),
            *(["--bare"] if bare else []),
        )
        with (root / ("config" if bare else ".git/config")).open("a", encoding="utf-8") as settings:
            settings.write(_SETTINGS)
        return repository

    def git(self, *arguments: str, stdin: str | None = None, **environment: str) -> str:
        """Run Git here and return what it prints. Raises AssertionError with Git's words."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=git_environment(self.root.parent) | environment,
            input=None if stdin is None else stdin.encode("utf-8"),
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            check=False,
        )
        words = (done.stdout + done.stderr).decode("utf-8", "replace")
        assert done.returncode == 0, f"git {' '.join(arguments)}: {words}"
        return done.stdout.decode("utf-8", "replace")

    def commit(
        self,
        files: Mapping[str, str | bytes | None] | None = None,
        *,
        author: str = ADA,
        committer: str | None = None,
        date: str | datetime | None = None,
        committed: str | datetime | None = None,
        message: str = "Change something",
        trailers: Sequence[str] = (),
    ) -> str:
        """Write `files` (None deletes one), take in whatever else is changed, and commit.

        People are "Name <address>", dates ISO text or datetimes; `committer` and `committed` are
        the author and the `date` unless given. `trailers` are whole lines such as
        "Co-authored-by: Bo Example <bo@example.org>". Returns the commit's full id.
        """
        write_files(self.root, files or {})
        self.git("add", "--all")
        when = self._stamp(date)
        text = message.rstrip("\n") + "\n"
        if trailers:
            text += "\n" + "\n".join(trailers) + "\n"
        self.git(
            *("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--no-verify"),
            *("--cleanup=verbatim", "--file=-"),
            stdin=text,
            **_identity("AUTHOR", author, when),
            **_identity("COMMITTER", committer or author, self._text(committed) or when),
        )
        return self.head()

    def move(self, old: str, new: str) -> None:
        """Rename a file or folder; the next commit takes it in."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", "--", old, new)

    def swap(self, one: str, other: str) -> None:
        """Let two files change places; the next commit takes it in."""
        first, second = self.root / one, self.root / other
        parked = first.with_name(first.name + ".parked")
        first.rename(parked)
        second.rename(first)
        parked.rename(second)

    def switch(self, branch: str) -> None:
        """Go to a branch, made here when it does not exist."""
        known = self.git("branch", "--list", branch).strip()
        self.git("switch", "--quiet", *([] if known else ["--create"]), branch)

    def merge(self, branch: str, *, author: str = ADA, date: str | datetime | None = None) -> str:
        """Merge a branch with a merge commit, and return the commit's id."""
        when = self._stamp(date)
        self.git(
            *("merge", "--quiet", "--no-ff", "-m", f"Merge {branch}", branch),
            **_identity("AUTHOR", author, when),
            **_identity("COMMITTER", author, when),
        )
        return self.head()

    def head(self) -> str:
        """The full id of the newest commit."""
        return self.git("rev-parse", "HEAD").strip()

    def clone(self, root: Path, *, depth: int | None = None, bare: bool = False) -> Repository:
        """A clone at `root`; `depth` makes it a shallow one."""
        options = ([f"--depth={depth}"] if depth else []) + (["--bare"] if bare else [])
        self.git("clone", "--quiet", *options, self.root.resolve().as_uri(), str(root.resolve()))
        return Repository(root, self.day)

    def _stamp(self, date: str | datetime | None) -> str:
        if date is not None:
            return self._text(date)
        stamp = self.day.isoformat()
        self.day += timedelta(days=1)
        return stamp

    @staticmethod
    def _text(date: str | datetime | None) -> str:
        """A date as Git takes it; a day alone is nine in the morning, UTC."""
        if date is None:
            return ""
        text = date if isinstance(date, str) else date.isoformat()
        return f"{text}T09:00:00+00:00" if len(text) == len("2026-01-05") else text


def _identity(role: str, person: str, when: str) -> dict[str, str]:
    name, _, rest = person.partition("<")
    return {
        f"GIT_{role}_NAME": name.strip(),
        f"GIT_{role}_EMAIL": rest.rstrip(">").strip(),
        f"GIT_{role}_DATE": when,
    }
