"""Cleaning loses nothing that the theme needs and turns pictures from elsewhere into links."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonplace.markup.sanitize import sanitize
from tests.test_markup_xss import Tags, render

PAGE = """
# Title { #own-id }

!!! note "Heed"
    Text with **bold**, *it*, ~~del~~, ==mark==, ^^ins^^, H~2~O, x^2^, ++ctrl+alt+del++.

??? tip "Open me"
    Hidden

???+ warning
    Shown

=== "One"

    ``` py title="a.py" linenums="1" hl_lines="1"
    import os  # (1)!
    ```

    1. An annotation

=== "Two"

    Other tab

- [x] done
- [ ] to do

| left | center | right |
|:-----|:------:|------:|
| a    | b      | c     |

Term
:   Definition

A footnote[^1], an abbreviation HTML and code `#!py print()`.

[^1]: The note

*[HTML]: Hypertext

[Button](x.md){ .md-button .md-button--primary } [link](https://example.org "title")

![picture](a.png){ align=left width=100 loading=lazy decoding=async }

<figure markdown="span">
  ![b](b.png){ loading=lazy decoding=async }
  <figcaption>Caption</figcaption>
</figure>

<div class="grid cards" markdown>

- a
- b

</div>

<div class="arithmatex">\\\\( x^2 \\\\)</div>

3. three
4. four

> quote

<details><summary>q</summary>a</details> <sub>a</sub> <sup>b</sup> <kbd>c</kbd>

<span class="twemoji"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
<path d="M0 0"></path></svg></span>

<p align="center" style="text-align:center">x</p>

<video controls src="a.mp4"></video>
"""


def counts(html: str) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    found = Tags(html).found
    return Counter(tag for tag, _ in found), Counter(
        (tag, name) for tag, attributes in found for name in attributes
    )


def test_a_page_with_every_feature_loses_nothing() -> None:
    before = render(PAGE)
    after = sanitize(before)
    # A browser puts a body into the table of line numbers; nothing else is added, nothing is lost.
    tags, attributes = counts(after)
    tags["tbody"] -= 1
    assert (tags, attributes) == counts(before)
    classes = [sorted(a["class"].split()) for _, a in Tags(before).found if "class" in a]
    assert [sorted(a["class"].split()) for _, a in Tags(after).found if "class" in a] == classes
    assert sanitize(after) == after
    for tag in ("input", "label", "details", "svg", "abbr", "kbd", "figure", "dl", "sup", "video"):
        assert f"<{tag}" in after


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<p style="text-align:right;color:red">x</p>', '<p style="text-align:right">x</p>'),
        ('<p style="color:red">x</p>', "<p>x</p>"),
        ('<p class="md-grid md-button hub-x mermaid y">x</p>', '<p class="md-button y">x</p>'),
        ('<p class="hub-x">x</p>', "<p>x</p>"),
        ('<p id="__search">x</p>', "<p>x</p>"),
        ('<p id="__tabbed_1_1">x</p>', '<p id="__tabbed_1_1">x</p>'),
        ('<input type="text"><input type="checkbox">', '<input type="checkbox">'),
        ('<a href="x" target="_blank">y</a>', '<a href="x">y</a>'),
        ("<button>x</button>", "x"),
        ('<video src="//e.example/x"></video>', "<video></video>"),
    ],
)
def test_what_poses_as_the_site_goes(html: str, clean: str) -> None:
    assert sanitize(html) == clean


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("https://e.example/a.png", "e.example"),
        ("//e.example/a.png", "e.example"),
        ("\\\\e.example\\a.png", "e.example"),
        ("/\\e.example/a.png", "e.example"),
        (" //e.example/a.png", "e.example"),
        ("/\t/e.example/a.png", "e.example"),
        ("HTTP://u@e.example:80/a.png", "e.example"),
        ("https:/e.example/a.png", "e.example"),
        ("https:e.example/a.png", "e.example"),
    ],
)
def test_a_picture_from_elsewhere_becomes_a_link(source: str, host: str) -> None:
    cleaned = sanitize(f'<p><img alt="A &quot;b&quot;" src="{source}" title="t"></p>')
    ((tag, attributes),) = Tags(cleaned).found[1:]
    assert tag == "a"
    assert attributes["class"] == "hub-remote"
    assert attributes["href"] == attributes["data-hub-remote"]
    assert attributes["rel"] == "noreferrer noopener nofollow"
    assert f"Picture from {host}: A &quot;b&quot;</a>" in cleaned


def test_the_link_is_exactly_this() -> None:
    assert sanitize('<img src="https://e.example/?a=1&amp;b=2" alt="x">', "{alt} ({host})") == (
        '<a class="hub-remote" href="https://e.example/?a=1&amp;b=2" '
        'data-hub-remote="https://e.example/?a=1&amp;b=2" rel="noreferrer noopener nofollow">'
        "x (e.example)</a>"
    )


def test_a_linked_picture_keeps_its_link() -> None:
    cleaned = sanitize('<a href="x"><img src="//e.example/a" alt="b"></a>')
    assert cleaned.startswith('<a href="x">b</a> <a class="hub-remote"')


def test_local_pictures_load_lazily() -> None:
    assert sanitize('<img src="a.png">') == (
        '<img src="a.png" alt="" loading="lazy" decoding="async">'
    )


# Without links: one within another, moved out of a table, is told apart only by a second parse.
PIECES = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<img src=a.png>", "<svg>", "<math>", "<table>"),
            *(
                "<style>",
                "</style>",
                "<title>",
                "<!--",
                "-->",
                '"',
                "'",
                "<img title='",
                ">",
                "<td>",
            ),
            *(
                "<input type=radio>",
                "<input>",
                "<p class='md-x a' style='text-align:left'>",
                "x",
                "&lt;",
            ),
            *(
                "<script>",
                "</script>",
                "<details open>",
                "<p onclick=x id=__a>",
                "<noscript>",
                "<mi>",
            ),
        ]
    ),
    max_size=12,
).map("".join)


@given(PIECES | st.text(max_size=60))
def test_cleaning_is_idempotent(html: str) -> None:
    once = sanitize(html)
    assert sanitize(once) == once


@pytest.mark.parametrize(
    "name",
    [
        *("title", "textarea", "xmp", "noembed", "noframes", "plaintext", "select", "noscript"),
        *("template", "script", "style", "iframe", "object", "applet", "frameset", "TITLE"),
    ],
)
@pytest.mark.parametrize("more", ["", " class='x'", "/"])
def test_a_tag_that_a_text_names_does_not_swallow_the_rest(name: str, more: str) -> None:
    clean = sanitize(f"<p>Use <{name}{more}>, and then</p><p>the <b>rest</b>.</p>")
    assert clean.startswith(f"<p>Use &lt;{name}{more}&gt;, and then</p>")
    assert clean.endswith("<p>the <b>rest</b>.</p>")


@pytest.mark.parametrize("name", ["script", "style", "iframe", "object", "select", "template"])
def test_what_hides_its_content_goes_with_it(name: str) -> None:
    html = f"<p>a <{name}>alive()</{name}> b <{name}>last()</{name}> c</p>"
    assert sanitize(html) == "<p>a  b  c</p>"
    open_later = sanitize(f"{html}<p><{name}>d</p>")
    assert open_later == f"<p>a  b  c</p><p>&lt;{name}&gt;d</p>"


def test_very_many_tags_that_nothing_ends_are_quick() -> None:
    clean = sanitize("<title><select>" * 20_000 + "<b>x</b>")
    assert clean.count("&lt;") == 40_000
    assert clean.endswith("<b>x</b>")
