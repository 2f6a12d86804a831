"""A planned page as a MkDocs page: its text and its view come from the plan, its HTML is cleaned."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import mkdocs
from hub_begun import Begun
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from commonplace.markup.render import Rendered, Renderer, Resolve, SizeOf
from commonplace.site.plan import PlannedPage
from commonplace.workers import Ahead

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

# Under MkDocs' own logger, whose name ProperDocs changes with everything else: strict builds count there.
log = logging.getLogger(f"{mkdocs.__name__}.hooks.hub")


class HubPage(Page):
    """MkDocs keeps a page that is there already, so it neither reads a file nor looks for front matter."""

    def __init__(
        self,
        planned: PlannedPage,
        renderer: Renderer,
        nav_title: str | None,
        file: File,
        config: MkDocsConfig,
    ) -> None:
        self.planned = planned
        self.renderer = renderer
        self.rendered: Rendered | None = None
        super().__init__(nav_title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Take text and view from the plan. MkDocs' templates print titles as they are: escape them here."""
        planned = self.planned
        self.markdown = planned.body
        self.meta = {
            "title": escape(planned.title),
            "description": escape(planned.description),
            "template": planned.template,
            "hub": planned.view,
        }
        if not planned.searchable:
            self.meta["search"] = {"exclude": True}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take what a worker made of the text, unless a plugin has changed the text since."""
        if self.rendered is None or self.markdown != self.planned.body:
            self.rendered = self.make()
        self.content, headings, problem = self.rendered
        self.toc = get_toc(list(headings))  # type: ignore[arg-type]
        if problem:
            log.error("%s cannot be rendered (%s).", self.planned.source, problem)

    def make(self) -> Rendered:
        """Convert and clean the text, as a plugin has left it."""
        text = self.planned.body if self.markdown is None else self.markdown
        return self.renderer.render(text, self.planned.docs_path, trusted=self.planned.trusted)


def render_texts(pages: Sequence[HubPage], begun: Begun, resolve: Resolve, size_of: SizeOf) -> None:
    """Convert and clean every text; a page whose text a plugin changes afterwards is rendered again."""
    for page in pages:
        page.rendered = begun.take(page.planned.docs_path, page.planned.body, resolve, size_of)
    begun.close()
    waiting = [page for page in pages if page.planned.body and page.rendered is None]
    ahead: Ahead[Rendered] = Ahead(len(waiting), lambda number: waiting[number].make())
    for number, page in enumerate(waiting):
        page.rendered = ahead.take(number)
    ahead.close()
