"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from commonplace.feeds.atom import moment
from commonplace.feeds.entries import Author, Entry, Feed

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> str:
    """The feed as a JSON document."""
    data: dict[str, Any] = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": f"{feed.address}.json",
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    if feed.description:
        data["description"] = feed.description
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


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
