"""What somebody wished for in a profile that cannot be read: no name comes out by a slip.

A profile that says in any way how much of a person may be shown, and cannot be read or is no profile by its
name, still hides whom it names: their names, addresses and logins are picked out of its lines, whatever
is wrong with the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from commonplace.model.people import Profile, Visibility
from commonplace.model.slug import slug_of
from commonplace.readers.files import read_loosely

KEY = "visibility"
_ALIKE = 0.75
_LINE = re.compile(r"[ \t>#*]*[\"']?([A-Za-z_ -]{3,20})[\"']?[ \t]*[:=](.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_HEADING = re.compile(r"#[ \t]+(.*)")
_BETWEEN = re.compile(r"[,\[\]{}\"']")
_NAMES = ("name", "names", "emails", "logins", "formerly")
_MOST_LINES = 400
_LONGEST = 200


def means_visibility(key: str) -> bool:
    """Whether a key is that of how much is shown, or a slip of it ("Visibility", "visiblity")."""
    plain = key.strip().casefold()
    return plain == KEY or SequenceMatcher(None, plain, KEY).ratio() >= _ALIKE


def hidden_profile(root: Path, path: str, handle: str) -> Profile | None:
    """A profile that hides whom the file names; None where it does not ask for anything, or for all.

    `handle` is one that nobody else has.
    """
    found: dict[str, list[str]] = {}
    for key, value in _entries(read_loosely(root, path)):
        found.setdefault(key, []).append(value)
    if not any(value.casefold() != Visibility.ALL for value in found.get(KEY, ())):
        return None
    values = {key: tuple(dict.fromkeys(filter(None, found.get(key, ())))) for key in _NAMES}
    names = (*values["name"], *values["names"])
    return Profile(
        handle=handle,
        path=path,
        name=names[0] if names else handle,
        names=names,
        emails=tuple(one for one in values["emails"] if "@" in one),
        logins=tuple(one.lstrip("@") for one in values["logins"]),
        formerly=tuple(slug for one in values["formerly"] if (slug := slug_of(one))),
        visibility=Visibility.UNNAMED,
    )


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """Keys with their values, one at a time, from lines that look like either."""
    key = ""
    for line in text.splitlines()[:_MOST_LINES]:
        line = line[:_LONGEST]
        if heading := _HEADING.fullmatch(line):
            yield "name", heading[1].strip()
        elif match := _LINE.match(line):
            written = match[1].strip().casefold()
            key = KEY if means_visibility(written) else written if written in _NAMES else ""
            if key:
                yield from ((key, part) for part in _parts(match[2], key))
        elif key and (item := _ITEM.match(line)):
            yield from ((key, part) for part in _parts(item[1], key))


def _parts(value: str, key: str) -> list[str]:
    parts = [part.split("#")[0].strip() for part in _BETWEEN.split(value)]
    kept = [part for part in parts if part]
    return kept or ([""] if key == KEY else [])
