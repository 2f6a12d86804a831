"""The branch that proposes what an issue says: made without a work tree, followed while it is ours.

Nothing that somebody typed is an argument of Git's: texts and messages go in by its standard input, paths are
made of letters, digits and hyphens, and the token goes in by the environment.
"""

from __future__ import annotations

import base64
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from commonplace.drafting.draft import ID_LENGTH, ID_LETTERS
from commonplace.model.kinds import KINDS
from commonplace.repository.form_fields import ISSUE_BRANCH
from scripts._git_alone import git_says
from scripts._github.transport import is_loopback

BOT = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")
"""Who commits, as GitHub calls it; the hub takes it for no person."""

_SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_FOLDERS = "|".join(kind.folder for kind in KINDS)
PATH = re.compile(rf"contributions/(?:{_FOLDERS})/[^\W_]+(?:-[^\W_]+)*\.md")
"""The only paths that are ever written."""

_QUIET = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "credential.helper=",
)
_FAR = (
    *_QUIET,
    "-c",
    "http.followRedirects=false",
    "-c",
    "gc.auto=0",
    "-c",
    "fetch.fsckObjects=true",
)


class BranchError(Exception):
    """Git said no. The message is for who looks after the repository."""


@dataclass(frozen=True)
class Standing:
    """What we put on the branch before: the commit, and the file's path and id."""

    commit: str
    path: str
    ident: str


class Branch:
    """The branch of one issue in the repository that `root` was cloned from."""

    def __init__(self, root: Path, number: int, token: str) -> None:
        """Get ready; nothing is asked yet. Raises BranchError."""
        self.name = f"{ISSUE_BRANCH}{number}"
        self._ref = f"refs/heads/{self.name}"
        self._kept = f"refs/hub/issue-{number}"
        self._root = root
        self._number = number
        self._reach = self._reaching(token)

    def tip(self) -> str | None:
        """The commit that the branch stands at on the server, fetched; None where there is no branch."""
        listed = self._far("ls-remote", "--", "origin", self._ref).decode("ascii", "replace")
        rows = [row.split("\t") for row in listed.splitlines()]
        if not any(row[-1] == self._ref for row in rows):
            return None
        self._far(
            *("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"),
            *("--", "origin", f"+{self._ref}:{self._kept}"),
        )
        return self._sha("rev-parse", "--verify", "--quiet", f"{self._kept}^{{commit}}")

    def ours(self, commit: str) -> Standing | None:
        """What we put there, if that commit is our own for this issue; else somebody else was at work."""
        whole = self._git("cat-file", "commit", commit).decode("utf-8", "replace")
        head, _, message = whole.partition("\n\n")
        committer = next((row for row in head.split("\n") if row.startswith("committer ")), "")
        marks = dict(re.findall(r"(?m)^(Hub-[A-Z][a-z]+): (\S+)$", message))
        path, ident = marks.get("Hub-Path", ""), marks.get("Hub-Id", "")
        known = (
            committer.startswith(f"committer {BOT[0]} <{BOT[1]}> ")
            and marks.get("Hub-Issue") == str(self._number)
            and PATH.fullmatch(path)
            and re.fullmatch(f"[{ID_LETTERS}]{{{ID_LENGTH}}}", ident)
        )
        return Standing(commit, path, ident) if known else None

    def head(self) -> str:
        """The commit that a new branch begins at: what is checked out."""
        return self._sha("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    def write(self, parent: str, path: str, text: str, message: str, former: str = "") -> str:
        """A commit on `parent` with the text at `path` and `former` gone; `parent` where nothing changes."""
        if not PATH.fullmatch(path):
            raise BranchError("The path of the text is none that the hub makes.")
        blob = self._sha("hash-object", "-w", "--stdin", stdin=text.encode("utf-8"))
        rows = [f"100644 {blob}\t{path}\0"]
        if former and former != path:
            rows.insert(0, f"0 {'0' * len(blob)}\t{former}\0")
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            self._git("read-tree", parent, more=index)
            given = "".join(rows).encode("utf-8")
            self._git("update-index", "-z", "--index-info", stdin=given, more=index)
            tree = self._sha("write-tree", more=index)
        if tree == self._sha("rev-parse", "--verify", "--quiet", f"{parent}^{{tree}}"):
            return parent
        who = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in zip(("NAME", "EMAIL"), BOT, strict=True)
        }
        made = ("commit-tree", tree, "-p", parent, "-F", "-")
        return self._sha(*made, stdin=message.encode("utf-8"), more=who)

    def has_former(self, standing: Standing) -> bool:
        """Whether a former version of ours lies below what stands there."""
        head = self._git("cat-file", "commit", standing.commit).partition(b"\n\n")[0]
        rows = (row.partition(b" ") for row in head.split(b"\n"))
        below = [commit.decode("ascii") for key, _, commit in rows if key == b"parent"]
        return any(self.ours(commit) for commit in below)

    def push(self, commit: str, over: Standing | None = None) -> None:
        """Let the branch stand at `commit`, never over anything that is not below it, but for `over`, if
        that is still what stands there. Raises BranchError."""
        lease = (f"--force-with-lease={self._ref}:{over.commit}",) if over else ()
        spec = f"{commit}:{self._ref}"
        self._far("push", "--quiet", "--no-verify", *lease, "--", "origin", spec)

    def _reaching(self, token: str) -> dict[str, str]:
        """What lets Git reach the server: the token as a header for this host, in the environment alone."""
        url = (
            self._git("remote", "get-url", "--push", "--", "origin")
            .decode("utf-8", "replace")
            .strip()
        )
        try:
            parts = urlsplit(url)
            host, scheme = parts.hostname or "", parts.scheme
        except ValueError:
            host = scheme = ""
        if scheme not in ("http", "https"):
            return {"GIT_ALLOW_PROTOCOL": "file"}
        if parts.username or (scheme == "http" and not is_loopback(host)):
            raise BranchError(
                "The repository's address has to be plain https, without a name in it."
            )
        word = base64.b64encode(f"x-access-token:{token}".encode("ascii")).decode("ascii")
        key = f"http.{scheme}://{parts.netloc}/.extraheader"
        return {
            "GIT_ALLOW_PROTOCOL": scheme,
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": key,
            "GIT_CONFIG_VALUE_0": "",  # whatever a workflow's checkout may have left
            "GIT_CONFIG_KEY_1": key,
            "GIT_CONFIG_VALUE_1": f"Authorization: Basic {word}",
        }

    def _far(self, *arguments: str) -> bytes:
        found = git_says(self._root, (*_FAR, *arguments), more=self._reach)
        if found is None:
            raise BranchError(
                f"Git could not {arguments[0]} “{self.name}”. Check that the job has the permission "
                "“contents: write” and that no rule of the repository protects branches of this name."
            )
        return found

    def _git(
        self, *arguments: str, stdin: bytes = b"", more: dict[str, str] | None = None
    ) -> bytes:
        found = git_says(self._root, (*_QUIET, *arguments), stdin, more)
        if found is None:
            raise BranchError(
                f"Git could not {arguments[0]} here. Is this a whole clone of the hub?"
            )
        return found

    def _sha(self, *arguments: str, stdin: bytes = b"", more: dict[str, str] | None = None) -> str:
        found = self._git(*arguments, stdin=stdin, more=more).decode("ascii", "replace").strip()
        if not _SHA.fullmatch(found):
            raise BranchError(f"Git's answer to {arguments[0]} is none.")
        return found
