"""The leaderboard as built: ranks as the files say, nobody who opted out, and no page without an end."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from commonplace.pages.board_addresses import Place, board_places
from commonplace.pages.board_sentence import Numbers, board_sentence
from commonplace.pages.presenter import Presenter
from commonplace.scoring.boards import Board, Row
from commonplace.scoring.rules import RULES, published
from commonplace.site.gather import Site
from commonplace.words import words
from tests.support.repository import Repository
from tests.support.site import BuiltSite, built, gathered, planned, start_hub

WINDOWS = ("month", "quarter", "year", "all")
STARTS = {"month": "2026-11-01", "quarter": "2026-10-01", "year": "2026-01-01", "all": "0001-01-01"}
CROWD = 300
DAYS = ("2026-11-21", "2026-11-01", "2026-10-31", "2026-06-30", "2025-12-01", "2025-11-30")
HIDDEN = {
    "no-boards": ("Quillon Canaryboard", "canaryboard"),
    "no-directory": ("Waldemar Canarydirectory", "canarydirectory"),
    "unnamed": ("Zerlina Canaryunnamed", "canaryunnamed"),
}
PLACE = re.compile(
    r'hub-board__rank">(\d+)</td>.*?class="hub-name" href="([^"]*)"><bdi>([^<]*)</bdi>.*?'
    r'<svg class="hub-months"[^>]*>(.*?)</svg>.*?hub-board__points"><a href="([^"]*)">(\d+)<',
    re.DOTALL,
)


def member(number: int) -> str:
    """A name of two words, another one for each number."""
    return f"Member {''.join(chr(97 + number // 17**n % 17) for n in range(3))}x".title()


def written(authors: str, day: str, more: str = "") -> str:
    return f"---\nauthors: [{authors}]\ndate: {day}\n{more}---\n# A tip of {day}\n\nWords.\n"


def crowd() -> dict[str, str | bytes]:
    """Three hundred people who wrote on several days, one of them very much, and three who opted out."""
    files: dict[str, str | bytes] = {
        "docs/topics/calls.md": "---\ntitle: Calls\n---\nText.\n",
        "docs/topics/silent.md": "---\ntitle: Silent\n---\nText.\n",
    }
    for n in range(CROWD):
        many = ", ".join(member((n + k) % CROWD) for k in range(1 + n % 5))
        more = "topics: [calls]\n" if n % 3 == 0 else ""
        files[f"contributions/tips/tip-{n}.md"] = written(many, DAYS[n % len(DAYS)], more)
    for n in range(55):
        day = f"2026-{1 + n % 11:02}-{1 + n % 21:02}"
        files[f"contributions/articles/busy-{n}.md"] = written("busy", day)
    files["contributions/people/busy.md"] = "---\nname: Busy Example\nteam: Ward 4\n---\n"
    for visibility, (name, handle) in HIDDEN.items():
        files[f"contributions/people/{handle}.md"] = (
            f"---\nname: {name}\nteam: Team{handle}\nvisibility: {visibility}\n"
            f"emails: [{handle}@example.org]\n---\n"
        )
        files[f"contributions/tips/by-{visibility}.md"] = written(handle, "2026-11-20")
        files[f"docs/topics/of-{visibility}.md"] = (
            f"---\ntitle: Of {visibility}\ncurators: [{handle}]\n---\nText.\n"
        )
    return files


def points_in_files(folder: Path, window: str) -> dict[str, int]:
    """Everybody's points by their names in a window, counted from the texts alone."""
    found: dict[str, int] = {}
    hidden = {handle for _, handle in HIDDEN.values()}
    for path in sorted(folder.rglob("*.md")):
        top = re.match(r"---\nauthors: \[(.*)\]\ndate: (.*)\n", path.read_text("utf-8"))
        if top is None or top[2] < STARTS[window]:
            continue
        authors = top[1].split(", ")
        each = 10 if len(authors) <= 3 else 30 // len(authors)
        for name in authors:
            shown = {"busy": "Busy Example"}.get(name, name)
            if name not in hidden:
                found[shown] = found.get(shown, 0) + each
    return found


def ranked(points: Mapping[str, int]) -> list[tuple[int, int]]:
    """Ranks and points as they should stand, worked out in another way than the boards do."""
    return [
        (1 + sum(other > mine for other in points.values()), mine)
        for mine in sorted(points.values(), reverse=True)
    ]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    hub = start_hub(tmp_path_factory.mktemp("boards") / "hub", crowd())
    for name, handle in HIDDEN.values():
        reviewer = f"Reviewed-by: {name} <{handle}@example.org>"
        note = f"# Read by {len(handle)}\n\nWords.\n"
        path = f"contributions/links/read-{len(handle)}.md"
        hub.commit({path: note}, author="Ona Example <ona@example.org>", trailers=[reviewer])
    return hub


@pytest.fixture(scope="module")
def site(hub: Repository) -> BuiltSite:
    return built(hub.root, strict=True)


def window_of(site: BuiltSite, window: str, address: str = "leaderboard/") -> str:
    """The HTML of one window of a board."""
    after = site.html(address).split(f'<section class="hub-window" id="{window}"', 1)[1]
    return after.split("</section>", 1)[0]


def places(site: BuiltSite, window: str) -> list[tuple[int, str, int]]:
    """Rank, name and points of every place that the built page shows."""
    rows = PLACE.findall(window_of(site, window))
    return [(int(rank), unescape(name), int(points)) for rank, _, name, _, _, points in rows]


def sample_view(site: Site, address: str = "leaderboard/") -> Any:
    return planned(site, address).view


@pytest.mark.parametrize("window", WINDOWS)
def test_ranks_are_those_that_the_files_give(window: str, hub: Repository, site: BuiltSite) -> None:
    expected = points_in_files(hub.root / "contributions", window)
    if window in ("year", "all"):
        expected["Ona Example"] = 30
    shown = places(site, window)
    assert len(shown) == 50
    assert [(rank, points) for rank, _, points in shown] == ranked(expected)[:50]
    assert {name: points for _, name, points in shown}.items() <= expected.items()
    ranks = [rank for rank, _, _ in shown]
    assert len(set(ranks)) < len(ranks)  # somebody shares one
    more = len(expected) - 50
    assert f"and {more} more colleagues" in window_of(site, window)
    assert f"{len(expected)} colleagues" in window_of(site, window)


def test_every_number_leads_to_its_reasons(site: BuiltSite) -> None:
    rows = PLACE.findall(window_of(site, "year"))
    assert len(rows) == 50
    for _, person, _, _, reasons, points in rows:
        assert reasons == f"{person}#points"
        address = person.removeprefix("../")
        page = site.html(address)
        assert page.count('id="points"') == 1
        lines = re.findall(r'hub-lines__points">(\d+)<', page)
        assert lines
        total = re.search(r'<h2 class="hub-heading">(\d+) points</h2>', page)
        assert total
        assert int(total[1]) >= int(points)
        if "points/" not in page.split('id="points"')[1]:
            assert int(total[1]) == sum(map(int, lines))


def test_who_opted_out_is_on_no_board_and_in_no_points(site: BuiltSite) -> None:
    looked_at = 0
    for name, content in site.files().items():
        text = f"{name}\n{content.decode('utf-8', 'replace')}".casefold()
        assert "canaryunnamed" not in text, name
        of_points = name.startswith("leaderboard/") or "/points/" in name
        for part in [text] if of_points else text.split('id="points"')[1:]:
            looked_at += 1
            assert "canary" not in part.split("</section>")[0], name
    assert looked_at > CROWD
    assert 'id="points"' not in site.html("people/canaryboard/")
    data = site.data()
    assert "canary" not in str([data["boards"], data["ledger"]])
    assert "Quillon Canaryboard" in site.words("tips/by-no-boards/")  # there, but not here


def test_a_page_of_all_lines_where_there_are_more_than_fifty(site: BuiltSite) -> None:
    person = site.html("people/busy/")
    assert person.count('class="hub-lines__points"') == 50
    assert "people/busy/points/" in site.pages_linked("people/busy/")
    first, second = (site.html(f"people/busy/points/{page}") for page in ("", "page/2/"))
    assert first.count('class="hub-lines__points"') == 50
    assert second.count('class="hub-lines__points"') == 5
    assert "550 points" in site.words("people/busy/points/page/2/")
    folders = [path.parent for path in (site.folder / "people").rglob("points")]
    assert [folder.name for folder in folders] == ["busy"]
    days = re.findall(r'<time datetime="([\d-]+)"', first + second)
    assert len(days) == 55
    assert days == sorted(days, reverse=True)


def test_the_drawing_is_the_points_of_twelve_months(hub: Repository) -> None:
    found = gathered(hub.root)
    checked = 0
    for window in sample_view(found)["windows"]:
        for place in window["places"]:
            person = next(p for p in found.hub.people.values() if p.name == place["face"]["name"])
            lines = [e for e in shown_ledger(found) if e["person"] == person.id]
            recent = [e for e in lines if e["day"] >= "2025-12-01"]
            assert sum(place["months"]) == sum(e["points"] for e in recent)
            this_month = [e["points"] for e in lines if e["day"] >= "2026-11-01"]
            assert place["months"][-1] == sum(this_month)
            assert len(place["months"]) == 12
            assert place["peak"] == max(1, *place["months"])
            checked += 1
    assert checked == 200


def shown_ledger(site: Site) -> list[dict[str, Any]]:
    """The ledger as hub.json has it."""
    data = json.loads(next(o.text for o in site.plan.outputs if o.docs_path == "hub.json"))
    ledger: list[dict[str, Any]] = data["ledger"]
    return ledger


def test_the_drawing_has_a_bar_as_high_as_each_month(hub: Repository, site: BuiltSite) -> None:
    planned_rows = sample_view(gathered(hub.root))["windows"][0]["places"]
    drawn = [row[3] for row in PLACE.findall(window_of(site, "month"))]
    assert len(drawn) == len(planned_rows) == 50
    for svg, place in zip(drawn, planned_rows, strict=True):
        heights = [int(height) for height in re.findall(r'height="(\d+)"', svg)]
        assert heights == [points for points in place["months"] if points]


def test_each_kind_topic_and_department_has_its_board(site: BuiltSite) -> None:
    for kind in ("articles", "war-stories", "tips", "links"):
        assert site.has(f"leaderboard/kinds/{kind}/")
    assert "Nobody has shared anything here yet" in site.words("leaderboard/kinds/war-stories/")
    assert " 0 " not in site.words("leaderboard/kinds/war-stories/")
    assert site.has("leaderboard/topics/calls/")
    assert not site.has("leaderboard/topics/silent/")
    assert "550" in site.words("leaderboard/teams/ward-4/")
    assert [p.name for p in (site.folder / "leaderboard/teams").iterdir()] == ["ward-4"]
    ways = site.pages_linked("leaderboard/")
    assert {
        "leaderboard/kinds/tips/",
        "leaderboard/topics/calls/",
        "leaderboard/teams/ward-4/",
    } <= ways
    assert "leaderboard/" in site.pages_linked("leaderboard/topics/calls/")


def test_points_are_explained_with_their_weights(site: BuiltSite) -> None:
    html = site.html("leaderboard/").split('id="rules"')[1]
    rows = re.findall(r'<th scope="row">([^<]*)</th><td>(\d+)</td>', html)
    told = words("en")["rules"]
    expected = [(told[rule.name]["how"], str(rule.points)) for rule in RULES]
    assert [(unescape(what), points) for what, points in rows] == expected
    assert set(told) == {rule.name for rule in RULES}
    assert f"Up to {published.FULL_FOR} authors" in html
    assert f"share {published.SHARED} evenly" in html
    assert "visibility: no-boards" in html
    assert "develop/scoring/" not in html  # which is not published here


def test_what_explains_more_is_linked_once_it_is_published(tmp_path: Path) -> None:
    files = {"docs/develop/scoring.md": "# Scoring\n", "docs/reference.md": "# Reference\n"}
    settings = "extra: {hub: {develop: true}}\n"
    open_hub = gathered(start_hub(tmp_path / "open", files, settings=settings).root)
    links = [link["url"] for link in sample_view(open_hub)["links"]]
    assert links == ["develop/scoring/", "reference/"]
    closed = gathered(start_hub(tmp_path / "closed", files).root)
    assert [link["url"] for link in sample_view(closed)["links"]] == ["reference/"]


def test_a_hub_with_nobody_invites(tmp_path: Path) -> None:
    site = built(start_hub(tmp_path / "hub", {}).root, strict=True)
    said = site.words("leaderboard/")
    assert "Nobody has shared anything here yet. What did you learn?" in said
    assert "How points work" in said
    main = site.html("leaderboard/").split("<article")[1].split("</article>")[0]
    assert "hub-tab" not in main
    assert ">0<" not in main


def test_the_windows_end_with_the_day(tmp_path: Path) -> None:
    days = {"a": "2026-03-31", "b": "2026-04-01", "c": "2026-04-30", "d": "2026-05-01"}
    files = {
        f"contributions/tips/{name}.md": written(f"{name.title()}na Example", day)
        for name, day in days.items()
    }
    root = start_hub(tmp_path / "hub", files).root

    def shown(as_of: str) -> tuple[str, dict[str, int]]:
        view = sample_view(gathered(root, as_of=as_of))
        return view["chosen"], {one["name"]: len(one["places"]) for one in view["windows"]}

    assert shown("2026-03-31") == ("all", {"month": 1, "quarter": 1, "year": 1, "all": 1})
    assert shown("2026-04-30") == ("year", {"month": 2, "quarter": 2, "year": 3, "all": 3})
    assert shown("2026-05-01") == ("quarter", {"month": 1, "quarter": 3, "year": 4, "all": 4})
    assert shown("2026-07-01") == ("year", {"month": 0, "quarter": 0, "year": 4, "all": 4})
    assert shown("2027-01-01") == ("all", {"month": 0, "quarter": 0, "year": 0, "all": 4})
    months = sample_view(gathered(root, as_of="2027-03-31"))["windows"][-1]["places"]
    assert sorted(sum(place["months"]) for place in months) == [0, 10, 10, 10]
    empty = sample_view(gathered(root, as_of="2027-01-01"))["windows"][0]
    assert empty["sentence"] == "Nobody is on this board this month yet."


def test_first_timers_are_named_in_their_window(tmp_path: Path) -> None:
    files = {
        "contributions/tips/a.md": written("Olda Example", "2025-01-05"),
        "contributions/tips/b.md": written("Olda Example, Newa Example", "2026-11-05"),
    }
    view = sample_view(gathered(start_hub(tmp_path / "hub", files).root))
    named = {w["name"]: [face["name"] for face in w["first_timers"]] for w in view["windows"]}
    assert named == {
        "month": ["Newa Example"],
        "quarter": ["Newa Example"],
        "year": ["Newa Example"],
        "all": [],
    }
    assert view["windows"][0]["sentence"] == (
        "2 colleagues shared something this month; one for the first time."
    )


@pytest.mark.parametrize(
    ("sort", "numbers", "sentence"),
    [
        (
            "everyone",
            (41, 9, 12),
            (
                "41 colleagues from 9 departments shared something this quarter; "
                "12 for the first time."
            ),
        ),
        (
            "everyone",
            (1, 1, 1),
            (
                "One colleague from one department shared something this quarter; "
                "it was the first time."
            ),
        ),
        ("everyone", (2, 0, 0), "2 colleagues shared something this quarter."),
        (
            "everyone",
            (2, 0, 2),
            ("2 colleagues shared something this quarter; all of them for the first time."),
        ),
        ("everyone", (0, 0, 0), "Nobody is on this board this quarter yet."),
        (
            "kind",
            (3, 1, 1),
            (
                "3 colleagues from one department had a part in “{0} {who}” this "
                "quarter; one of them new to the hub."
            ),
        ),
        ("team", (1, 1, 0), "One colleague in {0} {who} shared something this quarter."),
    ],
)
def test_the_sentence_is_right(
    sort: str, numbers: tuple[int, int, int], sentence: str, tmp_path: Path
) -> None:
    show = Presenter(gathered(start_hub(tmp_path / "hub", {}).root).hub, words("en"))
    place = Place("scope", sort, "name", "leaderboard/")
    said = board_sentence(place, "{0} {who}", "quarter", Numbers(*numbers), show)
    assert said == sentence


def test_teams_with_one_address_are_numbered() -> None:
    teams = ["Ward 4", "ward-4", "Ward 4 2", "¿?", "Ward"]
    rows = (Row("ada", 1, 10),)
    found = board_places([Board("all", f"team:{name}", rows) for name in teams])
    addresses = {place.name: place.address for place in found if place.sort == "team"}
    assert addresses == {
        "Ward 4": "leaderboard/teams/ward-4/",
        "ward-4": "leaderboard/teams/ward-4-2/",
        "Ward 4 2": "leaderboard/teams/ward-4-2-2/",
        "Ward": "leaderboard/teams/ward/",
    }
    earlier = board_places([Board("month", f"team:{name}", rows) for name in teams[::-1]])
    assert len(earlier) == 5  # the numbers do not depend on who is first this month


def test_a_company_puts_words_above_it(tmp_path: Path) -> None:
    own = {"docs/leaderboard/index.md": "---\ntitle: Thanks\n---\nWe give, and we say so.\n"}
    site = gathered(start_hub(tmp_path / "hub", own).root)
    page = planned(site, "leaderboard/")
    assert page.title == "Thanks"
    assert "We give, and we say so." in page.body


def test_who_has_no_page_has_no_place_whose_reasons_lead_nowhere(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", {})
    path = "contributions/tips/a.md"
    hub.commit({path: "# A\n\nWords.\n"}, author="Bo Sample <bo@example.org>")
    cy = "Cy Sample <cy@example.org>"
    hub.commit({path: "---\nstatus: obsolete\n---\n# A\n\nMore words.\n"}, author=cy)
    site = gathered(hub.root)
    addresses = {page.address for page in site.plan.pages}
    rows = sample_view(site)["windows"][-1]["places"]
    assert [row["reasons"] for row in rows] == ["people/bo-sample/#points"]
    assert "people/bo-sample/" in addresses
    assert "people/cy-sample/" not in addresses


def test_who_confirmed_a_line_is_named_unless_they_opted_out(tmp_path: Path) -> None:
    quiet = "---\nname: Di Sample\nemails: [di@example.org]\nvisibility: no-boards\n---\n"
    hub = start_hub(tmp_path / "hub", {"contributions/people/di.md": quiet})
    bo = "Bo Sample <bo@example.org>"
    for name, reviewer in {"a": "Cy Sample <cy@example.org>", "b": "Di <di@example.org>"}.items():
        path = f"contributions/tips/{name}.md"
        hub.commit(
            {path: f"# {name}\n\nWords.\n"}, author=bo, trailers=[f"Reviewed-by: {reviewer}"]
        )
    site = gathered(hub.root)
    lines = planned(site, "people/bo-sample/").view["points"]["lines"]
    confirmed = {line["evidence"]["title"]: line["confirmed_by"] for line in lines}
    assert confirmed["a"]["name"] == "Cy Sample"
    assert confirmed["b"] is None
    view = planned(site, "people/cy-sample/").view["points"]
    assert view["sums"] == [{"what": "Read before it was published", "times": 1, "points": 2}]
    assert view["total"] == "2 points"
    assert planned(site, "people/di/").view["points"] is None
