"""A diagnostic in words that quote nothing of a writer's, for where what they wrote may be a leak."""

from __future__ import annotations

from collections import defaultdict

from commonplace.diagnostics import Entry

GAP = "…"


def quiet_words(entry: Entry) -> tuple[str, str]:
    """Message and hint of a code without a value: a sentence of their own, where the catalog has one."""
    blank = defaultdict(lambda: GAP, nearest="")
    return (
        entry.quiet or entry.message.format_map(blank),
        entry.quiet_hint or entry.hint.format_map(blank),
    )
