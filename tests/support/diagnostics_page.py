"""The page of all diagnostics, out of the catalog: `python -m tests.support.diagnostics_page` writes it."""

from __future__ import annotations

from commonplace.diagnostics import Entry, Severity, catalog
from tests.support.hub import ROOT

PAGE = ROOT / "docs" / "develop" / "diagnostics.md"
TOP = """# Diagnostics

Everything that the hub can say about a text, a person, a topic, its settings or its history. An **error**
has to be mended: most leave out what they name or remove what is unsafe, and `check` and `build --strict` end
with 1. **Advice** changes nothing: the text is published, and no reader meets the flaw. Words in braces are
filled in.

The words stand in `commonplace/diagnostics/catalog/*.toml`; this page is made from them with
`python -m tests.support.diagnostics_page`, and a test holds it to them.
"""


def page() -> str:
    """What the page has to say."""
    parts = [TOP]
    for severity, title in ((Severity.ERROR, "Errors"), (Severity.ADVICE, "Advice")):
        rows = [_row(entry) for entry in catalog().values() if entry.severity is severity]
        parts.append(f"\n## {title}\n\n| code | what it says | how to mend it |\n|---|---|---|\n")
        parts.extend(rows)
    return "".join(parts)


def _row(entry: Entry) -> str:
    return f"| `{entry.code}` | {_cell(entry.message)} | {_cell(entry.hint)} |\n"


def _cell(text: str) -> str:
    return (
        text.replace("{{", "{").replace("}}", "}").replace("|", "\\|").replace("<", "&lt;").strip()
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
