"""Points: what somebody did on a day, which rule counts it, and by what it can be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ScoreEvent:
    """One line of the ledger. `person` and `confirmed_by` are ids of people.

    `evidence` is the id of a contribution; for the rule `curated` it is the slug of a topic.
    `confirmed_by` is a reviewer of the change that earned the points, or None.
    """

    person: str
    day: date
    rule: str
    points: int
    evidence: str
    confirmed_by: str | None = None
