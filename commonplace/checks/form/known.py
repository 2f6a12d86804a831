"""What the rules count and which words they know, as data; `published.py` gives browsers the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

_HINT = re.compile(r"<!--(.*?)-->", re.DOTALL)


@cache
def known() -> Mapping[str, Any]:
    """`form.json`, as it was written."""
    file = resources.files("commonplace.checks").joinpath("form.json")
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


@cache
def words_of(key: str) -> frozenset[str]:
    """One of the lists of words."""
    return frozenset(known()[key])


@cache
def hints() -> frozenset[str]:
    """The hints of every template that `new` starts from, each on one line."""
    folder = resources.files("commonplace.words").joinpath("templates")
    texts = (file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".md"))
    return frozenset(" ".join(hint.split()) for text in texts for hint in _HINT.findall(text))
