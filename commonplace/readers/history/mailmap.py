"""The mailmap, by Git's own rules.

Git applies it to authors but not to trailers, the hub to both.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from commonplace.model.history import Identity
from commonplace.readers.history.repository import GitFailedError, Repository

_MOST_BYTES = 4 * 1024 * 1024
# A link is refused, and a pipe does not keep us waiting; Windows knows neither flag.
_PLAIN_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass
class _Entry:
    name: str | None = None
    email: str | None = None
    by_name: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)


class Mailmap:
    """Who is meant by a name and an address. An empty one changes nothing."""

    def __init__(self, text: str = "") -> None:
        self._entries: dict[str, _Entry] = {}
        for line in text.split("\n"):
            self._add(line)

    def resolve(self, identity: Identity) -> Identity:
        """The identity to show and count; one that is not listed comes back as it is."""
        entry = self._entries.get(_folded(identity.email))
        if entry is None:
            return identity
        name, email = entry.by_name.get(_folded(identity.name), (entry.name, entry.email))
        return Identity(name or identity.name, email or identity.email)

    def _add(self, line: str) -> None:
        if line.startswith("#"):
            return
        first = _name_and_address(line, may_be_empty=False)
        if first is None:
            return
        new_name, new_email, rest = first
        second = _name_and_address(rest, may_be_empty=True)
        old_name: str | None = None
        old_email: str = new_email or ""
        if second is None:
            new_email = None
        else:
            old_name, old_email = second[0], second[1] or ""
        entry = self._entries.setdefault(_folded(old_email), _Entry())
        if old_name is not None:
            entry.by_name[_folded(old_name)] = (new_name, new_email)
            return
        entry.name = new_name or entry.name
        entry.email = new_email or entry.email


def read_mailmap(repository: Repository) -> Mailmap:
    """The `.mailmap` at the top of the repository, or in HEAD of a bare one.

    A link is not followed.
    """
    if not repository.bare:
        raw = _read(repository.root / ".mailmap")
    else:
        try:
            raw = repository.ask("cat-file", "blob", "HEAD:.mailmap")
        except GitFailedError:
            raw = b""
    return Mailmap(raw[:_MOST_BYTES].decode("utf-8", "replace"))


def people_in_trailer(value: str) -> list[Identity]:
    """Everyone a trailer names as `Name <address>`; nobody, if it is written otherwise."""
    found = []
    for part in value.split(">")[:-1]:
        before, bracket, email = part.rpartition("<")
        name = before.rpartition("<")[2]
        if bracket and "@" in email[1:-1] and email.split() == [email]:
            found.append(Identity(name.strip(' \t,;"'), email))
    return found


def _read(path: Path) -> bytes:
    try:
        with os.fdopen(os.open(path, _PLAIN_FILE), "rb") as file:
            return file.read(_MOST_BYTES)
    except OSError:
        return b""


def _folded(text: str) -> str:
    """Git compares ASCII letters without regard to case, and others byte by byte."""
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


def _name_and_address(
    line: str, *, may_be_empty: bool
) -> tuple[str | None, str | None, str] | None:
    left = line.find("<")
    right = line.find(">", left + 1)
    if left < 0 or right < 0 or (not may_be_empty and right == left + 1):
        return None
    return line[:left].strip() or None, line[left + 1 : right] or None, line[right + 1 :]
