"""The rules of scoring, one in each file. A new rule is a file and a place in `RULES`."""

from __future__ import annotations

from commonplace.scoring.rule import Rule
from commonplace.scoring.rules import curated, improved, published, reviewed, told

RULES: tuple[Rule, ...] = (
    published.RULE,
    improved.RULE,
    reviewed.RULE,
    told.RULE,
    curated.RULE,
)
