"""search/search.json: where a browser finds what it needs to search, or that there is nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from commonplace.search.findable import SearchPlan

FOLDER = "search/"
MANIFEST = f"{FOLDER}search.json"
BUNDLE = "pagefind/"
VERSION = 1
_WORDS = re.compile(rf"{FOLDER}words-[\w-]+\.json")
_LINES = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def manifest(plan: SearchPlan, words: Mapping[int, str], *, has_bundle: bool) -> str:
    """The file's text; `words` are the files of the vocabulary by the length of their words."""
    data = {
        "version": VERSION,
        "bundle": BUNDLE if has_bundle else None,
        "words": {str(length): path for length, path in words.items()} if has_bundle else {},
        "topics": [list(topic) for topic in plan.topics],
    }
    return f"{_LINES.encode(data)}\n"


def needed(text: bytes) -> list[str]:
    """The files that a browser fetches by what such a file says. Raises ValueError for anything else."""
    try:
        data = json.loads(text)
        words = data["words"].values() if data["bundle"] is not None else None
    except (KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError(str(problem)) from None
    if words is None:
        return []
    named = (path for path in words if isinstance(path, str) and _WORDS.fullmatch(path))
    return [f"{BUNDLE}pagefind.js", f"{BUNDLE}pagefind-entry.json", *named]
