"""The hub for MkDocs: on_files hands the site plan over as MkDocs files. All else is in commonplace/."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "hooks")) if path not in sys.path]

import hub_files  # noqa: E402
import hub_report  # noqa: E402
import hub_target  # noqa: E402
from hub_begun import Begun  # noqa: E402
from hub_compiled import on_config  # noqa: E402, F401 - MkDocs finds them here
from hub_search import on_env, on_post_build  # noqa: E402, F401
from hub_templates import on_nav  # noqa: E402, F401

from commonplace.checks.rules import RulesError  # noqa: E402
from commonplace.diagnostics import HubError  # noqa: E402
from commonplace.markup.tasks import box_words, name_boxes  # noqa: E402
from commonplace.pages.github import edit_base  # noqa: E402
from commonplace.site.gather import Request, gather  # noqa: E402
from commonplace.site.summary import summary  # noqa: E402

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Drafts show in `serve` only; the command is known here alone, so the environment carries it on."""
    os.environ["HUB_DRAFTS"] = "1" if command == "serve" else ""


def on_pre_build(*, config: MkDocsConfig) -> None:
    """MkDocs empties the site's folder right after this."""
    hub_target.refuse_other_folders(config)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Gather the whole hub, plan it, and put the plan in the place of what lies in the docs folder."""
    root = Path(config.config_file_path).resolve().parent
    begun = Begun(config, root)
    request = Request(
        root=root,
        now=datetime.now(UTC),
        drafts=bool(os.environ.get("HUB_DRAFTS")),
        site_url=config.site_url,
        repo_url=config.repo_url,
    )
    try:
        site = gather(request, begin=begun.begin)
    except (HubError, RulesError) as error:
        raise PluginError(str(error)) from None
    config.extra.update(hub_words=site.plan.words, hub_foot=site.plan.foot)
    config.extra.update(hub_promises=site.plan.promises, hub_search=site.plan.search)
    config.extra["hub_summary"] = summary(site.hub, site.plan)
    config.extra["hub_leaks"] = bool(site.plan.left_out)
    # Material prints these as they are; as Markup, they are escaped once wherever they are shown.
    config.site_name = Markup.escape(config.site_name)
    config.site_description = config.site_description and Markup.escape(config.site_description)
    hub_report.report(site.plan.diagnostics)
    hub_files.place(site.plan, files, config, root, begun)
    hub_files.lead_to_edits(files, config, edit_base(site.hub.settings))
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give the boxes of task lists their words, on the company's own pages, too."""
    return name_boxes(html, box_words(config.extra["hub_words"]))


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: object
) -> LiveReloadServer:
    """Rebuild when the snapshot of discussions changes, too, or what the company says of leaks."""
    root = Path(config.config_file_path).parent
    for place in filter(Path.exists, (root / ".cache/hub/discussions.json", root / "checks")):
        server.watch(str(place))
    return server
