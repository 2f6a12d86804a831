"""What the hub answers of a text that came by a form: the same as `check` says of the file in this hub."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonplace.diagnostics.on_github import as_words
from scripts._check_run import run_check
from tests.support.broken import png
from tests.support.github.records import File
from tests.support.hub import run_command
from tests.support.issues import BOT, NAME, Share, form_body, shared_hub
from tests.support.repository import Repository

ALIKE = " ".join(f"Valve {n} is closed by turning it to the left, twice." for n in range(12))


@pytest.fixture
def share(tmp_path: Path) -> Iterator[Share]:
    files: dict[str, str | bytes] = {
        "contributions/tips/valve.png": png(800, 600),
        "contributions/tips/folder/index.md": "# Folder\n\n## By night\n\nWords.\n",
        "contributions/tips/alike.md": f"# The valves\n\n{ALIKE}\n",
        "checks/spelling.txt": "recieve -> receive\n",
    }
    with shared_hub(tmp_path, files=files) as made:
        yield made


CASES = {
    "a story that says little and too much": (
        "war-story",
        {"text": "First.", "what_happened": "![](../tips/valve.png)\n\n" + "Words of it. " * 1700},
        {"form-section-missing", "form-alt-missing", "form-too-long"},
    ),
    "what is there": (
        "tip",
        {"text": "See ![A valve](valve.png) and [it](folder/index.md#by-night)."},
        set(),
    ),
    "what is not there": (
        "tip",
        {"text": "See ![A valve](gone.png), [it](folder/index.md#by-day), [her](gone.md)."},
        {"image-missing", "form-anchor", "link-dead"},
    ),
    "how it is written": (
        "tip",
        {"text": f"You recieve it [here](https://www.nasa.gov/).\n\n{ALIKE}"},
        {"form-spelling", "form-link-words", "form-twin"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_answer_is_what_check_says_of_the_file_in_this_hub(
    share: Share, tmp_path: Path, name: str
) -> None:
    kind, answers, codes = CASES[name]
    issue = share.open("How it went", form_body(kind, **answers))
    share.run(issue)
    assert Repository(share.root).git("status", "--porcelain") == ""
    (path,) = share.changed(issue)
    clone = Repository(share.bare).clone(tmp_path / "clone")
    clone.git("switch", "--quiet", f"share/issue-{issue.number}")
    told = run_check(clone.root, "origin/main", [path]).told
    assert {one.code for one in told} == codes
    rows = re.findall(r"(?m)^- (.+)$", share.answer(issue))
    assert rows == [as_words(f"{one.message} {one.hint}") for one in told]
    assert ("found nothing to mend" in share.answer(issue)) is not bool(codes)


def test_what_the_hub_does_not_want_to_hear_is_not_said(tmp_path: Path) -> None:
    off = "extra:\n  hub:\n    checks: {off: [form-link-words]}\n"
    text = "It hangs [here](https://www.nasa.gov/plan)."
    said = []
    for name, settings in (("on", ""), ("off", off)):
        with shared_hub(tmp_path / name, settings=settings) as share:
            issue = share.open(body=form_body("tip", text=text))
            share.run(issue)
            said.append("found nothing to mend" in share.answer(issue))
    assert said == [False, True]


def test_how_long_it_takes_is_the_hubs_own_figure_or_nothing(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    assert "usually" not in share.answer(issue)
    assert "days" not in share.answer(issue)
    world = share.world
    for number in range(5):
        sent = world.merge(world.repositories[NAME], author=BOT, state="MERGED")
        sent.head_ref_name = f"share/issue-{90 + number}"
        sent.files = [File("contributions/tips/there.md")]
        world.wait(3 * 24 * 3600)
        sent.merged_at = world.now
    assert run_command(share.root, "sync", **share.environment(issue, "edited")).returncode == 0
    share.run(issue, "edited")
    assert "before it is published. That usually takes about 3 days. You need" in share.answer(
        issue
    )
