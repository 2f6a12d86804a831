"""What is new: which things that happened are told, under which week or month, and about whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commonplace.curation.news import (
    Event,
    Period,
    Span,
    latest_news,
    new_each_month,
    newest,
    period_of,
)
from commonplace.site.gather import Site
from tests.support.repository import Repository
from tests.support.site import codes, contribution, gathered, planned, start_hub

HIDDEN = "Zerlina Quibble"
PEOPLE = {
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Sample\nemails: [bo@example.org]\n---\n",
    "contributions/people/quiet.md": "---\nname: Quinn Quiet\nvisibility: no-boards\n---\n",
    "contributions/people/zq.md": (
        f"---\nname: {HIDDEN}\nvisibility: unnamed\nemails: [zq@example.org]\n---\n"
    ),
}


def tip(title: str, day: str, extra: str = "") -> str:
    return f"---\ndate: {day}\n{extra}---\n# {title}\n\nText of {title}.\n"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Today is Saturday, 21 November 2026."""
    files: dict[str, str | bytes] = {
        **PEOPLE,
        "contributions/tips/monday.md": tip("On Monday", "2026-11-16", "authors: [ada]\n"),
        "contributions/tips/sunday.md": tip("On Sunday", "2026-11-15", "authors: [bo]\n"),
        "contributions/tips/october.md": tip("In October", "2026-10-05", "authors: [zq]\n"),
        "contributions/tips/quiet.md": tip("Quietly", "2026-10-06", "authors: [quiet]\n"),
        "contributions/tips/bounds.md": tip("Just within", "2025-11-22", "authors: [ada]\n"),
        "contributions/tips/before.md": tip("Just before", "2025-11-21", "authors: [ada]\n"),
        "contributions/tips/ahead.md": tip("Not yet", "2026-11-22", "authors: [ada]\n"),
        "contributions/tips/draft.md": tip("Unfinished", "2026-11-18", "status: draft\n"),
        "contributions/tips/checked.md": tip(
            "Looked over", "2025-01-05", "authors: [ada]\nverified: {on: 2026-11-17, by: bo}\n"
        ),
        "contributions/tips/came-old.md": tip("Came old", "2026-09-01", "status: obsolete\n"),
        "contributions/tips/replaced.md": "# Replaced\n\nText.\n",
    }
    hub = start_hub(tmp_path_factory.mktemp("news") / "hub", files)
    bo, zq = "Bo Sample <bo@example.org>", f"{HIDDEN} <zq@example.org>"
    better = tip("On Sunday", "2026-11-15", "authors: [bo]\n")
    for who, day in ((zq, "2026-11-19"), ("Ada Example <ada@example.org>", "2026-11-18")):
        better += "More.\n"
        hub.commit({"contributions/tips/sunday.md": better}, author=who, date=day)
    hub.commit({"contributions/tips/sunday.md": better + "!\n"}, author=zq, date="2026-11-15")
    hub.commit(
        {
            "contributions/tips/replaced.md": (
                "---\nsuperseded_by: tips/monday\n---\n# Replaced\n\nText.\n"
            )
        },
        author=bo,
        date="2026-11-20",
    )
    return hub


@pytest.fixture(scope="module")
def site(hub: Repository) -> Site:
    return gathered(hub.root)


def told(site: Site) -> list[tuple[str, str, str]]:
    """Event, day and title of all that is told, in its order."""
    contributions = site.hub.contributions
    news = [one for _, one in latest_news(site.hub)]
    return [(n.event.value, n.day.isoformat(), contributions[n.contribution].title) for n in news]


def view(site: Site, address: str = "whats-new/") -> Any:
    return planned(site, address).view


@pytest.mark.parametrize(
    ("as_of", "day", "span", "start"),
    [
        ("2026-11-21", "2026-11-21", Span.THIS_WEEK, "2026-11-16"),
        ("2026-11-21", "2026-11-16", Span.THIS_WEEK, "2026-11-16"),
        ("2026-11-21", "2026-11-15", Span.LAST_WEEK, "2026-11-09"),
        ("2026-11-21", "2026-11-09", Span.LAST_WEEK, "2026-11-09"),
        ("2026-11-21", "2026-11-08", Span.REST_OF_MONTH, "2026-11-01"),
        ("2026-11-21", "2026-10-31", Span.MONTH, "2026-10-01"),
        ("2026-11-16", "2026-11-16", Span.THIS_WEEK, "2026-11-16"),
        ("2026-11-16", "2026-11-15", Span.LAST_WEEK, "2026-11-09"),
        ("2026-11-22", "2026-11-16", Span.THIS_WEEK, "2026-11-16"),
        ("2026-12-02", "2026-11-30", Span.THIS_WEEK, "2026-11-30"),
        ("2026-12-02", "2026-11-22", Span.REST_OF_MONTH, "2026-11-01"),
        ("2026-06-10", "2026-05-31", Span.MONTH, "2026-05-01"),
        ("2027-01-01", "2026-12-28", Span.THIS_WEEK, "2026-12-28"),
        ("2027-01-01", "2026-12-21", Span.LAST_WEEK, "2026-12-21"),
        ("2027-01-01", "2026-12-20", Span.REST_OF_MONTH, "2026-12-01"),
        ("2027-01-01", "2025-12-20", Span.MONTH, "2025-12-01"),
    ],
)
def test_a_day_falls_into_its_week_or_month(as_of: str, day: str, span: Span, start: str) -> None:
    found = period_of(date.fromisoformat(day), date.fromisoformat(as_of))
    assert found == Period(span, date.fromisoformat(start))


def test_what_happened_is_told_newest_first(site: Site) -> None:
    assert told(site) == [
        ("obsolete", "2026-11-20", "Replaced"),
        ("improved", "2026-11-19", "On Sunday"),
        ("checked", "2026-11-17", "Looked over"),
        ("new", "2026-11-16", "On Monday"),
        ("new", "2026-11-15", "On Sunday"),
        ("improved", "2026-11-15", "On Sunday"),
        ("new", "2026-10-06", "Quietly"),
        ("new", "2026-10-05", "In October"),
        ("new", "2025-11-22", "Just within"),
    ]


def test_who_improved_a_text_in_one_week_is_told_once(site: Site) -> None:
    improved = [one for _, one in latest_news(site.hub) if one.event is Event.IMPROVED]
    assert [set(one.people) for one in improved] == [{"ada", "zq"}, {"zq"}]


def test_weeks_in_which_nothing_happened_are_not_there(site: Site) -> None:
    titles = [group["title"] for group in view(site)["groups"]]
    assert titles == ["This week", "Last week", "October 2026", "November 2025"]


def test_the_page_says_who_did_what(site: Site) -> None:
    entries = [entry for group in view(site)["groups"] for entry in group["entries"]]
    by_event = {(entry["event"], entry["row"]["title"]): entry for entry in entries}
    checked = by_event["checked", "Looked over"]
    assert [face["name"] for face in checked["faces"]] == ["Bo Sample"]
    gone = by_event["obsolete", "Replaced"]
    assert gone["instead"] == {"title": "On Monday", "url": "tips/monday/"}
    assert [e["instead"] for e in entries if e is not gone] == [None] * (len(entries) - 1)
    unnamed = [face["name"] for entry in entries for face in entry["faces"]]
    assert "A colleague" in unnamed
    assert HIDDEN not in str(view(site))
    assert "zq" not in str(view(site)).split("'")


def test_a_first_contribution_is_said_to_be_one(site: Site) -> None:
    entries = [entry for group in view(site)["groups"] for entry in group["entries"]]
    first = {entry["row"]["title"]: entry["why"] for entry in entries if entry["why"]}
    # Ada's was years ago; who is unnamed, or on no board, is not counted in public.
    assert first == {"On Sunday": "The first contribution by Bo Sample"}


def test_the_chart_counts_the_last_twelve_months(site: Site, hub: Repository) -> None:
    counts = new_each_month(site.hub)
    assert [month.isoformat() for month, _ in counts][::11] == ["2025-12-01", "2026-11-01"]
    found = {month.isoformat(): count for month, count in counts if count}
    assert found == {"2026-01-01": 1, "2026-09-01": 1, "2026-10-01": 2, "2026-11-01": 2}
    chart = view(site)["chart"]
    assert [bar["short"] for bar in chart["bars"]][::11] == ["Dec", "Nov"]
    assert (chart["bars"][-1]["value"], chart["bars"][-1]["share"]) == ("2 contributions", 100)
    assert chart["bars"][1]["value"] == "1 contribution"
    assert chart["note"] == "November is not over yet."
    assert view(gathered(hub.root, as_of="2026-11-30"))["chart"]["note"] == ""


def test_drafts_are_no_news_even_where_they_are_shown(hub: Repository) -> None:
    shown = gathered(hub.root, drafts=True)
    assert contribution(shown, "tips/draft/")
    assert "Unfinished" not in str(told(shown))
    assert "Unfinished" not in str(view(shown))
    assert contribution(shown, "tips/draft/").id not in newest(shown.hub, 300)


def test_a_file_that_git_has_not_seen_is_no_news(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", {"contributions/tips/a.md": tip("A", "2026-11-16")})
    (hub.root / "contributions/tips/b.md").write_text(tip("B", "2026-11-17"), "utf-8")
    assert told(gathered(hub.root)) == [("new", "2026-11-16", "A")]


def test_a_later_build_tells_of_its_own_year(hub: Repository) -> None:
    later = gathered(hub.root, as_of="2027-12-26")
    assert told(later) == []
    assert view(later)["groups"] == []
    assert view(later)["chart"] is None
    assert "What did you learn" in view(later)["invitation"]


def test_an_empty_hub_invites(tmp_path: Path) -> None:
    empty = gathered(start_hub(tmp_path / "hub").root)
    assert view(empty)["groups"] == []
    assert view(empty)["chart"] is None
    assert codes(empty) == []


def test_lists_are_cut_and_paged(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"contributions/tips/t{n:03}.md": tip(f"Tip {n}", f"2026-{11 - n // 60:02}-{n % 28 + 1:02}")
        for n in range(520)
    }
    site = gathered(start_hub(tmp_path / "hub", files).root)
    pages = [p for p in site.plan.pages if p.address.startswith("whats-new/")]
    assert len(pages) == 10
    assert all(not page.searchable for page in pages)
    sizes = [sum(len(g["entries"]) for g in page.view["groups"]) for page in pages]
    assert sizes == [50] * 10
    assert [page.view["chart"] is not None for page in pages] == [True] + [False] * 9
    second = view(site, "whats-new/page/2/")
    assert second["groups"][0]["title"] == view(site)["groups"][-1]["title"]
    outputs = {one.docs_path: one.text for one in site.plan.outputs}
    assert outputs["whats-new.json"].endswith('"whole":false}\n')
    assert outputs["whats-new.json"].count('"') == 2 * 302
    first = next(iter(site.hub.contributions))
    assert outputs["whats-new.json"].startswith(f'{{"ids":["{first}"')


def test_nothing_is_remembered_by_an_id_that_does_not_last(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", {"contributions/tips/a.md": "# A\n\nText.\n"})
    hub.commit({"contributions/tips/b.md": "---\nid: lasting-b\n---\n# B\n\nText.\n"})
    shallow = hub.clone(tmp_path / "shallow", depth=1)
    for name in ("hooks", "scripts", "docs/overrides", "docs/assets"):
        (shallow.root / name).mkdir(parents=True, exist_ok=True)
    site = gathered(shallow.root)
    assert len(site.hub.contributions) == 2
    assert newest(site.hub, 300) == ("lasting-b",)
    outputs = {one.docs_path: one.text for one in site.plan.outputs}
    assert "lasting-b" in outputs["reading-list/0.json"]
    assert outputs["reading-list/0.json"].count('"title"') == 1
    rows = planned(site, "all/").view["rows"]
    assert sorted(row["lasting"] for row in rows) == [False, True]


def test_a_company_may_say_a_few_words_above(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"docs/whats-new/index.md": "# What is new\n\nHello there.\n"}
    site = gathered(start_hub(tmp_path / "hub", files).root)
    assert "Hello there." in planned(site, "whats-new/").body
    assert codes(site) == []
