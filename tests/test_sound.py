"""Every page's HTML is sound: nothing that a browser has to repair, and no reference that leads nowhere."""

from __future__ import annotations

import pytest

from tests.support.everything import Everything
from tests.support.sound import unsound

FAULTY = (
    ('<p id="a">x</p><p id="a">y</p>', "id 'a' twice"),
    ('<label for="b">x</label>', "for='b'"),
    ("<p><div>x</div></p>", "<div> in <p>"),
    ("<ul><p>x</p></ul>", "<p> as a child of <ul>"),
    ("<div><li>x</li></div>", "<li> as a child of <div>"),
    ('<a href="/"><button>x</button></a>', "<button> in <a>"),
    ("<section><div>x</section>", "</section> in <div>"),
    ("<div>x", "<div> stays open"),
    ('<img src="x.png">', "<img> without alt"),
    ('<p class="a" class="b">x</p>', "class twice in <p>"),
)


def test_the_html_of_every_page_is_sound(everything: Everything) -> None:
    found: dict[str, list[str]] = {}
    seen = 0
    for site in (everything.full, everything.empty):
        for name, content in site.files().items():
            if name.endswith(".html"):
                seen += 1
                for fault in unsound(content.decode()):
                    found.setdefault(fault, []).append(name)
    assert seen > 60
    assert found == {}


@pytest.mark.parametrize(("html", "fault"), FAULTY)
def test_what_is_planted_is_seen(html: str, fault: str) -> None:
    assert unsound(html)[0] == fault


def test_sound_html_is_left_alone() -> None:
    html = (
        "<ul><li>x</li></ul><template><li>y</li></template><p>a<br>b</p>"
        '<svg viewBox="0 0 1 1"><path d="M0"/><a><g/></a></svg>'
    )
    assert unsound(html) == []
