"""Links are found at their exact places, lead where they should and change alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonplace.markup.links import DROP, find_links, resolve, rewrite_links
from commonplace.markup.render import Renderer
from commonplace.markup.tasks import BoxWords

SOURCE = "contributions/tips/a/b.md"
MARKUP = st.text(alphabet="[]()!<>\"'\\`~ \n\t-:#ab/.*{}=&;^|", max_size=200) | st.text(max_size=80)


def found(text: str) -> list[tuple[str, str, str]]:
    return [(link.kind, link.destination, link.text) for link in find_links(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b)", [("link", "b", "a")]),
        ('[a](b "t")', [("link", "b", "a")]),
        ("[a](b 't')", [("link", "b", "a")]),
        ("[a](b (t))", [("link", "b", "a")]),
        ("[a](<b c> 't')", [("link", "b c", "a")]),
        ("[a](b(1)(2).md)", [("link", "b(1)(2).md", "a")]),
        ("[a](b\\).md)", [("link", "b).md", "a")]),
        ("[a](my file.md)", [("link", "my file.md", "a")]),
        ("[a]()", [("link", "", "a")]),
        ("[a [b] c](d)", [("link", "d", "a [b] c")]),
        ("[`]`](d)", [("link", "d", "`]`")]),
        ("![a](b.png)", [("image", "b.png", "a")]),
        ("[![a](b.png)](c)", [("image", "b.png", "a"), ("link", "c", "![a](b.png)")]),
        ("[a]: b 'T'", [("definition", "b", "a")]),
        ("[a]: <b>", [("definition", "b", "a")]),
        ("[a]:\n  b", [("definition", "b", "a")]),
        ("> [a]: b", [("definition", "b", "a")]),
        ("[^a]: b", []),
        (
            "<https://x.example/?a=b>",
            [("autolink", "https://x.example/?a=b", "https://x.example/?a=b")],
        ),
        ("<a@example.org>", [("autolink", "a@example.org", "a@example.org")]),
        ('<a href="x&amp;y">q</a>', [("html", "x&y", "a")]),
        ("<img alt='q' src=x.png>", [("html", "x.png", "img")]),
        ("<IMG\nSRC = 'x y.png'>", [("html", "x y.png", "IMG")]),
        ("`[a](b)`", []),
        ("```\n[a](b)\n```", []),
        ("    [a](b)", []),
        ("<!-- [a](b) -->", []),
        ("\\[a](b)", []),
        ("[a] (b)", []),
        ("[a](b\n\nc)", []),
        ("[a\n\nb](c)", []),
    ],
)
def test_a_link_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_a_link_knows_its_place() -> None:
    text = 'one\ntwo ![x](y.png "t") three'
    (link,) = find_links(text)
    assert (link.line, link.column) == (2, 10)
    assert text[link.start : link.end] == "y.png"
    assert text[link.outer_start : link.outer_end] == '![x](y.png "t")'


@pytest.mark.parametrize(
    ("text", "new", "expected"),
    [
        ('[a](b "t")', "c.md", '[a](c.md "t")'),
        ("[a](b)", "c d.md", "[a](<c d.md>)"),
        ("[a](b)", "c(1).md", "[a](<c(1).md>)"),
        ("[a](<b c>)", "d", "[a](<d>)"),
        ("[a](b)", "c>d", "[a](c%3Ed)"),
        ("[a]()", "c", "[a](c)"),
        ("[a](b)", "", "[a](<>)"),
        ("[a]: b", "c d", "[a]: c%20d"),
        ('<a href="b">', 'c"d&e', '<a href="c&quot;d&amp;e">'),
        ("<img src=b>", "c d", '<img src="c d">'),
        ("<https://a.example>", "https://b.example", "<https://b.example>"),
        ("<https://a.example>", "b.md", "[https://a.example](<b.md>)"),
        ("[a](b)\r\n`[a](b)`", "c", "[a](c)\r\n`[a](b)`"),
    ],
)
def test_a_destination_is_replaced(text: str, new: str, expected: str) -> None:
    assert rewrite_links(text, lambda link: new) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x [a *b*](c) y", "x a *b* y"),
        ("![a](b)", "a"),
        ("[![a](b)](c)", "a"),
        ("[a](b){ .md-button } c", "a c"),
        ("[a][x], [x], [x][]\n\n[x]: y", "a, x, x\n\n"),
        ("![a][x]\n\n[x]: y", "a\n\n"),
        ('<a class="k" href="x">q</a>', '<a class="k">q</a>'),
        ('<img src="x" alt="A &amp; B">', "A &amp; B"),
        ("<https://x.example>", "https://x.example"),
        ("[# a](b)", "\\# a"),
        ("[1. a](b)", "1\\. a"),
        ("[- a](b)", "\\- a"),
    ],
)
def test_a_dropped_link_leaves_its_text(text: str, expected: str) -> None:
    assert rewrite_links(text, lambda link: DROP) == expected


def test_one_link_of_several_is_dropped() -> None:
    text = "[a](b) [c](d) [e](f)"
    assert rewrite_links(text, lambda link: DROP if link.destination == "d" else None) == (
        "[a](b) c [e](f)"
    )


@pytest.mark.parametrize(
    ("destination", "kind", "path"),
    [
        ("https://example.org/x", "external", ""),
        ("HTTP://example.org", "external", ""),
        ("//example.org", "external", ""),
        ("\\\\example.org", "external", ""),
        ("/\\example.org", "external", ""),
        ("#part", "anchor", ""),
        ("", "anchor", ""),
        ("c.md", "repository", "contributions/tips/a/c.md"),
        ("./c%20d.md?q#f", "repository", "contributions/tips/a/c d.md"),
        ("../c.md", "repository", "contributions/tips/c.md"),
        ("img\\a.png", "repository", "contributions/tips/a/img/a.png"),
        ("../../../README.md", "repository", "README.md"),
        ("../../../../etc/passwd", "outside", ""),
        ("..%2f..%2f..%2f..%2fetc", "outside", ""),
        ("%2e%2e/%2e%2e/%2e%2e/%2e%2e/x", "outside", ""),
        ("/x/../y", "site", "y"),
        ("/../y", "outside", ""),
        ("mailto:a@example.org", "mail", ""),
        ("tel:112", "mail", ""),
        ("javascript:alert(1)", "unsafe", ""),
        ("JaVaScRiPt:alert(1)", "unsafe", ""),
        ("java\tscript:alert(1)", "unsafe", ""),
        ("java\nscript:alert(1)", "unsafe", ""),
        ("\x01javascript:alert(1)", "unsafe", ""),
        ("java&Tab;script:alert(1)", "unsafe", ""),
        ("&#106;avascript:alert(1)", "unsafe", ""),
        ("javascript&colon;alert(1)", "unsafe", ""),
        ("java\u200bscript:alert(1)", "unsafe", ""),
        ("vbscript:x", "unsafe", ""),
        ("data:text/html,x", "unsafe", ""),
        ("ftp://example.org", "unsafe", ""),
        ("file:///etc/passwd", "unsafe", ""),
        ("C:\\notes.md", "unsafe", ""),
        ("a%00b.md", "unsafe", ""),
    ],
)
def test_a_destination_is_resolved(destination: str, kind: str, path: str) -> None:
    target = resolve(destination, SOURCE)
    assert (target.kind, target.path) == (kind, path)


def test_a_target_keeps_query_and_fragment() -> None:
    target = resolve("c.md?v=1#a%20b", SOURCE)
    assert (target.query, target.fragment) == ("v=1", "a b")


HOSTILE = {
    "[": "[" * 100_000,
    "![": "![" * 50_000,
    "(": "[](" * 33_000,
    "nested": "[" * 20_000 + "](a)" * 20_000,
    "definitions": "[a]: b\n" * 20_000,
    "uses": "[a]: b\n\n" + "[" * 20_000 + "a" + "]" * 20_000,
    "titles": '[](a "' * 20_000,
    "tags": "<a href='" * 20_000,
    "blanks": "[](" + " " * 100_000,
    "escapes": "\\" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read(name: str) -> None:
    assert rewrite_links(HOSTILE[name], lambda link: None) == HOSTILE[name]


@given(MARKUP)
def test_keeping_every_link_keeps_the_text(text: str) -> None:
    assert rewrite_links(text, lambda link: None) == text


@given(MARKUP)
def test_spans_lie_in_the_text(text: str) -> None:
    for link in find_links(text):
        assert 0 <= link.outer_start <= link.start <= link.end <= link.outer_end <= len(text)
        assert text.split("\n")[link.line - 1][link.column - 1 :].startswith(
            text[link.start : link.end].split("\n")[0]
        )


@given(MARKUP, st.text(max_size=20))
def test_any_answer_is_written(text: str, new: str) -> None:
    rewrite_links(text, lambda link: new)
    rewrite_links(text, lambda link: DROP)


@given(st.text(max_size=40))
def test_any_destination_is_resolved(destination: str) -> None:
    target = resolve(destination, SOURCE)
    assert ".." not in target.path.split("/")
    assert not target.path.startswith("/")


@pytest.mark.parametrize("destination", ["http://[", "//[::", "http://a\uff0fb", "//[x]y/z.png"])
def test_a_destination_that_is_no_address_spoils_no_text(destination: str) -> None:
    renderer = Renderer([], {}, lambda start, path: None, BoxWords("", ""))
    text = f"**Bold** [a link]({destination}) ![a picture]({destination})\n"
    made = renderer.render(text, "tips/a.md", trusted=False)
    assert made.problem == ""
    assert "<strong>Bold</strong>" in made.html
    assert "a link" in made.html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://a.b.de/c.", "See <https://a.b.de/c>."),
        (
            "(https://a.b.de/c_(d)) and https://a.b.de!",
            "(<https://a.b.de/c_(d)>) and <https://a.b.de>!",
        ),
        ("**https://a.b.de** *https://a.b.de/c_d*", "**<https://a.b.de>** *<https://a.b.de/c_d>*"),
        ("| https://a.b.de | x |", "| <https://a.b.de> | x |"),
        (
            "https://a.b.de/c&lt;b> https://a.b.de?x=1&y=2",
            "<https://a.b.de/c>&lt;b> <https://a.b.de?x=1&y=2>",
        ),
        ("[^1]: https://a.b.de/c", "[^1]: <https://a.b.de/c>"),
        ("`https://a.b.de` https://a.b.de", "`https://a.b.de` <https://a.b.de>"),
        *[
            (kept, kept)
            for kept in (
                "<https://a.b.de>",
                "[https://a.b.de](https://a.b.de)",
                "![https://a.b.de](x.png)",
                "[x]: https://a.b.de",
                "[see https://a.b.de][x]\n\n[x]: y.md",
                '<a href="https://a.b.de">https://a.b.de</a>',
                "<div>\nhttps://a.b.de\n</div>",
                '<img alt="https://a.b.de" src="x.png">',
                "    https://a.b.de",
                "```\nhttps://a.b.de\n```",
                "<!-- https://a.b.de -->",
                "at http://localhost:8000/x or https://example.org/x",
                "x=https://a.b.de",
                "[a](https://a.b.de",
                "javascript:https//a.b.de",
            )
        ],
    ],
)
def test_addresses_in_the_text_become_links(text: str, expected: str) -> None:
    assert rewrite_links(text, lambda link: None, link_addresses=True) == expected
    assert rewrite_links(text, lambda link: None) == text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_with_addresses_is_read_in_linear_time(name: str) -> None:
    rewrite_links(f"{HOSTILE[name]} https://a.b.de " * 2, lambda link: None, link_addresses=True)
    rewrite_links("https://a.b.de <" * 20_000, lambda link: None, link_addresses=True)
    rewrite_links("<a https://a.b.de)))))" * 10_000, lambda link: None, link_addresses=True)
    rewrite_links(
        "https://" + "a" * 200_000 + ")" * 100_000, lambda link: None, link_addresses=True
    )
