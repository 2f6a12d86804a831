"""Names, dates, rows: the small pieces that every page is made of."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from commonplace.assemble.freshness import months_after
from commonplace.curation.ballots import ballots_of_texts
from commonplace.curation.questions import asked_by_topic, listed
from commonplace.model.contribution import Contribution, Freshness, Status
from commonplace.model.hub import Hub
from commonplace.model.kinds import Kind
from commonplace.model.people import Person
from commonplace.model.threads import Asked, Ballot, Speaker, Voice
from commonplace.pages.paging import pages_of
from commonplace.pages.views.pieces import (
    DateView,
    FaceView,
    FreshnessView,
    KindView,
    LinkView,
    ReasonedRow,
    RowView,
    TalkView,
)

QUESTIONS = "questions/"
TONES = 12
_MOST_NAMES = 8
_MONTH = 31
_MONTHS_FROM = 92  # days; before, they are counted one by one
_ROUGH_FROM = 24  # months; from then on, years will do


class Presenter:
    """Shows pieces of one hub in one language. Everything it returns is JSON data."""

    def __init__(self, hub: Hub, words: Mapping[str, Any]) -> None:
        self.hub = hub
        self.words = words
        self._rows: dict[str, RowView] = {}
        self._faces: dict[str, FaceView] = {}
        self._speakers: dict[Speaker, FaceView] = {}
        self._days: dict[date, DateView] = {}
        # A link is shown on very many pages; one that is shared is kept once, in every worker.
        self._links: dict[str, LinkView] = {}
        self._topic_links: dict[str, LinkView] = {}
        self._kinds: dict[str, KindView] = {}

    def day_view(self, day: date | None) -> DateView | None:
        """A day written out in the hub's language."""
        return None if day is None else self.dated(day)

    def dated(self, day: date) -> DateView:
        """A day that is known, written out."""
        if day not in self._days:
            month = self.words["months"][day.month - 1]
            written = self.words["date"].format(day=day.day, month=month, year=day.year)
            self._days[day] = {"iso": day.isoformat(), "text": str(written)}
        return self._days[day]

    def day(self, day: date) -> str:
        """The words of a day."""
        return self.dated(day)["text"]

    def period(self, months: int) -> str:
        """The words of a length of time."""
        periods = self.words["periods"]
        if months % 12 == 0:
            years = months // 12
            return str(periods["year"] if years == 1 else periods["years"].format(count=years))
        return str(periods["month"] if months == 1 else periods["months"].format(count=months))

    def elapsed(self, table: str, key: str, since: date) -> str:
        """How long ago a day was: today, so many days, and from three months on, roughly."""
        words, days = self.words[table], (self.hub.as_of - since).days
        if days < 1:
            return str(words[f"{key}_today"])
        if days < _MONTHS_FROM:
            return self.counted(table, f"{key}_days", days)
        months = days // _MONTH
        rough = months if months < _ROUGH_FROM else months // 12 * 12
        return str(words[f"{key}_long"]).format(period=self.period(rough))

    def face(self, ident: str) -> FaceView:
        """A person; one who does not want to be named is a colleague without a name, page or picture."""
        if ident not in self._faces:
            self._faces[ident] = self._face(self.hub.people[ident])
        return self._faces[ident]

    def _face(self, person: Person) -> FaceView:
        if not person.named:
            return self._nameless(str(self.words["people"]["colleague"]))
        return {
            "name": person.name,
            "url": f"people/{person.id}/" if person.has_page else None,
            "picture": picture_path(person),
            "initials": initials(person.name),
            "tone": zlib.crc32(person.id.encode()) % TONES,
        }

    @staticmethod
    def _nameless(name: str) -> FaceView:
        return {"name": name, "url": None, "picture": None, "initials": name[:1], "tone": 0}

    def speaker(self, speaker: Speaker) -> FaceView:
        """Whoever said something: a person, or as much of an account as may be shown."""
        if speaker not in self._speakers:
            self._speakers[speaker] = self._speaker(speaker)
        return self._speakers[speaker]

    def _speaker(self, speaker: Speaker) -> FaceView:
        if speaker.person is not None:
            return self.face(speaker.person)
        if speaker.voice is Voice.HIDDEN:
            return self._nameless(str(self.words["people"]["colleague"]))
        if speaker.voice is Voice.LEFT:
            return self._nameless(str(self.words["comments"]["left"]))
        return {
            "name": speaker.name,
            "url": None,
            "picture": None,
            "initials": initials(speaker.name),
            "tone": zlib.crc32(speaker.name.encode()) % TONES,
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
        if kind.name not in self._kinds:
            label = str(self.words["kinds"][kind.name]["label"])
            self._kinds[kind.name] = {"name": kind.name, "label": label, "url": f"{kind.folder}/"}
        return self._kinds[kind.name]

    def topic_link(self, slug: str) -> LinkView:
        """A topic by its title."""
        if slug not in self._topic_links:
            topic = self.hub.topics[slug]
            self._topic_links[slug] = {"title": topic.title, "url": topic.address}
        return self._topic_links[slug]

    def path_link(self, slug: str) -> LinkView:
        """A learning path by its title."""
        path = self.hub.paths[slug]
        return {"title": path.title, "url": path.address}

    def link(self, ident: str) -> LinkView:
        """A contribution by its title."""
        if ident not in self._links:
            contribution = self.hub.contributions[ident]
            self._links[ident] = {"title": contribution.title, "url": contribution.address}
        return self._links[ident]

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
            "lasting": one.lasting_id and one.committed and one.status is not Status.DRAFT,
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
            "comments": self.talk(one.id),
        }

    def talk(self, ident: str) -> TalkView | None:
        """How much was said about a contribution, if anything was."""
        thread = self.hub.threads.get(ident)
        if thread is None or thread.last is None:
            return None
        said = self.counted("comments", "count", thread.count)
        last = str(self.words["comments"]["last"]).format(date=self.day(thread.last))
        return {"count": thread.count, "words": f"{said}{self.words['row']['separator']}{last}"}

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

    @cached_property
    def asked(self) -> Mapping[str, tuple[Asked, ...]]:
        """What was asked on GitHub, by the slug of the topic."""
        return asked_by_topic(self.hub)

    @cached_property
    def question_places(self) -> Mapping[int, str]:
        """Where each question that was asked on GitHub stands on the pages of questions, by its number."""
        return {
            one.number: f"{part.address}#{one.anchor}"
            for part in pages_of(listed(self.hub), QUESTIONS)
            for one in part.items
            if isinstance(one, Asked)
        }

    @cached_property
    def ballots(self) -> Mapping[str, Ballot]:
        """The poll that stands with a contribution, by its id."""
        return ballots_of_texts(self.hub)

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
