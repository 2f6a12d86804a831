"""A build empties its folder. It never empties one that it has not made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.hub import make_hub, run_command, run_mkdocs

TEXT = {"contributions/tips/a.md": "# A\n\nWords.\n"}


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return make_hub(tmp_path / "hub", TEXT)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("way", ["build", "mkdocs", "setting"])
def test_a_folder_with_something_else_in_it_is_left_alone(
    way: str, hub: Path, tmp_path: Path
) -> None:
    precious = tmp_path / "documents"
    (precious / "letters").mkdir(parents=True)
    (precious / "letters/one.txt").write_text("mine", "utf-8")
    (precious / "index.html").write_text("mine", "utf-8")
    before = contents(precious)
    if way == "build":
        done = run_command(hub, "build", "--site-dir", str(precious))
    elif way == "mkdocs":
        done = run_mkdocs(hub, "build", "-d", str(precious))
    else:
        settings = hub / "mkdocs.yml"
        settings.write_text(f"{settings.read_text('utf-8')}\nsite_dir: {precious}\n", "utf-8")
        done = run_command(hub, "build")
    assert done.returncode != 0
    assert contents(precious) == before
    said = done.stdout + done.stderr
    assert "Nothing was built" in said
    assert "Traceback" not in said


def test_the_project_itself_is_no_place_for_its_site(hub: Path) -> None:
    before = {path for path in contents(hub) if path.startswith(("contributions/", "docs/"))}
    for place in (hub, hub / "contributions"):
        assert run_command(hub, "build", "--site-dir", str(place)).returncode != 0
    assert before <= set(contents(hub))
    assert before


def test_a_linked_folder_counts_as_what_it_leads_to(hub: Path, tmp_path: Path) -> None:
    precious = tmp_path / "elsewhere"
    precious.mkdir()
    (precious / "mine.txt").write_text("mine", "utf-8")
    (hub / "site").symlink_to(precious, target_is_directory=True)
    assert run_command(hub, "build").returncode != 0
    assert (precious / "mine.txt").read_text("utf-8") == "mine"


def test_its_own_folders_are_built_again(hub: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        place = tmp_path / name
        for _ in range(2):
            assert run_command(hub, "build", "--site-dir", str(place)).returncode == 0
            (place / "stale.html").write_text("from an earlier build", "utf-8")
        assert run_command(hub, "build", "--site-dir", str(place)).returncode == 0
        assert not (place / "stale.html").exists()
    (hub / "site").mkdir()
    (hub / "site/half.html").write_text("an interrupted build", "utf-8")
    assert run_command(hub, "build").returncode == 0
    assert not (hub / "site/half.html").exists()
