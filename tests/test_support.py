"""The builders that other tests stand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from tests.support.browser import serve_directory
from tests.support.hub import lay_over
from tests.support.repository import Repository

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_repositories_are_the_same_everywhere(tmp_path: Path) -> None:
    heads = []
    for name in ("one", "another"):
        repository = Repository.create(tmp_path / name)
        repository.commit({"a.md": "# A\n", "b.md": b"# B\r\n"}, date="2026-02-01")
        repository.move("a.md", "new/ä.md")
        bo = "Bo Example <bo@example.org>"
        heads.append(
            repository.commit(author=bo, message="Move", trailers=[f"Co-authored-by: {bo}"])
        )
    assert heads[0] == heads[1]
    assert "Co-authored-by: Bo Example" in repository.git("log", "-1", "--format=%(trailers)")
    assert repository.git("log", "-1", "--skip=1", "--format=%aI").startswith("2026-02-01")


def test_swap_merge_and_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"a.md": "a\n", "b.md": "b\n"})
    repository.switch("other")
    repository.swap("a.md", "b.md")
    repository.commit()
    repository.switch("main")
    repository.merge("other")
    assert (repository.root / "a.md").read_text() == "b\n"
    shallow = repository.clone(tmp_path / "shallow", depth=1)
    assert shallow.git("rev-parse", "--is-shallow-repository").strip() == "true"


def test_settings_are_laid_over_and_foreign_tags_kept() -> None:
    base = "a: 1\nextra: {hub: {x: 1, y: 2}}\nf: !!python/name:material.x ''\n"
    merged = lay_over(base, "a: null\nextra: {hub: {y: 3}}\n")
    assert "!!python/name:material.x" in merged
    plain = yaml.safe_load(merged.replace("!!python/name:material.x", ""))
    assert "a" not in plain
    assert plain["extra"] == {"hub": {"x": 1, "y": 3}}


def test_the_browser_records_errors_and_requests(tmp_path: Path, page: Page) -> None:
    (tmp_path / "index.html").write_text("<title>x</title><script>console.error('oh')</script>")
    (tmp_path / "404.html").write_text("<h1>Not here</h1>")
    with serve_directory(tmp_path) as address:
        page.goto(address)
        assert "oh" in page.seen_errors
        assert address in page.seen_requests
        page.goto(address + "nowhere/")
        assert page.inner_text("h1") == "Not here"
