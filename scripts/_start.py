"""What init will do to a hub: worked out first, shown, then done. Run again, it finds nothing to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commonplace.model.slug import slug_of
from scripts import _git, _samples
from scripts._answers import Answers
from scripts._hub_settings import FILE, HubSettings
from scripts._product import (
    INSTALLED,
    LIST,
    Installed,
    ProductError,
    digest_at,
    files_of,
    installed_text,
    read_installed,
    read_product,
    refuse_links,
    version_of,
)
from scripts._settings_text import quoted
from scripts._writing import refuse_unwritable, remove, write

_HOME = "docs/index.md"
_SHIPPED_TITLE = "title: Commonplace"
_TOPIC = """---
title: {title}
{curators}---

<!-- Say here in two or three sentences what this topic is about and for whom. Above, below "title", you
can name what to read first, with the reason:
picks:
  - war-stories/the-name-of-its-file: Why it is worth reading.
-->
"""


@dataclass(frozen=True)
class Start:
    """Files to remove and to write, and what to tell about settings and about what stays."""

    removed: tuple[str, ...]
    written: dict[str, bytes]
    settings: tuple[str, ...]
    by_hand: tuple[str, ...]
    edited: tuple[str, ...]
    own: int

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to do."""
        return not self.removed and not self.written


def plan_start(root: Path, settings: HubSettings, wanted: Answers) -> Start:
    """Work out what makes the hub in `root` a company's own. Raises ProductError and OSError."""
    found = _samples.find_samples(root)
    settings.put(wanted)
    written: dict[str, bytes] = {}
    if settings.after() != settings.before:
        written[FILE] = settings.after()
    staying = {*found.edited, *found.own}
    written |= _topics(root, wanted, set(found.untouched))
    removed = tuple(path for path in found.untouched if path not in written)
    written |= _home(root, wanted.name)
    for folder in _samples.ALIVE:
        keeper = f"{folder}/{_samples.KEEPER}"
        full = any(path.startswith(f"{folder}/") for path in (*staying, *written))
        if not full and not (root / keeper).is_file():
            written[keeper] = b""
    if not (root / INSTALLED).exists():
        written[INSTALLED] = installed_text(_installed(root)).encode("utf-8")
    return Start(
        removed=removed,
        written=written,
        settings=tuple(settings.changed),
        by_hand=tuple(settings.by_hand),
        edited=found.edited,
        own=len(found.own),
    )


def refuse_start(root: Path, start: Start) -> None:
    """Raise ProductError when not all of it can be done, so that nothing is begun."""
    for path in start.written:
        refuse_unwritable(root, path)
    for path in start.removed:
        refuse_links(root, path)


def do_start(root: Path, start: Start) -> None:
    """Do what was planned: first what is new, then the samples. Raises OSError and ProductError."""
    for path, data in start.written.items():
        write(root, path, data)
    for path in start.removed:
        remove(root, path)


def _topics(root: Path, wanted: Answers, samples: set[str]) -> dict[str, bytes]:
    """Pages of topics that are not there yet, and one of the curator's own."""
    written: dict[str, bytes] = {}
    handle = slug_of(wanted.curator)
    curators = f"curators: [{quoted(handle)}]\n" if handle else ""
    for title in wanted.topics:
        path = f"docs/topics/{slug_of(title)}.md"
        if path in samples or not (root / path).exists():
            text = _TOPIC.format(title=quoted(title), curators=curators)
            written[path] = text.encode("utf-8")
    person = f"contributions/people/{handle}.md"
    if written and handle and (person in samples or not (root / person).exists()):
        written[person] = f"---\nname: {quoted(wanted.curator)}\n---\n".encode()
    return written


def _home(root: Path, name: str) -> dict[str, bytes]:
    """The home page with the hub's name, if it still bears the product's."""
    try:
        before = (root / _HOME).read_bytes()
    except OSError:
        return {}
    lines = before.decode("utf-8", "surrogateescape").splitlines(keepends=True)
    top = next((at for at, line in enumerate(lines) if at and line.rstrip() == "---"), 0)
    for at in range(1, top):
        if lines[at].rstrip() == _SHIPPED_TITLE:
            lines[at] = f"title: {quoted(name)}" + lines[at][len(_SHIPPED_TITLE) :]
    after = "".join(lines).encode("utf-8", "surrogateescape")
    return {_HOME: after} if after != before else {}


def _installed(root: Path) -> Installed:
    """The product as it stands here; what was changed since the last commit is not as it came."""
    if (note := read_installed(root)) is not None:
        return note
    product = read_product(root)
    if product is None:
        raise ProductError(f"“{LIST}” is missing. Get a whole copy of the product.")
    here = set(files_of(root, product))
    own = _git.changed(root, product.ours) | _git.untracked(root, product.ours)
    if here <= own:  # nothing is committed yet, so Git cannot tell
        own = set()
    files = {path: digest_at(root, path) for path in sorted(here - own)}
    return Installed(version_of(root), {path: value for path, value in files.items() if value})
