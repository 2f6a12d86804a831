"""Sources that mean harm: nothing of theirs runs, and nothing is written where it does not belong."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from commonplace.diagnostics import HubError
from commonplace.importing.writing import check_destination
from commonplace.readers.history.tree import GitFailedError, read_tree
from tests.support.hub import run_command
from tests.support.importing import bring_in, snapshot
from tests.support.repository import Repository
from tests.test_import import PNG, notes, root

__all__ = ["notes", "root"]


def tree_with(notes: Repository, entries: dict[str, str], mode: str = "100644") -> None:
    """Commit paths that no checkout would make, each with its text."""
    notes.commit({"seed.md": "# Seed\n"})
    rows = []
    for path, text in entries.items():
        blob = notes.git("hash-object", "-w", "--stdin", stdin=text).strip()
        rows.append(f"{mode} blob {blob}\t{path}")
    tree = notes.git("mktree", stdin="\n".join(rows) + "\n").strip()
    commit = notes.git("commit-tree", tree, "-m", "x").strip()
    notes.git("update-ref", "HEAD", commit)


def test_links_and_submodules_are_left_out(root: Path, notes: Repository, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n")
    commit = notes.commit({"a.md": "# A\n![x](pic.png)\n"})
    (notes.root / "link.md").symlink_to(secret)
    (notes.root / "pic.png").symlink_to(secret)
    notes.git("update-index", "--add", "--cacheinfo", f"160000,{commit},sub")
    notes.git("add", "link.md", "pic.png")
    notes.git("commit", "--quiet", "-m", "x")
    outcome = bring_in(root, notes.root)
    assert outcome.codes == ["import-link", "import-link", "import-submodule"]
    assert list(snapshot(root)) == ["contributions/tips/a.md"]


def test_links_in_a_plain_folder_are_left_out(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    (tmp_path / "secret.md").write_text("# Secret\n")
    (folder / "a.md").write_text("# A\n")
    (folder / "b.md").symlink_to(tmp_path / "secret.md")
    assert bring_in(root, folder).codes == ["import-link", "import-no-history"]
    assert list(snapshot(root)) == ["contributions/tips/a.md"]


def test_odd_names(root: Path, notes: Repository) -> None:
    entries = {"back\\slash.md": "# 1\n", "A.md": "# 2\n", "a.md": "# 3\n", "nul.md": "# 4\n"}
    entries |= {
        f"{'n' * 240}.md": "# 5\n",
        "x\x7fy.md": "# 6\n",
        "ok.md": "# 7\n",
        "Ünï.md": "# 8\n",
    }
    tree_with(notes, entries)
    outcome = bring_in(root, notes.root)
    assert outcome.codes.count("import-name") == 2
    assert len(outcome.plan.new) == 6
    names = [Path(path).name for path in snapshot(root)]
    assert len({name.casefold() for name in names}) == len(names) == 6
    assert "nul-note.md" in names
    assert max(map(len, names)) < 100


def test_parents_in_a_tree_lead_nowhere(root: Path, notes: Repository) -> None:
    notes.commit({"seed.md": "# Seed\n"})
    blob = notes.git("hash-object", "-w", "--stdin", stdin="# Out\n").strip()
    inner = bytes.fromhex(notes.git("mktree", stdin=f"100644 blob {blob}\tout.md\n").strip())
    path = notes.root / "tree"
    path.write_bytes(b"40000 ..\0" + inner)
    tree = notes.git("hash-object", "-w", "-t", "tree", "--literally", "tree").strip()
    path.unlink()
    notes.git("update-ref", "HEAD", notes.git("commit-tree", tree, "-m", "x").strip())
    outcome = bring_in(root, notes.root)
    assert outcome.codes.count("import-name") == 1
    assert snapshot(root) == {}


@pytest.mark.parametrize(
    "place", ["contributions", "docs/topics", "contributions/tips", "contributions/tips/git"]
)
def test_nothing_is_written_through_a_link(
    root: Path, notes: Repository, tmp_path: Path, place: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    at = root / place
    if at.exists():
        at.rmdir()
    at.parent.mkdir(parents=True, exist_ok=True)
    at.symlink_to(outside, target_is_directory=True)
    notes.commit({"git/x.md": "# X\n![p](p.png)\n", "git/p.png": PNG})
    if place in ("contributions", "docs/topics"):
        with pytest.raises(HubError, match="Something else stands at this place"):
            check_destination(root, "docs")
    else:
        check_destination(root, "docs")
    assert "import-place-taken" in bring_in(root, notes.root).codes
    assert list(outside.iterdir()) == []


def test_a_link_where_a_note_would_go_stays(root: Path, notes: Repository, tmp_path: Path) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("mine")
    folder = root / "contributions/tips"
    folder.mkdir()
    (folder / "x.md").symlink_to(target)
    notes.commit({"x.md": "# X\n"})
    bring_in(root, notes.root)
    assert target.read_text() == "mine"
    assert (folder / "x-2.md").is_file()


def test_large_files_are_not_read(root: Path, notes: Repository) -> None:
    notes.commit({"big.md": "x" * 400_000, "a.md": "# A\n[p](p.pdf)\n", "p.pdf": b"x" * 20_000_001})
    outcome = bring_in(root, notes.root)
    assert outcome.codes == ["file-too-large", "import-file-left"]
    assert list(snapshot(root)) == ["contributions/tips/a.md"]


def test_settings_of_the_source_run_nothing(root: Path, notes: Repository, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    program.chmod(0o755)
    notes.commit({"a.md": "# A\n", ".gitattributes": "*.md filter=f diff=d\n"})
    for key in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "core.sshCommand",
        "core.editor",
        "alias.log",
    ):
        notes.git("config", key, f"!{program}" if key.startswith("alias") else str(program))
    for key in (
        "filter.f.clean",
        "filter.f.smudge",
        "diff.d.textconv",
        "diff.d.command",
        "credential.helper",
    ):
        notes.git("config", key, str(program))
    (notes.root / ".git/hooks").mkdir(exist_ok=True)
    (notes.root / ".git/hooks/post-index-change").write_text(f"#!/bin/sh\ntouch {ran}\n")
    (notes.root / ".git/hooks/post-index-change").chmod(0o755)
    os.utime(notes.root / "a.md", (1, 1))
    assert len(bring_in(root, notes.root).plan.new) == 1
    assert not ran.exists()


def test_a_copy_that_lacks_its_contents_fetches_nothing(
    hub: Callable[..., Path], notes: Repository, tmp_path: Path
) -> None:
    ran = tmp_path / "ran"
    notes.commit({"a.md": "# A\n"})
    notes.git("config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    notes.git(
        "clone", "--quiet", "--no-checkout", "--filter=blob:none", notes.root.as_uri(), str(partial)
    )
    Repository(partial).git("config", "remote.origin.uploadpack", f"touch {ran}; git-upload-pack")
    Repository(partial).git("config", "protocol.file.allow", "always")
    with pytest.raises(GitFailedError):
        read_tree(partial)
    assert not ran.exists()
    done = run_command(hub({}), "import", str(partial))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Clone it anew" in done.stderr
    assert not ran.exists()


def test_an_interrupted_import_goes_on(root: Path, notes: Repository) -> None:
    notes.commit({f"git/n{n}.md": f"# N{n}\n![p](p.png)\n" for n in range(5)} | {"git/p.png": PNG})
    bring_in(root, notes.root)
    whole = snapshot(root)
    for path in ("contributions/tips/git/n1/index.md", "contributions/tips/git/n3/index.md"):
        (root / path).unlink()
    (root / "docs/topics/git.md").unlink()
    outcome = bring_in(root, notes.root)
    assert len(outcome.plan.new) == 2
    assert snapshot(root) == whole
    assert not list(root.rglob("*.part"))
