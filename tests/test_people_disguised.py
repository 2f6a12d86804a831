"""Addresses that do not look like one reach no page; and crowds of people cost no crowd of work."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonplace.assemble.people import assemble_people
from commonplace.assemble.people_names import holds_address, presentable, without_addresses
from tests.support.site import built, contribution, gathered, planned, start_hub
from tests.test_people_assembly import git

DISGUISED = (
    "bob\uff20full.example",
    "gus\ufe6bsmall.example",
    "e.f @ g.example",
    "h @i.example",
    "carl(at)x.example",
    "carl [AT] x.example",
    "mail%40pct.example",
    "=?utf-8?q?x=40enc.example?=",
    "x&#64;y.example",
    "d@localhost",
)


@pytest.mark.parametrize("name", DISGUISED)
def test_a_disguised_address_is_no_name(name: str) -> None:
    assert holds_address(name)
    assert presentable(name) == ""
    assert presentable(f"Ada Example <{name}>").startswith("Ada Example")
    assert "example>" not in presentable(f"Ada Example <{name}>")
    assert without_addresses(f"Ask {name} first") == "Ask … first"


@pytest.mark.parametrize(
    "name",
    ["Ada Example", "Matt (attic) Roe", "Ada @ Work", "Kate (at large)", "Ａｄａ", "100%40 & more"],
)
def test_a_name_stays_as_it_is(name: str) -> None:
    assert not holds_address(name)
    assert presentable(name) == name
    assert without_addresses(name) == name


def test_no_page_shows_one(tmp_path: Path) -> None:
    listed = ", ".join(f'"{name}"' for name in DISGUISED)
    block = (
        f"---\nauthors: [{listed}]\nowner: Team of zed [at] owner.example\n"
        'verified: {on: 2026-01-01, note: "tried by sally@secret.example and al(at)note.example"}\n'
        "---\n# A tip\n\nText.\n"
    )
    hub = start_hub(tmp_path / "hub", {"contributions/tips/a.md": block})
    hub.commit(
        {"contributions/tips/b.md": "# B\n\nx\n"}, author="mail%40pct.example <m@pct.example>"
    )
    site = gathered(hub.root)
    assert contribution(site, "tips/a/").owner == "Team of"
    assert "tried by … and …" in str(planned(site, "tips/a/").view["verified"])
    files = built(hub.root).files()
    assert len(files) > 20
    for path, content in files.items():
        for trace in (b"full.example", b"pct.example", b"x.example", b"g.example", b"enc.example"):
            assert trace not in content, path
        for trace in (b"secret.example", b"note.example", b"owner.example", b"full-example"):
            assert trace not in content, path


def test_only_a_survey_compares_people() -> None:
    history = git("Jane Doe <a@example.org>", "Jane Dow <b@example.org>")
    assert assemble_people((), history).near_misses == ()
    assert len(assemble_people((), history, survey=True).near_misses) == 1


def test_names_made_to_be_slow_come_to_an_end() -> None:
    names = [f"{'ab' * 16}{n:05d} {'b' * 35} <p{n}@example.org>" for n in range(3000)]
    index = assemble_people((), git(*names), survey=True)
    assert len(index.people) == 3000
    assert len(index.near_misses) == 200
    assert assemble_people((), git(*names), survey=True) == index
