"""Links to a heading that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from markdown.extensions.toc import slugify

from commonplace.checks.form.facts import Facts
from commonplace.checks.form.known import known
from commonplace.checks.form.page import Advice, Page
from commonplace.diagnostics.fix import Edit
from commonplace.markup.targets import resolve
from commonplace.markup.text import plain_text
from commonplace.readers.suggestions import meant, nearest

_BRACES = re.compile(r"\{:?([^{}\n]*+)\}")
_WRITTEN = re.compile(r"(?:^|[ \t])#([\w:.-]+)")
_IN_HTML = re.compile(r"\s(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)
_COUNTED = re.compile(r"(.*)_(\d{1,9})")
_LETTERS = re.compile(r"[\W_]+")


def ids_of_page(page: Page) -> frozenset[str]:
    """The anchors that the page of a text has, as Python-Markdown's contents name them."""
    found = set(_written(page.masked))
    counts: dict[str, int] = {}
    if "<" in page.masked:
        found.update(unescape(name) for name in _IN_HTML.findall(page.masked))
    for heading in page.headings:
        if _written(heading.text):
            continue
        slug = slugify(plain_text(heading.text), "-")
        while slug in found or not slug:
            counted = _COUNTED.fullmatch(slug)
            base, number = (counted[1], int(counted[2])) if counted else (slug, 0)
            counts[base] = number = max(counts.get(base, 0), number) + 1
            slug = f"{base}_{number}"
        found.add(slug)
    return frozenset(found)


def _written(text: str) -> list[str]:
    """Ids in lists of attributes."""
    if "{" not in text:
        return []
    return [name for inner in _BRACES.findall(text) for name in _WRITTEN.findall(inner)]


def dead_anchors(page: Page, facts: Facts) -> Iterator[Advice]:
    """Each link to a place in this text, or in another contribution, that has no such place."""
    for link in page.scan.links:
        if "#" not in link.destination or link.kind == "autolink":
            continue
        target = resolve(link.destination, page.path)
        wanted = target.fragment
        if not wanted or _of_pages().fullmatch(wanted):
            continue
        if target.kind == "anchor":
            path: str | None = page.path
        elif target.kind in ("repository", "site"):
            path = facts.page_of(target)
        else:
            continue
        ids = facts.ids_of(path) if path else None
        if ids is None or wanted in ids or wanted == slugify(_title(page), "-"):
            continue
        same = [one for one in ids if _bare(one) == _bare(wanted)] if _bare(wanted) else []
        edits: tuple[Edit, ...] = ()
        if len(same) == 1 and page.body[link.start : link.end].count("#") == 1:
            at = page.body.index("#", link.start) + 1
            edits = (page.edit(at, link.end, same[0]),)
        named = sorted(ids)[: known()["anchors"]["named"]]
        hint = meant(same[0]) if len(same) == 1 else nearest(wanted, named)
        place = page.place(link.start)
        yield page.advise("form-anchor", place, edits, target=link.destination, nearest=hint)


@cache
def _of_pages() -> re.Pattern[str]:
    """Places that the hub's own pages have below every text."""
    return re.compile(known()["anchors"]["of_pages"])


def _title(page: Page) -> str:
    return "" if page.title is None else page.title


def _bare(name: str) -> str:
    return _LETTERS.sub("", name.casefold())
