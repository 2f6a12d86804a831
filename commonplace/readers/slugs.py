"""The slug that a file's name gives, unless nothing can stand at that address."""

from __future__ import annotations

import re

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.slug import slug_of

RESERVED_ANYWHERE = ("index",)
RESERVED = (*RESERVED_ANYWHERE, "page")
"""Slugs at which the hub has pages of its own: everywhere, and where a list goes on (/page/2/)."""

LONGEST_FOLDER = 240
"""Bytes that a part of an address may have: it becomes a folder, and file systems stop at 255."""

_LONGEST_ADDRESS = 400
_PART = re.compile(r"[\w.+~-]+")


def slug_of_name(
    name: str, path: str, reserved: tuple[str, ...] = RESERVED_ANYWHERE
) -> tuple[str, Diagnostic | None]:
    """The slug for the file at `path`, made of `name`; with a diagnostic where it cannot be used.

    `reserved` are slugs at which the hub has pages of its own.
    """
    slug = slug_of(name)
    if not slug:
        return "", diagnose("slug-empty", path)
    if slug in reserved:
        return "", diagnose("slug-reserved", path, slug=slug)
    return slug, None


def is_address(address: str) -> bool:
    """Whether an address (without slashes at its ends) can be a folder of the site on every machine."""
    return len(address) <= _LONGEST_ADDRESS and all(
        _PART.fullmatch(part) and part.strip(".") and len(part.encode()) <= LONGEST_FOLDER
        for part in address.split("/")
    )
