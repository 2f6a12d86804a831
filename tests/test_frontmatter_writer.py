"""What the writer writes, our reader and any reader of YAML give back."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from commonplace.markup.characters import clean_text
from commonplace.readers.fields import Fields
from commonplace.readers.frontmatter import split_front_matter
from commonplace.writers.frontmatter import KEYS, write_front_matter

# One a line: what some reader of YAML takes for something else than a text.
TRAPS = (
    r"""
no;Yes;y;on;null;~;1.5;12:30;0x1f;1e5;e5;.inf;2026-01-02;- a;a: b;a #b;#a;a,b;a];a-
';";\;{a;[a;*a;&a;!a;%a;@a;`a;|;>;?;---;...;=;<<;é;日本;🙂
""".strip()
    .replace("\n", ";")
    .split(";")
)
TEXTS = st.text(max_size=60) | st.sampled_from(
    [*TRAPS, "\u2028x", "a\u0085b", "\x00", "\x1b[1m", "\ufeffa", "a\ud800"]
)


def one_line(text: str) -> str:
    return " ".join(clean_text(text)[0].split())


@given(TEXTS, st.lists(TEXTS, max_size=6), TEXTS, st.dates())
def test_values_come_back(title: str, names: list[str], path: str, day: date) -> None:
    written = write_front_matter(
        {"imported_from": {"path": path, "updated": day, "improved_by": names}}
        | {"authors": names, "title": title, "date": day}
    )
    expected = {"title": one_line(title), "authors": [one_line(n) for n in names if one_line(n)]}
    inner = {"path": one_line(path), "updated": day, "improved_by": expected["authors"]}
    wanted = {**expected, "date": day, "imported_from": {k: v for k, v in inner.items() if v}}

    assert written.endswith("---\n")
    anyone = yaml.safe_load(written.removesuffix("---\n"))
    assert anyone == {key: value for key, value in wanted.items() if value}
    top, problems = split_front_matter(written + "Text\n", "a.md")
    assert problems == []
    assert top.body == "Text\n"
    fields = Fields(top.mapping, "a.md")
    if one_line(title):
        assert fields.text("title") == one_line(title)
    assert fields.texts("authors") == tuple(dict.fromkeys(expected["authors"]))
    assert fields.day("date") == day
    section = fields.section("imported_from")
    assert section is not None
    assert section.day("updated") == day
    if one_line(path):
        assert section.text("path") == one_line(path)


def test_keys_stand_in_the_order_of_the_design() -> None:
    written = write_front_matter(dict.fromkeys(reversed(KEYS), "x"))
    assert [line.partition(":")[0] for line in written.split("\n")[1:-2]] == list(KEYS)


@pytest.mark.parametrize("value", ["", [], {}, [""], {"a": ""}])
def test_nothing_is_written_for_nothing(value: object) -> None:
    assert write_front_matter({"title": value}) == "---\n---\n"  # type: ignore[dict-item]


def test_a_long_list_takes_a_line_for_each() -> None:
    names = [f"Somebody Number-{n}" for n in range(9)]
    written = write_front_matter({"authors": names})
    assert "authors:\n  - Somebody Number-0\n" in written
    assert yaml.safe_load(written.removesuffix("---\n")) == {"authors": names}
