"""Where comments stand and are counted: on pages and rows, and with topics, people and questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commonplace.model.discussions import Actor, ActorKind, Comment
from commonplace.model.threads import Thread
from commonplace.pages.thread_page import comments_address, pages_of_thread
from commonplace.site.gather import Site
from tests.support.hub import run_command
from tests.support.repository import Repository
from tests.support.site import built, contribution, gathered, planned, start_hub
from tests.support.talk import ADA, BO, WEB, asked, put, said, snapshot, thread

SETTINGS = "repo_url: https://github.com/example/hub\nsite_url: https://hub.example.org/\n"
BOT = Actor("helper", ActorKind.BOT)
FILES: dict[str, str | bytes] = {
    "contributions/people/ada.md": "---\nname: Ada Example\nlogins: [ada-login]\n---\n",
    "contributions/people/shy.md": "---\nname: Z Q\nlogins: [bo-login]\nvisibility: no-directory\n---\n",
    "docs/topics/calls.md": (
        "---\ntitle: First calls\ncurators: [ada]\nformerly: [phones]\nquestions:\n"
        "  - {ask: Who rings first?, since: 2026-03-01}\n---\nWords.\n"
    ),
    "docs/topics/bread.md": "---\ntitle: Bread\ncurators: [ada]\n---\nWords.\n",
    **{
        f"contributions/tips/t{n}.md": (
            f"---\nid: tip{n}{n}{n}{n}\ntopics: [{'calls' if n < 4 else 'bread'}]\nauthors: [ada]\n---\n"
            f"# Tip {n}\n\nWords.\n"
        )
        for n in range(7)
    },
}


def ident(number: int) -> str:
    return f"tip{str(number) * 4}"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return start_hub(tmp_path_factory.mktemp("places") / "hub", FILES, settings=SETTINGS)


def with_talk(hub: Repository, *discussions: Any, **options: Any) -> Site:
    put(hub.root, snapshot(*discussions, **options))
    return gathered(hub.root)


def many(first: int, count: int, **more: Any) -> tuple[Comment, ...]:
    return tuple(said(number, f"Number {number}", **more) for number in range(first, first + count))


def thread_of(site: Site) -> Thread:
    return site.hub.threads[ident(0)]


SHAPES = {
    "one page": many(1, 100),
    "one too many": many(1, 101),
    "many": many(1, 345),
    "a comment with many replies": (said(1, replies=many(2, 250)),),
    "replies that fill a page": (
        said(1, replies=many(2, 99)),
        said(200),
        said(201, replies=many(300, 99)),
    ),
    "replies that do not fit": (*many(1, 60), said(500, replies=many(501, 60)), said(900)),
    "long ones": many(1, 30, html=f"<p>{'word ' * 2000}</p>"),
    "a long one with long replies": (
        said(
            1, html=f"<p>{'word ' * 2000}</p>", replies=many(2, 60, html=f"<p>{'word ' * 2000}</p>")
        ),
    ),
    "nothing": (),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_everything_stands_once_on_pages_of_a_hundred(hub: Repository, shape: str) -> None:
    comments = SHAPES[shape]
    site = with_talk(hub, thread(ident(0), *comments))
    pages = pages_of_thread(thread_of(site))
    shown = [
        remark.number
        for page in pages
        for exchange in page
        for remark in (*(() if exchange.goes_on else (exchange.remark,)), *exchange.replies)
    ]
    assert shown == [remark.number for remark in thread_of(site).everything()]
    assert len(shown) == sum(1 + len(one.replies) for one in comments)
    for page in pages:
        sizes = [len(exchange.replies) + (not exchange.goes_on) for exchange in page]
        assert sum(sizes) <= 100
        html = [each.html for one in page for each in (one.remark, *one.replies)]
        assert sum(map(len, html)) < 140_000
    assert len(pages) == 1 or all(page for page in pages)


def test_further_pages_are_pages_of_the_site(hub: Repository) -> None:
    site = with_talk(hub, thread(ident(0), *many(1, 250)))
    first = planned(site, "tips/t0/").view["thread"]
    assert first["title"] == "250 comments"
    assert first["pager"]["next"] == "tips/t0/comments/2/"
    second = planned(site, "tips/t0/comments/2/")
    assert (second.template, second.searchable, second.source) == ("comments.html", False, None)
    assert second.title == "Comments on Tip 0, page 2"
    assert second.view["about"] == {"title": "Tip 0", "url": "tips/t0/"}
    thread_view = second.view["thread"]
    assert thread_view["pager"]["previous"] == "tips/t0/"
    assert thread_view["exchanges"][0]["remark"]["anchor"] == "comment-101"
    assert site.plan.promises is not None
    promised = {page.address for page in site.plan.promises.pages}
    assert {"tips/t0/comments/2/", "tips/t0/comments/3/"} <= promised
    assert "tips/t0/comments/4/" not in promised


def test_replies_that_go_on_say_to_whose_comment(hub: Repository) -> None:
    site = with_talk(hub, thread(ident(0), said(1, replies=many(2, 150))))
    (rest,) = planned(site, "tips/t0/comments/2/").view["thread"]["exchanges"]
    assert (rest["remark"], rest["goes_on"]) == (None, "More replies to Ada Example")
    assert len(rest["replies"]) == 51


def test_rows_have_the_count_and_the_last_day(hub: Repository) -> None:
    site = with_talk(
        hub, thread(ident(0), said(1), said(2, day="2026-11-09", author=BO), said(3, deleted=True))
    )
    rows = {row["url"]: row["comments"] for row in planned(site, "tips/").view["rows"]}
    assert rows.pop("tips/t0/") == {
        "count": 2,
        "words": "2 comments, the last one on 9 November 2026",
    }
    assert len(rows) == 6
    assert set(rows.values()) == {None}


def talk_of_many() -> tuple[Any, ...]:
    return (
        thread(ident(0), *many(1, 4), number=1),
        thread(ident(1), *many(11, 2), said(13, author=BOT), said(14, minimized="spam"), number=2),
        thread(ident(2), *many(21, 9, day="2026-08-20"), number=3),  # too long ago
        thread(ident(4), *many(31, 3, day="2026-11-19"), number=4),
        thread(ident(5), said(41), number=5),  # one is no discussion
    )


def test_what_people_talk_about_is_on_the_home_page_and_with_its_topic(hub: Repository) -> None:
    site = with_talk(hub, *talk_of_many())
    home = planned(site, "").view["discussed"]
    assert [(one["row"]["url"], one["why"]) for one in home] == [
        ("tips/t0/", "4 comments in the last 90 days"),
        ("tips/t4/", "3 comments in the last 90 days"),
        ("tips/t1/", "2 comments in the last 90 days"),
    ]
    calls = planned(site, "topics/calls/").view["discussed"]
    assert [one["row"]["url"] for one in calls] == ["tips/t0/", "tips/t1/"]
    bread = planned(site, "topics/bread/").view["discussed"]
    assert [one["row"]["url"] for one in bread] == ["tips/t4/"]


def test_what_somebody_said_last_is_on_their_page(hub: Repository) -> None:
    site = with_talk(
        hub,
        thread(ident(0), *many(1, 120, author=None), said(200, "Far <down>", day="2026-11-18")),
        thread(ident(1), *many(301, 9, day="2026-10-01"), said(400, minimized="abuse"), number=2),
        thread(ident(2), said(500, "By Bo", BO, "2026-11-19"), number=3),
    )
    listed = planned(site, "people/ada/").view["said"]
    assert listed[0] == {
        "link": {"title": "Tip 0", "url": "tips/t0/comments/2/#comment-200"},
        "date": {"iso": "2026-11-18", "text": "18 November 2026"},
        "words": "Far <down>",
    }
    assert len(listed) == 5
    assert listed[1]["link"]["url"] == "tips/t1/#comment-309"
    pages = {page.address for page in site.plan.pages}
    assert "people/shy/" not in pages
    others = [page for page in site.plan.pages if page.template != "contribution.html"]
    assert "By Bo" not in repr([page.view for page in others])


def test_every_place_that_is_named_is_there(hub: Repository) -> None:
    site = with_talk(hub, thread(ident(0), said(1, replies=many(2, 150)), *many(300, 150)))
    one = contribution(site, "tips/t0/")
    seen = 0
    for number, page in enumerate(pages_of_thread(thread_of(site)), start=1):
        address = comments_address(one, number)
        view = planned(site, address).view["thread"]
        remarks = [
            each for ex in view["exchanges"] for each in (ex["remark"], *ex["replies"]) if each
        ]
        expected = [
            each.anchor
            for exchange in page
            for each in (*(() if exchange.goes_on else (exchange.remark,)), *exchange.replies)
        ]
        assert [each["anchor"] for each in remarks] == expected
        seen += len(expected)
    assert seen == 301


def test_where_nobody_can_speak_yet_nothing_is_shown(hub: Repository) -> None:
    assert planned(with_talk(hub), "tips/t0/").view["thread"] is None


@pytest.mark.parametrize("settings", ["", "repo_url: https://github.com/another/one\n"])
def test_comments_are_shown_without_links_where_links_do_not_work(
    tmp_path: Path, settings: str
) -> None:
    hub = start_hub(tmp_path / "hub", FILES, settings=settings)
    site = with_talk(hub, thread(ident(0), said(1)), asked(2, "Why?"), asked(3, "Who?", said(4)))
    view = planned(site, "tips/t0/").view["thread"]
    assert view["title"] == "1 comment"
    assert view["reply_url"] is None
    written = repr([page.view for page in site.plan.pages])
    assert "https://github.com/example/hub" not in written
    assert "Why?" in written


def test_an_enterprise_server_has_its_own_addresses(tmp_path: Path) -> None:
    web = "https://github.company.example"
    settings = f"repo_url: {web}/example/hub\nextra: {{hub: {{github: {{web: '{web}'}}}}}}\n"
    hub = start_hub(tmp_path / "hub", FILES, settings=settings)
    # What leads to another host is no address of a comment here.
    assert (
        planned(with_talk(hub, thread(ident(0), said(1))), "tips/t0/").view["thread"]["reply_url"]
        is None
    )


# Questions.


def groups_of(site: Site) -> dict[str, list[str]]:
    groups = planned(site, "questions/").view["groups"]
    return {one["topic"]["title"]: [q["text"] for q in one["questions"]] for one in groups}


def test_questions_stand_with_their_topics_the_oldest_first(hub: Repository) -> None:
    site = with_talk(
        hub,
        asked(1, "By its mark?", topic="bread", day="2026-11-02"),
        asked(2, "By a former name?", topic="phones", day="2026-01-02"),
        asked(3, "By its text?", about=ident(0), day="2026-11-03"),
        asked(4, "By a label?", labels=("enhancement", "first CALLS"), day="2026-11-04"),
        asked(5, "By nothing?", topic="nowhere", day="2025-11-05"),
        asked(6, "Closed?", topic="bread", closed=True),
    )
    assert groups_of(site) == {
        "First calls": ["By a former name?", "Who rings first?", "By its text?", "By a label?"],
        "Bread": ["By its mark?"],
        "Of no topic": ["By nothing?"],
    }
    assert "Closed?" not in repr(planned(site, "questions/").view)
    group = planned(site, "questions/").view["groups"][0]
    assert [one["face"]["name"] for one in group["knowers"]] == ["Ada Example"]
    third = group["questions"][2]
    assert third["about"] == {"title": "Tip 0", "url": "tips/t0/"}
    assert third["answer_url"] == f"{WEB}/3"
    assert third["waits"] == "has waited for 18 days"
    topic = planned(site, "topics/calls/").view
    assert [one["text"] for one in topic["questions"]] == groups_of(site)["First calls"][:3]
    assert topic["more_questions"] == 1
    care = planned(site, "topics/bread/care/").view
    assert [(one["text"], one["waits"]) for one in care["questions"]] == [
        ("By its mark?", "has waited for 19 days")
    ]
    assert planned(site, "").view["questions"][0]["text"] == "By nothing?"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2026-11-22", "asked today"),
        ("2026-11-21", "asked today"),
        ("2026-11-20", "has waited for 1 day"),
        ("2026-11-09", "has waited for 12 days"),
        ("2026-08-22", "has waited for 91 days"),
        ("2026-08-01", "has waited for 3 months"),
        ("2024-10-01", "has waited for 2 years"),
    ],
)
def test_how_long_a_question_waits(hub: Repository, day: str, shown: str) -> None:
    site = with_talk(hub, asked(1, "How long?", topic="bread", day=day))
    groups = planned(site, "questions/").view["groups"]
    (question,) = next(one["questions"] for one in groups if one["topic"]["title"] == "Bread")
    assert question["waits"] == shown


def test_answered_ones_show_their_first_words(hub: Repository) -> None:
    long = "<p>" + "An answer of many words. " * 40 + "</p>"
    site = with_talk(
        hub,
        asked(
            1,
            "Early?",
            said(11, "Yes & <no>.", is_answer=True),
            topic="bread",
            answered="2026-10-02",
        ),
        asked(
            2,
            "Late?",
            said(21, replies=(said(22, html=long, is_answer=True),)),
            answered="2026-11-02",
        ),
    )
    early, late = reversed(planned(site, "questions/").view["answered"])
    assert early["excerpt"] == "Yes & <no>."
    assert early["answered"]["url"] == f"{WEB}/1#discussioncomment-11"
    assert early["answered_by"]["name"] == "Ada Example"
    assert early["waits"] == ""
    assert late["excerpt"].endswith("…")
    assert 200 < len(late["excerpt"]) <= 281
    assert set(groups_of(site)) == {"First calls"}


def test_whoever_asked_is_not_sent_to_themselves(hub: Repository) -> None:
    site = with_talk(hub, asked(1, "Mine?", topic="bread", author=ADA))
    group = planned(site, "questions/").view["groups"][-1]
    assert (group["topic"]["title"], group["knowers"]) == ("Bread", [])


def test_further_pages_of_a_renamed_text_lead_on(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(80))
    files: dict[str, str | bytes] = {
        f"contributions/tips/{name}.md": f"---\nid: {name * 4}\n---\n# {name}\n\n{name} {words}\n"
        for name in ("aa", "bb", "cc", "few")
    }
    hub = start_hub(tmp_path / "hub", files, settings=SETTINGS)
    hub.move("contributions/tips/aa.md", "contributions/tips/mid.md")
    hub.commit()
    hub.move("contributions/tips/mid.md", "contributions/articles/end.md")
    hub.commit()
    hub.move("contributions/tips/bb.md", "contributions/tips/left.md")
    hub.commit({"contributions/tips/bb.md": "---\nid: newcomer\n---\n# New\n\nStands there now.\n"})
    hub.move("contributions/tips/few.md", "contributions/tips/few-more.md")
    hub.commit()
    put(
        hub.root,
        snapshot(
            thread("aa" * 4, *many(1, 230), number=1),
            thread("bb" * 4, *many(1_000, 120), number=2),
            thread("cc" * 4, *many(2_000, 120), number=3),
            thread("few" * 4, *many(3_000, 20), number=4),
        ),
    )
    site = built(hub.root)
    for old in ("tips/aa/", "tips/mid/"):
        assert site.leads_to(old) == "articles/end/"
        assert site.leads_to(f"{old}comments/2/") == "articles/end/comments/2/"
        assert site.leads_to(f"{old}comments/3/") == "articles/end/comments/3/"
    assert "Number 230" in site.words("articles/end/comments/3/")
    promised = json.loads((site.folder / "addresses.json").read_text("utf-8"))["redirects"]
    told = {row["address"]: row["to"] for row in promised if "comments" in row["address"]}
    assert told == {
        f"{old}comments/{number}/": f"articles/end/comments/{number}/"
        for old in ("tips/aa/", "tips/mid/")
        for number in (2, 3)
    }, "nothing below an address where another text stands, or whose text is on one page"
    assert run_command(hub.root, "verify", "site").returncode == 0
    (site.folder / "tips/mid/comments/3/index.html").unlink()
    missed = run_command(hub.root, "verify", "site")
    assert missed.returncode == 1
    assert "tips/mid/comments/3/" in missed.stdout + missed.stderr
