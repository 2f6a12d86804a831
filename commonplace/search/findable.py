"""One thing that a search can find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Findable:
    """A page of the site, or a place on one. All of it is plain text.

    `url` begins with a slash and counts from the site's root. `docs_path` names the page whose text is
    searched; without one, `text` is. `summary` and `besides` weigh more than the text, `title` most.
    `filters` are what a reader narrows a search down by, `meta` what a result shows. `weight` is below 1
    for what is to come after others.
    """

    url: str
    title: str
    filters: Mapping[str, tuple[str, ...]]
    meta: Mapping[str, str] = field(default_factory=dict)
    summary: str = ""
    besides: tuple[str, ...] = ()
    docs_path: str | None = None
    text: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class SearchPlan:
    """What can be found, and what is offered where nothing is: `topics` with their number of texts.

    `language` is the one whose endings the search knows.
    """

    findable: tuple[Findable, ...] = ()
    topics: tuple[tuple[str, str, int], ...] = ()
    language: str = "en"
