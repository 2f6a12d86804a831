"""Topics with their curators, picks and contributions found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonplace.assemble.addresses import former_topic_slug
from commonplace.assemble.experts import experts
from commonplace.assemble.people import PeopleIndex
from commonplace.assemble.references import resolve_reference
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Contribution, Status
from commonplace.model.history import History
from commonplace.model.slug import slug_of
from commonplace.model.topics import Pick, PickSource, Section, Topic, TopicSource
from commonplace.readers.suggestions import Suggestions


@dataclass(frozen=True)
class TopicNames:
    """Every topic's slug by each name it goes by (slug, title, former slugs), and the former ones alone."""

    by_name: Mapping[str, str]
    former: Mapping[str, str]

    def find(self, written: str) -> str | None:
        """The slug of the topic that someone wrote, however they wrote it."""
        return self.by_name.get(slug_of(written))


def name_topics(sources: Sequence[TopicSource], history: History, docs_dir: str) -> TopicNames:
    """Collect the names of all topics.

    A present slug wins over a former one, and what a curator wrote over what the history tells.
    """
    by_name = {source.slug: source.slug for source in sources}
    former: dict[str, str] = {}

    def claim(slug: str | None, source: TopicSource) -> None:
        if slug and slug not in by_name:
            former.setdefault(slug, source.slug)

    for source in sources:
        for slug in source.formerly:
            claim(slug, source)
    for source in sources:
        past = history.files.get(source.path)
        for path in past.paths[:-1] if past else ():
            claim(former_topic_slug(path, docs_dir), source)
    for source in sources:
        title = slug_of(source.title)
        if title and title not in former:
            by_name.setdefault(title, source.slug)
    return TopicNames({**former, **by_name}, former)


@dataclass(frozen=True)
class TopicContext:
    """What topics are resolved against, and the addresses to suggest where that fails."""

    contributions: Mapping[str, Contribution]
    references: Mapping[str, str]
    people: PeopleIndex
    names: TopicNames
    addresses: Suggestions


def assemble_topics(
    sources: Iterable[TopicSource], context: TopicContext
) -> tuple[dict[str, Topic], list[Diagnostic]]:
    """Resolve every topic. Contributions stay in the order of `context.contributions`."""
    members: dict[str, list[Contribution]] = {}
    for contribution in context.contributions.values():
        if contribution.status is Status.OBSOLETE:
            continue  # found through its successor
        for slug in contribution.topics:
            members.setdefault(slug, []).append(contribution)
    old: dict[str, list[str]] = {}
    for former, slug in context.names.former.items():
        old.setdefault(slug, []).append(f"topics/{former}/")
    curators_known = Suggestions(context.people.people)
    topics: dict[str, Topic] = {}
    problems: list[Diagnostic] = []
    for source in sorted(sources, key=lambda source: source.title.casefold()):
        resolver = _Resolver(source, context, curators_known)
        curators = resolver.curators()
        inside = members.get(source.slug, [])
        if not inside:
            problems.append(diagnose("topic-empty", source.path, title=source.title))
        topics[source.slug] = Topic(
            slug=source.slug,
            title=source.title,
            summary=source.summary,
            source=source.path,
            body=source.body,
            body_line=source.body_line,
            curators=curators,
            picks=resolver.picks(source.picks),
            sections=tuple(
                Section(section.title, section.text, resolver.picks(section.picks))
                for section in source.sections
            ),
            contributions=tuple(contribution.id for contribution in inside),
            experts=experts(source, inside, curators, context.people.people),
            former_addresses=tuple(old.get(source.slug, ())),
        )
        problems.extend(resolver.problems)
    return topics, problems


class _Resolver:
    def __init__(self, source: TopicSource, context: TopicContext, people: Suggestions) -> None:
        self._source = source
        self._context = context
        self._people = people
        self._picked: set[str] = set()
        self.problems: list[Diagnostic] = []

    def curators(self) -> tuple[str, ...]:
        place = self._source.places.get("curators")
        line, column = (place.line, place.column) if place else (1, 1)
        index = self._context.people
        found: dict[str, None] = {}
        for name in self._source.curators:
            person = index.resolve(name)
            if person is None:
                near = self._people.sentence(name.lstrip("@"))
                self.problems.append(
                    diagnose(
                        "curator-unknown", self._source.path, line, column, name=name, nearest=near
                    )
                )
            else:
                found[person] = None
        if not self._source.curators:
            self.problems.append(
                diagnose("topic-no-curator", self._source.path, title=self._source.title)
            )
        return tuple(found)

    def picks(self, written: Sequence[PickSource]) -> tuple[Pick, ...]:
        kept = []
        for pick in written:
            ident = self._pick(pick)
            if ident is not None:
                self._picked.add(ident)
                kept.append(Pick(ident, pick.why))
        return tuple(kept)

    def _pick(self, pick: PickSource) -> str | None:
        references, contributions = self._context.references, self._context.contributions
        ident = resolve_reference(pick.ref, references)
        contribution = contributions.get(ident or "")
        if ident is None or contribution is None:
            near = self._context.addresses.sentence(pick.ref.strip("/"))
            self._report("pick-gone", pick, ref=pick.ref, nearest=near)
            return None
        if contribution.status is Status.OBSOLETE:
            successor = contributions.get(contribution.superseded_by or "")
            remedy = (
                f"Pick “{successor.address.strip('/')}” instead, which took its place."
                if successor
                else "Delete the pick, or ask its authors what took its place."
            )
            self._report("pick-obsolete", pick, title=contribution.title, remedy=remedy)
            return None
        if ident in self._picked:
            self._report("pick-twice", pick, title=contribution.title)
            return None
        return ident

    def _report(self, code: str, pick: PickSource, **values: object) -> None:
        place = pick.place
        self.problems.append(diagnose(code, self._source.path, place.line, place.column, **values))
