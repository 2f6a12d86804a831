"""The site plan as MkDocs files: pages, pictures, outputs and redirects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hub_markdown import Converter
from hub_page import HubPage
from hub_workers import render_all
from mkdocs.structure.files import File, Files, InclusionLevel

from commonplace.diagnostics import Severity
from commonplace.site.plan import SitePlan
from commonplace.site.redirects import redirect_html

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def place(plan: SitePlan, files: Files, config: MkDocsConfig, root: Path) -> None:
    """Add everything that is planned; what lies at the same place in the docs folder gives way."""
    _choose(files, root, develop=plan.develop)
    _drop_refused(plan, files, root)
    titles = dict(_nav_titles(config.nav))
    converter = Converter(config, files)
    pages = []
    for page in plan.pages:
        file = File.generated(config, page.docs_path, content=page.body)
        file.edit_uri = f"../{page.source}" if page.source else None  # from the docs folder
        pages.append(HubPage(page, converter, titles.get(page.docs_path), file, config))
        _put(file, files)
    for asset in plan.assets:
        source = str(root / asset.source)
        _put(File.generated(config, asset.docs_path, abs_src_path=source), files)
    for output in plan.outputs:
        file = File.generated(config, output.docs_path, content=output.text)
        present = files.get_file_from_path(file.src_uri)
        if present is not None:  # a page of the company's own, with its links mapped
            file.inclusion, file.edit_uri = present.inclusion, present.edit_uri
        _put(file, files)
    for old, new in plan.redirects.items():
        html = redirect_html(old, new, config.site_url)
        _put(File.generated(config, f"{old}index.html", content=html), files)
    render_all(pages)


def _put(file: File, files: Files) -> None:
    present = files.get_file_from_path(file.src_uri)
    if present is not None:
        files.remove(present)
    if file.inclusion is InclusionLevel.UNDEFINED:
        file.inclusion = InclusionLevel.INCLUDED
    files.append(file)


def _choose(files: Files, root: Path, *, develop: bool) -> None:
    """What of the docs folder goes out: no templates, pages for developers if wanted, and nothing that
    a link fetches from outside (MkDocs follows them)."""
    for file in list(files):
        if file.src_uri.startswith(("overrides/", "develop/")):
            wanted = develop and file.src_uri.startswith("develop/")
            file.inclusion = InclusionLevel.INCLUDED if wanted else InclusionLevel.EXCLUDED
        if file.abs_src_path and file.src_dir and file.generated_by is None:
            real = Path(file.abs_src_path).resolve()
            if Path(file.src_dir).resolve().is_relative_to(root) and not real.is_relative_to(root):
                files.remove(file)


def _drop_refused(plan: SitePlan, files: Files, root: Path) -> None:
    """What the hub left out with an error, or shows elsewhere, is no page of MkDocs': nothing cleans it."""
    refused = {root / one.path for one in plan.diagnostics if one.severity is Severity.ERROR}
    refused |= {root / page.source for page in plan.pages if page.source and not page.trusted}
    taken = {f"{page.address}index.html" for page in plan.pages}
    for file in list(files):
        if file.dest_uri in taken or (file.abs_src_path and Path(file.abs_src_path) in refused):
            files.remove(file)


def _nav_titles(nav: object) -> list[tuple[str, str]]:
    if isinstance(nav, list):
        return [pair for item in nav for pair in _nav_titles(item)]
    if not isinstance(nav, dict):
        return []
    pairs: list[tuple[str, str]] = []
    for title, target in nav.items():
        pairs.extend([(target, title)] if isinstance(target, str) else _nav_titles(target))
    return pairs
