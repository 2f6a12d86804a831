"""Where a question goes, and the files by which a browser helps with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commonplace.model.settings import CommentsIn, Discussions, GitHub, Settings
from commonplace.pages.asking import category_slug, mail_url, question_url
from tests.support.hub import make_hub
from tests.support.site import built, gathered, planned, start_hub

REPOSITORY = "https://github.com/example/hub"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Q&A", "q-a"),
        ("Questions", "questions"),
        ("  Ask us, anything! ", "ask-us-anything"),
        ("Café", "cafe"),
        ("🙋 Help", "help"),
        ("質問", ""),
        ("snake_case", "snake_case"),
    ],
)
def test_a_category_is_named_as_github_names_it(name: str, slug: str) -> None:
    assert category_slug(name) == slug


def test_questions_go_to_the_github_that_has_the_repository() -> None:
    server = GitHub("https://git.example.org", "https://git.example.org/api/v3")
    assert question_url(Settings(repo_url=REPOSITORY)) == (
        f"{REPOSITORY}/discussions/new?category=q-a"
    )
    own = Settings(repo_url="https://git.example.org/team/hub.git", github=server)
    assert question_url(own) == ("https://git.example.org/team/hub/discussions/new?category=q-a")
    managed = Settings(repo_url=REPOSITORY, github=GitHub(managed_users=True))
    assert question_url(managed) == f"{REPOSITORY}/discussions/new?category=q-a"


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(repo_url=REPOSITORY, comments=CommentsIn.OFF),
        Settings(repo_url="https://git.example.org/team/hub"),
        Settings(repo_url="https://github.com/example"),
    ],
    ids=["no repository", "off", "another server", "no repository in the address"],
)
def test_no_question_goes_where_no_discussion_is(settings: Settings) -> None:
    assert question_url(settings) is None


def test_a_category_without_letters_is_asked_for_by_github() -> None:
    settings = Settings(repo_url=REPOSITORY, discussions=Discussions(questions="質問"))
    assert question_url(settings) == f"{REPOSITORY}/discussions/new/choose"


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("hub@example.org", "mailto:hub@example.org"),
        ("a+b&c=?@example.org", "mailto:a%2Bb%26c%3D%3F@example.org"),
        ("100%#@example.org", "mailto:100%25%23@example.org"),
    ],
)
def test_a_mail_is_addressed_whatever_the_inbox_is_called(contact: str, address: str) -> None:
    assert mail_url(Settings(contact=contact)) == address
    assert mail_url(Settings()) is None


FILES: dict[str, str | bytes] = {
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/people/shy.md": "---\nname: Shy Person\nvisibility: unnamed\n---\n",
    "contributions/people/gone.md": "---\nname: Gone Person\nvisibility: no-directory\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Sample\nexpertise: [calls]\n---\n",
    "contributions/tips/new.md": (
        "---\ntopics: [calls, nights]\nsummary: The pager rings and the nurse answers the pager.\n---\n"
        "# The pager\n\nWords.\n"
    ),
    "contributions/tips/deep/long/one.md": f"# {'Wide ' * 40}\n\nWords about wardrobes.\n",
    "contributions/tips/old.md": "---\nstatus: obsolete\n---\n# Gone by\n\nWords.\n",
    "contributions/tips/draft.md": "---\nstatus: draft\n---\n# Secret\n\nWords.\n",
    "docs/topics/calls.md": "---\ntitle: First calls\ncurators: [ada, shy, gone]\n---\nWords.\n",
    "docs/topics/bare.md": "---\ntitle: Nobody's\n---\n",
}


def outputs(root: Path, **options: Any) -> dict[str, Any]:
    plan = gathered(root, **options).plan
    found = {one.docs_path: one.text for one in plan.outputs if one.docs_path.startswith("ask/")}
    assert sorted(found) == ["ask/index.json", "ask/whom.json"]
    return {name: json.loads(text) for name, text in found.items()}


def test_similar_texts_are_found_by_title_topic_and_summary(tmp_path: Path) -> None:
    repository = start_hub(tmp_path / "hub", FILES)
    index = outputs(repository.root, drafts=True)["ask/index.json"]
    rows = {row[1]: row for row in index["texts"]}
    row = rows["new"]
    assert index["folders"][row[0]] == "tips/"
    assert row[2] == "The pager"
    assert [index["topics"][number][1] for number in row[3]] == ["First calls"]
    assert row[4].split() == ["rings", "nurse", "answers"]
    text = json.dumps(index)
    assert "Secret" not in text
    assert "Gone by" not in text
    assert index["past"] == ["tips/old/"], "its name is not free"
    pages = {page.address for page in gathered(repository.root).plan.pages}
    assert {f"{index['folders'][row[0]]}{row[1]}/" for row in index["texts"]} <= pages
    assert len(rows) == 2
    assert {"about", "how"} <= {*index["stop"]}


def test_a_text_costs_a_hundred_bytes(tmp_path: Path) -> None:
    words = " ".join(f"word{number:03}" for number in range(200))
    files: dict[str, str | bytes] = {
        f"contributions/tips/t{number:02}.md": f"---\nsummary: {words[:290]}\n---\n# Title {number}\n"
        for number in range(30)
    }
    plan = gathered(make_hub(tmp_path / "hub", files)).plan
    text = next(one.text for one in plan.outputs if one.docs_path == "ask/index.json")
    rows = [line.rstrip(",") for line in text.splitlines() if line.startswith("[")]
    assert len(rows) == 30
    assert max(len(row.encode()) for row in rows) <= 100
    assert min(len(row.encode()) for row in rows) > 80, "the room is used"


def test_only_those_are_named_who_can_be_asked(tmp_path: Path) -> None:
    whom = outputs(start_hub(tmp_path / "hub", FILES).root)["ask/whom.json"]
    assert whom["calls"][0] == ["Ada Example", "people/ada/", True]
    assert ["Bo Sample", "people/bo/", False] in whom["calls"]
    assert len(whom["calls"]) == 2
    assert whom["bare"] == []
    assert "Shy" not in json.dumps(whom)
    assert "Gone" not in json.dumps(whom)


def test_the_page_is_promised_and_led_to(tmp_path: Path) -> None:
    settings = f"repo_url: {REPOSITORY}\nextra: {{hub: {{contact: hub@example.org}}}}"
    root = start_hub(tmp_path / "hub", FILES, settings=settings).root
    site = gathered(root)
    view = planned(site, "ask/").view
    assert view["github_url"] == f"{REPOSITORY}/discussions/new?category=q-a"
    assert view["mail_url"] == "mailto:hub@example.org"
    assert "hub@example.org" in view["mail_note"]
    assert [one["value"] for one in view["topics"]] == ["calls", "bare"]
    assert site.plan.promises is not None
    assert "ask/" in {one.address for one in site.plan.promises.pages}
    assert {"ask/index.json", "ask/whom.json"} <= {*site.plan.promises.files}
    assert "ask/" in {link["url"] for link in site.plan.foot}
    tip = next(one for one in site.hub.contributions.values() if one.address == "tips/new/")
    assert planned(site, "tips/new/").view["ask_url"] == f"ask/?about={tip.id}&topic=calls"
    assert planned(site, "topics/calls/").view["ask_url"] == "ask/?topic=calls"


def test_an_id_that_does_not_last_is_not_told(tmp_path: Path) -> None:
    root = start_hub(tmp_path / "hub", FILES).root
    (root / "contributions/tips/uncommitted.md").write_text("# Later\n\nWords.\n", "utf-8")
    assert planned(gathered(root), "tips/uncommitted/").view["ask_url"] == "ask/"


def test_the_company_may_say_a_few_words_above(tmp_path: Path) -> None:
    files = FILES | {"docs/ask/index.md": "---\ntitle: Ask us\n---\nCall 112 first.\n"}
    page = planned(gathered(start_hub(tmp_path / "hub", files).root), "ask/")
    assert (page.title, page.body.strip()) == ("Ask us", "Call 112 first.")


def test_a_text_names_its_curators_where_nothing_else_takes_what_is_wrong(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "contributions/people/ada.md": "---\nname: Ada Example\n---\n",
        "contributions/people/shy.md": "---\nname: Zerlina Quibble\nvisibility: unnamed\n---\n",
        "contributions/people/away.md": "---\nname: Waldo Away\nvisibility: no-directory\n---\n",
        "docs/topics/calls.md": "---\ntitle: Calls\ncurators: [shy, away, ada]\n---\nWords.\n",
        "docs/topics/quiet.md": "---\ntitle: Quiet\ncurators: [shy]\n---\nWords.\n",
        "contributions/tips/both.md": "---\ntopics: [quiet, calls]\n---\n# Both\n\nWords.\n",
        "contributions/tips/quiet.md": "---\ntopics: [quiet]\n---\n# Quiet\n\nWords.\n",
        "contributions/tips/none.md": "# None\n\nWords.\n",
    }
    bare = start_hub(tmp_path / "bare", files)
    site = gathered(bare.root)
    named = {
        name: [face["name"] for face in planned(site, f"tips/{name}/").view["curators"]]
        for name in ("both", "quiet", "none")
    }
    assert named == {"both": ["Ada Example"], "quiet": [], "none": []}
    words = " ".join(built(bare.root).words("tips/both/").split())
    assert "Tell whoever looks after this topic: Ada Example" in words
    for name, settings in (
        ("repository", f"repo_url: {REPOSITORY}\n"),
        ("contact", "extra: {hub: {contact: hub@example.org}}\n"),
    ):
        hub = start_hub(tmp_path / name, files, settings=settings)
        assert planned(gathered(hub.root), "tips/both/").view["curators"] == []
