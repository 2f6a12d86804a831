"""Two questions that GitHub cannot answer: is the giscus app there, and does the hub stand where it says?"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

_SECONDS = 10
_MOST_BYTES = 30_000_000
_OF_GISCUS = "giscus.json"


def giscus_answer(origin: str, repository: str) -> str:
    """ "installed", "missing" or "unreachable", as giscus itself says it.

    Its page of settings asks in the same way: /api/discussions/categories answers 403 without the app.
    """
    status, data = _fetch(f"{origin}/api/discussions/categories", {"repo": repository})
    if status == 200 and isinstance(data, dict) and "categories" in data:
        return "installed"
    told = str(data.get("error", "")) if isinstance(data, dict) else ""
    return "missing" if status in (403, 404) and "not installed" in told else "unreachable"


def site_answer(site_url: str, addresses: Collection[str]) -> str:
    """ "hub", "other" or "unreachable": whether the list of addresses stands there that every hub has, with
    most of these in it. Who is sent elsewhere, to sign in, cannot tell."""
    status, data = _fetch(f"{site_url.rstrip('/')}/addresses.json", {})
    if status is None or status in (401, 403) or status >= 500:
        return "unreachable"
    pages = data.get("pages") if isinstance(data, dict) else None
    if not isinstance(pages, list):
        return "other"
    there = {one for one in pages if isinstance(one, str)}
    return "hub" if 2 * len(there.intersection(addresses)) >= len(addresses) else "other"


def giscus_origins(root: Path) -> tuple[str, ...]:
    """The sites that giscus.json lets giscus show on; empty where all may, or where it is broken."""
    try:
        data = json.loads((root / _OF_GISCUS).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    origins = data.get("origins") if isinstance(data, dict) else None
    patterns = data.get("originsRegex") if isinstance(data, dict) else None
    if patterns or not isinstance(origins, list):
        return ()
    return tuple(one for one in origins if isinstance(one, str))


def _fetch(url: str, query: dict[str, str]) -> tuple[int | None, Any]:
    """Status and JSON; None for either that is not to be had there. No token goes with it."""
    try:
        with requests.get(url, query, timeout=_SECONDS, stream=True) as reply:
            raw = b""
            for part in reply.iter_content(65_536):
                raw += part
                if len(raw) > _MOST_BYTES:
                    return reply.status_code, None
            if urlsplit(reply.url).netloc != urlsplit(url).netloc:
                return None, None
            try:
                return reply.status_code, json.loads(raw)
            except (ValueError, RecursionError):
                return reply.status_code, None
    except (requests.RequestException, ValueError, OSError):
        return None, None
