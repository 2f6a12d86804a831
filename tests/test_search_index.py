"""What is in the index of the search, and what is not: read out of the files themselves."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from commonplace.search.document import document, spaced
from commonplace.search.findable import Findable
from commonplace.search.vocabulary import count_words, folded, read_vocabulary, vocabulary_files
from tests.support.hub import run_command
from tests.support.searching import asked, bundle, listening, records, said_in
from tests.support.site import BuiltSite, built, start_hub
from tests.support.talk import asked as question
from tests.support.talk import put, said, snapshot, thread

FILES: dict[str, str | bytes] = {
    "contributions/people/ada.md": "---\nname: Ada Example\nteam: Platform\nlogins: [ada-login]\n"
    "ask_me_about: [lockworks]\nemails: [ada@example.org]\n---\nI mend clocks.\n",
    "contributions/people/zoe.md": "---\nname: Zoe Canaryname\nteam: Canaryteam\nvisibility: unnamed\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Quiet\nteam: Quietteam\nvisibility: no-directory\n---\n",
    "contributions/articles/one.md": "---\nid: one1one1\ntopics: [calls]\nauthors: [ada, zoe, bo]\n"
    "summary: How a call goes.\nreview_every: 600 months\n---\n# First “call” & more\n\n"
    "Words of brontosaurus.\n\n## Läuten\n\nUnder the bell.\n",
    "contributions/tips/older.md": "---\nid: two2two2\nsuperseded_by: articles/one\n---\n"
    "# Older way\n\nTyrannosaurus.\n",
    "contributions/tips/aged.md": "---\ndate: 2020-01-01\nverified: {on: 2020-01-01}\n---\n"
    "# Aged\n\nWords.\n",
    "contributions/tips/wide.md": "# 日本の鉄道\n\n## 東京\n\n電車で行く。\n",
    "contributions/tips/draft.md": "---\nstatus: draft\n---\n# Draftcanary\n\nDraftcanary.\n",
    "contributions/tips/inner.md": "---\naudience: internal\n---\n# Innercanary\n\nInnercanary.\n",
    "contributions/tips/gone.md": "---\nstatus: withdrawn\n---\n# Gonecanary\n\nGonecanary.\n",
    "contributions/tips/leak.md": "# Leakcanary\n\nLeakcanary AKIAQYLPMN5HHHFPZAM2\n",
    "docs/topics/calls.md": "---\ntitle: Calls\nsummary: All about calls.\ncurators: [ada]\n---\n"
    "Ring ring.\n",
    "docs/paths/way.md": "---\ntitle: A way\nsummary: Step by step.\nsteps: [articles/one: why]\n---\n"
    "Walk.\n",
    "docs/guidelines.md": "# What to share\n\nGuiding words.\n",
    "docs/apart.md": "---\nsearch: {exclude: true}\n---\n# Apartcanary\n\nApartcanary.\n",
}
CANARIES = (
    *("zoe", "canaryname", "canaryteam", "quietteam", "draftcanary", "innercanary", "gonecanary"),
    *("leakcanary", "apartcanary", "hiddencanary", "deletedcanary", "programcanary", "ada@example"),
)
SETTINGS = "repo_url: https://github.com/example/hub\nextra: {hub: {audience: public}}\n"


def make(folder: Path) -> Path:
    root = start_hub(folder, FILES, settings=SETTINGS).root
    put(
        root,
        snapshot(
            thread(
                "one1one1",
                said(11, "A triceratops of a comment."),
                said(12, "Hiddencanary.", minimized="SPAM"),
                said(13, "Deletedcanary.", deleted=True),
            ),
            thread("two2two2", said(14, "About what is past."), number=2),
            question(
                7,
                "Why does it ring?",
                said(15, "Stegosaurus did it."),
                number_of="x",
                topic="calls",
            ),
            private=False,
        ),
    )
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(make(tmp_path_factory.mktemp("search") / "hub"))


@pytest.fixture(scope="module")
def found(site: BuiltSite) -> dict[str, dict[str, Any]]:
    return records(bundle(site.folder))


def test_everything_that_says_something_is_found_once(found: dict[str, dict[str, Any]]) -> None:
    assert set(found) == {
        *("/articles/one/", "/tips/older/", "/tips/aged/", "/tips/wide/"),
        *("/articles/one/#comment-11", "/questions/#question-7"),
        *("/people/ada/", "/topics/calls/", "/paths/way/", "/guidelines/"),
    }


def test_a_text_says_what_it_is(found: dict[str, dict[str, Any]]) -> None:
    text = found["/articles/one/"]
    year = text["meta"]["date"][:4]
    assert text["filters"] == {
        "type": ["contribution"],
        "kind": ["article"],
        "topic": ["Calls"],
        "author": ["Ada Example", "Bo Quiet"],
        "team": ["Platform"],
        "year": [year],
        "freshness": ["fresh"],
    }
    meta = dict(text["meta"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", meta.pop("date"))
    assert meta == {
        "title": "First “call” & more",
        "type": "contribution",
        "kind": "article",
        "topic": "Calls",
        "author": "Ada Example, A colleague, Bo Quiet",
        "freshness": "fresh",
        "summary": "How a call goes.",
    }
    assert text["content"].startswith("First “call” & more. How a call goes. Calls. Words of")
    assert "¶" not in text["content"]
    assert [one["id"] for one in text["anchors"]] == ["lauten"]


def test_others_say_what_they_are(found: dict[str, dict[str, Any]]) -> None:
    comment = found["/articles/one/#comment-11"]
    assert comment["filters"]["type"] == ["comment"]
    assert comment["filters"]["author"] == ["Ada Example"]
    assert comment["meta"]["title"] == "First “call” & more"
    assert comment["content"].startswith("A triceratops of a comment")
    asked_one = found["/questions/#question-7"]
    assert asked_one["filters"]["answered"] == ["no"]
    assert "Stegosaurus" in asked_one["content"]
    assert asked_one["meta"]["title"] == "Why does it ring?"
    assert found["/people/ada/"]["filters"]["team"] == ["Platform"]
    assert "lockworks" in found["/people/ada/"]["content"]
    assert found["/guidelines/"]["meta"]["title"] == "What to share"
    assert found["/guidelines/"]["content"].count("What to share") == 1
    for kind, address in (("topic", "/topics/calls/"), ("path", "/paths/way/")):
        assert found[address]["filters"]["type"] == [kind]


def test_what_is_past_leads_to_what_took_its_place(found: dict[str, dict[str, Any]]) -> None:
    older = found["/tips/older/"]
    assert older["filters"]["freshness"] == ["obsolete"]
    assert older["meta"]["successor"] == "/articles/one/"
    assert older["meta"]["successor_title"] == "First “call” & more"
    assert found["/tips/aged/"]["filters"]["freshness"] == ["stale"]


@pytest.mark.parametrize("canary", CANARIES)
def test_what_is_not_published_is_in_no_byte(site: BuiltSite, canary: str) -> None:
    said_there = said_in(site.folder)
    assert "brontosaurus" in said_there
    assert canary not in said_there


def test_the_browser_is_told_where_everything_is(site: BuiltSite) -> None:
    told = json.loads((site.folder / "search/search.json").read_text("utf-8"))
    assert (told["version"], told["bundle"]) == (1, "pagefind/")
    assert told["topics"] == [["topics/calls/", "Calls", 1]]
    texts = {int(size): (site.folder / path).read_bytes() for size, path in told["words"].items()}
    assert len(texts) > 5
    for size, text in texts.items():
        assert {len(word) for word in read_vocabulary([text])} == {size}
    words = read_vocabulary(texts.values())
    assert words["brontosaurus"] == 1
    assert words["call"] == 1
    assert words["calls"] == 4
    assert words["lauten"] == 1
    assert not [word for word in words if word in CANARIES]
    here = {path.name for path in (site.folder / "pagefind").iterdir()}
    assert {"pagefind.js", "pagefind-entry.json", "index", "fragment", "filter"} <= here
    assert not [name for name in here if name.endswith((".css", "-worker.js")) or "-ui" in name]


def test_nothing_is_made_where_nothing_searched_has_changed(tmp_path: Path) -> None:
    program, notes = listening(tmp_path / "pagefind")
    root = make(tmp_path / "hub")
    first = built(root, PAGEFIND_BINARY_PATH=str(program))
    files = first.files()
    assert asked(notes) == 1
    (root / "docs/assets/company.css").write_text("/* another look */\n", "utf-8")
    again = built(root, PAGEFIND_BINARY_PATH=str(program)).files()
    assert asked(notes) == 1
    ours = {name for name in files if name.startswith(("pagefind/", "search/s", "search/w"))}
    assert len(ours) > 20
    assert {name for name in ours if again[name] != files[name]} == set()
    tip = root / "contributions/tips/aged.md"
    tip.write_text(tip.read_text("utf-8") + "\nAllosaurus.\n", "utf-8")
    changed = built(root, PAGEFIND_BINARY_PATH=str(program))
    assert asked(notes) == 2
    assert "allosaurus" in said_in(changed.folder)


def test_from_cold_the_same_hub_gives_the_same_bytes(site: BuiltSite, tmp_path: Path) -> None:
    other = Path(shutil.copytree(site.root, tmp_path / "hub", symlinks=True))
    shutil.rmtree(other / ".cache" / "hub")
    shutil.copytree(
        site.root / ".cache" / "hub", other / ".cache" / "hub", ignore=lambda *_: ["search.bin"]
    )
    assert bundle(built(other).folder) == bundle(site.folder)


def test_what_was_kept_elsewhere_is_not_believed(site: BuiltSite, tmp_path: Path) -> None:
    """Whoever brings a cache along with a text could bring any words with it."""
    other = Path(shutil.copytree(site.root, tmp_path / "hub", symlinks=True))
    assert (other / ".cache/hub/search.bin").is_file()
    program, notes = listening(tmp_path / "pagefind")
    built(other, PAGEFIND_BINARY_PATH=str(program))
    assert asked(notes) == 1


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ("exit 1", "Pagefind does not start"),
        (
            '[ "$1" = --version ] && { echo pagefind 1.4.0; exit; }',
            "Pagefind 1.4.0 is there, and 1.5.x",
        ),
        ('[ "$1" = --service ] && exit', "Pagefind has stopped"),
        ('[ "$1" = --service ] && { head -c 100 > /dev/null; exit; }', "Pagefind has stopped"),
        ('[ "$1" = --service ] && { echo nonsense,; exit; }', "Pagefind has stopped"),
    ],
)
def test_without_pagefind_the_hub_is_built_and_says_so(
    tmp_path: Path, before: str, why: str
) -> None:
    program, _ = listening(tmp_path / "pagefind", before)
    root = make(tmp_path / "hub")
    done = run_command(root, "build", PAGEFIND_BINARY_PATH=str(program))
    assert "Traceback" not in done.stderr
    assert f"The hub has no search: {why}" in done.stderr
    assert "No search: what is in the way stands above." in done.stderr.partition("To mend:")[2]
    assert "PAGEFIND_BINARY_PATH" in done.stderr
    told = json.loads((root / "site/search/search.json").read_text("utf-8"))
    assert told["bundle"] is None
    assert not (root / "site/pagefind").exists()
    assert (root / "site/articles/one/index.html").is_file()
    assert run_command(root, "verify").returncode == 0


def test_verify_misses_what_the_search_needs(site: BuiltSite, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(site.folder, tmp_path / "site"))
    assert run_command(site.root, "verify", str(broken)).returncode == 0
    (broken / "pagefind/pagefind-entry.json").unlink()
    done = run_command(site.root, "verify", str(broken))
    assert done.returncode == 1
    assert "pagefind/pagefind-entry.json" in done.stdout + done.stderr
    (broken / "search/search.json").write_text("{", "utf-8")
    assert "search/search.json" in run_command(site.root, "verify", str(broken)).stdout


def test_wide_signs_are_words_and_addresses_stay() -> None:
    html = '<h2 id="東京駅" title="東京">東京駅</h2><p>a電車b 行く</p>'
    assert spaced(html) == '<h2 id="東京駅" title="東京">東 京 駅</h2><p>a電 車b 行 く</p>'
    assert spaced("<p>plain</p>") == "<p>plain</p>"


def test_wide_titles_are_shown_as_they_are(found: dict[str, dict[str, Any]]) -> None:
    wide = found["/tips/wide/"]
    assert wide["meta"]["title"] == "日本の鉄道"
    assert "日 本 の 鉄 道" in wide["content"]


def test_a_record_holds_any_signs() -> None:
    nasty = "a \"b\", c: [d] <i> & \ud800 'e'"
    one = Findable("/x/", nasty, {"topic": (nasty,)}, {"kind": nasty}, summary=nasty, text=nasty)
    made = document(one, "", "", "en")
    made.html.encode("utf-8")
    assert made.html.count("<i>") == 0
    assert "&lt;i&gt;" in made.html


def test_words_are_counted_by_texts_and_folded() -> None:
    counts = count_words(["Über über uber 12 ab", "ÜBER naïve x1y2 日本語 " + "z" * 25])
    assert counts == {"uber": 2, "naive": 1, "x1y2": 1}
    assert folded("Ünïcode") == "unicode"
    files = dict(vocabulary_files(counts, "search/"))
    assert read_vocabulary(text.encode() for text in files.values()) == counts
    assert sorted(re.sub(r"-\w{10}\.", ".", name) for name in files) == [
        "search/words-4.json",
        "search/words-5.json",
    ]
