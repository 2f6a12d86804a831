"""Polls: with the text that they belong to, or in a list; who asked, how it stands, where one votes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commonplace.model.discussions import Actor, Poll, Snapshot
from commonplace.site.gather import Site
from tests.support.repository import Repository
from tests.support.site import built, codes, gathered, planned, start_hub
from tests.support.talk import (
    ADA,
    COMMENTS,
    POLLS,
    QUESTIONS,
    WEB,
    asked,
    poll,
    put,
    said,
    snapshot,
    thread,
)

SETTINGS = "repo_url: https://github.com/example/hub\nsite_url: https://hub.example.org/\n"
FILES: dict[str, str | bytes] = {
    "contributions/tips/one.md": "---\nid: one1one1\n---\n# One\n\nWords.\n",
    "contributions/tips/two.md": "---\nid: two2two2\n---\n# Two\n\nWords.\n",
    "contributions/tips/draft.md": "---\nid: draft333\nstatus: draft\n---\n# Hush\n\nWords.\n",
    "contributions/tips/gone.md": "---\nid: gone4444\nstatus: withdrawn\n---\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nlogins: [ada-login]\n---\n",
    "contributions/people/shy.md": (
        "---\nname: Zerlina Quibble\nlogins: [zq-secret]\nvisibility: unnamed\n---\n"
    ),
    "contributions/people/away.md": (
        "---\nname: Waldo Away\nlogins: [waldo-w]\nvisibility: no-directory\n---\n"
    ),
}
LONG = "W" * 10_000
ARABIC = "متى تقرأ هنا؟"
MARKUP = '<img src=x onerror="alert(1)"> & **bold** {{ 7 * 7 }} {% raw %}'


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return start_hub(tmp_path_factory.mktemp("polls") / "hub", FILES, settings=SETTINGS)


def with_talk(hub: Repository, whole: Snapshot, **options: Any) -> Site:
    put(hub.root, whole)
    return gathered(hub.root, **options)


def listed(site: Site) -> list[Any]:
    return list(planned(site, "questions/").view["polls"])


def below(site: Site, address: str = "tips/one/") -> Any:
    view = planned(site, address).view["thread"]
    return view and view["poll"]


def everything(site: Site) -> str:
    pages = [(page.title, page.description, page.body, page.view) for page in site.plan.pages]
    return repr((pages, site.plan.outputs))


def test_a_poll_in_a_text_s_own_discussion_stands_above_what_was_said(hub: Repository) -> None:
    own = replace(thread("one1one1", said(1)), poll=Poll("Which?", (("This", 3), ("That", 1))))
    site = with_talk(hub, snapshot(own))
    shown = below(site)
    assert shown["question"] == "Which?"
    assert shown["choices"] == [
        {"text": "This", "votes": "3 votes, 75%", "share": 75.0},
        {"text": "That", "votes": "1 vote, 25%", "share": 25.0},
    ]
    assert (shown["total"], shown["url"], shown["way"]) == (
        "4 votes in all",
        f"{WEB}/1",
        "Vote on GitHub",
    )
    assert planned(site, "tips/one/").view["thread"]["title"] == "1 comment"
    assert listed(site) == []
    assert codes(site) == []


def test_a_poll_about_a_text_stands_there_with_or_without_comments(hub: Repository) -> None:
    site = with_talk(
        hub,
        snapshot(
            thread("one1one1", said(1), number=1),
            poll(2, about="one1one1", author=ADA, day="2026-11-11"),
            poll(3, about="two2two2"),
        ),
    )
    shown = below(site)
    assert (shown["by"]["name"], shown["by"]["url"], shown["age"]) == (
        "Ada Example",
        "people/ada/",
        "asked 10 days ago",
    )
    assert shown["url"] == f"{WEB}/2"
    bare = planned(site, "tips/two/").view["thread"]
    assert (bare["title"], bare["invitation"], bare["reply_url"]) == ("Poll", "", None)
    assert bare["poll"]["url"] == f"{WEB}/3"
    assert bare["exchanges"] == []
    assert planned(site, "tips/two/").view["row"]["comments"] is None
    assert planned(site, "tips/two/").view["giscus"] is None
    assert listed(site) == []


def test_of_several_the_text_s_own_stands_there_else_the_newest(hub: Repository) -> None:
    older, newer = (poll(n, about="two2two2", day=f"2026-11-0{n}") for n in (3, 4))
    own = replace(thread("one1one1", number=1), poll=Poll("Own?", (("Yes", 1),)))
    late = poll(9, about="one1one1", day="2026-11-19")
    site = with_talk(hub, snapshot(own, older, newer, late))
    assert below(site)["question"] == "Own?"
    assert below(site, "tips/two/")["url"] == f"{WEB}/4"
    rest = [(one["url"], one["about"]) for one in listed(site)]
    assert rest == [
        (f"{WEB}/9", {"title": "One", "url": "tips/one/"}),
        (f"{WEB}/3", {"title": "Two", "url": "tips/two/"}),
    ]


def test_further_pages_of_comments_do_not_repeat_it(hub: Repository) -> None:
    comments = [said(n, f"Number {n}") for n in range(1, 130)]
    site = with_talk(hub, snapshot(thread("one1one1", *comments), poll(2, about="one1one1")))
    assert below(site) is not None
    assert below(site, "tips/one/comments/2/") is None


def test_other_polls_are_listed_newest_first_and_no_more_than_ten(hub: Repository) -> None:
    many = [poll(n, f"Poll {n}", day=f"2026-10-{n:02}") for n in range(1, 14)]
    site = with_talk(hub, snapshot(*many, asked(40, "Who rings?")))
    assert [one["title"] for one in listed(site)] == [f"Poll {n}" for n in range(13, 3, -1)]
    first = listed(site)[0]
    assert (first["total"], first["leading"]) == ("4 votes in all", "ahead: “Tea” with 3 votes")
    assert (first["by"]["name"], first["age"]) == ("bo-login", "asked 39 days ago")
    assert [one.ask for one in site.hub.asked] == ["Who rings?"]


def test_a_poll_among_the_questions_is_no_question_that_waits(hub: Repository) -> None:
    within = [poll(2, "Which?", category=QUESTIONS), poll(3, "What?", category=COMMENTS)]
    site = with_talk(hub, snapshot(*within, poll(4, "Nothing?", (), category=QUESTIONS)))
    assert [one["title"] for one in listed(site)] == ["What?", "Which?"]
    assert [one.ask for one in site.hub.asked] == ["Nothing?"]
    assert planned(site, "questions/").view["groups"]


def test_where_there_is_none_nothing_is_said_and_none_is_missed(hub: Repository) -> None:
    put(hub.root, snapshot(asked(1, "Who rings?"), categories=(COMMENTS, QUESTIONS)))
    site = built(hub.root)
    assert "Polls" not in site.words("questions/")
    assert codes(gathered(hub.root)) == []


def test_another_category_may_hold_them(tmp_path: Path) -> None:
    named = f"{SETTINGS}extra: {{hub: {{discussions: {{polls: VOTES}}}}}}\n"
    hub = start_hub(tmp_path / "hub", FILES, settings=named)
    votes = replace(POLLS, name="Votes")
    whole = snapshot(poll(1), categories=(COMMENTS, QUESTIONS, votes))
    assert [one["title"] for one in listed(with_talk(hub, whole))] == ["Tea or coffee"]
    elsewhere = snapshot(poll(1), categories=(COMMENTS, QUESTIONS, POLLS))
    assert listed(with_talk(hub, elsewhere)) == []


@pytest.mark.parametrize(
    ("votes", "total", "leading", "shares"),
    [
        ((0, 0), "Nobody has voted yet", "", ["0 votes", "0 votes"]),
        ((1, 0), "1 vote in all", "ahead: “Tea” with 1 vote", ["1 vote, 100%", "0 votes, 0%"]),
        (
            (2, 2),
            "4 votes in all",
            "2 answers are level, with 2 votes each",
            ["2 votes, 50%", "2 votes, 50%"],
        ),
        (
            (2**53 - 1, 2**53 - 1),
            f"{2**54 - 2} votes in all",
            f"2 answers are level, with {2**53 - 1} votes each",
            [f"{2**53 - 1} votes, 50%"] * 2,
        ),
    ],
)
def test_how_it_stands(
    hub: Repository, votes: tuple[int, int], total: str, leading: str, shares: list[str]
) -> None:
    choices = (("Tea", votes[0]), ("Coffee", votes[1]))
    (one,) = listed(with_talk(hub, snapshot(poll(1, choices=choices))))
    assert (one["total"], one["leading"]) == (total, leading)
    assert [choice["votes"] for choice in one["choices"]] == shares
    assert all(0 <= choice["share"] <= 100 for choice in one["choices"])


@pytest.mark.parametrize("shut", ["closed", "locked"])
def test_where_nobody_can_vote_nobody_is_asked_to(hub: Repository, shut: str) -> None:
    shut_one = poll(1, closed=shut == "closed", locked=shut == "locked")
    (one,) = listed(with_talk(hub, snapshot(shut_one)))
    assert (one["closed"], one["way"], one["url"]) == ("closed", "See it on GitHub", f"{WEB}/1")


@pytest.mark.parametrize("ident", ["draft333", "gone4444"])
def test_what_is_about_a_text_that_is_not_published_is_nowhere(hub: Repository, ident: str) -> None:
    canary = (("Canary", 1),)
    own = replace(thread(ident, number=1), poll=Poll("Canary?", canary))
    about = [
        poll(n, "Canary?", canary, question="Canary?", category=where, **{key: ident})
        for n, (where, key) in enumerate(
            [(POLLS, "about"), (POLLS, "id"), (QUESTIONS, "about"), (COMMENTS, "about")], start=2
        )
    ]
    site = with_talk(hub, snapshot(own, *about))
    assert site.hub.ballots == ()
    assert "Canary" not in everything(site)


def test_a_second_discussion_of_a_text_and_one_of_none_show_no_poll(hub: Repository) -> None:
    own = Poll("Canary?", (("Canary", 1),))
    second = replace(thread("one1one1", number=5), poll=own)
    astray = replace(thread("nothing5", number=6), poll=own)
    site = with_talk(hub, snapshot(thread("one1one1", said(1), number=1), second, astray))
    assert codes(site) == ["thread-gone", "thread-twice"]
    assert "Canary" not in everything(site)


def test_private_polls_are_not_for_everyone(tmp_path: Path) -> None:
    public = f"{SETTINGS}extra: {{hub: {{audience: public}}}}\n"
    hub = start_hub(tmp_path / "hub", FILES, settings=public)
    whole = snapshot(poll(1, "Canary?"), poll(2, "Canary?", about="one1one1"))
    site = with_talk(hub, whole)
    assert "comments-private" in codes(site)
    assert "Canary" not in everything(site)
    assert len(with_talk(hub, replace(whole, private=False)).hub.ballots) == 2


def test_who_asked_is_shown_as_they_want_to_be(hub: Repository) -> None:
    words = (("Ask zq-secret or @zq-secret", 2), ("Nobody", 0))
    site = with_talk(
        hub,
        snapshot(
            poll(1, "By @zq-secret", words, question="@zq-secret?", author=Actor("zq-secret")),
            poll(2, author=Actor("other", name="Zerlina Quibble")),
            poll(3, author=Actor("waldo-w")),
            poll(4, author=None),
        ),
    )
    faces = [(one["by"]["name"], one["by"]["url"]) for one in listed(site)]
    assert faces == [
        ("Somebody who left", None),
        ("Waldo Away", None),
        ("A colleague", None),
        ("A colleague", None),
    ]
    assert all(one["url"] for one in listed(site)), "docs/reference.md says so in plain words"
    text = everything(site).lower()
    assert [word for word in ("zerlina", "quibble", "zq-secret") if word in text] == []


def test_a_sample_leads_nowhere(hub: Repository) -> None:
    whole = snapshot(poll(1), poll(2, about="one1one1"), repository="somebody/else")
    site = with_talk(hub, whole)
    assert [one["url"] for one in (*listed(site), below(site))] == [None, None]


def test_links_lead_to_the_company_s_own_server(tmp_path: Path) -> None:
    web = "https://github.example.org"
    settings = (
        f"repo_url: {web}/example/hub\nextra: {{hub: {{github: {{web: '{web}', "
        f"api: '{web}/api/v3'}}}}}}\n"
    )
    hub = start_hub(tmp_path / "hub", FILES, settings=settings)
    there = replace(poll(1), url=f"{web}/example/hub/discussions/1")
    site = with_talk(hub, snapshot(there, poll(2)))
    assert [one["url"] for one in listed(site)] == [None, there.url]


def test_hostile_texts_stay_words_and_stay_short(hub: Repository) -> None:
    choices = ((MARKUP, 3), (LONG, 2), (ARABIC, 1), ("", 0), ("\u200b\u202e", 0))
    put(
        hub.root,
        snapshot(
            poll(1, MARKUP, choices, question=MARKUP, about="one1one1"),
            poll(2, LONG, choices, question=LONG),
            poll(3, ARABIC, ((ARABIC, 1),)),
            poll(4, "", choices * 9, question=""),
        ),
    )
    site = gathered(hub.root)
    shown, (empty, arabic, long) = below(site), listed(site)
    assert [len(choice["text"]) for choice in shown["choices"]][1] == 160
    assert shown["choices"][1]["text"].endswith("…")
    assert [choice["text"] for choice in shown["choices"]][3:] == ["(no words)", "(no words)"]
    assert (len(long["title"]), len(long["question"])) == (300, 300)
    assert (empty["title"], len(empty["choices"])) == ("(no words)", 20)
    assert arabic["leading"] == f"ahead: “{ARABIC}” with 1 vote"
    pages = built(hub.root)
    html = pages.html("tips/one/")
    assert "<img src=x" not in html + pages.html("questions/")
    assert html.count("&lt;img src=x") >= 2
    assert "{{ 7 * 7 }}" in pages.words("tips/one/")
    assert f'dir="auto">{ARABIC}' in html
    assert "\u202e" not in html


def test_the_page_says_in_words_what_the_bars_show(hub: Repository) -> None:
    put(hub.root, snapshot(poll(1, about="one1one1"), poll(2), taken="2026-10-01"))
    site = built(hub.root)
    words = " ".join(site.words("tips/one/").replace(" : ", ": ").split())
    for said_there in ("Poll: What do you drink?", "Tea: 3 votes, 75%", "Coffee: 1 vote, 25%"):
        assert said_there in words
    html = site.html("tips/one/")
    assert html.count('class="hub-poll__bar"') == html.count("hub-poll__bar") == 2
    assert (
        'class="hub-poll__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden' in html
    )
    assert f'href="{WEB}/1"' in html
    questions = " ".join(site.words("questions/").split())
    assert "ahead: “Tea” with 3 votes" in questions
    assert "Comments as of 1 October 2026." in questions
    assert "assets/comments.css" in site.html("questions/")
