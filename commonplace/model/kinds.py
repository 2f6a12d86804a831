"""The four kinds of contribution, as data: a new kind is a new row here, its words and its mark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of contribution.

    `folder` is both the folder below `contributions/` and the first part of the address.
    `word_budget` is the number of words that a contribution of this kind should stay under.
    `sections` are the headings that readers expect to find, in order.
    """

    name: str
    folder: str
    word_budget: int
    sections: tuple[str, ...] = ()


ARTICLE = Kind("article", "articles", 900)
WAR_STORY = Kind(
    "war-story",
    "war-stories",
    700,
    ("What happened", "What we tried", "What it cost", "What we would do again"),
)
TIP = Kind("tip", "tips", 150)
LINK = Kind("link", "links", 120)

KINDS: tuple[Kind, ...] = (ARTICLE, WAR_STORY, TIP, LINK)
BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
BY_FOLDER: dict[str, Kind] = {kind.folder: kind for kind in KINDS}
