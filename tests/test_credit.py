"""Who made a contribution, and when: Git is asked, the block at the top wins, machines are left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commonplace.model.contribution import Contribution
from tests.support.repository import Repository, write_files
from tests.support.site import built, codes, contribution, gathered, planned, start_hub

BO = "Bo Sample <bo@example.org>"
CY = "Cy Sample <cy@example.org>"
DI = "Di Sample <di@example.org>"
BOT = "helper[bot] <1+helper[bot]@users.noreply.github.com>"
NOTE = "# A note\n\nThe first words.\n"
PATH = "contributions/tips/a.md"


@pytest.fixture
def hub(tmp_path: Path) -> Repository:
    return start_hub(tmp_path / "hub", {})


def one(hub: Repository, address: str = "tips/a/") -> Contribution:
    return contribution(gathered(hub.root), address)


def test_authors_are_who_added_it_and_improvers_who_changed_it(hub: Repository) -> None:
    hub.commit(
        {PATH: NOTE},
        author=BO,
        trailers=["Co-authored-by: Cy Sample <cy@example.org>", f"Reviewed-by: {DI}"],
        date="2026-02-01",
    )
    hub.commit({PATH: NOTE + "More.\n"}, author=DI, date="2026-03-01")
    hub.commit({PATH: NOTE + "Even more.\n"}, author=BO, date="2026-03-02")
    found = one(hub)
    assert found.authors == ("bo-sample", "cy-sample")
    assert found.improved_by == ("di-sample",)
    assert found.reviewed_by == ("di-sample",)
    assert (found.created, found.updated) == (date(2026, 2, 1), date(2026, 3, 2))


def test_created_is_the_day_it_landed(hub: Repository) -> None:
    hub.commit({PATH: NOTE}, author=BO, date="2025-12-01", committed="2026-02-07")
    assert one(hub).created == date(2026, 2, 7)


def test_the_mailmap_holds_for_trailers(hub: Repository) -> None:
    hub.commit({".mailmap": "Cy Sample <cy@example.org> <old-cy@example.net>\n"})
    hub.commit({PATH: NOTE}, author=BO, trailers=["Co-Authored-By: cyan <old-cy@example.net>"])
    site = gathered(hub.root)
    assert contribution(site, "tips/a/").authors == ("bo-sample", "cy-sample")
    assert "cyan" not in str(site.hub.people)


def test_what_is_written_wins_over_git(hub: Repository) -> None:
    block = (
        "---\nauthors: [di, New Name]\ntold_by: ['@cy-login']\ndate: 2024-05-06\n"
        "owner: Platform team\n---\n"
    )
    hub.commit({"contributions/people/di.md": "---\nname: Di Sample\n---\n"})
    hub.commit({"contributions/people/cy.md": "---\nname: Cy Sample\nlogins: [cy-login]\n---\n"})
    hub.commit({PATH: block + NOTE}, author=BO, date="2026-02-01")
    found = one(hub)
    assert found.authors == ("di", "new-name")
    assert found.told_by == ("cy",)
    assert found.owner == "Platform team"
    assert (found.created, found.updated) == (date(2024, 5, 6), date(2024, 5, 6))
    hub.commit({PATH: block + NOTE + "More.\n"}, author=CY, date="2026-02-02")
    found = one(hub)
    assert found.updated == date(2026, 2, 2)
    assert found.improved_by == ()  # whoever is named as author or teller is thanked as that


def test_a_story_told_shows_who_told_it(hub: Repository) -> None:
    text = f"---\nauthors: [Bo Sample]\ntold_by: [Cy Sample]\n---\n{NOTE}"
    hub.commit({PATH: text}, author=DI)
    site = gathered(hub.root)
    view = planned(site, "tips/a/").view
    assert [face["name"] for face in view["told_by"]] == ["Cy Sample"]
    rows = planned(site, "people/cy-sample/").view["rows"]
    assert [row["title"] for row in rows] == ["A note"]


def test_machines_are_nobody(hub: Repository) -> None:
    settings = (hub.root / "mkdocs.yml").read_text("utf-8")
    assert "as_of:" in settings
    hub.commit({"mkdocs.yml": settings.replace("as_of:", "bots: [Release Robot]\n    as_of:", 1)})
    hub.commit({PATH: NOTE}, author=BOT, trailers=[f"Co-authored-by: {BO}"])
    hub.commit({PATH: NOTE + "x\n"}, author="Release Robot <rr@example.org>")
    site = gathered(hub.root)
    found = contribution(site, "tips/a/")
    assert (found.authors, found.improved_by) == (("bo-sample",), ())
    assert set(site.hub.people) == {"ada-example", "bo-sample"}


@pytest.mark.parametrize("every", [False, True])
def test_ignored_changes_neither_update_nor_improve(hub: Repository, every: bool) -> None:
    hub.commit({PATH: NOTE}, author=BO, date="2026-02-01")
    commit = hub.commit({PATH: NOTE + "Reformatted.\n"}, author=CY, date="2026-06-01")
    assert one(hub).updated == date(2026, 6, 1)
    settings = (hub.root / "mkdocs.yml").read_text("utf-8")
    ignored = "all" if every else commit[:10]
    ignore = f"history:\n      ignore: ['{ignored}']\n    as_of:"
    hub.commit({"mkdocs.yml": settings.replace("as_of:", ignore, 1)})
    found = one(hub)
    assert (found.updated, found.improved_by) == (date(2026, 2, 1), ())


def test_a_pure_rename_improves_nothing(hub: Repository) -> None:
    hub.commit({PATH: NOTE}, author=BO, date="2026-02-01")
    hub.move(PATH, "contributions/tips/b.md")
    hub.commit(author=CY, date="2026-06-01")
    found = one(hub, "tips/b/")
    assert (found.authors, found.improved_by) == (("bo-sample",), ())
    assert found.updated == date(2026, 2, 1)


@pytest.mark.parametrize("first", [False, True])
def test_what_git_has_not_seen_is_not_yet_published(tmp_path: Path, first: bool) -> None:
    hub = start_hub(tmp_path / "hub", {} if first else {"contributions/tips/z.md": "# Z\n\nz\n"})
    hub.git("config", "user.name", "Local Person")
    hub.git("config", "user.email", "local@example.org")
    write_files(hub.root, {PATH: NOTE})
    site = gathered(hub.root)
    found = contribution(site, "tips/a/")
    assert not found.committed
    assert [site.hub.people[person].name for person in found.authors] == ["Local Person"]
    assert planned(site, "tips/a/").view["unpublished"]
    assert planned(site, "tips/a/").view["history_url"] is None
    assert "Not yet published" in built(hub.root).words("tips/a/")


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", date(2026, 2, 28)),
        ("Asia/Tokyo", date(2026, 3, 1)),
        ("America/New_York", date(2026, 2, 28)),
    ],
)
def test_days_are_those_of_the_hubs_time_zone(tmp_path: Path, zone: str, day: date) -> None:
    hub = start_hub(tmp_path / "hub", {}, settings=f"extra: {{hub: {{timezone: {zone}}}}}\n")
    hub.commit({PATH: NOTE}, date="2026-02-28T23:30:00+00:00")
    assert one(hub).created == day


def test_an_import_carries_its_history_over(hub: Repository) -> None:
    block = (
        "---\nauthors: [Bo Sample]\ndate: 2019-02-03\nimported_from:\n  source: example/notes\n"
        "  path: git/a.md\n  blob: abc123\n  updated: 2021-07-08\n"
        "  improved_by: [Cy Sample, Bo Sample]\n---\n"
    )
    hub.commit({PATH: block + NOTE}, author=DI, date="2026-02-01")
    found = one(hub)
    assert found.authors == ("bo-sample",)
    assert found.improved_by == ("cy-sample",)
    assert (found.created, found.updated) == (date(2019, 2, 3), date(2021, 7, 8))
    hub.commit({PATH: block + NOTE + "Here.\n"}, author=DI, date="2026-02-09")
    found = one(hub)
    assert found.updated == date(2026, 2, 9)
    assert found.improved_by == ("cy-sample", "di-sample")


def test_a_slip_in_a_handle_is_told(hub: Repository) -> None:
    hub.commit({"contributions/people/marlene.md": "---\nname: Marlene Sample\n---\n"})
    hub.commit({PATH: f"---\nauthors: [marlen]\n---\n{NOTE}"})
    site = gathered(hub.root)
    found = [d for d in site.plan.diagnostics if d.code == "author-unknown"]
    assert [(d.path, d.line) for d in found] == [(PATH, 2)]
    assert "marlene" in found[0].message
    hub.commit({PATH: f"---\nauthors: [Somebody Else]\n---\n{NOTE}"})
    assert "author-unknown" not in codes(gathered(hub.root))


def test_whoever_claims_an_address_later_does_not_get_its_work(tmp_path: Path) -> None:
    vera = "Vera Example <vera@example.org>"
    hub = start_hub(
        tmp_path / "hub",
        {"contributions/people/vera.md": "---\nname: Vera\nemails: [vera@example.org]\n---\n"},
    )
    hub.commit({"contributions/tips/hers.md": NOTE}, author=vera)
    claim = "---\nname: Another\nemails: [vera@example.org]\n---\n"
    hub.commit({"contributions/people/aaa.md": claim}, author="Al <al@example.org>")
    site = gathered(hub.root)
    assert contribution(site, "tips/hers/").authors == ("vera",)
    assert "people-emails-claimed" in codes(site, "contributions/people/aaa.md")
    assert "people-emails-claimed" not in codes(site, "contributions/people/vera.md")
