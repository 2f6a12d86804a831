"""The same diagnostics for a terminal, for GitHub's annotations, for programs, and as one comment."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from commonplace.diagnostics import Diagnostic, Severity


def as_text(diagnostics: Sequence[Diagnostic]) -> str:
    """`path:line:column: CODE severity message` and the remedy on the line below."""
    return "".join(
        f"{one.path}:{one.line}:{one.column}: {one.code} {one.severity.value} {one.message}\n"
        f"    {one.hint}\n"
        for one in diagnostics
    )


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands that GitHub shows beside the line.

    Source: docs.github.com, "Workflow commands for GitHub Actions", setting an error message.
    """
    return "".join(
        f"::{'error' if one.severity is Severity.ERROR else 'notice'} "
        f"file={_property(one.path)},line={one.line},col={one.column},title={_property(one.code)}"
        f"::{_data(f'{one.message} {one.hint}')}\n"
        for one in diagnostics
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A list of objects with the names of `Diagnostic`'s fields."""
    rows = [asdict(one) for one in diagnostics]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_markdown(diagnostics: Sequence[Diagnostic]) -> str:
    """One friendly comment: what has to be mended first, then advice, file by file."""
    if not diagnostics:
        return "Thank you. All is well with this text; nothing needs to be changed.\n"
    errors = [one for one in diagnostics if one.severity is Severity.ERROR]
    advice = [one for one in diagnostics if one.severity is Severity.ADVICE]
    parts = ["Thank you for sharing this.\n"]
    if errors:
        parts.append("\n**Please mend this first:**\n\n" + _list(errors))
    if advice:
        lead = "You may also want to look at this" if errors else "It can be published as it is"
        tail = "" if errors else "; these would make it better"
        parts.append(f"\n**{lead}{tail}:**\n\n" + _list(advice))
    return "".join(parts)


def _list(diagnostics: Sequence[Diagnostic]) -> str:
    return "".join(
        f"- `{one.path.replace('`', '')}`, line {one.line}: {_inline(one.message)} "
        f"_{_inline(one.hint)}_\n"
        for one in diagnostics
    )


def _inline(text: str) -> str:
    """Text that a comment shows as it is: no markup, no mention of anybody."""
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)
    return escaped.replace("@", "@\u2060")


FORMATS: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "markdown": as_markdown,
}
