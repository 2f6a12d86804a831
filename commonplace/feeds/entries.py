"""What a feed holds, before it is written in one format or the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import quote

from commonplace.model.contribution import Contribution, Freshness, Status
from commonplace.pages.presenter import Presenter

MOST_ENTRIES = 50


@dataclass(frozen=True)
class Author:
    """A name, and the whole address of the person's page if there is one."""

    name: str
    url: str | None


@dataclass(frozen=True)
class Entry:
    """A contribution in a feed: `id` stays when it is renamed, `url` is a whole address.

    `freshness` is a word such as "due"; when it is not "fresh", `summary` says so, too.
    """

    id: str
    title: str
    url: str
    summary: str
    authors: tuple[Author, ...]
    categories: tuple[str, ...]
    published: date
    updated: date
    freshness: str


@dataclass(frozen=True)
class Feed:
    """A feed: `page_url` is the page it belongs to, `address` its own without an ending; both are whole.

    `updated` is the day of its newest change; `site` names the hub.
    """

    title: str
    site: str
    description: str
    language: str
    address: str
    page_url: str
    updated: date
    entries: tuple[Entry, ...]


def entries_of(idents: Iterable[str], show: Presenter, site_url: str) -> tuple[Entry, ...]:
    """The newest entries among contributions that are given newest first.

    Left out are drafts, obsolete ones, and those whose id or day may be another tomorrow.
    """
    return tuple(islice(_entries(idents, show, site_url.rstrip("/")), MOST_ENTRIES))


def _entries(idents: Iterable[str], show: Presenter, root: str) -> Iterator[Entry]:
    for ident in idents:
        one = show.hub.contributions[ident]
        if one.status is not Status.PUBLISHED or not one.lasting_id or not one.committed:
            continue
        if one.created is not None:
            yield _entry(one, one.created, show, root)


def _entry(one: Contribution, created: date, show: Presenter, root: str) -> Entry:
    faces = show.faces(one.authors or one.told_by)
    return Entry(
        id=f"urn:commonplace:{one.id}",
        title=one.title,
        url=whole(root, one.address),
        summary=_summary(one, show),
        authors=tuple(
            Author(face["name"], whole(root, face["url"]) if face["url"] else None)
            for face in faces
        ),
        categories=tuple(show.hub.topics[slug].title for slug in one.topics),
        published=created,
        updated=max(created, one.updated or created),
        freshness=one.freshness.value,
    )


def _summary(one: Contribution, show: Presenter) -> str:
    if one.freshness is Freshness.FRESH:
        return one.summary
    view = show.freshness(one)
    return " ".join(filter(None, (one.summary, f"({view['label']})", view["note"])))


def whole(root: str, address: str) -> str:
    """The whole address of a place on the site, as ASCII; `root` has no final slash."""
    return f"{root}/{quote(address)}"
