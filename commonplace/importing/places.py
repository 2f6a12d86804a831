"""Where every new note goes: its kind, its folder, and an address that nothing else has."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonplace.importing.existing import Existing
from commonplace.importing.note import Note
from commonplace.model.kinds import ARTICLE, TIP, Kind
from commonplace.model.slug import slug_of
from commonplace.readers.contributions import FOLDER

_DEEPEST = 4
_LONGEST = 80
# Names that Windows keeps for devices, and those that the hub gives a meaning of its own.
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]|index|readme|page")


@dataclass(frozen=True)
class Place:
    """Where a note goes. `folder` is where a file of its own would lie, relative to the project."""

    kind: Kind
    folder: str
    slug: str

    @property
    def file(self) -> str:
        """The path of the note without anything beside it."""
        return f"{self.folder}/{self.slug}.md"

    @property
    def index(self) -> str:
        """The path of the note with files beside it."""
        return f"{self.folder}/{self.slug}/index.md"


def safe_slug(name: str, otherwise: str) -> str:
    """A slug that every disk and the hub's addresses can hold; `otherwise` where nothing is left."""
    slug = slug_of(name)[:_LONGEST].strip("-") or otherwise
    return f"{slug}-{otherwise}" if _RESERVED.fullmatch(slug) else slug


def kind_of(note: Note, wanted: Kind | None) -> Kind:
    """The kind asked for, else a tip where the text is short enough for one, else an article."""
    return wanted or (TIP if note.words <= TIP.word_budget else ARTICLE)


def choose_places(
    notes: Iterable[Note], existing: Existing, wanted: Kind | None
) -> Mapping[str, Place]:
    """A place for each note, by its path in the source. Same notes and hub, same places."""
    ordered = sorted(notes, key=lambda note: note.path)
    kinds = {note.path: kind_of(note, wanted) for note in ordered}
    plain = {note.path: safe_slug(note.stem, "note") for note in ordered}
    wishes = Counter((kinds[note.path].name, plain[note.path]) for note in ordered)
    taken = {(kind, slug) for kind, slugs in existing.slugs.items() for slug in slugs}
    # Notes whose name is all their own come first, so that no longer name takes it from them.
    ordered.sort(key=lambda note: wishes[kinds[note.path].name, plain[note.path]] > 1)
    places: dict[str, Place] = {}
    for note in ordered:
        kind = kinds[note.path]
        clash = wishes[kind.name, plain[note.path]] > 1
        folder = _folder(kind, note.folder)
        place = next(
            place
            for slug in _candidates(note, plain[note.path], clash=clash)
            if (kind.name, slug) not in taken
            for place in [Place(kind, folder, slug)]
            if place.file.casefold() not in existing.paths
            and place.index.casefold() not in existing.paths
        )
        taken.add((kind.name, place.slug))
        places[note.path] = place
    return places


def _folder(kind: Kind, source_folder: str) -> str:
    parts = [safe_slug(part, "notes") for part in source_folder.split("/") if part]
    return "/".join([FOLDER, kind.folder, *parts[:_DEEPEST]])


def _candidates(note: Note, slug: str, *, clash: bool) -> Iterable[str]:
    """Slugs to try: plain, then with its folder's name in front, then with a counter."""
    folder = note.folder
    if posixpath.basename(folder) == note.stem:
        folder = posixpath.dirname(folder)
    prefix = slug_of(posixpath.basename(folder))[:40].strip("-")
    if not clash or not prefix:
        yield slug
    longer = f"{prefix}-{slug}" if prefix else slug
    if prefix:
        yield longer
    number = 2
    while True:
        yield f"{longer}-{number}"
        number += 1
