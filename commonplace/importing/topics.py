"""Topics out of folders: those there are already are used, the others are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from commonplace.importing.block import readable_title
from commonplace.importing.existing import Existing
from commonplace.importing.note import Note
from commonplace.importing.places import safe_slug
from commonplace.importing.plan import Write
from commonplace.model.slug import slug_of
from commonplace.writers.frontmatter import write_front_matter


@dataclass(frozen=True)
class Topics:
    """`slugs` lead from what a note may call a topic to its slug, `files` from a folder to a file."""

    slugs: Mapping[str, str]
    files: Mapping[str, str]
    new: tuple[Write, ...]

    def of(self, note: Note) -> tuple[str, ...]:
        """The topics of a note: its folder's, and those of its tags that the hub has."""
        folder = topic_folder(note.path)
        names = [*([safe_slug(folder, "notes")] if folder else []), *map(slug_of, note.kept.tags)]
        return tuple(dict.fromkeys(self.slugs[name] for name in names if name in self.slugs))


def topic_folder(path: str) -> str | None:
    """The folder of the source that gives a note its topic: the outermost.

    The hub's topics are one level deep, and an inner folder alone (`git/advanced`) tells too little.
    """
    return path.split("/")[0] if "/" in path else None


def choose_topics(
    new: Iterable[Note], every: Iterable[str], existing: Existing, root: Path, docs_dir: str
) -> Topics:
    """The topics for `new` notes; links may lead to those of `every` path of the source."""
    slugs = dict(existing.topics)
    writes: list[Write] = []
    for folder in sorted({folder for note in new if (folder := topic_folder(note.path))}):
        slug = safe_slug(folder, "notes")
        path = f"{docs_dir}/topics/{slug}.md"
        if slug in slugs or (root / path).exists():
            continue
        slugs[slug] = slug
        writes.append(Write(path, write_front_matter({"title": readable_title(folder)})))
    written = {write.path for write in writes}
    files: dict[str, str] = {}
    for folder in {folder for path in every if (folder := topic_folder(path))}:
        slug = slugs.get(safe_slug(folder, "notes"), "")
        path = f"{docs_dir}/topics/{slug}.md"
        if path in written or (slug and (root / path).is_file()):
            files[folder] = path
    return Topics(slugs, files, tuple(writes))
