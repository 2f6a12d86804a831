"""The index of the hub's own search: made of what pages say, and put into the site."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import mkdocs
from hub_page import HubPage
from pagefind_service import SearchError, Service

from commonplace.search.document import NOT_SEARCHED, Document, document
from commonplace.search.findable import SearchPlan
from commonplace.search.manifest import BUNDLE, FOLDER, MANIFEST, manifest
from commonplace.search.vocabulary import count_words, vocabulary_files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger(f"{mkdocs.__name__}.hooks.hub")

_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui")


def documents(plan: SearchPlan, files: Files) -> Iterator[Document]:
    """Every record with what its page says, once all pages are rendered."""
    for one in plan.findable:
        file = files.get_file_from_path(one.docs_path) if one.docs_path else None
        page = file.page if file else None
        if one.docs_path and (page is None or _is_left_out(page)):
            continue
        text = (page.content or "") if page else ""
        title = str(page.title or "") if page else ""
        yield document(one, text, title, plan.language)


def _is_left_out(page: Page) -> bool:
    """Whether a page of the company's own asks for it, in the words that Material has for it."""
    wish = page.meta.get("search")
    return not isinstance(page, HubPage) and isinstance(wish, dict) and bool(wish.get("exclude"))


def program() -> Path:
    """Where Pagefind is. Raises SearchError."""
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]

        return Path(get_executable())
    except (ImportError, OSError):
        raise SearchError("Pagefind is not installed.") from None


def on_post_build(*, config: MkDocsConfig) -> None:
    """Make the index and put it into the site."""
    plan: SearchPlan = config.extra["hub_search"]
    found = list(documents(plan, config.extra["hub_search_files"]))
    site = Path(config.site_dir)
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    try:
        service = Service(program())
    except SearchError as problem:
        log.warning("%s", problem)
        (site / MANIFEST).write_text(manifest(plan, {}, has_bundle=False), "utf-8")
        return
    try:
        records = ({"url": one.url, "file_contents": one.html} for one in found)
        for path, content in service.index(plan.language, NOT_SEARCHED, records):
            if not path.startswith(_UNUSED):
                place = site / BUNDLE / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
    finally:
        service.close()
    words = {}
    for length, path, text in vocabulary_files(count_words(one.words for one in found), FOLDER):
        words[length] = path
        (site / path).write_text(text, "utf-8")
    (site / MANIFEST).write_text(manifest(plan, words, has_bundle=True), "utf-8")
