"""The hub's Markdown renderer with MkDocs' settings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonplace.markup.render import Renderer, Resolve, SizeOf
from commonplace.markup.tasks import box_words
from commonplace.readers.picture_size import picture_size

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def make_renderer(
    config: MkDocsConfig, words: Mapping[str, Any], resolve: Resolve, size_of: SizeOf
) -> Renderer:
    """One renderer for many pages of a build."""
    settings = config.markdown_extensions, config.mdx_configs or {}
    return Renderer(*settings, resolve, box_words(words), size_of)


def places_in(files: Files) -> tuple[Resolve, SizeOf]:
    """Where links lead, and how large pictures are, by MkDocs' own files."""

    def resolve(start: str, path: str) -> str | None:
        page, target = files.get_file_from_path(start), files.get_file_from_path(path)
        return target.url_relative_to(page) if page and target else None

    @cache
    def size_of(path: str) -> tuple[int, int] | None:
        file = files.get_file_from_path(path)
        return picture_size(Path(file.abs_src_path)) if file and file.abs_src_path else None

    return resolve, size_of
