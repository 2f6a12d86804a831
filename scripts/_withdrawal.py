"""What a text leaves behind when it is withdrawn: which files go, who mentions it, what keeps copies."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from commonplace.assemble.withdrawn import STANDS_FOR
from commonplace.markup.linkscan import find_links
from commonplace.markup.marks import marks_of
from commonplace.markup.targets import resolve
from commonplace.model.contribution import Contribution
from commonplace.model.discussions import Discussion
from commonplace.readers.files import PAGE_TYPES, list_files, read_loosely
from commonplace.readers.snapshot import read_snapshot
from commonplace.site.gather import Site
from scripts import _git
from scripts._product import is_link


@dataclass(frozen=True)
class Withdrawal:
    """`path` becomes `stub` at `new_path`; `pictures` go, too. `mentions` are texts that lead to it,
    `past` all paths that it and they ever had in the repository, `taken` those of them where something
    else stands today, `discussions` the numbers of those about it."""

    path: str
    new_path: str
    stub: str
    pictures: tuple[str, ...]
    mentions: tuple[str, ...]
    past: tuple[str, ...]
    taken: tuple[str, ...]
    discussions: tuple[int, ...]


def plan_withdrawal(root: Path, site: Site, one: Contribution, *, address: bool) -> Withdrawal:
    """Work it out. With `address`, the name of the file says too much and goes as well."""
    used = {path: set(_uses(path, text)) for path, text in _texts(root, site)}
    others = set().union(*(found for path, found in used.items() if path != one.source))
    own = {path for path in used.get(one.source, ()) if path.startswith("contributions/")}
    own |= _beside(root, one.source)
    pictures = {path for path in own - others if _may_go(root, path)} - {one.source}
    new_path = f"contributions/{one.kind.folder}/{STANDS_FOR}{one.id}.md" if address else one.source
    top = _top(root)
    past = _past(root, top, one.source)
    taken = {path for path in past if path != top + one.source and _stands(root, top, path)}
    past -= taken
    past_pictures = set().union(*(_past(root, top, path) for path in pictures))
    here = {path.removeprefix(top) for path in past if path.startswith(top)}
    snapshot, _ = read_snapshot(root)
    marked = snapshot.discussions if snapshot else ()
    return Withdrawal(
        path=one.source,
        new_path=new_path,
        stub=f"---\nid: {_written(one.id)}\nstatus: withdrawn\n---\n",
        pictures=tuple(sorted(pictures)),
        mentions=tuple(sorted(_mentions(site, one, used, here))),
        past=tuple(sorted(past | past_pictures)),
        taken=tuple(sorted(path for path in taken if _holds_texts(path.removeprefix(top)))),
        discussions=tuple(found.number for found in marked if one.id in _about(found)),
    )


def _mentions(
    site: Site, one: Contribution, used: Mapping[str, set[str]], past: Set[str]
) -> set[str]:
    """The files of texts that lead to it, by a present or a `past` path, or pick it."""
    hub = site.hub
    found = {path for path in used if used[path] & past and path != one.source}
    for topic in hub.topics.values():
        picks = [*topic.picks, *(pick for part in topic.sections for pick in part.picks)]
        answered = any(question.answered_by == one.id for question in topic.questions)
        if answered or any(pick.contribution == one.id for pick in picks):
            found.add(topic.source)
    found |= {each.source for each in hub.contributions.values() if each.superseded_by == one.id}
    for path in hub.paths.values():
        if any(step.contribution == one.id for step in path.steps):
            found.add(path.source)
    return found


def _texts(root: Path, site: Site) -> Iterator[tuple[str, str]]:
    """Every text that may use a picture: also profiles, pages, and those that no page is made of."""
    for folder in ("contributions", site.hub.settings.docs_dir):
        for path in list_files(root, folder).sizes:
            if path.lower().endswith(PAGE_TYPES):
                yield path, read_loosely(root, path)


def _beside(root: Path, source: str) -> set[str]:
    """The files in the folder of an index.md, but for those of a text in a folder below."""
    folder, _, name = source.rpartition("/")
    if name.lower() != "index.md":
        return set()
    tracked = _git.paths(_git.ask(root, "ls-files", "-z", "--", f"{folder}/"))
    homes = {path.rpartition("/")[0] for path in tracked if path.lower().endswith("/index.md")}
    below = tuple(f"{home}/" for home in homes - {folder})
    return {path for path in tracked if not path.startswith(below)}


def _may_go(root: Path, path: str) -> bool:
    """Whether a file belongs to texts alone: no text itself, nobody's portrait, and not behind a link."""
    if path.lower().endswith(PAGE_TYPES) or path.startswith("contributions/people/"):
        return False
    above = [path[:end] for end, c in enumerate(f"{path}/") if c == "/"]
    return (root / path).is_file() and not any(is_link(root / one) for one in above)


def _uses(source: str, body: str) -> Iterator[str]:
    """The paths in the repository that a text leads to."""
    for link in find_links(body):
        target = resolve(link.destination, source)
        if target.kind == "repository":
            yield target.path


def _written(ident: str) -> str:
    return '"null"' if ident == "null" else ident  # without the signs it would be no id


def _about(found: Discussion) -> set[str | None]:
    marks = marks_of(found.body)
    return {marks.get("id"), marks.get("about")}


def _top(root: Path) -> str:
    """The folder of the hub in its repository, with a slash at the end; mostly there is none."""
    return os.fsdecode((_git.ask(root, "rev-parse", "--show-prefix") or b"").removesuffix(b"\n"))


def _stands(root: Path, top: str, path: str) -> bool:
    """Whether there is a file today at a path from the top of the repository."""
    return root.joinpath(*[".."] * top.count("/"), path).is_file()


def _holds_texts(path: str) -> bool:
    return path.startswith(("contributions/", "docs/"))


def _past(root: Path, top: str, path: str) -> set[str]:
    """Every path the file had, by its history, from the top of the repository; and what it was copied from,
    such as the file for new tips."""
    wanted = ("--follow", "--name-only", "--format=", "-z", "--", path)
    past = {name.lstrip("\n") for name in _git.paths(_git.ask(root, "log", *wanted))}
    return {name for name in past if name} | {top + path}
