"""Bringing notes in: what becomes of texts, people, days, addresses, links and files."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from commonplace.diagnostics import HubError
from commonplace.importing.credits import address_of
from commonplace.importing.origin import origin_of
from commonplace.importing.source import blob_id
from tests.support.hub import run_command
from tests.support.importing import block_of, bring_in, snapshot, text_of
from tests.support.repository import Repository, git_environment

BO = "Bo Example <bo@example.org>"
LONG = "word " * 200
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "hub"
    (folder / "contributions").mkdir(parents=True)
    (folder / "docs" / "topics").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: Made for a test\n")
    return folder


@pytest.fixture
def notes(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path / "notes")


def test_a_note_keeps_its_text_and_gets_its_past(root: Path, notes: Repository) -> None:
    text = "# Undo a commit\n\nUse `git reset`.\n"
    notes.commit({"git/undo.md": text}, date="2020-03-01", trailers=[f"Co-authored-by: {BO}"])
    notes.commit(
        {"git/undo.md": text + "\nMore.\n"}, author="Cy Example <cy@example.org>", date="2021-04-02"
    )
    notes.move("git/undo.md", "git/undo-a-commit.md")
    notes.commit(date="2022-01-01")
    outcome = bring_in(root, notes.root)

    path = root / "contributions/tips/git/undo-a-commit.md"
    block = block_of(path)
    assert text_of(path) == text + "\nMore.\n"
    assert block["topics"] == ["git"]
    assert block["authors"] == ["Ada Example", "Bo Example"]
    assert str(block["date"]) == "2020-03-01"
    assert block["addresses"] == ["git/undo-a-commit", "git/undo"]
    origin = block["imported_from"]
    assert origin["path"] == "git/undo-a-commit.md"
    assert origin["blob"] == origin["text"] == blob_id((text + "\nMore.\n").encode())
    assert str(origin["updated"]) == "2021-04-02"
    assert origin["improved_by"] == ["Cy Example"]
    assert block_of(root / "docs/topics/git.md") == {"title": "Git"}
    assert outcome.codes == []
    assert outcome.plan.renamed == 1
    everything = b"".join(snapshot(root).values())
    assert b"@example.org" not in everything
    assert str(notes.root).encode() not in everything


def test_a_second_run_changes_nothing(root: Path, notes: Repository) -> None:
    notes.commit(
        {"a/x.md": "# X\n", "b/x.md": f"# X\n{LONG}[a](../a/x.md) ![p](p.png)\n", "b/p.png": PNG}
    )
    first = bring_in(root, notes.root)
    before = snapshot(root)
    again = bring_in(root, notes.root)
    assert len(first.plan.new) == 2
    assert (len(again.plan.new), len(again.plan.updated), again.plan.unchanged) == (0, 0, 2)
    assert snapshot(root) == before


def test_a_bare_repository_and_a_clone_give_the_same(
    root: Path, notes: Repository, tmp_path: Path
) -> None:
    notes.commit({"git/x.md": "# X\n"})
    bring_in(root, notes.root)
    before = snapshot(root)
    notes.clone(tmp_path / "bare.git", bare=True)
    outcome = bring_in(root, tmp_path / "bare.git")
    assert len(outcome.plan.new) == 0
    assert list(snapshot(root)) == list(before)


def test_clashing_slugs_get_their_folders_name(root: Path, notes: Repository) -> None:
    notes.commit(
        {
            "git/rebase.md": "# R\n",
            "jj/rebase.md": "# R\n",
            "jj/x/Rebase!.md": "# R\n",
            "x/rebase.md": "# S\n",
        }
        | {"jj/rebase-.md": "# T\n", "con.md": "# C\n", "!.md": "# D\n", "y/index.md": "# E\n"}
    )
    bring_in(root, notes.root)
    names = [p for p in snapshot(root) if p.startswith("contributions/")]
    assert names == [
        "contributions/tips/con-note.md",
        "contributions/tips/git/git-rebase.md",
        "contributions/tips/jj/jj-rebase-2.md",
        "contributions/tips/jj/jj-rebase.md",
        "contributions/tips/jj/x/x-rebase.md",
        "contributions/tips/note.md",
        "contributions/tips/x/x-rebase-2.md",
        "contributions/tips/y/y.md",
    ]


def test_kinds(root: Path, notes: Repository) -> None:
    notes.commit({"short.md": "# S\n", "long.md": f"# L\n{LONG}\n"})
    bring_in(root, notes.root)
    assert list(snapshot(root)) == ["contributions/articles/long.md", "contributions/tips/short.md"]
    notes.commit({"new.md": "# N\n"})
    bring_in(root, notes.root, kind="war-story")
    assert "contributions/war-stories/new.md" in snapshot(root)
    assert "topics" not in block_of(root / "contributions/war-stories/new.md")


def test_links_lead_to_the_new_places(root: Path, notes: Repository) -> None:
    body = (
        "# A\n\n[b](../b/Two%20words.md#part) [c](/c.md) [topic](../b) [gone](nope.md) [web](https://example.org)\n"
        "![pic](img/p.png) [zip](x.zip) [read](../README.md) `[b](../b/x.md)`\n\n[ref]: ../b/Two%20words.md\n"
    )
    notes.commit(
        {"a/a.md": body, "b/Two words.md": "# B\n", "c.md": "# C\n", "README.md": "# Notes\n"}
        | {"a/img/p.png": PNG, "a/x.zip": b"zip"}
    )
    outcome = bring_in(root, notes.root)
    path = root / "contributions/tips/a/a/index.md"
    assert text_of(path) == (
        "# A\n\n[b](../../b/two-words.md#part) [c](../../c.md) [topic](../../../../docs/topics/b.md) "
        "[gone](nope.md) [web](https://example.org)\n"
        "![pic](p.png) zip [read](../README.md) `[b](../b/x.md)`\n\n[ref]: ../../b/two-words.md\n"
    )
    assert (path.parent / "p.png").read_bytes() == PNG
    assert outcome.codes == ["import-file-left"]
    assert outcome.plan.left_out == ("README.md",)
    assert block_of(path)["imported_from"]["text"] == blob_id(text_of(path).encode())


def test_with_an_address_links_lead_to_the_web(root: Path, notes: Repository) -> None:
    web = "https://github.com/example/notes"
    raw = "https://raw.githubusercontent.com/example/notes/main"
    notes.git("remote", "add", "origin", "git@github.com:example/notes.git")
    notes.commit(
        {
            "a.md": f"# A\n[z](x.zip) [r](README.md#x) ![p]({raw}/p.png) "
            f"[b]({web}/blob/main/b.md#t) [q]({web}/issues)\n"
        }
        | {"b.md": "# B\n", "x.zip": b"z", "README.md": "# R\n", "p.png": PNG}
    )
    bring_in(root, notes.root)
    path = root / "contributions/tips/a/index.md"
    assert text_of(path) == (
        f"# A\n[z]({web}/blob/HEAD/x.zip) [r]({web}/blob/HEAD/README.md#x) "
        f"![p](p.png) [b](../b.md#t) [q]({web}/issues)\n"
    )
    assert block_of(path)["imported_from"]["source"] == web


def test_what_changed_there_is_updated_and_local_keys_stay(root: Path, notes: Repository) -> None:
    notes.commit({"git/x.md": "# X\n\nOne.\n"}, date="2020-01-01")
    bring_in(root, notes.root)
    path = root / "contributions/tips/git/x.md"
    written = path.read_text().replace("date:", "# mine\nowner: platform\ntitle: My title\ndate:")
    path.write_text(written)
    moved = root / "contributions/articles/mine.md"
    moved.parent.mkdir(parents=True)
    path.rename(moved)
    notes.move("git/x.md", "git/y.md")
    notes.commit(date="2020-02-01")
    notes.commit({"git/y.md": "# X\n\nTwo.\n"}, author=BO, date="2020-03-01")
    outcome = bring_in(root, notes.root)

    assert [p for p in snapshot(root) if p.startswith("contributions")] == [
        "contributions/articles/mine.md"
    ]
    block = block_of(moved)
    assert text_of(moved) == "# X\n\nTwo.\n"
    assert "# mine\nowner: platform\ntitle: My title\n" in moved.read_text()
    assert block["addresses"] == ["git/x", "git/y"]
    assert block["imported_from"]["path"] == "git/y.md"
    assert block["imported_from"]["improved_by"] == ["Bo Example"]
    assert outcome.plan.moved == 1
    before = snapshot(root)
    assert bring_in(root, notes.root).plan.unchanged == 1
    assert snapshot(root) == before


def test_what_changed_here_is_never_overwritten(root: Path, notes: Repository) -> None:
    notes.commit({"x.md": "# X\n\nOne.\n", "y.md": "# Y\n\nOne.\n"})
    bring_in(root, notes.root)
    x, y = root / "contributions/tips/x.md", root / "contributions/tips/y.md"
    for path in (x, y):
        path.write_text(path.read_text() + "Mine.\n")
    notes.commit({"y.md": "# Y\n\nTwo.\n"})
    before = snapshot(root)
    outcome = bring_in(root, notes.root)
    assert outcome.codes == ["import-both-changed"]
    assert snapshot(root) == before


def test_the_same_change_on_both_sides_is_no_quarrel(root: Path, notes: Repository) -> None:
    notes.commit({"x.md": "# X\n\nOne.\n"})
    bring_in(root, notes.root)
    path = root / "contributions/tips/x.md"
    path.write_text(path.read_text().replace("One.", "Two."))
    notes.commit({"x.md": "# X\n\nTwo.\n"})
    outcome = bring_in(root, notes.root)
    assert outcome.codes == []
    assert block_of(path)["imported_from"]["text"] == blob_id(b"# X\n\nTwo.\n")


def test_what_is_gone_there_is_named_and_stays(root: Path, notes: Repository) -> None:
    notes.commit({"x.md": "# X\n", "y.md": "# Y\n"})
    bring_in(root, notes.root)
    before = snapshot(root)
    notes.commit({"x.md": None})
    outcome = bring_in(root, notes.root)
    assert [(d.code, d.path) for d in outcome.diagnostics] == [
        ("import-gone", "contributions/tips/x.md")
    ]
    assert snapshot(root) == before


def test_a_broken_local_text_is_left_alone(root: Path, notes: Repository) -> None:
    notes.commit({"x.md": "# X\n"})
    bring_in(root, notes.root)
    path = root / "contributions/tips/x.md"
    path.write_text(path.read_text().replace("date:", "a: [\ndate:"))
    before = snapshot(root)
    assert bring_in(root, notes.root).codes == ["import-broken"]
    assert snapshot(root) == before


def test_keys_of_the_source_are_kept_where_the_hub_has_a_use_for_them(
    root: Path, notes: Repository
) -> None:
    (root / "docs/topics/linux.md").write_text("---\nformerly: [unix]\n---\n# Linux\n")
    top = "---\ntitle: 'A: b'\ntags: unix, nowhere\ndate: 2019-05-06\ndescription: Short.\n"
    top += "layout: post\ndraft: true\n---\n"
    notes.commit(
        {
            "x.md": top + "Text.\n",
            "bad.md": "---\na: [\n---\n# Bad\n",
            "open.md": "---\na: b\n# Open\n",
        }
    )
    outcome = bring_in(root, notes.root)
    block = block_of(root / "contributions/tips/x.md")
    assert (block["title"], block["summary"], block["topics"]) == ("A: b", "Short.", ["linux"])
    assert (str(block["date"]), block["status"]) == ("2019-05-06", "draft")
    assert "layout" not in block
    assert text_of(root / "contributions/tips/bad.md") == "# Bad\n"
    assert "# Open\n" in (root / "contributions/tips/open.md").read_text()
    assert outcome.codes == ["import-block-unread", "import-block-unread"]


def test_indexes_and_files_about_the_source_are_left_out(root: Path, notes: Repository) -> None:
    notes.commit(
        {
            "LICENSE.md": "x",
            "LICENSE-MIT.md": "x",
            "readme.pt-BR.md": "x",
            "license-plates.md": "# Kept\n",
            "security.md": "# Kept\n",
            "CHANGELOG.md": "x",
            ".github/pull.md": "x",
            "a/README.md": "# A\n\n- [x](x.md)\n- [y](y.md)\n",
        }
        | {
            "b/README.md": "# B\n\nA real text.\n",
            "a/x.md": "# X\n",
            "a/y.md": "# Y\n",
            "z/q.md": "# Q\n",
        }
    )
    outcome = bring_in(root, notes.root, leave_out=("z/*",))
    assert set(outcome.plan.left_out) == {
        "LICENSE.md",
        "LICENSE-MIT.md",
        "readme.pt-BR.md",
        "CHANGELOG.md",
        ".github/pull.md",
        "a/README.md",
    }
    assert outcome.plan.asked_out == ("z/q.md",)
    names = {"license-plates.md", "security.md", "b/b.md", "a/x.md", "a/y.md"}
    assert {path for path in snapshot(root) if path.startswith("contributions")} == {
        f"contributions/tips/{name}" for name in names
    }


def test_a_source_without_notes_is_told(root: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert bring_in(root, tmp_path / "plain").codes == ["import-no-history", "import-nothing"]


def test_a_plain_folder_works_without_people_and_days(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    (folder / "git").mkdir(parents=True)
    (folder / "git" / "x.md").write_text("Text without a heading.\n")
    assert bring_in(root, folder).codes == ["import-no-history"]
    block = block_of(root / "contributions/tips/git/x.md")
    assert block["title"] == "X"
    assert "authors" not in block
    assert block["imported_from"]["source"] == "plain"
    before = snapshot(root)
    assert bring_in(root, folder).plan.unchanged == 1
    assert snapshot(root) == before


def test_a_shallow_clone_is_refused_unless_asked_for(
    root: Path, notes: Repository, tmp_path: Path
) -> None:
    notes.commit({"x.md": "# X\n"})
    notes.commit({"x.md": "# X\n\nMore.\n"})
    shallow = notes.clone(tmp_path / "shallow", depth=1).root
    with pytest.raises(HubError) as caught:
        bring_in(root, shallow)
    assert caught.value.diagnostics[0].code == "import-source-shallow"
    assert bring_in(root, shallow, without_history=True).codes == ["import-no-history"]
    assert "authors" not in block_of(root / "contributions/tips/x.md")


@pytest.mark.parametrize(
    ("written", "name", "web"),
    [
        (
            "https://user:secret@github.com/o/r.git",
            "https://github.com/o/r",
            "https://github.com/o/r",
        ),
        ("git@github.com:o/r.git", "https://github.com/o/r", "https://github.com/o/r"),
        ("ssh://git@git.example.org:22/o/r", "https://git.example.org/o/r", None),
        (
            "https://token@gitlab.example.org/a/b/c.git?x=1",
            "https://gitlab.example.org/a/b/c",
            None,
        ),
        *[
            (w, "notes", None)
            for w in (
                "/home/ada/notes",
                "../notes",
                "file:///srv/notes",
                "C:\\notes",
                "ext::sh -c x",
                "",
            )
        ],
    ],
)
def test_an_origin_has_no_password_and_no_local_path(
    written: str, name: str, web: str | None
) -> None:
    origin = origin_of(written, "notes", "https://github.com")
    assert (origin.name, origin.web) == (name, web)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("git/x.md", "git/x"),
        ("a b/ç+1.md", "a-b/ç+1"),
        ("x/README.md", "x"),
        ("../.././a.md", "a"),
        ("!!!.md", ""),
    ],
)
def test_addresses_are_ones_that_the_hub_takes(path: str, address: str) -> None:
    assert address_of(path) == address


def test_the_command(hub: object, notes: Repository) -> None:
    notes.commit({"git/x.md": "# X\n", "git/bad.md": b"\xff\xfe"})
    root = hub({})  # type: ignore[operator]
    dry = run_command(root, "import", str(notes.root), "--dry-run")
    assert (dry.returncode, "It would import 1 note" in dry.stdout) == (1, True)
    assert not (root / "contributions/tips").exists()
    done = run_command(root, "import", str(notes.root))
    assert (done.returncode, "Imported 1 note" in done.stdout) == (1, True)
    assert "git/bad.md:1:1: file-encoding" in done.stdout
    assert (root / "contributions/tips/git/x.md").is_file()
    assert done.stderr == ""


def test_wrong_usage_is_told_in_words(hub: object, tmp_path: Path) -> None:
    root: Path = hub({})  # type: ignore[operator]
    empty = Repository.create(tmp_path / "empty").root
    (tmp_path / "file.md").write_text("x")
    cases = [tmp_path / "nowhere", tmp_path / "file.md", root / "contributions", tmp_path, empty]
    for source in cases:
        done = run_command(root, "import", str(source))
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) == 2
    assert run_command(root, "import").returncode == 2
    assert run_command(root, "import", str(empty), "--as", "poem").returncode == 2
    bad = run_command(root, "import", str(empty), "--address", "notes")
    assert (bad.returncode, "not a web address" in bad.stderr) == (2, True)
    environment = git_environment(tmp_path)
    assert (
        subprocess.run(
            ["git", "status", "--short"], cwd=root, env=environment, capture_output=True
        ).stdout
        == b""
    )
