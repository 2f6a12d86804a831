"""Links in texts: from places in the repository, which GitHub shows, to places on the site.

A link that leads nowhere becomes its own words; no reader meets a dead one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from commonplace.assemble.addresses import address_of_path
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.linkscan import Link
from commonplace.markup.rewrite import DROP, Drop, rewrite_links
from commonplace.markup.targets import Target, is_host, resolve
from commonplace.readers.files import ASSET_TYPES, MAX_ASSET, PAGE_TYPES, too_large


@dataclass(frozen=True)
class Landscape:
    """What links can lead to. Paths are in the repository, docs paths in the docs tree.

    `pages` leads from a source path to a docs path, `addresses` from an address (with a final slash) to one.
    `assets` are sizes in bytes. `web` gives GitHub's address of a file that is there, empty where the hub
    has no repository, or None. `passes` says whether a file may go out.
    """

    docs_dir: str
    pages: Mapping[str, str]
    addresses: Mapping[str, str]
    assets: Mapping[str, int]
    docs_files: frozenset[str]
    web: Callable[[str], str | None]
    passes: Callable[[str], bool]


@dataclass
class MappedText:
    """A text whose links lead to docs paths, with what they lead to."""

    body: str
    pages: set[str] = field(default_factory=set)
    assets: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True)
class Text:
    """A text and where it lies: in the repository, and in the docs tree."""

    body: str
    source: str
    first_line: int
    docs_path: str


def map_links(text: Text, land: Landscape) -> MappedText:
    """Rewrite every link of a text. Assets that it uses are named by source path, with their docs path."""
    mapped = MappedText(text.body)

    def replace(link: Link) -> str | Drop | None:
        target = resolve(link.destination, text.source)
        if target.kind in ("external", "anchor", "mail"):
            return None
        found = _destination(link, target, text, land, mapped)
        return DROP if found is None else found

    mapped.body = rewrite_links(text.body, replace, link_addresses=True)
    return mapped


def _destination(
    link: Link, target: Target, text: Text, land: Landscape, mapped: MappedText
) -> str | None:
    path = target.path
    page = _page(target, land)
    if page is not None:
        mapped.pages.add(page)
        return _relative(page, text.docs_path) + _suffix(target)
    if target.kind == "repository" and path in land.assets:
        return _asset(link, path, text, land, mapped)
    in_docs = f"{land.docs_dir}/{path.strip('/')}"
    if target.kind == "site" and in_docs in land.assets:
        return _asset(link, in_docs, text, land, mapped)
    inside = path if target.kind == "site" else path.removeprefix(f"{land.docs_dir}/")
    if inside in land.docs_files and (target.kind == "site" or inside != path):
        if inside.endswith(PAGE_TYPES):
            mapped.pages.add(inside)
        return _relative(inside, text.docs_path) + _suffix(target)
    if target.kind == "repository" and link.kind != "image":
        elsewhere = land.web(path)
        if elsewhere is not None:  # it is there, so nothing is wrong with the link; its words stay
            return elsewhere + _suffix(target) if elsewhere else None
    if target.kind != "unsafe":  # unsafe ones were reported with the rest of the unsafe markup
        code = "link-outside" if target.kind == "outside" else "link-dead"
        if code == "link-dead" and link.kind == "image":
            code = "image-missing"
        elif code == "link-dead" and is_host(link.destination):
            code = "link-no-scheme"
        _report(code, link, text, mapped, target=link.destination)
    return None


def _page(target: Target, land: Landscape) -> str | None:
    """The docs path of the page that a target names: as a file, without its ending, or as an address."""
    path = target.path
    if target.kind == "site":
        address = posixpath.splitext(path.strip("/"))[0] if path.endswith(".html") else path
        return land.addresses.get(f"{address.strip('/')}/")
    if target.kind != "repository":
        return None
    for candidate in (path, f"{path}.md", f"{path}/index.md"):
        if candidate in land.pages:
            return land.pages[candidate]
    former = address_of_path(path, land.docs_dir)
    return land.addresses.get(former) if former else None


def _asset(link: Link, path: str, text: Text, land: Landscape, mapped: MappedText) -> str | None:
    name = posixpath.basename(path)
    extension = posixpath.splitext(name)[1].lower()
    if extension not in ASSET_TYPES:
        elsewhere = land.web(path)
        if not elsewhere or link.kind == "image":
            _report("asset-unused-type", link, text, mapped, name=name)
            return None
        return elsewhere
    if land.assets[path] > MAX_ASSET:
        place = (text.source, text.first_line + link.line - 1, link.column)
        mapped.diagnostics.append(too_large(path, land.assets[path], place))
        return None
    if not land.passes(path):
        _report("asset-withheld", link, text, mapped, name=name)
        return None
    goes_to = path.removeprefix("contributions/").removeprefix(f"{land.docs_dir}/")
    mapped.assets[path] = goes_to
    return _relative(goes_to, text.docs_path)


def _suffix(target: Target) -> str:
    query = f"?{target.query}" if target.query else ""
    return query + (f"#{target.fragment}" if target.fragment else "")


def _relative(path: str, start: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(start) or ".")


def _report(code: str, link: Link, text: Text, mapped: MappedText, **values: object) -> None:
    line = text.first_line + link.line - 1
    mapped.diagnostics.append(diagnose(code, text.source, line, link.column, **values))
