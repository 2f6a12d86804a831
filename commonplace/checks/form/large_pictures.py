"""Pictures that are larger than anybody needs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from commonplace.checks.form.facts import Facts
from commonplace.checks.form.known import known
from commonplace.checks.form.page import Advice, Page
from commonplace.markup.targets import resolve

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


def large_pictures(page: Page, facts: Facts) -> Iterator[Advice]:
    """Each picture of the text once: too many bytes, or else too many pixels."""
    limits = known()["pictures"]
    seen: set[str] = set()
    for link in page.scan.links:
        if link.kind not in ("image", "html", "definition"):
            continue
        target = resolve(link.destination, page.path)
        if target.kind != "repository" or target.path in seen:
            continue
        seen.add(target.path)
        picture = facts.picture_of(target.path) if target.path.lower().endswith(_ENDINGS) else None
        if picture is None:
            continue
        name, place = posixpath.basename(target.path), page.place(link.outer_start)
        if picture.size > limits["bytes"]:
            size = f"{picture.size / 1_000_000:.1f} MB"
            yield page.advise("form-picture-heavy", place, name=name, size=size)
        elif picture.sides and max(picture.sides) > limits["side"]:
            width, height = (f"{side:,}" for side in picture.sides)
            yield page.advise("form-picture-wide", place, name=name, width=width, height=height)
