"""Each person's page, and who has one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonplace.curation.expertise import Knowledge
from commonplace.curation.thanks import Thanks
from commonplace.model.contribution import Status
from commonplace.model.hub import Hub
from commonplace.model.people import Person
from commonplace.pages.feed_address import feed_url, person_feed
from commonplace.pages.github import edit_url
from commonplace.pages.knowing import knows_view, thanks_sentences
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.views.people import PersonView
from commonplace.pages.views.pieces import LinkView
from commonplace.pages.views.points import PointsView
from commonplace.pages.views.thread import SaidView

_MOST_ROWS = 12  # of what somebody improved or read


@dataclass(frozen=True)
class Works:
    """What each person (by id) wrote or told, improved, reviewed and looks after; newest first.

    `curates` are slugs of topics, `leads` of learning paths.
    """

    wrote: Mapping[str, Sequence[str]]
    improved: Mapping[str, Sequence[str]]
    reviewed: Mapping[str, Sequence[str]]
    curates: Mapping[str, Sequence[str]]
    leads: Mapping[str, Sequence[str]]


def works_of(hub: Hub) -> Works:
    """Collect everyone's works in one pass."""
    wrote: dict[str, list[str]] = {}
    improved: dict[str, list[str]] = {}
    reviewed: dict[str, list[str]] = {}
    curates: dict[str, list[str]] = {}
    for one in hub.contributions.values():
        for ident in dict.fromkeys((*one.authors, *one.told_by)):
            wrote.setdefault(ident, []).append(one.id)
        if one.status is not Status.OBSOLETE:
            for ident in one.improved_by:
                improved.setdefault(ident, []).append(one.id)
            for ident in one.reviewed_by:
                reviewed.setdefault(ident, []).append(one.id)
    for topic in hub.topics.values():
        for ident in topic.curators:
            curates.setdefault(ident, []).append(topic.slug)
    leads: dict[str, list[str]] = {}
    for path in hub.paths.values():
        for ident in path.curators:
            leads.setdefault(ident, []).append(path.slug)
    return Works(wrote, improved, reviewed, curates, leads)


def directory(hub: Hub, works: Works) -> list[Person]:
    """Everyone who has a page: who has a profile, or did anything of what `works` lists; by name."""
    active = {*works.wrote, *works.improved, *works.reviewed, *works.curates, *works.leads}
    return [
        person
        for person in hub.people.values()
        if person.has_page and (person.has_profile or person.id in active)
    ]


@dataclass(frozen=True)
class Standing:
    """What one person knows about, best first, what else they say they do, what colleagues made of what
    they wrote, what they have points for, and what they said last."""

    known: Sequence[Knowledge]
    besides: Sequence[str]
    thanks: Thanks
    points: PointsView | None
    said: Sequence[SaidView] = ()


def person_views(
    person: Person, works: Works, standing: Standing, show: Presenter
) -> Iterator[tuple[Slice[str], PersonView]]:
    """The pages of one person: who they are, what they know about, and what they wrote."""
    known = standing.known
    reasoned = {one.topic for one in known}
    curates: list[LinkView] = [
        show.topic_link(slug)
        for slug in works.curates.get(person.id, ())
        if slug not in reasoned  # where the reason says it
    ]
    curates += [show.path_link(slug) for slug in works.leads.get(person.id, ())]
    improved = works.improved.get(person.id, ())[:_MOST_ROWS]
    reviewed = works.reviewed.get(person.id, ())[:_MOST_ROWS]
    wrote = works.wrote.get(person.id, ())
    for part in pages_of(wrote, f"people/{person.id}/", index=False):
        first = part.pager["number"] == 1
        yield (
            part,
            {
                "page": "person",
                "face": show.face(person.id),
                "team": person.team,
                "location": person.location,
                "ask_me_about": list(person.ask_me_about),
                "knows": knows_view(known, show) if first else [],
                "expertise": list(standing.besides),
                "mentoring": person.mentoring,
                "curates": curates,
                "rows": show.rows(part.items),
                "thanks": thanks_sentences(standing.thanks, person, show) if first else [],
                "improved": show.rows(improved) if first else [],
                "reviewed": show.rows(reviewed) if first else [],
                "said": list(standing.said) if first else [],
                "points": standing.points if first else None,
                "pager": part.pager,
                "edit_url": edit_url(show.hub.settings, person.source),
                "feed_url": feed_url(show.hub.settings, person_feed(person)),
            },
        )
