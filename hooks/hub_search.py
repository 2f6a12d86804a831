"""The hub's own search: begun when all pages are rendered, put into the site when it is written."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hub_templates
import mkdocs
from hub_compiled import use_compiled
from hub_indexing import Indexing
from mkdocs.plugins import event_priority
from pagefind_program import PLACE

from commonplace.search.document import Document, document
from commonplace.search.findable import SearchPlan

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = logging.getLogger(f"{mkdocs.__name__}.hooks.hub")

_WAIT = 5.0  # seconds, of a first page in `serve`
_running: list[Indexing] = []


@event_priority(-100)  # so that what others put into the environment is there
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Begin, after the workers for templates were forked: a process is not forked beside a thread."""
    use_compiled(env, config.theme)
    env = hub_templates.on_env(env, config=config, files=files)
    plan: SearchPlan = config.extra["hub_search"]
    first = not _running
    for earlier in _running:
        earlier.stop()
    cache = Path(config.config_file_path).resolve().parent / ".cache" / "hub"
    site = None if _serves() else Path(config.site_dir)
    _running[:] = [Indexing(plan, list(_documents(plan, files)), cache, site)]
    config.extra["hub_search_wait"] = _WAIT if first else 0.0
    return env


def on_post_build(*, config: MkDocsConfig) -> None:
    """Put the index into the site; in `serve` the page does not wait for it."""
    (indexing,) = _running
    indexing.finish(Path(config.site_dir), config.extra["hub_search_wait"] if _serves() else None)
    if indexing.problem:
        log.info(
            "The hub has no search: %s. All else is built. It comes with a build on Linux (x86_64, aarch64), "
            "macOS or Windows, or with a Pagefind of your own, named in %s.",
            indexing.problem,
            PLACE,
        )
        config.extra["hub_summary"] += ("No search: what is in the way stands above.",)


def _serves() -> bool:
    return bool(os.environ.get("HUB_DRAFTS"))


def _documents(plan: SearchPlan, files: Files) -> Iterator[Document]:
    """Every record with what its page says."""
    for one in plan.findable:
        file = files.get_file_from_path(one.docs_path) if one.docs_path else None
        page = file.page if file else None
        if one.docs_path and page is None:
            continue
        text = (page.content or "") if page else ""
        title = str(page.title or "") if page else ""
        yield document(one, text, title, plan.language)
