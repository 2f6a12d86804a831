"""The hub: everything that was read, joined into one frozen model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, tzinfo
from zoneinfo import ZoneInfo

from commonplace.assemble.addresses import address_of_path, contribution_address, former_handle
from commonplace.assemble.credit import Credit, credit, mentions, unknown_names, with_local_author
from commonplace.assemble.curated import Known, former_slugs
from commonplace.assemble.departments import with_departments
from commonplace.assemble.freshness import freshness
from commonplace.assemble.held_back import held_back, names_kept_back
from commonplace.assemble.identify import Identified, identify
from commonplace.assemble.paths import assemble_paths
from commonplace.assemble.people import PeopleIndex, assemble_people
from commonplace.assemble.people_names import presentable
from commonplace.assemble.references import (
    Named,
    index_references,
    resolve_reference,
    suggest_references,
)
from commonplace.assemble.sources import Sources
from commonplace.assemble.threads import Listeners, assemble_threads
from commonplace.assemble.topics import TopicNames, assemble_topics, name_topics
from commonplace.assemble.withdrawn import withdrawn_texts
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Contribution, Document, Status
from commonplace.model.history import History
from commonplace.model.hub import Hub
from commonplace.model.people import Profile
from commonplace.model.settings import Audience
from commonplace.readers.suggestions import Suggestions


def assemble(sources: Sources, as_of: date, *, drafts: bool = False, survey: bool = False) -> Hub:
    """Join the records of all readers as they stand on the day `as_of`. Drafts only if asked for.

    A `survey` compares all people for those who may be one, which no page needs.
    """
    settings, history = sources.settings, sources.history
    zone: tzinfo = UTC if settings.timezone == "UTC" else ZoneInfo(settings.timezone)
    problems = list(sources.diagnostics)
    gone = [d for d in sources.documents if d.front.status is Status.WITHDRAWN]
    sources = replace(
        sources,
        documents=tuple(d for d in sources.documents if d.front.status is not Status.WITHDRAWN),
    )
    written = [d for d in sources.documents if drafts or d.front.status is not Status.DRAFT]
    documents = written
    if settings.audience is Audience.PUBLIC:
        problems.extend(_left_out(d) for d in written if d.front.audience is Audience.INTERNAL)
        documents = [d for d in written if d.front.audience is not Audience.INTERNAL]
    history = with_local_author(documents, history)
    profiles, found = with_departments(sources.profiles, settings.departments)
    problems.extend(found)
    profiles = _with_former_handles(profiles, history)
    people = assemble_people(profiles, history, mentions(documents), settings.bots, survey=survey)
    problems.extend(people.diagnostics)
    identified, found = identify(documents, history)
    problems.extend(found)
    names = name_topics(sources.topics, history, settings.docs_dir)
    maker = _Maker(sources, as_of, people, names)
    contributions = {
        one.id: maker.contribution(one, credit(one.document, history, people, zone))
        for one in identified
    }
    contributions = dict(sorted(contributions.items(), key=lambda item: _newest(item[1])))
    references, former, found = index_references(
        Named(one.id, one.source, one.address, one.former_addresses)
        for one in reversed(contributions.values())
    )
    problems.extend(found)
    addresses = suggest_references(references)
    contributions = {
        ident: maker.with_references(one, references, former.get(ident, ()), addresses)
        for ident, one in contributions.items()
    }
    problems.extend(_successors_in_a_round(contributions))
    left_out = {d.path for d in sources.documents} - {d.path for d in documents}
    kept_back = [d for d in sources.documents if d.path in left_out]
    silent = [*kept_back, *gone, *sources.withheld]
    in_use = {*references, *(one.address for one in contributions.values())}
    absent = held_back(kept_back, history, settings.docs_dir)
    known = Known(contributions, references, people, addresses, absent)
    topics, found = assemble_topics(sources.topics, known, names)
    problems.extend([*maker.problems, *found])
    former_paths = former_slugs(sources.paths, history, f"{settings.docs_dir}/paths")
    paths, found = assemble_paths(sources.paths, known, former_paths)
    problems.extend(found)
    unspoken = identify(silent, history)[0] if sources.snapshot else ()
    kept_ids = {one.id for one in unspoken} - contributions.keys()
    around = Listeners(contributions, kept_ids, names, people, tuple(profiles))
    talk = assemble_threads(sources.snapshot, settings, around, zone)
    problems.extend(talk.diagnostics)
    return Hub(
        settings=settings,
        as_of=as_of,
        history_state=history.state,
        contributions=contributions,
        people=people.people,
        topics=topics,
        paths=paths,
        references=references,
        former_people=people.former,
        former_topics=names.former,
        former_paths=former_paths,
        diagnostics=tuple(sorted(set(problems))),
        merges=people.merges,
        near_misses=people.near_misses,
        possible_bots=people.possible_bots,
        renames=history.renames,
        commits=history.commits,
        drafts_left_out=len(sources.documents) - len(written),
        internal_left_out=len(written) - len(documents),
        kept_back=names_kept_back(silent, history, settings.docs_dir, people),
        withdrawn=withdrawn_texts(gone, history, settings.docs_dir, in_use),
        threads=talk.threads,
        asked=talk.asked,
        ballots=talk.ballots,
        fetched=talk.fetched,
    )


def _with_former_handles(profiles: Iterable[Profile], history: History) -> tuple[Profile, ...]:
    """Profiles whose files were renamed keep their old handles, unless someone else has them today.

    The oldest comes first: of two that claim one address or login, it keeps them.
    """
    oldest_first = sorted(profiles, key=lambda profile: _landed(profile.path, history))
    present = {profile.handle: profile for profile in oldest_first}
    renamed = []
    for profile in present.values():
        past = history.files.get(profile.path)
        handles = (former_handle(path) for path in (past.paths[:-1] if past else ()))
        old = tuple(handle for handle in handles if handle and handle not in present)
        renamed.append(replace(profile, formerly=tuple(dict.fromkeys((*profile.formerly, *old)))))
    return tuple(renamed)


def _landed(path: str, history: History) -> tuple[float, str]:
    past = history.files.get(path)
    return (past.landed if past else float("inf"), path)


def _left_out(document: Document) -> Diagnostic:
    place = document.front.place("audience")
    return diagnose("audience-left-out", document.path, place.line, place.column)


def _newest(contribution: Contribution) -> tuple[int, str]:
    day = contribution.created or date.min
    return (-day.toordinal(), contribution.source)


def _successors_in_a_round(contributions: Mapping[str, Contribution]) -> Iterator[Diagnostic]:
    """Contributions that are, at the end, their own successors."""
    for one in contributions.values():
        seen: set[str] = set()
        following = one.superseded_by
        while following is not None and following not in seen and following != one.id:
            seen.add(following)
            following = contributions[following].superseded_by
        if following == one.id:
            place = one.document.front.place("superseded_by")
            yield diagnose("successor-loop", one.source, place.line, place.column)


class _Maker:
    """Makes contributions one by one and keeps what was wrong with them."""

    def __init__(
        self, sources: Sources, as_of: date, people: PeopleIndex, names: TopicNames
    ) -> None:
        self._sources = sources
        self._as_of = as_of
        self._people = people
        self._names = names
        self._topics_known = Suggestions(names.by_name)
        self._handles = Suggestions(p.id for p in people.people.values() if p.has_profile)
        self.problems: list[Diagnostic] = []

    def contribution(self, identified: Identified, credited: Credit) -> Contribution:
        """All but what needs the other contributions."""
        document, settings = identified.document, self._sources.settings
        front = document.front
        past = self._sources.history.files.get(document.path)
        address = contribution_address(document.kind, document.slug)
        old_paths = past.paths[:-1] if past else ()
        old = [address_of_path(path, settings.docs_dir) for path in old_paths]
        former = dict.fromkeys([*(f"{a}/" for a in front.addresses), *(a for a in old if a)])
        self.problems.extend(unknown_names(document, self._people, self._handles))
        since = front.verified.on if front.verified else credited.updated
        every = front.review_every or settings.review_every
        verified_by = front.verified.by if front.verified else None
        return Contribution(
            id=identified.id,
            lasting_id=identified.lasting,
            document=document,
            address=address,
            topics=self._topics(identified),
            authors=credited.authors,
            told_by=credited.told_by,
            improved_by=credited.improved_by,
            reviewed_by=credited.reviewed_by,
            owner=self._owner(front.owner) if front.owner else None,
            created=credited.created,
            updated=credited.updated,
            status=front.status,
            freshness=freshness(front.status, since, every, self._as_of),
            audience=front.audience or settings.audience,
            superseded_by=None,
            former_addresses=tuple(one for one in former if one != address),
            verified_by=self._people.resolve(verified_by) if verified_by else None,
            committed=credited.committed,
            improvements=credited.improvements,
            reviews=credited.reviews,
            confirmed_by=credited.confirmed_by,
        )

    def _owner(self, written: str) -> str | None:
        """An id, or the words as they may be shown: an address of somebody unknown is not."""
        return self._people.resolve(written) or presentable(written) or None

    def _topics(self, identified: Identified) -> tuple[str, ...]:
        document = identified.document
        found: dict[str, None] = {}
        for written in document.front.topics:
            slug = self._names.find(written)
            if slug is not None:
                found[slug] = None
                continue
            place = document.front.place("topics")
            self.problems.append(
                diagnose(
                    "topic-unknown",
                    document.path,
                    place.line,
                    place.column,
                    topic=written,
                    nearest=self._topics_known.sentence(written),
                    folder=f"{self._sources.settings.docs_dir}/topics",
                )
            )
        return tuple(found)

    def with_references(
        self,
        one: Contribution,
        references: Mapping[str, str],
        former: tuple[str, ...],
        addresses: Suggestions,
    ) -> Contribution:
        """The same with its successor and the former addresses that are its own."""
        written = one.document.front.superseded_by
        if written is None:
            return replace(one, former_addresses=former)
        successor = resolve_reference(written, references)
        place = one.document.front.place("superseded_by")
        if successor is None or successor == one.id:
            near = addresses.sentence(written.strip("/"))
            code = "successor-self" if successor else "successor-gone"
            self.problems.append(
                diagnose(code, one.source, place.line, place.column, ref=written, nearest=near)
            )
            return replace(one, former_addresses=former)
        return replace(
            one,
            former_addresses=former,
            superseded_by=successor,
            status=Status.OBSOLETE,
            freshness=freshness(Status.OBSOLETE, None, 1, self._as_of),
        )
