"""The source of an import: its files, their contents, and what its own history tells."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from commonplace.diagnostics import Diagnostic, HubError, diagnose
from commonplace.importing.origin import Origin, origin_of
from commonplace.model.history import History, HistoryState
from commonplace.readers.files import MAX_ASSET, list_files
from commonplace.readers.history import read_history
from commonplace.readers.history.tree import (
    GitFailedError,
    GitMissingError,
    Tree,
    TreeFile,
    read_tree,
)

_NO_FOLLOW = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_LONGEST = 800
_SHA1 = 40
_NOTES = (".md", ".markdown")


@dataclass(frozen=True)
class Source:
    """What there is to import. `files` are by path; `diagnostics` name what cannot be looked at.

    `read` gives the content of files, None for one that is not there any more.
    """

    origin: Origin
    files: Mapping[str, TreeFile]
    folders: frozenset[str]
    history: History
    diagnostics: tuple[Diagnostic, ...]
    read: Callable[[Iterable[TreeFile]], Iterator[tuple[TreeFile, bytes | None]]]


@dataclass(frozen=True)
class SourceRequest:
    """Which source to open: `address` overrules where it says it is from; `github` is a web address.

    `without_history` lets a shallow clone pass, with authors and days unknown.
    """

    folder: Path
    project: Path
    github: str
    address: str | None = None
    without_history: bool = False


def is_note(path: str) -> bool:
    """Whether a path is that of a Markdown text."""
    return path.lower().endswith(_NOTES)


def blob_id(content: bytes) -> str:
    """The id that Git gives to a content."""
    head = f"blob {len(content)}\0".encode("ascii")
    return hashlib.sha1(head + content, usedforsecurity=False).hexdigest()


def open_source(request: SourceRequest) -> Source:
    """List the source and read its history. Raises HubError with the words for whoever asked."""
    shown = request.folder.name or "/"
    folder = _folder(request, shown)
    try:
        tree = read_tree(folder)
        failed = ""
    except (GitMissingError, GitFailedError) as error:
        tree, failed = None, str(error)
    history, problems = _history(request, folder)
    if history.state is HistoryState.FULL and history.head is None:
        raise HubError([diagnose("import-source-empty", shown, source=shown)])
    if failed and history.state is not HistoryState.ABSENT:
        raise _incomplete(shown, failed)
    if tree is None:
        return _plain_folder(request, folder, shown, problems)
    return _repository(request, tree, history, shown)


def _folder(request: SourceRequest, shown: str) -> Path:
    try:
        folder = request.folder.resolve()
        if not folder.exists():
            raise HubError([diagnose("import-source-missing", shown, source=request.folder)])
        if not folder.is_dir():
            raise HubError([diagnose("import-source-file", shown, source=request.folder)])
        project = request.project.resolve()
        if folder.is_relative_to(project) or project.is_relative_to(folder):
            raise HubError([diagnose("import-source-inside", shown, source=request.folder)])
        next(os.scandir(folder), None)
    except OSError as error:
        reason = error.strerror or error
        raise HubError([diagnose("import-source-unreadable", shown, reason=reason)]) from error
    return folder


def _history(request: SourceRequest, folder: Path) -> tuple[History, list[Diagnostic]]:
    history, problems = read_history(folder, wanted=is_note, worktree=False)
    if history.state is HistoryState.SHALLOW and not request.without_history:
        raise HubError([diagnose("import-source-shallow", folder.name)])
    refused = [
        d
        for d in problems
        if d.code in ("history-no-git", "history-not-ours", "history-unreadable")
    ]
    if refused and (folder / ".git").exists() | (folder / "HEAD").is_file():
        raise HubError(refused)
    return history, problems


def _repository(request: SourceRequest, tree: Tree, history: History, shown: str) -> Source:
    stem = shown.removesuffix(".git") or shown
    origin = origin_of(
        request.address or tree.origin, f"{stem}@{tree.first_commit[:10]}", request.github
    )
    problems = [diagnose("import-link", path) for path in tree.links]
    problems += [diagnose("import-submodule", path) for path in tree.submodules]
    if history.state is not HistoryState.FULL:
        problems.append(diagnose("import-no-history", shown, source=shown))
    pending = _pending(tree)
    if pending:
        problems.append(diagnose("import-not-committed", pending[0], count=len(pending)))
    files = _good_names(tree.files, problems)

    def read(wanted: Iterable[TreeFile]) -> Iterator[tuple[TreeFile, bytes | None]]:
        try:
            yield from tree.read(wanted)
        except GitFailedError as error:
            raise _incomplete(shown, str(error)) from error

    return Source(origin, files, _folders(files), history, tuple(problems), read)


def _pending(tree: Tree) -> list[str]:
    """Notes whose files are not as committed, by their contents alone.

    Git is not asked: it compares files by programs that the source's own settings name.
    """
    if tree.repository.bare:
        return []
    root = tree.repository.root
    here = {path.removeprefix("./") for path in list_files(root, ".").sizes}
    inside = tuple(f"{path}/" for path in tree.submodules)
    found = {p for p in here - tree.files.keys() if is_note(p) and not p.startswith(inside)}
    for path, file in tree.files.items():
        # Hidden files and odd names are in no listing.
        listed = path.isprintable() and not any(p.startswith(".") for p in path.split("/"))
        if is_note(path) and listed and file.size <= MAX_ASSET:
            content = _read_file(root / path) if path in here else None
            if content is None or not _is_same(content, file):
                found.add(path)
    return sorted(found)


def _is_same(content: bytes, file: TreeFile) -> bool:
    """Whether a file is as committed, but for the ends of its lines."""
    if len(file.blob) != _SHA1:
        return len(content) == file.size
    return file.blob in (blob_id(content), blob_id(content.replace(b"\r\n", b"\n")))


def _incomplete(shown: str, said: str) -> HubError:
    lines = said.strip().splitlines() or ["Git says nothing more."]
    return HubError([diagnose("import-source-incomplete", shown, reason=lines[-1])])


def _plain_folder(
    request: SourceRequest, folder: Path, shown: str, found: list[Diagnostic]
) -> Source:
    listing = list_files(folder, ".")
    problems = [
        diagnose(
            "import-link" if d.code == "file-link" else "import-name", d.path.removeprefix("./")
        )
        for d in listing.diagnostics
        if d.code in ("file-link", "file-name")
    ]
    problems.append(diagnose("import-no-history", shown, source=shown))
    names = {path.removeprefix("./"): size for path, size in listing.sizes.items()}
    files = _good_names({p: TreeFile(p, "", size) for p, size in names.items()}, problems)
    origin = origin_of(request.address, shown, request.github)
    state = History(HistoryState.ABSENT)

    def read(wanted: Iterable[TreeFile]) -> Iterator[tuple[TreeFile, bytes | None]]:
        for file in wanted:
            yield file, _read_file(folder / file.path)

    return Source(origin, files, _folders(files), state, tuple(problems), read)


def _read_file(path: Path) -> bytes | None:
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | _NO_FOLLOW), "rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode) or facts.st_size > MAX_ASSET:
                return None
            return file.read(MAX_ASSET)
    except OSError:
        return None


def _good_names(files: Mapping[str, TreeFile], problems: list[Diagnostic]) -> dict[str, TreeFile]:
    """The files whose names any machine can hold; for the notes among the others a diagnostic."""
    good: dict[str, TreeFile] = {}
    for path in sorted(files):
        parts = path.split("/")
        good_parts = not {"", ".", "..", ".git"} & {part.lower() for part in parts}
        if path.isprintable() and len(path) <= _LONGEST and "\\" not in path and good_parts:
            good[path] = files[path]
        elif is_note(path):
            problems.append(diagnose("import-name", path))
    return good


def _folders(files: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for path in files:
        while "/" in path:
            path = path.rsplit("/", 1)[0]
            if path in found:
                break
            found.add(path)
    return frozenset(found)
