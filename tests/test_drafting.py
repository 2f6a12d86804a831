"""Drafts: the same file in Python and in a browser, and its readers give back what somebody typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commonplace.drafting.compose import compose, path_of, slug_for
from commonplace.drafting.draft import ID_LENGTH, Draft, body_of
from commonplace.markup.characters import clean_text
from commonplace.markup.text import plain_text
from commonplace.model.kinds import ARTICLE, BY_NAME, TIP, WAR_STORY
from commonplace.readers.contributions import read_document
from tests.support.hub import ROOT
from tests.support.node import ask_node

VECTORS: list[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "vectors" / "drafts.json").read_text("utf-8")
)


def draft_of(vector: dict[str, Any]) -> Draft:
    values = {key: tuple(one) if isinstance(one, list) else one for key, one in vector.items()}
    del values["slug"]
    return Draft(**{**values, "kind": BY_NAME[vector["kind"]]})


def line(text: str) -> str:
    return " ".join(clean_text(text)[0].split())


@pytest.mark.parametrize("vector", VECTORS, ids=[one["id"] for one in VECTORS])
def test_readers_give_back_what_was_typed(tmp_path: Path, vector: dict[str, Any]) -> None:
    draft = draft_of(vector)
    slug = slug_for(draft)
    assert slug == vector["slug"]
    path = path_of(draft, slug)
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(compose(draft), "utf-8")
    document, problems = read_document(tmp_path, path, draft.kind)
    assert problems == []
    assert document is not None
    assert document.title == line(draft.title)
    assert document.front.id == draft.id
    assert document.front.topics == draft.topics
    assert document.front.authors == draft.authors
    assert document.front.told_by == draft.told_by
    assert document.body.strip() == clean_text(draft.body)[0].strip()
    if draft.summary:
        assert document.summary == draft.summary
    assert document.slug == slug


def test_a_browser_makes_the_same_file() -> None:
    long = [
        {"kind": "tip", "id": f"00000000{number:02}", "title": sign * count, "body": sign * 7}
        for number, (sign, count) in enumerate(
            [("*", 300), ("a", 300), ("é ", 150), ("日本", 130), ("😀", 201)]
        )
    ]
    given = [{key: value for key, value in one.items() if key != "slug"} for one in VECTORS] + long
    drafts = [draft_of({**one, "slug": ""}) for one in given]
    assert len(drafts) > 20
    assert ask_node("drafts_in_node.mjs", given, seconds=60) == [
        [compose(one), slug_for(one), slug_for(one, {slug_for(one), f"{slug_for(one)}-2"})]
        for one in drafts
    ]


def test_a_title_is_cut_whole() -> None:
    text = compose(Draft(ARTICLE, "*" * 300, "0" * ID_LENGTH))
    title = text.split('"')[1].replace("\\\\", "\\")
    assert title == "\\*" * 100
    assert plain_text(title) == "*" * 100


def test_a_taken_name_gets_a_number() -> None:
    draft = Draft(TIP, "Label both ends", "0" * ID_LENGTH)
    assert slug_for(draft, {"label-both-ends"}) == "label-both-ends-2"
    assert slug_for(draft, {"label-both-ends", "label-both-ends-2"}) == "label-both-ends-3"
    assert path_of(draft, "x", folder=True) == "contributions/tips/x/index.md"


def test_answers_stand_under_their_questions() -> None:
    body = body_of(WAR_STORY, " It rained. ", ["We got wet.", " \n ", "", "Stay in."])
    assert body == (
        "It rained.\n\n## What happened\n\nWe got wet.\n\n## What we would do again\n\nStay in."
    )
    with pytest.raises(ValueError, match="tip"):
        body_of(TIP, "", ["one too many"])
