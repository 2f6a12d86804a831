"""Names, dates, rows: the small pieces that every page is made of."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from commonplace.assemble.freshness import months_after
from commonplace.model.contribution import Contribution, Freshness, Status
from commonplace.model.hub import Hub
from commonplace.model.kinds import Kind
from commonplace.model.people import Person
from commonplace.pages.views import (
    DateView,
    FaceView,
    FreshnessView,
    KindView,
    LinkView,
    ReasonedRow,
    RowView,
)

TONES = 12
_MOST_NAMES = 8


class Presenter:
    """Shows pieces of one hub in one language. Everything it returns is JSON data."""

    def __init__(self, hub: Hub, words: Mapping[str, Any]) -> None:
        self.hub = hub
        self.words = words
        self._rows: dict[str, RowView] = {}
        self._faces: dict[str, FaceView] = {}

    def day_view(self, day: date | None) -> DateView | None:
        """A day written out in the hub's language."""
        if day is None:
            return None
        return {"iso": day.isoformat(), "text": self.day(day)}

    def day(self, day: date) -> str:
        """The words of a day."""
        month = self.words["months"][day.month - 1]
        written: str = self.words["date"].format(day=day.day, month=month, year=day.year)
        return written

    def period(self, months: int) -> str:
        """The words of a length of time."""
        periods = self.words["periods"]
        if months % 12 == 0:
            years = months // 12
            return str(periods["year"] if years == 1 else periods["years"].format(count=years))
        return str(periods["month"] if months == 1 else periods["months"].format(count=months))

    def face(self, ident: str) -> FaceView:
        """A person; one who does not want to be named is a colleague without a name, page or picture."""
        if ident not in self._faces:
            self._faces[ident] = self._face(self.hub.people[ident])
        return self._faces[ident]

    def _face(self, person: Person) -> FaceView:
        if not person.named:
            name = str(self.words["people"]["colleague"])
            return {"name": name, "url": None, "picture": None, "initials": name[:1], "tone": 0}
        return {
            "name": person.name,
            "url": f"people/{person.id}/" if person.has_page else None,
            "picture": picture_path(person),
            "initials": initials(person.name),
            "tone": zlib.crc32(person.id.encode()) % TONES,
        }

    def faces(self, idents: Iterable[str]) -> list[FaceView]:
        """Several people; all who are not named are one colleague."""
        faces: dict[str, FaceView] = {}
        for ident in idents:
            face = self.face(ident)
            faces.setdefault(ident if self.hub.people[ident].named else "", face)
        return list(faces.values())

    def kind(self, kind: Kind) -> KindView:
        """A kind and where its list is."""
        label = str(self.words["kinds"][kind.name]["label"])
        return {"name": kind.name, "label": label, "url": f"{kind.folder}/"}

    def topic_link(self, slug: str) -> LinkView:
        """A topic by its title."""
        topic = self.hub.topics[slug]
        return {"title": topic.title, "url": topic.address}

    def link(self, ident: str) -> LinkView:
        """A contribution by its title."""
        contribution = self.hub.contributions[ident]
        return {"title": contribution.title, "url": contribution.address}

    def row(self, ident: str) -> RowView:
        """A contribution as it stands in a list."""
        if ident not in self._rows:
            self._rows[ident] = self._row(self.hub.contributions[ident])
        return self._rows[ident]

    def rows(self, idents: Iterable[str]) -> list[RowView]:
        """Several contributions."""
        return [self.row(ident) for ident in idents]

    def reasoned(self, ident: str, why: str) -> ReasonedRow:
        """A contribution with the reason why it stands here."""
        return {"row": self.row(ident), "why": why}

    def _row(self, one: Contribution) -> RowView:
        return {
            "id": one.id,
            "kind": self.kind(one.kind),
            "title": one.title,
            "url": one.address,
            "summary": one.summary,
            "authors": self.faces((one.authors or one.told_by)[:_MOST_NAMES]),
            "date": self.day_view(one.created),
            "minutes": one.reading_minutes,
            "topics": [self.topic_link(slug) for slug in one.topics],
            "freshness": self.freshness(one),
            "draft": one.status is Status.DRAFT,
        }

    def freshness(self, one: Contribution) -> FreshnessView:
        """How far a contribution can be relied on, with the day it is counted from."""
        verified = one.document.front.verified
        since = verified.on if verified else one.updated
        every = one.document.front.review_every or self.hub.settings.review_every
        entry = self.words["freshness"][one.freshness.value]
        note = ""
        if since is not None or one.freshness is Freshness.OBSOLETE:
            note = entry["note"].format(
                date=self.day(since) if since else "", period=self.period(every)
            )
        return {"name": one.freshness.value, "label": str(entry["label"]), "note": note}

    def due_on(self, one: Contribution) -> date | None:
        """The day on which someone should look at it again."""
        verified = one.document.front.verified
        since = verified.on if verified else one.updated
        every = one.document.front.review_every or self.hub.settings.review_every
        return months_after(since, every) if since else None

    def joined(self, parts: Sequence[str]) -> str:
        """Words with the language's "and" between them."""
        return str(self.words["related"]["joiner"]).join(parts)

    def counted(self, table: str, key: str, count: int) -> str:
        """The phrase for one or for several."""
        phrases = self.words[table]
        return str(phrases[f"{key}_one"] if count == 1 else phrases[key].format(count=count))


def initials(name: str) -> str:
    """One or two letters for a person without a picture."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return name[:1].upper() or "·"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def picture_path(person: Person) -> str | None:
    """Where a person's picture is on the site."""
    if person.picture is None or not person.has_page:
        return None
    return f"people/{person.id}{posixpath.splitext(person.picture)[1].lower()}"
