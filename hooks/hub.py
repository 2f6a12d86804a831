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

from commonplace.diagnostics import HubError  # noqa: E402
from commonplace.site.gather import Request, gather  # noqa: E402

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Drafts show in `serve` only; the command is known here alone, so the environment carries it on."""
    os.environ["HUB_DRAFTS"] = "1" if command == "serve" else ""


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Gather the whole hub, plan it, and put the plan in the place of what lies in the docs folder."""
    root = Path(config.config_file_path).resolve().parent
    request = Request(
        root=root,
        now=datetime.now(UTC),
        drafts=bool(os.environ.get("HUB_DRAFTS")),
        site_url=config.site_url,
        repo_url=config.repo_url,
    )
    try:
        site = gather(request)
    except HubError as error:
        raise PluginError(str(error)) from None
    config.extra["hub_words"] = site.plan.words
    # Material prints these as they are; as Markup, they are escaped once wherever they are shown.
    config.site_name = Markup.escape(config.site_name)
    config.site_description = config.site_description and Markup.escape(config.site_description)
    hub_report.report(site.plan.diagnostics)
    hub_files.place(site.plan, files, config, root)
    return files


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: object
) -> LiveReloadServer:
    """Rebuild when the snapshot of discussions changes, too."""
    snapshot = Path(config.config_file_path).parent / ".cache" / "hub" / "discussions.json"
    if snapshot.is_file():
        server.watch(str(snapshot))
    return server
