"""The desk at which a site is planned: what all parts of the plan share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from commonplace.diagnostics import Diagnostic
from commonplace.markup.amount import plain_large_fences
from commonplace.markup.safety import neutralize_includes
from commonplace.model.contribution import Contribution
from commonplace.model.hub import Hub
from commonplace.pages.paging import Slice, docs_path
from commonplace.pages.people_pages import directory, works_of
from commonplace.pages.presenter import Presenter
from commonplace.readers.docs import OwnWords
from commonplace.site.landscape import Surroundings, landscape
from commonplace.site.links import MappedText, Text, map_links
from commonplace.site.plan import PlannedPage
from commonplace.words import words


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
        body = plain_large_fences(body)
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
            # What stands in the folder of topics is written by curators, who are no maintainers.
            trusted=not part.docs_path.startswith("topics/"),
            searchable=False,
        )
