"""Asking Git.

Neither the repository's nor the user's settings run a program or change an answer.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

_SETTINGS = (
    "core.alternateRefsCommand=:",
    "core.askPass=",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.quotePath=false",
    "core.sshCommand=false",
    "credential.helper=",
    "diff.external=",
    "diff.ignoreSubmodules=all",
    "diff.orderFile=/dev/null",
    "diff.suppressBlankEmpty=false",
    "gpg.program=false",
    "i18n.logOutputEncoding=UTF-8",
    "log.showRoot=true",
    "log.showSignature=false",
    "submodule.recurse=false",
)
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_DIFF_OPTS": "",
    "GIT_FLUSH": "0",  # or Git writes, and somebody is woken, once a commit
    "GIT_EXTERNAL_DIFF": "",
    # A partial clone would fetch what is missing, by a program that its own settings name.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
}
# "false" does nothing and says so, where an empty name would be run as one.
_HARMLESS = {
    "filter": (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")),
    "diff": (("command", "false"), ("textconv", "false")),
    "merge": (("driver", "false"),),
}
_LOCATION = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR")


class GitMissingError(Exception):
    """There is no Git program on this machine."""


class GitFailedError(Exception):
    """Git refused; the message is what it said."""


@dataclass(frozen=True)
class Repository:
    """A repository whose top level is `root`. `head` is None before the first commit."""

    root: Path
    bare: bool
    shallow: bool
    head: str | None
    settings: tuple[tuple[str, str], ...] = ()

    def ask(self, *arguments: str, stdin: bytes | None = None) -> bytes:
        """What a Git command prints. Raises GitFailedError and GitMissingError."""
        return _run(self.root, arguments, stdin, self.settings)


def open_repository(root: Path) -> Repository | None:
    """The repository whose top is `root`, or None (one that lies further up does not count).

    Raises GitFailedError when there is one that Git will not read, GitMissingError without Git.
    """
    root = root.resolve()
    own = (root / ".git").exists()
    if not own and not (root / "HEAD").is_file():
        return None
    try:
        answer = _run(
            root,
            ("rev-parse", "--is-bare-repository", "--is-shallow-repository", "--absolute-git-dir"),
        )
    except GitFailedError:
        if own:
            raise
        return None
    bare, shallow, folder = os.fsdecode(answer).split("\n", 2)
    if bare == "true" and not own and Path(folder.rstrip("\n")).resolve() != root:
        return None
    return Repository(
        root, bare == "true" and not own, shallow == "true", _head(root), _harmless_drivers(root)
    )


def _head(root: Path) -> str | None:
    try:
        found = _run(root, ("rev-parse", "--verify", "--quiet", "HEAD^{commit}"))
    except GitFailedError:
        if _run(root, ("for-each-ref", "--count=1", "--format=x", _branch(root))):
            raise
        return None
    return found.decode("ascii").strip()


def _branch(root: Path) -> str:
    """What HEAD stands for. Raises GitFailedError when it names a commit that is not there."""
    return os.fsdecode(_run(root, ("symbolic-ref", "--quiet", "HEAD"))).strip()


def _harmless_drivers(root: Path) -> tuple[tuple[str, str], ...]:
    """Settings that switch off the programs which any settings name for some kinds of files.

    Those that are included and those of one work tree are among them. Raises GitFailedError.
    """
    listing = _run(root, ("config", "--includes", "--name-only", "-z", "--list"))
    drivers: set[tuple[str, str]] = set()
    for key in os.fsdecode(listing).split("\0"):
        section, dot, rest = key.partition(".")
        if section in _HARMLESS and dot and "." in rest:
            drivers.add((section, rest.rpartition(".")[0]))
    return tuple(
        (f"{section}.{driver}.{key}", value)
        for section, driver in sorted(drivers)
        for key, value in _HARMLESS[section]
    )


def _run(
    root: Path,
    arguments: tuple[str, ...],
    stdin: bytes | None = None,
    settings: tuple[tuple[str, str], ...] = (),
) -> bytes:
    try:
        # GitPython looks for the program when it is imported, and raises ImportError without one.
        from git import Git
        from git.exc import GitCommandNotFound
    except ImportError as error:
        raise GitMissingError(str(error)) from error
    command = [str(Git.GIT_PYTHON_GIT_EXECUTABLE or "git"), "--no-pager", "--literal-pathspecs"]
    for setting in _SETTINGS:
        command += ["-c", setting]
    with tempfile.TemporaryFile() as given:
        if stdin is not None:
            given.write(stdin)
            given.seek(0)
        try:
            status, out, err = Git(str(root)).execute(
                [*command, *arguments],
                istream=given,
                env=_environment(root, settings),
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
            )
        except GitCommandNotFound as error:
            raise GitMissingError(str(error)) from error
        except OSError as error:
            raise GitFailedError(str(error)) from error
    if status != 0:
        raise GitFailedError(err if isinstance(err, str) else os.fsdecode(err))
    return out if isinstance(out, bytes) else os.fsencode(out)


def _environment(root: Path, settings: tuple[tuple[str, str], ...]) -> dict[str, str]:
    environment = dict(_ENVIRONMENT, GIT_CEILING_DIRECTORIES=str(root.parent))
    if any(name in os.environ for name in _LOCATION):
        # Set by Git while a hook of any repository runs; they would lead away from `root`.
        own = (root / ".git").exists()
        environment["GIT_DIR"] = str(root / ".git") if own else str(root)
        if own:
            environment["GIT_WORK_TREE"] = str(root)
    if settings:
        given = os.environ.get("GIT_CONFIG_COUNT", "")
        first = int(given) if given.isdecimal() else 0
        for number, (key, value) in enumerate(settings, start=first):
            environment[f"GIT_CONFIG_KEY_{number}"] = key
            environment[f"GIT_CONFIG_VALUE_{number}"] = value
        environment["GIT_CONFIG_COUNT"] = str(first + len(settings))
    return environment
