"""Whether giscus' frame stands below a text, and what it is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commonplace.model.settings import CommentsIn, Giscus, GitHub, Settings
from commonplace.model.threads import Thread
from commonplace.pages.giscus_view import giscus_language, giscus_of, giscus_view, short
from tests.support import talk
from tests.support.site import gathered, planned, start_hub

URL = "https://github.com/example/hub/discussions/7"
SETTINGS = Settings(
    repo_url="https://github.com/example/hub",
    comments=CommentsIn.BOTH,
    giscus=Giscus("R_0123", "DIC_0123"),
)


def test_the_frame_is_told_where_the_discussion_is() -> None:
    assert giscus_view(SETTINGS, 7, URL, "A summary.") == {
        "origin": "https://giscus.app",
        "repo": "example/hub",
        "repo_id": "R_0123",
        "category": "Comments",
        "category_id": "DIC_0123",
        "number": 7,
        "lang": "en",
        "description": "A summary.",
        "url": URL,
        "eager": False,
    }
    eager = giscus_view(replace(SETTINGS, comments=CommentsIn.GISCUS), 7, URL, "")
    assert eager is not None
    assert eager["eager"]


@pytest.mark.parametrize(
    "settings",
    [
        replace(SETTINGS, comments=CommentsIn.PAGE),
        replace(SETTINGS, comments=CommentsIn.OFF),
        replace(SETTINGS, giscus=Giscus("R_0123")),
        replace(SETTINGS, giscus=Giscus(None, "DIC_0123")),
        replace(SETTINGS, repo_url=None),
        replace(SETTINGS, repo_url="https://git.example.org/a/b"),
        replace(SETTINGS, github=GitHub(managed_users=True)),
        replace(
            SETTINGS,
            github=GitHub("https://git.example.org"),
            repo_url="https://git.example.org/a/b",
        ),
    ],
    ids=[
        "page",
        "off",
        "category",
        "repository id",
        "no repository",
        "elsewhere",
        "managed",
        "server",
    ],
)
def test_a_frame_that_cannot_work_is_not_there(settings: Settings) -> None:
    assert giscus_view(settings, 7, URL, "") is None


def test_without_a_discussion_there_is_no_frame() -> None:
    assert giscus_view(SETTINGS, 0, URL, "") is None
    assert giscus_view(SETTINGS, 7, None, "") is None
    assert giscus_of(None, SETTINGS, "") is None


def test_where_nobody_can_reply_the_frame_is_to_read() -> None:
    locked = Thread("a", 7, URL, (), 0, None, locked=True)
    assert giscus_of(replace(locked, locked=False), SETTINGS, "") is not None
    assert giscus_of(locked, SETTINGS, "") is None
    assert giscus_of(locked, replace(SETTINGS, comments=CommentsIn.GISCUS), "") is not None


@pytest.mark.parametrize(
    "written",
    ["", "Short.", "word " * 200, "x" * 500, "🚑" * 300, "a\n\nb\t c", f"{'x' * 119} {'y' * 300}"],
)
def test_a_description_is_never_over_the_cap(written: str) -> None:
    cut = short(written)
    assert len(cut) <= 120
    assert bool(cut) == bool(written)
    assert "\n" not in cut
    if len(" ".join(written.split())) <= 120:
        assert cut == " ".join(written.split())
    else:
        assert cut.endswith("…")
        assert len(cut) > 100


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "en"), ("de", "de"), ("el", "gr"), ("zh", "zh-CN"), ("xx", "en"), ("zh-xx", "en")],
)
def test_giscus_is_asked_in_a_language_that_it_has(language: str, name: str) -> None:
    assert giscus_language(language) == name


def test_the_number_is_that_of_the_text(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "contributions/tips/a.md": "---\nid: text-a\nsummary: What A says.\n---\n# A\n\nWords.\n",
        "contributions/tips/b.md": "---\nid: text-b\n---\n# B\n\nWords.\n",
    }
    settings = """
repo_url: https://github.com/example/hub
extra: {hub: {comments: both, giscus: {repo_id: R_0123, category_id: DIC_0123}}}
"""
    root = start_hub(tmp_path / "hub", files, settings=settings).root
    talk.put(root, talk.snapshot(talk.thread("text-a", talk.said(1), number=42)))
    site = gathered(root)
    view = planned(site, "tips/a/").view["giscus"]
    assert (view["number"], view["description"]) == (42, "What A says.")
    assert view["url"].endswith("/discussions/42")
    assert planned(site, "tips/b/").view["giscus"] is None
