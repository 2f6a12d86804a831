"""Unsafe markup is named where it stands, code shown as code and harmless HTML are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonplace.diagnostics import Severity
from commonplace.markup.safety import neutralize_includes, scan, too_deep

PATH = "contributions/tips/a.md"
MARKUP = st.text(alphabet="`~ \n\t>-<!/on=javscript:\\{}.[]^\"'()&;8", max_size=200)

UNSAFE = [
    ("<script>x</script>", 1, 1, "<script>"),
    ("a\n\nb <iframe src=x>", 3, 3, "<iframe>"),
    ("<object>", 1, 1, "<object>"),
    ("<form>", 1, 1, "<form>"),
    ("<style>a</style>", 1, 1, "<style>"),
    ("<LINK rel=x>", 1, 1, "<link>"),
    ("<meta a>", 1, 1, "<meta>"),
    ("<base href=x>", 1, 1, "<base>"),
    ("<svg><script>", 1, 6, "<script>"),
    ("<svg:script>", 1, 1, "<svg:script>"),
    ("<img src=x onerror=a>", 1, 12, "onerror"),
    ("<p title=it's onclick=x>", 1, 15, "onclick"),
    ("<p\nonclick=x>", 2, 1, "onclick"),
    ("<p style='background:URL (x)'>", 1, 4, "style"),
    ("<a href='javascript:x'>", 1, 4, "javascript:"),
    ("<a href='java&Tab;script:x'>", 1, 4, "javascript:"),
    ("<animate to='javascript:x'>", 1, 1, "<animate>"),
    ("[a](javascript:x)", 1, 5, "javascript:"),
    ("[a](java\nscript:x)", 1, 5, "javascript:"),
    ("[a](&#106;avascript:x)", 1, 5, "javascript:"),
    ("[a](<VBScript:x>)", 1, 6, "vbscript:"),
    ("![a](data:text/html,x)", 1, 6, "data:"),
    ("[a](data:image/png;base64,x)", 1, 5, "data:"),
    ("[a]: javascript:x", 1, 6, "javascript:"),
    ("<javascript:x>", 1, 2, "javascript:"),
    ("a{: onclick=x }", 1, 5, "onclick"),
    ("a{ style='position:fixed' }", 1, 4, "style"),
    ("```{ .py onclick=x }\na\n```", 1, 10, "onclick"),
    ("[a](b){ href=javascript:x }", 1, 9, "javascript:"),
]

HARMLESS = [
    "`<script>`",
    "```html\n<script>x</script>\n```",
    "    <script>",
    "> ~~~\n> <script>\n> ~~~",
    "- a\n\n    ```\n    <iframe>\n    ```",
    "<!-- <script> -->",
    "<b>a</b> <kbd>x</kbd> <details><summary>q</summary></details> <br>",
    "<p style='text-align: center;'>",
    "<img src='data:image/png;base64,AA'>",
    "![a](data:image/png;base64,AA)",
    "[a](ftp://example.org) <ftp://example.org>",
    "set online = true, on = 1, once=3",
    "[a](https://example.org/?a=javascript:b)",
    "we wrote javascript: it ran",
    "&lt;script&gt;",
    "a { b: c } { .md-button #id }",
    "`onclick=x` and style = good",
]


@pytest.mark.parametrize(("text", "line", "column", "what"), UNSAFE)
def test_unsafe_markup_is_named(text: str, line: int, column: int, what: str) -> None:
    found = scan(text, PATH, 1)[0]
    assert (found.code, found.severity) == ("markup-unsafe", Severity.ERROR)
    assert (found.line, found.column) == (line, column)
    assert what in found.message


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_markup_is_not(text: str) -> None:
    assert scan(text, PATH, 1) == []


def test_lines_count_from_the_first_line_of_the_body() -> None:
    assert [d.line for d in scan("a\n<script>\n", PATH, 10)] == [11]


def test_includes_are_advice_outside_of_code() -> None:
    found = scan('a\n\n--8<-- "x"\n\n```\n--8<-- "y"\n```\n', PATH, 1)
    assert [(d.code, d.severity, d.line) for d in found] == [("markup-include", Severity.ADVICE, 3)]


def test_includes_are_escaped_everywhere() -> None:
    assert neutralize_includes('--8<-- "x"\n\n    -8<- y\na --8<-- z') == (
        ';--8<-- "x"\n\n    ;-8<- y\na --8<-- z'
    )
    assert neutralize_includes(";--8<-- x") == ";--8<-- x"


DEEP = {
    "quotes": "a\n" + "> " * 3_000 + "x",
    "tight quotes": ">" * 3_000,
    "lists on a line": "- " * 3_000 + "x",
    "numbers on a line": "1. " * 3_000,
    "list": "\n".join(" " * 4 * n + "- x" for n in range(380)),
    "tabs": "\n".join("\t" * n + "- x" for n in range(380)),
    "admonitions": "\n\n".join(" " * 4 * n + "!!! note" for n in range(380)),
    "brackets": "[" * 10_000,
    "pairs": "[" * 10_000 + "]" * 10_000,
    "images": "![" * 10_000,
    "links": "[](" * 50_000,
    "tags": "<a " * 50_000,
    "inline tags": "<b>" * 50_000,
    "emphasis": "*a**b" * 60_000,
    "keys": "++a" * 100_000,
    "code": "```\nx\n```\n" * 20_000,
    "headings": "# x\n" * 50_000,
    "footnotes": "[^1]" * 20_000,
    "definitions": "a\n: b\n" * 20_000,
    "paragraphs": "x\n\n" * 100_000,
    "abbreviations": "".join(f"*[a{n}]: x\n" for n in range(5_000)),
    "emoji": ":a" * 100_000,
}
SHALLOW = {
    "quotes": "> " * 20 + "x",
    "list": "\n".join(" " * 4 * n + "- x" for n in range(20)),
    "rule": "- " * 60,
    "code": "```\n" + "> " * 60 + "[" * 500 + "\n```",
    "json": "[a] " * 3_000,
    "links": "[a](b) " * 5_000,
    "html": "<b>a</b> " * 2_000,
    "long": "some words and **more** of them\n" * 3_000,
    "table": "\n".join(["|".join("a" * 20)] * 500),
}


@pytest.mark.parametrize("name", DEEP)
def test_what_exhausts_the_renderer_is_refused(name: str) -> None:
    found = too_deep(DEEP[name], PATH, 5)
    assert found is not None
    assert found.code == "markup-too-deep"
    assert found.line >= 5


@pytest.mark.parametrize("name", SHALLOW)
def test_long_but_honest_texts_pass(name: str) -> None:
    assert too_deep(SHALLOW[name], PATH, 1) is None


def test_the_line_of_the_deep_place_is_named() -> None:
    found = too_deep("a\nb\n" + "> " * 30 + "x", PATH, 1)
    assert found is not None
    assert (found.line, found.column) == (3, 1)


@given(MARKUP)
def test_anything_is_scanned(text: str) -> None:
    for found in scan(text, PATH, 1):
        assert 1 <= found.line <= text.count("\n") + 1
    too_deep(text, PATH, 1)


@pytest.mark.parametrize("text", ["<p style='color:red'>a</p>", "a{ style='max-width: 9em' }"])
def test_a_harmless_style_is_advice(text: str) -> None:
    assert [(one.code, one.severity.value) for one in scan(text, PATH, 1)] == [
        ("markup-style", "advice")
    ]
