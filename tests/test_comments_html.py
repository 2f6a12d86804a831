"""The HTML of comments after cleaning: only harmless tags, only links elsewhere, and never too much of it."""

from __future__ import annotations

import re
import unicodedata

import pytest

from commonplace.markup.comments_cut import first_words
from commonplace.markup.comments_html import TAGS, Cleaned, CommentWords, clean_comment
from tests.bad_input.hostile_comments import hostile_comments
from tests.test_markup_xss import Tags, assert_harmless

WORDS = CommentWords(picture="Picture", film="Film", colleague="a colleague")
HOSTILE = hostile_comments()
HREF = re.compile(r"(?:https?://[^\s/]|mailto:\S)", re.IGNORECASE)
VOID = {"br", "hr"}
REL = "nofollow noopener noreferrer"


def clean(html: str, *hidden: str) -> Cleaned:
    return clean_comment(html, WORDS, frozenset(hidden))


def assert_balanced(html: str) -> None:
    opened: list[str] = []
    for closing, name in re.findall(r'<(/?)([a-z0-9]+)(?:[^>"]|"[^"]*")*>', html):
        if closing:
            assert opened.pop() == name, html[:400]
        elif name not in VOID:
            opened.append(name)
    assert opened == []


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE.values())) > 250


@pytest.mark.parametrize("name", HOSTILE)
def test_only_harmless_things_stay(name: str) -> None:
    html = clean(HOSTILE[name]).html
    assert_harmless(html)
    assert_balanced(html)
    for tag, attributes in Tags(html).found:
        assert tag in TAGS
        allowed = {"a": {"href", "rel"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
        assert set(attributes) <= allowed.get(tag, set())
        if tag == "a":
            assert HREF.match(attributes["href"])
            assert attributes["rel"] == REL
    assert len(html) < 40_000
    html.encode("utf-8")
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]", html
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_cleaning_again_changes_nothing(name: str) -> None:
    first = clean(HOSTILE[name])
    if not first.cut:
        assert clean(first.html).html == first.html


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_lies_deep_and_nothing_is_piled_up(name: str) -> None:
    html = clean(HOSTILE[name]).html
    depth = deepest = 0
    for closing, tag in re.findall(r'<(/?)([a-z0-9]+)(?:[^>"]|"[^"]*")*>', html):
        if tag not in VOID:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    assert deepest <= 26
    run = longest = 0
    for character in html:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        longest = max(longest, run)
    assert longest <= 4


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("emoji", "<p>🎉</p>"),
        ("a task list", "<ul><li>☑ done</li><li>☐ open</li></ul>"),
        (
            "a mention",
            f'<p><a href="https://github.com/octo" rel="{REL}">@octo</a></p>',
        ),
        (
            "a camo picture",
            f'<p><a href="https://camo.githubusercontent.com/abc/646f" rel="{REL}">Picture: Shot</a></p>',
        ),
        ("colored code", "<div><pre><code>import x</code></pre><div></div></div>"),
        ("a heading", "<div><p><strong>Head</strong></p></div>"),
        (
            "footnotes",
            "<p>Text<sup>1</sup></p><p><strong>Footnotes</strong></p><ol><li><p>Note ↩</p></li></ol>",
        ),
        (
            "a table of GitHub's",
            (
                '<table><thead><tr><th align="right">n</th></tr></thead>'
                '<tbody><tr><td align="right">1</td></tr></tbody></table>'
            ),
        ),
        (
            "a film",
            (
                "<details><summary>f.mp4</summary>"
                f'<a href="https://evil.example/f.mp4" rel="{REL}">Film</a></details>'
            ),
        ),
        ("nothing to see", "<p>[31m</p>"),
        ("half a sign", f'<p>Half  a sign </p><a href="https://x.example/" rel="{REL}">x</a>'),
        ("turned round", "<p>gnihtemos xy</p>more"),
    ],
)
def test_what_github_writes_stays_readable(name: str, shown: str) -> None:
    assert clean(HOSTILE[name]) == (shown, False)


def test_an_honest_comment_is_as_it_was() -> None:
    honest = (
        "<p>Some <strong>bold</strong>, <em>slanted</em> and <code>code</code>,<br>\nאבג نص ไทย "
        "e\u0301 👩🏽\u200d🔧</p>\n<blockquote>\n<p>Said.</p>\n</blockquote>\n"
        '<ol start="3">\n<li>a</li>\n</ol>'
    )
    assert clean(honest) == (honest, False)


LONG = {
    "paragraphs": "<p>" + "</p>\n<p>".join(["word " * 60] * 60) + "</p>",
    "one paragraph": "<p><em>" + "word " * 4000 + "</em></p>",
    "one word": "<p>" + "w" * 30_000 + "</p>",
    "entities": "<p>" + "&amp;" * 9000 + "</p>",
    "code": "<pre><code>" + "x = 1\n" * 5000 + "</code></pre>",
    "a list": "<ul>" + "<li>one <b>of</b> many</li>" * 3000 + "</ul>",
    "a table": "<table><tbody>" + "<tr><td>one</td></tr>" * 3000 + "</tbody></table>",
    "bare words": "word " * 5000,
    "links": "<p>" + '<a href="https://x.example/a">a</a> ' * 3000 + "</p>",
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_one_is_cut_where_nothing_is_torn(name: str) -> None:
    html, cut = clean(LONG[name])
    assert cut
    assert_balanced(html)
    assert 1000 < len(html) < 32_000
    assert not re.search(r"&\w*(?:…|$)", html)
    assert "…" in html or html.endswith(("</p>", "</ul>"))


def test_whole_blocks_stay_whole() -> None:
    html, _ = clean(LONG["paragraphs"])
    assert html.endswith("word </p>")
    assert "…" not in html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Ask @zq-secret.</p>", "<p>Ask a colleague.</p>"),
        ("<p>@ZQ-SECRET's</p>", "<p>a colleague's</p>"),
        ("<p>&#64;zq-secret</p>", "<p>a colleague</p>"),
        ("<p>zq-secret-two and azq-secret</p>", "<p>zq-secret-two and azq-secret</p>"),
        ("<p>see github.com/zq-secret/x?y, ok</p>", "<p>see a colleague ok</p>"),
        ("<p>ann went to ann's @ann /ann</p>", "<p>ann went to ann's a colleague a colleague</p>"),
        ('<a href="https://github.com/Ann">x</a>', "x"),
        ('<a href="https://github.com/search?q=author%3Aann">x</a>', "x"),
        (
            '<a href="https://github.com/annex">annex</a>',
            f'<a href="https://github.com/annex" rel="{REL}">annex</a>',
        ),
        ('<img src="https://a.example/u/ann.png" alt="@ann">', "Picture: a colleague"),
        (
            "<pre><code>git log --author=<b>zq-secret</b></code></pre>",
            "<pre><code>git log --author=<b>a colleague</b></code></pre>",
        ),
    ],
)
def test_nobody_is_named_who_does_not_want_to_be(html: str, shown: str) -> None:
    assert clean(html, "zq-secret", "ann").html == shown


def test_first_words_are_plain() -> None:
    assert first_words("<p>A &amp; b</p>\n<ul><li>c&lt;d&gt;</li></ul>", 50) == "A & b c<d>"
    assert first_words("<p>one two three</p>", 9) == "one two…"
    assert first_words("<p>" + "x" * 50 + "</p>", 9) == "x" * 9 + "…"
    assert first_words("", 9) == ""
