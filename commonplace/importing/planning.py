"""From a source and a project to a plan of what to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from fnmatch import fnmatchcase
from pathlib import Path
from zoneinfo import ZoneInfo

from commonplace.diagnostics import Diagnostic, Severity, diagnose
from commonplace.importing.credits import read_pasts
from commonplace.importing.drafting import Drafts
from commonplace.importing.existing import read_existing
from commonplace.importing.judging import judge
from commonplace.importing.linking import Landscape, files_beside
from commonplace.importing.matching import Matches, match
from commonplace.importing.note import Note, is_about_the_source, is_index, read_note
from commonplace.importing.places import choose_places
from commonplace.importing.plan import ImportPlan
from commonplace.importing.source import Source, is_note
from commonplace.importing.topics import choose_topics
from commonplace.model.kinds import Kind
from commonplace.model.settings import Settings
from commonplace.readers.files import MAX_TEXT


@dataclass(frozen=True)
class Wishes:
    """What was asked for: a `kind` for all new notes (None: one each), patterns of paths to `leave_out`."""

    kind: Kind | None = None
    leave_out: tuple[str, ...] = ()


@dataclass
class _Found:
    """What became of the Markdown files of the source."""

    notes: dict[str, Note] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    asked_out: list[str] = field(default_factory=list)
    refused: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def plan_import(
    source: Source,
    root: Path,
    settings: Settings,
    wishes: Wishes,
    progress: Callable[[str], None] = lambda words: None,
) -> ImportPlan:
    """Decide about every Markdown file of the source. Reads both sides and writes nothing."""
    progress("Reading the notes …")
    existing = read_existing(root, settings.docs_dir)
    found = _read_notes(source, wishes)
    zone: tzinfo = UTC if settings.timezone == "UTC" else ZoneInfo(settings.timezone)
    name = source.origin.name
    pasts = read_pasts(found.notes, source.history, name, zone, settings.bots)
    matches = match(pasts, existing, name)
    progress("Looking whether each can be published …")
    _refuse_unpublishable(found, matches)
    notes = found.notes
    new = [
        n for p, n in sorted(notes.items()) if p not in matches.found and p not in matches.broken
    ]
    places = choose_places(new, existing, wishes.kind)
    homes = {path: one.path for path, one in matches.found.items() if path in notes}
    for note in new:
        place = places[note.path]
        beside = files_beside(note, source)
        homes[note.path] = place.index if beside else place.file
    topics = choose_topics(new, notes, existing, root, settings.docs_dir)
    progress("Leading the links to the new places …")
    drafts = Drafts(Landscape(source, homes, topics.files))
    for note in new:
        place = places[note.path]
        drafts.add(note, pasts[note.path], place.kind, place.slug, topics.of(note))
    for path, here in sorted(matches.found.items()):
        if path in notes:
            drafts.again(notes[path], pasts[path], here)
    people = {n for p in notes for n in (*pasts[p].authors, *pasts[p].improved_by)}
    problems = {*source.diagnostics, *found.diagnostics, *matches.diagnostics, *drafts.diagnostics}
    return ImportPlan(
        topics=topics.new,
        new=tuple(drafts.new),
        updated=tuple(drafts.updated),
        files=drafts.files,
        unchanged=drafts.unchanged,
        refused=found.refused,
        renamed=sum(pasts[path].renamed for path in notes),
        moved=drafts.moved,
        people=len(people),
        left_out=tuple(found.left_out),
        asked_out=tuple(found.asked_out),
        diagnostics=tuple(sorted(problems)),
    )


def _read_notes(source: Source, wishes: Wishes) -> _Found:
    found = _Found()
    wanted = []
    if not any(map(is_note, source.files)):
        name = source.origin.name
        found.diagnostics.append(diagnose("import-nothing", name, source=name))
    for path, file in source.files.items():
        if not is_note(path):
            continue
        if any(fnmatchcase(path, pattern) for pattern in wishes.leave_out):
            found.asked_out.append(path)
        elif is_about_the_source(path):
            found.left_out.append(path)
        elif file.size > MAX_TEXT:
            size, limit = f"{file.size / 1_000_000:.1f} MB", f"{MAX_TEXT // 1000} kB"
            found.diagnostics.append(diagnose("file-too-large", path, size=size, limit=limit))
            found.refused += 1
        else:
            wanted.append(file)
    for file, content in source.read(wanted):
        note = diagnose("file-missing", file.path) if content is None else read_note(file, content)
        if isinstance(note, Diagnostic):
            found.diagnostics.append(note)
            found.refused += 1
        elif is_index(note):
            found.left_out.append(note.path)
        else:
            found.notes[note.path] = note
    return found


def _refuse_unpublishable(found: _Found, matches: Matches) -> None:
    """Take out the notes that the hub's own reader would not take; what it says of others is kept."""
    fresh = [
        note
        for path, note in sorted(found.notes.items())
        if path not in matches.found or matches.found[path].source.blob != note.blob
    ]
    refused, said = judge(fresh)
    for path, problems in said.items():
        found.diagnostics += [
            d for d in problems if path not in refused or d.severity is Severity.ERROR
        ]
    for path in refused:
        del found.notes[path]
    found.refused += len(refused)
