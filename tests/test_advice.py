"""Advice while somebody writes: what a browser says is what `check` says, text by text and word by word."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from commonplace.checks.form.house_words import house_words
from commonplace.checks.form.published import fit_to_print, published_form
from commonplace.checks.judge import Judge
from commonplace.checks.lists import read_words
from commonplace.checks.rules import shipped_rules
from commonplace.diagnostics import catalog
from commonplace.diagnostics.quiet import quiet_words
from commonplace.model.kinds import BY_FOLDER, BY_NAME, KINDS
from commonplace.words import words
from tests.support.advice import in_node, in_python, known_for
from tests.support.form_vectors import VECTORS, WORDS, joined, written
from tests.support.hub import ROOT
from tests.support.shipped import needs_samples
from tests.support.site import gathered, start_hub
from tests.test_form import HOSTILE

ROWS = json.loads(VECTORS.read_text("utf-8"))
NOT_HERE = {"form-picture-heavy", "form-picture-wide", "form-twin", "form-same-title"}
"""What needs other files; the list of spellings is no text."""


def test_the_list_is_what_python_finds() -> None:
    assert written() == VECTORS.read_text("utf-8"), "see tests/support/form_vectors.py"


def test_a_browser_finds_the_same() -> None:
    texts = [(row["kind"], joined(row["parts"])) for row in ROWS]
    assert len(texts) > 100
    assert max(len(text) for _, text in texts) > 30_000
    found, _ = in_node(texts, known_for(WORDS))
    expected = [[row["words"], row["found"]] for row in ROWS]
    assert [pair for pair in zip(texts, expected, found, strict=True) if pair[1] != pair[2]] == []


def test_a_browser_that_may_quote_nothing_says_what_python_says_then() -> None:
    texts = [(row["kind"], joined(row["parts"])) for row in ROWS]
    found, _ = in_node(texts, known_for(WORDS), quiet=True)
    said = {(code, message, hint) for _, rows in found for code, _, _, _, message, hint in rows}
    codes = {code for code, _, _ in said}
    assert len(codes) > 15
    assert said == {(code, *quiet_words(catalog()[code])) for code in codes}
    assert [one for one in said if "“…”" in "".join(one)] == [], "a sentence and no gap"


def test_every_rule_of_form_and_of_unsafe_html_is_in_the_list() -> None:
    told = {one[0] for row in ROWS for one in row["found"]}
    form = {code for code in catalog() if code.startswith("form-")} - NOT_HERE
    assert form - {"form-spelling-list"} <= told
    assert {"markup-unsafe", "markup-style", "markup-include", "markup-beyond-list"} <= told
    assert "markup-data-address" in told


@needs_samples
def test_the_samples_are_told_the_same() -> None:
    files = [
        path for path in (ROOT / "contributions").rglob("*.md") if path.parent.name in BY_FOLDER
    ]
    assert len(files) > 20
    own, _ = house_words(ROOT)
    texts = [(BY_FOLDER[path.parent.name].name, path.read_text("utf-8")) for path in files]
    found, _ = in_node(texts, known_for(own))
    assert found == [in_python(kind, text, own) for kind, text in texts]


def test_what_is_switched_off_is_not_said_in_a_browser() -> None:
    text = "# A\n\nWe recieve it [here](x).\n\n![](a.png)\n"
    off = ("form-link-words", "form-spelling")
    known = known_for(WORDS, off)
    assert known["spellings"] == []
    ((_, found),) = in_node([("tip", text)], known)[0]
    assert [one[0] for one in found] == ["form-alt-missing"]
    assert found == in_python("tip", text, WORDS, off)[1]


def test_settings_and_the_house_s_list_reach_the_page(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "checks/spelling.txt": "recieve -> receive\nbroken\nheron -> Project Heron\n",
        "checks/must-not-discuss.txt": "Project Heron\n",
        "checks/allowed.txt": "",
    }
    settings = "extra: {hub: {checks: {off: [form-too-long]}}}"
    root = start_hub(tmp_path / "hub", files, settings=settings).root
    data = _published(root)
    assert "form-too-long" not in data["said"]
    assert "form-run-on" in data["said"]
    assert data["spellings"] == [["recieve", "receive"]]


def _published(root: Path) -> dict[str, Any]:
    site = gathered(root)
    assert site.plan.promises is not None
    assert "share/form.json" in site.plan.promises.files
    text = next(one.text for one in site.plan.outputs if one.docs_path == "share/form.json")
    data: dict[str, Any] = json.loads(text)
    return data


def test_what_the_company_keeps_to_itself_is_not_among_the_spellings() -> None:
    judge = Judge(shipped_rules(), words=read_words("Project Heron\n"))
    pairs = [
        ("recieve", "receive"),
        ("heron", "Project Heron"),
        ("help", "jo.smith@stmarys-" + "hospital.org"),
    ]
    assert fit_to_print(pairs, judge) == (("recieve", "receive"),)


def test_the_data_holds_all_that_a_browser_needs() -> None:
    data = json.loads(published_form((), ()))
    assert data["kinds"]["war-story"]["sections"] == list(BY_NAME["war-story"].sections)
    assert {name: kind["budget"] for name, kind in data["kinds"].items()} == {
        kind.name: kind.word_budget for kind in KINDS
    }
    portable = r"\\[bBwWdD]|\(\?<|\(\?P|[*+?}]\+"
    for pattern in (
        data["alt_file_name"],
        data["anchors"]["of_pages"],
        data["reading_ease"]["vowels"],
    ):
        assert not re.search(portable, pattern), "Python and browsers read it alike"
    assert words("en")["share"]["said"]["picture"].lower() in data["alt_words"], (
        "what the page puts there"
    )
    assert len(published_form((), WORDS.pairs)) < 20_000


@pytest.mark.parametrize("length", [60_000, 240_000])
def test_no_text_keeps_a_browser_waiting(length: int) -> None:
    """A square of the longer ones takes minutes: Node would be stopped."""
    texts = [("tip", f"# T\n\n{text}"[:length]) for text in HOSTILE.values()]
    assert len(texts) > 20
    found, _ = in_node(texts, known_for(WORDS))
    assert len(found) == len(texts)
