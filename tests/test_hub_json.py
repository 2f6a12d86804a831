"""hub.json holds what its schema says, and the same inputs make the same bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.support.repository import Repository
from tests.support.site import BuiltSite, built, start_hub

FILES = {
    "contributions/people/ada.md": (
        "---\nname: Ada Example\nteam: Platform\nexpertise: [calls, graphs]\nemails: [ada@example.org]\n---\n"
    ),
    "contributions/articles/long.md": "---\nsummary: In short.\n---\n# Long\n\n"
    + "word " * 700
    + "\n",
    "contributions/war-stories/story.md": (
        "---\ntopics: [calls]\ntold_by: [Bo Sample]\naddresses: [notes/story]\n---\n# A story\n\nIt was.\n"
    ),
    "contributions/tips/tip.md": "---\nid: tip-one\n---\n# A <b>tip</b> & more\n\nÜber “all” of it.\n",
    "contributions/links/link.md": "---\nsuperseded_by: tips/tip\n---\n# A link\n\nWhy.\n",
    "docs/topics/calls.md": "---\ntitle: First calls\ncurators: [ada]\n---\nWords.\n",
}
SETTINGS = "site_url: https://hub.example.org/sub/\n"


def make(folder: Path) -> Repository:
    hub = start_hub(folder, FILES, settings=SETTINGS)
    hub.move("contributions/war-stories/story.md", "contributions/war-stories/told.md")
    hub.commit()
    return hub


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(make(tmp_path_factory.mktemp("data") / "hub").root, SOURCE_DATE_EPOCH="1790000000")


def by_url(data: Any, table: str) -> dict[str, Any]:
    """The rows of a table, by their address."""
    rows = {row["url"]: row for row in data[table]}
    assert rows
    return rows


def test_it_holds_what_its_schema_says(site: BuiltSite) -> None:
    schema = json.loads((site.folder / "hub.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert list(checker.iter_errors(site.data())) == []
    broken = site.data() | {"contributions": [{"id": 1}], "more": 1}
    assert len(list(checker.iter_errors(broken))) > 2


def test_a_contribution(site: BuiltSite) -> None:
    rows = by_url(site.data(), "contributions")
    assert rows["war-stories/told/"] == {
        "id": rows["war-stories/told/"]["id"],
        "kind": "war-story",
        "title": "A story",
        "summary": "It was.",
        "url": "war-stories/told/",
        "source": "contributions/war-stories/told.md",
        "topics": ["calls"],
        "authors": ["ada"],
        "told_by": ["bo-sample"],
        "created": "2026-01-05",
        "updated": "2026-01-05",
        "words": 2,
        "reading_minutes": 1,
        "status": "published",
        "freshness": "fresh",
        "addresses": ["notes/story/", "war-stories/story/"],
        "comments": 0,
        "reactions": 0,
    }
    assert len(rows["war-stories/told/"]["id"]) == 10
    assert rows["tips/tip/"]["id"] == "tip-one"
    assert rows["tips/tip/"]["title"] == "A tip & more"
    assert rows["articles/long/"]["summary"] == "In short."
    assert rows["articles/long/"]["reading_minutes"] == 3
    assert rows["links/link/"]["status"] == rows["links/link/"]["freshness"] == "obsolete"


def test_people_topics_and_the_rest(site: BuiltSite) -> None:
    data = site.data()
    assert by_url(data, "people")["people/ada/"] == {
        "id": "ada",
        "name": "Ada Example",
        "url": "people/ada/",
        "team": "Platform",
        "expertise": ["calls", "graphs"],
    }
    assert by_url(data, "topics")["topics/calls/"] == {
        "slug": "calls",
        "title": "First calls",
        "url": "topics/calls/",
        "curators": ["ada"],
        "contributions": 1,
    }
    assert data["schema"] == 1
    assert data["as_of"] == "2026-09-21"
    assert data["site_url"] == "https://hub.example.org/sub/"


def test_the_ledger_and_the_boards_that_add_it_up(site: BuiltSite) -> None:
    data = site.data()
    story = by_url(data, "contributions")["war-stories/told/"]
    assert {
        "person": "bo-sample",
        "day": "2026-01-05",
        "rule": "told",
        "points": 5,
        "evidence": story["id"],
        "confirmed_by": None,
    } in data["ledger"]
    assert {one["rule"] for one in data["ledger"]} == {"published", "told", "curated"}
    people = {row["id"] for row in data["people"]}
    assert {one["person"] for one in data["ledger"]} <= people
    found = {(one["window"], one["scope"]): one["rows"] for one in data["boards"]}
    totals: dict[str, int] = {}
    for one in data["ledger"]:
        totals[one["person"]] = totals.get(one["person"], 0) + one["points"]
    rows = found["all", "everyone"]
    assert {row["person"]: row["points"] for row in rows} == totals == {"ada": 55, "bo-sample": 5}
    assert [row["rank"] for row in rows] == [1, 2]
    assert found["year", "team:Platform"] == [{"person": "ada", "rank": 1, "points": 55}]
    assert ("month", "everyone") not in found
    assert found["quarter", "topic:calls"] == [{"person": "ada", "rank": 1, "points": 5}]


def test_every_address_in_it_is_a_page(site: BuiltSite) -> None:
    data = site.data()
    seen = 0
    for table in ("contributions", "people", "topics"):
        for url, row in by_url(data, table).items():
            assert site.has(url)
            assert all(site.leads_to(old) == url for old in row.get("addresses", []))
            seen += 1
    assert seen == len(data["contributions"]) + len(data["people"]) + len(data["topics"]) >= 7


def test_the_same_inputs_make_the_same_bytes(site: BuiltSite, tmp_path: Path) -> None:
    other = make(tmp_path / "elsewhere" / "another")
    again = built(other.root, SOURCE_DATE_EPOCH="1790000000", TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    first, second = site.files(), again.files()
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert len(first) > 40


def test_a_second_build_with_its_cache_makes_the_same_bytes(site: BuiltSite) -> None:
    before = site.files()
    assert built(site.root, SOURCE_DATE_EPOCH="1790000000").files() == before
    assert str(site.root).encode() not in b"".join(before.values())
