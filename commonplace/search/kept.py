"""The files of the last search, kept in the cache: they go out again where nothing that is searched changed.

They are believed only where this machine made them: they would bring text into the site past the gate.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from commonplace.readers.sealed import Sealed
from commonplace.search.document import NOT_SEARCHED, Document
from commonplace.search.findable import SearchPlan

_FORM = b"1"  # of the file, and of everything that is made of the same records
_LENGTH = 10  # digits that say where the head ends
_FILE = Sealed("search.bin", "search.key", 1_000_000_000)


@dataclass(frozen=True)
class Kept:
    """Every file of the search by its path in the site, and what they were made of."""

    digest: str
    files: Mapping[str, bytes]


def digest_of(plan: SearchPlan, documents: Iterable[Document], maker: str) -> str:
    """What stands for all that is searched; `maker` is the version of the program that makes the index."""
    found = hashlib.sha256(_FORM)
    for text in (maker, plan.language, json.dumps(plan.topics), *NOT_SEARCHED):
        found.update(b"\1" + text.encode())
    for one in documents:
        found.update(b"\0" + one.url.encode())
        found.update(b"\0" + one.html.encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def load_kept(folder: Path) -> Kept | None:
    """What the last build on this machine left in `folder`, if it is whole."""
    body = _FILE.load(folder, _FORM)
    if body is None:
        return None
    at = _LENGTH + int(body[:_LENGTH])
    head = json.loads(body[_LENGTH:at])
    files = {}
    for path, size in head["files"]:
        files[path] = body[at : at + size]
        at += size
    return Kept(head["digest"], files)


def save_kept(folder: Path, kept: Kept) -> None:
    """Keep the files for the next build."""
    sizes = [[path, len(content)] for path, content in kept.files.items()]
    head = json.dumps({"digest": kept.digest, "files": sizes}).encode()
    _FILE.save(
        folder, _FORM, b"".join((b"%0*d" % (_LENGTH, len(head)), head, *kept.files.values()))
    )


def place(kept: Kept, site: Path, last: str) -> None:
    """Write the files into a site; `last` comes last, since it says that all others are there."""
    folders = set()
    for path, content in sorted(kept.files.items(), key=lambda file: file[0] == last):
        target = site / path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        target.write_bytes(content)
