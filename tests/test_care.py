"""Care pages: what is due, what does not work, what looks like it belongs, and that each remedy mends it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from commonplace.model.contribution import Freshness
from commonplace.site.gather import Site
from tests.support.repository import Repository
from tests.support.site import codes, gathered, planned, start_hub

REPO = "https://github.com/example/hub"
SETTINGS = f"repo_url: {REPO}\n"
IN = "---\ntopics: [calls]\n"
CARE = "topics/calls/care/"
TOPIC = """---
title: First calls
curators: [ada]
picks:
  - tips/one: Read this.
  - tips/vanished: No longer here.
  - tips/outdated: It was good.
  - tips/one: Again.
---

Words.
"""
BREAD = "The sourdough wants flour, water and an oven. Feed the sourdough, weigh the flour, heat the oven."
FILES: dict[str, str | bytes] = {
    "docs/topics/calls.md": TOPIC,
    "docs/topics/alone.md": "---\ntitle: Left alone\n---\nWords.\n",
    "docs/topics/bread.md": "---\ntitle: Bread\ncurators: [ada]\n---\nWords.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Sample\n---\n",
    "contributions/tips/one.md": f"{IN}---\n# One\n\nFirst.\n",
    "contributions/tips/of-alone.md": "---\ntopics: [alone]\n---\n# Of alone\n\nWords.\n",
    "contributions/tips/outdated.md": f"{IN}status: obsolete\n---\n# Outdated\n\nOld.\n",
    "contributions/tips/broken.md": (
        f"{IN}---\n# Broken\n\n[There](nowhere.md)\n\n<script>x</script>\n"
    ),
    "contributions/tips/dead.md": f"{IN}topcis: x\n---\n# Dead\n\n[There](nobody.md)\n",
    # From the first commit, 2026-01-05, or the day it was checked.
    "contributions/tips/half-a-year.md": f"{IN}review_every: 6 months\n---\n# Half a year\n\nx\n",
    "contributions/tips/checked.md": (
        f"{IN}verified: {{on: 2026-03-10}}\nreview_every: 4 months\nowner: bo\n---\n# Checked\n\nx\n"
    ),
    "contributions/tips/ended.md": (
        f"{IN}status: obsolete\nreview_every: 1 month\n---\n# Ended\n\nx\n"
    ),
    **{
        f"contributions/articles/loaf-{n}.md": (
            f"---\ntopics: [bread]\n---\n# Loaf {n}\n\n{BREAD} Number{n}.\n"
        )
        for n in range(3)
    },
    "contributions/tips/stray.md": "---\nid: stray01\n---\n# Sourdough in an oven\n\nMore flour.\n",
    "contributions/tips/bare.md": "# Flour and an oven\n\nThe sourdough, without a block.\n",
    "contributions/tips/misnamed.md": (
        "---\ntopics: [bred]\n---\n# Oven and flour\n\nSourdough once more.\n"
    ),
    "contributions/tips/unlike.md": "# Umbrellas\n\nWords of trains, umbrellas and timetables.\n",
    "contributions/tips/one-word.md": "# Kettles\n\nAn oven of which nothing else is said.\n",
    **{
        f"contributions/articles/other-{n}.md": f"# Other {n}\n\nThing{n} and matter{n}.\n"
        for n in range(20)
    },
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return start_hub(tmp_path_factory.mktemp("care") / "hub", FILES, settings=SETTINGS)


@pytest.fixture(scope="module")
def site(hub: Repository) -> Site:
    return gathered(hub.root)


def care(site: Site, address: str = CARE) -> Mapping[str, Any]:
    return planned(site, address).view


def due(site: Site) -> list[tuple[str, str, str]]:
    return [
        (one["link"]["url"], one["since"]["iso"], one["freshness"]["name"])
        for one in care(site)["due"]
    ]


HALF = "tips/half-a-year/"
CHECKED = "tips/checked/"
IN_JULY = (HALF, "2026-07-05", "due")
CHECKED_DUE = (CHECKED, "2026-07-10", "due")
CHECKED_STALE = (CHECKED, "2026-07-10", "stale")


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-07-04", []),
        ("2026-07-05", [IN_JULY]),
        ("2026-07-06", [IN_JULY]),
        ("2026-07-09", [IN_JULY]),
        ("2026-07-10", [IN_JULY, CHECKED_DUE]),
        ("2026-07-11", [IN_JULY, CHECKED_DUE]),
        ("2026-11-09", [IN_JULY, CHECKED_DUE]),
        ("2026-11-10", [IN_JULY, CHECKED_STALE]),
        ("2027-01-04", [IN_JULY, CHECKED_STALE]),
    ],
)
def test_what_is_due_is_listed_from_its_day_on_the_longest_overdue_first(
    hub: Repository, as_of: str, expected: list[tuple[str, str, str]]
) -> None:
    assert due(gathered(hub.root, as_of=as_of)) == expected


def test_all_that_is_due_is_listed_and_nothing_else(hub: Repository) -> None:
    site = gathered(hub.root, as_of="2027-01-05")
    inside = [
        one.address
        for one in site.hub.contributions.values()
        if "calls" in one.topics and one.freshness in (Freshness.DUE, Freshness.STALE)
    ]
    assert sorted(row[0] for row in due(site)) == sorted(inside)
    assert {"tips/one/", HALF, CHECKED} <= set(inside)


def test_who_keeps_it_is_its_owner_or_else_its_authors(site: Site) -> None:
    keepers = {
        one["link"]["url"]: [face["name"] for face in one["keepers"]] for one in care(site)["due"]
    }
    assert keepers == {HALF: ["Ada Example"], CHECKED: ["Bo Sample"]}


def test_picks_that_do_not_work_are_named_with_their_lines(site: Site) -> None:
    found = {one["problem"]["place"]: one["problem"] for one in care(site)["own"]}
    assert list(found) == ["Line 6", "Line 7", "Line 8"]
    assert "vanished" in found["Line 6"]["message"]
    assert "Outdated" in found["Line 7"]["message"]
    assert "twice" in found["Line 8"]["message"]
    assert found["Line 6"]["hint"] == "Correct the address, or delete the pick."
    place = f"{REPO}/blob/main/docs/topics/calls.md?plain=1#L6"
    assert found["Line 6"]["place_url"] == place
    urls = {one["mend"]["url"] for one in care(site)["own"]}
    assert urls == {f"{REPO}/edit/main/docs/topics/calls.md"}


def test_texts_with_errors_come_first_and_errors_first_in_each(site: Site) -> None:
    texts = care(site)["texts"]
    assert [one["link"]["url"] for one in texts] == ["tips/broken/", "tips/dead/"]
    assert [problem["error"] for problem in texts[0]["problems"]] == [True, False]
    assert len(texts[1]["problems"]) == 2
    assert texts[1]["mend"]["url"] == f"{REPO}/edit/main/contributions/tips/dead.md"


def test_all_diagnostics_of_the_topic_are_there_and_no_others(site: Site) -> None:
    paths = {one.source for one in site.hub.contributions.values() if "calls" in one.topics} - {
        "contributions/tips/outdated.md",
        "contributions/tips/ended.md",
    }
    wanted = [one for one in site.plan.diagnostics if one.path in paths]
    shown = [problem for text in care(site)["texts"] for problem in text["problems"]]
    assert len(shown) == len(wanted) == 4


def test_texts_of_no_topic_are_offered_where_they_belong(site: Site) -> None:
    offers = {one["link"]["url"]: one for one in care(site, "topics/bread/care/")["strays"]}
    assert set(offers) == {"tips/stray/", "tips/bare/", "tips/misnamed/"}
    assert {"sourdough", "flour"} & set(re.findall(r"\w+", offers["tips/bare/"]["why"]))
    assert offers["tips/stray/"]["mend"]["line"] == "topics: [bread]"
    assert offers["tips/bare/"]["mend"]["line"] == "---\ntopics: [bread]\n---"
    assert "in the place of" in offers["tips/misnamed/"]["mend"]["how"]
    for other in (CARE, "topics/alone/care/"):
        assert care(site, other)["strays"] == []


def test_a_topic_without_a_curator_invites(site: Site) -> None:
    invitation = care(site, "topics/alone/care/")["invitation"]
    assert invitation["line"] == "curators: [your-name]"
    assert invitation["url"] == f"{REPO}/edit/main/docs/topics/alone.md"
    assert care(site)["invitation"] is None
    assert care(site, "topics/alone/care/")["summary"] == "One thing needs you."


def test_the_count_is_of_all_that_is_shown(site: Site) -> None:
    view = care(site)
    shown = len(view["own"]) + len(view["due"]) + sum(len(t["problems"]) for t in view["texts"])
    assert shown == 9
    assert view["summary"].startswith(f"{shown} things")


def test_a_topic_in_order_says_so_calmly(hub: Repository) -> None:
    files = {k: v for k, v in FILES.items() if "bread" in k or "loaf" in k or "people" in k}
    calm = start_hub(hub.root.parent / "calm", files)
    view = care(gathered(calm.root), "topics/bread/care/")
    assert view["summary"] == "Everything is in order here. Nothing needs you today."
    lists = [view[name] for name in ("own", "strays", "texts", "due")]
    assert lists == [[], [], [], []]


def test_without_a_repository_files_are_named_instead_of_linked(hub: Repository) -> None:
    plain = start_hub(hub.root.parent / "plain", FILES)
    view = care(gathered(plain.root))
    ways = [one["mend"] for name in ("own", "texts", "due") for one in view[name]]
    assert len(ways) == 7
    assert {way["url"] for way in ways} == {None}
    assert "contributions/tips/dead.md" in {way["path"] for way in ways}
    assert view["own"][0]["problem"]["place_url"] is None


def test_lists_end_at_fifty_and_say_how_many_more_there_are(hub: Repository) -> None:
    many: dict[str, str | bytes] = {
        f"contributions/tips/many-{n:02}.md": (
            f"{IN}review_every: 1 month\n---\n# Many {n}\n\n[a](no-a.md) [b](no-b.md)\n"
        )
        for n in range(60)
    }
    loaves: dict[str, str | bytes] = {
        f"contributions/tips/more-{n:02}.md": f"# Sourdough {n}\n\nOven and flour.\n"
        for n in range(15)
    }
    big = start_hub(hub.root.parent / "big", {**FILES, **many, **loaves})
    site = gathered(big.root)
    view = care(site)
    assert (len(view["due"]), view["due_more"]) == (50, 12)
    shown = sum(len(text["problems"]) for text in view["texts"])
    assert (shown, view["texts_more"]) == (50, 74)
    assert len(care(site, "topics/bread/care/")["strays"]) == 10


def test_the_care_page_keeps_its_address(hub: Repository) -> None:
    taking = start_hub(
        hub.root.parent / "taking",
        {
            **FILES,
            "docs/topics/care.md": "---\ntitle: Care\ncurators: [ada]\n---\nOf patients.\n",
            "docs/topics/calls/care.md": "# A stray page\n",
            "contributions/tips/moved.md": "---\naddresses: [topics/calls/care]\n---\n# Moved\n\nx\n",
            "contributions/tips/leads.md": "# Leads\n\n[To care](/topics/calls/care/)\n",
        },
    )
    site = gathered(taking.root)
    addresses = [page.address for page in site.plan.pages]
    assert addresses.count(CARE) == 1
    assert {"topics/care/", "topics/care/care/"} <= set(addresses)
    assert planned(site, CARE).template == "care.html"
    assert planned(site, "topics/care/").template == "topic.html"
    assert CARE not in site.plan.redirects
    assert codes(site, "docs/topics/calls/care.md") == ["topic-stray"]
    assert codes(site, "contributions/tips/leads.md") == []


def test_care_pages_are_linked_from_topics_and_not_searched(site: Site) -> None:
    for topic in site.hub.topics.values():
        assert planned(site, topic.address).view["care_url"] == topic.care_address
        assert planned(site, topic.care_address).searchable is False
    assert len(site.hub.topics) == 3


def applied(root: Path, mend: Mapping[str, str]) -> dict[str, str]:
    """The file that an entry names, with its line written where the entry says."""
    assert mend["url"] == f"{REPO}/edit/main/{mend['path']}"
    text = (root / mend["path"]).read_text("utf-8")
    line = mend["line"]
    if line.startswith("---"):
        return {mend["path"]: f"{line}\n{text}"}
    if "in the place of" in mend["how"]:
        key = line.partition(":")[0]
        return {mend["path"]: re.sub(rf"^{key}:.*$", line, text, count=1, flags=re.MULTILINE)}
    return {mend["path"]: text.replace("---\n", f"---\n{line}\n", 1)}


def entries(site: Site) -> dict[str, Mapping[str, Any]]:
    """Everything on care pages that has a line to write, by where it stands and what it is about."""
    found: dict[str, Mapping[str, Any]] = {}
    for page in site.plan.pages:
        if page.template != "care.html":
            continue
        if page.view["invitation"]:
            found[f"{page.address} curators"] = page.view["invitation"]
        for name in ("strays", "due"):
            for one in page.view[name]:
                found[f"{page.address} {name} {one['link']['url']}"] = one["mend"]
    return found


def test_each_line_mends_what_it_stands_for(hub: Repository) -> None:
    mended = start_hub(hub.root.parent / "mended", FILES, settings=SETTINGS)
    before = entries(gathered(mended.root))
    assert len(before) == 6
    left = set(before)
    for name, mend in before.items():
        files = applied(mended.root, mend)
        mended.commit({path: text.replace("your-name", "ada") for path, text in files.items()})
        left.discard(name)
        assert set(entries(gathered(mended.root))) == left
    assert left == set()


def test_each_hint_mends_what_it_stands_for(hub: Repository) -> None:
    mended = start_hub(hub.root.parent / "hinted", FILES, settings=SETTINGS)
    seen = 0
    while found := care(gathered(mended.root))["own"]:
        one = found[0]
        assert any(word in one["problem"]["hint"] for word in ("elete", "Take it away"))
        path = mended.root / one["mend"]["path"]
        lines = path.read_text("utf-8").splitlines(keepends=True)
        del lines[int(one["problem"]["place"].removeprefix("Line ")) - 1]
        mended.commit({one["mend"]["path"]: "".join(lines)})
        left = care(gathered(mended.root))["own"]
        assert len(left) == len(found) - 1
        seen += 1
    assert seen == 3
    mended.commit(
        {
            "contributions/tips/broken.md": f"{IN}---\n# Broken\n\n[There](one.md)\n",
            "contributions/tips/dead.md": f"{IN}---\n# Dead\n\n[There](one.md)\n",
        }
    )
    assert care(gathered(mended.root))["texts"] == []


def test_an_empty_topic_is_mended_by_writing(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/topics/new.md": "---\ntitle: New\ncurators: [ada]\n---\n",
        "contributions/people/ada.md": "---\nname: Ada Example\n---\n",
    }
    hub = start_hub(tmp_path / "hub", files, settings=SETTINGS)
    own = care(gathered(hub.root), "topics/new/care/")["own"]
    assert len(own) == 1
    assert own[0]["mend"]["url"] == "share/?topic=new"
    hub.commit({"contributions/articles/a.md": "---\ntopics: [new]\n---\n# A\n\nWords.\n"})
    assert care(gathered(hub.root), "topics/new/care/")["own"] == []
