"""Boxes of task lists, and which texts run from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonplace.markup.direction import first_direction, runs_right_to_left
from commonplace.markup.tasks import BoxWords, name_boxes
from tests.support.site import built, start_hub

BOX = '<label class="task-list-control"><input type="checkbox" disabled{}><span></span></label> a task'


@pytest.mark.parametrize("ending", ["", "/", " /"])
def test_a_box_says_its_state(ending: str) -> None:
    for checked, words in (("", "To do"), (" checked", "Done"), (' checked=""', "Done")):
        named = name_boxes(BOX.format(f"{checked}{ending}"), BoxWords("Done", "To do"))
        assert named == BOX.format(f'{checked} aria-label="{words}"{ending}')


@pytest.mark.parametrize(
    "html",
    [
        "<p>No box, only the words checkbox and disabled.</p>",
        '<input type="checkbox" id="x"><label for="x">One to be ticked</label>',
        '<input type="checkbox" disabled aria-label="Named already">',
        '<input type="radio" name="__tabbed_1" disabled> <code>type="checkbox"</code>',
    ],
)
def test_all_else_stays_as_it_is(html: str) -> None:
    assert name_boxes(html, BoxWords("Done", "To do")) == html


def test_words_of_any_language_are_escaped() -> None:
    assert 'aria-label="&quot;&gt;&lt;b&gt;"' in name_boxes(BOX.format(""), BoxWords("x", '"><b>'))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Plain words, żółć, Ünal, 漢字, 😀 and €", False),
        ("One word: שלום", True),
        ("سلام", True),
        ("ﷺ", True),
        ("", False),
    ],
)
def test_texts_that_run_from_right_to_left_are_known(text: str, runs: bool) -> None:
    assert runs_right_to_left(text) is runs


def test_blocks_find_their_direction_and_code_stays_whole(tmp_path: Path) -> None:
    text = (
        "# שלום\n\nשלום\n\n```python\nx = 1\n```\n\n<div>HTML</div>\n\n- שלום\n    - [x] done\n\n"
        '<p dir="ltr">As it was</p>\n'
    )
    plain = "# Plain\n\nWords.\n\n- [ ] one\n"
    site = built(
        start_hub(
            tmp_path / "hub",
            {
                "contributions/tips/rtl.md": text,
                "contributions/tips/plain.md": plain,
                "docs/own.md": plain,
            },
            settings="nav: [{Home: index.md}, {Own: own.md}]\n",
        ).root
    )
    html = site.html("tips/rtl/")
    assert '<p dir="rtl">שלום</p>' in html
    assert '<ul dir="rtl">' in html
    assert 'dir="rtl"><div' not in html
    assert '<div class="highlight">' in html
    assert "<div>HTML</div>" in html
    assert 'aria-label="Done"' in html
    assert '<p dir="ltr">As it was</p>' in html
    assert "<p>Words.</p>" in site.html("tips/plain/")
    assert 'aria-label="To do"' in site.html("tips/plain/")
    assert 'aria-label="To do"' in site.html("own/"), "on the company's own pages, too"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Words", "ltr"),
        ("שלום and words", "rtl"),
        ("1. (يبدأ)", "rtl"),
        ("A שלום", "ltr"),
        ("\x02klzzwxh:3\x03 שלום", "rtl"),
        ("\x02klzzwxh:3\x03", "ltr"),
        ("12 %", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_first_letter_that_says_so_gives_the_direction(text: str, way: str) -> None:
    assert first_direction(text) == way
