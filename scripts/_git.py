"""The few things that init and upgrade ask Git. Where there is no Git, there is no answer."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

_LONGEST_SECONDS = 120
# Only the hub itself is asked here. Somebody else's repository is read by _foreign.py.
_QUIET = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "--literal-pathspecs")
_PLACES = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_NAMESPACE"),
)


def ask(root: Path, *arguments: str) -> bytes | None:
    """What Git answers in a folder; None when it is not there, or says no."""
    environment = {name: value for name, value in os.environ.items() if name not in _PLACES}
    try:
        done = subprocess.run(
            ["git", *_QUIET, "-C", str(root), *arguments],
            env=environment | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def paths(answer: bytes | None) -> set[str]:
    """The paths in an answer that was asked for with `-z`."""
    return {os.fsdecode(part) for part in (answer or b"").split(b"\0") if part}


def changed(root: Path, names: Iterable[str]) -> set[str]:
    """Files below `names` that are not as in the last commit; those that Git never had are not here."""
    wanted = ["--name-only", "--relative", "--no-renames", "--no-ext-diff", "-z", "HEAD", "--"]
    return paths(ask(root, "diff", *wanted, *names))


def prepared(root: Path, names: Iterable[str]) -> set[str]:
    """Files below `names` of which something else is prepared for the next commit than is in the last."""
    wanted = ["--name-only", "--relative", "--no-renames", "--no-ext-diff", "-z", "HEAD", "--"]
    return paths(ask(root, "diff", "--cached", *wanted, *names))


def is_committed(root: Path, name: str) -> bool:
    """Whether the last commit has a file."""
    return ask(root, "rev-parse", "--verify", "--quiet", f"HEAD:./{name}") is not None


def tracked(root: Path, names: Iterable[str]) -> set[str]:
    """Files below `names` that Git knows."""
    return paths(ask(root, "ls-files", "-z", "--", *names))


def is_shallow(root: Path) -> bool:
    """Whether the beginning of the history is not here."""
    return (ask(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


def untracked(root: Path, names: Iterable[str]) -> set[str]:
    """Files below `names` that Git does not know."""
    return paths(ask(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *names))


def added_since(root: Path, base: str, names: Iterable[str]) -> set[str]:
    """Those of the files that `changed_since` tells which were not there when this branch left `base`."""
    fork = _fork(root, base)
    options = (
        "--name-only",
        "--relative",
        "--no-renames",
        "--no-ext-diff",
        "--diff-filter=A",
        "-z",
    )
    if fork is None:
        return set()
    return paths(ask(root, "diff", *options, fork, "--", *names)) | untracked(root, names)


def once_there(root: Path, names: Iterable[str]) -> set[str] | None:
    """Those of some files that the history took away; None where not all of it is here."""
    wanted = sorted(names)
    if not wanted or is_shallow(root):
        return None if wanted else set()
    options = ("--format=", "--name-only", "--relative", "--no-renames", "--diff-filter=D", "-z")
    answer = ask(root, "log", *options, "HEAD", "--", *wanted)
    return None if answer is None else {name.lstrip("\n") for name in paths(answer)}


def _fork(root: Path, base: str) -> str | None:
    """The commit at which this branch left `base`."""
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    known = (ask(root, *wanted) or b"").decode("ascii", "replace").strip()
    fork = ask(root, "merge-base", known, "HEAD") if known else None
    return (fork or b"").decode("ascii", "replace").strip() or None


def changed_since(root: Path, base: str, names: Iterable[str]) -> list[str] | None:
    """Files below `names` that are there and differ from where this branch left `base`: in commits, prepared,
    not prepared, or new. None where Git knows no such place."""
    start = _fork(root, base)
    if start is None:
        return None
    options = (
        "--name-only",
        "--relative",
        "--no-renames",
        "--no-ext-diff",
        "--diff-filter=d",
        "-z",
    )
    differ = ask(root, "diff", *options, start, "--", *names)
    if differ is None:
        return None
    return sorted(paths(differ) | untracked(root, names))


def origin(root: Path) -> str | None:
    """The web address of the repository that this one was cloned from, where it has one."""
    answer = ask(root, "remote", "get-url", "origin")
    return web_address(answer.decode("utf-8", "replace").strip()) if answer else None


def web_address(text: str) -> str | None:
    """A repository's address as a browser takes it, without a name or password; None for a folder."""
    scp = re.fullmatch(r"(?:[\w.+-]+@)?([\w-]+(?:\.[\w-]+)+):(?!//)/?([^\s:]+)", text)
    if scp:
        return _web("https", scp[1], scp[2])
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "ssh", "git", "git+ssh") or not host:
        return None
    by_web = parts.scheme in ("http", "https")
    place = f"{host}:{port}" if port and by_web else host
    return _web(parts.scheme if by_web else "https", place, parts.path)


def _web(scheme: str, host: str, path: str) -> str | None:
    path = path.strip("/").removesuffix(".git").strip("/")
    if not path or not re.fullmatch(r"[\w.~/%+-]+", path) or ".." in path.split("/"):
        return None
    return f"{scheme}://{host}/{path}"
