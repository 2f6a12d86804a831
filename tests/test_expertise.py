"""Who knows about what: counted by hand, and the same on topics, people and in the directory."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from commonplace.curation.expertise import MOST_TOPICS, expertise
from commonplace.site.gather import Site
from tests.support.company import TOPICS, company, company_files
from tests.support.repository import Repository
from tests.support.site import BuiltSite, built, gathered, planned, start_hub


def tip(title: str, *, topics: str = "calls", body: str = "Words.", **block: str) -> str:
    lines = "\n".join(
        f"{key}: {value}" for key, value in {"topics": f"[{topics}]", **block}.items()
    )
    return f"---\n{lines}\n---\n# {title}\n\n{body}\n"


def person(name: str, **block: str) -> str:
    lines = "\n".join(f"{key}: {value}" for key, value in {"name": name, **block}.items())
    return f"---\n{lines}\n---\n"


FILES = {
    "docs/topics/calls.md": "---\ntitle: First calls\nformerly: [phones]\ncurators: [cura]\n---\nWords.\n",
    "docs/topics/alarms.md": "---\ntitle: Alarms\n---\nWords.\n",
    "contributions/people/ada.md": person(
        "Ada Example", emails="[ada@example.org]", expertise="[phones, torque]"
    ),
    "contributions/people/bo.md": person("Bo Sample", emails="[bo@example.org]"),
    "contributions/people/cura.md": person("Cura Sample"),
    "contributions/people/shy.md": person(
        "Shy Canary", visibility="no-directory", expertise="[calls]", emails="[shy@example.org]"
    ),
    "contributions/people/un.md": person(
        "Unnamed Canary", visibility="unnamed", ask_me_about="[calls]", emails="[un@example.org]"
    ),
    "contributions/people/boards.md": person(
        "Boards Sample", visibility="no-boards", ask_me_about="[First Calls]"
    ),
    "contributions/tips/one.md": tip("One", authors="[ada]"),
    "contributions/tips/two.md": tip("Two", authors="[ada]", body="[There](one.md)."),
    "contributions/tips/three.md": tip("Three", authors="[bo]", body="[There](one.md)."),
    "contributions/tips/told.md": tip("Told", authors="[shy]", told_by="[ada]"),
    "contributions/tips/checked.md": tip(
        "Checked", authors="[ada]", verified="{on: 2026-06-01, by: bo}"
    ),
    "contributions/tips/own.md": tip(
        "Own check", authors="[bo]", verified="{on: 2026-11-01, by: bo}"
    ),
    "contributions/tips/old.md": tip("Old", authors="[ada]", date="2020-01-01", topics="alarms"),
    "contributions/tips/gone.md": tip("Gone", authors="[ada]", topics="alarms", status="obsolete"),
    "contributions/tips/hidden.md": tip("Hidden", authors="[shy, un]"),
}
# Wrote 3, wrote and stale 1, told 3, improved 1, read 1, says 2, looks after 3; for what they wrote, once a
# text: read or checked by another 2, led to by another's text 2, improved by another 1.
BY_HAND = {
    ("ada", "calls"): 3
    + 2
    + 1
    + 3
    + 3
    + 3
    + 2
    + 2,  # one: link, bo improved; two; told; checked; says
    ("bo", "calls"): 3 + 3 + 1,  # three; own, whose check is their own; improved one
    ("cura", "calls"): 3,
    ("boards", "calls"): 2,
    ("reva-sample", "calls"): 1,  # read what Hidden became
    ("ada", "alarms"): 1,  # old is stale, gone is out of date
}


def started(folder: Path) -> Repository:
    hub = start_hub(folder, {})
    hub.commit(FILES, author="Someone Else <else@example.org>")
    hub.commit(
        {"contributions/tips/one.md": tip("One", authors="[ada]", body="Better words.")},
        author="Bo Sample <bo@example.org>",
    )
    hub.commit(
        {"contributions/tips/hidden.md": tip("Hidden", authors="[shy, un]", body="More.")},
        author="Shy Canary <shy@example.org>",
        trailers=["Reviewed-by: Reva Sample <reva@example.org>"],
    )
    hub.commit(
        {"contributions/tips/git.md": "# From Git\n\nWords.\n"},
        author="Gil Git <gil@example.org>",
        trailers=["Reviewed-by: Unnamed Canary <un@example.org>"],
    )
    return hub


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return started(tmp_path_factory.mktemp("expertise") / "hub")


@pytest.fixture(scope="module")
def site(repository: Repository) -> Site:
    return gathered(repository.root)


@pytest.fixture(scope="module")
def shown(repository: Repository) -> BuiltSite:
    return built(repository.root)


def index(site: Site) -> dict[str, Any]:
    text = next(out.text for out in site.plan.outputs if out.docs_path == "people/index.json")
    found: dict[str, Any] = json.loads(text)
    return found


def linked_from(site: Site) -> Mapping[str, frozenset[str]]:
    """The links of the fixture, by ids: two (by the same author) and three lead to one."""
    ids = {one.address: one.id for one in site.hub.contributions.values()}
    return {ids["tips/one/"]: frozenset({ids["tips/two/"], ids["tips/three/"]})}


def test_scores_are_those_counted_by_hand(site: Site) -> None:
    found = expertise(site.hub, linked_from(site))
    scores = {(k.person, k.topic): k.score for known in found.by_topic.values() for k in known}
    assert scores == BY_HAND
    assert [k.person for k in found.by_topic["calls"]] == [
        *("ada", "bo", "cura", "boards", "reva-sample")
    ]


def test_both_ways_hold_the_same(site: Site) -> None:
    found = expertise(site.hub, linked_from(site))
    by_topic = {k for known in found.by_topic.values() for k in known}
    assert {k for known in found.by_person.values() for k in known} == by_topic
    assert len(by_topic) == len(BY_HAND)


def test_a_persons_page_says_what_and_how_we_know(site: Site, shown: BuiltSite) -> None:
    view = planned(site, "people/ada/").view
    assert [known["topic"]["title"] for known in view["knows"]] == ["First calls", "Alarms"]
    why = [known["why"] for known in view["knows"]]
    assert why[0].startswith("wrote 4 texts about this, one of them ")
    assert why[0].endswith("; says: ask me about this")
    assert why[1] == "wrote a text about this"
    assert view["expertise"] == ["torque"]  # "phones" is a topic, and stands above
    words = shown.words("people/ada/")
    assert words.index("Knows about") < words.index("Also knows about") < words.index("Wrote")


def test_the_topic_gives_the_same_reason_as_the_person(site: Site) -> None:
    experts = planned(site, "topics/calls/").view["experts"]
    assert [one["face"]["name"] for one in experts] == [
        *("Ada Example", "Bo Sample", "Boards Sample", "Reva Sample")
    ]
    for one in experts:
        knows = planned(site, one["face"]["url"]).view["knows"]
        assert one["why"] in [
            known["why"] for known in knows if known["topic"]["url"] == "topics/calls/"
        ]


def test_who_looks_after_a_topic_is_said_once(site: Site) -> None:
    view = planned(site, "people/cura/").view
    assert view["knows"][0]["why"] == "looks after this topic"
    assert view["curates"] == []


def test_what_colleagues_made_of_it_is_never_nothing(site: Site) -> None:
    assert planned(site, "people/ada/").view["thanks"] == [
        "Another text builds on what Ada Example wrote.",
        "A colleague improved what Ada Example wrote.",
        "A colleague read or checked one of these.",
    ]
    assert planned(site, "people/bo/").view["thanks"] == []
    assert planned(site, "people/gil-git/").view["thanks"] == [
        "A colleague read or checked one of these."
    ]


def test_who_only_read_has_a_page_that_shows_it(site: Site, shown: BuiltSite) -> None:
    view = planned(site, "people/reva-sample/").view
    assert [row["title"] for row in view["reviewed"]] == ["Hidden"]
    assert view["rows"] == []
    words = shown.words("people/reva-sample/")
    assert "Read before publication" in words
    assert "Nothing written yet" not in words
    assert "read a text about this before it was published" in words


def test_who_left_the_directory_is_in_no_list_and_no_reason(site: Site, shown: BuiltSite) -> None:
    assert {one["id"] for one in index(site)["people"]} == {
        *("ada", "bo", "cura", "boards", "reva-sample", "gil-git")
    }
    looked_at = 0
    for name, content in shown.files().items():
        text = gzip.decompress(content) if name.endswith(".gz") else content
        looked_at += 1
        assert b"Unnamed Canary" not in text, name
        assert b"@example.org" not in text, name
        if name in ("people/index.html", "people/index.json"):
            assert b"Ada Example" in text
            assert b"Shy Canary" not in text
    assert looked_at > 30
    assert "Shy Canary" in shown.words("tips/hidden/")  # who wrote it, and no more


def test_the_list_says_of_each_what_the_files_say(tmp_path: Path) -> None:
    settings = "extra: {hub: {departments: null}}"
    site = gathered(start_hub(tmp_path / "hub", company_files(), settings=settings).root)
    found = index(site)
    everyone = [one for one in company() if one.shown]
    assert len(everyone) > 100
    assert [one["id"] for one in found["people"]] == [one.handle for one in everyone]
    for row, one in zip(found["people"], everyone, strict=True):
        assert set(row) == {
            *("id", "name", "url", "picture", "initials", "tone", "team", "location", "topics"),
            *("ask_me_about", "expertise", "mentoring", "count"),
        }
        assert (row["name"], row["team"] or "", row["location"] or "") == (
            one.name,
            one.team,
            one.place,
        )
        assert set(row["topics"]) == one.topics
        assert (row["count"], row["mentoring"]) == (one.wrote, one.mentoring)
        assert (tuple(row["ask_me_about"]), tuple(row["expertise"])) == (
            one.subjects,
            one.expertise,
        )
    assert found["topics"] == TOPICS
    text = json.dumps(found)
    assert "canary" not in text
    assert "@" not in text
    hidden = [one for one in company() if not one.shown]
    assert len(hidden) == 8
    assert not [one for one in hidden if one.handle in text or f'"{one.name}"' in text]


def test_nobody_is_known_for_more_than_a_few_topics(tmp_path: Path) -> None:
    many = [f"topic-{n:02}" for n in range(MOST_TOPICS + 4)]
    files: dict[str, str | bytes] = {
        f"docs/topics/{slug}.md": f"---\ntitle: {slug}\n---\nWords.\n" for slug in many
    }
    files["contributions/tips/all.md"] = tip("All", topics=", ".join(many), authors="[Wide Sample]")
    site = gathered(start_hub(tmp_path / "hub", files).root)
    assert len(planned(site, "people/wide-sample/").view["knows"]) == MOST_TOPICS
    assert len(index(site)["people"][0]["topics"]) == MOST_TOPICS
    assert len(planned(site, "people/").view["people"][0]["knows"]) == 3


def test_a_renamed_profile_keeps_what_its_person_knows(tmp_path: Path) -> None:
    hub = started(tmp_path / "hub")
    before = next(one for one in index(gathered(hub.root))["people"] if one["id"] == "ada")
    hub.move("contributions/people/ada.md", "contributions/people/ada-example.md")
    hub.commit()
    site = gathered(hub.root)
    after = next(one for one in index(site)["people"] if one["name"] == "Ada Example")
    assert (after["id"], after["url"]) == ("ada-example", "people/ada-example/")
    changed = {"id", "url", "tone"}
    assert {k: v for k, v in after.items() if k not in changed} == {
        k: v for k, v in before.items() if k not in changed
    }
    assert site.plan.redirects["people/ada/"] == "people/ada-example/"
    assert len(planned(site, "people/ada-example/").view["knows"]) == 2


def test_what_happened_in_topics_is_drawn_busiest_first(tmp_path: Path) -> None:
    topics: dict[str, str | bytes] = {
        f"docs/topics/{slug}.md": f"---\ntitle: {title}\n---\nWords.\n"
        for slug, title in {"a": "Aged", "b": "Busy", "c": "Calm"}.items()
    }
    files = topics | {
        "contributions/tips/aged.md": tip("Aged", topics="a", date="2026-08-23"),
        "contributions/tips/first.md": tip("First", topics="c", date="2026-08-24"),
        "contributions/tips/today.md": tip("Today", topics="b", date="2026-11-21"),
        "contributions/tips/checked.md": tip(
            "Checked", topics="b", date="2020-01-01", verified="{on: 2026-11-01, by: Ada Example}"
        ),
        "contributions/tips/later.md": tip("Later", topics="a", date="2026-11-22"),
        "contributions/tips/out.md": tip("Out", topics="a", date="2026-11-20", status="obsolete"),
    }
    hub = start_hub(tmp_path / "hub", files)
    hub.commit(
        {"contributions/tips/today.md": tip("Today", topics="b", date="2026-11-21", body="More.")},
        author="Bo Sample <bo@example.org>",
        date="2026-11-21",
    )
    chart = planned(gathered(hub.root), "topics/").view["activity"]
    assert [(bar["label"], bar["value"], bar["share"]) for bar in chart["bars"]] == [
        ("Busy", "1 new, 1 improved, 1 checked", 100.0),
        ("Calm", "1 new", 33.3),
    ]
    assert chart["bars"][0]["url"] == "topics/b/"
    assert "90" in chart["title"]
    quiet = gathered(start_hub(tmp_path / "quiet", topics).root)
    assert planned(quiet, "topics/").view["activity"] is None


def test_the_chart_stands_below_the_topics(shown: BuiltSite) -> None:
    words = shown.words("topics/")
    assert words.index("First calls") < words.index("What happened in the last 90 days")
    assert words.index("What happened in the last 90 days") < words.index("1 checked")
    assert "hub-chart--rows" in shown.html("topics/")
