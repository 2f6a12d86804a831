"""The templates of pages, filled ahead of time on every core, once all texts are there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hub_page import HubPage
from hub_quick import make_quick
from hub_repeated import remember_repeated
from hub_valid import make_valid
from jinja2 import Environment, Template
from mkdocs.commands.build import get_context
from mkdocs.plugins import event_priority
from mkdocs.utils import write_file

from commonplace.workers import Ahead

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

# What Material's search takes out of a page's HTML right before it is put into its template.
_FOR_SEARCH = "data-search-"
_SEARCH = ("material.plugins.search", "mkdocs.contrib.search")
_WRITTEN = "written by a worker"
_navigations: list[Navigation] = []


class _Finished(Template):
    """A page's template that has been filled already. MkDocs takes a template wherever it takes a name."""

    def __new__(cls, *_: object) -> _Finished:  # Jinja's own would compile something
        return object.__new__(cls)

    def __init__(self, page: HubPage, env: Environment, ahead: Ahead[str], number: int) -> None:
        self.name, self.environment = page.planned.template, env
        self._page, self._ahead, self._number = page, ahead, number

    def __str__(self) -> str:
        return self.name or ""

    def render(self, *args: TemplateContext, **kwargs: object) -> str:
        made = self._ahead.take(self._number)
        if made == _WRITTEN:  # what MkDocs writes next goes nowhere
            self._page.file.abs_dest_path = os.devnull
        return made or self.environment.get_template(str(self)).render(*args, **kwargs)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the navigation, which is known here alone, until the templates are filled."""
    _navigations[:] = [nav]
    return nav


@event_priority(-100)  # so that what others put into the environment is there
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Let the workers fill the templates of the hub's pages, unless a plugin has a say in what goes in."""
    (nav,) = _navigations
    make_quick(env)
    make_valid(env)
    remember_repeated(env, nav)
    if not all(map(_is_search, config.plugins.events["page_context"])):
        return env
    shown = files.documentation_pages()
    ours = (file.page for file in shown if isinstance(file.page, HubPage))
    pages = [page for page in ours if _FOR_SEARCH not in (page.content or "")]

    def fill(number: int) -> str:
        page = pages[number]
        page.active = True
        made = env.get_template(page.planned.template).render(get_context(nav, shown, config, page))
        page.active = False
        if config.plugins.events["post_page"] or not made.strip():  # somebody wants to see it
            return made
        write_file(made.encode("utf-8", "xmlcharrefreplace"), page.file.abs_dest_path)
        return _WRITTEN

    ahead = Ahead(len(pages), fill)
    for number, page in enumerate(pages):
        page.meta["template"] = _Finished(page, env, ahead, number)
    return env


def _is_search(method: object) -> bool:
    """Whether an event's method belongs to the search, which looks at pages and leaves the rest alone."""
    return type(getattr(method, "__self__", None)).__module__.startswith(_SEARCH)
