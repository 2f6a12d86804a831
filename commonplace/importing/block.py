"""The block of keys of an imported note: written once, later changed only in the keys that import owns."""

from __future__ import annotations

from collections.abc import Mapping

from commonplace.importing.credits import Past
from commonplace.importing.note import Note
from commonplace.model.contribution import ImportedFrom
from commonplace.readers.frontmatter import split_front_matter
from commonplace.writers.frontmatter import Value, write_entry, write_front_matter


def new_block(
    note: Note,
    past: Past,
    topics: tuple[str, ...],
    addresses: tuple[str, ...],
    source: ImportedFrom,
) -> str:
    """The block of a note that the hub did not have."""
    values: dict[str, Value] = {
        "title": note.kept.title or ("" if note.heading else readable_title(note.stem)),
        "summary": note.kept.summary or "",
        "topics": topics,
        "authors": past.authors,
        "id": past.id,
        "status": "draft" if note.kept.draft else "",
        "addresses": addresses,
        "imported_from": _values(source),
    }
    day = note.kept.day or past.created
    if day is not None:
        values["date"] = day
    return write_front_matter(values)


def changed_block(block: str, addresses: tuple[str, ...], source: ImportedFrom) -> str | None:
    """The block with new addresses and source and every other line as it was.

    None where it is written in a way that keeps several keys on one line.
    """
    top, _ = split_front_matter(block, "")
    if top.mapping is None:
        return None
    lines = block.split("\n")
    closing = max(at for at, line in enumerate(lines) if line.strip())
    starts = [key.place.line - 1 for key, _ in top.mapping.entries]
    flat = any(key.place.column != 1 for key, _ in top.mapping.entries)
    if flat or sorted(set(starts)) != starts:
        return None
    new = {
        "addresses": list(write_entry("addresses", addresses)),
        "imported_from": list(write_entry("imported_from", _values(source))),
    }
    ends = [*starts[1:], closing]
    names = [key.value for key, _ in top.mapping.entries]
    parts = lines[: starts[0]]
    for name, start, end in zip(names, starts, ends, strict=True):
        last = end
        while last > start + 1 and _is_between(lines[last - 1]):
            last -= 1
        if name == "imported_from" and "addresses" not in names:
            parts += new["addresses"]
        parts += new[name] if name in new else lines[start:last]
        parts += lines[last:end]
    return "\n".join(parts + lines[closing:])


def _is_between(line: str) -> bool:
    """Whether a line belongs to no key: blank, or a note to human readers."""
    return not line.strip() or line.startswith("#")


def _values(source: ImportedFrom) -> Mapping[str, Value]:
    values: dict[str, Value] = {
        "source": source.source,
        "path": source.path,
        "blob": source.blob,
        "text": source.text or "",
    }
    if source.updated is not None:
        values["updated"] = source.updated
    if source.improved_by:
        values["improved_by"] = source.improved_by
    return values


def readable_title(name: str) -> str:
    """A file's or folder's name as a title."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]
