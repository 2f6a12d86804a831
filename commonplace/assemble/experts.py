"""Who knows most about a topic, out of what they wrote, improved and say of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from commonplace.model.contribution import Contribution, Status
from commonplace.model.people import Person
from commonplace.model.slug import slug_of
from commonplace.model.topics import TopicSource

_WROTE, _TOLD, _IMPROVED, _SAYS = 3, 3, 1, 2
_MOST = 6


def experts(
    topic: TopicSource,
    contributions: Iterable[Contribution],
    curators: Sequence[str],
    people: Mapping[str, Person],
) -> tuple[str, ...]:
    """The ids of at most six people, best first; ties by name. Curators are named elsewhere on the page.

    Only people who are shown in the directory: whoever opted out of it is not to be asked.
    """
    points: Counter[str] = Counter()
    for contribution in contributions:
        if contribution.status is not Status.PUBLISHED:
            continue
        points.update(dict.fromkeys(contribution.authors, _WROTE))
        points.update(dict.fromkeys(contribution.told_by, _TOLD))
        points.update(dict.fromkeys(contribution.improved_by, _IMPROVED))
    names = {topic.slug, slug_of(topic.title)}
    for person in people.values():
        if any(slug_of(word) in names for word in (*person.expertise, *person.ask_me_about)):
            points[person.id] += _SAYS
    ranked = sorted(
        (
            (-score, people[ident].name.casefold(), ident)
            for ident, score in points.items()
            if ident in people and people[ident].has_page and ident not in curators
        ),
    )
    return tuple(ident for _, _, ident in ranked[:_MOST])
