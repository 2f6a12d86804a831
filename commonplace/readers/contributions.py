"""Contributions: every Markdown file below `contributions/<kind>/`, read without knowing anything else."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.text import count_words, first_paragraph, plain_text
from commonplace.model.contribution import (
    Document,
    FrontMatter,
    ImportedFrom,
    Status,
    Verified,
)
from commonplace.model.kinds import BY_FOLDER, KINDS, Kind
from commonplace.model.settings import Audience
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.drawings import drawing_problem
from commonplace.readers.fields import Fields
from commonplace.readers.files import list_files
from commonplace.readers.markdown_file import read_markdown
from commonplace.readers.slugs import slug_of_name
from commonplace.readers.suggestions import nearest

FOLDER = "contributions"
PEOPLE = "people"
_SUMMARY = 400
ID = re.compile(r"[a-z0-9][a-z0-9-]{2,38}[a-z0-9]")
"""What an `id:` may be."""


@dataclass(frozen=True)
class ReadContributions:
    """The documents by path, every other file below `contributions/` with its size, and what was wrong."""

    documents: tuple[Document, ...]
    assets: dict[str, int]
    diagnostics: tuple[Diagnostic, ...]


def read_contributions(root: Path, only: Iterable[str] | None = None) -> ReadContributions:
    """Read every contribution below `root`, or those of the given repository paths alone."""
    listing = list_files(root, FOLDER)
    wanted = None if only is None else frozenset(only)
    documents: list[Document] = []
    problems = list(listing.diagnostics)
    assets: dict[str, int] = {}
    for path, size in listing.sizes.items():
        if not path.lower().endswith((".md", ".markdown")):
            unsafe = drawing_problem(root, path)
            if unsafe is None:
                assets[path] = size
            else:
                problems.append(unsafe)
            continue
        parts = path.split("/")
        if parts[1] == PEOPLE or parts[-1].lower() == "readme.md":
            continue
        if wanted is not None and path not in wanted:
            continue
        kind, problem = _kind(path, parts)
        if kind is None:
            problems.extend([problem] if problem else [])
            continue
        document, found = read_document(root, path, kind)
        problems.extend(found)
        if document is not None:
            documents.append(document)
    return ReadContributions(tuple(documents), assets, tuple(problems))


def _kind(path: str, parts: list[str]) -> tuple[Kind | None, Diagnostic | None]:
    places = ", ".join(f"{FOLDER}/{kind.folder}" for kind in KINDS)
    if len(parts) < 3:
        return None, diagnose("kind-missing", path, kinds=places)
    kind = BY_FOLDER.get(parts[1])
    if kind is None:
        return None, diagnose("kind-unknown", path, folder=parts[1], kinds=places)
    return kind, None


def read_document(root: Path, path: str, kind: Kind) -> tuple[Document | None, list[Diagnostic]]:
    """Read one contribution. Returns None and an error when it cannot be published."""
    file, problems = read_markdown(root, path)
    if file is None:
        return None, problems
    front, readable = _front_matter(file.fields)
    problems.extend(file.fields.finish())
    slug, problem = slug_of_path(path)
    if problem or not readable:
        return None, [*problems, *([problem] if problem else [])]
    heading, body, body_line = file.heading, file.body, file.body_line
    if front.status is Status.WITHDRAWN:
        if body.strip() or heading or front.title or front.summary:
            place = front.place("status")
            problems.append(diagnose("withdrawn-text", path, place.line, place.column))
    elif not body.strip() and not front.summary:
        problems.append(diagnose("text-missing", path, body_line))
    title = plain_text(front.title) if front.title else heading
    if front.title and heading and heading.casefold() != (title or "").casefold():
        body, body_line = f"## {heading}\n{body}", body_line - 1
    summary = plain_text(front.summary) if front.summary else first_paragraph(body)
    return (
        Document(
            path=path,
            kind=kind,
            slug=slug,
            front=front,
            title=title or slug.replace("-", " ").capitalize(),
            summary=_shorten(summary),
            summary_written=bool(front.summary),
            body=body,
            body_line=body_line,
            words=count_words(body),
        ),
        problems,
    )


def kind_of_path(path: str) -> Kind | None:
    """The kind whose folder a path lies in; None elsewhere."""
    parts = path.split("/")
    return BY_FOLDER.get(parts[1]) if parts[0] == FOLDER and len(parts) > 2 else None


def kind_of_text(path: str) -> Kind | None:
    """The kind of the contribution that a path names; None for every other file."""
    low = path.lower()
    is_text = low.endswith((".md", ".markdown")) and not low.endswith("/readme.md")
    return kind_of_path(path) if is_text else None


def slug_of_path(path: str) -> tuple[str, Diagnostic | None]:
    """The slug of a contribution: its file's name, or its folder's where the file is index.md."""
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    if stem.lower() == "index":
        if folder.count("/") < 2:
            return "", diagnose("slug-reserved", path, slug=stem)
        stem = posixpath.basename(folder)
    return slug_of_name(stem, path)


def _shorten(summary: str) -> str:
    if len(summary) <= _SUMMARY:
        return summary
    return summary[:_SUMMARY].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _front_matter(fields: Fields) -> tuple[FrontMatter, bool]:
    status, readable = _status(fields)
    audience = fields.choice(
        "audience", [a.value for a in Audience], "It is taken as internal, to be on the safe side."
    )
    ident = fields.text("id")
    if ident is not None and not ID.fullmatch(ident):
        fields.report("field-id", fields.places["id"], value=ident)
        ident = None
    front = FrontMatter(
        title=fields.text("title", limit=200),
        summary=fields.text("summary", limit=_SUMMARY),
        topics=fields.texts("topics", limit=100),
        authors=fields.texts("authors", limit=100),
        told_by=fields.texts("told_by", limit=100),
        date=fields.day("date"),
        id=ident,
        status=status,
        superseded_by=fields.text("superseded_by"),
        owner=fields.text("owner", limit=100),
        verified=_verified(fields),
        review_every=fields.months("review_every"),
        audience=None if audience is None else Audience(audience or Audience.INTERNAL),
        addresses=fields.addresses("addresses"),
        imported_from=_imported_from(fields),
        places=fields.places,
    )
    return front, readable


def _status(fields: Fields) -> tuple[Status, bool]:
    node = fields.node("status")
    if node is None:
        return Status.PUBLISHED, True
    # Whatever it is, it may have been meant as "not yet": nothing is published on a guess.
    written = " ".join(node.value.split()) if isinstance(node, nodes.Scalar) else "…"
    choices = [status.value for status in Status]
    if written.lower() in choices:
        return Status(written.lower()), True
    fields.report("status-unknown", node.place, value=written, nearest=nearest(written, choices))
    return Status.DRAFT, False


def _verified(fields: Fields) -> Verified | None:
    inner = fields.section("verified")
    if inner is None:
        return None
    inner.require("on")
    day = inner.day("on")
    by, note = inner.text("by", limit=100), inner.text("note", limit=300)
    fields.diagnostics.extend(inner.finish())
    return Verified(day, by, note) if day else None


def _imported_from(fields: Fields) -> ImportedFrom | None:
    inner = fields.section("imported_from")
    if inner is None:
        return None
    inner.require("source", "path", "blob")
    source, path = inner.text("source", limit=500), inner.text("path", limit=1000)
    blob, text = inner.text("blob", limit=80), inner.text("text", limit=80)
    updated, improved_by = inner.day("updated"), inner.texts("improved_by", limit=100)
    fields.diagnostics.extend(inner.finish())
    if not source or not path or not blob:
        return None
    return ImportedFrom(source, path, blob, text, updated, improved_by)
