"""The folder that a build empties before it writes: only one that an earlier build of a hub made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_MADE_BY_A_HUB = ("hub.json", "hub.schema.json", "404.html", "sitemap.xml")


def refuse_other_folders(config: MkDocsConfig) -> None:
    """Stop before MkDocs deletes what lies in the site's folder, unless a build made it.

    The default folder of the project is the build's own, also after a build that was interrupted. Raises
    PluginError.
    """
    target, root = Path(config.site_dir), Path(config.config_file_path).resolve().parent
    is_own = target.absolute() == root / "site" and not target.is_symlink()
    if is_own or not target.exists():
        return
    if target.is_dir():
        found = [entry.name for entry in target.iterdir() if not entry.name.startswith(".")]
        is_site = all((target / name).is_file() for name in _MADE_BY_A_HUB)
        holds_hub = target.resolve() in (root, *root.parents)
        if not found or (is_site and not holds_hub):
            return
    raise PluginError(
        f"Nothing was built: “{target}” holds something that no hub has made, and a build deletes what is "
        "in its folder. Name a folder that is empty or not there yet."
    )
