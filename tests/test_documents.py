"""Word documents become Markdown that shows what was written, and nothing of who wrote it."""

from __future__ import annotations

import re
import tracemalloc
from html import unescape
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonplace.diagnostics import catalog
from commonplace.documents.container import DocumentError
from commonplace.documents.word import read_docx
from tests.support.documents import (
    HOSTILE,
    LONG,
    MANY,
    Case,
    cases,
    document,
    packed,
    parts_of,
    simple,
)
from tests.support.rendering import rendered

CASES = cases()
_SHOWN = re.compile(r"<p(?: dir=\"\w+\")?>(.*)</p>", re.DOTALL)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_becomes_what_it_says(case: Case) -> None:
    found = read_docx(document(case))
    assert found.markdown == case.markdown
    assert found.title == case.title
    assert [[one.name, one.alt] for one in found.images] == case.images
    assert list(found.warnings) == case.warnings


def test_the_list_is_long_and_names_every_warning() -> None:
    assert len(CASES) > 40
    assert len({case.name for case in CASES}) == len(CASES)
    warned = {code for case in CASES for code in case.warnings}
    refused = {code for _, code in HOSTILE.values()}
    assert warned | refused | {"docx-too-large"} == {
        code for code in catalog() if code.startswith("docx-")
    }


def test_nobody_is_named() -> None:
    for case in CASES:
        found = read_docx(document(case))
        assert "Xaver" not in repr(found)
        assert "xaver" not in repr(found)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_words(name: str) -> None:
    make, code = HOSTILE[name]
    with pytest.raises(DocumentError) as refused:
        read_docx(make())
    assert refused.value.code == code
    assert catalog()[code].message


def test_a_document_that_swells_takes_no_room() -> None:
    make, _ = HOSTILE["a text that swells without end"]
    data = make()
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError):
            read_docx(data)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def code_of(data: bytes) -> str:
    """Why some bytes are refused; "" where they are read."""
    try:
        read_docx(data)
    except DocumentError as refused:
        return refused.code
    return ""


@given(st.binary(max_size=200), st.integers(0, 3000), st.integers(0, 255))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused(more: bytes, at: int, value: int) -> None:
    data = bytearray(simple("Some words.", "More of them."))
    data[at % len(data)] = value
    for given_bytes in (bytes(data), bytes(data) + more, more, b"PK" + more):
        assert code_of(given_bytes) in {"", *catalog()}


def test_any_xml_in_its_place_is_read_or_refused() -> None:
    parts = parts_of(CASES[0])
    seen = 0
    for name in parts:
        for other in (b"", b"<a/>", b"<w:x/>", parts["word/document.xml"], b"\xff\xfe<\0a\0/\0>\0"):
            assert code_of(packed({**parts, name: other})) in {"", *catalog()}
            seen += 1
    assert seen > 15


_MARKS = {
    "": "",
    "b": "<w:b/>",
    "i": "<w:i/>",
    "strike": "<w:strike/>",
    "all": "<w:b/><w:i/><w:strike/>",
    "code": '<w:rFonts w:ascii="Consolas"/>',
    "bold code": '<w:b/><w:rFonts w:ascii="Consolas"/>',
}
_SIGNS = st.lists(
    st.sampled_from(
        [*"*_`~^=+-#>|[](){}!?:.<&;\\/\"' \t1aZé", "::", "!!!", "](", "<b>", "&lt;", "http://a.b/c"]
    ),
    min_size=1,
    max_size=24,
).map("".join)


def _without_links(html: str) -> str:
    """Addresses in the text become links to themselves; their words stay what they were."""
    return re.sub(r'<a href="[^"]*">(.*?)</a>', r"\1", html)


def shown(markdown: str) -> str:
    """What a reader sees of a text that is one paragraph."""
    html = _without_links(rendered(markdown).strip())
    paragraph = _SHOWN.fullmatch(html)
    assert paragraph, html
    return " ".join(unescape(paragraph[1]).split())


@given(st.lists(_SIGNS, min_size=1, max_size=3))
@settings(max_examples=400)
def test_words_are_shown_as_they_were_written(pieces: list[str]) -> None:
    """Whatever somebody types into Word, in one run or several: the hub shows it, as one paragraph."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r>' for one in pieces)
    words = " ".join("".join(pieces).split())
    markdown = read_docx(document(Case("x", f"<w:p>{runs}</w:p>"))).markdown
    if not words:
        assert markdown == ""
    else:
        assert shown(markdown) == words


@example([("#!1", "code"), ("=", "b")])
@given(st.lists(st.tuples(_SIGNS, st.sampled_from(list(_MARKS))), min_size=1, max_size=4))
@settings(max_examples=400)
def test_marks_change_no_word(pieces: list[tuple[str, str]]) -> None:
    pieces = [("Words: ", ""), *pieces]  # all in code would be a block of it
    runs = "".join(
        f'<w:r><w:rPr>{_MARKS[mark]}</w:rPr><w:t xml:space="preserve">{escape(one)}</w:t></w:r>'
        for one, mark in pieces
    )
    words = " ".join("".join(one for one, _ in pieces).split())
    markdown = read_docx(document(Case("x", f"<w:p>{runs}</w:p>"))).markdown
    if words:
        html = _without_links(rendered(markdown).strip())
        assert set(re.findall(r"<(\w+)", html)) <= {"p", "strong", "em", "del", "code"}
        assert (
            " ".join(unescape(re.sub(r"</?(?:p|strong|em|del|code)>", "", html)).split()) == words
        )


def test_a_case_is_shown_with_every_word() -> None:
    """The vectors through the hub's renderer: no Markdown of ours is misread."""
    seen = 0
    for case in CASES:
        if "looks like markup" in case.name:
            words = [
                "".join(re.findall(r"<w:t[^>]*>([^<]*)", one))
                for one in case.body.split("\n")
                if one
            ]
            html = rendered(case.markdown)
            paragraphs = [
                unescape(one) for one in re.findall(r"<p[^>]*>(.*?)</p>", html, re.DOTALL)
            ]
            assert paragraphs == [unescape(one).strip() for one in words]
            seen += len(paragraphs)
    assert seen > 20


@pytest.mark.parametrize("name", MANY)
def test_much_of_one_thing_is_read(name: str) -> None:
    """Where time grew with the square of it, this would not end."""
    found = read_docx(MANY[name]())
    assert found.markdown or "docx-empty" in found.warnings


def test_a_long_document_is_read_whole() -> None:
    assert read_docx(LONG).markdown.count("\n\n") == 2999
