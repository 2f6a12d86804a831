"""What is not in Git's history yet: files that differ from HEAD, and who would commit them."""

from __future__ import annotations

from commonplace.model.history import Identity
from commonplace.readers.history.log import path_of
from commonplace.readers.history.mailmap import Mailmap
from commonplace.readers.history.repository import GitFailedError, Repository


def read_uncommitted(repository: Repository) -> frozenset[str]:
    """Paths that differ from HEAD or are not in it; none for a bare repository."""
    if repository.bare:
        return frozenset()
    try:
        listing = repository.ask(
            "status",
            "--porcelain=v1",
            "-z",
            "--untracked-files=all",
            "--no-renames",
            "--ignore-submodules=all",
        )
    except GitFailedError:
        return frozenset()
    # "XY path": a line has no second path, as renames are not looked for.
    return frozenset(path_of(row[3:]) for row in listing.split(b"\0") if len(row) > 3)


def read_local_user(repository: Repository, mailmap: Mailmap) -> Identity | None:
    """Who would commit here now, or None where Git was not told."""
    try:
        listing = repository.ask("config", "-z", "--get-regexp", r"^user\.(name|email)$")
    except GitFailedError:
        return None
    values = {}
    for row in listing.decode("utf-8", "replace").split("\0"):
        key, _, value = row.partition("\n")
        values[key] = value.strip()
    if not values.get("user.name"):
        return None
    return mailmap.resolve(Identity(values["user.name"], values.get("user.email", "")))
