"""A contribution: first as it was read from its file, then as the hub knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from commonplace.model.kinds import Kind
from commonplace.model.settings import Audience


class Status(StrEnum):
    """What its authors say of it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    OBSOLETE = "obsolete"
    WITHDRAWN = "withdrawn"  # its text is gone on purpose; only its address still says so


class Freshness(StrEnum):
    """How far a reader can rely on it without asking."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"
    OBSOLETE = "obsolete"


@dataclass(frozen=True)
class Place:
    """Where in its file a value stands, for diagnostics that come later. Both count from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Verified:
    """Someone checked that the text still holds. `by` is written as the author wrote it."""

    on: date
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class ImportedFrom:
    """Where an imported contribution came from, so that a second import knows what changed since.

    `blob` is Git's id of the text there, `text` the same kind of id of the text that import wrote here.
    `updated` and `improved_by` carry over what the history there knows and the history here cannot.
    """

    source: str
    path: str
    blob: str
    text: str | None = None
    updated: date | None = None
    improved_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class FrontMatter:
    """What the block at the top of the file says; whatever it leaves out is None or empty.

    References (authors, topics, successor) are as written; `places` tells where each key stands.
    """

    title: str | None = None
    summary: str | None = None
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    date: date | None = None
    id: str | None = None
    status: Status = Status.PUBLISHED
    superseded_by: str | None = None
    owner: str | None = None
    verified: Verified | None = None
    review_every: int | None = None
    audience: Audience | None = None
    addresses: tuple[str, ...] = ()
    imported_from: ImportedFrom | None = None
    places: dict[str, Place] = field(default_factory=dict, compare=False)

    def place(self, key: str) -> Place:
        """Where the key stands in the file; the top of the file if it was not written."""
        return self.places.get(key, Place())


@dataclass(frozen=True)
class Document:
    """A contribution as read from its file, before Git, people and topics are known.

    `path` is relative to the repository's root. `title` is never empty. `summary` is plain text, from the
    front matter (`summary_written`) or the first paragraph. `body` is Markdown without the front matter and
    without the heading that gave the title; its first line is line `body_line` of the file.
    """

    path: str
    kind: Kind
    slug: str
    front: FrontMatter
    title: str
    summary: str
    summary_written: bool
    body: str
    body_line: int
    words: int


@dataclass(frozen=True)
class Deed:
    """Somebody (an id) improved or reviewed a contribution on a day, at most once each.

    `confirmed_by` is the first reviewer of that change who had no part in it, or None.
    """

    person: str
    day: date
    confirmed_by: str | None = None


@dataclass(frozen=True)
class Contribution:
    """A contribution as the hub knows it: identified, dated, credited.

    `authors`, `told_by`, `improved_by`, `reviewed_by` are ids of people; `owner` is an id or free text.
    `address` is relative to the site's root and ends in a slash. `created` and `updated` are days, or None
    where the history cannot tell. `lasting_id` is false where the id was derived without a full history:
    nothing that outlives a build may then be keyed by it. `committed` is false for a file Git has not seen.
    `superseded_by` is the id of its successor. `former_addresses` all lead here. `improvements` and
    `reviews` are those whose days are known, oldest first. `confirmed_by` is the first reviewer of the
    change that brought it here, authors and tellers aside.
    """

    id: str
    lasting_id: bool
    document: Document
    address: str
    topics: tuple[str, ...]
    authors: tuple[str, ...]
    told_by: tuple[str, ...]
    improved_by: tuple[str, ...]
    reviewed_by: tuple[str, ...]
    owner: str | None
    created: date | None
    updated: date | None
    status: Status
    freshness: Freshness
    audience: Audience
    superseded_by: str | None
    former_addresses: tuple[str, ...]
    verified_by: str | None = None
    committed: bool = True
    improvements: tuple[Deed, ...] = ()
    reviews: tuple[Deed, ...] = ()
    confirmed_by: str | None = None

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return self.document.kind

    @property
    def title(self) -> str:
        """Its title, plain text."""
        return self.document.title

    @property
    def summary(self) -> str:
        """One sentence or a paragraph, plain text, possibly empty."""
        return self.document.summary

    @property
    def source(self) -> str:
        """The path of its file in the repository."""
        return self.document.path

    @property
    def reading_minutes(self) -> int:
        """At 220 words a minute, at least one (Brysbaert 2019 gives 238 for non-fiction; rounded down)."""
        return max(1, round(self.document.words / 220))
