"""Diagnostics in MkDocs' log: errors so that a strict build fails, advice so that it does not."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import mkdocs

from commonplace.diagnostics import Diagnostic, Severity

log = logging.getLogger(f"{mkdocs.__name__}.hooks.hub")
_ADVICE = 20


def report(diagnostics: Sequence[Diagnostic]) -> None:
    """Log every error, and the first pieces of advice with the number of the rest."""
    advice = []
    for one in diagnostics:
        if one.severity is Severity.ERROR:
            log.error(_line(one))
        else:
            advice.append(one)
    for one in advice[:_ADVICE]:
        log.info(_line(one))
    if len(advice) > _ADVICE:
        log.info("%d more pieces of advice: `scripts/hub check` lists them.", len(advice) - _ADVICE)


def _line(one: Diagnostic) -> str:
    return f"{one.path}:{one.line}:{one.column}: {one.code} {one.message} {one.hint}"
