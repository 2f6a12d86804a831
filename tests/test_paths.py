"""Learning paths: steps in order with their reasons, what is left out and why, addresses that last."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import jsonschema
import pytest

from commonplace.site.gather import Site
from tests.support.hub import ROOT, make_hub
from tests.support.shipped import needs_samples
from tests.support.site import BuiltSite, built, codes, gathered, planned, start_hub

PATH = """---
title: First weeks
summary: What helps.
for: everybody new
curators: [ada, Bo Sample, nobody-we-know]
formerly: [beginners]
steps:
  - tips/one: Read this first.
  - {step: contributions/tips/two.md, why: The other side.}
  - keep-this
  - tips/vanished: No longer here.
  - tips/outdated: It was good.
  - /tips/one/: Again.
  - notes/four-was: By a former address.
  - tips/draft: Canarydraft why.
  - tips/inside: Canaryinside why.
---

The introduction leads to [a tip](../../contributions/tips/two.md), shows ![a map](map.png), and names
[what is inside](../../contributions/tips/inside.md).
"""
FILES: dict[str, str | bytes] = {
    "docs/paths/first-weeks.md": PATH,
    "docs/paths/second.md": "---\ntitle: Again\nsteps: [tips/two]\n---\n",
    "docs/paths/nothing.md": "---\ntitle: Nothing yet\n---\nSoon.\n",
    "docs/paths/index.md": "# Our paths\n\nWords above. <script>canarylive</script>\n",
    "docs/paths/map.png": b"\x89PNG\r\n\x1a\n",
    "docs/paths/unused.png": b"\x89PNG\r\n\x1a\n",
    "docs/paths/stray.html": "<script>canarystray</script>",
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Sample\nvisibility: unnamed\n---\n",
    "contributions/tips/one.md": "# One\n\n" + "word " * 700 + "\n",
    "contributions/tips/two.md": "# Two\n\n[The path](../../docs/paths/first-weeks.md), [all](/paths/).\n",
    "contributions/tips/three.md": "---\nid: keep-this\n---\n# Three\n\nThird.\n",
    "contributions/tips/four.md": "---\naddresses: [notes/four-was]\n---\n# Four\n\nFourth.\n",
    "contributions/tips/outdated.md": "---\nsuperseded_by: tips/one\n---\n# Outdated\n\nOld.\n",
    "contributions/tips/draft.md": "---\nstatus: draft\n---\n# Canarydraft\n\nText.\n",
    "contributions/tips/inside.md": "---\naudience: internal\n---\n# Canaryinside\n\nText.\n",
}
PUBLIC = (
    "site_url: https://hub.example.org/sub/\nrepo_url: https://github.com/example/hub\n"
    "extra: {hub: {audience: public}}\n"
)
TITLES = ["One", "Two", "Three", "Four"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start_hub(tmp_path_factory.mktemp("paths") / "hub", FILES, settings=PUBLIC).root


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    return gathered(root)


@pytest.fixture(scope="module")
def shown(root: Path) -> BuiltSite:
    return built(root)


def test_steps_stand_in_their_order_with_their_reasons(site: Site) -> None:
    view = planned(site, "paths/first-weeks/").view
    assert [(step["row"]["title"], step["why"]) for step in view["steps"]] == [
        ("One", "Read this first."),
        ("Two", "The other side."),
        ("Three", ""),
        ("Four", "By a former address."),
    ]
    assert view["steps"][2]["mark"] == "keep-this"
    assert view["steps"][0]["printed"] == "https://hub.example.org/sub/tips/one/"
    assert (view["count"], view["minutes"]) == ("4 steps", "6 minutes of reading")
    assert view["meant_for"] == "everybody new"


def test_what_is_wrong_with_steps_is_told_where_it_stands(site: Site) -> None:
    lines = PATH.splitlines()
    found = {
        lines[one.line - 1].strip(): (one.code, f"{one.message} {one.hint}")
        for one in site.plan.diagnostics
        if one.path == "docs/paths/first-weeks.md" and one.code.startswith("step-")
    }
    assert {line: code for line, (code, _) in found.items()} == {
        "- tips/vanished: No longer here.": "step-gone",
        "- tips/outdated: It was good.": "step-obsolete",
        "- /tips/one/: Again.": "step-twice",
        "- tips/draft: Canarydraft why.": "step-draft",
        "- tips/inside: Canaryinside why.": "step-internal",
    }
    assert "tips/one" in found["- tips/outdated: It was good."][1]
    assert codes(site, "docs/paths/nothing.md") == ["path-empty"]
    assert codes(site, "docs/paths/unused.png") == ["path-unused"]
    assert codes(site, "docs/paths/stray.html") == ["path-stray"]
    assert "curator-unknown" in codes(site, "docs/paths/first-weeks.md")
    assert codes(site, "docs/paths/second.md") == []


def test_a_public_hub_has_no_trace_of_what_it_leaves_out(shown: BuiltSite) -> None:
    looked_at = 0
    for name, content in shown.files().items():
        text = gzip.decompress(content) if name.endswith(".gz") else content
        for word in (
            b"canarydraft",
            b"canaryinside",
            b"canarylive",
            b"canarystray",
            b"tips/inside",
        ):
            assert word not in name.encode() + text.lower(), name
        looked_at += 1
    assert looked_at > 30
    assert "Step 4 of 4 in the path First weeks" in shown.words("tips/four/")


def test_colleagues_get_the_internal_step_and_serve_the_draft(tmp_path: Path) -> None:
    root = start_hub(tmp_path / "hub", FILES).root
    steps = planned(gathered(root, drafts=True), "paths/first-weeks/").view["steps"]
    assert [step["row"]["title"] for step in steps] == [*TITLES, "Canarydraft", "Canaryinside"]
    assert [step["row"]["draft"] for step in steps] == [*[False] * 4, True, False]
    assert [step["printed"] for step in steps] == [None] * 6
    site = gathered(root)
    assert "step-draft" in codes(site)
    steps = planned(site, "paths/first-weeks/").view["steps"]
    assert [step["row"]["title"] for step in steps] == [*TITLES, "Canaryinside"]


def test_the_page_says_all_of_it(shown: BuiltSite) -> None:
    words = shown.words("paths/first-weeks/")
    for part in (
        "What helps.",
        "everybody new",
        "4 steps",
        "6 minutes of reading",
        "The introduction",
    ):
        assert part in words, part
    assert "Put together by Ada Example and A colleague" in words
    assert "Kept on this device only" in words
    assert "people/ada/" in shown.pages_linked("paths/first-weeks/")
    assert {"tips/one/", "tips/two/", "tips/four/"} <= shown.pages_linked("paths/first-weeks/")
    assert (shown.folder / "paths/map.png").is_file()
    assert not (shown.folder / "paths/unused.png").exists()
    assert "no steps here yet" in shown.words("paths/nothing/")
    assert "First weeks" in shown.words("people/ada/")


def test_the_list_has_every_path_and_the_companys_words_cleaned(shown: BuiltSite) -> None:
    words = shown.words("paths/")
    assert "Words above." in words
    assert words.index("Again") < words.index("First weeks") < words.index("Nothing yet")
    assert "4 steps" in words
    assert {"paths/first-weeks/", "paths/second/"} <= shown.pages_linked("paths/")


def test_each_step_leads_to_the_next(site: Site, shown: BuiltSite) -> None:
    places = planned(site, "tips/two/").view["paths"]
    assert [(place["path"]["title"], place["place"]) for place in places] == [
        ("Again", "Step 1 of 1 in the path"),
        ("First weeks", "Step 2 of 4 in the path"),
    ]
    assert places[0]["next"] is None
    assert places[1]["next"] == {"title": "Three", "url": "tips/three/"}
    assert {"tips/three/", "paths/first-weeks/", "paths/"} <= shown.pages_linked("tips/two/")
    assert planned(site, "tips/outdated/").view["paths"] == []
    assert "paths.js" not in shown.html("tips/outdated/")
    assert "paths.js" in shown.html("tips/two/")


def test_programs_get_it_too(shown: BuiltSite) -> None:
    data = shown.data()
    schema = json.loads((shown.folder / "hub.schema.json").read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []
    path = next(row for row in data["paths"] if row["slug"] == "first-weeks")
    assert (path["title"], path["url"], path["minutes"]) == ("First weeks", "paths/first-weeks/", 6)
    assert path["curators"] == ["ada"]
    assert [step["url"] for step in path["steps"]] == [f"tips/{t.lower()}/" for t in TITLES]
    assert path["steps"][2] == {"contribution": "keep-this", "url": "tips/three/", "why": ""}
    ids = {row["id"] for row in data["contributions"]}
    assert {step["contribution"] for step in path["steps"]} <= ids
    llms = (shown.folder / "llms.txt").read_text("utf-8")
    assert "(https://hub.example.org/sub/paths/first-weeks/): What helps." in llms
    assert "One → Two → Three → Four" in llms
    places = shown.found()
    assert "/paths/first-weeks/" in places
    assert "/paths/" not in places


def test_a_renamed_path_and_a_renamed_step_are_found_again(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", FILES)
    before = planned(gathered(hub.root), "paths/first-weeks/").view["steps"]
    hub.move("docs/paths/first-weeks.md", "docs/paths/welcome.md")
    hub.move("contributions/tips/one.md", "contributions/tips/the-first.md")
    hub.commit(
        {"contributions/tips/links.md": "# Links\n\n[On](../../docs/paths/first-weeks.md)\n"}
    )
    site = built(hub.root)
    assert site.leads_to("paths/first-weeks/") == "paths/welcome/"
    assert site.leads_to("paths/beginners/") == "paths/welcome/"
    assert "paths/welcome/" in site.pages_linked("tips/links/")
    after = planned(gathered(hub.root), "paths/welcome/").view["steps"]
    assert [step["mark"] for step in after] == [step["mark"] for step in before]
    assert after[0]["row"]["url"] == "tips/the-first/"
    assert "step-gone" in codes(gathered(hub.root))  # the one that never was, and no other
    assert codes(gathered(hub.root)).count("step-gone") == 1


def test_without_a_history_progress_goes_by_address(tmp_path: Path) -> None:
    root = make_hub(tmp_path / "hub", FILES, git=False)
    steps = planned(gathered(root), "paths/first-weeks/").view["steps"]
    marks = [step["mark"] for step in steps]
    assert marks[:4] == ["tips/one/", "tips/two/", "keep-this", "tips/four/"]


@needs_samples
def test_the_shipped_paths_have_all_their_steps() -> None:
    site = gathered(ROOT)
    assert len(planned(site, "paths/new-here/").view["steps"]) == 6
    assert codes(site, "docs/paths/new-here.md") == []
