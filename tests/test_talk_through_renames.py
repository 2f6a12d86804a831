"""A text is moved, renamed twice and rewritten, others swap names: each keeps what was said about it.

It does so with an id that is written into it, and with one that is worked out of the first path it had.
Everything is real but GitHub, which is the one of this machine: Git, the commands, the build, the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from commonplace.assemble.identify import derived_id
from tests.support.browser import serve_directory
from tests.support.github import TOKEN, GitHub, World, serve_github
from tests.support.hub import run_command
from tests.support.repository import Repository
from tests.support.site import built, start_hub

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIRST = {
    "Moved": "contributions/tips/first.md",
    "Left": "contributions/tips/left.md",
    "Right": "contributions/tips/right.md",
}
SAID = {title: f"About {title.lower()}, at first." for title in FIRST}
LATER = {title: f"About {title.lower()}, later." for title in FIRST}
NOW = {"Moved": "Moved, and told anew"}


def text(title: str, *, written: bool, new: int = 0) -> str:
    """A text of a hundred lines, of which `new` of every five are no longer what they were."""
    front = f"---\nid: text-{title.lower()}\n---\n" if written else ""
    lines = (f"{title} {'new' if at % 5 < new else 'word'} {at}\n" for at in range(100))
    return f"{front}# {NOW.get(title, title) if new else title}\n\n{''.join(lines)}"


@dataclass
class Talk:
    """A hub with a GitHub, where the ids of texts are `written` or worked out."""

    hub: Repository
    github: GitHub
    written: bool

    def run(self, *words: str) -> None:
        done = run_command(self.hub.root, *words, HUB_GITHUB_TOKEN=TOKEN)
        assert done.returncode == 0, done.stderr

    def marks(self) -> dict[str, str]:
        """The title of each discussion by the id that it is marked with."""
        talk = self.github.world.repositories["acme/hub"].talk
        return {one.body.split("commonplace:id=")[1].split(" ")[0]: one.title for one in talk}


def rename_and_rewrite(hub: Repository, *, written: bool) -> None:
    """Two fifths of a text change while it is renamed; then two swap names, and two again, rewritten."""
    left, third = FIRST["Left"], "contributions/articles/third.md"
    hub.move(FIRST["Moved"], "contributions/articles/second.md")
    hub.commit({}, message="Move")
    hub.move("contributions/articles/second.md", third)
    hub.commit({third: text("Moved", written=written, new=2)}, message="Rename and rewrite")
    hub.swap(left, FIRST["Right"])
    hub.commit({}, message="Swap")
    moved, right = text("Moved", written=written, new=3), text("Right", written=written, new=1)
    hub.commit({left: moved, third: right}, message="Swap and rewrite")


@pytest.fixture(scope="module", params=["a written id", "no id"])
def after(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Talk:
    """The hub after all of that, with what GitHub was asked."""
    written = request.param == "a written id"
    files: dict[str, str | bytes] = {
        at: text(title, written=written) for title, at in FIRST.items()
    }
    world = World()
    world.repository("acme/hub", visibility="PUBLIC")
    with serve_github(world) as github:
        settings = (
            "repo_url: https://github.com/acme/hub\nsite_url: https://hub.example.org/\n"
            f"extra: {{hub: {{github: {{web: 'https://github.com', api: '{github.api}'}}}}}}\n"
        )
        hub = start_hub(tmp_path_factory.mktemp("talk") / "hub", files, settings=settings)
        talk = Talk(hub, github, written)
        talk.run("giscus", "create")
        titled = {one.title: one for one in world.repositories["acme/hub"].talk}
        assert set(titled) == set(FIRST)
        for title, one in titled.items():
            world.comment(one, SAID[title])
        rename_and_rewrite(hub, written=written)
        created = github.operations.count("Create")
        talk.run("giscus", "create")
        talk.run("giscus", "rename")
        assert github.operations.count("Create") == created == len(FIRST)
        assert github.operations.count("Update") == len(FIRST)
        for title, one in titled.items():
            world.comment(one, LATER[title])
        talk.run("sync")
    return talk


def test_old_addresses_lead_to_the_text_with_what_was_said(after: Talk, page: Page) -> None:
    site = built(after.hub.root)
    seen = 0
    with serve_directory(site.folder) as host:
        for old, title, address in (
            ("tips/first/", "Moved", "tips/left/"),
            ("articles/second/", "Moved", "tips/left/"),
            ("tips/left/", "Moved", "tips/left/"),
            ("tips/right/", "Left", "tips/right/"),
            ("articles/third/", "Right", "articles/third/"),
        ):
            page.goto(host + old)
            page.wait_for_url(f"{host}{address}")
            assert page.locator("h1").inner_text() == NOW.get(title, title)
            comments = page.locator("#comments").inner_text()
            for one in FIRST:
                wanted = 1 if one == title else 0
                assert comments.count(SAID[one]) == comments.count(LATER[one]) == wanted
            seen += 1
    assert seen == 5


def test_github_has_the_new_titles_and_addresses(after: Talk) -> None:
    talk = {one.title: one.body for one in after.github.world.repositories["acme/hub"].talk}
    assert set(talk) == {NOW.get(title, title) for title in FIRST}
    assert "https://hub.example.org/tips/left/" in talk["Moved, and told anew"]
    assert "https://hub.example.org/tips/right/" in talk["Left"]
    assert "https://hub.example.org/articles/third/" in talk["Right"]


def test_each_is_known_by_what_was_written_or_by_its_first_path(after: Talk) -> None:
    ids = {
        f"text-{title.lower()}" if after.written else derived_id(path, 0): NOW.get(title, title)
        for title, path in FIRST.items()
    }
    assert len(ids) == len(FIRST)
    assert after.marks() == ids
    texts = (after.hub.root / "contributions").rglob("*.md")
    heads = [path.read_text("utf-8").startswith("---\nid:") for path in texts]
    assert heads == [after.written] * len(FIRST)
