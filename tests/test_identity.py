"""Identity lasts: what keeps a contribution's id, and what is given out when the history cannot tell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commonplace.assemble.identify import derived_id
from commonplace.model.history import HistoryState
from tests.support.repository import Repository
from tests.support.site import built, codes, contribution, gathered, start_hub

LONG = "".join(f"Line {n} says something of its own about number {n * 7}.\n" for n in range(20))
NOTE = f"# A note\n\n{LONG}"
OTHER = "# Another\n\n" + "".join(f"Wholly different words, {n}.\n\n" for n in range(20))


@pytest.fixture
def hub(tmp_path: Path) -> Repository:
    return start_hub(tmp_path / "hub", {"contributions/tips/a.md": NOTE})


def ident(hub: Repository, address: str) -> str:
    """The id of the contribution at an address; it must be a lasting one."""
    one = contribution(gathered(hub.root), address)
    assert one.lasting_id
    return one.id


def test_a_derived_id_is_the_same_for_ever() -> None:
    assert derived_id("contributions/tips/a.md", 0) == "jmawzt56zq"
    assert derived_id("contributions/tips/a.md", 1) != derived_id("contributions/tips/a.md", 0)


def test_an_id_comes_from_the_first_path(hub: Repository) -> None:
    assert ident(hub, "tips/a/") == derived_id("contributions/tips/a.md", 0)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("contributions/tips/b.md", "tips/b/"),
        ("contributions/articles/a.md", "articles/a/"),
        ("contributions/tips/team/2026/a.md", "tips/a/"),
        ("contributions/tips/b/index.md", "tips/b/"),
    ],
)
def test_a_move_keeps_the_id(hub: Repository, path: str, address: str) -> None:
    before = ident(hub, "tips/a/")
    hub.move("contributions/tips/a.md", path)
    hub.commit()
    assert ident(hub, address) == before


def test_a_new_title_keeps_the_id(hub: Repository) -> None:
    before = ident(hub, "tips/a/")
    hub.commit({"contributions/tips/a.md": NOTE.replace("A note", "Something else")})
    assert ident(hub, "tips/a/") == before


def test_two_renames_one_with_an_edit_of_much_of_it_keep_the_id(hub: Repository) -> None:
    before = ident(hub, "tips/a/")
    hub.move("contributions/tips/a.md", "contributions/tips/b.md")
    hub.commit()
    hub.move("contributions/tips/b.md", "contributions/tips/c.md")
    lines = LONG.splitlines(keepends=True)
    changed = "".join("Rewritten from here.\n" if n < 8 else line for n, line in enumerate(lines))
    hub.commit({"contributions/tips/c.md": f"# A note\n\n{changed}"})
    assert ident(hub, "tips/c/") == before
    one = contribution(gathered(hub.root), "tips/c/")
    assert set(one.former_addresses) == {"tips/a/", "tips/b/"}


def test_two_that_swap_names_swap_no_ids(hub: Repository) -> None:
    hub.commit({"contributions/tips/b.md": OTHER})
    first, second = ident(hub, "tips/a/"), ident(hub, "tips/b/")
    hub.swap("contributions/tips/a.md", "contributions/tips/b.md")
    hub.commit()
    assert (ident(hub, "tips/b/"), ident(hub, "tips/a/")) == (first, second)
    site = gathered(hub.root)
    assert contribution(site, "tips/a/").title == "Another"
    assert site.plan.redirects == {}


def test_a_written_id_outlives_a_rewrite(hub: Repository) -> None:
    hub.commit({"contributions/tips/a.md": f"---\nid: keep-me\n---\n{NOTE}"})
    hub.commit(
        {
            "contributions/tips/a.md": None,
            "contributions/tips/z.md": f"---\nid: keep-me\n---\n{OTHER}",
        }
    )
    assert ident(hub, "tips/z/") == "keep-me"


def test_of_two_with_one_id_the_older_keeps_it(hub: Repository) -> None:
    hub.commit({"contributions/tips/m.md": f"---\nid: mine\n---\n{NOTE}"})
    hub.commit({"contributions/tips/b.md": f"---\nid: mine\n---\n{NOTE}\nMore.\n"})
    site = gathered(hub.root)
    assert contribution(site, "tips/m/").id == "mine"
    copy = contribution(site, "tips/b/")
    assert copy.id == derived_id("contributions/tips/b.md", 0)
    found = [one for one in site.plan.diagnostics if one.code == "id-taken"]
    assert [(one.path, one.line, one.severity) for one in found] == [
        ("contributions/tips/b.md", 2, "error")
    ]
    assert "contributions/tips/m.md" in found[0].message


def test_a_path_that_is_used_again_is_another_contribution(hub: Repository) -> None:
    first = ident(hub, "tips/a/")
    hub.commit({"contributions/tips/a.md": None})
    hub.commit({"contributions/tips/a.md": OTHER})
    assert ident(hub, "tips/a/") == derived_id("contributions/tips/a.md", 1) != first


def test_nobody_can_write_the_id_of_another(hub: Repository) -> None:
    mine = ident(hub, "tips/a/")
    hub.commit({"contributions/tips/thief.md": f"---\nid: {mine}\n---\n{OTHER}"})
    assert ident(hub, "tips/a/") == mine
    assert ident(hub, "tips/thief/") == derived_id("contributions/tips/thief.md", 0)
    assert "id-taken" in codes(gathered(hub.root), "contributions/tips/thief.md")


def test_an_id_that_somebody_wrote_before_is_not_derived_again(hub: Repository) -> None:
    later = derived_id("contributions/tips/later.md", 0)
    hub.commit({"contributions/tips/a-first.md": f"---\nid: {later}\n---\n{OTHER}"})
    assert ident(hub, "tips/a-first/") == later


def test_a_date_in_the_past_takes_over_no_address(hub: Repository) -> None:
    hub.commit({"contributions/articles/orig.md": f"---\nid: origid\n---\n{NOTE}"})
    hub.commit(
        {"contributions/articles/sub/orig.md": f"---\nid: origid\n---\n{OTHER}"},
        date="2001-01-01T09:00:00+00:00",
    )
    site = gathered(hub.root)
    assert contribution(site, "articles/orig/").source == "contributions/articles/orig.md"
    assert "slug-taken" in codes(site, "contributions/articles/sub/orig.md")


def test_a_shallow_clone_gives_out_nothing_that_it_cannot_know(
    hub: Repository, tmp_path: Path
) -> None:
    hub.commit({"contributions/tips/w.md": f"---\nid: written\n---\n{OTHER}"})
    hub.move("contributions/tips/a.md", "contributions/tips/b.md")
    hub.commit(author="Last Person <last@example.org>")
    clone = hub.clone(tmp_path / "clone", depth=1)
    for name in ("hooks", "scripts", "commonplace", "docs/overrides", "docs/assets"):
        shutil.copytree(hub.root / name, clone.root / name, dirs_exist_ok=True)
    site = built(clone.root)
    rows = {row["url"]: row for row in site.data()["contributions"]}
    assert rows["tips/b/"]["id"] is None
    assert rows["tips/w/"]["id"] == "written"
    for row in rows.values():
        assert (row["created"], row["updated"], row["authors"]) == (None, None, [])
        assert row["addresses"] == []
    assert len(rows) == 2
    assert not site.has("tips/a/")
    assert not site.has("years/2026/")
    assert "Last Person" not in site.html("tips/b/")
    assert "<time" not in site.html("tips/b/")
    check = gathered(clone.root)
    assert check.hub.history_state is HistoryState.SHALLOW
    hints = [one.hint for one in check.plan.diagnostics if one.code == "history-shallow"]
    assert len(hints) == 1
    assert "fetch-depth: 0" in hints[0]


def test_an_unpacked_archive_builds(hub: Repository) -> None:
    shutil.rmtree(hub.root / ".git")
    site = built(hub.root, strict=True)
    assert "A note" in site.words("tips/a/")
    row = site.data()["contributions"][0]
    assert (row["id"], row["created"], row["authors"]) == (None, None, [])
    assert codes(gathered(hub.root)) == ["history-absent"]
    assert "not yet published" not in site.words("tips/a/").lower()


def test_a_file_that_git_has_not_seen_has_no_lasting_id(hub: Repository) -> None:
    (hub.root / "contributions/tips/new.md").write_text(OTHER, "utf-8")
    site = gathered(hub.root)
    assert not contribution(site, "tips/new/").lasting_id
    assert contribution(site, "tips/a/").lasting_id
