"""The whole hub as one frozen model: everything was gathered before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from commonplace.diagnostics import Diagnostic
from commonplace.model.contribution import Contribution
from commonplace.model.history import HistoryState
from commonplace.model.people import Merge, NearMiss, Person
from commonplace.model.settings import Settings
from commonplace.model.topics import Topic


@dataclass(frozen=True)
class Hub:
    """What a site plan is made from.

    `contributions` by id, newest first; drafts are among them only when they were asked for.
    `people` by id, by name. `topics` by slug, by title. `references` leads from every id, address, former
    address and source path of a contribution to its id.
    `former_people` and `former_topics` lead from old ids and slugs to present ones.
    """

    settings: Settings
    as_of: date
    history_state: HistoryState
    contributions: Mapping[str, Contribution]
    people: Mapping[str, Person]
    topics: Mapping[str, Topic]
    references: Mapping[str, str]
    former_people: Mapping[str, str]
    former_topics: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    merges: tuple[Merge, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    possible_bots: tuple[str, ...] = ()
    renames: int = 0
    commits: int = 0
