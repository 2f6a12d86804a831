"""Finding a contribution by whatever someone calls it: its id, its address, an old one, or its file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.readers.suggestions import Suggestions


@dataclass(frozen=True)
class Named:
    """What a contribution can be called. Addresses end in a slash; `former` ones oldest first."""

    id: str
    source: str
    address: str
    former: tuple[str, ...]


def index_references(
    named: Iterable[Named],
) -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]], list[Diagnostic]]:
    """Index by every name; second, the former addresses that each id may keep.

    Today's addresses win over former ones, and of two that had the same former address the later in
    `named` has it: the order is oldest first.
    """
    entries = list(named)
    references: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for entry in entries:
        references[entry.id] = entry.id
        references[entry.source] = entry.id
        references[entry.address] = entry.id
    sources = {entry.id: entry.source for entry in entries}
    former: dict[str, str] = {}
    for entry in entries:
        for address in entry.former:
            owner = references.get(address)
            if owner is None:
                former[address] = entry.id
            elif owner != entry.id:
                problems.append(
                    diagnose("address-taken", entry.source, address=address, other=sources[owner])
                )
    kept: dict[str, list[str]] = {}
    for address, ident in former.items():
        kept.setdefault(ident, []).append(address)
    return (
        {**references, **former},
        {ident: tuple(addresses) for ident, addresses in kept.items()},
        problems,
    )


def resolve_reference(reference: str, references: Mapping[str, str]) -> str | None:
    """The id of the contribution that `reference` names, with or without slashes, `.md` or a folder."""
    name = reference.strip().split("#")[0]
    bare = name.strip("/")
    stem = posixpath.splitext(bare)[0] if bare.endswith(".md") else bare
    candidates = (name, bare, f"{bare}/", f"{stem}/", f"contributions/{stem}.md")
    return next((references[c] for c in candidates if c in references), None)


def suggest_references(references: Mapping[str, str]) -> Suggestions:
    """Suggestions of addresses, each without the slash at its end."""
    return Suggestions(name.rstrip("/") for name in references if name.endswith("/"))
