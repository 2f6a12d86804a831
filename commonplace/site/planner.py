"""From the hub to the site plan: every page, file and redirect, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from commonplace.curation.related import related
from commonplace.diagnostics import Diagnostic
from commonplace.markup.safety import neutralize_includes
from commonplace.model.contribution import Contribution, Status
from commonplace.model.hub import Hub
from commonplace.model.topics import Topic
from commonplace.pages.contribution_page import contribution_view
from commonplace.pages.lists import home_view, list_views, shelves
from commonplace.pages.paging import docs_path
from commonplace.pages.people_pages import (
    directory,
    directory_views,
    person_views,
    works_of,
)
from commonplace.pages.presenter import Presenter, picture_path
from commonplace.pages.topic_page import topic_views, topics_views
from commonplace.readers.docs import OwnWords
from commonplace.site.hub_json import hub_outputs
from commonplace.site.landscape import Surroundings, landscape
from commonplace.site.links import MappedText, Text, map_links
from commonplace.site.own_pages import own_pages
from commonplace.site.plan import PlannedAsset, PlannedPage, SitePlan
from commonplace.site.redirects import plan_redirects, unused_addresses
from commonplace.words import stop_words, words


def plan_site(hub: Hub, around: Surroundings) -> SitePlan:
    """Plan the whole site. The same hub and surroundings give the same plan."""
    return _Planner(hub, around).plan()


class _Planner:
    def __init__(self, hub: Hub, around: Surroundings) -> None:
        self.hub = hub
        self.around = around
        self.words = words(hub.settings.language)
        self.show = Presenter(hub, self.words)
        self.works = works_of(hub)
        self.people = directory(hub, self.works)
        self.land = landscape(hub, self.people, around)
        self.assets: dict[str, str] = {}
        self.problems: list[Diagnostic] = []

    def plan(self) -> SitePlan:
        texts = {one.id: self._text_of(one) for one in self.hub.contributions.values()}
        linked_from = self._linked_from(texts)
        pages = [
            self._home(),
            *self._contributions(texts),
            *self._topic_pages(linked_from),
            *self._people_pages(),
            *self._list_pages(),
        ]
        taken = {page.address for page in pages}
        own, mapped = own_pages(self.around.docs.pages, self.land, taken)
        for text in mapped:
            self._take_in(text)
        pictures = ((person.picture, picture_path(person)) for person in self.people)
        self.assets.update({source: place for source, place in pictures if source and place})
        outputs = (*hub_outputs(self.hub, self.people), *own)
        written = {*self.assets.values(), *(one.docs_path for one in outputs)}
        files = written | self.around.docs.files
        redirects = plan_redirects(self.hub, self.people, taken, files)
        self.problems.extend(unused_addresses(self.hub, redirects))
        return SitePlan(
            pages=tuple(pages),
            assets=tuple(
                PlannedAsset(goes_to, source) for source, goes_to in sorted(self.assets.items())
            ),
            outputs=outputs,
            redirects=redirects,
            words=self.words,
            develop=self.hub.settings.develop,
            diagnostics=tuple(sorted({*self.hub.diagnostics, *self.problems})),
        )

    def _mapped(self, body: str, source: str, first_line: int, place: str) -> MappedText:
        if self.hub.settings.snippets:
            body = neutralize_includes(body)
        return self._take_in(map_links(Text(body, source, first_line, place), self.land))

    def _take_in(self, mapped: MappedText) -> MappedText:
        self.assets.update(mapped.assets)
        self.problems.extend(mapped.diagnostics)
        return mapped

    def _text_of(self, one: Contribution) -> MappedText:
        document = one.document
        return self._mapped(document.body, one.source, document.body_line, docs_path(one.address))

    def _linked_from(self, texts: Mapping[str, MappedText]) -> dict[str, frozenset[str]]:
        owners = {docs_path(one.address): one.id for one in self.hub.contributions.values()}
        found: dict[str, set[str]] = {}
        for ident, text in texts.items():
            for page in text.pages:
                target = owners.get(page)
                if target and target != ident:
                    found.setdefault(target, set()).add(ident)
        return {target: frozenset(sources) for target, sources in found.items()}

    def _contributions(self, texts: Mapping[str, MappedText]) -> Iterator[PlannedPage]:
        hub = self.hub
        neighbors = related(list(hub.contributions.values()), stop_words(hub.settings.language))
        places = {
            ident: place
            for topic in hub.topics.values()
            for place, ident in enumerate(topic.contributions)
            if hub.contributions[ident].topics[0] == topic.slug
        }
        for one in hub.contributions.values():
            view = contribution_view(one, self.show, neighbors.get(one.id, ()), places)
            yield PlannedPage(
                docs_path=docs_path(one.address),
                address=one.address,
                template="contribution.html",
                title=one.title,
                description=one.summary,
                body=texts[one.id].body,
                view=view,
                source=one.source,
                searchable=one.status is not Status.OBSOLETE,
                draft=one.status is Status.DRAFT,
            )

    def _topic_pages(self, linked_from: Mapping[str, frozenset[str]]) -> Iterator[PlannedPage]:
        table = self.words["topics"]
        for shelf, view in topics_views(self.show):
            yield self._list(
                shelf.docs_path, shelf.address, "topics.html", view, table, shelf.pager["number"]
            )
        for topic in self.hub.topics.values():
            yield from self._topic(topic, linked_from)

    def _topic(
        self, topic: Topic, linked_from: Mapping[str, frozenset[str]]
    ) -> Iterator[PlannedPage]:
        text = self._mapped(topic.body, topic.source, topic.body_line, docs_path(topic.address))
        described = str(self.words["topic"]["description"]).format(title=topic.title)
        for part, view in topic_views(topic, self.show, linked_from):
            number = part.pager["number"]
            yield PlannedPage(
                docs_path=part.docs_path,
                address=part.address,
                template="topic.html",
                title=self._numbered(topic.title, number),
                description=topic.summary or described,
                body=text.body if number == 1 else "",
                view=view,
                source=topic.source,
                searchable=number == 1,
            )

    def _people_pages(self) -> Iterator[PlannedPage]:
        table = self.words["people"]
        for shelf, view in directory_views(self.people, self.works, self.show):
            yield self._list(
                shelf.docs_path, shelf.address, "people.html", view, table, shelf.pager["number"]
            )
        described = str(self.words["person"]["description"])
        for person in self.people:
            place = docs_path(f"people/{person.id}/")
            text = self._mapped(person.about, person.source or place, person.about_line, place)
            for part, personal in person_views(person, self.works, self.show):
                number = part.pager["number"]
                yield PlannedPage(
                    docs_path=part.docs_path,
                    address=part.address,
                    template="person.html",
                    title=self._numbered(person.name, number),
                    description=described.format(name=person.name),
                    body=text.body if number == 1 else "",
                    view=personal,
                    source=person.source,
                    searchable=number == 1,
                )

    def _list_pages(self) -> Iterator[PlannedPage]:
        everything = shelves(self.show)
        for shelf in everything:
            table = {"title": shelf.title, "description": shelf.description}
            for part, view in list_views(shelf, everything, self.show):
                yield self._list(
                    part.docs_path, part.address, "list.html", view, table, part.pager["number"]
                )

    def _home(self) -> PlannedPage:
        own = self.around.docs.words.get("index.md")
        settings = self.hub.settings
        return PlannedPage(
            docs_path="index.md",
            address="",
            template="home.html",
            title=(own.title if own else None) or settings.site_name,
            description=settings.site_description or str(self.words["home"]["description"]),
            body=self._own_body(own, "index.md"),
            view=home_view(self.show),
            source=own.path if own else None,
            trusted=True,
            searchable=False,
        )

    def _list(
        self,
        place: str,
        address: str,
        template: str,
        view: Mapping[str, object],
        table: Mapping[str, str],
        number: int,
    ) -> PlannedPage:
        own = self.around.docs.words.get(place)
        return PlannedPage(
            docs_path=place,
            address=address,
            template=template,
            title=self._numbered((own.title if own else None) or table["title"], number),
            description=(own.description if own else None) or table["description"],
            body=self._own_body(own, place),
            view=view,
            source=own.path if own else None,
            trusted=True,
            searchable=False,
        )

    def _own_body(self, own: OwnWords | None, place: str) -> str:
        return self._mapped(own.body, own.path, own.body_line, place).body if own else ""

    def _numbered(self, title: str, number: int) -> str:
        if number == 1:
            return title
        return str(self.words["lists"]["page"]).format(title=title, number=number)
