"""Topics with their curators, picks and contributions found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonplace.assemble.curated import Known, PickCodes, Resolver, former_slugs
from commonplace.assemble.questions import answers, assemble_questions
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Contribution, Status
from commonplace.model.history import History
from commonplace.model.slug import slug_of
from commonplace.model.topics import Section, Topic, TopicSource
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
    """Collect the names of all topics."""
    by_name = {source.slug: source.slug for source in sources}
    former = former_slugs(sources, history, f"{docs_dir}/topics")
    for source in sources:
        title = slug_of(source.title)
        if title and title not in former:
            by_name.setdefault(title, source.slug)
    return TopicNames({**former, **by_name}, former)


_CODES = PickCodes(gone="pick-gone", obsolete="pick-obsolete", twice="pick-twice")


def assemble_topics(
    sources: Iterable[TopicSource], known: Known, names: TopicNames
) -> tuple[dict[str, Topic], list[Diagnostic]]:
    """Resolve every topic. Contributions stay in the order of `known.contributions`."""
    members: dict[str, list[Contribution]] = {}
    for contribution in known.contributions.values():
        if contribution.status is Status.OBSOLETE:
            continue  # found through its successor
        for slug in contribution.topics:
            members.setdefault(slug, []).append(contribution)
    old: dict[str, list[str]] = {}
    for former, slug in names.former.items():
        old.setdefault(slug, []).append(f"topics/{former}/")
    curators_known = Suggestions(known.people.people)
    sources = list(sources)
    answered = answers(known.contributions.values(), sources)
    topics: dict[str, Topic] = {}
    problems: list[Diagnostic] = []
    for source in sorted(sources, key=lambda source: source.title.casefold()):
        resolver = Resolver(source, known, _CODES, curators_known)
        if not source.curators:
            problems.append(diagnose("topic-no-curator", source.path, title=source.title))
        inside = members.get(source.slug, [])
        questions, found = assemble_questions(source, known.people, curators_known, answered)
        problems.extend(found)
        if not inside:
            problems.append(diagnose("topic-empty", source.path, title=source.title))
        topics[source.slug] = Topic(
            slug=source.slug,
            title=source.title,
            summary=source.summary,
            source=source.path,
            body=source.body,
            body_line=source.body_line,
            curators=resolver.curators(),
            picks=resolver.picks(source.picks),
            sections=tuple(
                Section(section.title, section.text, resolver.picks(section.picks))
                for section in source.sections
            ),
            contributions=tuple(contribution.id for contribution in inside),
            former_addresses=tuple(old.get(source.slug, ())),
            questions=questions,
        )
        problems.extend(resolver.problems)
    return topics, problems
