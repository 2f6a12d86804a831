"""Which discussions have to be made or renewed, so that every contribution has exactly one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commonplace.discussions.text import discussion_body, discussion_title, renewed_body
from commonplace.markup.marks import marks_of
from commonplace.model.contribution import Contribution, Status
from commonplace.model.discussions import Discussion
from commonplace.model.hub import Hub


@dataclass(frozen=True)
class Creation:
    """A discussion to make. `source` is the file of the text, from the repository's root."""

    contribution: str
    source: str
    title: str
    body: str


@dataclass(frozen=True)
class Renewal:
    """A discussion whose title or text no longer fits its contribution."""

    discussion: Discussion
    contribution: str
    title: str
    body: str


@dataclass(frozen=True)
class ThreadPlan:
    """What has to be done. `known` is how many texts have one; `doubled` are the discussions after the
    first, by contribution; `orphans` carry the mark of a contribution that is not published here, `unmarked`
    carry none."""

    known: int
    create: tuple[Creation, ...]
    renew: tuple[Renewal, ...]
    doubled: Mapping[str, tuple[Discussion, ...]]
    orphans: tuple[Discussion, ...]
    unmarked: tuple[Discussion, ...]


def by_contribution(discussions: Iterable[Discussion]) -> dict[str, list[Discussion]]:
    """Discussions by the contribution that their mark names, each list by number."""
    found: dict[str, list[Discussion]] = {}
    for one in sorted(discussions, key=lambda one: one.number):
        ident = marks_of(one.body).get("id")
        if ident:
            found.setdefault(ident, []).append(one)
    return found


def plan_threads(
    hub: Hub, discussions: Iterable[Discussion], words: Mapping[str, Any]
) -> ThreadPlan:
    """Compare the contributions with the `discussions` of the category for comments.

    New ones are made for what is published, newest first; an id that may change gets none.
    """
    present = list(discussions)
    marked = by_contribution(present)
    create, renew = [], []
    for one in hub.contributions.values():
        title, body = discussion_title(one), discussion_body(one, hub.settings, words)
        if one.id not in marked:
            if wants_thread(one):
                create.append(Creation(one.id, one.source, title, body))
            continue
        first = marked[one.id][0]
        present_body = first.body.replace("\r\n", "\n")  # as GitHub's own form writes it
        fresh = renewed_body(present_body, body, one.id)
        if first.title != title or present_body != fresh:
            renew.append(Renewal(first, one.id, title, fresh))
    return ThreadPlan(
        known=sum(1 for ident in marked if ident in hub.contributions),
        create=tuple(create),
        renew=tuple(renew),
        doubled={ident: tuple(found[1:]) for ident, found in marked.items() if len(found) > 1},
        orphans=tuple(
            one
            for ident, found in marked.items()
            if ident not in hub.contributions
            for one in found
        ),
        unmarked=tuple(one for one in present if "id" not in marks_of(one.body)),
    )


def wants_thread(one: Contribution) -> bool:
    """Whether colleagues may talk about it: what lasts, is committed, and still holds."""
    return one.lasting_id and one.committed and one.status is Status.PUBLISHED
