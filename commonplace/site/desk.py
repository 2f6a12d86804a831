"""The desk at which a site is planned: what all parts of the plan share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from commonplace.curation.expertise import Expertise, expertise
from commonplace.curation.said import Discussed, Said, discussed_lately, last_said
from commonplace.curation.telling import Telling, telling_words
from commonplace.diagnostics import Diagnostic
from commonplace.markup.safety import neutralize_includes
from commonplace.model.contribution import Contribution
from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent
from commonplace.pages.paging import Slice, docs_path
from commonplace.pages.people_pages import directory, works_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.thread_page import places_of_remarks
from commonplace.readers.docs import OwnWords
from commonplace.scoring.boards import Board, boards, on_boards
from commonplace.scoring.ledger import ledger
from commonplace.site.landscape import Surroundings, landscape
from commonplace.site.links import MappedText, Text, map_links
from commonplace.site.plan import FirstTexts, PlannedPage
from commonplace.words import stop_words, words


class Desk:
    """Holds the hub, its words, and the texts with their links mapped; collects what texts use and lack.

    `assets` leads from files of the repository to their places on the site, `problems` grows with every
    text that is mapped.
    """

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

    def mapped(self, body: str, source: str, first_line: int, place: str) -> MappedText:
        """A text of `source` with its links leading from the docs path `place`."""
        if self.hub.settings.snippets:
            body = neutralize_includes(body)
        return self.take_in(map_links(Text(body, source, first_line, place), self.land))

    def take_in(self, mapped: MappedText) -> MappedText:
        """Remember what a mapped text uses and what is wrong with it."""
        self.assets.update(mapped.assets)
        self.problems.extend(mapped.diagnostics)
        return mapped

    @cached_property
    def texts(self) -> Mapping[str, MappedText]:
        """The text of every contribution, by id."""
        return {one.id: self._text_of(one) for one in self.hub.contributions.values()}

    def _text_of(self, one: Contribution) -> MappedText:
        document = one.document
        return self.mapped(document.body, one.source, document.body_line, docs_path(one.address))

    def first_texts(self) -> FirstTexts:
        """The texts of contributions, before anything else is planned."""
        contributions, folder = self.hub.contributions, self.hub.settings.docs_dir
        bodies = {
            docs_path(contributions[ident].address): text.body for ident, text in self.texts.items()
        }
        files = {file: f"{folder}/{file}" for file in self.around.docs.files}
        files.update((place, source) for source, place in self.assets.items())
        return FirstTexts(bodies, files, self.words)

    @cached_property
    def on_boards(self) -> frozenset[str]:
        """The ids of those who may be named beside points and have a page."""
        return on_boards(self.hub) & {person.id for person in self.people}

    @cached_property
    def telling(self) -> Telling:
        """The telling words of every text that is published."""
        stop = stop_words(self.hub.settings.language)
        return telling_words(self.hub.contributions.values(), stop)

    @cached_property
    def ledger(self) -> tuple[ScoreEvent, ...]:
        """Every line of points of those who may stand on boards and have a page, oldest first."""
        return tuple(event for event in ledger(self.hub) if event.person in self.on_boards)

    @cached_property
    def boards(self) -> tuple[Board, ...]:
        """Every board that has somebody on it."""
        return boards(self.hub, self.ledger)

    @cached_property
    def earned(self) -> Mapping[str, tuple[ScoreEvent, ...]]:
        """The lines of points of each person who has any, newest first."""
        found: dict[str, list[ScoreEvent]] = {}
        for event in reversed(self.ledger):
            found.setdefault(event.person, []).append(event)
        return {person: tuple(events) for person, events in found.items()}

    @cached_property
    def linked_from(self) -> Mapping[str, frozenset[str]]:
        """For every contribution that others lead to: the ids of those others."""
        owners = {docs_path(one.address): one.id for one in self.hub.contributions.values()}
        found: dict[str, set[str]] = {}
        for ident, text in self.texts.items():
            for page in text.pages:
                target = owners.get(page)
                if target and target != ident:
                    found.setdefault(target, set()).add(ident)
        return {target: frozenset(sources) for target, sources in found.items()}

    @cached_property
    def expertise(self) -> Expertise:
        """Who knows about what, of those who have a page."""
        return expertise(self.hub, self.linked_from)

    @cached_property
    def discussed(self) -> Mapping[str, Discussed]:
        """What people talked about of late, by the contribution's id."""
        return discussed_lately(self.hub)

    @cached_property
    def said(self) -> Mapping[str, tuple[Said, ...]]:
        """The last things that each person said, newest first."""
        return last_said(self.hub)

    @cached_property
    def places(self) -> Mapping[str, Mapping[int, str]]:
        """Where each comment stands, by the contribution's id and the comment's number."""
        return {
            ident: places_of_remarks(self.hub.contributions[ident], thread, self.show)
            for ident, thread in self.hub.threads.items()
        }

    def numbered(self, title: str, number: int) -> str:
        """The title of page `number` of a list."""
        if number == 1:
            return title
        return str(self.words["lists"]["page"]).format(title=title, number=number)

    def own_words(self, place: str) -> OwnWords | None:
        """What the company says above a page that the hub makes."""
        return self.around.docs.words.get(place)

    def own_body(self, place: str) -> str:
        """The text of that."""
        own = self.own_words(place)
        return self.mapped(own.body, own.path, own.body_line, place).body if own else ""

    def list_page(
        self, part: Slice[Any], template: str, view: Mapping[str, object], table: Mapping[str, str]
    ) -> PlannedPage:
        """A page that lists others; `table` has its `title` and `description`."""
        own = self.own_words(part.docs_path)
        title = (own.title if own else None) or table["title"]
        return PlannedPage(
            docs_path=part.docs_path,
            address=part.address,
            template=template,
            title=self.numbered(title, part.pager["number"]),
            description=(own.description if own else None) or table["description"],
            body=self.own_body(part.docs_path),
            view=view,
            source=own.path if own else None,
            # What stands in their folders is written by curators, who are no maintainers.
            trusted=not part.docs_path.startswith(("topics/", "paths/")),
            searchable=False,
        )
