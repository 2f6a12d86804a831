"""Programs that a repository names in settings of any scope: none is run, here or in an import."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from commonplace.readers.history import read_history
from tests.support.hub import run_command
from tests.support.importing import bring_in
from tests.support.repository import Repository
from tests.test_history import OTHER, TEXT, Repo, _no_settings, repo
from tests.test_import import notes, root

__all__ = ["_no_settings", "notes", "repo", "root"]

SCOPES = ("local", "include", "included-if", "worktree", "global")
KINDS = ("filter.evil.clean", "filter.evil.process", "diff.evil.textconv", "diff.evil.command")


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    """A file that is there once a program has run; `program` beside it makes it."""
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path / 'trace'}\ncat\n")
    program.chmod(0o755)
    return tmp_path / "trace"


def set_trap(folder: Path, trace: Path, scope: str) -> str:
    """Name the program in a scope; what Git's global file is to hold comes back."""
    program = trace.with_name("program")
    lines = ""
    for key in (*KINDS, "merge.evil.driver"):
        section, name, variable = key.split(".")
        lines += f'[{section} "{name}"]\n{variable} = {program}\n'
    for key in ("fsmonitor", "sshCommand", "pager", "alternateRefsCommand", "askPass"):
        lines += f"[core]\n{key} = {program}\n"
    config = folder / ".git/config"
    if scope == "worktree":
        config.write_text(
            config.read_text().replace("repositoryformatversion = 0", "repositoryformatversion = 1")
            + "[extensions]\nworktreeConfig = true\n"
        )
        (folder / ".git/config.worktree").write_text(lines)
    elif scope == "local":
        config.write_text(config.read_text() + lines)
    elif scope != "global":
        (folder / ".git/more").write_text(lines)
        condition = "include" if scope == "include" else 'includeIf "onbranch:main"'
        config.write_text(config.read_text() + f"[{condition}]\npath = more\n")
    return lines if scope == "global" else ""


@pytest.mark.parametrize("scope", SCOPES)
def test_the_hubs_own_settings_run_nothing(
    repo: Repo, trace: Path, scope: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write("a.md")
    repo.write("b.md", OTHER)
    repo.write(".gitattributes", "*.md filter=evil diff=evil merge=evil\n")
    repo.commit()
    everywhere = trace.with_name("everywhere")
    everywhere.write_text(set_trap(repo.root, trace, scope))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(everywhere))
    os.utime(repo.root / "a.md", (1, 1))
    (repo.root / "b.md").write_text(TEXT)
    history, found = read_history(repo.root)
    assert found == []
    assert history.uncommitted == {"b.md"}
    assert not trace.exists()


@pytest.mark.parametrize("scope", SCOPES[:-1])
def test_the_settings_of_an_imports_source_run_nothing(
    hub: Callable[..., Path], notes: Repository, trace: Path, scope: str
) -> None:
    notes.commit({"a.md": "# A\n", ".gitattributes": "*.md filter=evil diff=evil\n"})
    root = hub({})
    set_trap(notes.root, trace, scope)
    (notes.root / "a.md").write_text("# B\n")
    os.utime(notes.root / "a.md", (1, 1))
    done = run_command(root, "import", "--dry-run", str(notes.root))
    assert done.returncode == 0, done.stderr
    assert not trace.exists()
    outcome = bring_in(root, notes.root)
    assert len(outcome.plan.new) == 1
    assert not trace.exists()


def test_an_import_takes_what_is_committed_and_tells_of_the_rest(
    root: Path, notes: Repository
) -> None:
    names = ("a.md", "b.md", "c.md", "e.md", ".hidden/d.md")
    notes.commit(dict.fromkeys(names, "# As committed\n\nx\n"))
    (notes.root / "a.md").write_bytes(b"# As committed\r\n\r\nx\r\n")
    (notes.root / "b.md").write_text("# As it stands\n\ny\n")
    (notes.root / "e.md").unlink()
    (notes.root / "new.md").write_text("# New\n")
    (notes.root / ".mailmap").write_text("Mallory <ada@example.org>\n")
    outcome = bring_in(root, notes.root)
    (told,) = [one for one in outcome.diagnostics if one.code == "import-not-committed"]
    assert told.path == "b.md"
    assert ": 3, this one first" in told.message
    written = "".join(path.read_text() for path in (root / "contributions").rglob("*.md"))
    assert "As it stands" not in written
    assert "Mallory" not in written
