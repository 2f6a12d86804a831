"""Mends links: an address without its beginning, and names that differ in nothing but capitals."""

from __future__ import annotations

import posixpath

from commonplace.checks.mend.ground import Ground
from commonplace.diagnostics import Diagnostic
from commonplace.diagnostics.fix import Edit
from commonplace.markup.linkscan import Link
from commonplace.markup.targets import resolve


def no_scheme(ground: Ground, told: Diagnostic) -> tuple[Edit, ...]:
    """https:// in front of it."""
    link = ground.links.get((told.line, told.column))
    if link is None or not _stands_there(ground, link):
        return ()
    return (Edit(told.line, told.column, told.line, told.column, "https://"),)


def other_capitals(ground: Ground, told: Diagnostic) -> tuple[Edit, ...]:
    """The one name in that folder which has the same letters."""
    link = ground.links.get((told.line, told.column))
    target = resolve(link.destination, ground.path) if link else None
    if link is None or target is None or target.kind != "repository":
        return ()
    if not _stands_there(ground, link):
        return ()
    folder, name = posixpath.split(target.path)
    same = [one for one in ground.names_in(folder) if one.casefold() == name.casefold()]
    written = link.destination.partition("#")[0].partition("?")[0]
    if len(same) != 1 or same[0] == name or not written.endswith(name):
        return ()
    if set(same[0]) & set(" ()<>\"'\\%?#"):
        return ()
    end = told.column + len(written)
    return (Edit(told.line, end - len(name), told.line, end, same[0]),)


def _stands_there(ground: Ground, link: Link) -> bool:
    """Whether the destination stands in the text as it is meant, without escapes."""
    return ground.lines[link.line - 1].startswith(link.destination, link.column - 1)
