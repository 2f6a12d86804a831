"""The small files that a reading list looks up: what is in them, in which one, and what is in none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commonplace.pages.reading_list import PER_SHARD, shard_of
from commonplace.site.gather import Site
from tests.support.site import contribution, gathered, planned, start_hub

# An id, a number of files, and the one of them that tells about it. The browser's tests use the same.
VECTORS = [
    ("a", 1, 0),
    ("a", 25, 22),
    ("ab", 25, 5),
    ("tip-one", 25, 7),
    ("7f3k2q9x0a", 25, 21),
    ("7f3k2q9x0b", 25, 22),
    ("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", 31, 11),
    ("0000000000", 250, 167),
]


def shards(site: Site) -> list[dict[str, dict[str, object]]]:
    files = {
        one.docs_path: json.loads(one.text)
        for one in site.plan.outputs
        if one.docs_path.startswith("reading-list/")
    }
    count = planned(site, "reading-list/").view["shards"]
    assert set(files) == {f"reading-list/{number}.json" for number in range(count)}
    return [files[f"reading-list/{number}.json"] for number in range(count)]


@pytest.mark.parametrize(("ident", "count", "shard"), VECTORS)
def test_a_file_is_chosen_by_the_letters_of_an_id(ident: str, count: int, shard: int) -> None:
    assert shard_of(ident, count) == shard


def test_a_large_hub_has_several_small_files(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"contributions/tips/t{n}.md": f"# Tip {n}\n\nText.\n" for n in range(2 * PER_SHARD + 1)
    }
    site = gathered(start_hub(tmp_path / "hub", files).root)
    found = shards(site)
    assert len(found) == 3
    assert all(200 < len(shard) < 350 for shard in found)
    told = {ident for shard in found for ident in shard}
    assert told == set(site.hub.contributions)
    for number, shard in enumerate(found):
        assert {shard_of(ident, 3) for ident in shard} == {number}


def test_what_a_text_is_told_with(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "contributions/tips/old.md": '---\nsuperseded_by: tips/new\n---\n# Old "one"\n\nText.\n',
        "contributions/tips/new.md": "---\nid: new-tip\n---\n# Ünew\n\n" + "Word. " * 440,
        "contributions/tips/alone.md": "---\nstatus: obsolete\n---\n# Alone\n\nText.\n",
    }
    site = gathered(start_hub(tmp_path / "hub", files).root)
    (shard,) = shards(site)
    assert shard["new-tip"] == {
        "title": "Ünew",
        "url": "tips/new/",
        "kind": "tip",
        "minutes": 2,
        "freshness": "fresh",
    }
    old = shard[contribution(site, "tips/old/").id]
    assert old["freshness"] == "obsolete"
    assert old["instead"] == {"title": "Ünew", "url": "tips/new/"}
    assert "instead" not in shard[contribution(site, "tips/alone/").id]


def test_nothing_that_is_not_out_is_in_any_file(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "contributions/tips/draft.md": "---\nstatus: draft\nid: canary-one\n---\n# Canary\n\nText.\n",
        "contributions/tips/inside.md": (
            "---\naudience: internal\nid: canary-two\n---\n# Canary\n\nText.\n"
        ),
        "contributions/tips/old.md": "---\nsuperseded_by: tips/inside\n---\n# Old\n\nText.\n",
        "contributions/tips/out.md": "---\nid: the-tip\n---\n# Out\n\nText.\n",
    }
    hub = start_hub(tmp_path / "hub", files, settings="extra: {hub: {audience: public}}\n")
    for drafts in (False, True):
        site = gathered(hub.root, drafts=drafts)
        names = ("whats-new.json", *(f"reading-list/{n}.json" for n in range(len(shards(site)))))
        texts = [one.text for one in site.plan.outputs if one.docs_path in names]
        assert len(texts) == 2
        assert all("the-tip" in text for text in texts)
        assert "canary" not in "".join(texts).casefold()


def test_an_empty_hub_has_one_empty_file(tmp_path: Path) -> None:
    assert shards(gathered(start_hub(tmp_path / "hub").root)) == [{}]
