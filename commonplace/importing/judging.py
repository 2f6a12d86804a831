"""Whether the hub could publish a note: asked of the very reader that will read it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from commonplace.diagnostics import Diagnostic
from commonplace.importing.note import Note
from commonplace.model.kinds import ARTICLE
from commonplace.readers.contributions import FOLDER, read_document

_BLOCK = "---\ntitle: Note\n---\n"


def judge(notes: Iterable[Note]) -> tuple[frozenset[str], Mapping[str, list[Diagnostic]]]:
    """The paths of notes that cannot be published, and what the reader says of each note, by path.

    Lines are those of the note's text below its block of keys, as far as it has one.
    """
    refused: set[str] = set()
    said: dict[str, list[Diagnostic]] = {}
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        at = f"{FOLDER}/{ARTICLE.folder}/note.md"
        (root / at).parent.mkdir(parents=True)
        for note in notes:
            (root / at).write_bytes((_BLOCK + note.body).encode("utf-8"))
            document, problems = read_document(root, at, ARTICLE)
            above = note.body_line - 1 - _BLOCK.count("\n")
            found = [replace(d, path=note.path, line=max(1, d.line + above)) for d in problems]
            if found:
                said[note.path] = found
            if document is None:
                refused.add(note.path)
    return frozenset(refused), said
