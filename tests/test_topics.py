"""Topic pages: the curator's words, picks in order with their reasons, then everything else about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonplace.readers.topics import read_topics, topic_names
from commonplace.site.gather import Site
from tests.support.site import BuiltSite, built, gathered, planned, start_hub

IN = "---\ntopics: [calls]\n---\n"
TOPIC = """---
title: First calls
summary: What helps on the first one.
curators: [ada, Bo Sample, nobody-we-know]
picks:
  - tips/one: Read this before the phone rings.
  - pick: contributions/tips/two.md
    why: The other side of it.
  - keep-this
  - tips/vanished: No longer here.
  - tips/outdated: It was good.
  - tips/one: Again.
sections:
  - title: When it gets hard
    text: For the second week.
    picks:
      - /tips/four/: Stay calm.
      - tips/two: Twice.
---

A few words by the curators.
"""
FILES = {
    "docs/topics/calls.md": TOPIC,
    "docs/topics/nothing.md": "---\ntitle: Nothing yet\n---\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Sample\n---\n",
    "contributions/people/em.md": "---\nname: Em Sample\nexpertise: [First calls]\n---\n",
    "contributions/people/shy.md": (
        "---\nname: Shy Sample\nexpertise: [calls]\nvisibility: no-directory\n---\n"
    ),
    "contributions/tips/one.md": f"{IN}# One\n\nFirst.\n",
    "contributions/tips/two.md": f"{IN}# Two\n\nSecond.\n",
    "contributions/tips/three.md": "---\nid: keep-this\ntopics: [First Calls]\n---\n# Three\n\nThird.\n",
    "contributions/tips/four.md": f"{IN}# Four\n\nFourth.\n",
    "contributions/tips/outdated.md": (
        "---\ntopics: [calls]\nsuperseded_by: tips/one\n---\n# Outdated\n\nOld.\n"
    ),
    "contributions/tips/linked.md": f"{IN}# Linked\n\nOften led to.\n",
    "contributions/tips/from-a.md": "# From A\n\n[There](linked.md)\n",
    "contributions/tips/from-b.md": "# From B\n\n[There](linked.md) and [there](/tips/linked/)\n",
    **{f"contributions/tips/rest-{n:02}.md": f"{IN}# Rest {n}\n\nMore {n}.\n" for n in range(51)},
    "contributions/tips/strange.md": "---\ntopics: [call]\n---\n# Strange\n\nx\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    hub = start_hub(tmp_path_factory.mktemp("topics") / "hub", {})
    hub.commit(FILES, author="Cy Sample <cy@example.org>")
    hub.commit(
        {"contributions/tips/one.md": f"{IN}# One\n\nFirst, made better.\n"},
        author="Di Sample <di@example.org>",
    )
    return hub.root


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    return gathered(root)


@pytest.fixture(scope="module")
def shown(root: Path) -> BuiltSite:
    return built(root, strict=True)


def found(site: Site, code: str) -> list[tuple[int, str]]:
    """Where and in what words a code was reported on the topic's file."""
    return [
        (one.line, f"{one.message} {one.hint}")
        for one in site.plan.diagnostics
        if one.code == code and one.path == "docs/topics/calls.md"
    ]


def test_picks_stand_in_their_order_with_their_reasons(site: Site) -> None:
    view = planned(site, "topics/calls/").view
    assert [(pick["row"]["title"], pick["why"]) for pick in view["picks"]] == [
        ("One", "Read this before the phone rings."),
        ("Two", "The other side of it."),
        ("Three", ""),
    ]
    section = view["sections"][0]
    assert (section["title"], section["text"]) == ("When it gets hard", "For the second week.")
    assert [(pick["row"]["title"], pick["why"]) for pick in section["picks"]] == [
        ("Four", "Stay calm.")
    ]


def test_picks_are_not_listed_again(site: Site) -> None:
    rows = [
        row["title"]
        for page in site.plan.pages
        if page.template == "topic.html" and page.address.startswith("topics/calls/")
        for row in page.view["rows"]
    ]
    assert not {"One", "Two", "Three", "Four"} & set(rows)
    assert len(rows) == len(set(rows)) >= 52


def test_what_is_wrong_with_picks_is_told_where_it_stands(site: Site) -> None:
    lines = {line.strip(): n for n, line in enumerate(TOPIC.splitlines(), 1)}
    gone, obsolete, twice = (found(site, f"pick-{what}") for what in ("gone", "obsolete", "twice"))
    assert [line for line, _ in gone] == [lines["- tips/vanished: No longer here."]]
    assert [line for line, _ in obsolete] == [lines["- tips/outdated: It was good."]]
    assert "tips/one" in obsolete[0][1]
    assert [line for line, _ in twice] == [lines["- tips/one: Again."], lines["- tips/two: Twice."]]


def test_a_curator_whom_nobody_knows_is_told(site: Site) -> None:
    assert [line for line, _ in found(site, "curator-unknown")] == [4]
    assert site.hub.topics["calls"].curators == ("ada", "bo")


def test_an_unknown_topic_is_told_with_the_nearest(site: Site) -> None:
    found = [one for one in site.plan.diagnostics if one.code == "topic-unknown"]
    assert [(one.path, one.line) for one in found] == [("contributions/tips/strange.md", 2)]
    assert "calls" in found[0].message


def test_an_empty_topic_invites(site: Site, shown: BuiltSite) -> None:
    assert "topic-empty" in [one.code for one in site.plan.diagnostics]
    assert "topic-no-curator" in [one.code for one in site.plan.diagnostics]
    view = planned(site, "topics/nothing/").view
    assert view["rows"] == []
    assert view["invitation"]
    assert view["invitation"] in shown.words("topics/nothing/")


def test_who_knows_about_it(site: Site) -> None:
    view = planned(site, "topics/calls/").view
    experts = {expert["face"]["name"]: expert["why"] for expert in view["experts"]}
    assert list(experts) == ["Cy Sample", "Em Sample", "Di Sample"]
    assert all(experts.values())
    assert "56" in experts["Cy Sample"]  # of 57, one of which is obsolete
    assert [face["name"] for face in view["curators"]] == ["Ada Example", "Bo Sample"]


def test_the_most_valued_is_what_others_lead_to(site: Site) -> None:
    valued = planned(site, "topics/calls/").view["valued"]
    assert [entry["row"]["title"] for entry in valued] == ["Linked"]
    assert "2" in valued[0]["why"]


def test_the_second_page_has_the_rest_alone(site: Site, shown: BuiltSite) -> None:
    second = planned(site, "topics/calls/page/2/")
    assert second.body == ""
    for name in ("picks", "sections", "valued", "experts"):
        assert second.view[name] == []
    assert second.view["rows"]
    assert "A few words by the curators" in shown.words("topics/calls/")
    assert "A few words by the curators" not in shown.words("topics/calls/page/2/")
    assert "What helps on the first one." in shown.words("topics/")


def test_previous_and_next_go_through_the_first_topic(site: Site) -> None:
    order = site.hub.topics["calls"].contributions
    middle = site.hub.contributions[order[5]]
    neighbors = planned(site, middle.address).view["neighbors"]
    around = [site.hub.contributions[order[n]].address for n in (4, 6)]
    assert [neighbors["previous"]["url"], neighbors["next"]["url"]] == around
    assert neighbors["topic"]["url"] == "topics/calls/"
    assert planned(site, "tips/strange/").view["neighbors"] is None


def test_topics_are_found_by_former_names_and_present_ones_win(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/topics/calls.md": "---\ntitle: Calls\nformerly: [rings, nights, old]\n---\nWords.\n",
        "docs/topics/nights.md": "---\ntitle: Nights\nformerly: [old, calls]\n---\nWords.\n",
    }
    hub = start_hub(tmp_path / "hub", files)
    assert topic_names(read_topics(hub.root, "docs")[0]) == {
        "calls": "calls",
        "nights": "nights",
        "rings": "calls",
        "old": "calls",
    }


def test_a_topic_with_much_has_a_list_for_each_kind(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/topics/calls.md": "---\ntitle: First calls\n---\nWords.\n",
        "docs/topics/few.md": "---\ntitle: Few\n---\nWords.\n",
        "contributions/tips/one.md": "---\ntopics: [calls, few]\n---\n# One\n\nWords.\n",
        "contributions/links/two.md": (
            "---\ntopics: [calls, few]\nlink: https://example.org/\n---\n# Two\n\nWords.\n"
        ),
    }
    for number in range(52):
        name = f"contributions/articles/a{number}.md"
        files[name] = f"---\ntopics: [calls]\n---\n# Article {number}\n\nWords.\n"
    site = gathered(start_hub(tmp_path / "hub", files).root)
    chips = [
        ("Everything", "topics/calls/", 54),
        ("Articles", "topics/calls/articles/", 52),
        ("Tips", "topics/calls/tips/", 1),
        ("Links", "topics/calls/links/", 1),
    ]
    shown = planned(site, "topics/calls/").view["kinds"]
    assert [(one["title"], one["url"], one["count"]) for one in shown] == chips
    page = planned(site, "topics/calls/tips/")
    assert page.view["kinds"] == shown
    assert [row["title"] for row in page.view["rows"]] == ["One"]
    assert page.title == "First calls: Tips"
    assert page.view["write_url"] == "share/?kind=tip&topic=calls"
    assert len(planned(site, "topics/calls/articles/page/2/").view["rows"]) == 2
    assert planned(site, "topics/few/").view["kinds"] == []
    assert not [one.address for one in site.plan.pages if one.address.startswith("topics/few/tips")]
