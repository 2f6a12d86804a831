"""Takes out characters that nobody sees."""

from __future__ import annotations

from commonplace.checks.mend.ground import Ground
from commonplace.diagnostics import Diagnostic
from commonplace.diagnostics.fix import Edit
from commonplace.markup.characters import hidden_in


def without_hidden(ground: Ground, told: Diagnostic) -> tuple[Edit, ...]:
    """All of them in its line, whatever their kind: a suggestion shows the line, and must hold none."""
    line = ground.lines[told.line - 1]
    return tuple(
        Edit(told.line, start + 1, told.line, start + 2, stand_in)
        for start, stand_in in hidden_in(line)
    )
