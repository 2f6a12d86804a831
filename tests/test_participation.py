"""Who takes part by department: groups in which nobody can be made out, also not by subtracting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commonplace.model.settings import Department
from commonplace.scoring.ledger import ledger
from commonplace.scoring.participation import participation
from commonplace.scoring.windows import window_starts
from tests.support.site import gathered, planned, start_hub

NO_DEPARTMENTS = "extra: {hub: {departments: null}}\n"


def profiles(sizes: dict[str, int], visibility: str = "all") -> dict[str, str | bytes]:
    """So many people in each team."""
    return {
        f"contributions/people/{team.lower()}-{n}.md": (
            f"---\nname: {team} Person{chr(97 + n)}\nteam: {team}\nvisibility: {visibility}\n---\n"
        )
        for team, size in sizes.items()
        for n in range(size)
    }


def found_in(
    folder: Path,
    sizes: dict[str, int],
    active: dict[str, int],
    said: tuple[Department, ...] = (),
    day: str = "2026-05-01",
) -> dict[str | None, tuple[int, int]]:
    """Who took part this year in a hub of such teams, of which so many people each wrote something."""
    files = profiles(sizes)
    for team, count in active.items():
        for n in range(count):
            files[f"contributions/tips/{team.lower()}-{n}.md"] = (
                f"---\nauthors: [{team.lower()}-{n}]\ndate: {day}\n---\n# A tip\n\nWords.\n"
            )
    hub = gathered(start_hub(folder / "hub", files, settings=NO_DEPARTMENTS).root).hub
    hub = replace(hub, settings=replace(hub.settings, departments=said))
    rows = participation(hub, ledger(hub), window_starts(hub.as_of)["year"])
    assert rows == tuple(sorted(rows, key=lambda r: (r.department is None, -r.active / r.people)))
    return {row.department: (row.active, row.people) for row in rows}


def test_a_group_of_five_is_told_and_small_ones_are_together(tmp_path: Path) -> None:
    sizes, active = {"Care": 5, "Sales": 4, "Labs": 3}, {"Care": 2, "Sales": 1, "Labs": 3}
    assert found_in(tmp_path, sizes, active) == {"Care": (2, 5), None: (4, 7)}


@pytest.mark.parametrize("small", [{"Sales": 4}, {"Sales": 2, "Labs": 2}, {"Sales": 1}])
def test_what_is_left_cannot_be_worked_out_by_subtracting(
    small: dict[str, int], tmp_path: Path
) -> None:
    sizes = {"Care": 9, "Ward": 6, **small}
    found = found_in(tmp_path, sizes, {"Care": 3, "Ward": 2, **small})
    total = 3 + 2 + sum(small.values())
    assert found == {"Care": (3, 9), None: (total - 3, 6 + sum(small.values()))}
    # Whoever knows the total of the page and takes every row away is left with nobody.
    assert total - sum(active for active, _ in found.values()) == 0
    assert all(people >= 5 for _, people in found.values())


def test_where_there_is_nobody_to_hide_among_nothing_is_told(tmp_path: Path) -> None:
    assert found_in(tmp_path, {"Care": 4}, {"Care": 2}) == {}


def test_the_settings_say_how_many_work_there_unless_more_are_known(tmp_path: Path) -> None:
    said = (Department("Care", 40), Department("Sales", 2), Department("Labs"), Department("New"))
    sizes = {"Care": 2, "Sales": 6, "Labs": 5}
    found = found_in(tmp_path, sizes, {"Care": 1, "Sales": 6}, said)
    assert found == {"Sales": (6, 6), "Care": (1, 40), "Labs": (0, 5)}


def test_a_headcount_of_four_is_small_and_of_five_is_not(tmp_path: Path) -> None:
    sizes, active = {"Care": 2, "Sales": 1}, {"Care": 2, "Sales": 1}
    big = Department("Ward", 12)
    five = found_in(
        tmp_path / "a", sizes, active, (big, Department("Care", 5), Department("Sales", 5))
    )
    assert five == {"Care": (2, 5), "Sales": (1, 5), "Ward": (0, 12)}
    four = found_in(
        tmp_path / "b", sizes, active, (big, Department("Care", 5), Department("Sales", 4))
    )
    assert four == {"Ward": (0, 12), None: (3, 9)}


def test_only_this_year_counts(tmp_path: Path) -> None:
    assert found_in(tmp_path, {"Care": 5}, {"Care": 3}, day="2025-12-31") == {"Care": (0, 5)}


@pytest.mark.parametrize("visibility", ["no-directory", "unnamed"])
def test_who_has_no_page_does_not_make_a_department_larger(visibility: str, tmp_path: Path) -> None:
    files = profiles({"Care": 6}) | profiles({"Canaryteam": 6}, visibility)
    files["contributions/tips/a.md"] = "---\nauthors: [care-0]\ndate: 2026-05-01\n---\n# A\n\nB.\n"
    files["contributions/tips/b.md"] = (
        "---\nauthors: [canaryteam-0]\ndate: 2026-05-01\n---\n# A\n\nB.\n"
    )
    site = gathered(start_hub(tmp_path / "hub", files, settings=NO_DEPARTMENTS).root)
    view = planned(site, "leaderboard/").view
    assert "Canaryteam" not in str(view)
    bars = [(bar["label"], bar["value"], bar["url"]) for bar in view["participation"]["bars"]]
    assert bars == [("Care", "1 of 6", "leaderboard/teams/care/")]


def test_a_chart_says_nobody_instead_of_a_zero(tmp_path: Path) -> None:
    files = profiles({"Care": 6, "Ward": 5, "Labs": 3, "Sales": 2})
    files["contributions/tips/a.md"] = "---\nauthors: [care-0]\ndate: 2026-05-01\n---\n# A\n\nB.\n"
    root = start_hub(tmp_path / "hub", files, settings=NO_DEPARTMENTS).root
    chart = planned(gathered(root), "leaderboard/").view["participation"]
    values = [(bar["label"], bar["value"]) for bar in chart["bars"]]
    small = ("Smaller departments together", "nobody yet of 5")
    assert values == [("Care", "1 of 6"), ("Ward", "nobody yet of 5"), small]
    assert "fewer than five" in chart["note"]
    assert planned(gathered(root, as_of="2027-02-01"), "leaderboard/").view["participation"] is None
