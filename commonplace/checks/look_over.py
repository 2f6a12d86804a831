"""Look over files for leaks and unsafe content: their names, their words, and what they say out of sight."""

from __future__ import annotations

import os
import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from commonplace.checks.judge import Judge
from commonplace.checks.leaks import Hit
from commonplace.checks.lists import CODE
from commonplace.checks.names import Names
from commonplace.checks.top_block import escapes_resolved, own_addresses
from commonplace.checks.unsafe import find_unsafe
from commonplace.diagnostics import Diagnostic, diagnose, is_leak, visible
from commonplace.markup.line_starts import line_starts
from commonplace.readers.document_notes import DOCUMENTS, document_notes
from commonplace.readers.file_notes import Note, written_notes
from commonplace.readers.files import MAX_ASSET, PAGE_TYPES
from commonplace.readers.picture_notes import PICTURES, picture_notes
from commonplace.readers.raw_bytes import UnreadError, read_bytes, readings

COLLEAGUES = "contributions/"
_PEOPLE = f"{COLLEAGUES}people/"
_PROGRAMS = re.compile(
    r"(?:matplotlib|python|microsoft|apple|adobe|canva|libreoffice|openoffice|google|draw\.?io|inkscape|gimp|figma"
    r"|excalidraw|graphviz|mermaid|pandoc|latex|tex|word|excel|powerpoint|unknown|user|author|administrator|admin"
    r"|owner|un-named|none|camera|office)\b.*",
    re.IGNORECASE | re.DOTALL,
)
UNJUDGED = "a check of the hub stumbles over it"
"""Why a file does not pass that makes a check fail: it may hold anything."""
_MOST = 50  # findings in one file; who has that many sees the rest after mending these
_ESCAPED = (".json", ".jsonl", ".ipynb", ".yml", ".yaml", ".toml")
_NEVER = frozenset({".git", ".cache", ".venv", "__pycache__"})


@dataclass
class Looked:
    """What was found, and the files (by their paths as shown) of which nothing may be quoted."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    leaky: set[str] = field(default_factory=set)


def files_below(root: Path, folders: Iterable[str]) -> list[str]:
    """Every file below some folders, hidden ones, too: what is pushed can be read. Links are not followed."""
    found: list[str] = []
    pending = sorted(folders, reverse=True)
    while pending:
        folder = pending.pop()
        if (root / folder).is_symlink():
            continue
        try:
            entries = list(os.scandir(root / folder))
        except OSError:  # readers say so
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_symlink() or entry.name in _NEVER:
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif entry.is_file(follow_symlinks=False):
                found.append(path)
    return sorted(found)


def is_looked_at(path: str, docs_dir: str) -> bool:
    """Whether people write at a path. What the product brings into the docs folder is looked over at home."""
    if path.startswith(COLLEAGUES):
        return True
    below = path.removeprefix(f"{docs_dir}/")
    if below == path or below.startswith(("overrides/", "develop/")):
        return False
    return not (below.startswith("assets/") and below.endswith((".js", ".css")))


def look_over(
    root: Path, paths: Iterable[str], judge: Judge, written_in: tuple[str, ...] = (COLLEAGUES,)
) -> Looked:
    """Look at the files at `paths` (from `root`). Texts in the folders `written_in` are cleaned when they are
    shown, so what is unsafe in them is told; the maintainers' own pages may hold what they like."""
    looked = Looked()
    names = Names(root, judge)
    for path in paths:
        looked.diagnostics.extend(names.problems(path))
        found = list(_of_file(root, path, judge, written_in))
        if any(is_leak(one.code) for one in found):  # what is only unsafe may be quoted, and mended
            looked.leaky.add(visible(path, 400))
        looked.diagnostics.extend(found[:_MOST])
    return looked


def _of_file(
    root: Path, path: str, judge: Judge, written_in: tuple[str, ...]
) -> Iterator[Diagnostic]:
    try:
        yield from problems_in(read_bytes(root, path, MAX_ASSET), path, judge, written_in)
    except UnreadError as reason:
        yield diagnose("leak-unread", path, reason=reason)
    except Exception:  # one odd file must neither pass nor keep all others from being looked at
        yield diagnose("leak-unread", path, reason=UNJUDGED)


def problems_in(
    data: bytes, path: str, judge: Judge, written_in: tuple[str, ...] = ()
) -> Iterator[Diagnostic]:
    """The leaks in the bytes of one file, and what is unsafe in a text that lies in `written_in`.

    Raises UnreadError.
    """
    extension = posixpath.splitext(path)[1].lower()
    if extension in PICTURES:
        yield from _of_notes(path, picture_notes(data), judge)
        return
    if extension in DOCUMENTS:
        yield from _of_notes(path, document_notes(data, path), judge)
        return
    told: set[tuple[str, int]] = set()
    for text in readings(data, path):
        found = list(text_problems(text, path, judge, written_in))
        yield from (one for one in found if (one.code, one.line) not in told)
        told.update((one.code, one.line) for one in found)
        if extension == ".svg":
            yield from _of_notes(path, written_notes(text), judge)


def text_problems(
    text: str, path: str, judge: Judge, written_in: tuple[str, ...] = (COLLEAGUES,)
) -> Iterator[Diagnostic]:
    """The leaks in the text of one file, its block at the top included, and what is unsafe in it."""
    hits = _hits(text, path, judge)
    if hits:
        lines = line_starts(text)
        own = set(own_addresses(text, path)) if path.startswith(_PEOPLE) else set()
        for hit in hits:
            if hit.code == "leak-email" and (hit.start, hit.end) in own:
                continue
            if hit.code == "leak-place" and path.lower().endswith(".svg"):
                continue  # a drawing is made of pairs of numbers
            line = bisect_right(lines, hit.start)
            yield _leak(hit, path, line, hit.start - lines[line - 1] + 1)
    if path.startswith(written_in) and path.lower().endswith(PAGE_TYPES):
        yield from find_unsafe(text, path)


def _hits(text: str, path: str, judge: Judge) -> list[Hit]:
    """The leaks in a text as it stands there, and those that YAML or JSON would make of its spellings."""
    hits = judge.hits(text)
    resolved = escapes_resolved(text, everywhere=path.lower().endswith(_ESCAPED))
    if resolved is None:
        return hits
    more = [
        replace(hit, start=resolved.back(hit.start), end=resolved.back(hit.end))
        for hit in judge.hits(resolved.text)
    ]
    known = {(hit.code, place) for hit in hits for place in (hit.start, hit.end)}
    new = [one for one in more if not {(one.code, one.start), (one.code, one.end)} & known]
    return sorted([*hits, *new], key=lambda hit: (hit.start, hit.end)) if new else hits


def _leak(hit: Hit, path: str, line: int = 1, column: int = 1) -> Diagnostic:
    if hit.code == CODE:
        return diagnose("leak-must-not-discuss", path, line, column)
    return diagnose(hit.code, path, line, column, kind=hit.kind)


def _of_notes(path: str, notes: Iterable[Note], judge: Judge) -> Iterator[Diagnostic]:
    told: set[tuple[str, str]] = set()
    for note in notes:
        for one in _of_note(path, note, judge):
            if (one.code, one.message) not in told:
                told.add((one.code, one.message))
                yield one


def _of_note(path: str, note: Note, judge: Judge) -> Iterator[Diagnostic]:
    if note.kind == "place":
        yield diagnose("leak-picture-place", path, what=note.what)
    elif note.kind == "author":
        if not _PROGRAMS.fullmatch(note.value) and not judge.allows("leak-author", note.value):
            yield diagnose("leak-author", path, what=note.what)
    else:
        for hit in judge.hits(note.value):
            yield _leak(hit, path)
