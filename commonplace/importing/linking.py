"""Links of a note, from where they led in the source to where the same thing is now."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.importing.note import Note
from commonplace.importing.source import Source, is_note
from commonplace.markup.links import DROP, Drop, Link, Target, find_links, resolve, rewrite_links
from commonplace.readers.files import ASSET_TYPES, MAX_ASSET
from commonplace.readers.history.tree import TreeFile

_ODD = re.compile(r"[^\w.+-]+")
_RAW = r"raw\.githubusercontent\.com"
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\..*)?", re.IGNORECASE)


@dataclass
class LinkedText:
    """A text whose links lead to the new places. `files` are to be copied, by their new paths."""

    body: str
    files: dict[str, TreeFile] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True)
class Landscape:
    """What links can lead to. `homes` are the new paths of notes by their paths in the source.

    `topics` are the files of topics by folder of the source.
    """

    source: Source
    homes: Mapping[str, str]
    topics: Mapping[str, str]


def files_beside(note: Note, source: Source) -> bool:
    """Whether a note shows or offers files of the source that can come along."""
    return any(
        (file := _file(link.destination, note, source)) and _comes_along(file)
        for link in find_links(note.body)
    )


def link_anew(note: Note, home: str, land: Landscape) -> LinkedText:
    """The text of a note as it is to stand at `home`. Nothing but destinations of links changes."""
    linked = LinkedText(note.body)
    names: dict[str, str] = {}

    def replace(link: Link) -> str | Literal[Drop.DROP] | None:
        target = _target(link.destination, note, land.source)
        if target is None:
            return None
        new = _destination(link, target, (note, home), land, (linked, names))
        return None if new == link.destination else new

    linked.body = rewrite_links(note.body, replace)
    return linked


def _destination(
    link: Link,
    target: Target,
    at: tuple[Note, str],
    land: Landscape,
    into: tuple[LinkedText, dict[str, str]],
) -> str | Literal[Drop.DROP] | None:
    note, home = at
    linked, names = into
    found = _note(target, land)
    if found is not None:
        return _relative(land.homes[found], home) + _suffix(target)
    if target.path in land.topics and target.kind == "repository":
        return _relative(land.topics[target.path], home) + _suffix(target)
    file = land.source.files.get(target.path)
    if file is None:
        if target.path in land.source.folders and target.kind == "repository":
            return land.source.origin.address_of(target.path, folder=True)
        return None
    if _comes_along(file):
        path = f"{_folder_beside(home)}/{_name(file.path, names)}"
        linked.files[path] = file
        return _relative(path, home)
    if target.kind == "external":
        return None
    web = land.source.origin.address_of(file.path)
    shown = link.kind == "image" or (link.kind == "html" and link.text.lower() == "img")
    if web is not None:
        return web.replace("/blob/HEAD/", "/raw/HEAD/", 1) if shown else web + _suffix(target)
    if is_note(file.path):
        return None
    linked.diagnostics.append(
        diagnose("import-file-left", note.path, link.line, link.column, name=file.path)
    )
    return DROP


def _note(target: Target, land: Landscape) -> str | None:
    """The imported note that a target names: as a file, without its ending, or as its folder."""
    path = target.path
    endings = ("", ".md", ".markdown", "/index.md", "/README.md")
    return next((path + end for end in endings if path + end in land.homes), None)


def _file(destination: str, note: Note, source: Source) -> TreeFile | None:
    target = _target(destination, note, source)
    return source.files.get(target.path) if target else None


def _target(destination: str, note: Note, source: Source) -> Target | None:
    """What a link means within the source, where its own page on the web counts too; else None."""
    target = resolve(destination, note.path)
    if target.kind in ("repository", "site"):
        return target
    web = source.origin.web
    if target.kind != "external" or web is None:
        return None
    owner = web.split("/", 3)[3]
    for pattern in (rf"{re.escape(web)}/(?:blob|raw)/", rf"https://{_RAW}/{re.escape(owner)}/"):
        found = re.match(rf"{pattern}(?:refs/heads/)?[\w.-]+/([^?#]+)(#.*)?$", destination)
        path = unquote(found[1]) if found else ""
        if found and path in source.files:
            return Target("external", path, (found[2] or "").removeprefix("#"))
    return None


def _comes_along(file: TreeFile) -> bool:
    ending = posixpath.splitext(file.path)[1].lower()
    return ending in ASSET_TYPES and 0 < file.size <= MAX_ASSET


def _folder_beside(home: str) -> str:
    """Where the files of a note lie: in its own folder, or in one that bears its name."""
    folder, name = posixpath.split(home)
    return folder if name.lower() == "index.md" else f"{folder}/{posixpath.splitext(name)[0]}"


def _name(path: str, names: dict[str, str]) -> str:
    """A file name that any disk can hold and that no other file of the note has."""
    if path in names:
        return names[path]
    stem, ending = posixpath.splitext(posixpath.basename(path))
    plain = _ODD.sub("-", stem).strip("-.")[:80] or "file"
    if _DEVICE.fullmatch(plain):
        plain = f"{plain}-file"
    taken = {name.casefold() for name in names.values()}
    name, number = plain + ending.lower(), 2
    while name.casefold() in taken:
        name, number = f"{plain}-{number}{ending.lower()}", number + 1
    names[path] = name
    return name


def _relative(path: str, start: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(start))


def _suffix(target: Target) -> str:
    query = f"?{target.query}" if target.query else ""
    return query + (f"#{target.fragment}" if target.fragment else "")
