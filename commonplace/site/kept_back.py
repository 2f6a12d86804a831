"""What no link may lead to: texts that are not published, and the files of people without a page."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable

from commonplace.model.people import Person
from commonplace.readers.contributions import FOLDER


def is_contributed_text(path: str) -> bool:
    """Whether a path is that of a contribution or profile.

    One that is no page of this build is a draft, internal, left out, or somebody's who is not listed:
    the address of its file would give its name away.
    """
    name = posixpath.basename(path).lower()
    is_text = name.endswith((".md", ".markdown")) and name != "readme.md"
    return is_text and path.startswith(f"{FOLDER}/")


def kept_back(people: Iterable[Person]) -> Callable[[str], bool]:
    """Tells whether a path is a profile of someone without a page, or a picture beside it."""
    stems = {_stem(person.source) for person in people if person.source and not person.has_page}
    return lambda path: _stem(path) in stems


def _stem(path: str) -> str:
    return posixpath.splitext(path)[0].lower()
