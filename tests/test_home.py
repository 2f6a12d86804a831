"""The home page: a story every week, people to thank in turn, and doors that lead somewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from commonplace.curation.of_the_week import people_to_thank, story_of_the_week, week_number
from commonplace.model.scoring import ScoreEvent
from tests.support.hub import make_hub
from tests.support.site import built, gathered, planned, start_hub

MONDAY = date(2026, 11, 16)


def story(number: int, **keys: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ndate: 2026-10-{number:02}\n{lines}---\n# Story {number}\n\nWhat it taught us.\n"


def home(root: Path, day: str = "2026-11-21") -> Any:
    return planned(gathered(root, as_of=day), "").view


def test_every_week_has_another_story_and_every_story_a_week(tmp_path: Path) -> None:
    stories = {f"contributions/war-stories/s{n}.md": story(n) for n in range(1, 5)}
    root = make_hub(tmp_path / "hub", stories)
    weeks = [home(root, (MONDAY + timedelta(weeks=n)).isoformat()) for n in range(8)]
    titles = [view["story"]["title"] for view in weeks]
    assert set(titles[:4]) == {"Story 1", "Story 2", "Story 3", "Story 4"}
    assert titles[:4] == titles[4:]
    sunday = home(root, (MONDAY + timedelta(days=6)).isoformat())
    assert sunday["story"] == weeks[0]["story"]
    listed = [row["title"] for row in sunday["newest"]]
    assert len(listed) == 3
    assert sunday["story"]["title"] not in listed


def test_no_story_is_that_of_two_weeks_where_others_are_bad(tmp_path: Path) -> None:
    odd = {f"contributions/war-stories/b{n}.md": story(n, status="obsolete") for n in range(5, 9)}
    good = {f"contributions/war-stories/s{n}.md": story(n) for n in range(1, 4)}
    listed = [*gathered(make_hub(tmp_path / "hub", odd | good)).hub.contributions.values()]
    begin = week_number(MONDAY)
    weeks = [story_of_the_week(listed, begin + number) for number in range(104)]
    again = [at for at, (one, other) in enumerate(pairwise(weeks), begin + 1) if one is other]
    assert [at for at in again if at % 26] == [], "a new round knows nothing of the one before"


def test_the_story_stays_all_week_whatever_comes_and_goes_in_it(tmp_path: Path) -> None:
    old = {f"contributions/war-stories/s{n}.md": story(n) for n in range(1, 6)}
    ends = story(9, review_every="1 month", verified="{on: 2026-09-18}")  # stale on a Wednesday
    files = old | {"contributions/war-stories/soon-old.md": ends}
    root = make_hub(tmp_path / "hub", files)
    monday, wednesday = home(root, "2026-11-16"), home(root, "2026-11-18")
    assert monday["story"]["title"] == wednesday["story"]["title"] != "Story 9"
    hub = gathered(root, as_of="2026-11-16").hub
    before = list(hub.contributions.values())
    for week in range(week_number(MONDAY), week_number(MONDAY) + 12):
        tuesday = date.fromordinal(7 * week + 2)
        came = [replace(before[0], id=f"new{n}", created=tuesday) for n in range(3)]
        assert story_of_the_week([*came, *before], week) == story_of_the_week(before, week)
    first = [replace(one, created=MONDAY) for one in before]
    assert story_of_the_week(first, week_number(MONDAY)) == first[-1], "the first week of a hub"


def test_what_comes_with_an_old_date_moves_hardly_any_week(tmp_path: Path) -> None:
    files = {f"contributions/war-stories/s{n}.md": story(n) for n in range(1, 10)}
    hub = gathered(make_hub(tmp_path / "hub", files), as_of="2026-11-16").hub
    stories = list(hub.contributions.values())
    weeks = range(week_number(MONDAY), week_number(MONDAY) + 104)
    shown = [story_of_the_week(stories, week) for week in weeks]
    fewer = [story_of_the_week(stories[1:], week) for week in weeks]
    assert sum(one == other for one, other in zip(shown, fewer, strict=True)) > 60
    assert {one.id for one in shown if one} == {one.id for one in stories}
    assert sum(one == then for one, then in pairwise(shown)) <= 4, "where a round begins anew"


def test_a_story_that_cannot_be_relied_on_is_no_story_of_the_week(tmp_path: Path) -> None:
    files = {
        "contributions/war-stories/old.md": story(
            1, review_every="1 day", verified="{on: 2020-01-01}"
        ),
        "contributions/war-stories/gone.md": story(2, status="obsolete"),
        "contributions/tips/a.md": "# A tip\n\nWords.\n",
    }
    assert home(make_hub(tmp_path / "hub", files))["story"] is None


def event(person: str, rule: str, evidence: str, day: str = "2026-11-10") -> ScoreEvent:
    return ScoreEvent(person, date.fromisoformat(day), rule, 3, evidence)


def test_quiet_work_is_thanked_before_writing_and_nothing_twice() -> None:
    ledger = (
        event("ana", "published", "x"),
        event("ben", "published", "x"),
        event("cleo", "reviewed", "x"),
        event("dov", "improved", "y"),
    )
    thanked = people_to_thank(ledger, date(2026, 11, 21))
    assert [(one.person, one.rule) for one in thanked[:2]] == [
        ("cleo", "reviewed"),
        ("dov", "improved"),
    ]
    assert len({one.evidence for one in thanked}) == len(thanked)


def test_everyone_has_a_turn() -> None:
    ledger = tuple(event(f"p{n:02}", "published", f"x{n}") for n in range(20))
    seen = set()
    for week in range(20):
        thanked = people_to_thank(ledger, MONDAY + timedelta(weeks=week, days=-7))
        assert len(thanked) == 3
        seen.update(one.person for one in thanked if one.day <= MONDAY)
    assert seen == {f"p{n:02}" for n in range(20)}


def test_who_did_something_lately_comes_before_who_did_long_ago() -> None:
    ledger = (
        event("old", "reviewed", "a", "2020-01-01"),
        *(event(f"p{n}", "published", f"x{n}") for n in range(3)),
    )
    thanked = {one.person for one in people_to_thank(ledger, date(2026, 11, 21))}
    assert thanked == {"p0", "p1", "p2"}
    few = {one.person for one in people_to_thank(ledger[:2], date(2026, 11, 21))}
    assert few == {"old", "p0"}
    assert people_to_thank((), date(1, 1, 1)) == ()


def test_a_week_begins_on_a_monday() -> None:
    assert week_number(MONDAY) == week_number(MONDAY + timedelta(days=6))
    assert week_number(MONDAY) == week_number(MONDAY - timedelta(days=1)) + 1


def test_who_is_on_no_board_is_not_thanked_in_public(tmp_path: Path) -> None:
    files = {
        "contributions/people/shy.md": "---\nname: Shy Example\nvisibility: no-boards\n---\n",
        "contributions/tips/a.md": "---\nauthors: [shy]\n---\n# A\n\nWords.\n",
        "contributions/tips/b.md": "---\nauthors: [Bo Example]\n---\n# B\n\nWords.\n",
    }
    thanked = home(make_hub(tmp_path / "hub", files))["thanks"]
    assert [one["face"]["name"] for one in thanked] == ["Bo Example"]
    assert (thanked[0]["before"], thanked[0]["link"]["title"]) == ("wrote ", "B")


def test_doors_lead_where_this_hub_can_lead(tmp_path: Path) -> None:
    repository = start_hub(tmp_path / "hub", {"docs/guidelines.md": "# What to share\n\nWords.\n"})
    doors = {door["name"]: door for door in home(repository.root)["doors"]}
    assert {name: door["url"] for name, door in doors.items()} == {
        "find": "topics/",
        "write": "share/",
        "discuss": "ask/",
        "together": "people/",
    }
    settings = repository.root / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8") + "\nrepo_url: https://github.com/a/hub\n", "utf-8"
    )
    doors = {door["name"]: door for door in home(repository.root)["doors"]}
    assert doors["discuss"]["url"] == "https://github.com/a/hub/discussions"
    kinds = [(link["title"], link["url"]) for link in doors["write"]["links"]]
    assert ("War story", "share/?kind=war-story") in kinds
    assert len(kinds) == 4


def test_a_new_hub_shows_its_topics_and_where_to_begin(tmp_path: Path) -> None:
    files = {"docs/topics/nights.md": "# Nights\n"}
    root = make_hub(tmp_path / "hub", files, settings="repo_url: https://github.com/a/hub")
    view = home(root)
    assert [topic["title"] for topic in view["topics"]] == ["Nights"]
    assert view["newest"] == []
    assert view["write_url"] == "share/?kind=war-story"


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ("", "What colleagues learned, kept where you can find it."),
        ("site_description: What St. Anna knows.\n", "What St. Anna knows."),
    ],
)
def test_the_line_at_the_top_is_the_companys(settings: str, line: str, tmp_path: Path) -> None:
    site = gathered(start_hub(tmp_path / "hub", {}, settings=settings).root)
    assert planned(site, "").view["line"] == line


@pytest.mark.parametrize(
    ("own", "title"),
    [("Ward & bed", "Ward &amp; bed"), ("Welcome", "Welcome - Ward &amp; bed")],
)
def test_a_home_page_that_is_called_as_the_hub_says_so_once(
    own: str, title: str, tmp_path: Path
) -> None:
    hub = start_hub(
        tmp_path / "hub",
        {"docs/index.md": f"---\ntitle: {own}\n---\n"},
        settings="site_name: Ward & bed\n",
    )
    assert f"<title>{title}</title>" in built(hub.root).html("")
