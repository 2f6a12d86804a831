"""The hub's own words, one file a language. English ships."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

FALLBACK = "en"
_HINT = re.compile(r"<!--(.*?)-->", re.DOTALL)


@cache
def words(language: str) -> Mapping[str, Any]:
    """All words of a language, as nested tables; English where the language has no file."""
    folder = resources.files(__package__)
    file = folder.joinpath(f"{language}.toml")
    if not language.isalpha() or not file.is_file():
        file = folder.joinpath(f"{FALLBACK}.toml")
    return tomllib.loads(file.read_text("utf-8"))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words that say nothing about what a text is about; empty where the language has no list."""
    file = resources.files(__package__).joinpath(f"{language}.stop.txt")
    if not language.isalpha() or not file.is_file():
        return frozenset()
    return frozenset(file.read_text("utf-8").split())


@cache
def template_hints(language: str, kind: str) -> Mapping[str, str]:
    """The hints in the text that `new` starts a kind from, each by its heading; the first by none ("")."""
    folder = resources.files(__package__).joinpath("templates")
    file = folder.joinpath(f"{language}.{kind}.md")
    if not language.isalpha() or not file.is_file():
        file = folder.joinpath(f"{FALLBACK}.{kind}.md")
    first, *parts = file.read_text("utf-8").split("\n## ")
    found = {"": first, **{part.partition("\n")[0].strip(): part for part in parts}}
    hints = {heading: _HINT.search(part) for heading, part in found.items()}
    return {heading: " ".join(hint[1].split()) for heading, hint in hints.items() if hint}
