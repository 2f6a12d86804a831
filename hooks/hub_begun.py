"""Texts whose conversion begins while the rest of the site is still planned.

Where a link leads is known for certain only once all files of the site are. So a worker goes by where every
file of that name would be, and tells what it went by; what turns out otherwise is converted again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from hub_guess import Guessed, converting

from commonplace.markup.render import Rendered, Resolve, SizeOf
from commonplace.site.plan import FirstTexts
from commonplace.workers import Ahead

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# What a worker keeps in memory while the site is planned and nobody takes it.
_ROOM = 32_000_000  # bytes


class Begun:
    """The texts of contributions, on their way from `begin` on."""

    def __init__(self, config: MkDocsConfig, root: Path) -> None:
        self._config, self._root = config, root
        self._bodies: Mapping[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._ahead: Ahead[Guessed] | None = None

    def begin(self, texts: FirstTexts) -> None:
        """Let workers convert them, where there can be any."""
        places = [place for place, body in texts.bodies.items() if body]
        self._bodies = texts.bodies
        self._numbers = {place: number for number, place in enumerate(places)}
        converted = converting(texts, self._config, self._root)
        self._ahead = Ahead(len(places), lambda number: converted(places[number]), room=_ROOM)

    def take(self, place: str, body: str, resolve: Resolve, size_of: SizeOf) -> Rendered | None:
        """The text of a page, if it was begun and all that it was made of holds true. Pages come in the order
        in which the texts were given."""
        number = self._numbers.get(place)
        if self._ahead is None or number is None or body != self._bodies[place]:
            return None
        made = self._ahead.take(number)
        if made is None or made.rendered.problem:
            return None
        holds = all(resolve(place, path) == url for path, url in made.links)
        holds = holds and all(size_of(path) == size for path, size in made.sizes)
        return made.rendered if holds else None

    def close(self) -> None:
        """End what is still at work: nothing more is wanted of it."""
        if self._ahead is not None:
            self._ahead.close()
