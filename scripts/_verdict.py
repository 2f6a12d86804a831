"""What is missing in a site, in words: what it is, which addresses, and how to mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from commonplace.site.promises import Promises
from commonplace.site.verify import Fault, Lost, has_no_text
from scripts._names import printable

_SHOWN = 20
_WITHOUT_HOOKS = (
    "None of the texts of your colleagues is in this site: it was built without the hub's hooks. "
    "Build it with “scripts/hub build”, or let the engine build what “scripts/hub export” writes. "
    "Publish nothing of it."
)
_KINDS = {
    "absent": (
        "Not there",
        (
            "Build the site once more into an empty folder. If they are still missing, a plugin, another "
            "engine or a step after the build left them out."
        ),
    ),
    "empty": ("There, but empty", "Build the site once more; look whether the disk is full."),
    "other": (
        "There, but something else than the hub's page",
        (
            "Look at one of them. Something else was written to its place: by another engine, a plugin, or "
            "a step after the build."
        ),
    ),
    "astray": (
        "Old addresses that do not lead to their page",
        (
            "Build the site once more. If it stays so, something else is written to their places "
            "after the build."
        ),
    ),
    "broken": ("There, but not whole", "Build the site once more; look whether the disk is full."),
    "untold": (
        "The site's own list of addresses is not that of these texts",
        "The site was built from other texts or settings than those in this folder. Build it once more.",
    ),
}


def of_faults(found: Sequence[Fault], promised: Promises) -> Iterator[str]:
    """Lines for the person who is about to publish; none when all is there."""
    if not found:
        return
    if has_no_text(found, promised):
        yield _WITHOUT_HOOKS
    groups: dict[str, list[Fault]] = defaultdict(list)
    for one in found:
        groups[one.kind].append(one)
    for kind, (title, mend) in _KINDS.items():
        if kind in groups:
            yield f"{title} ({len(groups[kind]):,}):"
            yield from _listed([_fault(one) for one in groups[kind]])
            yield f"  {mend}"


def of_lost(one: Lost, before: str) -> Iterator[str]:
    """Lines about addresses that were promised in `before` and are no more."""
    if one.links:
        yield f"Links to these pages would be dead ({len(one.links):,}); “{before}” had them:"
        yield from _listed([f"/{address}" for address in one.links])
        first = printable(one.links[0].strip("/"))
        yield (
            "  Write the old address into the block at the top of the text that takes its place, such as "
            f"“addresses: [{first}]”; for a person, a topic or a path the old name into "
            "“formerly”. If one is meant to be gone, say so with “--let-go ADDRESS”."
        )
    if one.others:
        number = f"{len(one.others):,}"
        yield f"{number} lists or files of “{before}” are no more: what was in them moved or went."


def _fault(one: Fault) -> str:
    if one.kind == "other":
        return f"/{one.address} should be “{one.detail}”"
    return f"/{one.address}: {one.detail}" if one.detail else f"/{one.address}"


def _listed(lines: list[str]) -> Iterator[str]:
    yield from (f"  {printable(line)}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  and {len(lines) - _SHOWN:,} more"
