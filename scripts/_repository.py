"""The files of the repository that are made from the hub: which are out of date, and which are a person's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commonplace.model.hub import Hub
from commonplace.pages.github import FORMS
from commonplace.readers.people import read_people
from commonplace.repository.files import MARK, repository_files
from commonplace.repository.ground import Ground, accounts_in
from scripts._bounded import MOST_TEXT, read_plain
from scripts._product import is_link, refuse_links, same_ends
from scripts._writing import refuse_unwritable, remove, write

_FOLDERS = (".github", FORMS)
_TOP = 600  # the mark stands in the first lines


@dataclass(frozen=True)
class Wanted:
    """What there is to do: files to write, files that are made no more, and files of people's own."""

    written: dict[str, str]
    removed: tuple[str, ...]
    own: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether all is as it should be."""
        return not self.written and not self.removed


def look(root: Path, hub: Hub) -> Wanted:
    """Hold the files that are there to what the hub says. Raises OSError and ProductError."""
    wanted = repository_files(Ground(hub, accounts_in(read_people(root)[0])))
    written: dict[str, str] = {}
    own = []
    for path, text in wanted.items():
        refuse_links(root, path)
        there = _text(root / path)
        if there is None or (there != text and MARK in there[:_TOP]):
            written[path] = text
        elif there != text:
            own.append(path)
    removed = [path for path in _made(root) if path not in wanted]
    return Wanted(written, tuple(removed), tuple(own))


def do(root: Path, wanted: Wanted) -> None:
    """Write and remove. Raises OSError and ProductError, before anything is done where that can be told."""
    for path in wanted.written:
        refuse_unwritable(root, path)
    for path, text in wanted.written.items():
        write(root, path, text.encode("utf-8"))
    for path in wanted.removed:
        remove(root, path)


def _made(root: Path) -> list[str]:
    """The files that bear the mark."""
    found = []
    for folder in _FOLDERS:
        if not (root / folder).is_dir() or is_link(root / folder):
            continue
        for path in sorted((root / folder).iterdir()):
            if path.is_file() and not is_link(path) and MARK in (_text(path) or "")[:_TOP]:
                found.append(path.relative_to(root).as_posix())
    return found


def _text(path: Path) -> str | None:
    try:
        return same_ends(read_plain(path, MOST_TEXT)).decode("utf-8", "replace")
    except FileNotFoundError:
        return None
