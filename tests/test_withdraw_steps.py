"""What `withdraw` says is left to do: every copy that this product makes, and none that there is not."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.support.hub import ROOT, run_command
from tests.support.repository import Repository
from tests.support.site import start_hub

WEB = "https://github.com/o/r"
TEXT = {"contributions/tips/a.md": "# A\n\nWords.\n"}
WORKFLOWS = {
    f".github/workflows/{path.name}": path.read_bytes()
    for path in (ROOT / ".github" / "workflows").glob("*.yml")
}


def steps(hub: Repository) -> list[str]:
    """The steps that are printed, in order."""
    done = run_command(hub.root, "withdraw", "tips/a", "--yes")
    assert done.returncode == 0, done.stderr
    return re.findall(r"(?m)^  \d+\. (.+)$", done.stdout)


def test_every_copy_that_the_workflows_make_is_named_before_the_history(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", {**TEXT, **WORKFLOWS}, settings=f"repo_url: {WEB}\n")
    told = steps(hub)
    begun = [" ".join(step.split()[:3]) for step in told]
    assert begun == [
        "If a password,",
        "Publish this: git",
        "If it was",
        "Runs on GitHub",
        "What builds keep",
        "The history of",
        "GitHub keeps copies",
        "Drafts and issues",
        "Search engines, feed",
    ]
    assert f"git push {WEB} --delete share/issue-<number>" in told[2]
    assert f"At {WEB}/actions, open the runs of “Pull request” and “Publish”" in told[3]
    assert f"{WEB}/actions/caches" in told[4]
    kept = b"".join(WORKFLOWS.values()).decode()
    assert {int(days) for days in re.findall(r"retention-days: (\d+)", kept)} == {3, 14}
    assert "14 days, the built hub for 3" in told[3]


def test_messages_of_commits_are_found_by_the_command_that_is_named(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", {"contributions/tips/b.md": "# B\n\nWords.\n"})
    hub.commit(TEXT, message="Tip: The title that said too much (#7)")
    (step,) = [one for one in steps(hub) if "history" in one]
    command = re.search(r"git log --format=.+? -- \S+", step)
    assert command
    done = subprocess.run(
        ["sh", "-c", command[0]], cwd=hub.root, capture_output=True, text=True, check=True
    )
    assert "The title that said too much" in done.stdout
    assert "--replace-message" in step


def test_a_hub_that_is_nowhere_else_has_nothing_to_do_there(tmp_path: Path) -> None:
    told = steps(start_hub(tmp_path / "hub", {**TEXT, **WORKFLOWS}))
    assert len(told) == 5
    for word in ("GitHub", "push", "share/issue-", "issues", "/actions"):
        assert word not in "\n".join(told)


def test_a_repository_without_workflows_has_no_runs(tmp_path: Path) -> None:
    told = "\n".join(steps(start_hub(tmp_path / "hub", TEXT, settings=f"repo_url: {WEB}\n")))
    for word in ("share/issue-", "/actions", "preview"):
        assert word not in told
    assert f"--mirror {WEB}" in told
    assert "GitHub keeps copies" in told
