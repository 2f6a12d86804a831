"""One row of the table of bad input: the files, and what the hub has to say and to do about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from commonplace.diagnostics import Severity
from tests.support.repository import write_files

SECRET = "outside-secret-k7q2"
"""Stands in files outside the repository: if a page holds it, somebody read them."""

Content = str | bytes | Callable[[Path], None]
"""A text, bytes, or a function that makes the file at the given path."""


@dataclass(frozen=True)
class Found:
    """A diagnostic that has to come. Without `path` it is at the row's first file."""

    code: str
    severity: Severity
    line: int | None = None
    path: str | None = None


def error(code: str, line: int | None = None, path: str | None = None) -> Found:
    """What has to be mended."""
    return Found(code, Severity.ERROR, line, path)


def advice(code: str, line: int | None = None, path: str | None = None) -> Found:
    """What is published all the same."""
    return Found(code, Severity.ADVICE, line, path)


@dataclass(frozen=True)
class Bad:
    """One row.

    `files` are by path in the repository; the first is the one that is bad. `published` says whether
    that file becomes a page (None where it never could). `also` are further files that must be pages.
    `dead` are words that must be in no script, style or handler of a page, and `absent` ones that must
    be nowhere at all. `possible` says whether this machine can make such files. Rows that cannot live
    beside the others in one hub are `alone`.
    """

    name: str
    files: Mapping[str, Content]
    found: tuple[Found, ...] = ()
    published: bool | None = True
    also: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    alone: bool = False
    git: bool = False
    possible: Callable[[Path], bool] = field(default=lambda folder: True)

    @property
    def path(self) -> str:
        """The file that is bad."""
        return next(iter(self.files))


def write(root: Path, files: Mapping[str, Content]) -> None:
    """Make the files of a row below `root`."""
    for name, content in files.items():
        if isinstance(content, str | bytes):
            write_files(root, {name: content})
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            content(root / name)


def tip(name: str, content: Content, *found: Found, **options: object) -> Bad:
    """A row with one tip, whose file has the row's name."""
    return Bad(name, {f"contributions/tips/{name}.md": content}, found, **options)  # type: ignore[arg-type]


def block(name: str, lines: str, *found: Found, **options: object) -> Bad:
    """A tip with these lines in its block at the top; the first of them is line 2."""
    return tip(name, f"---\n{lines}\n---\n\n# The tip {name}\n\nSome words.\n", *found, **options)


GOOD: Mapping[str, str] = MappingProxyType(
    {
        "contributions/tips/good.md": (
            "---\ntopics: [sound]\nauthors: [robin]\n---\n\n# A good tip\n\nIt helps.\n"
        ),
        "contributions/people/robin.md": "---\nname: Robin Example\n---\n\nI keep bees.\n",
        "docs/topics/sound.md": "---\ncurators: [robin]\n---\n\n# Sound\n\nAll about it.\n",
    }
)
"""What stands beside every row and must be pages whatever else there is."""
