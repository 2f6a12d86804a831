"""What tests measure in a page: each is a function in JavaScript, in a file of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def probe(name: str) -> str:
    """A function to be run in the page."""
    return (Path(__file__).parent / f"{name}.js").read_text("utf-8")
