"""Names of files that an address cannot carry, that mean something elsewhere, or that clash."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.bad_input.row import Bad, Found, error

TIPS = "contributions/tips"
TEXT = "# A tip with an odd name\n\nSome words.\n"


def _can_name(name: str) -> Callable[[Path], bool]:
    def possible(folder: Path) -> bool:
        try:
            (folder / name).write_text("", "utf-8")
        except (OSError, ValueError):
            return False
        (folder / name).unlink()
        return True

    return possible


def _named(name: str, file: str, *found: Found, published: bool = True) -> Bad:
    return Bad(
        name,
        {f"{TIPS}/{file}": TEXT},
        found,
        published,
        dead=("canary",),
        possible=_can_name(file),
    )


def _not_utf_8(path: Path) -> None:
    Path(os.fsdecode(os.fsencode(path.parent) + b"/\xff\xfe.md")).write_text(TEXT, "utf-8")


ROWS = (
    _named("name-newline", "new\nline.md", error("file-name", 1), published=False),
    _named("name-escape", "esc\x1b[31m.md", error("file-name", 1), published=False),
    _named("name-bidi", "gpj\u202e.md", error("file-name", 1), published=False),
    _named("name-backslash", "a\\..\\..\\up.md", error("file-name", 1), published=False),
    Bad(
        "name-not-utf-8",
        {f"{TIPS}/\ufffd\ufffd.md": _not_utf_8},
        (Found("file-name", error("x").severity, 1, f"{TIPS}/??.md"),),
        published=False,
        possible=lambda folder: os.name == "posix" and os.uname().sysname == "Linux",
    ),
    _named("name-quotes", 'it\'s "quoted".md'),
    _named("name-tag", "<img src=x onerror=canary-name>.md"),
    _named("name-template", "{{ config }}{% x %}.md"),
    _named("name-address", "a?b#c%2e%2e&d=e.md"),
    _named("name-percent", "%2e%2e%2fup.md"),
    _named("name-dots", "..md", published=False),
    _named("name-spaces", "  spaces  .md"),
    _named("name-long", f"{'long-' * 48}.md"),
    _named("name-wide", f"{'語' * 80}.md"),
    _named("name-widens", f"{'㌀' * 80}.md"),
    _named("name-emoji", "🎉🎉.md", error("slug-empty", 1), published=False),
    _named("name-signs", "!!!.md", error("slug-empty", 1), published=False),
    _named("name-windows", "con.md"),
    _named("name-capital-ending", "SHOUTED.MD"),
    _named("name-markdown-ending", "long-ending.markdown"),
    _named("name-index", "index.md", error("slug-reserved", 1), published=False),
    _named("name-like-index", "_index_.md", error("slug-reserved", 1), published=False),
    _named("name-page", "page.md"),
    Bad(
        "name-index-folder",
        {f"{TIPS}/index/index.md": TEXT},
        (error("slug-reserved", 1),),
        published=False,
    ),
    Bad("name-readme", {f"{TIPS}/README.md": TEXT}, published=False),
    Bad("name-hidden", {f"{TIPS}/.hidden.md": TEXT}, published=False),
)
