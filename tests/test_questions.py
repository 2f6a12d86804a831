"""Questions that wait: by whom, since when, the way to answer, and that a text with the title answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from commonplace.curation.questions import waiting
from commonplace.model.slug import slug_of
from commonplace.model.topics import Question
from commonplace.pages.presenter import Presenter
from commonplace.pages.questions_page import question_view
from commonplace.pages.views.questions import QuestionView
from commonplace.site.gather import Site
from commonplace.words import words
from tests.support import talk
from tests.support.repository import Repository
from tests.support.site import built, codes, gathered, planned, start_hub

REPO = "https://github.com/example/hub"
SETTINGS = f"repo_url: {REPO}\n"
IN = "---\ntopics: [calls]\n---\n"
ODD = 'How do we say "no": & <why> #1, 100 % sure?'
FILES: dict[str, str | bytes] = {
    "docs/topics/calls.md": (
        "---\ntitle: First calls\ncurators: [ada]\nquestions:\n"
        "  - Who has no day?\n"
        "  - {ask: Who rings second?, by: ada, since: 2026-05-02}\n"
        "  - {ask: Who rings first?, by: shy, since: 2026-03-01}\n"
        "  - {ask: A Tip - that is there?, by: quiet, since: 2026-01-09}\n"
        f"  - ask: '{ODD}'\n    since: 2026-11-01\n---\nWords.\n"
    ),
    "docs/topics/bread.md": (
        "---\ntitle: Bread\ncurators: [ada]\nquestions:\n"
        "  - {ask: Who bakes?, by: Ada Example, since: 2026-02-01}\n"
        "  - {ask: Who eats?, by: adda}\n---\nWords.\n"
    ),
    "docs/topics/quiet.md": "---\ntitle: All said\ncurators: [ada]\n---\nWords.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/people/shy.md": "---\nname: Zerlina Quibble\nvisibility: unnamed\n---\n",
    "contributions/people/quiet.md": "---\nname: Waldo H\nvisibility: no-directory\n---\n",
    "contributions/tips/there.md": f"{IN}# A tip, that is there\n\nWords.\n",
    "contributions/tips/draft.md": "---\nstatus: draft\n---\n# Who bakes?\n\nWords.\n",
    "contributions/tips/old.md": "---\nstatus: obsolete\n---\n# Who rings first?\n\nWords.\n",
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return start_hub(tmp_path_factory.mktemp("questions") / "hub", FILES, settings=SETTINGS)


@pytest.fixture(scope="module")
def site(hub: Repository) -> Site:
    return gathered(hub.root)


def listed(site: Site) -> list[QuestionView]:
    view = planned(site, "questions/").view
    waits = [question for group in view["groups"] for question in group["questions"]]
    return [*waits, *view["answered"]]


def test_waiting_is_oldest_first_and_leaves_out_what_is_answered(site: Site) -> None:
    assert [question.ask for question in waiting(site.hub)] == [
        "Who bakes?",
        "Who rings first?",
        "Who rings second?",
        ODD.replace("<why> ", ""),
        "Who eats?",
        "Who has no day?",
    ]


def test_the_page_has_all_by_topic_oldest_first(site: Site) -> None:
    view = planned(site, "questions/").view
    groups = [(g["topic"]["url"], [q["text"] for q in g["questions"]]) for g in view["groups"]]
    assert [topic for topic, _ in groups] == ["topics/bread/", "topics/calls/"]
    assert groups[0][1] == ["Who bakes?", "Who eats?"]
    assert groups[1][1][:2] == ["Who rings first?", "Who rings second?"]
    assert groups[1][1][-1] == "Who has no day?"
    assert [question["text"] for question in view["answered"]] == ["A Tip - that is there?"]


def test_who_asks_is_shown_as_they_want_to_be(site: Site) -> None:
    asked = {one["text"]: one["by"] for one in listed(site)}
    rings, there = asked["Who rings first?"], asked["A Tip - that is there?"]
    second = asked["Who rings second?"]
    assert rings is not None
    assert there is not None
    assert second is not None
    assert (rings["name"], rings["url"]) == ("A colleague", None)
    assert (there["name"], there["url"]) == ("Waldo H", None)
    assert (second["name"], second["url"]) == ("Ada Example", "people/ada/")
    assert asked["Who eats?"] is None
    assert asked["Who bakes?"] == second
    everything = str([page.view for page in site.plan.pages])
    assert "Zerlina" not in everything


def test_an_unknown_name_gets_advice_with_the_nearest(site: Site) -> None:
    found = [one for one in site.plan.diagnostics if one.code == "question-by-unknown"]
    assert [(one.path, one.line) for one in found] == [("docs/topics/bread.md", 6)]
    assert "Did you mean “ada”?" in found[0].message


def test_a_title_that_repeats_the_question_answers_it(site: Site) -> None:
    found = [one for one in site.plan.diagnostics if one.code == "question-answered"]
    assert [(one.path, one.line) for one in found] == [("docs/topics/calls.md", 8)]
    assert found[0].hint == "Take it out: “A tip, that is there” answers it."
    answered = {one["text"]: one for one in listed(site) if one["answered"]}
    assert list(answered) == ["A Tip - that is there?"]
    one = answered["A Tip - that is there?"]
    assert one["answered"] == {"title": "A tip, that is there", "url": "tips/there/"}
    assert one["answer_url"] is None


def test_a_topic_shows_three_that_wait_and_says_how_many_more(site: Site) -> None:
    view = planned(site, "topics/calls/").view
    assert [one["text"] for one in view["questions"]] == [
        "Who rings first?",
        "Who rings second?",
        ODD.replace("<why> ", ""),
    ]
    assert view["more_questions"] == 2
    assert planned(site, "topics/quiet/").view["questions"] == []


def test_an_answer_begins_with_the_question_and_its_topic(hub: Repository) -> None:
    answering = start_hub(hub.root.parent / "answering", FILES, settings=SETTINGS)
    before = gathered(answering.root)
    urls = [one["answer_url"] for one in listed(before) if not one["answered"]]
    assert len(urls) == 6
    for url in urls:
        assert url is not None
        address, asked = urlsplit(url), parse_qs(urlsplit(url).query)
        assert (address.path, asked["kind"]) == ("share/", ["article"])
        (title,), (topic,) = asked["title"], asked["topic"]
        text = f"---\ntopics: [{topic}]\n---\n\n# {title}\n\nLike this.\n"
        answering.commit({f"contributions/articles/{slug_of(title)}.md": text})
    after = gathered(answering.root)
    assert waiting(after.hub) == ()
    assert all(one["answered"] for one in listed(after))
    assert {"articles/who-bakes/", "articles/who-has-no-day/"} <= {
        page.address for page in after.plan.pages
    }
    bread = after.hub.topics["bread"]
    assert len(bread.contributions) == 2


def test_without_a_repository_an_answer_is_written_here_as_well(hub: Repository) -> None:
    plain = gathered(start_hub(hub.root.parent / "plain", FILES).root)
    waits = [one["answer_url"] for one in listed(plain) if not one["answered"]]
    assert all(url.startswith("share/?kind=article&") for url in waits)
    assert len(listed(plain)) == 7


def test_one_question_by_itself(site: Site) -> None:
    topic = site.hub.topics["bread"].questions[0]
    assert topic == Question("Who bakes?", "bread", "ada", topic.since)
    view = question_view(topic, Presenter(site.hub, words("en")))
    assert view["since"] == {"iso": "2026-02-01", "text": "1 February 2026"}
    assert view["topic"] == {"title": "Bread", "url": "topics/bread/"}


def test_lists_end_at_fifty(tmp_path: Path) -> None:
    topics: dict[str, str | bytes] = {
        f"docs/topics/t{n}.md": "---\nquestions:\n"
        + "".join(f"  - Why {n} and {m}?\n" for m in range(20))
        + "---\nWords.\n"
        for n in range(3)
    }
    site = gathered(start_hub(tmp_path / "hub", topics).root)
    assert len(listed(site)) == 50
    second = planned(site, "questions/page/2/").view
    assert [len(group["questions"]) for group in second["groups"]] == [10]


def test_an_empty_page_invites_and_a_company_may_say_something_above(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/questions/index.md": "---\ntitle: Ask us\n---\nOur own words.\n",
        "contributions/tips/a.md": "# A\n\n[The questions](/questions/)\n",
    }
    site = gathered(start_hub(tmp_path / "hub", files).root)
    page = planned(site, "questions/")
    assert page.view["groups"] == []
    assert page.title == "Ask us"
    assert "Our own words." in page.body
    assert codes(site) == []


def test_nothing_takes_the_address(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "contributions/tips/a.md": "---\naddresses: [questions, questions/page/2]\n---\n# A\n\nx\n",
        "docs/questions.md": "# Mine\n",
    }
    site = gathered(start_hub(tmp_path / "hub", files).root)
    assert planned(site, "questions/").template == "questions.html"
    assert not [old for old in site.plan.redirects if old.startswith("questions")]
    assert codes(site, "docs/questions.md") == ["docs-taken"]


# What is said about a question.


def conversation(site: Site) -> Any:
    view = planned(site, "questions/").view
    found = [one for group in view["groups"] for one in group["questions"]] + view["answered"]
    return next(one for one in found if one["text"] == "Who rings?")


def test_a_question_is_read_with_its_answers(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", FILES, settings=SETTINGS)
    thanks = talk.said(3, "Thank you.")
    whole = talk.asked(
        5,
        "Who rings?",
        talk.said(1, "Early."),
        talk.said(2, "It is Ada.", replies=(thanks,), is_answer=True),
        html="<p>I tried <b>both</b>.</p><script>x()</script>",
        answered="2026-11-05",
    )
    talk.put(hub.root, talk.snapshot(whole, talk.asked(6, "Why?", topic="quiet")))
    site = built(hub.root)
    html = site.html("questions/")
    assert 'id="question-5"' in html
    assert "What was asked, and 3 answers" in html
    talked = html.partition('id="question-5"')[2].partition("<details")[2]
    said = [
        talked.index(words)
        for words in ("I tried <b>both</b>.", "It is Ada.</p>", "Thank", "Early.")
    ]
    assert said == sorted(said), "the accepted answer comes first"
    assert "x()" not in html
    assert 'href="../../questions/#question-6"' in site.html("topics/quiet/")


def test_of_a_long_conversation_the_rest_is_on_github(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", FILES, settings=SETTINGS)
    many = [talk.said(number, f"Word {number}.") for number in range(1, 41)]
    talk.put(hub.root, talk.snapshot(talk.asked(5, "Who rings?", *many)))
    found = conversation(gathered(hub.root))["conversation"]
    assert len(found["exchanges"]) == 30
    assert (found["title"], found["words"]) == ("What was asked, and 40 answers", None)
    assert found["more_url"] == f"{talk.WEB}/5"


@pytest.mark.parametrize(("locked", "shown"), [(True, None), (False, f"{talk.WEB}/5")])
def test_a_question_that_is_locked_offers_no_answer(
    locked: bool, shown: str | None, tmp_path: Path
) -> None:
    hub = start_hub(tmp_path / "hub", FILES, settings=SETTINGS)
    talk.put(hub.root, talk.snapshot(talk.asked(5, "Who rings?", locked=locked)))
    found = conversation(gathered(hub.root))
    assert (found["answer_url"], found["conversation"]) == (shown, None)
