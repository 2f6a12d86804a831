"""Hidden characters go, titles and summaries are found, words are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonplace.diagnostics import catalog
from commonplace.markup.text import (
    clean_text,
    count_words,
    first_paragraph,
    plain_text,
    split_title,
)

MARKUP = st.text(alphabet='`~ \n\t>-<!/ab\\{}.:1[]^="()*_#+|&;', max_size=300) | st.text(
    max_size=100
)


@pytest.mark.parametrize(
    ("text", "clean", "codes"),
    [
        ("a\tb\nc", "a\tb\nc", []),
        ("a\r\nb\rc", "a\nb\nc", []),
        ("\ufeffa", "a", []),
        ("a\ufeffb", "ab", ["text-invisible-character"]),
        ("a\x00b\x1fc\x7fd\x85e", "abcde", ["text-control-character"]),
        ("a\u2028b\u2029c", "a\nb\nc", ["text-control-character"]),
        ("a\u202eb\u2066c", "abc", ["text-bidi-control"]),
        ("a\u200bb\u2060c", "abc", ["text-invisible-character"]),
        ("a\U000e0041b", "ab", ["text-invisible-character"]),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e007f",
            "\U0001f3f4\U000e0067\U000e0062\U000e007f",
            [],
        ),
        ("\u200d\u200c\u200e\u200f\ufe0f\u00ad", "\u200d\u200c\u200e\u200f\ufe0f\u00ad", []),
        ("\x01\u202e\n\u202e", "\n", ["text-control-character"] + ["text-bidi-control"] * 2),
    ],
)
def test_hidden_characters_are_taken_out(text: str, clean: str, codes: list[str]) -> None:
    cleaned, findings = clean_text(text)
    assert cleaned == clean
    assert [finding.code for finding in findings] == codes
    assert all(finding.code in catalog() for finding in findings)


def test_a_finding_names_character_line_and_column() -> None:
    (finding,) = clean_text("one\ntwo\u202e\u202e")[1]
    assert (finding.line, finding.column) == (2, 4)
    assert finding.name == "U+202E RIGHT-TO-LEFT OVERRIDE"


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("plain  words\n here", "plain words here"),
        ("**a** *b* __c__ _d_ ***e***", "a b c d e"),
        ("~~a~~ ==b== ^^c^^ ++ctrl+alt++", "a b c ctrl+alt"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("`a_b*c*` ``x ` y``", "a_b*c* x ` y"),
        ("`<script>` & &amp; &lt;", "<script> & & <"),
        ("[a *b*](c 'd') ![e](f)", "a b e"),
        ("[![a](b)](c)", "a"),
        ("[a][b] [c]", "a [c]"),
        ("\\*a\\* \\[b\\](c)", "*a* [b](c)"),
        ("a[^1] b{: .c } d { #e }", "a b d"),
        ("<b>a</b><!-- b --> <https://x.example>", "a https://x.example"),
        ("C++ and D++ with AT&T {x}", "C++ and D++ with AT&T {x}"),
    ],
)
def test_markup_is_taken_out(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# T\nb", ("T", "b", 1)),
        ("#T\nb", ("T", "b", 1)),
        ("# T ##\nb", ("T", "b", 1)),
        ("# C#\nb", ("C#", "b", 1)),
        ("# A `b` *c* {#id}\r\nb", ("A b c", "b", 1)),
        ("# A {: .x }", ("A", "", 1)),
        ("\n\n<!-- x\ny -->\n# T\n\nb", ("T", "\nb", 5)),
        ("T { #x }\n===\nb", ("T", "b", 2)),
        ("T\n---\nb", (None, "T\n---\nb", 0)),
        ("## T", (None, "## T", 0)),
        ("#", (None, "#", 0)),
        ("a\n\n# T", (None, "a\n\n# T", 0)),
        ("```\n# T\n```", (None, "```\n# T\n```", 0)),
        ("    # T", (None, "    # T", 0)),
        ("", (None, "", 0)),
    ],
)
def test_the_title_is_split_off(body: str, expected: tuple[str | None, str, int]) -> None:
    assert split_title(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a *b*\nc\n\nd", "a b c"),
        ("# T\n\na", "a"),
        ("# T\na", "a"),
        ("T\n===\na", "a"),
        ("![i](j)\n\na", "a"),
        ("[![i](j)](k)\n\na", "a"),
        ("![i](j) b", "i b"),
        ("<!-- x\n\ny -->\n\na", "a"),
        ("<div>x</div>\n\na", "a"),
        ("| x | y |\n|---|---|\n| 1 | 2 |\n\na", "a"),
        ("x | y\n--|--\n1 | 2\n\na", "a"),
        ("```\nx\n\ny\n```\n\na", "a"),
        ("    x\n\na", "a"),
        ("---\n\na", "a"),
        ("[x]: y\n\n*[X]: y\n\n[^1]: z\n\na", "a"),
        ('!!! note "x"\n    y\n\na', "a"),
        ("!!! note\n    only", "only"),
        ("- one *x*\n- two", "one x"),
        ("- one\n\na", "a"),
        ("You need:\n- one\n- two", "You need:"),
        ("In\n1986. it rained", "In 1986. it rained"),
        ("> [!NOTE]\n> one\n> two", "one two"),
        ("`a`", "a"),
        ("<https://x.example> is it", "https://x.example is it"),
        ("--8<-- 'x'\n\na", "a"),
        ("", ""),
    ],
)
def test_the_first_paragraph_is_found(body: str, expected: str) -> None:
    assert first_paragraph(body) == expected


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("", 0),
        ("one two's three-four 3.5", 4),
        ("[a b](https://x.example/c/d 'e') ![f](g.png)", 3),
        ("<b title='x y'>a</b> <!-- b c --> d", 2),
        ("`<!--` a `-->`", 1),
        ("```\nprint(x) + 1\n```", 2),
        ("- **a**\n\n---\n\n# b", 2),
        ("日本語の文章", 3),
        ("über naïve Ελλάδα", 3),
        ("[x]: https://x.example\n\na", 1),
    ],
)
def test_words_are_counted(body: str, count: int) -> None:
    assert count_words(body) == count


HOSTILE = ["*", "`", "a *", "[", "<!--", "_", "#", "{:a=", '](a "', "\\", "++a ", "\u202e\n", "- "]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for read in (plain_text, first_paragraph, split_title, count_words, clean_text):
        assert read(text) is not None


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("# a" + " " * 19_000 + "b", "a"),
        ("# a" + " #" * 9_000, "a" + " #" * 8_999),
        ("# a {x} # {.y}", "a {x}"),
        ("# a {.x}b #", "ab"),
        ("# # ##", "#"),
        ("# a#", "a#"),
        ("# a}", "a}"),
    ],
)
def test_no_title_takes_long_to_read(title: str, words: str) -> None:
    assert split_title(f"{title}\n\nx")[0] == words[:4_000].strip()


def test_no_entity_spells_what_is_kept_aside() -> None:
    assert plain_text("`a` &#xe000;5&#xe001; b").endswith(" b")


@given(MARKUP)
def test_anything_is_read(text: str) -> None:
    assert "\n" not in plain_text(text)
    assert "\n" not in first_paragraph(text)
    assert count_words(text) >= 0
    title, rest, lines = split_title(text)
    assert text.split("\n")[lines:] == (rest.split("\n") if lines < text.count("\n") + 1 else [])
    assert title is None or title == " ".join(title.split())


@given(st.text(max_size=100))
def test_cleaning_twice_finds_nothing(text: str) -> None:
    cleaned, _ = clean_text(text)
    assert clean_text(cleaned)[1] == []
