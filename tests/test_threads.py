"""What readers said, joined with the hub: whose it is, what it is about, and what nobody may see."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from commonplace.discussions.text import discussion_body
from commonplace.model.discussions import Actor, ActorKind, Category, Snapshot
from commonplace.model.threads import Voice
from commonplace.site.gather import Site
from commonplace.words import words as words_of
from tests.support.repository import Repository
from tests.support.site import built, codes, contribution, gathered, planned, start_hub
from tests.support.talk import (
    BO,
    COMMENTS,
    QUESTIONS,
    WEB,
    asked,
    put,
    said,
    snapshot,
    thread,
)

REPO = "repo_url: https://github.com/example/hub\nsite_url: https://hub.example.org/\n"
PUBLIC = f"{REPO}extra: {{hub: {{audience: public}}}}\n"
FILES: dict[str, str | bytes] = {
    "contributions/tips/one.md": "---\nid: one1one1\ntopics: [calls]\n---\n# One\n\nWords.\n",
    "contributions/tips/two.md": "---\nid: two2two2\n---\n# Two [2]\n\nWords.\n",
    "contributions/tips/draft.md": "---\nid: draft333\nstatus: draft\n---\n# Hush\n\nWords.\n",
    "contributions/tips/ours.md": "---\nid: ours4444\naudience: internal\n---\n# Ours\n\nWords.\n",
    "contributions/tips/unwritten.md": "---\nstatus: draft\n---\n# No id\n\nWords.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nlogins: [ada-login]\n---\n",
    "contributions/people/shy.md": (
        "---\nname: Zerlina Quibble\nlogins: [zq-secret]\nemails: [z@example.org]\nvisibility: unnamed\n---\n"
    ),
    "contributions/people/away.md": (
        "---\nname: Waldo Away\nlogins: [waldo-w]\nvisibility: no-directory\n---\n"
    ),
    "contributions/people/handy.md": "---\nname: Handy Example\n---\n",
    "docs/topics/calls.md": (
        "---\ntitle: First calls\ncurators: [ada]\nquestions:\n"
        "  - {ask: Who rings first?, by: ada, since: 2026-03-01}\n---\nWords.\n"
    ),
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return start_hub(tmp_path_factory.mktemp("threads") / "hub", FILES, settings=REPO)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return start_hub(tmp_path_factory.mktemp("public") / "hub", FILES, settings=PUBLIC)


def with_talk(hub: Repository, whole: Snapshot, **options: Any) -> Site:
    put(hub.root, whole)
    return gathered(hub.root, **options)


def everything_written(site: Site) -> str:
    """All that the plan holds: pages, files, and words."""
    pages = [(page.title, page.description, page.body, page.view) for page in site.plan.pages]
    return repr((pages, site.plan.outputs, site.plan.redirects))


def view_of(site: Site, address: str = "tips/one/") -> Any:
    view = planned(site, address).view["thread"]
    assert view is not None
    return view


def names(view: Any) -> list[str]:
    return [one["remark"]["by"]["name"] for one in view["exchanges"]]


def words(view: Any) -> list[str]:
    return [one["remark"]["html"] for one in view["exchanges"]]


def test_a_thread_belongs_to_the_contribution_that_its_mark_names(hub: Repository) -> None:
    site = with_talk(hub, snapshot(thread("one1one1", said(11), said(12, "More."))))
    assert list(site.hub.threads) == ["one1one1"]
    view = view_of(site)
    assert view["title"] == "2 comments"
    assert words(view) == ["<p>Words.</p>", "<p>More.</p>"]
    assert [one["remark"]["anchor"] for one in view["exchanges"]] == ["comment-11", "comment-12"]
    assert view["exchanges"][0]["remark"]["url"] == f"{WEB}/1#discussioncomment-11"
    assert view["reply_url"] == f"{WEB}/1#discussioncomment-12"
    assert planned(site, "tips/two/").view["thread"] is None
    assert codes(site) == []


def test_the_category_is_found_by_its_name_however_it_is_written(hub: Repository) -> None:
    odd = (Category("DIC_c", " COMMENTS", "c"), QUESTIONS)
    assert with_talk(hub, snapshot(thread("one1one1", said(1)), categories=odd)).hub.threads
    slug = (Category("DIC_c", "Gedanken", "comments"), QUESTIONS)
    assert with_talk(hub, snapshot(thread("one1one1", said(1)), categories=slug)).hub.threads
    elsewhere = snapshot(thread("one1one1", said(1), category=QUESTIONS))
    assert not with_talk(hub, elsewhere).hub.threads


def test_of_two_discussions_the_older_one_holds(hub: Repository) -> None:
    later = thread("one1one1", said(2, "Later."), number=9)
    site = with_talk(hub, snapshot(later, thread("one1one1", said(1, "First."), number=4)))
    assert words(view_of(site)) == ["<p>First.</p>"]
    found = [one for one in site.plan.diagnostics if one.code == "thread-twice"]
    assert [one.message for one in found] == [
        "“One” has two discussions on GitHub: number 4 and number 9. Only the first one is shown."
    ]


def test_what_is_about_nothing_here_gets_advice(hub: Repository) -> None:
    site = with_talk(hub, snapshot(thread("gone5555", said(1, "Canary"))))
    assert codes(site) == ["thread-gone"]
    assert "Canary" not in everything_written(site)


def test_a_category_that_is_not_there_is_named(hub: Repository) -> None:
    site = with_talk(hub, snapshot(categories=(COMMENTS,)))
    found = [one.message for one in site.plan.diagnostics if one.code == "category-gone"]
    assert len(found) == 1
    assert "“Q&A”" in found[0]
    assert "There is: “Comments”." in found[0]


def test_a_sample_lacks_nothing(hub: Repository) -> None:
    sample = snapshot(thread("gone5555", said(1)), repository="somebody/else", categories=())
    assert codes(with_talk(hub, sample)) == []


@pytest.mark.parametrize("ident", ["draft333", "ours4444"])
def test_what_is_not_published_has_no_thread_anywhere(public: Repository, ident: str) -> None:
    whole = snapshot(
        thread(ident, said(1, "Canary", replies=(said(2, "Canary"),)), reactions={"HEART": 1}),
        asked(2, "Canary?", about=ident),
        private=False,
    )
    site = with_talk(public, whole)
    assert codes(site) == ["audience-left-out"]
    assert site.hub.asked == ()
    assert "anary" not in everything_written(site)


def test_a_draft_without_an_id_is_known_by_the_one_that_it_has(public: Repository) -> None:
    put(public.root, snapshot(private=False))
    ident = contribution(gathered(public.root, drafts=True), "tips/unwritten/").id
    site = with_talk(public, snapshot(thread(ident, said(1, "Canary")), private=False))
    assert "thread-gone" not in codes(site)
    assert "Canary" not in everything_written(site)
    shown = with_talk(
        public, snapshot(thread(ident, said(1, "Canary")), private=False), drafts=True
    )
    assert words(view_of(shown, "tips/unwritten/")) == ["<p>Canary</p>"]


def test_private_comments_are_not_for_everyone(public: Repository) -> None:
    whole = snapshot(thread("one1one1", said(1, "Canary")), asked(2, "Canary?"))
    site = with_talk(public, whole)
    assert "comments-private" in codes(site)
    assert not site.hub.threads
    assert not site.hub.asked
    assert "Canary" not in everything_written(site)
    assert planned(site, "tips/one/").view["thread"] is None


def test_a_public_repository_may_be_shown_to_everyone(public: Repository) -> None:
    site = with_talk(public, snapshot(thread("one1one1", said(1)), private=False))
    assert "comments-private" not in codes(site)
    assert view_of(site)["title"] == "1 comment"


def test_off_reads_nothing(tmp_path: Path) -> None:
    off = f"{REPO}extra: {{hub: {{comments: 'off'}}}}\n"
    hub = start_hub(tmp_path / "hub", FILES, settings=off)
    (hub.root / ".cache" / "hub").mkdir(parents=True)
    (hub.root / ".cache" / "hub" / "discussions.json").write_text("broken", "utf-8")
    site = gathered(hub.root)
    assert codes(site) == []
    assert site.hub.fetched is None
    assert planned(site, "tips/one/").view["thread"] is None


IDS = "giscus: {repo_id: R_0123, category_id: DIC_c}"


def test_with_giscus_alone_the_page_has_the_count_and_not_the_words(tmp_path: Path) -> None:
    alone = f"{REPO}extra: {{hub: {{comments: giscus, {IDS}}}}}\n"
    hub = start_hub(tmp_path / "hub", FILES, settings=alone)
    site = with_talk(hub, snapshot(thread("one1one1", said(1, "Canary")), taken="2026-01-01"))
    assert view_of(site)["as_of"] == "", "the frame is of today"
    view = view_of(site)
    assert (view["title"], view["exchanges"], view["pager"]) == ("1 comment", [], None)
    assert planned(site, "tips/one/").view["row"]["comments"]["count"] == 1
    said_by_ada = planned(site, "people/ada/").view["said"]
    assert [one["link"]["url"] for one in said_by_ada] == ["tips/one/#comments"]


@pytest.mark.parametrize("lacking", ["", f"{IDS}, github: {{managed_users: true}}"])
def test_where_giscus_cannot_show_the_page_does(tmp_path: Path, lacking: str) -> None:
    alone = f"{REPO}extra: {{hub: {{comments: giscus{lacking and ', '}{lacking}}}}}\n"
    hub = start_hub(tmp_path / "hub", FILES, settings=alone)
    site = with_talk(hub, snapshot(thread("one1one1", said(1, "Canary"))))
    assert planned(site, "tips/one/").view["giscus"] is None
    assert words(view_of(site)) == ["<p>Canary</p>"]


# Who speaks.


def speaker(hub: Repository, actor: Actor | None, *, private: bool = True) -> Any:
    site = with_talk(hub, snapshot(thread("one1one1", said(1, author=actor)), private=private))
    (remark,) = site.hub.threads["one1one1"].remarks
    face = view_of(site)["exchanges"][0]["remark"]["by"]
    return remark.by, face["name"], face["url"]


def test_a_login_that_a_profile_lists_is_that_person(hub: Repository) -> None:
    by, name, url = speaker(hub, Actor("Ada-Login", name="Somebody else"))
    assert (by.voice, by.person, name, url) == (Voice.PERSON, "ada", "Ada Example", "people/ada/")


def test_a_login_from_a_no_reply_address_is_that_person(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", FILES, settings=REPO)
    hub.commit(
        {"contributions/tips/three.md": "# Three\n\nWords.\n"},
        author="Nora Reply <77+nora-r@users.noreply.github.com>",
    )
    hub.commit(
        {"contributions/tips/four.md": "# Four\n\nWords.\n"},
        author="Olga Other <78+olga-o@users.noreply.elsewhere.example>",
    )
    _, name, url = speaker(hub, Actor("nora-r"))
    assert (name, url) == ("Nora Reply", "people/nora-reply/")
    by, _, _ = speaker(hub, Actor("olga-o"))
    assert by.voice is Voice.ACCOUNT  # that is another server's account


def test_a_login_like_a_handle_is_sure_in_a_private_repository_alone(hub: Repository) -> None:
    assert speaker(hub, Actor("handy"))[1] == "Handy Example"
    by, name, url = speaker(hub, Actor("handy", name="Anybody"), private=False)
    assert (by.voice, by.person, name, url) == (Voice.ACCOUNT, None, "Anybody", None)


@pytest.mark.parametrize(
    "actor",
    [
        Actor("zq-secret"),
        Actor("ZQ-Secret", name="Zerlina Quibble"),
        Actor("somebody-new", name="Zerlina Quibble"),
        Actor("shy"),
        Actor("zerlina-quibble", name="Z"),
    ],
)
@pytest.mark.parametrize("private", [True, False])
def test_who_may_be_somebody_unnamed_is_a_colleague(
    hub: Repository, actor: Actor, private: bool
) -> None:
    by, name, url = speaker(hub, actor, private=private)
    assert (name, url) == ("A colleague", None)
    assert by.voice is Voice.HIDDEN
    site = gathered(hub.root)
    remark = view_of(site)["exchanges"][0]["remark"]
    assert remark["url"] is None  # the page there shows whose words these are
    text = everything_written(site).lower()
    assert [
        word for word in ("zerlina", "quibble", "zq-secret", "somebody-new") if word in text
    ] == []


def test_mentions_of_somebody_unnamed_name_nobody(hub: Repository) -> None:
    html = (
        '<p>Ask <a class="user-mention" data-hovercard-url="/users/zq-secret/hovercard" '
        'href="https://github.com/zq-secret">@zq-secret</a>, @ZQ-Secret or '
        '<a href="https://github.com/ZQ%2Dsecret/x">her work</a>: https://github.com/zq-secret/y '
        '<a href="mailto:zq-secret@example.org">mail</a> <code>zq-secret</code> '
        '<img src="https://avatars.githubusercontent.com/zq-secret" alt="@zq-secret"> @shy, a shy smile</p>'
    )
    whole = snapshot(
        thread("one1one1", said(1, html=html)),
        asked(
            2, "Does @zq-secret know?", said(3, html=html, is_answer=True), answered="2026-11-02"
        ),
    )
    site = with_talk(hub, whole)
    assert "zq" not in everything_written(site).lower()
    shown = words(view_of(site))[0]
    assert shown.count("a colleague") >= 5
    assert "her work" in shown
    assert shown.endswith("a colleague, a shy smile</p>")
    assert site.hub.asked[0].ask == "Does a colleague know?"


def test_who_has_no_page_has_a_name_and_no_link(hub: Repository) -> None:
    assert speaker(hub, Actor("waldo-w"))[1:] == ("Waldo Away", None)


def test_a_deleted_account_and_a_program_are_no_people(hub: Repository) -> None:
    by, name, _ = speaker(hub, None)
    assert (by.voice, name) == (Voice.LEFT, "Somebody who left")
    by, name, _ = speaker(hub, Actor("dependabot", ActorKind.BOT))
    assert (by.voice, name) == (Voice.PROGRAM, "dependabot")
    role = view_of(gathered(hub.root))["exchanges"][0]["remark"]["role"]
    assert role == "Program"


def test_a_name_is_shown_without_what_misleads(hub: Repository) -> None:
    by, name, _ = speaker(hub, Actor("x-y", name="Eve \u202eevil\ud800 <eve@example.org>"))
    assert (by.voice, name) == (Voice.ACCOUNT, "Eve evil")


# What a thread holds.


def test_the_answer_comes_first_then_the_oldest(hub: Repository) -> None:
    site = with_talk(
        hub,
        snapshot(
            thread(
                "one1one1",
                said(3, "Third", day="2026-11-03"),
                said(1, "First", day="2026-11-01"),
                said(4, "Fourth", day="2026-11-04", replies=(said(5, "This.", is_answer=True),)),
            )
        ),
    )
    view = view_of(site)
    assert words(view) == ["<p>Fourth</p>", "<p>First</p>", "<p>Third</p>"]
    assert view["exchanges"][0]["replies"][0]["answer"] is True
    assert not view["exchanges"][0]["remark"]["answer"]


def test_deleted_ones_leave_a_gap_only_where_somebody_replied(hub: Repository) -> None:
    left = said(2, deleted=True, author=None, replies=(said(3, "A reply"), said(4, deleted=True)))
    dead = said(6, deleted=True, author=None, replies=(said(7, deleted=True, author=None),))
    site = with_talk(hub, snapshot(thread("one1one1", said(1, deleted=True), left, dead)))
    view = view_of(site)
    assert view["title"] == "1 comment"
    assert [one["remark"]["deleted"] for one in view["exchanges"]] == [True]
    assert [one["html"] for one in view["exchanges"][0]["replies"]] == ["<p>A reply</p>"]


def test_small_print(hub: Repository) -> None:
    spam = said(1, minimized="off-topic", edited="2026-11-04", upvotes=3)
    odd = said(2, minimized="something new", reactions={"HEART": 2, "EYES": 1, "THUMBS_UP": 0})
    site = with_talk(hub, snapshot(thread("one1one1", spam, odd, reactions={"ROCKET": 4})))
    view = view_of(site)
    first, second = (one["remark"] for one in view["exchanges"])
    assert first["minimized"] == "Hidden as off topic"
    assert second["minimized"] == "Hidden"
    assert first["edited"] == "Edited on 4 November 2026"
    assert first["useful"] == "Useful to 3 colleagues"
    assert [(one["sign"], one["count"], one["words"]) for one in second["reactions"]] == [
        ("❤️", 2, "hearts"),
        ("👀", 1, "looking at it"),
    ]
    assert [one["count"] for one in view["reactions"]] == [4]


LED = '<p dir="auto"><a href="https://hub.example.org/tips/one/">One</a></p>\n'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (f"{LED}<p>Is this so on Sundays?</p>", "<p>Is this so on Sundays?</p>"),
        (f"<p>Nobody asks.</p>\n{LED}", "<p>Nobody asks.</p>"),
        ("<p>Nobody answers one.</p>", "<p>Nobody answers one.</p>"),
        ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>", "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>"),
        ("<p>One<br>\nmore</p>", "<p>One<br>\nmore</p>"),
    ],
)
def test_what_somebody_wrote_when_they_began_it_is_the_first_comment(
    hub: Repository, html: str, shown: str
) -> None:
    begun = thread("one1one1", author=BO, body="Whatever GitHub made this of", html=html)
    view = view_of(with_talk(hub, snapshot(begun)))
    assert words(view) == [shown]
    assert (view["title"], names(view)) == ("1 comment", ["bo-login"])


def test_what_is_added_to_the_words_of_the_hub_is_nobodys_comment(hub: Repository) -> None:
    """A token's owner began it, and anybody who may write there can have added the rest."""
    site = gathered(hub.root)
    one = site.hub.contributions["one1one1"]
    body = f"{discussion_body(one, site.hub.settings, words_of('en'))}\n\nBy the way: call me."
    begun = replace(
        thread("one1one1", author=BO, html=f"{LED}<p>Thank you.</p><p>By the way: call me.</p>"),
        body=body,
    )
    assert view_of(with_talk(hub, snapshot(begun)))["exchanges"] == []


@pytest.mark.parametrize(
    ("author", "html"),
    [
        (BO, LED),
        (BO, "<p>One</p>"),
        (BO, ""),
        (Actor("giscus", ActorKind.BOT), "<p>One</p><p>Something that giscus adds</p>"),
        (None, "<p>Words</p>"),
    ],
)
def test_what_says_nothing_is_no_comment(hub: Repository, author: Actor | None, html: str) -> None:
    begun = thread("one1one1", author=author, body="One", html=html)
    view = view_of(with_talk(hub, snapshot(begun)))
    assert view["exchanges"] == []
    assert view["invitation"].startswith("Nobody has said anything here yet.")
    assert view["reply_url"] == f"{WEB}/1"


def test_the_button_to_reply_leads_to_no_comment_that_is_hidden(hub: Repository) -> None:
    view = view_of(with_talk(hub, snapshot(thread("one1one1", said(1), said(2, minimized="spam")))))
    assert view["reply_url"] == f"{WEB}/1#discussioncomment-1"


def test_a_locked_discussion_asks_for_no_reply(hub: Repository) -> None:
    view = view_of(with_talk(hub, snapshot(thread("one1one1", said(1), locked=True))))
    assert (view["reply_url"], view["locked"]) == (None, True)


@pytest.mark.parametrize(
    ("taken", "shown"), [("2026-11-18", ""), ("2026-11-17", "17 November 2026")]
)
def test_an_old_snapshot_says_its_age(hub: Repository, taken: str, shown: str) -> None:
    view = view_of(with_talk(hub, snapshot(thread("one1one1", said(1)), taken=taken)))
    assert view["as_of"] == (f"Comments as of {shown}." if shown else "")


def test_half_a_sign_stops_no_build(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", FILES, settings=REPO)
    half = "Half \ud83d a sign"
    put(
        hub.root,
        snapshot(
            thread("one1one1", said(1, half, Actor("half", name=half), minimized=half)),
            asked(2, half, said(3, half, is_answer=True), answered="2026-11-02", labels=(half,)),
        ),
    )
    site = built(hub.root)
    assert "Half a sign" in " ".join(site.words("tips/one/").split())
    assert "Half a sign" in site.words("questions/")


def test_the_built_page_and_its_data(hub: Repository) -> None:
    whole = snapshot(
        thread("one1one1", said(1, "Aloud", replies=(said(2, author=BO),)), reactions={"HEART": 3}),
        asked(5, "Who rings last?", topic="calls"),
        asked(6, "Who rang?", said(7, is_answer=True), answered="2026-11-05"),
    )
    put(hub.root, whole)
    site = built(hub.root)
    html = site.html("tips/one/")
    assert 'id="comments"' in html
    assert f'href="{WEB}/1#discussioncomment-1"' in html
    assert "It shows here when the hub is next built" in html
    assert "assets/comments.css" in html
    rows = {row["url"]: (row["comments"], row["reactions"]) for row in site.data()["contributions"]}
    assert rows == {"tips/one/": (2, 3), "tips/two/": (0, 0), "tips/ours/": (0, 0)}
    questions = site.data()["questions"]
    assert [(one["ask"], one["waiting"], one["answered"]) for one in questions] == [
        ("Who rings first?", True, None),
        ("Who rings last?", True, None),
        ("Who rang?", False, "2026-11-05"),
    ]
    schema = json.loads((site.folder / "hub.schema.json").read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(site.data())) == []
    assert "2 comments" in site.said
    assert "Aloud" in site.words("tips/one/")
    assert "Aloud" not in (site.folder / "tips" / "one.md").read_text("utf-8")


def test_further_pages_are_not_for_search_engines(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", FILES, settings=REPO)
    put(hub.root, snapshot(thread("one1one1", *(said(n, f"Word{n}") for n in range(1, 120)))))
    site = built(hub.root)
    assert "Word119" in site.words("tips/one/comments/2/")
    assert '<meta name="robots" content="noindex">' in site.html("tips/one/comments/2/")
    sitemap = (site.folder / "sitemap.xml").read_text("utf-8")
    assert "/tips/one/<" in sitemap
    assert "comments/2" not in sitemap
    assert "/tips/one/comments/2/" not in site.found(), "comments are found one by one"
    assert "tips/one/comments/2/" in (site.folder / "addresses.json").read_text("utf-8")


def test_without_a_snapshot_one_line_says_so(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", FILES, settings=REPO)
    site = built(hub.root)
    assert "comments (no snapshot: scripts/hub sync)" in site.said
    assert 'id="comments"' not in site.html("tips/one/")
    assert "Who rings first?" in site.words("questions/")
