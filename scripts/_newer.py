"""The product that an upgrade takes from: a folder, an archive, or a Git repository."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts._archives import ENDINGS, Room, unpack
from scripts._bounded import MOST_BYTES, MOST_IN_ONE
from scripts._foreign import Foreign, open_foreign
from scripts._product import (
    Product,
    ProductError,
    digest_at,
    files_of,
    project_of,
    read_product,
    same_ends,
    version_of,
)

_MARKS = (
    *("commonplace/__init__.py", "hooks/hub.py", "scripts/hub", "requirements/build.txt"),
    *("docs/overrides/main.html", "pyproject.toml"),
)


@dataclass(frozen=True)
class Newer:
    """A product to take from: where it lies, its files with their digests, and what it was before.

    `history` has each path with Git's name of each content that it ever had there; empty where that is
    not known.
    """

    root: Path
    product: Product
    files: Mapping[str, str]
    history: frozenset[tuple[str, str]]
    version: str

    def had(self, path: str, data: bytes) -> bool:
        """Whether the product ever had a file with this content at this very place."""
        kinds = ("sha1", "sha256") if self.history else ()
        return any((path, blob_name(data, kind)) in self.history for kind in kinds)


def blob_name(data: bytes, kind: str) -> str:
    """Git's name of a file's content."""
    text = same_ends(data)
    return hashlib.new(kind, b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()


def refuse_address(given: str) -> None:
    """Raises ProductError for what is on another machine: nothing here asks the network."""
    if ":" in given and not Path(given).exists():
        raise ProductError(
            f"“{given}” is not on this machine. Get a copy first, with “git clone”, and name its folder."
        )


def open_newer(given: Path, folder: Path, fallback: Product) -> Newer:
    """Find the product in what was given; `folder` is empty, and is where an archive is unpacked.

    `fallback` is the list of the product's files for a product that has none. Raises ProductError, OSError.
    """
    if given.is_file() and given.name.lower().endswith(ENDINGS):
        return _read(unpack(given, folder), fallback, given, None)
    if not given.is_dir():
        raise ProductError(f"“{given}” is neither a folder nor an archive ({', '.join(ENDINGS)}).")
    foreign = open_foreign(given, folder / "borrowed.git")
    root = given
    if foreign and foreign.bare:
        root = folder / "product"
        root.mkdir()
        foreign.export(root)
    return _read(root, fallback, given, foreign)


def _read(root: Path, fallback: Product, given: Path, foreign: Foreign | None) -> Newer:
    missing = [name for name in _MARKS if not (root / name).is_file()]
    if missing:
        raise ProductError(
            f"“{given}” is no product of the hub: {', '.join(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} not in it."
        )
    if project_of(root).get("name") != "commonplace":
        raise ProductError(f"“{given}” is another project: its pyproject.toml is not the hub's.")
    product = read_product(root) or fallback
    # What its makers have lying about is not the product's.
    known = foreign.files() if foreign else None
    names = (name for name in files_of(root, product) if known is None or name in known)
    return Newer(
        root=root,
        product=product,
        files=_digests(root, names, Room(given.name, root)),
        history=foreign.history() if foreign else frozenset(),
        version=version_of(root),
    )


def _digests(root: Path, names: Iterable[str], room: Room) -> dict[str, str]:
    found: dict[str, str] = {}
    left = MOST_BYTES
    for name in names:
        room.count()
        left -= (root / name).lstat().st_size
        if left < 0:
            raise room.too_much()
        value = digest_at(root, name, MOST_IN_ONE)
        if value:
            found[name] = value
    return dict(sorted(found.items()))
