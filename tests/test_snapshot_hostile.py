"""Saved comments that somebody tampered with: a build goes on, and its pages hold nothing that runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commonplace.readers.snapshot import SNAPSHOT, read_snapshot
from tests.support.hub import run_command
from tests.support.repository import write_files
from tests.support.site import BuiltSite, built, start_hub

WEB = "https://github.com/example/hub/discussions"
ODD = "\ud800<img src=x onerror=hit()>\x1b[31m\u202e\x00"
TIME = "2026-11-01T12:00:00+00:00"
SETTINGS = "site_url: https://hub.example.org/\nrepo_url: https://github.com/example/hub\n"
FILES: dict[str, str | bytes] = {
    "contributions/tips/one.md": "---\nid: text-one\ntopics: [calls]\n---\n# One\n\nWords.\n",
    "contributions/tips/two.md": "---\nid: text-two\n---\n# Two\n\nWords.\n",
    "contributions/people/ada.md": "---\nname: Ada\nemails: [ada@example.org]\n---\nWords.\n",
    "docs/topics/calls.md": "---\ntitle: Calls\ncurators: [ada]\n---\nWords.\n",
}


def comment(number: int, /, **changed: Any) -> dict[str, Any]:
    return {
        "id": f"\ud800{number}",
        "url": f"{WEB}/1#discussioncomment-{number}",
        "author": {"login": f"{ODD}{number}", "name": f"Nameword{ODD}", "kind": "User"},
        "created": TIME,
        "body": ODD,
        "html": f"<p>Commentword {ODD}<a href='javascript:hit()'>x</a></p>",
        **changed,
    }


def discussion(number: int, category: str, body: str, /, **changed: Any) -> dict[str, Any]:
    return {
        **comment(number, comments=[comment(number * 10, replies=[comment(number * 10 + 1)])]),
        "number": number,
        "title": f"Titleword {number} {ODD}",
        "category": category,
        "updated": TIME,
        "body": body,
        **changed,
    }


def snapshot(*discussions: dict[str, Any]) -> dict[str, Any]:
    slug = '\ud800"><script>hit()</script>'
    return {
        "schema": 1,
        "repository": "example/hub",
        "taken": TIME,
        "swept": TIME,
        "categories": [
            {"id": "C", "name": "Comments", "slug": slug},
            {"id": "Q", "name": "Q&A", "slug": slug, "answerable": True},
            {"id": "P", "name": "Polls", "slug": slug},
        ],
        "discussions": list(discussions),
    }


def build(folder: Path, data: dict[str, Any]) -> BuiltSite:
    hub = start_hub(folder / "hub", {**FILES, SNAPSHOT: json.dumps(data)}, settings=SETTINGS)
    return built(hub.root)


def test_odd_characters_and_addresses_reach_no_page(tmp_path: Path) -> None:
    leads = (
        'https://github.com/"><script>hit()</script>',
        "https://github.com/\ud800",
        "javascript:hit()",
        "https://github.com.evil.example/",
        "https://github.com/ \x1b\n",
    )
    poll = {
        "question": f"Askword {ODD}",
        "choices": [[f"Voteword {ODD}", 2**53 - 1], [ODD * 900, 0]],
    }
    site = build(
        tmp_path,
        snapshot(
            discussion(1, "C", "<!-- commonplace:id=text-one -->", reactions={"\ud800": 4}),
            discussion(
                2,
                "C",
                "<!-- commonplace:id=text-two -->",
                url=leads[0],
                comments=[comment(50 + at, url=url) for at, url in enumerate(leads)]
                + [comment(60, minimized="\ud800<b>")],
            ),
            discussion(3, "Q", "<!-- commonplace:topic=calls -->", url=leads[1], labels=["\ud800"]),
            discussion(4, "Q", "<!-- commonplace:about=text-one -->", labels=["calls"]),
            discussion(5, "Q", "<!-- " * 30_000, title="\x00 ", labels=["calls"]),
            discussion(6, "Q", "", title="<!-- " * 30_000, labels=["calls"]),
            discussion(7, "P", "<!-- commonplace:about=text-one -->", url=leads[2], poll=poll),
            discussion(8, "P", "", title="<!-- " * 30_000, url=leads[3], poll=poll),
            discussion(9, "P", "", title="\x00 ", poll={"question": "", "choices": [["\x00", 0]]}),
        ),
    )
    assert "Commentword" in site.words("tips/two/")
    assert "Titleword 4" in site.words("topics/calls/")
    assert "Askword" in site.words("tips/one/")
    assert "Voteword" in site.words("tips/one/")
    assert "Polls" in site.words("questions/")
    seen = 0
    for path, data in site.files().items():
        if not path.endswith((".html", ".json", ".xml", ".txt")):
            continue
        text = data.decode("utf-8")
        seen += 1
        for sign in ("\x1b", "\u202e", "\x00", "<script>hit", "javascript:hit", "evil.example"):
            assert sign not in text, path
        if path.endswith(".html"):
            assert "<img src=x" not in text, path
        if path.endswith(".json"):
            json.dumps(json.loads(text), ensure_ascii=False).encode()
    assert seen > 20
    assert run_command(site.root, "verify", "site").returncode == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"created": "0001-01-01T00:00:00+10:00"},
        {"created": "0001-01-02T00:00:00+00:00"},
        {"updated": "9999-12-31T23:59:59-10:00"},
        {"updated": "9999-12-31T12:00:00+00:00"},
        {"number": -3},
        {"number": 10**4000},
        {"upvotes": -1},
        {"upvotes": 2**53},
        {"reactions": {"HEART": -5}},
        {"reactions": {"HEART": 10**300}},
        {"author": {"login": "x", "kind": []}},
        {"poll": {"question": "Which?", "choices": [["This", -1]]}},
        {"poll": {"question": "Which?", "choices": [["This", 10**300]]}},
        {"poll": {"question": "Which?", "choices": [["This"]]}},
        {"poll": {"question": "Which?", "choices": [["This", None]]}},
        {"poll": {"question": "Which?", "choices": [[None, 1]]}},
        {"poll": {"question": "Which?", "choices": {"This": 1}}},
        {"poll": {"question": "Which?"}},
        {"poll": {"choices": []}},
        {"poll": []},
    ],
)
def test_what_github_never_says_is_no_snapshot(changed: dict[str, Any], tmp_path: Path) -> None:
    data = snapshot(discussion(1, "C", "", **changed))
    write_files(tmp_path, {SNAPSHOT: json.dumps(data)})
    found, problems = read_snapshot(tmp_path)
    assert found is None
    assert [one.code for one in problems] == ["snapshot-broken"]


def test_the_first_and_the_last_time_have_a_day_everywhere(tmp_path: Path) -> None:
    times = {"created": "1970-01-01T00:00:00+00:00", "updated": "2999-12-31T23:59:59+00:00"}
    zone = SETTINGS + "extra: {hub: {timezone: Pacific/Kiritimati}}\n"
    data = snapshot(discussion(1, "C", "<!-- commonplace:id=text-one -->", **times))
    files: dict[str, str | bytes] = {**FILES, SNAPSHOT: json.dumps(data)}
    hub = start_hub(tmp_path / "hub", files, settings=zone)
    assert "Commentword" in built(hub.root).words("tips/one/")


def test_marks_without_end_cost_little(tmp_path: Path) -> None:
    body = "<!-- commonplace:id=text-one -->" + "<!-- " * 200_000 + "Own words."
    data = snapshot(discussion(1, "C", body, comments=[]))
    assert "Commentword" in build(tmp_path, data).words("tips/one/")
