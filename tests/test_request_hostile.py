"""A pull request by somebody who means harm: what its run prints steers neither a terminal nor a workflow."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.support.hub import run_command
from tests.support.repository import Repository, write_files
from tests.support.site import start_hub

COMMANDS = (
    "::error::PWNED",
    "##[add-mask]PWNED",
    "::set-output name=a::PWNED",
    "::stop-commands::PWNED",
    "\u001b[31mPWNED",
)
FILES: dict[str, str | bytes | None] = {
    f"contributions/tips/x{number}.md": (
        f"---\ntitle: {json.dumps(f'x {sign}')}\ntopics: [{json.dumps(sign)}]\n"
        f"{json.dumps(sign)}: 1\nstatus: {json.dumps(sign)}\nid: {json.dumps(sign)}\n---\n"
        f"# {sign}\n\n{sign}\n\n[{sign}]({sign}) ![{sign}]({sign}.png)\n\n## {sign}\n\n```{sign}\n```\n"
    )
    for number, sign in enumerate(COMMANDS)
}
FILES |= {
    "contributions/tips/a\n::error::PWNED.md": "# One\n\n[a](b.md)\n",
    "contributions/tips/##[error]PWNED.md": "# Two\n\n[a](b.md)\n",
    "contributions/tips/\n##[add-mask]PWNED/index.md": "# Three\n\n[a](b.md)\n",
    "contributions/people/::add-mask::PWNED.md": "---\nname: '::error::PWNED'\n---\n",
    "docs/topics/zz.md": "---\ntitle: '::error:: ##[error]PWNED'\ncurators: ['##[error]PWNED']\n---\n",
    "docs/paths/zz.md": "---\ntitle: '::error:: ##[error]PWNED'\nsteps: ['##[error]PWNED']\n---\n",
}
OURS = re.compile(r"::(?:error|notice) file=")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = start_hub(
        tmp_path_factory.mktemp("request") / "hub", {"contributions/tips/one.md": "# One\n\nA.\n"}
    )
    made.git("branch", "base")
    write_files(made.root, {path: text for path, text in FILES.items() if text is not None})
    made.git("add", "--all")
    made.git("commit", "--quiet", "-m", "Words")
    return made


def run(hub: Repository, *arguments: str) -> subprocess.CompletedProcess[str]:
    event = hub.root.parent / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": 1, "head": {"sha": "a" * 40}}}))
    done = run_command(hub.root, *arguments, GITHUB_EVENT_PATH=str(event), GITHUB_SHA="a" * 40)
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.mark.parametrize(
    "line",
    [
        "check",
        "check --base base",
        "check --format github",
        "review --base base",
        "review --base base --out ../review",
        "preview --base base --out ../preview.html",
        "build --strict",
        "repository --check",
    ],
)
def test_nothing_that_is_printed_is_a_command(hub: Repository, line: str) -> None:
    done = run(hub, *line.split())
    lines = re.split(r"[\r\n]", done.stdout + done.stderr)
    if line.startswith(("check", "review", "build")):
        assert len(lines) > 20
    for one in lines:
        assert "\u001b" not in one
        if not OURS.match(one):  # a line that is a command of ours is read as no other
            assert not one.lstrip().startswith("::")
            assert "##[" not in one


def test_what_is_wrong_with_a_name_is_told_to_whoever_sends_it(hub: Repository) -> None:
    run(hub, "review", "--base", "base", "--out", "../named")
    found = json.loads((hub.root.parent / "named" / "review.json").read_text("utf-8"))["findings"]
    told = {one["path"] for one in found if one["code"] == "file-name"}
    assert told == {
        "contributions/tips/\\u000a##\\u005badd-mask]PWNED",
        "contributions/tips/a\\u000a::error::PWNED.md",
    }


def test_a_preview_is_written_through_no_link(hub: Repository) -> None:
    kept = hub.root.parent / "kept.txt"
    kept.write_text("mine", "utf-8")
    (hub.root / "preview.html").symlink_to(kept)
    done = run(hub, "preview", "--base", "base")
    assert (done.returncode, kept.read_text("utf-8")) == (2, "mine")
    assert "is a link" in done.stderr
