"""Issues as GitHub makes them of a form, and a hub with a real remote in which the command follows them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commonplace.model.kinds import BY_NAME
from commonplace.repository.form_answers import read_answers
from commonplace.repository.form_fields import UNNAMED, fields_of
from commonplace.words import words
from scripts._github.client import Manners
from scripts._github.comment import comment_mark
from scripts.issue import follow_issue
from tests.support.github import TOKEN, GitHub, World, serve_github
from tests.support.github.records import Issue, Pull
from tests.support.hub import ROOT, run_command
from tests.support.repository import Repository, write_files
from tests.support.site import start_hub

EVENT = ROOT / "tests" / "vectors" / "issue-event.json"
HOSTILE = ROOT / "tests" / "vectors" / "issues.json"
NAME = "acme/hub"
BOT = "github-actions"
FILES: dict[str, str | bytes] = {
    "contributions/tips/there.md": "# There\n\nWas here before.\n",
    "docs/topics/calls.md": "---\ntitle: First calls, and (later) ones\nformerly: [rings]\n---\nWords.\n",
    "docs/topics/nights.md": "---\ntitle: Nights\n---\nWords.\n",
    "checks/must-not-discuss.txt": "Project Heron\n",
}


def form_body(kind: str, *, newline: str = "\n", **answers: str) -> str:
    """The text that GitHub makes of a form: every field, in order."""
    choice = words("en")["forms"]["fields"][UNNAMED]["choice"]
    parts = []
    for field in fields_of(BY_NAME[kind], words("en")):
        answer = answers.get(field.ident.replace("-", "_"), "")
        if field.ident == UNNAMED:
            answer = f"- [{'X' if answer else ' '}] {choice}"
        parts.append(f"### {field.label}\n\n{answer or '_No response_'}")
    return "\n\n".join(parts).replace("\n", newline)


@dataclass
class Share:
    """A hub whose issues are followed: its folder, the bare repository it was cloned from, and its GitHub."""

    root: Path
    bare: Path
    github: GitHub
    said: str = ""

    @property
    def world(self) -> World:
        return self.github.world

    def open(
        self,
        title: str = "How it went",
        body: str = "",
        *,
        author: str | None = "ana",
        labels: tuple[str, ...] | None = None,
    ) -> Issue:
        """Open an issue on GitHub, which puts the labels of its form where nothing else is said."""
        where = self.world.repositories[NAME]
        body = body or form_body("tip", text="Count to ten, then call.", topics="Nights (nights)")
        made = self.world.open_issue(where, title, body, author=author)
        if labels is None:
            answers = read_answers(body, words("en"))
            labels = ("share", *([f"kind: {answers.kind.name}"] if answers else []))
        self.world.label(made, *labels)
        return made

    def event(self, issue: Issue, action: str) -> Path:
        """The file that GitHub gives to a workflow."""
        event = json.loads(EVENT.read_text("utf-8"))
        event["action"] = action
        event["issue"] |= {"number": issue.number, "title": issue.title, "body": issue.body}
        path = self.root.parent / f"event-{issue.number}.json"
        path.write_text(json.dumps(event), "utf-8")
        return path

    def environment(self, issue: Issue, action: str) -> dict[str, str]:
        """What a workflow's step finds."""
        return {
            "GITHUB_EVENT_PATH": str(self.event(issue, action)),
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_API_URL": self.github.api,
        }

    def run(self, issue: Issue, action: str = "opened") -> str:
        """What the workflow does, in this process; what it says."""
        manners = Manners(pause=self.world.wait)
        self.said = follow_issue(self.root, self.environment(issue, action), manners)
        return self.said

    def command(self, issue: Issue, action: str = "opened") -> subprocess.CompletedProcess[str]:
        """The command itself, as the workflow starts it."""
        return run_command(self.root, "issue", **self.environment(issue, action))

    def answer(self, issue: Issue) -> str:
        """The hub's one answer, without its mark; empty where there is none."""
        mark = comment_mark("share")
        ours = [one.body for one in issue.comments if one.author is self.world.account(BOT)]
        assert len(ours) < 2, "one answer, changed in place"
        assert all(one.startswith(mark) for one in ours)
        return ours[0].removeprefix(f"{mark}\n") if ours else ""

    def pulls(self, issue: Issue) -> list[Pull]:
        """The proposals of an issue."""
        every = self.world.repositories[NAME].pulls
        return [one for one in every if one.head_ref_name == f"share/issue-{issue.number}"]

    def git(self, *arguments: str) -> str:
        """Ask the remote."""
        return Repository(self.bare).git(*arguments)

    def branches(self) -> list[str]:
        """Every branch of the remote but main."""
        listed = self.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split()
        return sorted(name for name in listed if name != "main")

    def changed(self, issue: Issue) -> dict[str, str]:
        """What the issue's branch has and main has not: texts by their paths, None for what is gone."""
        tip = f"refs/heads/share/issue-{issue.number}"
        rows = self.git("diff", "--name-only", "--no-renames", "-z", f"main...{tip}")
        return {path: self.git("show", f"{tip}:{path}") for path in rows.split("\0") if path}

    def message(self, issue: Issue, *, form: str = "%an <%ae>%n%cn <%ce>%n%B") -> str:
        """Authors and message of the last commit of the issue's branch."""
        return self.git("log", "-1", f"--format={form}", f"refs/heads/share/issue-{issue.number}")

    def take_over(self, issue: Issue) -> list[str]:
        """Write the proposal into the hub's folder; the paths of its files."""
        changed = self.changed(issue)
        write_files(self.root, {**changed})
        return sorted(changed)


@contextmanager
def shared_hub(
    folder: Path,
    *,
    visibility: str = "PRIVATE",
    files: Mapping[str, str | bytes] | None = None,
    settings: str = "",
) -> Iterator[Share]:
    """A hub, the bare repository it was cloned from, and a GitHub that knows both."""
    world = World()
    repository = world.repository(NAME, visibility=visibility)
    world.allow(TOKEN, BOT)
    world.account("ana", name="Ana Example")
    settings = f"repo_url: https://github.com/{NAME}\n{settings}"
    hub = start_hub(folder / "hub", FILES | dict(files or {}), settings=settings)
    bare = folder / "remote.git"
    hub.clone(bare, bare=True)
    hub.git("remote", "add", "origin", bare.resolve().as_uri())
    repository.git = bare
    with serve_github(world) as github:
        yield Share(hub.root, bare, github)
