"""The same diagnostics for a terminal, for GitHub's annotations, for programs, and as one comment."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Protocol

from commonplace.diagnostics import Diagnostic, Severity
from commonplace.diagnostics.fix import Offer, Suggestion
from commonplace.diagnostics.on_github import as_code, as_words

Offers = Mapping[Diagnostic, Offer]
NO_OFFERS: Offers = {}


def as_text(diagnostics: Sequence[Diagnostic], offers: Offers = NO_OFFERS) -> str:
    """`path:line:column: CODE severity message` and the remedy on the line below."""
    return "".join(
        f"{one.path}:{one.line}:{one.column}: {one.code} {one.severity.value} {one.message}\n"
        f"    {one.hint}{' (--fix does it)' if one in offers else ''}\n"
        for one in diagnostics
    )


def as_github(diagnostics: Sequence[Diagnostic], offers: Offers = NO_OFFERS) -> str:
    """Workflow commands that GitHub shows beside the line, with the suggestion below where there is one.

    Source: docs.github.com, "Workflow commands for GitHub Actions", setting an error message.
    """
    return "".join(
        f"::{'error' if one.severity is Severity.ERROR else 'notice'} "
        f"file={_property(one.path)},line={one.line},col={one.column},title={_property(one.code)}"
        f"::{_data(f'{one.message} {one.hint}' + _blocks(offers.get(one)))}\n"
        for one in diagnostics
    )


def _blocks(offer: Offer | None) -> str:
    """What a fix comes to, as GitHub writes suggestions, each in a fence that nothing in it closes."""
    return "".join(f"\n\n{suggestion_block(one)}" for one in offer.lines) if offer else ""


def suggestion_block(one: Suggestion) -> str:
    """A suggestion for lines `start_line` to `end_line`, ready to be the body of a comment in a review."""
    inside = "\n".join(one.replacement)
    ticks = max((len(run) for run in re.findall("`+", inside)), default=0)
    fence = "`" * max(3, ticks + 1)
    lines = f"{inside}\n" if one.replacement else ""
    return f"{fence}suggestion\n{lines}{fence}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(diagnostics: Sequence[Diagnostic], offers: Offers = NO_OFFERS) -> str:
    """A list of objects with the names of `Diagnostic`'s fields, and `fix` where a machine can mend it."""
    rows = [asdict(one) | _fix(offers.get(one)) for one in diagnostics]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _fix(offer: Offer | None) -> dict[str, object]:
    if offer is None:
        return {}
    edits = [asdict(edit) for edit in offer.fix.edits]
    lines = [
        {"start_line": one.start_line, "end_line": one.end_line, "lines": one.replacement}
        for one in offer.lines
    ]
    return {"fix": {"edits": edits, "suggestions": lines}}


def as_markdown(diagnostics: Sequence[Diagnostic], offers: Offers = NO_OFFERS) -> str:
    """One friendly comment: what has to be mended first, then advice, file by file."""
    if not diagnostics:
        return "Thank you. All is well with this text; nothing needs to be changed.\n"
    errors = [one for one in diagnostics if one.severity is Severity.ERROR]
    advice = [one for one in diagnostics if one.severity is Severity.ADVICE]
    parts = ["Thank you for sharing this.\n"]
    if errors:
        parts.append("\n**Please mend this first:**\n\n" + _list(errors, offers))
    if advice:
        lead = "You may also want to look at this" if errors else "It can be published as it is"
        tail = "" if errors else "; these would make it better"
        parts.append(f"\n**{lead}{tail}:**\n\n" + _list(advice, offers))
    return "".join(parts)


def _list(diagnostics: Sequence[Diagnostic], offers: Offers) -> str:
    return "".join(
        f"- {as_code(one.path)}, line {one.line}: {as_words(one.message)} "
        f"_{as_words(one.hint)}_\n{_indented(_blocks(offers.get(one)))}"
        for one in diagnostics
    )


def _indented(blocks: str) -> str:
    lines = [f"  {line}" if line else "" for line in blocks.split("\n")]
    return "\n".join(lines) + "\n" if blocks else ""


class Format(Protocol):
    """One of the formats; `offers` are the fixes that go with some of the diagnostics."""

    def __call__(self, diagnostics: Sequence[Diagnostic], offers: Offers = NO_OFFERS) -> str:
        """The diagnostics, written."""


FORMATS: Mapping[str, Format] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "markdown": as_markdown,
}
