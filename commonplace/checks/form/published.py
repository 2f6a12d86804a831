"""What a browser needs to say the same of form and of unsafe HTML while somebody writes: one file of data."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import Any

from commonplace.checks.form.budget import instead_of
from commonplace.checks.form.known import hints, known
from commonplace.checks.judge import Judge
from commonplace.checks.unsafe import BEYOND_LIST, MOST
from commonplace.diagnostics import Entry, catalog
from commonplace.markup.raw import BLOCK_TAGS
from commonplace.markup.safety import ADDRESS, ADDRESSES, LINK, SCRIPTS, UNSAFE_TAGS
from commonplace.model.kinds import KINDS
from commonplace.readers.suggestions import ALIKE, FINALISTS, LONGEST, SENTENCE

_TOLD = re.compile(r"(?:form|markup)-.*|topic-unknown")


def published_form(off: Collection[str], spellings: Iterable[tuple[str, str]]) -> str:
    """The file for browsers: without the codes `off`, with `spellings` as pairs of wrong and right."""
    data = {key: value for key, value in known().items() if key != "about"}
    data |= {
        "said": _said(off),
        "kinds": {
            kind.name: {
                "budget": kind.word_budget,
                "sections": list(kind.sections),
                "instead": instead_of(kind),
            }
            for kind in KINDS
        },
        "hints": sorted(hints()),
        "spellings": [] if "form-spelling" in off else [list(pair) for pair in spellings],
        "blocks": sorted(BLOCK_TAGS),
        "unsafe": {
            "tags": sorted(UNSAFE_TAGS),
            "beyond": sorted(BEYOND_LIST),
            "most": MOST,
            "addresses": sorted(ADDRESSES),
            "scripts": sorted(SCRIPTS),
            "link": LINK,
            "address": ADDRESS,
        },
        "nearest": {
            "alike": ALIKE,
            "letters": LONGEST,
            "finalists": FINALISTS,
            "sentence": SENTENCE,
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def fit_to_print(spellings: Iterable[tuple[str, str]], judge: Judge) -> tuple[tuple[str, str], ...]:
    """Those pairs of the house's list that everybody who reads the site may read."""
    return tuple(pair for pair in spellings if not any(judge.hits(words) for words in pair))


def _said(off: Collection[str]) -> dict[str, Any]:
    """The words and severity of each code that a browser may tell, and those that quote nothing."""
    return {
        code: {"severity": entry.severity, "message": entry.message, "hint": entry.hint}
        | {key: words for key, words in _quiet(entry) if words}
        for code, entry in catalog().items()
        if _TOLD.fullmatch(code) and code not in off
    }


def _quiet(entry: Entry) -> tuple[tuple[str, str], ...]:
    return ("quiet", entry.quiet), ("quiet_hint", entry.quiet_hint)
