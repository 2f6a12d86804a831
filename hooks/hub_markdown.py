"""Markdown for planned pages: one converter for all of them, and links resolved by the plan's docs paths.

MkDocs makes a new converter with every extension for each page, which takes longer than the page itself.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.structure.toc import TableOfContents, get_toc

from commonplace.markup.sanitize import is_id

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

_ATTRIBUTE = {"a": "href", "img": "src", "source": "src", "video": "src", "audio": "src"}


class _Links(Treeprocessor):
    """Turns links to docs paths into links to their pages, as MkDocs does for its own pages."""

    def __init__(self, files: Files) -> None:
        super().__init__()
        self.files = files
        self.page: File

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = _ATTRIBUTE.get(element.tag) if isinstance(element.tag, str) else None
            value = element.get(name) if name else None
            if name and value:
                element.set(name, self._resolved(value))

    def _resolved(self, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return value
        folder = posixpath.dirname(self.page.src_uri)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        target = self.files.get_file_from_path(path)
        if target is None:
            return value
        url = target.url_relative_to(self.page)
        return urlunsplit(("", "", url, parts.query, parts.fragment))


class _Ids(Treeprocessor):
    """Drops written ids that the cleaning would drop, so that headings get one and contents lead there."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            written = element.get("id")
            if written is not None and not is_id(written):
                del element.attrib["id"]


class Converter:
    """One Markdown converter for all pages of a build."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._markdown = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
        self._links = _Links(files)
        self._markdown.treeprocessors.register(self._links, "hub-links", 0)
        self._markdown.treeprocessors.register(_Ids(), "hub-ids", 7)  # attr_list has 8, toc 5

    def convert(self, text: str, page: File) -> tuple[str, TableOfContents]:
        """The HTML of a text and its table of contents."""
        self._links.page = page
        self._markdown.reset()
        html = self._markdown.convert(text)
        return html, get_toc(getattr(self._markdown, "toc_tokens", []))
