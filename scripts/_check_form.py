"""The part of `check` that looks at the form of contributions: what the rules have to know, gathered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from commonplace.checks.form.anchors import ids_of_page
from commonplace.checks.form.facts import Facts, Picture
from commonplace.checks.form.house_words import HouseWords
from commonplace.checks.form.page import Advice, Page
from commonplace.checks.form.rules import advise
from commonplace.checks.form.twins import Writing, find_twins, find_twins_of, without_hints
from commonplace.diagnostics import Diagnostic
from commonplace.markup.targets import Target
from commonplace.model.contribution import Status
from commonplace.model.hub import Hub
from commonplace.readers.contributions import FOLDER, kind_of_text, slug_of_path
from commonplace.readers.files import PAGE_TYPES, is_file, list_files, read_text
from commonplace.readers.picture_size import picture_size

_NEW = "~"  # behind every day: of two alike texts, this is the newer
_GONE = re.compile(
    r"^(?:superseded_by[ \t]*:[ \t]*\S|status[ \t]*:[ \t]*(?!published))", re.MULTILINE
)
_NOT_READ = re.compile(r"^status[ \t]*:[ \t]*[\"']?(?:withdrawn|obsolete)", re.MULTILINE)
_TITLE = re.compile(r"(?:^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$)|^#[ \t]+(.+)", re.MULTILINE)
_HEAD = 2_000


def form_of_hub(root: Path, hub: Hub, words: HouseWords) -> Iterator[Advice]:
    """What is told of every contribution that is read, each held against all others."""
    pages: dict[str, Page] = {}
    writings: list[Writing] = []
    for one in hub.contributions.values():
        page = _page(root, one.source) if one.status is not Status.OBSOLETE else None
        if page is None:
            continue
        pages[one.source] = page
        if one.status is Status.PUBLISHED and one.superseded_by is None:
            day = one.created.isoformat() if one.created and one.committed else _NEW
            body = without_hints(one.document.body)
            writings.append(Writing(one.source, one.title, body, day))
    sources = {one.address: one.source for one in hub.contributions.values()}

    def page_of(target: Target) -> str | None:
        if target.kind == "site":
            return sources.get(f"{target.path.strip('/')}/")
        return next((path for path in _candidates(target.path) if path in pages), None)

    facts = Facts(
        words,
        page_of,
        _ids(lambda path: pages.get(path)),
        lambda path: _picture(root, path),
        find_twins(writings),
    )
    for page in pages.values():
        yield from advise(page, facts)


def form_of_files(
    root: Path,
    paths: Iterable[str],
    added: frozenset[str],
    words: HouseWords,
    *,
    hub: Path | None = None,
) -> Iterator[Advice]:
    """The same for a few files. Only those that are new are held against all others. Where the files do not
    lie in the hub whose texts they will be, `hub` is that."""
    hub = hub or root
    pages = {path: page for path in paths if (page := _page(root, path))}
    written = (_writing(path, pages[path].written, _NEW) for path in pages if path in added)
    few = [one for one in written if one is not None]
    others = _others(hub, (one.path for one in few)) if few else iter(())

    def page_of(target: Target) -> str | None:
        if target.kind == "site":
            return None
        return next((path for path in _candidates(target.path) if kind_of_text(path)), None)

    facts = Facts(
        words,
        page_of,
        _ids(lambda path: pages.get(path) or _page(hub, path)),
        lambda path: _picture(hub, path),
        find_twins_of(few, chain(others, few)),
    )
    for page in pages.values():
        yield from advise(page, facts)


def _others(root: Path, without: Iterable[str]) -> Iterator[Writing]:
    """Every other contribution, one at a time; `age` is unknown and counts as older."""
    left_out = frozenset(without)
    for path in list_files(root, FOLDER).sizes:
        if path not in left_out and kind_of_text(path):
            text = read_text(root, path)
            writing = None if isinstance(text, Diagnostic) else _writing(path, text, "")
            if writing:
                yield writing


def _writing(path: str, text: str, age: str) -> Writing | None:
    """A text to compare, read without parsing it; None for one that is not published."""
    top = _top(text)
    if _GONE.search(text, 0, top + 1):
        return None
    found = _TITLE.search(text, 0, _HEAD)
    title = (found[1] or found[2]) if found else ""
    body = text[top + 4 if top >= 0 else 0 :].lstrip()
    body = body.partition("\n")[2] if body.startswith("# ") else body
    return Writing(path, title, without_hints(body), age)


def _top(text: str) -> int:
    """Where the block at the top ends, or -1."""
    return text.find("\n---", 3) if text.startswith("---") else -1


def _page(root: Path, path: str) -> Page | None:
    """A contribution as the rules look at it; None where there is none that can be read."""
    kind = kind_of_text(path)
    if kind is None or slug_of_path(path)[1] is not None:
        return None
    text = read_text(root, path)
    if isinstance(text, Diagnostic) or not text.strip():
        return None
    if _NOT_READ.search(text, 0, _top(text) + 1):
        return None
    return Page(path, kind, text)


def _candidates(path: str) -> tuple[str, ...]:
    return path, f"{path}.md", f"{path}/index.md"


def _ids(page_at: Callable[[str], Page | None]) -> Callable[[str], frozenset[str] | None]:
    @cache
    def ids_of(path: str) -> frozenset[str] | None:
        page = page_at(path)
        return None if page is None else ids_of_page(page)

    return ids_of


def _picture(root: Path, path: str) -> Picture | None:
    """Its size; never of a file outside of what is published, and never through a link."""
    file = root / path
    if not path.endswith(PAGE_TYPES) and is_file(root, path) and not file.is_symlink():
        return Picture(file.stat().st_size, picture_size(file))
    return None
