"""From paths in the repository to addresses on the site, for today's paths and for those of the past."""

from __future__ import annotations

import posixpath

from commonplace.model.kinds import BY_FOLDER, Kind
from commonplace.model.slug import slug_of
from commonplace.readers.contributions import FOLDER, PEOPLE
from commonplace.readers.slugs import is_address


def contribution_address(kind: Kind, slug: str) -> str:
    """The address of a contribution, relative to the site's root, with a final slash."""
    return f"{kind.folder}/{slug}/"


def address_of_path(path: str, docs_dir: str) -> str | None:
    """The address that a Markdown file at `path` has or had; None where it never was a page.

    Files below `docs_dir` had the address that MkDocs gives them. A history may hold any name, even
    `..`: what could not be written as a former address is none.
    """
    stem, extension = posixpath.splitext(path)
    if extension.lower() not in (".md", ".markdown"):
        return None
    if posixpath.basename(stem).lower() in ("index", "readme"):
        stem = posixpath.dirname(stem)
    parts = stem.split("/")
    if parts[0] == FOLDER and len(parts) > 2:
        kind, slug = BY_FOLDER.get(parts[1]), slug_of(parts[-1])
        return contribution_address(kind, slug) if kind and slug else None
    address = stem.removeprefix(f"{docs_dir}/")
    if address == stem or not is_address(address):
        return None
    return f"{address}/"


def former_slug(path: str, folder: str) -> str | None:
    """The slug of a topic or path whose file once was at `path`, directly in `folder`."""
    above, name = posixpath.split(path)
    stem, extension = posixpath.splitext(name)
    if above != folder or extension.lower() != ".md":
        return None
    return slug_of(stem) or None


def former_handle(path: str) -> str | None:
    """The handle of a person whose file once was at `path`."""
    folder, name = posixpath.split(path)
    stem, extension = posixpath.splitext(name)
    if not folder.startswith(f"{FOLDER}/{PEOPLE}") or extension.lower() != ".md":
        return None
    return slug_of(stem) or None
