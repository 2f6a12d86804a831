"""What giscus' frame is told."""

from __future__ import annotations

from typing import TypedDict


class GiscusView(TypedDict):
    """Part `giscus.html`: a frame of `origin` that shows discussion `number` of `repo`, at `url` on GitHub.

    `lang` is a language that giscus has, `description` at most 120 letters. `eager` says that the frame comes
    when the reader scrolls there; else it waits until somebody asks for it.
    """

    origin: str
    repo: str
    repo_id: str
    category: str
    category_id: str
    number: int
    lang: str
    description: str
    url: str
    eager: bool
