"""Which fix goes with which diagnostic: of the rules of form their own, of readers what this list names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from commonplace.checks.mend.ground import Ground
from commonplace.checks.mend.hidden_characters import without_hidden
from commonplace.checks.mend.lead_astray import no_scheme, other_capitals
from commonplace.checks.mend.top_block import blanks, second_colon, tabs, unknown_key, unknown_topic
from commonplace.diagnostics import Diagnostic
from commonplace.diagnostics.fix import Edit, Fix

Mend = Callable[[Ground, Diagnostic], tuple[Edit, ...]]

HIDDEN = ("text-control-character", "text-bidi-control", "text-invisible-character")

MENDS: Mapping[str, Mend] = {
    **dict.fromkeys(HIDDEN, without_hidden),
    "yaml-tab": tabs,
    "yaml-indent": blanks,
    "yaml-colon": second_colon,
    "field-unknown": unknown_key,
    "topic-unknown": unknown_topic,
    "link-no-scheme": no_scheme,
    "image-missing": other_capitals,
    "link-dead": other_capitals,
}
"""What a machine can mend without guessing; docs/develop/checks.md says why the rest is left."""

_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7}|\|{7})(?:[ ]|$)")


def offers(ground: Ground, told: Iterable[Diagnostic]) -> dict[Diagnostic, Fix]:
    """The fixes for what readers tell of one file. Hidden characters go first: they shift places."""
    if in_conflict(ground.text):
        return {}
    found: dict[Diagnostic, Fix] = {}
    for one in told:
        mend = MENDS.get(one.code)
        if mend is None or not 0 < one.line <= len(ground.lines):
            continue
        if not ground.is_clean and one.code not in HIDDEN:
            continue
        edits = mend(ground, one)
        if edits:
            found[one] = Fix(ground.path, one.code, edits)
    return found


def in_conflict(text: str) -> bool:
    """Whether two versions of a text stand in it, and Git waits for somebody to choose."""
    return bool(_CONFLICT.search(text))
