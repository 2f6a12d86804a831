"""CODEOWNERS: whom GitHub asks to look at a change, from those who look after topics and paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commonplace.repository.ground import Ground

PATH = ".github/CODEOWNERS"
_HEAD = """\
# Written by “scripts/hub repository” from the “curators” of topics and paths, and from the “logins” in their
# profiles. Change those, and run it again: what you change here is lost.
# GitHub asks these people to look at a change; the last line that fits a file counts. A text says inside
# which topics it belongs to, which GitHub does not read: so texts are everybody's who looks after a topic.
"""


def owners_file(ground: Ground) -> Mapping[str, str]:
    """The file, or nothing where nobody has an account. Unnamed people are not in it."""
    hub = ground.hub
    rows: dict[str, list[str]] = {}
    every = ground.accounts_of(ident for one in hub.topics.values() for ident in one.curators)
    if every:
        rows["/contributions/"] = every
        rows["/checks/"] = every
    curated = {one.source: one.curators for one in hub.topics.values()}
    curated |= {one.source: one.curators for one in hub.paths.values()}
    for source, curators in sorted(curated.items()):
        accounts = ground.accounts_of(curators)
        if accounts:
            rows[f"/{_pattern(source)}"] = accounts
    if not rows:
        return {}
    return {PATH: _HEAD + "".join(_line(pattern, rows[pattern]) for pattern in rows)}


def _line(pattern: str, accounts: Iterable[str]) -> str:
    return f"{pattern} {' '.join(f'@{account}' for account in accounts)}\n"


def _pattern(path: str) -> str:
    """A path as GitHub matches it: no sign in it means anything."""
    return "".join(f"\\{c}" if c in "\\ #*?[]!" else c for c in path)
