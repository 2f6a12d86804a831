"""Word documents, read by a browser: the same as in Python, to the byte, and as safe."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from commonplace.documents.word import read_docx
from tests.support.browser import page_beside
from tests.support.documents import HOSTILE, LONG, MANY, Case, cases, document, simple
from tests.support.documents_by_chance import by_chance
from tests.support.hub import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CASES = cases()
READ = """async ([given, module]) => {
  const { readDocx } = await import(module);
  const text = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const found = [];
  for (const one of given) {
    const bytes = Uint8Array.from(atob(one), (sign) => sign.charCodeAt(0));
    try {
      const { markdown, title, images, warnings } = await readDocx(bytes);
      const pictures = images.map((one) => [one.name, one.alt, text(one.bytes)]);
      found.push({ markdown, title, warnings, images: pictures });
    } catch (problem) {
      found.push({ code: problem.code ?? String(problem) });
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    with page_beside(browser, ROOT / "docs" / "assets") as page:
        address = page.url
        yield page
        assert all(one.startswith(address) for one in page.seen_requests)  # type: ignore[attr-defined]


def read(page: Page, *documents: bytes) -> list[dict[str, Any]]:
    given = [base64.b64encode(one).decode() for one in documents]
    found: list[dict[str, Any]] = page.evaluate(READ, [given, "./docx/docx.js"])
    assert len(found) == len(documents)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_becomes_the_same_in_a_browser(reader: Page, case: Case) -> None:
    found = read(reader, document(case))[0]
    assert found.get("code") is None
    assert found["markdown"] == case.markdown
    assert found["title"] == case.title
    assert [one[:2] for one in found["images"]] == case.images
    assert found["warnings"] == case.warnings


@pytest.mark.parametrize("name", HOSTILE)
def test_a_browser_refuses_with_the_same_code(reader: Page, name: str) -> None:
    make, code = HOSTILE[name]
    assert read(reader, make())[0] == {"code": code}


def test_documents_made_by_chance_are_the_same(reader: Page) -> None:
    made = [by_chance(seed) for seed in range(200)]
    seen = set()
    for found, data in zip(read(reader, *made), made, strict=True):
        here = read_docx(data)
        assert (found["markdown"], found["title"]) == (here.markdown, here.title)
        assert found["warnings"] == list(here.warnings)
        seen.add(here.markdown)
    assert len(seen) > 150


def test_a_long_document_is_the_same(reader: Page) -> None:
    found = read(reader, LONG)[0]
    assert found["markdown"] == read_docx(LONG).markdown
    assert len(found["markdown"]) > 100_000


@pytest.mark.parametrize("name", MANY)
def test_much_of_one_thing_is_the_same(reader: Page, name: str) -> None:
    data = MANY[name]()
    assert read(reader, data)[0].get("markdown") == read_docx(data).markdown


def test_pictures_come_out_as_they_are(reader: Page) -> None:
    seen = 0
    for case in CASES:
        if case.media:
            data = document(case)
            bytes_here = [one[2] for one in read(reader, data)[0]["images"]]
            assert bytes_here == [
                base64.b64encode(one.bytes).decode() for one in read_docx(data).images
            ]
            seen += len(bytes_here)
    assert seen > 3


def test_nothing_stays_of_the_document_before(reader: Page) -> None:
    one, other = read(reader, simple("First."), simple("Second."))
    assert (one["markdown"], other["markdown"]) == ("First.\n", "Second.\n")
