"""The new text of every note, and for those that the hub has: whether it may replace what stands there."""

from __future__ import annotations

from dataclasses import dataclass, field

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.importing.block import changed_block, new_block
from commonplace.importing.credits import Past
from commonplace.importing.existing import Imported
from commonplace.importing.linking import Landscape, LinkedText, link_anew
from commonplace.importing.note import Note
from commonplace.importing.plan import Write
from commonplace.importing.source import blob_id
from commonplace.model.contribution import ImportedFrom
from commonplace.model.kinds import Kind
from commonplace.readers.history.tree import TreeFile

_MOST_ADDRESSES = 60


@dataclass
class Drafts:
    """Collects what is to be written. `moved` counts notes that moved in the source since the last import."""

    land: Landscape
    new: list[Write] = field(default_factory=list)
    updated: list[Write] = field(default_factory=list)
    files: dict[str, TreeFile] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unchanged: int = 0
    moved: int = 0

    def add(self, note: Note, past: Past, kind: Kind, slug: str, topics: tuple[str, ...]) -> None:
        """Draft a note that the hub does not have."""
        home = self.land.homes[note.path]
        linked = link_anew(note, home, self.land)
        addresses = tuple(one for one in past.addresses if one != f"{kind.folder}/{slug}")
        source = self._source(note, past, linked, None)
        self.new.append(Write(home, new_block(note, past, topics, addresses, source) + linked.body))
        self._take(note, linked)

    def again(self, note: Note, past: Past, here: Imported) -> None:
        """Draft a note that was imported before; a text that both sides changed is left alone."""
        linked = link_anew(note, here.path, self.land)
        edited = here.text != here.source.text and here.body != linked.body
        changed_there = note.blob != here.source.blob
        if edited and changed_there:
            self.diagnostics.append(diagnose("import-both-changed", here.path, source=note.path))
            return
        body = here.body if edited else linked.body
        source = self._source(note, past, linked, here)
        addresses = self._addresses(past, here)
        block = here.block
        if (source, addresses) != (here.source, here.addresses):
            changed = changed_block(here.block, addresses, source)
            if changed is None:
                self.diagnostics.append(diagnose("import-block-kept", here.path))
                return
            block = changed
        self.moved += " ".join(note.path.split()) != here.source.path
        if not edited:
            self._take(note, linked)
        if block + body == here.block + here.body:
            self.unchanged += 1
        else:
            self.updated.append(Write(here.path, block + body, here.block + here.body))

    def _take(self, note: Note, linked: LinkedText) -> None:
        self.files |= linked.files
        self.diagnostics += [*note.diagnostics, *linked.diagnostics]

    def _source(
        self, note: Note, past: Past, linked: LinkedText, here: Imported | None
    ) -> ImportedFrom:
        """What is recorded. Without a history what an earlier import knew stays.

        So does `text` where the text here was edited: it is what the next import compares with.
        """
        text: str | None = blob_id(linked.body.encode("utf-8"))
        updated, improved_by = past.updated, past.improved_by
        if here is not None and not past.known:
            updated, improved_by = here.source.updated, here.source.improved_by
        if here is not None and here.text != here.source.text and here.body != linked.body:
            text = here.source.text
        path = " ".join(note.path.split())
        name = self.land.source.origin.name
        return ImportedFrom(name, path, note.blob, text, updated, improved_by)

    def _addresses(self, past: Past, here: Imported) -> tuple[str, ...]:
        own = f"{here.kind.folder}/{here.slug}"
        merged = dict.fromkeys([*here.addresses, *past.addresses])
        return tuple(one for one in merged if one != own)[:_MOST_ADDRESSES]
