"""What the rules of form have to know beside the text itself: gathered once, and asked by path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from commonplace.checks.form.house_words import NO_WORDS, HouseWords
from commonplace.markup.targets import Target


@dataclass(frozen=True)
class Picture:
    """A picture beside a text: its size in bytes, and its width and height where they can be told."""

    size: int
    sides: tuple[int, int] | None = None


@dataclass(frozen=True)
class Twin:
    """Another text that says nearly the same; `same_text` where whole runs of words are the same."""

    path: str
    title: str
    same_text: bool


def _nothing(_: object) -> None:
    return None


@dataclass(frozen=True)
class Facts:
    """Everything around a text. What cannot be told is None, and then nothing is said about it.

    `page_of` leads from what a link names to the path of the contribution there, `ids_of` from such a path
    to the anchors of its page, `picture_of` from the path of a picture to its particulars.
    """

    house_words: HouseWords = NO_WORDS
    page_of: Callable[[Target], str | None] = _nothing
    ids_of: Callable[[str], frozenset[str] | None] = _nothing
    picture_of: Callable[[str], Picture | None] = _nothing
    twins: Mapping[str, Twin] = field(default_factory=dict)
