"""The hub as it ships is alive at first sight: the comments, questions and answers that come with it show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import pytest

from tests.support.hub import ROOT, make_hub
from tests.support.shipped import needs_samples, samples
from tests.support.site import BuiltSite, built

pytestmark = needs_samples

SNAPSHOT = "scripts/shipped/discussions.json"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The samples with the very settings that come along, away from what a sync has left in this folder."""
    return built(make_hub(tmp_path_factory.mktemp("shipped") / "hub", samples()), strict=True)


def discussions(category: str) -> list[Any]:
    """What the file holds of a category, read without the hub's own reader."""
    whole = json.loads((ROOT / SNAPSHOT).read_text("utf-8"))
    (ident,) = (one["id"] for one in whole["categories"] if one["name"] == category)
    return [one for one in whole["discussions"] if one["category"] == ident]


def about(discussion: Mapping[str, Any]) -> str:
    """The id of the text that a discussion belongs to."""
    found = re.search(r"commonplace:id=(\w+)", discussion["body"])
    assert found
    return found[1]


def remarks(discussion: Mapping[str, Any]) -> Iterator[Any]:
    """The comments and replies that still say something."""
    for comment in discussion.get("comments", ()):
        yield from (one for one in (comment, *comment.get("replies", ())) if "deleted" not in one)


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def addresses(site: BuiltSite) -> dict[str, str]:
    return {one["id"]: one["url"] for one in site.data()["contributions"]}


def section(site: BuiltSite, address: str, heading: str) -> str:
    """The HTML of the part of a page that this heading names."""
    (whole,) = re.findall(
        rf'<section[^>]* aria-labelledby="{heading}">.*?</section>', site.html(address), re.DOTALL
    )
    return str(whole)


def asked(html: str) -> list[str]:
    return [words_of(one) for one in re.findall(r'"hub-question__text"[^>]*>(.*?)</p>', html)]


def test_what_was_said_stands_below_its_text_with_the_names(shipped: BuiltSite) -> None:
    where, seen = addresses(shipped), 0
    for discussion in discussions("Comments"):
        thread = shipped.html(where[about(discussion)]).partition(' id="comments"')[2]
        for one in remarks(discussion):
            number = one["url"].rpartition("-")[2]
            (shown,) = re.findall(rf'id="comment-{number}">(.*?)</article>', thread, re.DOTALL)
            assert f"<bdi>{one['author']['name']}</bdi>" in shown
            assert words_of(one["html"]) in words_of(shown)
            seen += 1
    assert seen > 40
    assert f"{seen} comments as of 2026-11-20" in shipped.said


def test_lists_show_how_much_was_said(shipped: BuiltSite) -> None:
    wanted = {about(one): len([*remarks(one)]) for one in discussions("Comments")}
    rows = re.split(r'<li class="hub-row ', shipped.html("all/"))[1:]
    counts = {}
    for row in rows:
        (ident,) = re.findall(r'data-hub-id="(\w+)"', row)
        counts[ident] = [words_of(one) for one in re.findall(r'"hub-talk" title="([^"]*)"', row)]
    assert len(counts) > 30
    assert wanted
    for ident, told in counts.items():
        number = wanted.pop(ident, 0)
        said = "1 comment," if number == 1 else f"{number} comments,"
        assert [one.partition(" the last")[0] for one in told] == [said] * (number > 0)
    assert wanted == {}


def test_questions_wait_and_are_answered(shipped: BuiltSite) -> None:
    whole = shipped.html("questions/")
    answered = section(shipped, "questions/", "hub-answered")
    waiting = asked(whole.replace(answered, ""))
    seen = {"waits": 0, "answered": 0}
    for one in discussions("Q&A"):
        if "answered" not in one:
            assert one["title"] in waiting
            seen["waits"] += 1
            continue
        (answer,) = (each for each in remarks(one) if each.get("is_answer"))
        (shown,) = (each for each in answered.split("<li ") if one["title"] in unescape(each))
        told = words_of(shown.partition("<blockquote ")[2])
        assert answer["author"]["name"] in told
        assert words_of(answer["html"])[:60] in told
        seen["answered"] += 1
    assert min(seen.values()) > 1
    assert len(asked(answered)) == seen["answered"]


def test_home_shows_questions_that_wait_and_what_is_discussed(shipped: BuiltSite) -> None:
    waiting = asked(section(shipped, "", "hub-questions"))
    assert len(waiting) > 1
    assert set(waiting) <= set(asked(shipped.html("questions/")))
    assert not set(waiting) & set(asked(section(shipped, "questions/", "hub-answered")))
    discussed = section(shipped, "", "hub-discussed")
    titles = {one["title"] for one in discussions("Comments")}
    shown = re.findall(r"<h3[^>]*><a[^>]*>(.*?)</a>", discussed)
    assert len(shown) > 1
    assert set(map(unescape, shown)) <= titles
    assert discussed.count('class="hub-talk"') == len(shown)
