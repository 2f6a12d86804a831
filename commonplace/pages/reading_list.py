"""The reading list: its page, and the small files in which a browser looks up what is on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from commonplace.model.contribution import Contribution, Freshness, Status
from commonplace.model.kinds import KINDS
from commonplace.pages.presenter import Presenter
from commonplace.pages.views.news import ReadingListView

ADDRESS = "reading-list/"
PER_SHARD = 400
_PRIME = 65521  # site-file.js has the same
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def shard_of(ident: str, count: int) -> int:
    """Which of `count` files tells about an id; site-file.js reckons the same."""
    total = 0
    for letter in ident:
        total = (total * 31 + ord(letter)) % _PRIME
    return total % count


def shard_count(show: Presenter) -> int:
    """How many files there are: one for about four hundred contributions."""
    return max(1, -(-sum(1 for _ in _listed(show)) // PER_SHARD))


def reading_list_view(show: Presenter) -> ReadingListView:
    """The page, before a browser fills it."""
    words = show.words
    states = (Freshness.DUE, Freshness.STALE, Freshness.OBSOLETE)
    return {
        "page": "reading-list",
        "title": str(words["reading_list"]["title"]),
        "line": str(words["reading_list"]["line"]),
        "shards": shard_count(show),
        "kinds": [show.kind(kind) for kind in KINDS],
        "states": [
            {
                "name": state.value,
                "label": str(words["freshness"][state.value]["label"]),
                "note": "",
            }
            for state in states
        ],
    }


def shard_files(show: Presenter) -> Iterator[tuple[str, str]]:
    """Each of the files, as its place on the site and its text: JSON, by the ids of contributions."""
    count = shard_count(show)
    shards: list[dict[str, Any]] = [{} for _ in range(count)]
    for one in _listed(show):
        shards[shard_of(one.id, count)][one.id] = _facts(one, show)
    for number, shard in enumerate(shards):
        yield f"{ADDRESS}{number}.json", f"{_ENCODER.encode(shard)}\n"


def _listed(show: Presenter) -> Iterator[Contribution]:
    """What a reader may have put on a list: an id that is another one tomorrow is on none."""
    for one in show.hub.contributions.values():
        if one.lasting_id and one.committed and one.status is not Status.DRAFT:
            yield one


def _facts(one: Contribution, show: Presenter) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "title": one.title,
        "url": one.address,
        "kind": one.kind.name,
        "minutes": one.reading_minutes,
        "freshness": one.freshness.value,
    }
    if one.superseded_by is not None:
        facts["instead"] = show.link(one.superseded_by)
    return facts
