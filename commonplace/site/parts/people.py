"""The pages of people, and the directory."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.model.people import Person
from commonplace.pages.paging import docs_path
from commonplace.pages.people_pages import directory_views, person_views
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedPage


def people_pages(desk: Desk) -> Iterator[PlannedPage]:
    """The directory, then each person who has a page."""
    for part, view in directory_views(desk.people, desk.works, desk.show):
        yield desk.list_page(part, "people.html", view, desk.words["people"])
    for person in desk.people:
        yield from _pages_of(person, desk)


def _pages_of(person: Person, desk: Desk) -> Iterator[PlannedPage]:
    place = docs_path(f"people/{person.id}/")
    text = desk.mapped(person.about, person.source or place, person.about_line, place)
    described = str(desk.words["person"]["description"]).format(name=person.name)
    for part, view in person_views(person, desk.works, desk.show):
        number = part.pager["number"]
        yield PlannedPage(
            docs_path=part.docs_path,
            address=part.address,
            template="person.html",
            title=desk.numbered(person.name, number),
            description=described,
            body=text.body if number == 1 else "",
            view=view,
            source=person.source,
            searchable=number == 1,
        )
