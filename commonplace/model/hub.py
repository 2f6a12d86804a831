"""The whole hub as one frozen model: everything was gathered before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from commonplace.diagnostics import Diagnostic
from commonplace.model.contribution import Contribution
from commonplace.model.history import HistoryState
from commonplace.model.paths import LearningPath
from commonplace.model.people import Merge, NearMiss, Person
from commonplace.model.settings import Settings
from commonplace.model.threads import Asked, Ballot, Fetched, Thread
from commonplace.model.topics import Topic


@dataclass(frozen=True)
class Withdrawn:
    """What is left of a text that was withdrawn: where it stood. `former_addresses` lead to `address`."""

    address: str
    source: str
    former_addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hub:
    """What a site plan is made from.

    `contributions` by id, newest first; drafts are among them only when they were asked for.
    `people` by id, by name. `topics` and `paths` by slug, by title. `references` leads from every
    id, address, former address and source path of a contribution to its id.
    `former_people`, `former_topics` and `former_paths` lead from old ids and slugs to present ones.
    `drafts_left_out` and `internal_left_out` count texts that this build does not publish; `kept_back` are
    their names, and those of people who are not named, as slugs: no page may say them. `withdrawn` are
    texts that were there once, and of which nothing but the address is shown.
    `threads` are what readers said, by the id of the contribution; `asked` are their questions, by number;
    `ballots` are polls, newest first.
    `fetched` says how old that is, and is None where there is nothing.
    """

    settings: Settings
    as_of: date
    history_state: HistoryState
    contributions: Mapping[str, Contribution]
    people: Mapping[str, Person]
    topics: Mapping[str, Topic]
    paths: Mapping[str, LearningPath]
    references: Mapping[str, str]
    former_people: Mapping[str, str]
    former_topics: Mapping[str, str]
    former_paths: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    merges: tuple[Merge, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    possible_bots: tuple[str, ...] = ()
    renames: int = 0
    commits: int = 0
    drafts_left_out: int = 0
    internal_left_out: int = 0
    kept_back: frozenset[str] = frozenset()
    withdrawn: tuple[Withdrawn, ...] = ()
    threads: Mapping[str, Thread] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    fetched: Fetched | None = None
