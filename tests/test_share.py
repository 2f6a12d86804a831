"""The page on which people write, as it is planned: what leads there, and what it tells a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commonplace.checks.leaks import find_leaks
from commonplace.checks.rules import published_rules, read_rules, shipped_rules
from commonplace.model.kinds import ARTICLE, KINDS, WAR_STORY
from commonplace.model.settings import Settings
from commonplace.pages.github import edit_url, folder_url, form_url
from commonplace.pages.sharing import share_url
from commonplace.words import template_hints, words
from tests.support.share import FILES, QUESTIONS, REPO, SETTINGS
from tests.support.site import gathered, planned, start_hub


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "share/"),
        ({"kind": ARTICLE}, "share/?kind=article"),
        ({"topic": "on-call"}, "share/?topic=on-call"),
        (
            {"kind": WAR_STORY, "title": "Who rings & why?", "topic": None},
            "share/?kind=war-story&title=Who+rings+%26+why%3F",
        ),
    ],
)
def test_what_is_known_comes_along(given: dict[str, Any], address: str) -> None:
    assert share_url(**given) == address


def test_places_on_github_obey_the_settings() -> None:
    own = Settings(repo_url="https://git.example.org/team/hub.git", branch="release/1 a")
    start = "https://git.example.org/team/hub"
    assert folder_url(own, "new", WAR_STORY) == (
        f"{start}/new/release/1%20a/contributions/war-stories"
    )
    assert edit_url(own, "docs/a.md") == f"{start}/edit/release/1%20a/docs/a.md"
    assert form_url(own, ARTICLE.name) == f"{start}/issues/new?template=article.yml"
    assert folder_url(Settings(), "upload", ARTICLE) is None
    assert form_url(Settings(), ARTICLE.name) is None


def test_the_page_knows_every_kind_and_its_questions(tmp_path: Path) -> None:
    site = gathered(start_hub(tmp_path / "hub", FILES, settings=SETTINGS).root)
    view = planned(site, "share/").view
    assert [kind["name"] for kind in view["kinds"]] == [kind.name for kind in KINDS]
    story = next(kind for kind in view["kinds"] if kind["name"] == "war-story")
    assert tuple(one["heading"] for one in story["questions"]) == QUESTIONS
    assert all(one["hint"] for one in story["questions"])
    data = json.loads(view["data"])
    assert data["kinds"]["war-story"]["new"] == f"{REPO}/new/main/contributions/war-stories"
    assert data["kinds"]["war-story"]["sections"] == list(QUESTIONS)
    assert {name: one["budget"] for name, one in data["kinds"].items()} == {
        kind.name: kind.word_budget for kind in KINDS
    }
    assert all(kind["form"] is None for kind in data["kinds"].values()), "there is no form yet"
    assert [topic["value"] for topic in view["topics"]] == ["calls", "nights"]
    assert view["guidelines_url"] == "guidelines/"


def test_a_form_is_offered_where_there_is_one(tmp_path: Path) -> None:
    files = FILES | {".github/ISSUE_TEMPLATE/tip.yml": "name: Tip\n"}
    site = gathered(start_hub(tmp_path / "hub", files, settings=SETTINGS).root)
    view = planned(site, "share/").view
    forms = {name: one["form"] for name, one in json.loads(view["data"])["kinds"].items()}
    assert forms.pop("tip") == f"{REPO}/issues/new?template=tip.yml"
    assert set(forms.values()) == {None}
    assert view["form"]
    nowhere = gathered(start_hub(tmp_path / "other", files).root)
    assert not planned(nowhere, "share/").view["form"], "there is no repository to have it"


def test_the_page_is_promised_and_led_to(tmp_path: Path) -> None:
    site = gathered(start_hub(tmp_path / "hub", FILES).root)
    assert site.plan.promises is not None
    assert "share/" in {one.address for one in site.plan.promises.pages}
    assert "share/leaks.json" in site.plan.promises.files
    assert "share/" in {link["url"] for link in site.plan.foot}
    assert planned(site, "topics/nights/").view["write_url"] == "share/?topic=nights"
    assert planned(site, "tips/").view["write_url"] == "share/?kind=tip"
    assert planned(site, "all/").view["write_url"] == "share/"


def test_browsers_get_the_rules_and_no_list_of_the_company(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = FILES | {
        "checks/must-not-discuss.txt": "Project Heron\nLarkspur Holdings\n",
        "checks/allowed.txt": "helpdesk@stmarys-hospital.org\n*@press.stmarys-hospital.org\n",
    }
    site = gathered(start_hub(tmp_path / "hub", files).root)
    rules = next(one.text for one in site.plan.outputs if one.docs_path == "share/leaks.json")
    assert rules == published_rules()
    assert len(rules) < 40_000
    data = read_rules(rules)
    assert [rule.id for rule in data] == [rule.id for rule in shipped_rules()]
    text = "Ask jo.smith@stmarys-hospital.org, or DE89 3704 0044 0532 0130 01."
    assert [hit.code for hit in find_leaks(text, data)] == [
        hit.code for hit in find_leaks(text, shipped_rules())
    ]
    said = "".join(one.text for one in site.plan.outputs) + json.dumps(
        [dict(page.view) for page in site.plan.pages]
    )
    for value in ("Heron", "Larkspur", "larkspur", "helpdesk@", "press.stmarys"):
        assert value not in said


def test_hints_stand_by_their_headings_in_every_language() -> None:
    assert set(template_hints("en", "war-story")) == {"", *QUESTIONS}
    assert template_hints("xx", "war-story") == template_hints("en", "war-story")
    assert template_hints("../x", "tip") == template_hints("en", "tip")
    assert template_hints("en", "tip")[""].startswith("One useful thing")


def test_every_kind_has_its_words() -> None:
    assert set(words("en")["share"]["kinds"]) == {kind.name for kind in KINDS}


def test_the_company_may_say_a_few_words_above(tmp_path: Path) -> None:
    files = FILES | {"docs/share/index.md": "---\ntitle: Tell us\n---\nIn your own words.\n"}
    page = planned(gathered(start_hub(tmp_path / "hub", files).root), "share/")
    assert (page.title, page.body.strip()) == ("Tell us", "In your own words.")
