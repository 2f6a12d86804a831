"""The build to compare with: the same texts as plain pages of MkDocs and Material, nothing of the hub."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from scripts._engine_settings import read_node

_SETTINGS = """\
site_name: Plain
site_url: https://plain.example.org/
theme: {name: material}
plugins: [search]
validation: {nav: {omitted_files: ignore}}
"""
_LEAN = "nav: [index.md]\n"


def make_bare(hub: Path, target: Path, *, stock: bool) -> None:
    """Write a project with the texts of the hub in `hub` into the empty folder `target`.

    A stock one lists every text in the navigation of every page, as MkDocs does by itself, which is most of
    its time. Otherwise the navigation has one line, which no real site could do with: the hardest to beat.
    Both read the texts with the extensions that the hub uses. Raises UsageError where its settings cannot
    be read.
    """
    kept = read_node(hub)
    kept.value = [row for row in kept.value if row[0].value == "markdown_extensions"]
    kept.flow_style = False
    shutil.copytree(hub / "contributions", target / "docs")
    (target / "docs" / "index.md").write_text("# Plain\n", "utf-8")
    settings = _SETTINGS if stock else _SETTINGS + _LEAN
    settings += yaml.serialize(kept) if kept.value else ""
    (target / "mkdocs.yml").write_text(settings, "utf-8")
