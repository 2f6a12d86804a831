"""What the source's own history tells of a note: who, when, under which addresses, and its identity."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from commonplace.assemble.identify import derived_id
from commonplace.assemble.people import PeopleIndex, assemble_people
from commonplace.assemble.people_names import holds_address
from commonplace.model.history import Change, FileHistory, History

_NOT_ADDRESS = re.compile(r"[^\w.+~-]+")
_MOST = 60
_LONGEST = 400


@dataclass(frozen=True)
class Past:
    """What is known of a note. Without a history names are empty and days None.

    `addresses` are all paths it has and had in the source, without their ending, the present one first.
    """

    id: str
    authors: tuple[str, ...]
    improved_by: tuple[str, ...]
    created: date | None
    updated: date | None
    addresses: tuple[str, ...]
    known: bool
    renamed: bool


def read_pasts(
    paths: Iterable[str], history: History, source: str, zone: tzinfo, bots: tuple[str, ...]
) -> Mapping[str, Past]:
    """The past of every path. `source` keeps the ids of different sources apart; days are in `zone`."""
    people = assemble_people([], history, (), bots)
    wanted = sorted(paths)
    claimed = {address_of(path) for path in wanted}
    pasts: dict[str, Past] = {}
    for path in wanted:
        file = history.files.get(path)
        if file is None:
            pasts[path] = _unknown(path, source)
            continue
        former = dict.fromkeys(address_of(old) for old in reversed(file.paths))
        own = address_of(path)
        free = [one for one in former if one == own or one not in claimed]
        claimed.update(free)
        pasts[path] = _past(file, tuple(dict.fromkeys([own, *free])), people, zone)
    return pasts


def address_of(path: str) -> str:
    """A path of the source as an address: without its ending, and no character an address cannot have."""
    stem = posixpath.splitext(path)[0]
    if posixpath.basename(stem).lower() in ("index", "readme"):
        stem = posixpath.dirname(stem) or stem
    parts = (_NOT_ADDRESS.sub("-", part).strip("-") for part in stem.split("/"))
    address = "/".join(part for part in parts if part and part.strip("."))
    return address if len(address) <= _LONGEST else ""


def _unknown(path: str, source: str) -> Past:
    address = address_of(path)
    ident = derived_id(f"{source}:{path}", 0)
    return Past(
        ident, (), (), None, None, (address,) if address else (), known=False, renamed=False
    )


def _past(file: FileHistory, addresses: tuple[str, ...], people: PeopleIndex, zone: tzinfo) -> Past:
    authors = _names([file.created], people)
    later = [c for c in file.changes if c.text_changed and c.commit != file.created.commit]
    improved = [name for name in _names(later, people) if name not in authors]
    created = file.created.when.astimezone(zone).date()
    # A path of the past may hold bytes that are no text.
    first_path = file.first_path.encode("utf-8", "backslashreplace").decode("utf-8")
    changed = [change.when.astimezone(zone).date() for change in later]
    return Past(
        # The commit that added a note is the same in every clone, wherever that was cloned from.
        id=derived_id(f"{file.created.commit}:{first_path}", file.occurrence),
        authors=tuple(authors[:_MOST]),
        improved_by=tuple(improved[:_MOST]),
        created=created,
        updated=max([created, *changed]),
        addresses=tuple(one for one in addresses if one)[:_MOST],
        known=True,
        renamed=len(file.paths) > 1,
    )


def _names(changes: Iterable[Change], people: PeopleIndex) -> list[str]:
    found: dict[str, None] = {}
    for change in changes:
        for identity in (change.author, *change.coauthors):
            person = people.people.get(people.by_identity.get(identity, ""))
            if person is not None and not holds_address(person.name):
                found[person.name] = None
    return list(found)
