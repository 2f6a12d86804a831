"""Freshness: counted from the last check or change, told in words wherever a contribution is listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commonplace.assemble.freshness import freshness, months_after
from commonplace.model.contribution import Status
from tests.support.site import contribution, gathered, planned, start_hub

DAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (DAY, 1, date(2026, 2, 28)),
        (DAY, 25, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 15), 12, date(2027, 11, 15)),
        (date(9999, 12, 31), 1200, date(9999, 12, 31)),
    ],
)
def test_months_later(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-01-31", "fresh"),
        ("2026-07-30", "fresh"),
        ("2026-07-31", "due"),
        ("2027-01-30", "due"),
        ("2027-01-31", "stale"),
        ("2036-01-01", "stale"),
    ],
)
def test_due_after_the_period_and_stale_after_twice_that(as_of: str, state: str) -> None:
    assert freshness(Status.PUBLISHED, DAY, 6, date.fromisoformat(as_of)) == state


def test_obsolete_is_obsolete_and_an_unknown_day_is_fresh() -> None:
    assert freshness(Status.OBSOLETE, DAY, 6, DAY) == "obsolete"
    assert freshness(Status.PUBLISHED, None, 6, date(2050, 1, 1)) == "fresh"


def test_what_it_is_counted_from(tmp_path: Path) -> None:
    hub = start_hub(
        tmp_path / "hub",
        {
            "contributions/tips/plain.md": "# Plain\n\nx\n",
            "contributions/tips/often.md": "---\nreview_every: 2 months\n---\n# Often\n\nx\n",
            "contributions/tips/checked.md": (
                "---\nreview_every: 2 months\nverified: {on: 2026-11-01, by: Ada Example, note: read it}\n"
                "---\n# Checked\n\nx\n"
            ),
            "contributions/tips/gone.md": "---\nsuperseded_by: tips/plain\n---\n# Gone\n\nx\n",
        },
    )
    site = gathered(hub.root, as_of="2026-11-21")  # all of it is of 5 January 2026
    found = {one.document.slug: one.freshness.value for one in site.hub.contributions.values()}
    assert found == {"plain": "fresh", "often": "stale", "checked": "fresh", "gone": "obsolete"}
    assert contribution(gathered(hub.root, as_of="2027-01-05"), "tips/plain/").freshness == "due"
    view = planned(site, "tips/checked/").view
    assert "1 November 2026" in view["verified"]
    assert "Ada Example" in view["verified"]
    assert "read it" in view["verified"]
    stale = planned(site, "tips/often/").view["row"]["freshness"]
    assert "5 January 2026" in stale["note"]
    gone = planned(site, "tips/gone/").view
    assert gone["successor"] == {"title": "Plain", "url": "tips/plain/"}


def test_the_period_of_the_whole_hub(tmp_path: Path) -> None:
    settings = "extra: {hub: {review_every: 1 month}}\n"
    hub = start_hub(tmp_path / "hub", {"contributions/tips/a.md": "# A\n\nx\n"}, settings=settings)
    assert contribution(gathered(hub.root, as_of="2026-02-04"), "tips/a/").freshness == "fresh"
    assert contribution(gathered(hub.root, as_of="2026-02-05"), "tips/a/").freshness == "due"


def test_successors_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    text = "---\nsuperseded_by: {}\n---\n# A\n\nx\n"
    names = {
        "gone": "tips/loop-on",
        "self": "tips/self",
        "loop-one": "tips/loop-two",
        "loop-two": "tips/loop-one",
    }
    files = {f"contributions/tips/{name}.md": text.format(to) for name, to in names.items()}
    site = gathered(start_hub(tmp_path / "hub", files).root)
    found = {(one.path.split("/")[-1], one.code, one.line) for one in site.plan.diagnostics}
    assert {
        ("gone.md", "successor-gone", 2),
        ("self.md", "successor-self", 2),
        ("loop-one.md", "successor-loop", 2),
        ("loop-two.md", "successor-loop", 2),
    } <= found
    near = next(one for one in site.plan.diagnostics if one.code == "successor-gone")
    assert "loop-one" in near.message
