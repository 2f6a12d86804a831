"""What the hub has already: imported notes by their identity, the addresses taken, the topics."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from commonplace.diagnostics import Diagnostic
from commonplace.importing.source import blob_id, is_note
from commonplace.model.contribution import ImportedFrom
from commonplace.model.kinds import BY_FOLDER, Kind
from commonplace.model.slug import slug_of
from commonplace.readers.contributions import FOLDER, read_contributions
from commonplace.readers.files import read_text
from commonplace.readers.frontmatter import split_front_matter
from commonplace.readers.topics import read_topics, topic_names

_BLOCK = re.compile(r"---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ID = re.compile(r"^id:[ ]*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Imported:
    """A contribution that an import wrote: `block` is its block of keys as it stands, with its dashes."""

    path: str
    kind: Kind
    id: str | None
    source: ImportedFrom
    addresses: tuple[str, ...]
    block: str
    body: str

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return _slug(self.path)

    @property
    def text(self) -> str:
        """The id of the text as it stands now."""
        return blob_id(self.body.encode("utf-8"))


@dataclass(frozen=True)
class Existing:
    """What stands in the project. `topics` lead from slugs, present and former, to present ones.

    `slugs` are those taken, by the name of their kind; `paths` are folded, as some disks do.
    `unreadable` leads from ids to the paths of contributions that are broken as they stand now.
    """

    imported: tuple[Imported, ...]
    slugs: Mapping[str, frozenset[str]]
    paths: frozenset[str]
    topics: Mapping[str, str]
    unreadable: Mapping[str, str] = field(default_factory=dict)


def read_existing(root: Path, docs_dir: str) -> Existing:
    """Look at contributions/ and the topics of the project in `root`."""
    read = read_contributions(root)
    imported = [
        found
        for document in read.documents
        if document.front.imported_from
        if (
            found := _imported(
                root,
                document.path,
                document.kind,
                (document.front.id, document.front.imported_from, document.front.addresses),
            )
        )
    ]
    readable = {document.path for document in read.documents}
    unreadable: dict[str, str] = {}
    slugs: dict[str, set[str]] = {}
    paths: set[str] = set()
    for path in _every_path(root):
        paths.add(path.casefold())
        kind = BY_FOLDER.get(path.split("/")[1]) if path.count("/") > 1 else None
        if kind is not None and is_note(path):
            slugs.setdefault(kind.name, set()).add(_slug(path))
            if path not in readable and (ident := _written_id(root, path)):
                unreadable[ident] = path
    topics, _ = read_topics(root, docs_dir)
    return Existing(
        tuple(sorted(imported, key=lambda one: one.path)),
        {kind: frozenset(taken) for kind, taken in slugs.items()},
        frozenset(paths),
        topic_names(topics),
        unreadable,
    )


def _every_path(root: Path) -> Iterator[str]:
    """Every path below contributions/, the unreadable and the hidden ones too."""
    for folder, _, names in os.walk(root / FOLDER):
        inside = Path(folder).relative_to(root).as_posix()
        yield from (f"{inside}/{name}" for name in names)


def _slug(path: str) -> str:
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    return slug_of(posixpath.basename(folder) if stem.lower() == "index" else stem)


def _imported(
    root: Path, path: str, kind: Kind, front: tuple[str | None, ImportedFrom, tuple[str, ...]]
) -> Imported | None:
    text = read_text(root, path)
    if isinstance(text, Diagnostic):
        return None
    top, _ = split_front_matter(text, path)
    block = text[: len(text) - len(top.body)] if _BLOCK.match(text) else ""
    ident, source, addresses = front
    return Imported(path, kind, ident, source, addresses, block, top.body) if block else None


def _written_id(root: Path, path: str) -> str | None:
    text = read_text(root, path)
    found = None if isinstance(text, Diagnostic) else _ID.search(text, 0, 40_000)
    return found[1] if found else None
