"""What of the docs folder MkDocs may keep: what the plan names, and nothing that a link leads to."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel

from commonplace.site.plan import SitePlan

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


def keep_chosen(plan: SitePlan, files: Files, config: MkDocsConfig) -> None:
    """Drop every file of the docs folder that the plan does not name: MkDocs would follow links, and make
    pages that nothing cleans. What themes and plugins bring stays."""
    for file in list(files):
        if file.generated_by is not None or file.src_dir is None:
            continue
        if file.src_dir == config.docs_dir:
            if file.src_uri not in plan.docs_files:
                files.remove(file)
            elif file.src_uri.startswith("develop/"):
                file.inclusion = InclusionLevel.INCLUDED
        elif file.src_dir == config.theme.custom_dir and _through_link(file):
            files.remove(file)


def _through_link(file: File) -> bool:
    path = PurePosixPath(file.src_uri)
    steps = [os.path.join(file.src_dir or "", step) for step in (path, *path.parents)]  # noqa: PTH118
    junction = getattr(os.path, "isjunction", None)  # Python 3.12 and newer
    return any(os.path.islink(step) or (junction and junction(step)) for step in steps[:-1])  # noqa: PTH114


def stays_inside(file: File) -> bool:
    """Whether a file's place on the site is one below the site's folder, on every machine."""
    parts = file.dest_uri.split("/")
    return not any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts)
