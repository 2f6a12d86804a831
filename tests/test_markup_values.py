"""What colleagues write comes out as HTML knows it, and nothing of their words is lost."""

from __future__ import annotations

import pytest

from commonplace.markup.sanitize import sanitize

LAZY = 'loading="lazy" decoding="async"'


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<ol start="x"><li value="2">a</li></ol>', '<ol><li value="2">a</li></ol>'),
        ('<ol type="Z" reversed="no"></ol>', '<ol reversed=""></ol>'),
        ('<p dir="sideways" lang="he">x</p>', '<p lang="he">x</p>'),
        ('<p lang="english" dir="rtl">x</p>', '<p dir="rtl">x</p>'),
        ('<p aria-hidden="maybe" tabindex="x">x</p>', "<p>x</p>"),
        (
            '<video src="" poster="" width="50%" controls="x"></video>',
            '<video controls=""></video>',
        ),
        ("<audio><source></audio>", "<audio></audio>"),
        (
            '<img src="a.png" alt="" width="50%">',
            f'<img src="a.png" alt="" style="width:50%" {LAZY}>',
        ),
        ('<img src="a.png" alt="" width="wide">', f'<img src="a.png" alt="" {LAZY}>'),
        ('<img src="" alt="in words">', "in words"),
        ('<p id="a">x</p><p id="a">y</p>', '<p id="a">x</p><p>y</p>'),
        ('<code>id="a" id="a"</code>', '<code>id="a" id="a"</code>'),
        ("<center>x</center>", '<div style="text-align:center">x</div>'),
        ('<center style="text-align:left">x</center>', '<div style="text-align:left">x</div>'),
        ("<p><tt>a</tt><strike>b</strike></p>", "<p><code>a</code><s>b</s></p>"),
        ('<p><acronym title="At">a</acronym></p>', '<p><abbr title="At">a</abbr></p>'),
        (
            '<time datetime="soon">x</time><time datetime="2026-01-02">y</time>',
            '<span>x</span><time datetime="2026-01-02">y</time>',
        ),
    ],
)
def test_what_html_does_not_know_is_left_out_or_made_new(html: str, clean: str) -> None:
    assert sanitize(html) == clean
    assert sanitize(clean) == clean


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("../a/b.md?x=1&amp;y=2#c", "../a/b.md?x=1&amp;y=2#c"),
        ("https://e.example/ü?q=ש#ü", "https://e.example/ü?q=ש#ü"),
        ("https://e.example/?a[]=1#b[2]", "https://e.example/?a%5B%5D=1#b%5B2%5D"),
        ("https://[::1]:80/[a]", "https://[::1]:80/%5Ba%5D"),
        (" https://e.example/a b ", "https://e.example/a%20b"),
        ("https://e.example/100%", "https://e.example/100%25"),
        ("https://e.example/100%25", "https://e.example/100%25"),
        ("#a b#c", "#a%20b%23c"),
        ("mailto:a b@e.example", "mailto:a%20b@e.example"),
    ],
)
def test_an_address_leads_where_it_led_and_holds_what_it_may(address: str, clean: str) -> None:
    assert sanitize(f'<a href="{address}">x</a>') == f'<a href="{clean}">x</a>'
    assert sanitize(f'<a href="{clean}">x</a>') == f'<a href="{clean}">x</a>'
