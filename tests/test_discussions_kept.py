"""One discussion for each text: which are made, which are renewed, and what of them is the hub's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from commonplace.discussions.keep import Creation, ThreadPlan, plan_threads
from commonplace.discussions.text import discussion_body, discussion_title, renewed_body
from commonplace.markup.marks import PART
from commonplace.model.discussions import Discussion, mark
from commonplace.model.hub import Hub
from commonplace.words import words
from tests.support.site import gathered, start_hub

WHEN = datetime(2026, 11, 1, tzinfo=UTC)
WORDS = words("en")
SETTINGS = "repo_url: https://github.com/o/r\nsite_url: https://hub.example.org/\n"
HOSTILE = "Ask @everyone about #7 & [this](https://evil.example) <img src=x> `now` $x$"
FILES: dict[str, str | bytes] = {
    "contributions/tips/one.md": f"---\nid: text-one\n---\n# {HOSTILE}\n\nWords.\n",
    "contributions/tips/two.md": "---\nid: text-two\n---\n# Two\n\nCall @ada-example, see #12.\n",
    "contributions/tips/old.md": "---\nid: text-old\nstatus: obsolete\n---\n# Old\n\nWords.\n",
    "contributions/tips/draft.md": "---\nid: text-draft\nstatus: draft\n---\n# Draft\n\nWords.\n",
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    repository = start_hub(tmp_path_factory.mktemp("kept") / "hub", FILES, settings=SETTINGS)
    return gathered(repository.root).hub


def discussion(number: int, title: str, body: str) -> Discussion:
    url = f"https://github.com/o/r/discussions/{number}"
    return Discussion(f"D{number}", number, url, title, "DIC", None, WHEN, WHEN, body=body)


def made(creation: Creation, number: int) -> Discussion:
    return discussion(number, creation.title, creation.body)


def test_what_is_published_gets_one_each_and_then_nothing_is_left(hub: Hub) -> None:
    plan = plan_threads(hub, (), WORDS)
    assert {one.contribution for one in plan.create} == {"text-one", "text-two"}
    present = [made(one, number) for number, one in enumerate(plan.create, 5)]
    assert plan_threads(hub, present, WORDS) == ThreadPlan(len(present), (), (), {}, (), ())


def test_a_text_of_the_hub_calls_nobody_and_runs_nothing(hub: Hub) -> None:
    one, two = hub.contributions["text-one"], hub.contributions["text-two"]
    body = discussion_body(one, hub.settings, WORDS)
    assert body.startswith(PART)
    assert body.endswith(mark("id", "text-one"))
    assert "https://hub.example.org/tips/one/" in body
    assert "@everyone" not in body
    assert "#7" not in body
    assert "](https" not in body.replace("\\](", "")
    assert "<img" not in body.replace("\\<", "")
    assert "@ada" not in discussion_body(two, hub.settings, WORDS)
    assert (
        discussion_title(replace(one, document=replace(one.document, title="x" * 999)))
        == "x" * 199 + "…"
    )


def test_without_a_site_it_leads_to_the_file(hub: Hub) -> None:
    settings = replace(hub.settings, site_url=None)
    body = discussion_body(hub.contributions["text-two"], settings, WORDS)
    assert "https://github.com/o/r/blob/main/contributions/tips/two.md" in body


def test_a_new_title_or_address_is_written_and_what_people_added_stays(hub: Hub) -> None:
    two = hub.contributions["text-two"]
    fresh = discussion_body(two, hub.settings, WORDS)
    old = fresh.replace("/tips/two/", "/tips/former/")
    present = discussion(3, "A former title", f"Mine, above.\n\n{old}\n\nMine, below.")
    (renewal,) = plan_threads(hub, [present], WORDS).renew
    assert renewal.title == "Two"
    assert renewal.body == f"Mine, above.\n\n{fresh}\n\nMine, below."
    assert renewal.discussion == present


def test_a_text_without_the_hubs_part_is_left_alone(hub: Hub) -> None:
    two = hub.contributions["text-two"]
    fresh = discussion_body(two, hub.settings, WORDS)
    written = f"Written by hand. {mark('id', 'text-two')} And more."
    assert renewed_body(written, fresh, "text-two") == written
    turned = f"{mark('id', 'text-two')} {PART}"
    assert renewed_body(turned, fresh, "text-two") == turned
    (renewal,) = plan_threads(hub, [discussion(3, "Another", written)], WORDS).renew
    assert (renewal.title, renewal.body) == ("Two", written)


def test_doubles_orphans_and_strangers_are_told_apart(hub: Hub) -> None:
    body = discussion_body(hub.contributions["text-two"], hub.settings, WORDS)
    first, second = discussion(4, "Two", body), discussion(9, "Two", body)
    orphan = discussion(5, "Gone", mark("id", "gone"))
    stranger = discussion(6, "Hello", "No mark")
    plan = plan_threads(hub, [second, stranger, first, orphan], WORDS)
    assert plan.doubled == {"text-two": (second,)}
    assert (plan.orphans, plan.unmarked) == ((orphan,), (stranger,))
    assert {one.contribution for one in plan.create} == {"text-one"}
    assert plan.renew == ()
