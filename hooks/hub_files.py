"""The site plan as MkDocs files: pages, pictures, outputs and redirects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from hub_begun import Begun
from hub_docs import keep_chosen, stays_inside
from hub_markdown import make_renderer, places_in
from hub_page import HubPage, render_texts
from mkdocs.structure.files import File, Files, InclusionLevel

from commonplace.site.plan import SitePlan
from commonplace.site.redirects import redirect_html

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def place(plan: SitePlan, files: Files, config: MkDocsConfig, root: Path, begun: Begun) -> None:
    """Add everything that is planned; what lies at the same place in the docs folder gives way."""
    keep_chosen(plan, files, config)
    present = {file.dest_uri.casefold(): file for file in files}

    def put(file: File) -> None:
        _put(file, files, present)

    titles = dict(_nav_titles(config.nav))
    resolve, size_of = places_in(files)
    renderer = make_renderer(config, plan.words, resolve, size_of)
    pages = []
    for page in plan.pages:
        file = File.generated(config, page.docs_path, content=page.body)
        file.edit_uri = f"../{page.source}" if page.source else None  # from the docs folder
        pages.append(HubPage(page, renderer, titles.get(page.docs_path), file, config))
        put(file)
    for asset in plan.assets:
        source = str(root / asset.source)
        file = File.generated(config, asset.docs_path, abs_src_path=source)
        if not (file.src_uri.startswith("assets/") and file.dest_uri.casefold() in present):
            put(file)  # the theme's own assets are not to be replaced
    for output in plan.outputs:
        file = File.generated(config, output.docs_path, content=output.text)
        if output.as_it_is:  # under another name, as the page beside it has this one
            file = File.generated(config, f"{file.src_uri}.txt", content=output.text)
            file.dest_uri = output.docs_path
        own = files.get_file_from_path(file.src_uri)
        if own is not None:  # a page of the company's own, with its links mapped
            file.inclusion, file.edit_uri = own.inclusion, own.edit_uri
        put(file)
    for old, new in plan.redirects.items():
        html = redirect_html(old, new, config.site_url)
        put(File.generated(config, f"{old}index.html", content=html))
    render_texts(pages, begun, resolve, size_of)


def lead_to_edits(files: Files, config: MkDocsConfig, base: str) -> None:
    """Let MkDocs know where pages are changed: it would guess the branch, and puts names into addresses as
    they are."""
    config.edit_uri = base
    for file in files.documentation_pages():
        file.edit_uri = file.edit_uri and quote(file.edit_uri)


def _put(file: File, files: Files, present: dict[str, File]) -> None:
    """Add a file in the place of one that is written to the same place; never outside the site."""
    if not stays_inside(file):
        return
    place = file.dest_uri.casefold()
    for old in (files.get_file_from_path(file.src_uri), present.get(place)):
        if old is not None and files.get_file_from_path(old.src_uri) is old:
            files.remove(old)
    present[place] = file
    if file.inclusion is InclusionLevel.UNDEFINED:
        file.inclusion = InclusionLevel.INCLUDED
    files.append(file)


def _nav_titles(nav: object) -> list[tuple[str, str]]:
    if isinstance(nav, list):
        return [pair for item in nav for pair in _nav_titles(item)]
    if not isinstance(nav, dict):
        return []
    pairs: list[tuple[str, str]] = []
    for title, target in nav.items():
        pairs.extend([(target, title)] if isinstance(target, str) else _nav_titles(target))
    return pairs
