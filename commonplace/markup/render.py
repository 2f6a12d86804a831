"""Markdown to HTML for planned pages: one converter for all of them, links resolved, and the outcome cleaned.

A converter with every extension takes longer to make than a page, so there is one, which is reset.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from commonplace.markup.blocks import Direction, Ids
from commonplace.markup.direction import runs_right_to_left
from commonplace.markup.list_reader import BREAK
from commonplace.markup.list_steps import Lists
from commonplace.markup.sanitize import sanitize
from commonplace.markup.tasks import BoxWords, name_boxes

_ATTRIBUTE = {"a": "href", "img": "src", "source": "src", "video": "src", "audio": "src"}
# Honest texts of the longest kind make a sixth of it. Cleaning and indexing need many times it in memory.
_MOST_HTML = 8_000_000

SizeOf = Callable[[str], tuple[int, int] | None]
"""From the docs path of a picture to its width and height, if they can be told."""

Resolve = Callable[[str, str], str | None]
"""From the docs path of a page and that of a target to the address that leads from one to the other."""


class Rendered(NamedTuple):
    """A page's HTML, its headings as Python-Markdown's `toc` tells them, and what went wrong, if anything."""

    html: str
    headings: Sequence[Mapping[str, Any]]
    problem: str


class _Links(Treeprocessor):
    """Turns links to docs paths into links to their pages, as MkDocs does for its own pages; and tells
    the size of pictures, so that nothing jumps when they come."""

    def __init__(self, resolve: Resolve, size_of: SizeOf) -> None:
        super().__init__()
        self.resolve = resolve
        self.size_of = size_of
        self.docs_path = ""

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = _ATTRIBUTE.get(element.tag) if isinstance(element.tag, str) else None
            value = element.get(name) if name else None
            if name and value:
                self._lead(element, name, value)

    def _lead(self, element: Element, name: str, value: str) -> None:
        try:
            parts = urlsplit(value)
        except ValueError:  # what no browser takes for an address either
            return
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return
        folder = posixpath.dirname(self.docs_path)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        url = self.resolve(self.docs_path, path)
        if url is None:
            return
        element.set(name, urlunsplit(("", "", url, parts.query, parts.fragment)))
        if element.tag == "img" and element.get("height") is None:
            self._keep_room(element, self.size_of(path))

    def _keep_room(self, element: Element, size: tuple[int, int] | None) -> None:
        """Tell the picture's size, or what its height is at the width that somebody chose."""
        if size is None:
            return
        width, height = size
        chosen = element.get("width", str(width))
        if chosen.isdecimal():
            element.set("width", chosen)
            element.set("height", str(round(height * int(chosen) / width)))


class Renderer:
    """Renders the pages of one build, with the Markdown extensions that a company has chosen."""

    def __init__(
        self,
        extensions: Sequence[Any],
        configs: Mapping[str, Any],
        resolve: Resolve,
        boxes: BoxWords,
        size_of: SizeOf = lambda path: None,
    ) -> None:
        self._markdown = markdown.Markdown(
            extensions=list(extensions),
            extension_configs=dict(configs),
        )
        # A list that goes on after a picture goes on counting, as on GitHub.
        self._markdown.parser.blockprocessors["olist"].LAZY_OL = False  # type: ignore[attr-defined]
        self._boxes = boxes
        self._links = _Links(resolve, size_of)
        self._direction = Direction()
        self._lists = Lists(self._markdown)
        self._markdown.treeprocessors.register(self._links, "hub-links", 0)
        self._markdown.treeprocessors.register(self._direction, "hub-direction", 1)
        self._markdown.treeprocessors.register(Ids(), "hub-ids", 7)  # attr_list has 8, toc 5

    def render(self, text: str, docs_path: str, *, trusted: bool) -> Rendered:
        """Convert and clean. A text that Markdown cannot digest is shown as it was written."""
        self._links.docs_path = docs_path
        self._lists.wanted = not trusted
        self._direction.wanted = runs_right_to_left(text)
        headings: Sequence[Mapping[str, Any]] = ()
        problem = ""
        try:
            self._markdown.reset()
            html = self._markdown.convert(text).replace(BREAK, "")
            headings = getattr(self._markdown, "toc_tokens", ())
        except Exception as error:  # one broken text must not take the others down
            html, problem = _as_written(text), type(error).__name__
        if len(html) > _MOST_HTML:
            html, headings, problem = _as_written(text), (), "it grows too long"
        html = name_boxes(html if trusted else sanitize(html), self._boxes)
        return Rendered(html, headings, problem)


def _as_written(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"
