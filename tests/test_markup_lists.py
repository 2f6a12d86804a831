"""Lists come out as GitHub shows them, and what came out right before comes out the same."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonplace.markup.list_reader import BREAK, Row
from commonplace.markup.lists import arrange, arranged
from commonplace.markup.mask import mask_code
from tests.support.hub import ROOT
from tests.support.rendering import rendered, renderer

CASES = tomllib.loads((ROOT / "tests" / "vectors" / "lists.toml").read_text("utf-8"))["case"]
SHOWN = {"ul", "ol", "li", "p", "pre", "blockquote", "h1", "h2", "hr", "table", "tr"}

# What Python-Markdown and its extensions have of their own, and what it has always read as GitHub does.
AS_IT_IS = {
    "a list": "- a\n- b\n\nwords\n\n1. a\n2. b",
    "nested by four": "- a\n    - b\n        - c\n\n            words\n\n- d",
    "words in an item": "1. a\n\n    words\n    more\n\n2. b",
    "loose": "- a\n\n    words\n\n- b\n\n- c",
    "code in an item": "- a\n\n        x\n          y\n\n- b",
    "fence in an item": "- a\n\n    ```py\n    x\n      y\n    ```\n\n- b",
    "note": "!!! note\n\n    - a\n        - b\n\n    words",
    "folded note": '??? tip "t"\n    - a\n\n    words\n\n    1. b',
    "note in an item": "- a\n\n    !!! note\n        words\n\n        - b\n\n- c",
    "tabs": '=== "t"\n\n    - a\n        - b\n\n=== "u"\n\n    1. a',
    "definitions": "word\n:   meaning\n\n    - a\n    - b\n\n:   another",
    "footnote": "words[^1]\n\n[^1]: note\n\n    - a\n        - b\n",
    "tasks": "- [ ] a\n- [x] b\n    - [ ] c",
    "table": "| - a | b |\n|-----|---|\n| - c | d |\n\n- e",
    "code": "words\n\n    - a\n      - b\n\n    1. c\n\n- d",
    "fence": "```\n- a\n  - b\nwords\n- c\n```\n\n- d",
    "raw HTML": "<pre>\n- a\n  - b\nwords\n- c\n</pre>\n\n- d",
    "raw lists": "<details>\n<ul>\n- a\n  - b\n</ul>\n</details>\n\n- d",
    "comment": "<!--\n- a\n  - b\nwords\n- c\n-->\n\n- d",
    "comment between": "- a\n\n<!-- c -->\n\n- b",
    "rules": "- - -\n\n* * *\n\n***\n",
    "attributes": "- a\n{: .x }\n\n- b {: .y }",
    "quote": "> - a\n>     - b\n>\n> words",
}
LISTY = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "", " ", "  ", "   ", "    ", "      ", "        ", "> ", ">  "]),
        st.sampled_from(["- ", "* ", "1. ", "2) ", "10. ", "- - ", "- 1. ", "-", "", "", "", "# "]),
        st.sampled_from(
            ["a", "b c", "", "```", "> q", "<!-- c -->", "<div>", "</div>", "!!! note"]
        ),
    ),
    max_size=12,
).map("\n".join)


class Shape(HTMLParser):
    """The elements of a page that make the shape of its lists, and its words."""

    def __init__(self, html: str, *, spaced: bool) -> None:
        super().__init__()
        self.found = ""
        self.shown = SHOWN - ({"p"} if spaced else set())
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += f"<{tag}>" if tag in self.shown else ""

    def handle_endtag(self, tag: str) -> None:
        self.found += f"</{tag}>" if tag in self.shown - {"hr"} else ""

    def handle_data(self, data: str) -> None:
        self.found += re.sub(r"[\W_]+", "", data).lower()


def shape(html: str, *, spaced: bool = False) -> str:
    return Shape(html, spaced=spaced).found.replace("<p></p>", "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_lists_are_as_on_github(case: dict[str, str]) -> None:
    spaced = bool(case.get("spaced"))
    assert shape(rendered(case["text"]), spaced=spaced) == shape(case["shape"], spaced=spaced)


@pytest.mark.parametrize("name", AS_IT_IS)
def test_what_is_read_alike_stays_as_it_is(name: str) -> None:
    text = AS_IT_IS[name]
    assert arranged(text) == text


def test_numbers_go_on_after_code() -> None:
    html = rendered("1. a\n\n   ```\n   x\n   ```\n\n2. b\n\nwords\n\n3. c")
    assert html.count("<ol") == 2
    assert '<ol start="3">' in html


def test_code_keeps_its_own_blanks() -> None:
    html = rendered("1. a\n   ```\n   x\n       y\n     z\n   ```\n2. b\n\n       u\n         v")
    assert ">x\n    y\n  z\n<" in html
    assert ">u\n  v\n<" in html


def test_tasks_nest_with_their_boxes() -> None:
    html = rendered("- [x] a\n  - [ ] b\n")
    assert html.count('class="task-list"') == 2
    assert html.count("task-list-control") == 2


def test_pages_of_the_company_are_left_alone() -> None:
    html = renderer().render("- a\n  - b", "index.md", trusted=True).html
    assert html.count("<ul>") == 1


def test_html_in_an_item_is_shown_as_before() -> None:
    html = rendered("- a\n  <details>\n  <summary>s</summary>\n  x\n  </details>\n- b\n  - c")
    assert re.search(r"<details>\s*<summary>s</summary>\s*x\s*</details>", html)
    assert "<pre" not in html


def test_lists_in_html_with_markdown_nest() -> None:
    text = (
        "<details markdown>\n<summary>s</summary>\n\nwords\n- a\n  - b\n\n</details>\n\n- c\n  - d"
    )
    html = rendered(text)
    assert html.count("<ul>") == 4
    assert html.index("</details>") > html.index("<li>b")


def test_breaks_are_never_seen() -> None:
    for text in ("- a\n* b", "> - a\n> * b", "1. a\n   - b\n   * c", "- a\n\n      x\n* b"):
        assert "hub-break" in arranged(text)
        assert "hub-break" not in rendered(text)
    assert "hub-break" in rendered(f"somebody's own {BREAK}")


CODE = [
    "- a\n\n      X\n",
    "1. a\n   - b\n\n         X",
    "1) a\n\n       X",
    "- a\n  - b\n\n    ```\n    X\n    ```",
    "- ```\n  X\n  ```",
    "1. a\n   ```\n   X\n   ````",
    "- a\n\n   ```\n  X\n   ```",
    "> - a\n>\n>   ```\n>   X\n>   ```",
]
LIVE = [
    "1) a\n\n    X",
    "- a\n  - b\n    - c\n      - d\n\n        X",
    "- - a\n\n    X",
    "- - - a\n\n      X",
    "words\n- a\n\n    X",
    "- a\n\n     X",
    "> 1) a\n>\n>     X",
]


@pytest.mark.parametrize("text", CODE)
def test_code_in_items_is_code_for_every_reader(text: str) -> None:
    assert "X" not in mask_code(text)
    assert re.search(r"<pre>.*X.*</pre>", rendered(text), re.DOTALL)


@pytest.mark.parametrize("text", LIVE)
def test_words_in_items_are_words_for_every_reader(text: str) -> None:
    assert "X" in mask_code(text)
    assert "<pre>" not in rendered(text)


HOSTILE = {
    "levels": "\n".join("  " * level + "- a" for level in range(1_000)),
    "levels in one line": "- " * 100_000 + "a",
    "many rows of levels": ("- " * 50 + "x\n") * 3_000,
    "zigzag": "\n".join(" " * (row % 200) + "- a" for row in range(10_000)),
    "marks": "- a\n* a\n" * 20_000,
    "fences": "- ```\n" * 30_000,
    "quotes": "> " * 200_000,
    "lists in quotes": "> > > > > > > > > > > > - a\n" * 5_000,
    "blanks": "-" + " " * 1_000_000 + "a",
    "dashes": "-" * 1_000_000 + "x",
    "numbers": "1" * 1_000_000 + ". a",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_lists_are_read(name: str) -> None:
    text = HOSTILE[name]
    assert len(arrange(text.split("\n"))) == text.count("\n") + 1
    assert len(arranged(text)) < 4 * len(text)


def test_deep_lists_are_rendered() -> None:
    html = renderer().render(HOSTILE["levels"][:100_000], "tips/x.md", trusted=False)
    assert not html.problem
    assert html.html.count("<ul>") == 41


def words_of(text: str) -> str:
    """Everything but blanks, marks that may change, and the sign of a quote, which is put in."""
    return re.sub(r"[\s>`]|\d+[.)]", "", text.replace(BREAK, ""))


@settings(max_examples=300)
@given(LISTY)
def test_nothing_is_lost(text: str) -> None:
    lines = text.split("\n")
    rows = arrange(lines)
    assert len(rows) == len(lines)
    assert words_of(arranged(text)) == words_of(text)


@settings(max_examples=300)
@given(LISTY)
def test_what_was_moved_stays(text: str) -> None:
    # A mark that got a line of its own would not end the words above it.
    assume(not any(row.before for row in arrange(text.split("\n"))))
    once = arranged(text).split("\n")
    twice = zip(arrange(once), once, strict=True)
    assert [f"{row.before}{row.lead}{line[row.skip :]}" for row, line in twice] == once


@given(st.text(alphabet="ab #>`~\n\t<!/|:=[]^_()", max_size=200))
def test_text_outside_lists_is_untouched(text: str) -> None:
    assert arranged(text) == text
    rows = arrange([*text.split("\n"), "- a", "  - b"])
    assert all(row == Row() for row in rows[: text.count("\n") + 1])


@settings(max_examples=100)
@given(LISTY)
def test_every_list_is_rendered(text: str) -> None:
    found = renderer().render(text, "tips/x.md", trusted=False)
    assert not found.problem
    assert "hub-break" not in found.html
    assert len(mask_code(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Above\n```\nx\n```\nBelow", "<p>Above</p>\n{code}\n<p>Below</p>"),
        ("> Above\n> ```\n> x\n> ```\n> Below", "<p>Above</p>\n{code}\n<p>Below</p>"),
        ("Above\n\n~~~\nx\n~~~\n\nBelow", "<p>Above</p>\n{code}\n<p>Below</p>"),
    ],
)
def test_words_beside_a_fence_are_paragraphs(text: str, html: str) -> None:
    code = '<div class="highlight"><pre><span></span><code>x\n</code></pre></div>'
    assert html.format(code=code) in rendered(text)
