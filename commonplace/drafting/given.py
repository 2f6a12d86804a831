"""A file that somebody sent: Markdown, plain text, Word, or the folder of the page for sharing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from commonplace.diagnostics import Diagnostic, Severity, diagnose
from commonplace.documents.container import DocumentError, Parts
from commonplace.documents.pictures import picture_kind
from commonplace.documents.word import read_docx
from commonplace.markup.characters import clean_text
from commonplace.markup.linkscan import find_links
from commonplace.markup.text import split_title
from commonplace.model.kinds import BY_FOLDER, KINDS, Kind
from commonplace.readers.document_notes import document_notes
from commonplace.readers.fields import Fields
from commonplace.readers.files import MAX_ASSET, MAX_TEXT, PAGE_TYPES, decode
from commonplace.readers.frontmatter import split_front_matter
from commonplace.readers.picture_notes import picture_notes
from commonplace.readers.picture_strip import StripError, stripped
from commonplace.readers.raw_bytes import UnreadError

_KEYS = ("title", "summary", "topics", "authors", "told_by", "id")
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.(?:png|jpe?g|gif|webp)")
_TEXTS = (*PAGE_TYPES, ".txt")
_OF_SYSTEMS = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)"
)  # packed along
_OLD = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Given:
    """What a file holds. `named` are the names that it knows of people, in its block or out of sight.

    `line` is the line of the file on which `body` begins; 0 for a Word document, which has none.
    """

    body: str
    title: str = ""
    summary: str = ""
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    id: str = ""
    kind: Kind | None = None
    line: int = 1
    named: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def read_given(data: bytes, name: str) -> Given:
    """Read the bytes of a file; `name` is how diagnostics call it. What cannot be read gives errors alone."""
    extension = posixpath.splitext(name)[1].lower()
    try:
        if data.startswith(_OLD) or extension == ".docx":
            return _word(data, name)
        if data.startswith(b"PK"):
            parts = Parts(data)
            if "[Content_Types].xml" in parts.names() or "word/document.xml" in parts.names():
                return _word(data, name)
            return _folder(parts, name)
    except DocumentError as problem:
        if extension == ".zip":
            return _nothing(diagnose("add-zip", name, what="it is damaged or too large"))
        return _nothing(diagnose(problem.code, name))
    if (
        extension not in ("", *_TEXTS)
        or b"\0" in data[:8192]
        or data.startswith((b"%PDF", b"{\\rtf"))
    ):
        return _nothing(diagnose("add-type", name))
    return _text(data, name)


def _nothing(problem: Diagnostic) -> Given:
    return Given("", diagnostics=(problem,))


def _word(data: bytes, name: str) -> Given:
    document = read_docx(data)
    try:
        notes = document_notes(data, "x.docx")
    except UnreadError:
        notes = []
    found = [diagnose(code, name) for code in document.warnings]
    pictures, problems = _clean({one.name: one.bytes for one in document.images}, name)
    return Given(
        body=document.markdown,
        title=document.title,
        kind=kind_of(document.markdown),
        line=0,
        named=tuple(one.value for one in notes if one.kind == "author"),
        pictures=pictures,
        diagnostics=(*found, *problems),
    )


def _text(data: bytes, name: str) -> Given:
    if len(data) > MAX_TEXT:
        return _nothing(diagnose("add-unread", name, reason="it is too long for one text"))
    decoded = decode(data, name)
    if isinstance(decoded, Diagnostic):
        return _nothing(decoded)
    text = clean_text(decoded)[0]
    top, problems = split_front_matter(text, name)
    if any(one.severity is Severity.ERROR for one in problems):
        return Given("", diagnostics=tuple(problems))
    fields = Fields(top.mapping, name)
    title = fields.text("title", limit=200) or ""
    summary, ident = fields.text("summary", limit=400) or "", fields.text("id") or ""
    topics, authors, told_by = (fields.texts(key, limit=100) for key in _KEYS[2:5])
    problems = [*problems, *fields.diagnostics]
    others = [place for key, place in fields.places.items() if key not in _KEYS]
    if others:
        problems.append(diagnose("add-keys", name, others[0].line, count=len(others)))
    heading, body, removed = (None, top.body, 0) if title else split_title(top.body)
    blank = len(body) - len(body.lstrip("\n"))
    return Given(
        body=body,
        title=title or heading or "",
        summary=summary,
        topics=topics,
        authors=authors,
        told_by=told_by,
        id=ident,
        kind=kind_of(body),
        line=top.body_line + removed + blank,
        named=(*authors, *told_by),
        diagnostics=tuple(problems),
    )


def _folder(parts: Parts, name: str) -> Given:
    """The zip of the page for sharing: one text, and pictures beside it. Its names lead nowhere."""
    names = [one for one in parts.names() if not _OF_SYSTEMS.search(one)]
    texts = [one for one in names if one.lower().endswith(PAGE_TYPES)]
    if len(texts) != 1:
        return _nothing(diagnose("add-zip", name, what=f"it holds {len(texts)} texts"))
    folder = posixpath.dirname(texts[0])
    beside = [one for one in names if one != texts[0]]
    odd = [
        one
        for one in beside
        if posixpath.dirname(one) != folder or not _PLAIN_NAME.fullmatch(posixpath.basename(one))
    ]
    if odd:
        what = (
            f"{len(odd)} of its files are not pictures beside the text, called like “image-1.jpg”"
        )
        return _nothing(diagnose("add-zip", name, what=what))
    given = _text(parts.read(texts[0]) or b"", name)
    pictures, problems = _clean(
        {posixpath.basename(one): parts.read(one) or b"" for one in beside}, name
    )
    kinds = [BY_FOLDER[one] for one in folder.split("/") if one in BY_FOLDER]
    return replace(
        given,
        kind=kinds[0] if kinds else given.kind,
        pictures=pictures,
        diagnostics=(*given.diagnostics, *problems),
    )


def kind_of(body: str) -> Kind | None:
    """The kind whose questions a text answers, if it answers two of them."""
    for kind in KINDS:
        if sum(f"## {section}" in body for section in kind.sections) >= 2:
            return kind
    return None


def used_pictures(body: str) -> set[str]:
    """The names of the pictures beside it that a text shows."""
    return {
        link.destination.removeprefix("./")
        for link in find_links(body)
        if link.kind == "image" and "/" not in link.destination.removeprefix("./")
    }


def _clean(pictures: Mapping[str, bytes], name: str) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The pictures without their particulars; those that cannot be made so are errors."""
    clean: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for number, (picture, data) in enumerate(pictures.items(), start=1):
        if len(data) > MAX_ASSET or not picture_kind(data):
            problems.append(diagnose("add-picture", name, number=number))
            continue
        try:
            clean[picture] = stripped(data)
        except StripError:
            problems.append(diagnose("add-picture", name, number=number))
            continue
        if any(note.kind in ("place", "author") for note in picture_notes(clean[picture])):
            problems.append(diagnose("add-picture", name, number=number))
    return clean, problems
