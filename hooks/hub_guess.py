"""Conversion of texts by a guess of where their links lead, which is told with what it gives."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hub_markdown import make_renderer
from mkdocs.structure.files import File

from commonplace.markup.render import Rendered
from commonplace.readers.picture_size import picture_size
from commonplace.site.plan import FirstTexts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class Guessed(NamedTuple):
    """A text as converted, with the links that were asked for and the sizes of pictures, and the answers."""

    rendered: Rendered
    links: tuple[tuple[str, str | None], ...]
    sizes: tuple[tuple[str, tuple[int, int] | None], ...]


def converting(texts: FirstTexts, config: MkDocsConfig, root: Path) -> Callable[[str], Guessed]:
    """What converts the text at a docs path, as if every file that is named were there."""
    links: list[tuple[str, str | None]] = []
    sizes: list[tuple[str, tuple[int, int] | None]] = []

    @cache
    def file_at(path: str) -> File:
        return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)

    def resolve(start: str, path: str) -> str | None:
        inside = not path.startswith(".")
        url = file_at(path).url_relative_to(file_at(start)) if inside else None
        links.append((path, url))
        return url

    def size_of(path: str) -> tuple[int, int] | None:
        source = texts.files.get(path)
        size = picture_size(root / source) if source else None
        sizes.append((path, size))
        return size

    renderer = make_renderer(config, texts.words, resolve, size_of)

    def convert(place: str) -> Guessed:
        links.clear()
        sizes.clear()
        rendered = renderer.render(texts.bodies[place], place, trusted=False)
        return Guessed(rendered, tuple(links), tuple(sizes))

    return convert
