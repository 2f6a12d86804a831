"""A planned page as a MkDocs page: its text and its view come from the plan, its HTML is cleaned."""

from __future__ import annotations

import logging
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from hub_markdown import Converter
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc

from commonplace.markup.sanitize import sanitize
from commonplace.site.plan import PlannedPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

# Honest texts of the longest kind make a sixth of it. Cleaning and indexing need many times it in memory.
_MOST_HTML = 8_000_000

log = logging.getLogger("mkdocs.hooks.hub")


class Rendered(NamedTuple):
    """A page's HTML, its table of contents, and what went wrong, if anything."""

    html: str
    toc: TableOfContents
    problem: str


class HubPage(Page):
    """MkDocs keeps a page that is there already, so it neither reads a file nor looks for front matter."""

    def __init__(
        self,
        planned: PlannedPage,
        converter: Converter,
        nav_title: str | None,
        file: File,
        config: MkDocsConfig,
    ) -> None:
        self.planned = planned
        self.converter = converter
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
        self.content, self.toc, problem = self.rendered
        if problem:
            log.error("%s cannot be rendered (%s).", self.planned.source, problem)

    def make(self) -> Rendered:
        """Convert and clean. A text that Markdown cannot digest is shown as it was written."""
        text = self.planned.body if self.markdown is None else self.markdown
        problem = ""
        try:
            html, toc = self.converter.convert(text, self.file)
        except Exception as error:  # one broken text must not take the others down
            html, toc, problem = _as_written(text), get_toc([]), type(error).__name__
        if len(html) > _MOST_HTML:
            html, toc, problem = _as_written(text), get_toc([]), "it grows too long"
        return Rendered(html if self.planned.trusted else sanitize(html), toc, problem)


def _as_written(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"
