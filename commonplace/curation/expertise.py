"""Who knows about what, and how we know: what they wrote, made better and read, and what others made of it.

One truth for the pages of topics, of people, and for the directory. Nobody who left the directory is in it:
they are not to be asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from commonplace.curation.thanks import Regard, regard
from commonplace.model.contribution import Contribution, Freshness, Status
from commonplace.model.hub import Hub
from commonplace.model.people import Person
from commonplace.model.slug import slug_of

MOST_TOPICS = 8  # of one person: whoever knows about more is known for these
# What a deed says of its author's knowledge. What is past its time says less, and regard by others more.
_WROTE, _WROTE_STALE, _IMPROVED, _REVIEWED, _SAYS, _CURATES = 3, 1, 1, 1, 2, 3
_CONFIRMED, _LINKED, _BETTERED = 2, 2, 1


@dataclass(frozen=True)
class Knowledge:
    """What one person (an id) has to do with one topic (a slug), in numbers of contributions.

    `wrote` counts what they wrote or told. Of these, `confirmed` were read or checked by somebody else,
    others lead to `linked`, and others improved `bettered`. `says` is whether their profile names the topic.
    """

    person: str
    topic: str
    score: int
    wrote: int
    confirmed: int
    linked: int
    bettered: int
    improved: int
    reviewed: int
    curates: bool
    says: bool


@dataclass(frozen=True)
class Expertise:
    """Everyone's topics and every topic's people, best first; whoever and whatever has none is not a key.

    `names` leads from the names that topics go by to their slugs.
    """

    by_person: Mapping[str, tuple[Knowledge, ...]]
    by_topic: Mapping[str, tuple[Knowledge, ...]]
    names: Mapping[str, str]

    def besides(self, person: Person) -> list[str]:
        """What a person says they know about, without the topics that `by_person` names anyway."""
        known = {one.topic for one in self.by_person.get(person.id, ())}
        return [word for word in person.expertise if self.names.get(slug_of(word)) not in known]


@dataclass
class _Tally:
    score: int = 0
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, weight: int, name: str) -> None:
        self.score += weight
        self.counts[name] += 1


def expertise(hub: Hub, linked_from: Mapping[str, frozenset[str]]) -> Expertise:
    """Work it out in one pass; `linked_from` leads from a contribution's id to those that lead to it."""
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    shown = {person.id for person in hub.people.values() if person.has_page}
    for one in hub.contributions.values():
        if one.status is Status.PUBLISHED and one.topics:
            _count(one, shown, hub, linked_from, tallies)
    for topic in hub.topics.values():
        for ident in topic.curators:
            if ident in shown:
                tallies[ident, topic.slug].add(_CURATES, "curates")
    names = _topic_names(hub)
    for person in hub.people.values():
        if person.id in shown:
            said = (names.get(slug_of(word)) for word in (*person.expertise, *person.ask_me_about))
            for slug in dict.fromkeys(said):
                if slug:
                    tallies[person.id, slug].add(_SAYS, "says")
    return _sorted(hub, names, (_knowledge(key, tally) for key, tally in tallies.items()))


def _topic_names(hub: Hub) -> Mapping[str, str]:
    """Every topic's slug by the names it goes by: present ones win over former ones."""
    by_title = {slug_of(topic.title): slug for slug, topic in hub.topics.items()}
    return {**by_title, **hub.former_topics, **{slug: slug for slug in hub.topics}}


def _count(
    one: Contribution,
    shown: set[str],
    hub: Hub,
    linked_from: Mapping[str, frozenset[str]],
    tallies: Mapping[tuple[str, str], _Tally],
) -> None:
    wrote = _WROTE_STALE if one.freshness is Freshness.STALE else _WROTE
    for ident in dict.fromkeys((*one.authors, *one.told_by)):
        if ident in shown:
            found = regard(one, ident, hub, linked_from)
            for slug in one.topics:
                _add_writing(tallies[ident, slug], wrote, found)
    for name, weight, people in (
        ("improved", _IMPROVED, one.improved_by),
        ("reviewed", _REVIEWED, one.reviewed_by),
    ):
        for ident in people:
            if ident in shown:
                for slug in one.topics:
                    tallies[ident, slug].add(weight, name)


def _add_writing(tally: _Tally, weight: int, found: Regard) -> None:
    tally.add(weight, "wrote")
    if found.confirmed:
        tally.add(_CONFIRMED, "confirmed")
    if found.linked:
        tally.add(_LINKED, "linked")
    if found.bettered:
        tally.add(_BETTERED, "bettered")


def _knowledge(key: tuple[str, str], tally: _Tally) -> Knowledge:
    counts = tally.counts
    person, topic = key
    return Knowledge(
        person=person,
        topic=topic,
        score=tally.score,
        wrote=counts["wrote"],
        confirmed=counts["confirmed"],
        linked=counts["linked"],
        bettered=counts["bettered"],
        improved=counts["improved"],
        reviewed=counts["reviewed"],
        curates=bool(counts["curates"]),
        says=bool(counts["says"]),
    )


def _sorted(hub: Hub, names: Mapping[str, str], found: Iterable[Knowledge]) -> Expertise:
    """Best first; ties by the order of people and of topics, which is by name."""
    people = {ident: place for place, ident in enumerate(hub.people)}
    topics = {slug: place for place, slug in enumerate(hub.topics)}
    by_person: dict[str, list[Knowledge]] = defaultdict(list)
    by_topic: dict[str, list[Knowledge]] = defaultdict(list)
    for one in sorted(found, key=lambda k: (-k.score, people[k.person], topics[k.topic])):
        by_person[one.person].append(one)
        by_topic[one.topic].append(one)
    return Expertise(
        {ident: tuple(known[:MOST_TOPICS]) for ident, known in by_person.items()},
        {slug: tuple(known) for slug, known in by_topic.items()},
        names,
    )
