"""The last search, kept in the cache: its files, and the records that they were made of.

It is believed only where this machine made it: it would bring text into the site past the gate.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from commonplace.readers.sealed import Sealed
from commonplace.search.document import Document

_FORM = b"1"
_LENGTH = 10  # digits that say where the head ends
_FILE = Sealed("search.bin", "search.key", 1_000_000_000)


@dataclass(frozen=True)
class Kept:
    """`files` of the site by their paths; `records` as they were given, packed, by address. `made_by` is what
    made them, `changes` how many records were changed in it since everything was indexed."""

    made_by: str
    files: Mapping[str, bytes]
    records: Mapping[str, bytes] = field(default_factory=dict)
    changes: int = 0

    def record(self, url: str) -> Document:
        """A record as it was given."""
        return Document(url, zlib.decompress(self.records[url]).decode())


def packed(documents: Iterable[Document]) -> dict[str, bytes]:
    """Records as they are kept."""
    return {one.url: zlib.compress(one.html.encode(), 1) for one in documents}


def load_kept(folder: Path) -> Kept | None:
    """What the last build on this machine left in `folder`, if it is whole."""
    body = _FILE.load(folder, _FORM)
    if body is None:
        return None
    try:
        return _read(body)
    except (ValueError, KeyError, TypeError):  # an older hub wrote it
        return None


def _read(body: bytes) -> Kept:
    at = _LENGTH + int(body[:_LENGTH])
    head = json.loads(body[_LENGTH:at])
    found: dict[str, dict[str, bytes]] = {}
    for table in ("files", "records"):
        found[table] = {}
        for name, size in head[table]:
            found[table][name] = body[at : at + size]
            at += size
    return Kept(head["made_by"], found["files"], found["records"], head["changes"])


def save_kept(folder: Path, kept: Kept) -> None:
    """Keep it for the next build."""
    tables = {"files": kept.files, "records": kept.records}
    sizes = {
        name: [[key, len(data)] for key, data in table.items()] for name, table in tables.items()
    }
    head = json.dumps({"made_by": kept.made_by, "changes": kept.changes, **sizes}).encode()
    start = b"%0*d" % (_LENGTH, len(head))
    _FILE.save(folder, _FORM, b"".join((start, head, *kept.files.values(), *kept.records.values())))


def place(kept: Kept, site: Path, last: str) -> None:
    """Write the files into a site; `last` comes last, since it says that all others are there."""
    folders = set()
    for path, content in sorted(kept.files.items(), key=lambda file: file[0] == last):
        target = site / path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        target.write_bytes(content)
