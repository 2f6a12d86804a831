"""The hub's Markdown renderer with MkDocs' settings, and with links resolved by MkDocs' own files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from commonplace.markup.render import Renderer
from commonplace.markup.tasks import box_words
from commonplace.readers.picture_size import picture_size

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def make_renderer(config: MkDocsConfig, files: Files) -> Renderer:
    """One renderer for all planned pages of a build."""

    def resolve(start: str, path: str) -> str | None:
        page, target = files.get_file_from_path(start), files.get_file_from_path(path)
        return target.url_relative_to(page) if page and target else None

    @cache
    def size_of(path: str) -> tuple[int, int] | None:
        file = files.get_file_from_path(path)
        return picture_size(Path(file.abs_src_path)) if file and file.abs_src_path else None

    boxes = box_words(config.extra["hub_words"])
    return Renderer(config.markdown_extensions, config.mdx_configs or {}, resolve, boxes, size_of)
