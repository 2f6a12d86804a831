"""The directory of everyone: its pages, and the list by which a reader's browser filters it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonplace.curation.expertise import Expertise
from commonplace.model.people import Person
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.people_pages import Works
from commonplace.pages.presenter import Presenter
from commonplace.pages.views.people import ChoiceView, DirectoryRow, DirectoryView, FiltersView

INDEX = "people/index.json"
_MOST_TOPICS = 3  # on a card
_MOST_SUBJECTS = 3
_LINES = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Directory:
    """Everyone who has a page, what they wrote, and what they know about."""

    people: Sequence[Person]
    works: Works
    expertise: Expertise

    def topics(self, person: Person) -> list[str]:
        """The slugs of the topics that a person knows about, best first."""
        return [known.topic for known in self.expertise.by_person.get(person.id, ())]

    def count(self, person: Person) -> int:
        """How many contributions a person wrote or told."""
        return len(self.works.wrote.get(person.id, ()))


def directory_views(
    directory: Directory, show: Presenter
) -> Iterator[tuple[Slice[Person], DirectoryView]]:
    """The directory, page by page. Filters stand on its first page, as they look through all of them."""
    for part in pages_of(directory.people, "people/"):
        first = part.pager["number"] == 1
        yield (
            part,
            {
                "page": "people",
                "filters": _filters(directory, show) if first and directory.people else None,
                "people": [_row(person, directory, show) for person in part.items],
                "pager": part.pager,
            },
        )


def _row(person: Person, directory: Directory, show: Presenter) -> DirectoryRow:
    topics = directory.topics(person)[:_MOST_TOPICS]
    return {
        "face": show.face(person.id),
        "team": person.team,
        "location": person.location,
        "knows": [show.hub.topics[slug].title for slug in topics],
        "ask_me_about": list(person.ask_me_about[:_MOST_SUBJECTS]),
        "mentoring": person.mentoring,
        "count": directory.count(person),
    }


def _filters(directory: Directory, show: Presenter) -> FiltersView:
    """What can be chosen while nothing is chosen yet. The browser counts anew after each choice."""
    people = directory.people
    teams = Counter(person.team for person in people if person.team)
    places = Counter(person.location for person in people if person.location)
    topics = Counter(slug for person in people for slug in directory.topics(person))
    titles = {slug: topic.title for slug, topic in show.hub.topics.items()}
    mentors = sum(1 for person in people if person.mentoring)
    words = show.words["people"]
    pattern = str(words["choice"])
    return {
        "index_url": INDEX,
        "said": show.counted("people", "found", len(people)),
        "teams": _choices(teams, {name: name for name in teams}, pattern),
        "places": _choices(places, {name: name for name in places}, pattern),
        "topics": _choices(topics, titles, pattern),
        "mentoring": pattern.format(name=words["mentoring"], count=mentors) if mentors else "",
    }


def _choices(
    counts: Mapping[str, int], titles: Mapping[str, str], pattern: str
) -> list[ChoiceView]:
    by_title = sorted(counts, key=lambda value: (titles[value].casefold(), value))
    return [
        {"value": value, "label": pattern.format(name=titles[value], count=counts[value])}
        for value in by_title
    ]


def directory_index(directory: Directory, show: Presenter) -> str:
    """`people/index.json`: a person to a line, and the titles of the topics that they know about.

    Addresses are relative to the site's root. It holds what the pages of these people say, and no more.
    """
    used = {slug for person in directory.people for slug in directory.topics(person)}
    titles = {slug: topic.title for slug, topic in show.hub.topics.items() if slug in used}
    rows = (
        {
            "id": person.id,
            **show.face(person.id),
            "team": person.team,
            "location": person.location,
            "topics": directory.topics(person),
            "ask_me_about": list(person.ask_me_about),
            "expertise": list(person.expertise),
            "mentoring": person.mentoring,
            "count": directory.count(person),
        }
        for person in directory.people
    )
    return f'{{"topics":{_LINES.encode(titles)},"people":[\n{_joined(rows)}\n]}}\n'


def _joined(rows: Iterable[Mapping[str, object]]) -> str:
    return ",\n".join(map(_LINES.encode, rows))
