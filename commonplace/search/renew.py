"""The files of the search: those of last time, those with a few records changed, or all of them anew."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonplace.search.bundle import BundleError, read_meta, settle
from commonplace.search.document import (
    INDEX_LANGUAGE,
    NOT_SEARCHED,
    Document,
    fields_alone,
    fields_of,
)
from commonplace.search.findable import SearchPlan
from commonplace.search.kept import Kept, packed
from commonplace.search.manifest import BUNDLE, FOLDER, MANIFEST, manifest
from commonplace.search.merge import in_parts, merge
from commonplace.search.patch import NOWHERE, patch, read_small
from commonplace.search.vocabulary import count_words, read_vocabulary, vocabulary_files

_FORM = "2"  # of all that is made of the same records
# Three boxes of Pagefind's own, and what they alone fetch: the hub has another.
_UNUSED = (
    *("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui"),
    *("pagefind-worker", "pagefind-highlight", "wasm.en"),
)
# A small change of a large hub is worth it; many small ones leave an index that is no longer in order.
_FEWEST = 100
_MOST_CHANGES = 100
_MOST_PART = 0.05

Make = Callable[[Iterable[Document]], dict[str, bytes]]
"""Makes Pagefind's files of some records."""


@dataclass(frozen=True)
class Changes:
    """Records that are there no more or said something else, and those that are new or say something else."""

    was: tuple[Document, ...]
    now: tuple[Document, ...]


def made_by(maker: str) -> str:
    """What stands for all that makes a search; `maker` is the version of Pagefind."""
    said = json.dumps([_FORM, maker, INDEX_LANGUAGE, *NOT_SEARCHED])
    return hashlib.sha256(said.encode()).hexdigest()


def renewed(
    plan: SearchPlan, documents: Sequence[Document], maker: str, kept: Kept | None, make: Make
) -> Kept:
    """The files of the search for these records. `kept` itself where nothing has to be another."""
    name = made_by(maker)
    if kept is not None and kept.made_by == name:
        changes = _changes(documents, kept)
        if not (changes.was or changes.now):
            text = _manifest(plan, kept.files)
            files = {**kept.files, MANIFEST: text}
            same = text == kept.files.get(MANIFEST)
            return kept if same else Kept(name, files, kept.records, kept.changes)
        if _worth_it(changes, kept, len(documents)):
            try:
                return _patched(plan, changes, kept, make)
            except (BundleError, LookupError, TypeError, ValueError):
                pass  # whatever is not as it has to be, all of it is made anew
    bundle = _whole(documents, make)
    counts = count_words(one.words for one in documents)
    return Kept(name, _files(plan, bundle, counts), packed(documents))


def _whole(documents: Sequence[Document], make: Make) -> dict[str, bytes]:
    """The index of all records: of a large hub, made of the indexes of its parts."""
    parts = in_parts(documents)
    if len(parts) > 1:
        fields = fields_alone(NOWHERE, fields_of(documents))
        try:
            return merge(_used(make((fields, *part))) for part in parts)
        except (BundleError, LookupError, TypeError, ValueError):
            pass  # whatever is not as it has to be, all of it is made at once
    bundle = _used(make(documents))
    settle(bundle)
    return bundle


def _used(bundle: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in bundle.items() if not path.startswith(_UNUSED)}


def _changes(documents: Sequence[Document], kept: Kept) -> Changes:
    was, now = [], []
    left = dict.fromkeys(kept.records)
    for one in documents:
        if one.url not in left:
            now.append(one)
            continue
        del left[one.url]
        before = kept.record(one.url)
        if before != one:
            was.append(before)
            now.append(one)
    return Changes((*was, *map(kept.record, left)), tuple(now))


def _worth_it(changes: Changes, kept: Kept, count: int) -> bool:
    changed = max(len(changes.was), len(changes.now))
    few = changed <= min(_MOST_CHANGES, count * _MOST_PART)
    return few and count >= _FEWEST and kept.changes + changed <= 2 * count * _MOST_PART


def _patched(plan: SearchPlan, changes: Changes, kept: Kept, make: Make) -> Kept:
    if any(one.url == NOWHERE for one in (*changes.was, *changes.now)):
        raise BundleError("a page has the address that no page has")
    large = {
        path.removeprefix(BUNDLE): data
        for path, data in kept.files.items()
        if path.startswith(BUNDLE)
    }
    fields = fields_alone(NOWHERE, read_meta(large).fields)
    was, now = (read_small(make((*some, fields))) for some in (changes.was, changes.now))
    bundle = patch(large, was, now)
    counts = Counter(read_vocabulary(data for path, data in kept.files.items() if _has_words(path)))
    counts.subtract(count_words(one.words for one in changes.was))
    counts.update(count_words(one.words for one in changes.now))
    gone = {one.url for one in changes.was}
    records = {url: data for url, data in kept.records.items() if url not in gone}
    records |= packed(changes.now)
    return Kept(
        kept.made_by,
        _files(plan, bundle, +counts),
        records,
        kept.changes + max(len(changes.was), len(changes.now)),
    )


def _files(
    plan: SearchPlan, bundle: Mapping[str, bytes], counts: Mapping[str, int]
) -> dict[str, bytes]:
    files = {f"{BUNDLE}{path}": data for path, data in bundle.items()}
    files |= {path: text.encode() for path, text in vocabulary_files(counts, FOLDER)}
    files[MANIFEST] = _manifest(plan, files)
    return files


def _manifest(plan: SearchPlan, files: Mapping[str, bytes]) -> bytes:
    words = {int(path.split("-")[1]): path for path in files if _has_words(path)}
    return manifest(plan, words, has_bundle=True).encode()


def _has_words(path: str) -> bool:
    return path.startswith(f"{FOLDER}words-")
