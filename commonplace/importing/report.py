"""What an import did, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from commonplace.diagnostics import Diagnostic, Severity
from commonplace.diagnostics.formats import as_text
from commonplace.importing.plan import ImportPlan

_EACH = 10
_NAMED = 12


def report_lines(plan: ImportPlan, problems: Sequence[Diagnostic], *, dry_run: bool) -> list[str]:
    """The report, line by line. `problems` are all diagnostics, those of writing included."""
    did = "It would import" if dry_run else "Imported"
    also = "update" if dry_run else "updated"
    notes = f"{did} {_count(len(plan.new), 'note')}, {also} {len(plan.updated)}"
    people = _count(plan.people, "person", "people")
    files = _count(len(plan.files), "file")
    renamed = _count(plan.renamed, "note")
    moved = f" {plan.moved} moved since the last import." if plan.moved else ""
    lines = [
        f"{notes}; {plan.unchanged} unchanged; {plan.refused} cannot be published.",
        f"{people} credited; {_count(len(plan.topics), 'new topic')}; {files} beside the notes.",
        f"{renamed} had other names before; those addresses lead to them.{moved}",
    ]
    for paths, why in (
        (plan.left_out, "about the source itself, or lists of links"),
        (plan.asked_out, "as you asked"),
    ):
        if paths:
            lines.append(f"Left out, {why}: {_names(paths)}.")
    counts = Counter((d.severity, d.code) for d in problems)
    for severity in Severity:
        found = [f"{code} {n}" for (kind, code), n in sorted(counts.items()) if kind is severity]
        if found:
            lines.append(f"{severity.value.capitalize()}: {', '.join(found)}")
    return lines


def shown_diagnostics(problems: Sequence[Diagnostic]) -> str:
    """The diagnostics as text, of each code the first ones; the rest as a number."""
    by_code: dict[str, list[Diagnostic]] = {}
    for one in sorted(problems):
        by_code.setdefault(one.code, []).append(one)
    parts: list[str] = []
    for code, found in sorted(by_code.items()):
        parts.append(as_text(found[:_EACH]))
        if len(found) > _EACH:
            parts.append(f"… and {len(found) - _EACH} more of {code}; --all shows them.\n")
    return "".join(parts)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def _names(paths: Sequence[str]) -> str:
    more = len(paths) - _NAMED
    return ", ".join(paths[:_NAMED]) + (f" and {more} more" if more > 0 else "")
