"""The pages of people, and the directory."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.curation.thanks import thanks
from commonplace.model.people import Person
from commonplace.pages.directory_page import INDEX, Directory, directory_index, directory_views
from commonplace.pages.paging import docs_path
from commonplace.pages.people_pages import Standing, person_views
from commonplace.pages.points import points_pages, points_view
from commonplace.pages.remarks import said_views
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedOutput, PlannedPage


def people_pages(desk: Desk) -> Iterator[PlannedPage]:
    """The directory, then each person who has a page."""
    for part, view in directory_views(_directory(desk), desk.show):
        yield desk.list_page(part, "people.html", view, desk.words["people"])
    for person in desk.people:
        yield from _pages_of(person, desk)


def people_outputs(desk: Desk) -> tuple[PlannedOutput, ...]:
    """What the filters of the directory look through."""
    return (PlannedOutput(INDEX, directory_index(_directory(desk), desk.show)),)


def _directory(desk: Desk) -> Directory:
    return Directory(desk.people, desk.works, desk.expertise)


def _pages_of(person: Person, desk: Desk) -> Iterator[PlannedPage]:
    place = docs_path(f"people/{person.id}/")
    text = desk.mapped(person.about, person.source or place, person.about_line, place)
    described = str(desk.words["person"]["description"]).format(name=person.name)
    earned = desk.earned.get(person.id, ())
    standing = Standing(
        known=desk.expertise.by_person.get(person.id, ()),
        besides=desk.expertise.besides(person),
        thanks=thanks(desk.works.wrote.get(person.id, ()), person.id, desk.hub, desk.linked_from),
        points=points_view(earned, desk.on_boards, desk.show),
        said=said_views(desk.said.get(person.id, ()), desk.places, desk.show),
    )
    for part, view in person_views(person, desk.works, standing, desk.show):
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
    words = desk.words["points"]
    for lines, points_page in points_pages(person, earned, desk.on_boards, desk.show):
        yield PlannedPage(
            docs_path=lines.docs_path,
            address=lines.address,
            template="points.html",
            title=desk.numbered(words["title"].format(name=person.name), lines.pager["number"]),
            description=words["description"].format(name=person.name),
            body="",
            view=points_page,
            searchable=False,
        )
