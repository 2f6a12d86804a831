"""One note of the source as it was found: what its block of keys has for the hub, and its text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.importing.source import blob_id
from commonplace.markup.links import find_links
from commonplace.markup.text import count_words, split_title
from commonplace.readers.fields import Fields
from commonplace.readers.files import decode
from commonplace.readers.frontmatter import split_front_matter
from commonplace.readers.history.tree import TreeFile

_VARIANT = r"(?:[._-](?:[A-Za-z]{2}(?:[_-][A-Za-z]{2,4})?|[A-Z0-9]+))?"
_ABOUT_THE_SOURCE = re.compile(
    rf"(?:(?i:readme|licen[sc]e|contributing|changelog|code[_-]of[_-]conduct)"
    # In small letters these may be notes like any other.
    rf"|SECURITY|SUPPORT|AUTHORS|CONTRIBUTORS|MAINTAINERS|GOVERNANCE|NOTICE|COPYING|CHANGES|HISTORY)"
    rf"{_VARIANT}"
)
_LISTED = re.compile(r"\s*(?:[-+*]|\d+[.)])\s|\s*\|")
_NO = frozenset(["false", "no", "off"])
_YES = frozenset(["true", "yes", "on"])


@dataclass(frozen=True)
class Kept:
    """What is carried over from the note's own block of keys."""

    title: str | None = None
    summary: str | None = None
    tags: tuple[str, ...] = ()
    day: date | None = None
    draft: bool = False


@dataclass(frozen=True)
class Note:
    """A readable note. `body` is its text below the block, from line `body_line` of the file.

    `heading` is whether it opens with a title.
    """

    path: str
    blob: str
    kept: Kept
    body: str
    body_line: int
    heading: bool
    words: int
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)

    @property
    def folder(self) -> str:
        """Its folder in the source, empty at the top."""
        return posixpath.dirname(self.path)

    @property
    def stem(self) -> str:
        """The name it goes by: of its file, or of its folder where the file is an index."""
        stem = posixpath.splitext(posixpath.basename(self.path))[0]
        named_by_folder = stem.lower() in ("index", "readme") and self.folder
        return posixpath.basename(self.folder) if named_by_folder else stem


def read_note(file: TreeFile, content: bytes) -> Note | Diagnostic:
    """Take a note apart; a diagnostic where it is no text."""
    text = decode(content, file.path)
    if isinstance(text, Diagnostic):
        return text
    if not text.strip():
        return diagnose("file-empty", file.path)
    top, problems = split_front_matter(text, file.path)
    body = top.body
    found: list[Diagnostic] = []
    if top.mapping is None and problems:
        found = [diagnose("import-block-unread", file.path, problems[0].line, problems[0].column)]
        body = body or text
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    kept = _kept(Fields(top.mapping, file.path))
    heading, rest, _ = split_title(body)
    words = count_words(rest)
    blob = file.blob or blob_id(content)
    return Note(file.path, blob, kept, body, body_line, heading is not None, words, tuple(found))


def is_about_the_source(path: str) -> bool:
    """Whether a file tells of the source itself, such as its licence, or belongs to its machinery."""
    if any(part.startswith(".") for part in path.split("/")):
        return True
    stem = posixpath.splitext(path)[0]
    return "/" not in path and _ABOUT_THE_SOURCE.fullmatch(stem) is not None


def is_index(note: Note) -> bool:
    """Whether a README is no more than a list of links to the notes around it."""
    if posixpath.splitext(posixpath.basename(note.path))[0].lower() != "readme":
        return False
    lines = [line for line in note.body.split("\n") if line.strip() and not line.startswith("#")]
    links = {link.line for link in find_links(note.body)}
    listed = [
        line
        for number, line in enumerate(note.body.split("\n"), start=1)
        if number in links and _LISTED.match(line)
    ]
    return len(listed) * 2 >= len(lines)


def _kept(fields: Fields) -> Kept:
    flags: Mapping[str, str] = {
        key: (fields.text(key) or "").casefold() for key in ("draft", "published", "status")
    }
    day = next((d for key in ("date", "created", "published") if (d := fields.day(key))), None)
    tags = [
        part.strip()
        for key in ("topics", "tags", "categories", "category")
        for written in fields.texts(key, limit=100)
        for part in written.split(",")
    ]
    return Kept(
        title=fields.text("title", limit=200),
        summary=fields.text("summary", limit=400)
        or fields.text("description", limit=400)
        or fields.text("excerpt", limit=400),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        day=day,
        draft=flags["draft"] in _YES or flags["published"] in _NO or flags["status"] == "draft",
    )
