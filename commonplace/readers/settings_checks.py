"""The settings of checks: which advice a company does not want to hear."""

from __future__ import annotations

from commonplace.diagnostics import Severity, catalog
from commonplace.readers.fields import Fields
from commonplace.readers.suggestions import nearest


def read_checks_off(fields: Fields) -> tuple[str, ...]:
    """The codes below `checks: {off: […]}`. What has to be mended cannot be switched off."""
    inner = fields.section("checks")
    if inner is None:
        return ()
    advice = {one.code for one in catalog().values() if one.severity is Severity.ADVICE}
    off = []
    for code in inner.texts("off", limit=60):
        if code in advice:
            off.append(code)
        else:
            near = nearest(code, advice)
            inner.report("settings-checks", inner.places["off"], value=code, nearest=near)
    fields.diagnostics.extend(inner.finish())
    return tuple(off)
