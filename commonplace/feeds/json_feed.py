"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from commonplace.feeds.atom import moment
from commonplace.feeds.entries import Author, Entry, Feed

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> str:
    """The feed as a JSON document, an entry to a line: with line ends anywhere else it takes far longer."""
    data: dict[str, Any] = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": f"{feed.address}.json",
        "language": feed.language,
    }
    if feed.description:
        data["description"] = feed.description
    lines = [f"{_json(key)}: {_json(value)}" for key, value in data.items()]
    items = ",\n".join(_json(_item(entry)) for entry in feed.entries)
    lines.append(f'"items": [\n{items}\n]' if items else '"items": []')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: object) -> str:
    return _ENCODER.encode(value)


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "_commonplace": {"freshness": entry.freshness},
    }
    if entry.authors:
        item["authors"] = [_author(author) for author in entry.authors]
    if entry.categories:
        item["tags"] = list(entry.categories)
    return item


def _author(author: Author) -> dict[str, str]:
    return {"name": author.name} | ({"url": author.url} if author.url else {})
