"""Each person's page, and the directory of everyone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonplace.model.contribution import Status
from commonplace.model.hub import Hub
from commonplace.model.people import Person
from commonplace.pages.feed_address import feed_url, person_feed
from commonplace.pages.github import edit_url
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.views import DirectoryView, LinkView, PersonView

_MOST_IMPROVED = 12


@dataclass(frozen=True)
class Works:
    """What each person (by id) wrote or told, improved and looks after; newest first."""

    wrote: Mapping[str, Sequence[str]]
    improved: Mapping[str, Sequence[str]]
    curates: Mapping[str, Sequence[str]]


def works_of(hub: Hub) -> Works:
    """Collect everyone's works in one pass."""
    wrote: dict[str, list[str]] = {}
    improved: dict[str, list[str]] = {}
    curates: dict[str, list[str]] = {}
    for one in hub.contributions.values():
        for ident in dict.fromkeys((*one.authors, *one.told_by)):
            wrote.setdefault(ident, []).append(one.id)
        if one.status is not Status.OBSOLETE:
            for ident in one.improved_by:
                improved.setdefault(ident, []).append(one.id)
    for topic in hub.topics.values():
        for ident in topic.curators:
            curates.setdefault(ident, []).append(topic.slug)
    return Works(wrote, improved, curates)


def directory(hub: Hub, works: Works) -> list[Person]:
    """Everyone who has a page: who has a profile, wrote, improved or looks after something; by name."""
    return [
        person
        for person in hub.people.values()
        if person.has_page
        and (
            person.has_profile
            or any(person.id in table for table in (works.wrote, works.improved, works.curates))
        )
    ]


def directory_views(
    people: Sequence[Person], works: Works, show: Presenter
) -> Iterator[tuple[Slice[Person], DirectoryView]]:
    """The directory, page by page."""
    for part in pages_of(people, "people/"):
        yield (
            part,
            {
                "page": "people",
                "people": [
                    {
                        "face": show.face(person.id),
                        "team": person.team,
                        "location": person.location,
                        "ask_me_about": list(person.ask_me_about[:3]),
                        "count": len(works.wrote.get(person.id, ())),
                    }
                    for person in part.items
                ],
                "pager": part.pager,
            },
        )


def person_views(
    person: Person, works: Works, show: Presenter
) -> Iterator[tuple[Slice[str], PersonView]]:
    """The pages of one person: who they are, and what they wrote."""
    curates: list[LinkView] = [show.topic_link(slug) for slug in works.curates.get(person.id, ())]
    improved = works.improved.get(person.id, ())[:_MOST_IMPROVED]
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
                "expertise": list(person.expertise),
                "mentoring": person.mentoring,
                "curates": curates,
                "rows": show.rows(part.items),
                "improved": show.rows(improved) if first else [],
                "pager": part.pager,
                "edit_url": edit_url(show.hub.settings, person.source),
                "feed_url": feed_url(show.hub.settings, person_feed(person)),
            },
        )
