"""A few records of an index changed: what comes out is what indexing everything gives, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonplace.search.bundle import BundleError, pack, read_meta, settle, unpack
from commonplace.search.cbor import CborError, decode, encode
from commonplace.search.document import Document, document, fields_alone
from commonplace.search.findable import Findable, SearchPlan
from commonplace.search.kept import Kept, load_kept, save_kept
from commonplace.search.manifest import BUNDLE
from commonplace.search.patch import NOWHERE, patch, read_small
from commonplace.search.renew import renewed
from tests.support.records import Maker, many, record
from tests.support.searching import everything


def indexed(kept: Kept) -> dict[str, bytes]:
    return {
        path.removeprefix(BUNDLE): data
        for path, data in kept.files.items()
        if path.startswith(BUNDLE)
    }


def vocabulary(kept: Kept) -> dict[str, bytes]:
    return {path: data for path, data in kept.files.items() if path.startswith("search/words-")}


def as_from_cold(documents: Sequence[Document]) -> Kept:
    return renewed(SearchPlan(), documents, "1.5.2", None, Maker())


@pytest.mark.parametrize("seed", range(4))
def test_a_patched_index_says_what_a_whole_one_says(seed: int) -> None:
    random, make = Random(seed + 100), Maker()  # noqa: S311
    documents = many(seed)
    kept = renewed(SearchPlan(), documents, "1.5.2", None, make)
    for step in range(3):
        for number in random.sample(range(len(documents)), random.randrange(1, 4)):
            at = int(documents[number].url.split("/")[2])
            documents[number] = record(at, random, f"canary{step}x{number}", "Überraschung")
        if step == 1:  # one goes and two come
            documents.pop(7)
            documents += [record(number, random, "newcomer") for number in (900, 901)]
        make.asked.clear()
        kept = renewed(SearchPlan(), documents, "1.5.2", kept, make)
        assert max(make.asked) < 10, "only what changed was indexed"
        assert len(make.asked) == 2
        whole = as_from_cold(documents)
        assert everything(indexed(kept)) == everything(indexed(whole))
        assert vocabulary(kept) == vocabulary(whole)
        assert kept.records == whole.records


def test_nothing_is_left_of_what_is_no_longer_said() -> None:
    documents = many(7)
    edges = ("0000canary", "𝔷𝔷canary")  # before and behind all other words
    documents[5] = record(5, Random(1), "Passwordcanary", "canarié", *edges)  # noqa: S311
    kept = as_from_cold(documents)
    files = b"".join(_unpacked(kept))
    assert b"passwordcanary" in files
    documents[5] = record(5, Random(1))  # noqa: S311
    make = Maker()
    after = renewed(SearchPlan(), documents, "1.5.2", kept, make)
    assert make.asked == [2, 2]
    left = b"".join(_unpacked(after)).lower()
    assert b"passwordcanary" not in left
    assert b"canari" not in left
    assert b"canary" not in left, "nor at the edge of a list of words"


def test_a_page_at_the_address_that_stands_for_none_is_indexed_with_all() -> None:
    own = Findable("/-/", "A dash", {}, text="Firstcanary.")
    documents = [*many(8), document(own, "", "", "en")]
    kept = as_from_cold(documents)
    documents[-1] = document(replace(own, text="Another."), "", "", "en")
    after = renewed(SearchPlan(), documents, "1.5.2", kept, Maker())
    assert everything(indexed(after)) == everything(indexed(as_from_cold(documents)))
    assert b"firstcanary" not in b"".join(_unpacked(after)).lower()


def _unpacked(kept: Kept) -> Iterable[bytes]:
    for path, data in kept.files.items():
        packed = path.startswith((f"{BUNDLE}index", f"{BUNDLE}fragment", f"{BUNDLE}filter"))
        yield unpack(data) if packed or path.endswith("pf_meta") else data


def test_what_cannot_be_patched_is_indexed_whole() -> None:
    documents, make = many(3), Maker()
    kept = renewed(SearchPlan(), documents, "1.5.2", None, make)
    fewer = documents[:-2]
    assert everything(indexed(renewed(SearchPlan(), fewer, "1.5.2", kept, make))) == everything(
        indexed(as_from_cold(fewer))
    )
    new_field = Findable("/new/", "New", {}, {"unheard": "of"}, text="Words.")
    other = [*documents, document(new_field, "", "", "en")]
    found = renewed(SearchPlan(), other, "1.5.2", kept, make)
    assert everything(indexed(found)) == everything(indexed(as_from_cold(other)))
    make.asked.clear()
    renewed(SearchPlan(), documents, "1.5.3", kept, make)
    assert make.asked == [len(documents)], "another Pagefind makes all of it anew"
    broken = Kept(kept.made_by, {**kept.files}, kept.records)
    for path in list(broken.files):
        if path.startswith(f"{BUNDLE}index/"):
            broken.files[path] = pack(b"\x81\x80")  # type: ignore[index]
    changed = [record(0, Random(9)), *documents[1:]]  # noqa: S311
    found = renewed(SearchPlan(), changed, "1.5.2", broken, make)
    assert everything(indexed(found)) == everything(indexed(as_from_cold(changed)))


def test_the_same_records_are_not_asked_for_again() -> None:
    documents, make = many(2, 12), Maker()
    kept = renewed(SearchPlan(), documents, "1.5.2", None, make)
    assert renewed(SearchPlan(), documents, "1.5.2", kept, make) is kept
    other = renewed(SearchPlan(topics=(("topics/a/", "A", 1),)), documents, "1.5.2", kept, make)
    assert make.asked == [12]
    assert b"topics/a/" in other.files["search/search.json"]
    assert indexed(other) == indexed(kept)


def test_what_is_kept_comes_back_and_what_is_broken_does_not(tmp_path: Path) -> None:
    kept = as_from_cold(many(1, 5))
    save_kept(tmp_path, kept)
    assert load_kept(tmp_path) == kept
    place = tmp_path / "search.bin"
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(bytes(data))
    assert load_kept(tmp_path) is None


def test_pagefind_gives_filters_an_order_of_chance_and_the_hub_does_not() -> None:
    documents = many(5, 40)
    one, other = Maker()(documents), Maker()(documents)
    settle(one)
    settle(other)
    assert one == other
    assert [name for name, _ in read_meta(one).filters] == ["kind", "topic"]


def test_a_page_that_is_not_there_is_not_replaced() -> None:
    documents = many(6, 20)
    large, small = Maker()(documents), Maker()([record(99, Random(0))])  # noqa: S311
    with pytest.raises(BundleError):
        patch(large, read_small(small), read_small(small))


def test_another_page_with_its_hash_is_not_replaced() -> None:
    documents = many(6, 20)
    large = Maker()(documents)
    fields = fields_alone(NOWHERE, read_meta(large).fields)
    was, now = (read_small(Maker()([one, fields])) for one in (documents[4], record(4, Random(0))))  # noqa: S311
    patched = patch(large, was, now)
    assert patched != large
    ((digest, _),) = was.pages.values()
    others = [path for path in large if path.startswith("fragment/") and digest not in path]
    large[f"fragment/{digest}.pf_fragment"] = large[others[0]]
    with pytest.raises(BundleError, match="a page is another"):
        patch(large, was, now)


values = st.recursive(st.integers(-(2**32), 2**32) | st.text(), lambda inner: st.lists(inner))


@given(values)
def test_cbor_comes_back(value: object) -> None:
    data = encode(value)  # type: ignore[arg-type]
    assert decode(data) == (value, len(data))


@given(st.binary())
def test_bytes_by_chance_are_read_or_refused(data: bytes) -> None:
    with suppress(CborError):
        decode(data)
    with suppress(BundleError):
        read_small({"pagefind-entry.json": data})
