"""The snapshot of discussions joined with the hub: threads of contributions, questions and polls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, tzinfo

from commonplace.assemble.ballots import Ballots, is_poll
from commonplace.assemble.people import PeopleIndex
from commonplace.assemble.remarks import Remarks
from commonplace.assemble.speakers import Speakers
from commonplace.assemble.topics import TopicNames
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.marks import marks_of
from commonplace.model.contribution import Contribution
from commonplace.model.discussions import Category, Discussion, Snapshot, find_category
from commonplace.model.people import Profile
from commonplace.model.settings import Audience, CommentsIn, Settings
from commonplace.model.threads import Asked, Ballot, Fetched, Thread
from commonplace.readers.snapshot import SNAPSHOT

_LONGEST_QUESTION = 300


@dataclass(frozen=True)
class Talk:
    """Everything that was said, as far as this hub shows it: `threads` by contribution, `asked` by number,
    `ballots` newest first."""

    threads: Mapping[str, Thread] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    fetched: Fetched | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Listeners:
    """What discussions can be about: the contributions of this build and the ids of those that it does not
    publish, the names of topics, and the people who may speak."""

    contributions: Mapping[str, Contribution]
    kept_back: Set[str]
    topics: TopicNames
    people: PeopleIndex
    profiles: tuple[Profile, ...]


def assemble_threads(
    snapshot: Snapshot | None, settings: Settings, around: Listeners, zone: tzinfo
) -> Talk:
    """Join what was fetched. Without a snapshot, or with comments off, there is nothing."""
    if snapshot is None or settings.comments is CommentsIn.OFF:
        return Talk()
    return _Joining(snapshot, settings, around, zone).talk()


class _Joining:
    """The discussions of one snapshot, one after the other."""

    def __init__(
        self, snapshot: Snapshot, settings: Settings, around: Listeners, zone: tzinfo
    ) -> None:
        self._snapshot, self._settings, self._around, self._zone = snapshot, settings, around, zone
        self._problems: list[Diagnostic] = []
        owner = (settings.repository or "").casefold()
        self._linked = bool(owner) and owner == snapshot.repository.casefold()
        speakers = Speakers(around.people, around.profiles, settings, private=snapshot.private)
        web = f"{settings.github.web}/" if self._linked else None
        self._remarks = Remarks(speakers, zone, settings.language, web)

    def talk(self) -> Talk:
        snapshot, settings = self._snapshot, self._settings
        withheld = settings.audience is Audience.PUBLIC and snapshot.private
        if withheld:
            self._report(diagnose("comments-private", SNAPSHOT))
            fetched = Fetched(self._day(), withheld=True)
            return Talk(fetched=fetched, diagnostics=tuple(self._problems))
        comments = self._category(settings.discussions.comments)
        questions = self._category(settings.discussions.questions)
        polls = self._category(settings.discussions.polls, needed=False)
        by_category: dict[str, list[Discussion]] = {}
        for one in sorted(snapshot.discussions, key=lambda one: one.number):
            by_category.setdefault(one.category, []).append(one)
        threads = dict(self._threads(by_category.get(comments.id, []))) if comments else {}
        asked = tuple(self._asked(by_category.get(questions.id, []))) if questions else ()
        fetched = Fetched(
            self._day(),
            linked=self._linked,
            questions=_open_to_all(questions) if self._linked else None,
        )
        ballots = self._ballots(by_category, threads, comments, (questions, polls))
        return Talk(threads, asked, ballots, fetched, tuple(self._problems))

    def _ballots(
        self,
        by_category: Mapping[str, list[Discussion]],
        threads: Mapping[str, Thread],
        comments: Category | None,
        others: Iterable[Category | None],
    ) -> tuple[Ballot, ...]:
        around = self._around
        maker = Ballots(self._remarks, self._zone, around.contributions, around.kept_back)
        own = comments.id if comments else ""
        found = [*maker.within_threads(by_category.get(own, ()), threads)]
        for ident in {one.id for one in others if one} - {own}:
            found += maker.elsewhere(by_category.get(ident, ()))
        return tuple(sorted(found, key=lambda one: (one.since, one.number), reverse=True))

    def _day(self) -> date:
        return self._snapshot.taken.astimezone(self._zone).date()

    def _report(self, found: Diagnostic) -> None:
        self._problems.append(found)

    def _category(self, name: str, *, needed: bool = True) -> Category | None:
        found = find_category(self._snapshot.categories, name)
        if found or not (needed and self._linked):  # what a sample lacks is nobody's fault
            return found
        there = ", ".join(f"“{one.name}”" for one in self._snapshot.categories) or "none"
        self._report(diagnose("category-gone", SNAPSHOT, name=name, there=there))
        return None

    def _threads(self, discussions: list[Discussion]) -> Iterator[tuple[str, Thread]]:
        """Of two discussions of one contribution the older holds: the one with the lower number."""
        taken: dict[str, int] = {}
        for one in discussions:
            ident = marks_of(one.body).get("id")
            if ident is None:
                continue
            contribution = self._around.contributions.get(ident)
            if contribution is None:
                if self._linked and ident not in self._around.kept_back:
                    self._report(diagnose("thread-gone", SNAPSHOT, number=one.number))
            elif ident in taken:
                title, first = contribution.title, taken[ident]
                self._report(
                    diagnose("thread-twice", SNAPSHOT, title=title, number=first, other=one.number)
                )
            else:
                taken[ident] = one.number
                yield ident, self._thread(one, contribution)

    def _thread(self, one: Discussion, contribution: Contribution) -> Thread:
        remarks = self._remarks.of(one, contribution.title)
        everything = [each for top in remarks for each in (top, *top.replies) if not each.deleted]
        return Thread(
            contribution=contribution.id,
            number=one.number,
            url=self._remarks.url(one.url),
            remarks=remarks,
            count=len(everything),
            last=max((each.on for each in everything), default=None),
            locked=one.locked,
            upvotes=one.upvotes,
            reactions=one.reactions,
        )

    def _asked(self, discussions: list[Discussion]) -> Iterator[Asked]:
        """Questions, but for those about texts that this build does not publish. Polls want votes."""
        for one in discussions:
            if is_poll(one):
                continue
            marks = marks_of(one.body)
            about = marks.get("about") or marks.get("id")
            if about in self._around.kept_back:
                continue
            contribution = self._around.contributions.get(about or "")
            answer = one.answer
            shown = self._remarks.one(answer) if answer and not answer.deleted else None
            count = sum(
                1 for top in one.comments for each in (top, *top.replies) if not each.deleted
            )
            yield Asked(
                ask=self._remarks.plain(one.title)[:_LONGEST_QUESTION],
                number=one.number,
                by=self._remarks.speaker(one.author),
                since=one.created.astimezone(self._zone).date(),
                url=self._remarks.url(one.url),
                topic=self._topic(marks.get("topic", ""), contribution, one.labels),
                about=contribution.id if contribution else None,
                answered=one.answered.astimezone(self._zone).date() if one.answered else None,
                answer=shown,
                words=self._remarks.words(one),
                remarks=self._remarks.comments(one),
                count=count,
                closed=one.closed,
                locked=one.locked,
            )

    def _topic(self, named: str, about: Contribution | None, labels: Iterable[str]) -> str | None:
        """The topic that the mark names, else the first one of the text it is about, else a label's."""
        if marked := self._around.topics.find(named):
            return marked
        if about is not None and about.topics:
            return about.topics[0]
        return next(filter(None, map(self._around.topics.find, labels)), None)


def _open_to_all(category: Category | None) -> str | None:
    """The category in an address, if everybody who can read may begin a discussion there."""
    if category is None or category.announcement or not category.slug.isprintable():
        return None
    return category.slug
