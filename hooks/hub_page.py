"""A planned page as a MkDocs page: its text and its view come from the plan, its HTML is cleaned."""

from __future__ import annotations

import logging
from html import escape
from typing import TYPE_CHECKING

from hub_markdown import Converter
from mkdocs.structure.pages import Page

from commonplace.markup.sanitize import sanitize
from commonplace.site.plan import PlannedPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

log = logging.getLogger("mkdocs.hooks.hub")


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
        """Render and clean. A text that Markdown cannot digest is shown as it was written."""
        try:
            self.content, self.toc = self.converter.convert(self.markdown or "", self.file)
        except Exception as error:  # one broken text must not take the others down
            log.error("%s cannot be rendered (%s).", self.planned.source, type(error).__name__)
            self.content = f"<pre>{escape(self.planned.body)}</pre>"
        if self.content and not self.planned.trusted:
            self.content = sanitize(self.content)
