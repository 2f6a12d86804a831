"""Points: each rule counts what it says, windows end with the calendar, and hidden people stay hidden."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from commonplace.model.hub import Hub
from commonplace.model.scoring import ScoreEvent
from commonplace.scoring.boards import Board, Breadth, boards, breadths
from commonplace.scoring.ledger import ledger
from commonplace.scoring.rules import RULES, curated, improved, published, reviewed, told
from commonplace.scoring.windows import quarters, window_starts
from tests.support.hub import ROOT
from tests.support.repository import Repository
from tests.support.site import TODAY, contribution, gathered, start_hub

BO = "Bo Sample <bo@example.org>"
CY = "Cy Sample <cy@example.org>"
DI = "Di Sample <di@example.org>"
BOT = "helper[bot] <1+helper[bot]@users.noreply.github.com>"
NOTE = "# A note\n\nThe first words.\n"
PATH = "contributions/tips/a.md"
TOPIC = "---\ntitle: Calls\ncurators: [bo]\n---\nText.\n"


@pytest.fixture
def hub(tmp_path: Path) -> Repository:
    return start_hub(tmp_path / "hub", {})


def lines(hub: Repository, rule: str | None = None, as_of: str = TODAY) -> list[ScoreEvent]:
    """The ledger of a hub, or what one rule put there."""
    found = ledger(gathered(hub.root, as_of=as_of).hub)
    return [event for event in found if rule in (None, event.rule)]


def earned(hub: Repository, rule: str, as_of: str = TODAY) -> list[tuple[str, str, int]]:
    """Who got what on which day by a rule."""
    return [(one.person, one.day.isoformat(), one.points) for one in lines(hub, rule, as_of)]


def board(hub: Hub, window: str, scope: str = "everyone") -> list[tuple[int, str, int]]:
    """The rows of a board; none where it is left out."""
    all_boards = boards(hub, ledger(hub))
    rows = [one.rows for one in all_boards if (one.window, one.scope) == (window, scope)]
    return [(row.rank, row.person, row.points) for row in (rows[0] if rows else ())]


def written(authors: str, day: str, more: str = "") -> str:
    """A contribution whose authors and day stand at its top."""
    return f"---\nauthors: [{authors}]\ndate: {day}\n{more}---\n{NOTE}"


def test_published_is_for_each_author_and_a_reviewer_confirms_it(hub: Repository) -> None:
    trailers = ["Co-authored-by: " + CY, "Reviewed-by: " + CY, "Reviewed-by: " + DI]
    hub.commit({PATH: NOTE}, author=BO, trailers=trailers, date="2026-02-01")
    ident = contribution(gathered(hub.root), "tips/a/").id
    assert lines(hub, "published") == [
        ScoreEvent("bo-sample", date(2026, 2, 1), "published", 10, ident, "di-sample"),
        ScoreEvent("cy-sample", date(2026, 2, 1), "published", 10, ident, "di-sample"),
    ]


@pytest.mark.parametrize(
    ("authors", "each"), [(1, 10), (3, 10), (4, 7), (5, 6), (7, 4), (30, 1), (31, 0)]
)
def test_more_than_three_authors_share(authors: int, each: int) -> None:
    assert published.points_each(authors) == each


def test_five_authors_get_six_each_and_too_many_get_no_line(hub: Repository) -> None:
    names = ", ".join(f"Person Number{chr(97 + n)}" for n in range(5))
    crowd = ", ".join(f"Crowd Of{chr(97 + n % 26)}{n}" for n in range(31))
    hub.commit({PATH: written(names, "2026-02-01")})
    hub.commit({"contributions/tips/b.md": written(crowd, "2026-02-01")})
    assert [one.points for one in lines(hub)] == [6] * 5


def test_improved_once_a_day_by_others_and_by_changes_of_the_text(hub: Repository) -> None:
    hub.commit({PATH: NOTE}, author=BO, date="2026-02-01")
    review = ["Reviewed-by: " + BO]
    for number, (who, when) in enumerate(
        [(CY, "T08"), (CY, "T23"), (BO, "T10"), (DI, "T11"), (BOT, "T12")]
    ):
        hub.commit(
            {PATH: f"{NOTE}More, {number}.\n"},
            author=who,
            trailers=review if who == DI else [],
            date=f"2026-03-01{when}:00:00+00:00",
        )
    hub.commit({PATH: f"{NOTE}Again.\n"}, author=CY, date="2026-03-02")
    hub.move(PATH, "contributions/tips/b.md")
    hub.commit(author=DI, date="2026-03-03")
    assert earned(hub, "improved") == [
        ("cy-sample", "2026-03-01", 3),
        ("di-sample", "2026-03-01", 3),
        ("cy-sample", "2026-03-02", 3),
    ]
    assert [one.confirmed_by for one in lines(hub, "improved")] == [None, "bo-sample", None]


def test_a_teller_does_not_improve_and_an_ignored_commit_is_no_change(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", {PATH: written("Bo Sample", "2026-01-05")})
    told_text = written("Bo Sample", "2026-01-05", "told_by: [Cy Sample]\n")
    hub.commit({PATH: told_text}, author=CY, date="2026-02-01")
    mass = hub.commit({PATH: told_text + "Reformatted.\n"}, author=DI, date="2026-02-02")
    assert earned(hub, "improved") == [("di-sample", "2026-02-02", 3)]
    config = hub.root / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("\n  hub:\n", f"\n  hub:\n    history: {{ignore: [{mass}]}}\n"), "utf-8"
    )
    assert earned(hub, "improved") == []


def test_days_are_those_of_the_time_zone(tmp_path: Path) -> None:
    settings = "extra: {hub: {timezone: Asia/Tokyo}}\n"
    hub = start_hub(tmp_path / "hub", {}, settings=settings)
    hub.commit({PATH: NOTE}, author=BO, date="2026-02-01")
    hub.commit({PATH: NOTE + "1\n"}, author=CY, date="2026-03-01T14:59:00+00:00")
    hub.commit({PATH: NOTE + "2\n"}, author=CY, date="2026-03-01T15:01:00+00:00")
    days = ["2026-03-01", "2026-03-02"]
    assert [day for _, day, _ in earned(hub, "improved")] == days


def test_reviewed_is_for_others_changes_once_a_day(hub: Repository) -> None:
    everybody = ["Reviewed-by: " + who for who in (BO, CY, DI, BOT)]
    hub.commit({PATH: NOTE}, author=BO, trailers=everybody, date="2026-02-01")
    hub.commit({PATH: NOTE + "1\n"}, author=CY, trailers=everybody, date="2026-02-01")
    hub.commit({PATH: NOTE + "2\n"}, author=CY, trailers=everybody, date="2026-02-02")
    assert earned(hub, "reviewed") == [
        ("cy-sample", "2026-02-01", 2),
        ("di-sample", "2026-02-01", 2),
        ("di-sample", "2026-02-02", 2),
    ]
    assert {one.confirmed_by for one in lines(hub, "reviewed")} == {None}


def test_a_story_told_is_for_who_told_it(hub: Repository) -> None:
    hub.commit({PATH: written("Bo Sample", "2026-02-01", "told_by: [Cy Sample, Bo Sample]\n")})
    assert earned(hub, "told") == [("cy-sample", "2026-02-01", 5)]
    assert earned(hub, "published") == [("bo-sample", "2026-02-01", 10)]


def test_curating_is_for_each_quarter_since_the_first_contribution(hub: Repository) -> None:
    profile = "---\nname: Bo Sample\n---\n"
    hub.commit({"docs/topics/calls.md": TOPIC, "docs/topics/none.md": TOPIC})
    hub.commit({"contributions/people/bo.md": profile})
    assert earned(hub, "curated") == []
    topics = "topics: [calls]\n"
    hub.commit({PATH: written("Cy Sample", "2025-11-15", f"{topics}status: obsolete\n")})
    hub.commit({"contributions/tips/b.md": written("Cy Sample", "2026-02-01", topics)})
    days = ["2025-11-15", "2026-01-01", "2026-04-01"]
    assert earned(hub, "curated", "2026-06-30") == [("bo", day, 5) for day in days]
    later = [*days, "2026-07-01"]
    assert earned(hub, "curated", "2026-07-01") == [("bo", day, 5) for day in later]
    assert {one.evidence for one in lines(hub, "curated")} == {"calls"}


def test_quarters_go_over_the_end_of_the_year_and_stop_at_the_end_of_time() -> None:
    found = list(quarters(date(2025, 10, 31), date(2026, 4, 1)))
    assert found == [date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1)]
    assert list(quarters(date(2026, 2, 1), date(2025, 12, 31))) == []
    assert len(list(quarters(date(9999, 1, 1), date.max))) == 4


def test_a_slip_in_a_year_does_not_fill_the_ledger(hub: Repository) -> None:
    hub.commit(
        {"docs/topics/calls.md": TOPIC, "contributions/people/bo.md": "---\nname: Bo\n---\n"}
    )
    hub.commit({PATH: written("Cy Sample", "0202-02-01", "topics: [calls]\n")})
    days = [day for _, day, _ in earned(hub, "curated", "2006-01-01")]
    assert days == ["2005-04-01", "2005-07-01", "2005-10-01", "2006-01-01"]


def test_drafts_and_what_git_has_not_seen_give_nothing_and_obsolete_keeps(hub: Repository) -> None:
    hub.commit({PATH: written("Bo Sample", "2026-02-01", "status: obsolete\n")})
    hub.commit({"contributions/tips/b.md": written("Cy Sample", "2026-02-01", "status: draft\n")})
    (hub.root / "contributions/tips/c.md").write_text(written("Di Sample", "2026-02-01"), "utf-8")
    shown = gathered(hub.root, drafts=True).hub
    assert len(shown.contributions) == 3
    assert [(one.person, one.points) for one in ledger(shown)] == [("bo-sample", 10)]


def test_a_rename_moves_no_points(hub: Repository) -> None:
    hub.commit({PATH: NOTE}, author=BO, trailers=["Reviewed-by: " + DI])
    hub.commit({PATH: NOTE + "More.\n"}, author=CY)
    before = lines(hub)
    hub.move(PATH, "contributions/tips/below/renamed.md")
    hub.commit(author=DI)
    assert len(before) == 3
    assert lines(hub) == before


def test_the_same_inputs_make_the_same_ledger_in_order(tmp_path: Path) -> None:
    names = [f"contributions/tips/{name}.md" for name in "cab"]
    files = {name: written("Di Sample, Bo Sample, Cy Sample", "2026-02-01") for name in names}
    found = lines(start_hub(tmp_path / "one", files))
    backwards = dict(reversed(files.items()))
    assert found == lines(start_hub(tmp_path / "two", backwards))
    keys = [(one.day, one.evidence, one.person) for one in found]
    assert keys == sorted(keys)
    assert len(keys) == 9


def test_without_a_full_history_there_is_only_what_is_written(
    hub: Repository, tmp_path: Path
) -> None:
    hub.commit({PATH: NOTE}, author=BO)
    hub.commit({"contributions/tips/b.md": written("Cy Sample", "2026-02-01")})
    shallow = hub.clone(tmp_path / "shallow", depth=1)
    assert [(one.person, one.rule) for one in lines(shallow)] == [("cy-sample", "published")]
    site = gathered(shallow.root)
    data = json.loads(next(o.text for o in site.plan.outputs if o.docs_path == "hub.json"))
    assert [(one["person"], one["evidence"]) for one in data["ledger"]] == [("cy-sample", None)]


DAYS = {
    "a": ("Ann Month", "2026-05-01"),
    "b": ("Ben Quarter", "2026-04-30"),
    "c": ("Cleo Year", "2026-03-31"),
    "d": ("Dee Before", "2025-12-31"),
    "e": ("Eve Today", "2026-05-20"),
    "f": ("Fay Tomorrow", "2026-05-21"),
}


def test_the_windows_begin_and_end_with_the_calendar(tmp_path: Path) -> None:
    files = {f"contributions/tips/{n}.md": written(*row) for n, row in DAYS.items()}
    found = gathered(start_hub(tmp_path / "hub", files).root, as_of="2026-05-20").hub
    who = {
        window: {row[1] for row in board(found, window)} for window in window_starts(found.as_of)
    }
    assert who["month"] == {"ann-month", "eve-today"}
    assert who["quarter"] == who["month"] | {"ben-quarter"}
    assert who["year"] == who["quarter"] | {"cleo-year"}
    assert who["all"] == who["year"] | {"dee-before"}
    assert [one.person for one in ledger(found)][-1] == "eve-today"


def test_ties_share_a_rank_and_scopes_hold_their_own(tmp_path: Path) -> None:
    team = "---\nname: {}\nteam: {}\n---\n"
    files = {
        "docs/topics/calls.md": TOPIC,
        "contributions/people/ann.md": team.format("Ann Example", "Care"),
        "contributions/people/bo.md": "---\nname: Bo Sample\n---\n",
        "contributions/people/ben.md": team.format("Ben Example", "Care"),
        PATH: written("ann, ben", "2026-05-01", "topics: [calls]\n"),
        "contributions/articles/b.md": written("Cleo Example", "2026-05-02"),
        "contributions/articles/c.md": written("Dee Example", "2026-05-02", "told_by: [ann]\n"),
        "contributions/articles/d.md": written("Dee Example", "2026-02-02"),
    }
    files["contributions/people/pat.md"] = team.format("Pat Example", "Few")
    files["contributions/articles/few.md"] = written("pat", "2026-01-02")
    settings = "extra: {hub: {departments: {Care: 5, Few: 4}}}"
    hub = start_hub(tmp_path / "hub", files, settings=settings)
    found = gathered(hub.root, as_of="2026-05-20").hub
    assert board(found, "month") == [
        (1, "ann", 15),
        (2, "ben", 10),
        (2, "cleo-example", 10),
        (2, "dee-example", 10),
        (5, "bo", 5),
    ]
    assert board(found, "all")[0] == (1, "dee-example", 20)
    assert [row[0] for row in board(found, "all")] == [1, 2, 3, 3, 3, 6]
    assert board(found, "all", "team:Few") == []
    assert board(found, "month", "team:Care") == [(1, "ann", 15), (2, "ben", 10)]
    assert board(found, "month", "kind:tip") == [(1, "ann", 10), (1, "ben", 10)]
    assert board(found, "all", "kind:article")[-1] == (4, "ann", 5)
    topic = [(1, "ann", 10), (1, "ben", 10), (3, "bo", 5)]
    assert board(found, "month", "topic:calls") == topic
    scopes = [one.scope for one in boards(found, ledger(found)) if one.window == "month"]
    assert scopes == ["everyone", "kind:article", "kind:tip", "topic:calls", "team:Care"]
    assert all(one.rows for one in boards(found, ledger(found)))
    everyone = ("ann", "ben", "bo", "cleo-example")
    month, _, year, _ = breadths(found, ledger(found))
    assert (month.people, month.teams) == (5, 1)
    assert set(month.first_timers) == set(everyone)
    assert set(year.first_timers) == {*everyone, "dee-example", "pat"}


def test_an_empty_hub_has_no_boards(hub: Repository) -> None:
    found = gathered(hub.root).hub
    assert boards(found, ledger(found)) == ()
    windows = [Breadth(window, 0, 0, ()) for window in window_starts(found.as_of)]
    assert breadths(found, ledger(found)) == tuple(windows)


@pytest.mark.parametrize("visibility", ["no-boards", "no-directory", "unnamed"])
def test_who_wants_no_board_is_in_nothing_that_is_written(tmp_path: Path, visibility: str) -> None:
    profile = f"---\nname: Bo Sample\nteam: Care\nemails: [bo@example.org]\nvisibility: {visibility}\n---\n"
    hub = start_hub(tmp_path / "hub", {"contributions/people/bo.md": profile})
    hub.commit({"docs/topics/calls.md": TOPIC})
    hub.commit({PATH: NOTE.replace("#", "---\ntopics: [calls]\n---\n#", 1)}, author=BO)
    hub.commit({PATH: NOTE + "More.\n"}, author=CY, trailers=["Reviewed-by: " + BO])
    hub.commit({"contributions/tips/b.md": NOTE}, author=DI, trailers=["Reviewed-by: " + BO])
    hub.commit({"contributions/tips/b.md": NOTE + "More.\n"}, author=BO)
    site = gathered(hub.root)
    events = ledger(site.hub)
    assert "bo" in {one.person for one in events}
    assert "bo" in {one.confirmed_by for one in events}
    made: list[Board | Breadth] = [*boards(site.hub, events), *breadths(site.hub, events)]
    assert "'bo'" not in str(made)
    assert "Care" not in str(made)
    assert breadths(site.hub, events)[-1].people == 2
    data = json.loads(next(o.text for o in site.plan.outputs if o.docs_path == "hub.json"))
    assert {one["person"] for one in data["ledger"]} == {"cy-sample", "di-sample"}
    assert {one["confirmed_by"] for one in data["ledger"]} == {None}
    assert '"bo"' not in json.dumps([data["boards"], data["ledger"]])
    assert "Care" not in json.dumps(data["boards"])


def test_the_page_tells_the_weights() -> None:
    page = (ROOT / "docs" / "develop" / "scoring.md").read_text("utf-8")
    told_there = re.findall(r"^\| `(\w+)` \| (\d+) \|", page, re.MULTILINE)
    assert told_there == [(rule.name, str(rule.points)) for rule in RULES]
    assert len(RULES) == 5
    assert f"share {published.SHARED} |" in page
    files = {path.stem for path in (ROOT / "commonplace/scoring/rules").glob("[!_]*.py")}
    assert files == {rule.name for rule in RULES}
    weights = [part.POINTS for part in (published, improved, reviewed, told, curated)]
    assert weights == [10, 3, 2, 5, 5]
