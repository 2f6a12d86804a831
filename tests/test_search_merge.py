"""A large hub is indexed in parts: together they say what an index of everything says, and no more."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from commonplace.search.bundle import BundleError, add_file, pack, read_meta, write_meta
from commonplace.search.document import Document, document, fields_alone, fields_of
from commonplace.search.findable import Findable, SearchPlan
from commonplace.search.merge import in_parts, merge
from commonplace.search.patch import NOWHERE
from commonplace.search.renew import renewed
from tests.support.records import Maker, many, record
from tests.support.searching import PREFIX, everything

MODEST = 100_000


def padded(documents: list[Document], size: int = MODEST) -> list[Document]:
    """The same records with much HTML around what they say."""
    return [replace(one, html=f"<!--{'-' * size}-->{one.html}") for one in documents]


def parts_of(documents: list[Document], of_many: int) -> list[dict[str, bytes]]:
    fields = fields_alone(NOWHERE, fields_of(documents))
    return [Maker()((fields, *part)) for part in in_parts(documents, 0, of_many)]


@pytest.mark.parametrize(("seed", "size"), [(1, 1), (2, 2_000), (3, 20_000), (4, 12_000)])
def test_the_parts_together_say_what_the_whole_says(seed: int, size: int) -> None:
    documents = many(seed, 40)
    random = Random(seed)  # noqa: S311
    documents += [record(number, random, "x", "común") for number in (900, 901)]
    pictured = Findable("/seen/", "Seen", {}, docs_path="x.md")
    documents.append(document(pictured, '<p>A <img src="/a.png" alt="b"> c</p>', "", "en"))
    parts = parts_of(documents, size)
    assert len(parts) > 1
    merged = merge(parts)
    assert everything(merged) == everything(Maker()(documents))
    assert merged == merge(parts_of(documents, size)), "the same hub gives the same bytes"
    assert NOWHERE not in everything(merged)["records"]


def test_two_parts_may_share_a_short_hash() -> None:
    documents = many(9, 12)
    one, other = parts_of(documents, 6_000)[:2]
    taken, changed = read_meta(one), read_meta(other)
    digest = changed.pages[1][0]
    changed.pages[1][0] = taken.pages[1][0]
    clash = {path: data for path, data in other.items() if digest not in path}
    clash[f"fragment/{taken.pages[1][0]}.pf_fragment"] = other[f"fragment/{digest}.pf_fragment"]
    write_meta(clash, changed)
    assert everything(merge([one, clash])) == everything(merge([one, other]))


def test_a_file_takes_no_other_s_place() -> None:
    files: dict[str, bytes] = {}
    name = add_file(files, "index", "en", b"one")
    files = {f"index/{name}.pf_index": b"other"}
    own = add_file(files, "index", "en", b"one")
    assert files == {f"index/{name}.pf_index": b"other", f"index/{own}.pf_index": b"one"}
    assert add_file(files, "index", "en", b"one") == own


def test_a_common_word_has_a_chunk_of_its_own() -> None:
    text = "common " * 700
    documents = [
        document(Findable(f"/{number}/", f"Text {number}", {}, text=text), "", "", "en")
        for number in range(90)
    ]
    merged = merge(parts_of(documents, 200_000))
    chunks = [[first, last] for first, last, _ in read_meta(merged).chunks]
    assert ["common", "common"] in chunks
    assert everything(merged)["words"]["common"][""].keys() == {one.url for one in documents}


def test_few_are_one_part_and_many_are_several() -> None:
    documents = padded(many(5, 30), 1_000)
    length = sum(len(one.html) for one in documents)
    assert in_parts(documents) == in_parts(documents, length) == [documents]
    longest = max(len(one.html) for one in documents)
    for most in (1, longest, 4 * longest):
        parts = in_parts(documents, length - 1, most)
        assert len(parts) > 1
        assert [one for part in parts for one in part] == documents
        assert all(len(part) == 1 or sum(len(one.html) for one in part) <= most for part in parts)


def test_a_large_hub_is_never_given_to_pagefind_at_once() -> None:
    documents, make = padded(many(6)), Maker()
    kept = renewed(SearchPlan(), documents, "1.5.2", None, make)
    assert len(make.asked) > 4
    assert sum(make.asked) == len(documents) + len(make.asked)
    found = {path.removeprefix(PREFIX): data for path, data in kept.files.items()}
    assert everything(found) == everything(Maker()(documents))
    changed = [*padded([record(0, Random(1), "canaryword")]), *documents[1:]]  # noqa: S311
    make.asked.clear()
    after = renewed(SearchPlan(), changed, "1.5.2", kept, make)
    assert max(make.asked) < 4, "and what was merged can be patched"
    found = {path.removeprefix(PREFIX): data for path, data in after.files.items()}
    assert everything(found) == everything(Maker()(changed))


def test_what_cannot_be_merged_is_indexed_at_once() -> None:
    """A page of the company's own can name fields in a way that nobody foresaw."""
    own = "<p data-pagefind-meta=odd>Words</p>"
    documents = [
        *padded(many(7)),
        Document("/own/", f"<html><body data-pagefind-body>{own}</body></html>"),
    ]
    make = Maker()
    kept = renewed(SearchPlan(), documents, "1.5.2", None, make)
    assert make.asked[-1] == len(documents)
    found = {path.removeprefix(PREFIX): data for path, data in kept.files.items()}
    assert everything(found) == everything(Maker()(documents))


def test_a_part_that_is_not_as_it_has_to_be_is_refused() -> None:
    documents = many(8, 10)
    good = parts_of(documents, 4_000)
    assert len(good) > 1
    no_fields = Maker()(documents[:3])
    name = next(path for path in good[1] if path.startswith("index/"))
    broken = [
        [good[0], no_fields],
        [good[0], {**good[1], name: pack(b"\x81\x80\x00")}],
        [good[0], {**good[1], name: pack(b"\x81\x81\x83\x61a\x81\x83")}],
        [good[0], {**good[1], name: b"nothing"}],
    ]
    for bundles in broken:
        with pytest.raises(BundleError):
            merge(bundles)
