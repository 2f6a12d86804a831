"""The files of a repository at HEAD, of a clone or a bare one: listed with sizes, read in one go."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from commonplace.readers.history.log import path_of
from commonplace.readers.history.repository import (
    GitFailedError,
    GitMissingError,
    Repository,
    open_repository,
)

_GROUP = 200_000_000
_LINK = "120000"
_SUBMODULE = "160000"
# Git fetches what a partial clone lacks, by a program that the clone's own settings name.
_NO_FETCH = (
    ("protocol.allow", "never"),
    *(
        (f"protocol.{name}.allow", "never")
        for name in ("file", "git", "ssh", "http", "https", "ftp", "ftps", "ext", "fd")
    ),
)


@dataclass(frozen=True)
class TreeFile:
    """A regular file at HEAD: its path, Git's id of its content, and its size in bytes."""

    path: str
    blob: str
    size: int


@dataclass(frozen=True)
class Tree:
    """Everything at HEAD. `links` and `submodules` are paths that hold no content of their own.

    `origin` is the address it was cloned from, as written; `first_commit` is the oldest root commit.
    """

    files: Mapping[str, TreeFile]
    links: tuple[str, ...]
    submodules: tuple[str, ...]
    origin: str | None
    first_commit: str
    repository: Repository

    def read(self, files: Iterable[TreeFile]) -> Iterator[tuple[TreeFile, bytes | None]]:
        """The content of each file, None where the repository lacks it. Raises GitFailedError.

        One process reads them all; files of more than 200 MB together take one for each 200 MB.
        """
        group: list[TreeFile] = []
        size = 0
        for file in files:
            if group and size + file.size > _GROUP:
                yield from self._read_group(group)
                group, size = [], 0
            group.append(file)
            size += file.size
        if group:
            yield from self._read_group(group)

    def _read_group(self, group: list[TreeFile]) -> Iterator[tuple[TreeFile, bytes | None]]:
        ids = "".join(f"{file.blob}\n" for file in group)
        out = memoryview(self.repository.ask("cat-file", "--batch", stdin=ids.encode("ascii")))
        at = 0
        for file in group:
            end = _line_end(out, at)
            head = bytes(out[at:end]).split(b" ")
            at = end + 1
            if head[1:2] != [b"blob"]:
                yield file, None
                continue
            size = int(head[2])
            yield file, bytes(out[at : at + size])
            at += size + 1


def read_tree(root: Path) -> Tree | None:
    """What stands at HEAD of the repository whose top is `root`; None where there is no commit.

    Raises GitFailedError and GitMissingError.
    """
    repository = open_repository(root)
    head = repository.head if repository else None
    if repository is None or head is None:
        return None
    repository = replace(repository, settings=(*repository.settings, *_NO_FETCH))
    files: dict[str, TreeFile] = {}
    links: list[str] = []
    submodules: list[str] = []
    listing = repository.ask("ls-tree", "-r", "-l", "-z", "--full-tree", head)
    for row in listing.split(b"\0"):
        facts, _, raw = row.partition(b"\t")
        if not raw:
            continue
        mode, _, blob, size = facts.decode("ascii").split()
        path = path_of(raw)
        if mode == _LINK:
            links.append(path)
        elif mode == _SUBMODULE:
            submodules.append(path)
        elif not size.isdigit():
            raise GitFailedError(f"the text of {path!r} is missing")
        else:
            files[path] = TreeFile(path, blob, int(size))
    first = repository.ask("rev-list", "--max-parents=0", head).split()
    return Tree(
        files,
        tuple(links),
        tuple(submodules),
        _origin(repository),
        first[-1].decode("ascii"),
        repository,
    )


def _origin(repository: Repository) -> str | None:
    try:
        found = repository.ask("config", "--local", "--get", "remote.origin.url")
    except GitFailedError:
        return None
    return os.fsdecode(found).strip() or None


def _line_end(data: memoryview, start: int) -> int:
    """Git's own header lines are short: an id, a word, a number."""
    return start + bytes(data[start : start + 200]).index(b"\n")


__all__ = ["GitFailedError", "GitMissingError", "Tree", "TreeFile", "read_tree"]
