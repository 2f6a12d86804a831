"""What an upgrade will do to each file, worked out before anything is touched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts import _changes, _git
from scripts._names import is_plain
from scripts._newer import Newer
from scripts._product import (
    INSTALLED,
    Installed,
    ProductError,
    digest,
    digest_at,
    files_of,
    read_installed,
    refuse_links,
    version_of,
)


@dataclass(frozen=True)
class Plan:
    """Paths by what becomes of them. `kept` are changed ones, copied before they are replaced or removed;
    `unsure` are files in the product's folders of which nobody knows whose they are: they stay.
    `seen` are the digests of what is replaced or removed, as it was when this was worked out.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    unsure: tuple[str, ...]
    seen: Mapping[str, str]

    @property
    def nothing(self) -> bool:
        """Whether every file is as it should be."""
        return not (self.added or self.replaced or self.removed)


def plan_upgrade(hub: Path, newer: Newer) -> Plan:
    """Compare the hub with the newer product, file by file. Raises ProductError and OSError."""
    refuse_links(hub, INSTALLED)
    if (hub / INSTALLED).is_dir():
        raise ProductError(f"“{INSTALLED}” is a folder here and has to be a file. Move it away.")
    note = read_installed(hub)
    here = set(files_of(hub, newer.product))
    listed = {path for path in note.files if is_plain(path)} if note else set()
    here |= {path for path in listed if newer.product.covers(path) and (hub / path).is_file()}
    added, replaced, removed, kept, unsure = [], [], [], [], []
    seen: dict[str, str] = {}
    for path in sorted(newer.files):
        refuse_links(hub, path)
        if (hub / path).is_dir():
            raise ProductError(
                f"“{path}” is a folder here and a file in the product. Move it away."
            )
        data = (hub / path).read_bytes() if path in here else None
        if data is None:
            added.append(path)
        elif digest(data) != newer.files[path]:
            replaced.append(path)
            seen[path] = digest(data)
            if not _as_it_came(path, data, note, newer):
                kept.append(path)
    for path in sorted(here - set(newer.files)):
        refuse_links(hub, path)
        if note is not None and path not in listed:
            continue  # the product did not bring it
        data = (hub / path).read_bytes()
        came = _as_it_came(path, data, note, newer)
        if came or path in listed:
            removed.append(path)
            seen[path] = digest(data)
            if not came:
                kept.append(path)
        elif not newer.history:
            unsure.append(path)
    return Plan(
        added=tuple(added),
        replaced=tuple(replaced),
        removed=tuple(removed),
        kept=tuple(kept),
        unsure=tuple(unsure),
        seen=seen,
    )


def refuse_older(hub: Path, newer: Newer) -> None:
    """Raise ProductError when the product to take from is older than the one that is here."""
    note = read_installed(hub)
    mine, theirs = version_of(hub), newer.version
    if note is not None and _number(note.version) > _number(mine):
        mine = note.version  # an upgrade that was stopped has the new pyproject.toml, or has not
    if _number(theirs) < _number(mine):
        raise ProductError(
            f"That is version {theirs}, and this hub has {mine} already. "
            "To go back all the same, add --force."
        )
    lost, won = (_changes.only_in(*pair) for pair in ((hub, newer.root), (newer.root, hub)))
    if theirs == mine and lost and not won:
        raise ProductError(
            f"Both are version {mine}, and this hub's CHANGELOG.md knows more than that one: it is "
            "older. To go back all the same, add --force."
        )


def refuse_unsaved(hub: Path, newer: Newer) -> None:
    """Raise ProductError when Git does not have the product's files as they are: nothing could undo it.

    What an upgrade that was stopped has left is as in the newer product, and is no reason.
    """
    unsaved = [
        path
        for path in sorted(_git.changed(hub, newer.product.ours))
        if newer.product.covers(path) and digest_at(hub, path) != newer.files.get(path)
    ]
    if unsaved:
        shown = "\n".join(f"  {path}" for path in unsaved[:10])
        more = f"\n  and {len(unsaved) - 10} more" if len(unsaved) > 10 else ""
        raise ProductError(
            f"These files of the product were changed and are not saved in Git:\n{shown}{more}\n"
            "Save them first, so that an upgrade can be undone: git commit --all --message "
            '"Before the upgrade". Or put them aside: git stash.'
        )


def next_note(newer: Newer) -> Installed:
    """The note of what is installed once the upgrade is done."""
    return Installed(newer.version, newer.files)


def _as_it_came(path: str, data: bytes, note: Installed | None, newer: Newer) -> bool:
    """Whether a file is one that the product brought, unchanged."""
    return (note is not None and note.files.get(path) == digest(data)) or newer.had(path, data)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:4])
