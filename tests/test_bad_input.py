"""Every row of the table of bad input, alone beside good files: what is said, and what is published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commonplace.diagnostics import Diagnostic, Severity, catalog
from commonplace.site.gather import Request, Site, gather
from tests.bad_input import ROWS
from tests.bad_input.row import GOOD, SECRET, Bad, write
from tests.support.repository import Repository, write_files

NOW = datetime(2026, 11, 21, tzinfo=UTC)
LISTS = {"checks/allowed.txt": "", "checks/must-not-discuss.txt": ""}

NOT_BY_A_FILE = {
    "asset-withheld": "what leads to a file that leaks: tests/test_gate.py",
    "add-": "what add says of a file that is not in the hub yet: tests/test_add.py",
    "docx-": "what is said of a Word document: tests/test_documents.py",
    "doctor-": "what doctor says of a whole hub and machine: tests/test_doctor.py",
    "form-": "found by check beside the plan: tests/test_form.py",
    "giscus-": "what is set up wrongly on GitHub: tests/test_discussions_check.py",
    "history-": "the state of Git, not of a file: tests/test_history.py",
    "import-": "what import says of another repository: tests/test_import.py",
    "leak-": "found by check beside the plan: tests/test_leaks.py",
    "markup-beyond-list": "found by check beside the plan: tests/test_leaks.py",
    "markup-data-address": "found by check beside the plan: tests/test_leaks.py",
    "picture-": "pictures that are chosen in a browser: tests/test_share_editing.py",
    "preview-": "what the preview in a browser says: tests/test_preview_browser.py",
}
NOT_HERE = {
    "file-missing": "a path given to check, or a hub without mkdocs.yml: test_a_hub_without_settings",
    "file-unreadable": "needs another user than the administrator: the row “locked”",
}


def _plan(root: Path, row: Bad | None) -> Site:
    write_files(root.parent, {"secret.txt": SECRET, "outside/inside.md": f"# {SECRET}\n"})
    write_files(root, {"mkdocs.yml": "site_name: Made for a test\n", **LISTS, **GOOD})
    if row is not None:
        write(root, row.files)
    if row is not None and row.git:
        Repository.create(root).commit()
    return gather(Request(root, NOW), {})


def _pages(site: Site) -> set[str]:
    return {page.source for page in site.plan.pages if page.source}


def _new(site: Site) -> list[Diagnostic]:
    """What the row brought: all but the history, which these folders do not have."""
    return [one for one in site.plan.diagnostics if not one.code.startswith("history-")]


def test_the_table_is_long_and_its_names_are_its_own() -> None:
    assert len(ROWS) >= 80
    assert len({row.name for row in ROWS}) == len(ROWS)
    firsts = [row.path for row in ROWS if not row.alone]
    assert len(set(firsts)) == len(firsts)


def test_the_good_files_are_good(tmp_path: Path) -> None:
    site = _plan(tmp_path / "hub", None)
    assert _new(site) == []
    assert set(GOOD) <= _pages(site)


def test_every_code_that_a_file_can_cause_has_a_row() -> None:
    in_table = {found.code for row in ROWS for found in row.found}
    missing = {
        code
        for code in catalog()
        if code not in in_table and not code.startswith(tuple(NOT_BY_A_FILE))
    }
    assert missing <= set(NOT_HERE), "these codes have no row"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row(row: Bad, tmp_path: Path) -> None:
    if not row.possible(tmp_path):
        pytest.skip("this machine cannot make such a file")
    root = tmp_path / "hub"
    site = _plan(root, row)
    found = _new(site)
    assert {(one.code, one.severity) for one in found} == {(f.code, f.severity) for f in row.found}
    for expected in row.found:
        path = (expected.path or row.path).encode("utf-8", "replace").decode("utf-8")
        at = [one for one in found if one.code == expected.code and one.path == _seen(path)]
        assert at, f"{expected.code} is not at {path}: {found}"
        assert expected.line in (None, at[0].line), at[0]
    _are_presentable(found, root)
    _is_published(row, site)


def _seen(path: str) -> str:
    """A path as diagnostics print it."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in path)


def _are_presentable(found: Iterable[Diagnostic], root: Path) -> None:
    for one in found:
        assert one.message.strip()
        assert one.hint.strip()
        assert one.message.isprintable()
        assert one.hint.isprintable()
        assert len(one.message) < 600
        assert SECRET not in one.message
        file = root / one.path
        if file.is_file() and not file.is_symlink() and file.stat().st_size < 1_000_000:
            content = file.read_bytes()
            lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
            # A line separator ends a line for people, and UTF-16 has its own newlines.
            lines += content.decode("utf-8", "replace").count("\u2028")
            lines += content.decode("utf-8", "replace").count("\u2029")
            assert 1 <= one.line <= lines, one
            assert one.column >= 1


def _is_published(row: Bad, site: Site) -> None:
    pages = _pages(site)
    if row.published is not None:
        assert (row.path in pages) is row.published
    for path in (*row.also, *GOOD):
        if not (row.alone and path.startswith("docs/")):
            assert path in pages, path
    everything = "\n".join(
        [str((page.title, page.description, page.body, page.view)) for page in site.plan.pages]
        + [output.text for output in site.plan.outputs]
    )
    for word in (*row.absent, SECRET):
        assert word not in everything, word
    taken = {page.docs_path for page in site.plan.pages}
    assert len(taken) == len(site.plan.pages), "two pages at one place"


def test_a_hub_without_settings_is_told(tmp_path: Path) -> None:
    write_files(tmp_path, {**LISTS, **GOOD})
    site = gather(Request(tmp_path, NOW), {})
    assert [one.code for one in _new(site)] == ["file-missing"]
    assert [one.severity for one in _new(site)] == [Severity.ERROR]
    assert set(GOOD) <= _pages(site)
