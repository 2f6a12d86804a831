"""From an issue to its proposal and on: edits, other people's commits, closing, merging, permissions."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from commonplace.model.kinds import BY_NAME, KINDS
from commonplace.words import words
from scripts._github.errors import UncertainError
from scripts._issue_branch import Branch, BranchError
from tests.support.github import TOKEN, Fault, Token, What
from tests.support.github.records import Issue
from tests.support.hub import ROOT
from tests.support.issues import NAME, Share, form_body, shared_hub
from tests.support.repository import Repository
from tests.support.site import gathered


@pytest.fixture
def share(tmp_path: Path) -> Iterator[Share]:
    with shared_hub(tmp_path) as made:
        yield made


@pytest.fixture
def public(tmp_path: Path) -> Iterator[Share]:
    with shared_hub(tmp_path, visibility="PUBLIC") as made:
        yield made


def edit(share: Share, issue: Issue, *, title: str | None = None, **answers: str) -> str:
    """Change what an issue says, as a person does, and run what the workflow runs."""
    issue.title = title or issue.title
    issue.body = form_body("tip", **answers) if answers else issue.body
    return share.run(issue, "edited")


def tip(share: Share, issue: Issue) -> str:
    return share.git("rev-parse", f"share/issue-{issue.number}").strip()


def push_as_a_person(share: Share, branch: str, files: dict[str, str | bytes | None]) -> None:
    """Somebody adds a commit to the branch, from a clone of their own."""
    folder = share.root.parent / "person"
    clone = Repository(share.bare).clone(folder)
    clone.git("switch", "--quiet", branch)
    clone.commit(files, message="A better word")
    clone.git("push", "--quiet", "origin", branch)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_becomes_a_text(share: Share, kind: str) -> None:
    answers = {"text": "First of all.", "topics": "First calls and later ones (calls)"}
    answers |= {slug: f"About {slug}." for slug in ("what_happened", "what_it_cost")}
    if kind != "war-story":
        answers = {key: answers[key] for key in ("text", "topics")}
    issue = share.open("Told at last", form_body(kind, told_by="Bo Sample", **answers))
    share.run(issue)
    (path,) = share.take_over(issue)
    assert path == f"contributions/{BY_NAME[kind].folder}/told-at-last.md"
    texts = {one.source: one for one in gathered(share.root).hub.contributions.values()}
    one = texts[path]
    assert (one.title, one.topics, one.kind.name) == ("Told at last", ("calls",), kind)
    assert one.document.front.told_by == ("Bo Sample",)
    assert one.summary == "First of all."
    headings = [line for line in one.document.body.split("\n") if line.startswith("## ")]
    assert headings == (["## What happened", "## What it cost"] if kind == "war-story" else [])


def test_the_command_does_it_as_a_workflow_starts_it(share: Share) -> None:
    issue = share.open()
    done = share.command(issue)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"The answer in issue {issue.number}: made.\n"
    assert [pull.state for pull in share.pulls(issue)] == ["OPEN"]
    assert TOKEN not in done.stderr


def test_a_second_run_changes_nothing(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    before, answer, asked = tip(share, issue), share.answer(issue), len(share.github.log)
    for action in ("labeled", "edited", "opened"):
        assert "same" in share.run(issue, action)
    assert (tip(share, issue), share.answer(issue)) == (before, answer)
    assert set(share.github.operations[asked:]) == {"Shared", "Comments"}


def test_later_edits_follow_and_keep_path_and_id(share: Share) -> None:
    issue = share.open("How it went")
    share.run(issue)
    first = share.message(issue)
    edit(share, issue, title="Quite another title", text="Better words.", told_by="Bo Sample")
    ((path, text),) = share.changed(issue).items()
    assert path == "contributions/tips/how-it-went.md"
    assert "title: Quite another title" in text
    assert "Better words." in text
    marks = [line for line in first.split("\n") if line.startswith("Hub-")]
    assert [line for line in share.message(issue).split("\n") if line.startswith("Hub-")] == marks
    (pull,) = share.pulls(issue)
    assert pull.title == "Tip: Quite another title"
    assert "Told by Bo Sample." in pull.body
    assert share.git("rev-list", "--count", f"main..{tip(share, issue)}").strip() == "1"


def test_another_kind_moves_it_and_leaves_nothing_behind(share: Share) -> None:
    issue = share.open("How it went")
    share.run(issue)
    issue.body = form_body("article", text="Longer than a tip.")
    share.run(issue, "edited")
    assert list(share.changed(issue)) == ["contributions/articles/how-it-went.md"]


def test_a_name_that_is_taken_gets_a_number(share: Share) -> None:
    issue = share.open("There")
    share.run(issue)
    assert list(share.changed(issue)) == ["contributions/tips/there-2.md"]


def test_two_of_one_title_do_not_get_in_each_others_way(share: Share) -> None:
    issues = [share.open("How it went") for _ in range(3)]
    paths: list[str] = []
    for issue in issues:
        share.run(issue)
        paths += share.changed(issue)
    assert [path.rpartition("/")[2] for path in paths] == [
        *("how-it-went.md", "how-it-went-2.md", "how-it-went-3.md")
    ]


def test_an_edit_with_a_leak_stops_there(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    before = tip(share, issue)
    edit(share, issue, text="Ask " + "maria.keller" + "@stadtklinik-nord.de")
    assert tip(share, issue) == before
    assert "edit this issue now" in share.answer(issue)
    edit(share, issue, text="Ask the ward.")
    assert tip(share, issue) != before
    assert "on its way" in share.answer(issue)


def test_an_edit_that_breaks_the_form_stops_there(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    before = tip(share, issue)
    issue.body = "All gone."
    share.run(issue, "edited")
    assert tip(share, issue) == before
    assert "please mend this" in share.answer(issue)


def test_what_somebody_else_pushed_is_never_written_over(share: Share) -> None:
    issue = share.open("How it went")
    share.run(issue)
    push_as_a_person(
        share,
        f"share/issue-{issue.number}",
        {"contributions/tips/how-it-went.md": "# Mine\n\nNew.\n"},
    )
    before = tip(share, issue)
    edit(share, issue, text="Newer words.")
    assert tip(share, issue) == before
    (pull,) = share.pulls(issue)
    assert f"Somebody has changed the proposal #{pull.number}" in share.answer(issue)


def test_a_branch_that_somebody_else_made_is_never_written_over(share: Share) -> None:
    issue = share.open()
    share.git("branch", f"share/issue-{issue.number}", "main")
    before = tip(share, issue)
    share.run(issue)
    assert tip(share, issue) == before
    assert share.pulls(issue) == []
    assert "ask a curator" in share.answer(issue)


def test_our_words_in_a_persons_commit_are_theirs(share: Share) -> None:
    """Amended, rebased or picked: the message stays ours, and the commit is not."""
    issue = share.open("How it went")
    share.run(issue)
    clone = Repository(share.bare).clone(share.root.parent / "person")
    clone.git("switch", "--quiet", f"share/issue-{issue.number}")
    clone.git("commit", "--quiet", "--amend", "--no-edit", "--reset-author")
    assert "Hub-Id" in clone.git("log", "-1", "--format=%B")
    clone.git("push", "--quiet", "--force", "origin", f"share/issue-{issue.number}")
    before = tip(share, issue)
    edit(share, issue, text="Newer words.")
    assert tip(share, issue) == before
    assert "Somebody has changed the proposal" in share.answer(issue)


def test_our_commit_for_another_issue_is_not_this_ones(share: Share) -> None:
    first, second = share.open("The first"), share.open("The second")
    share.run(first)
    share.git("branch", f"share/issue-{second.number}", f"share/issue-{first.number}")
    before = tip(share, second)
    share.run(second)
    assert tip(share, second) == before
    assert share.pulls(second) == []
    assert "ask a curator" in share.answer(second)


PICTURES = {
    "![A screen](https://github.com/user-attachments/assets/0a1b)": 1,
    "![](https://github.com/a/b/assets/1/2.png) ![x](https://user-images.githubusercontent.com/3.png)": 2,
    '<img width="10" alt="x" src="https://github.com/user-attachments/assets/3" />': 1,
    "![x](https://private-user-images.githubusercontent.com/1/2.png?jwt=ey)": 1,
    "`![x](https://github.com/user-attachments/assets/4)`": 0,
    "![x](https://example.org/user-attachments/5.png)": 0,
    "[a file](https://github.com/user-attachments/files/6/x.pdf)": 0,
}


@pytest.mark.parametrize(("written", "count"), PICTURES.items())
def test_pictures_on_githubs_servers_are_left_out_and_it_says_so(
    share: Share, written: str, count: int
) -> None:
    issue = share.open("Pictures", form_body("tip", text=f"Before.\n\n{written}\n\nAfter."))
    share.run(issue)
    (text,) = share.changed(issue).values()
    assert "Before." in text
    assert "After." in text
    if count:
        assert "github" not in text
        told = "A picture is left out" if count == 1 else f"{count} pictures are left out"
        assert told in share.answer(issue)
    else:
        assert written in text
        assert "left out" not in share.answer(issue)


def test_a_push_that_comes_between_loses_nothing(share: Share) -> None:
    issue = share.open("How it went")
    share.run(issue)
    branch = Branch(share.root, issue.number, TOKEN)
    mine = branch.tip()
    assert mine
    path = "contributions/tips/how-it-went.md"
    commit = branch.write(mine, path, "# Late\n\nWords.\n", "Late\n")
    push_as_a_person(share, branch.name, {path: "# Mine\n\nNew.\n"})
    before = tip(share, issue)
    with pytest.raises(BranchError):
        branch.push(commit)
    assert tip(share, issue) == before


def test_only_paths_of_texts_are_ever_written(share: Share) -> None:
    branch = Branch(share.root, 1, TOKEN)
    refused = (
        *("../evil.md", "contributions/tips/../x.md", "contributions/people/boss.md", "README.md"),
        *("contributions/tips/a.md\nx", "contributions/tips/.md", "contributions/tips/a\0.md"),
        *("/contributions/tips/a.md", "contributions/tips/a.html", ".github/workflows/x.yml"),
    )
    for path in refused:
        with pytest.raises(BranchError):
            branch.write(branch.head(), path, "x", "x")


def test_closing_the_issue_closes_the_proposal_and_back(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    (pull,) = share.pulls(issue)
    issue.state = "CLOSED"
    share.run(issue, "closed")
    assert pull.state == "CLOSED"
    assert "closed together with this issue" in share.answer(issue)
    issue.state = "OPEN"
    share.run(issue, "reopened")
    assert pull.state == "OPEN"
    assert "on its way" in share.answer(issue)
    assert len(share.pulls(issue)) == 1


def test_closing_the_issue_leaves_alone_what_somebody_else_works_on(share: Share) -> None:
    issue = share.open("How it went")
    share.run(issue)
    changed: dict[str, str | bytes | None] = {
        "contributions/tips/how-it-went.md": "# Mine\n\nNew.\n"
    }
    push_as_a_person(share, f"share/issue-{issue.number}", changed)
    issue.state = "CLOSED"
    assert "left to them" in share.run(issue, "closed")
    assert [pull.state for pull in share.pulls(issue)] == ["OPEN"]


def test_without_its_branch_a_closed_proposal_is_made_anew(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    issue.state = "CLOSED"
    share.run(issue, "closed")
    share.git("update-ref", "-d", f"refs/heads/share/issue-{issue.number}")
    issue.state = "OPEN"
    share.run(issue, "reopened")
    assert [pull.state for pull in share.pulls(issue)] == ["CLOSED", "OPEN"]


@pytest.mark.parametrize("squashed", [False, True], ids=["merged", "squashed"])
def test_who_wrote_and_who_told_it_are_credited(share: Share, squashed: bool) -> None:
    profile = "---\nname: Ana Example\nlogins: [ana]\n---\n"
    teller = "---\nname: Bo Sample\n---\n"
    main = Repository(share.root)
    main.commit({"contributions/people/ana.md": profile, "contributions/people/bo.md": teller})
    main.git("push", "--quiet", "origin", "main")
    issue = share.open("Told at last", form_body("tip", text="Words.", told_by="Bo Sample"))
    share.run(issue)
    main.git("fetch", "--quiet", "origin", f"share/issue-{issue.number}")
    bot = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>"
    if squashed:  # as GitHub does it: the title as subject, the messages and their trailers below
        message = share.message(issue, form="%B")
        (pull,) = share.pulls(issue)
        main.git("merge", "--quiet", "--squash", "FETCH_HEAD")
        main.commit(message=f"{pull.title} (#{pull.number})\n\n{message}", author=bot)
    else:
        main.git("merge", "--quiet", "--no-ff", "-m", "Merge", "FETCH_HEAD")
    one = next(
        one
        for one in gathered(share.root).hub.contributions.values()
        if one.source == "contributions/tips/told-at-last.md"
    )
    assert (one.authors, one.told_by) == (("ana",), ("bo",))


def test_a_proposal_that_a_colleague_closed_stays_closed(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    (pull,) = share.pulls(issue)
    pull.state = "CLOSED"
    before = tip(share, issue)
    edit(share, issue, text="Other words.")
    assert (pull.state, tip(share, issue)) == ("CLOSED", before)
    assert f"#{pull.number} was closed" in share.answer(issue)


def test_whoever_shared_it_is_thanked_when_it_is_merged(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    (pull,) = share.pulls(issue)
    pull.state, issue.state = "MERGED", "CLOSED"
    share.run(issue, "closed")
    assert "It is in the hub now: thank you." in share.answer(issue)
    issue.state, before = "OPEN", tip(share, issue)
    share.run(issue, "reopened")
    edit(share, issue, text="Other words.")
    assert tip(share, issue) == before
    assert len(share.pulls(issue)) == 1


def test_an_issue_that_is_deleted_takes_its_proposal_along(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    (pull,) = share.pulls(issue)
    share.world.repositories[NAME].issues.remove(issue)
    share.run(issue, "deleted")
    assert pull.state == "CLOSED"
    assert "no proposal" in share.run(issue, "deleted")


def test_a_fork_with_such_a_branch_is_nobody(share: Share) -> None:
    issue = share.open()
    fork = share.world.repository("mallory/hub")
    theirs = share.world.merge(share.world.repositories[NAME], "Evil", state="MERGED")
    theirs.head, theirs.head_ref_name = fork, f"share/issue-{issue.number}"
    share.run(issue)
    assert [pull.state for pull in share.pulls(issue)] == ["MERGED", "OPEN"]
    assert theirs.title == "Evil"


def test_the_text_of_now_counts_and_not_that_of_the_event(share: Share) -> None:
    issue = share.open("Of now")
    environment = share.environment(issue, "opened")
    event = Path(environment["GITHUB_EVENT_PATH"])
    old = json.loads(event.read_text("utf-8"))
    old["issue"] |= {"title": "Of then", "body": form_body("article", text="Of then.")}
    event.write_text(json.dumps(old), "utf-8")
    from scripts._github.client import Manners
    from scripts.issue import follow_issue

    follow_issue(share.root, environment, Manners(pause=share.world.wait))
    assert list(share.changed(issue)) == ["contributions/tips/of-now.md"]


def test_in_public_the_label_counts(public: Share) -> None:
    labelled, plain = public.open(), public.open("Without", labels=())
    public.run(labelled)
    assert len(public.pulls(labelled)) == 1
    assert "none that was written with a form" in public.run(plain)
    assert (public.pulls(plain), plain.comments) == ([], [])


def test_a_repository_without_the_labels_of_a_form_gets_them(public: Share) -> None:
    issue = public.open(labels=())
    public.run(issue)
    asked = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/tip.yml").read_text("utf-8"))["labels"]
    assert [label.name for label in issue.labels] == asked == ["share", "kind: tip"]
    assert [label.description for label in public.world.repositories[NAME].labels] == [
        *("Written with a form, to be shared on the hub.", "A text of the kind “Tip”."),
    ]
    assert len(public.pulls(issue)) == 1
    later = public.open(labels=("share",))  # as while the repository had this one alone
    public.run(later)
    assert [label.name for label in later.labels] == asked


def test_a_suggestion_gets_its_label_and_no_more(public: Share) -> None:
    told = words("en")["forms"]["suggestion"]
    body = "\n\n".join(f"### {told[name]}\n\nWords." for name in ("page", "quote", "change"))
    issue = public.open("Suggestion: A tip", body, labels=())
    said = public.run(issue)
    asked = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/suggestion.yml").read_text("utf-8"))
    assert [label.name for label in issue.labels] == asked["labels"] == ["suggestion"]
    assert "suggests a change" in said
    before = len(public.github.log)
    public.run(issue, "edited")
    assert public.github.operations[before:] == ["Shared"]
    other = public.open("Words", f"Look:\n\n{body.partition('### What')[0]}", labels=())
    assert "none that was written with a form" in public.run(other)
    assert (other.labels, public.pulls(issue), issue.comments) == ([], [], [])


def test_among_colleagues_the_form_is_enough(share: Share) -> None:
    share.open("Another")  # so the label is there
    issue = share.open("Without", labels=())
    share.run(issue)
    assert len(share.pulls(issue)) == 1


def test_the_label_is_known_whatever_its_capitals(public: Share) -> None:
    issue = public.open(labels=("Share",))
    public.run(issue)
    assert len(public.pulls(issue)) == 1


def test_an_issue_that_quotes_a_form_is_none(share: Share) -> None:
    share.open("Another")
    body = "### Where is it?\n\nhere\n\n### What stands there now\n\n" + form_body(
        "tip", text="Words."
    )
    issue = share.open("A suggestion", body, labels=("suggestion",))
    assert "none that was written with a form" in share.run(issue)
    assert (share.pulls(issue), issue.comments) == ([], [])


def test_where_workflows_may_not_propose_it_says_who_can_help(share: Share) -> None:
    issue = share.open()
    share.world.tokens[TOKEN] = Token("github-actions", proposes=False)
    done = share.command(issue)
    assert done.returncode == 2
    assert "Allow GitHub Actions to create and approve pull requests" in done.stderr
    assert "has to allow workflows" in share.answer(issue)
    assert share.pulls(issue) == []
    share.world.tokens[TOKEN] = Token("github-actions")
    share.run(issue, "edited")
    assert len(share.pulls(issue)) == 1
    assert "on its way" in share.answer(issue)


def test_an_answer_that_got_lost_makes_no_second_proposal(share: Share) -> None:
    issue = share.open()
    share.github.fail(What.CUT_AFTER, at=3)
    share.run(issue)
    assert share.github.operations[:4] == ["Shared", "Proposed", "Propose", "Shared"]
    assert len(share.pulls(issue)) == 1
    assert "on its way" in share.answer(issue)


def test_a_run_that_stopped_is_gone_on_with(share: Share) -> None:
    issue = share.open()
    share.github.fail(Fault(What.CUT_BEFORE), at=3)
    with pytest.raises(UncertainError):
        share.run(issue)
    before = tip(share, issue)
    share.run(issue, "labeled")
    assert tip(share, issue) == before
    assert len(share.pulls(issue)) == 1


BROKEN_EVENTS = {
    "nothing": "",
    "no JSON": "{",
    "a list": "[]",
    "deep": "[" * 100_000,
    "no issue": '{"action": "opened"}',
    "a text": '{"action": "opened", "issue": {"number": "$(touch PWNED)"}}',
    "a path": '{"action": "opened", "issue": {"number": "../1"}}',
    "below": '{"action": "opened", "issue": {"number": 0}}',
    "a yes": '{"action": "opened", "issue": {"number": true}}',
    "an action": '{"action": "opened; touch PWNED", "issue": {"number": 1}}',
}


@pytest.mark.parametrize("name", BROKEN_EVENTS)
def test_what_is_no_event_is_refused(share: Share, name: str) -> None:
    issue = share.open()
    environment = share.environment(issue, "opened")
    Path(environment["GITHUB_EVENT_PATH"]).write_text(BROKEN_EVENTS[name], "utf-8")
    from tests.support.hub import run_command

    done = run_command(share.root, "issue", **environment)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("What GitHub says in GITHUB_EVENT_PATH")
    assert share.branches() == []
    assert share.github.log == []


def test_without_the_rules_nothing_passes(share: Share) -> None:
    issue = share.open()
    (share.root / "checks/must-not-discuss.txt").unlink()
    done = share.command(issue)
    assert done.returncode == 2
    assert "nothing was checked" in done.stderr
    assert share.branches() == []


@contextmanager
def smart_http(bare: Path) -> Iterator[tuple[str, list[str]]]:
    """A server of Git over HTTP that lets in whoever has the token; yields its address and what was sent."""
    seen: list[str] = []
    word = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

        def do_GET(self) -> None:
            self._serve(b"")

        def do_POST(self) -> None:
            if self.headers.get("Transfer-Encoding", "") == "chunked":
                pieces = []
                while size := int(self.rfile.readline(), 16):
                    pieces.append(self.rfile.read(size))
                    self.rfile.readline()
                self.rfile.readline()
                self._serve(b"".join(pieces))
            else:
                self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _serve(self, body: bytes) -> None:
            given = self.headers.get_all("Authorization") or []
            seen.append(f"{self.command} {self.path} {given == [f'Basic {word}']}")
            if given != [f"Basic {word}"]:
                self._send(401, [("WWW-Authenticate", "Basic")], b"")
                return
            parts = urlsplit(self.path)
            environment = {
                "PATH": os.environ["PATH"],
                "GIT_PROJECT_ROOT": str(bare.parent),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": parts.path,
                "QUERY_STRING": parts.query,
                "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                "REMOTE_USER": "bot",
                "REMOTE_ADDR": "127.0.0.1",
            }
            asked = ["git", "http-backend"]
            done = subprocess.run(
                asked, input=body, env=environment, capture_output=True, check=True
            )
            head, _, rest = done.stdout.partition(b"\r\n\r\n")
            rows = [row.split(": ", 1) for row in head.decode().split("\r\n")]
            headers = [(row[0], row[1]) for row in rows]
            status = next((int(value[:3]) for name, value in headers if name == "Status"), 200)
            self._send(status, [row for row in headers if row[0] != "Status"], rest)

        def _send(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response(status)
            for name, value in [*headers, ("Content-Length", str(len(body)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/{bare.name}", seen
        finally:
            server.shutdown()
            thread.join()


def test_the_token_is_sent_in_a_header_and_stands_nowhere_else(share: Share) -> None:
    """A real push over HTTP, with a Git that writes down how it was called."""
    Repository(share.bare).git("config", "http.receivepack", "true")
    issue, calls = share.open(), share.root.parent / "calls.txt"
    folder = share.root.parent / "bin"
    folder.mkdir()
    real = subprocess.run(
        ["which", "git"], capture_output=True, text=True, check=True
    ).stdout.strip()
    spy = folder / "git"
    spy.write_text(
        f"#!{sys.executable}\nimport os, sys\nopen({str(calls)!r}, 'a').write(repr(sys.argv) + '\\n')\n"
        f"os.execv({real!r}, ['git', *sys.argv[1:]])\n",
        "utf-8",
    )
    spy.chmod(0o755)
    from tests.support.hub import run_command

    with smart_http(share.bare) as (address, seen):
        Repository(share.root).git("remote", "set-url", "origin", address)
        old = f"http.{address.rpartition('/')[0]}/.extraheader"
        Repository(share.root).git(
            "config", old, "Authorization: Basic b2xk"
        )  # as a checkout leaves one
        environment = share.environment(issue, "opened")
        path = f"{folder}{os.pathsep}{os.environ['PATH']}"
        done = run_command(share.root, "issue", **environment, PATH=path)
        assert done.returncode == 0, done.stderr
        assert len(share.pulls(issue)) == 1
        assert any(line.startswith("POST") and "git-receive-pack True" in line for line in seen)
        assert all(line.endswith("True") for line in seen), seen
    said = calls.read_text("utf-8")
    assert said.count("'push'") == 1
    word = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
    kept = [path for path in share.root.rglob("*") if path.is_file() and ".git" in path.parts]
    assert len(kept) > 10
    for text in (said, done.stderr, *(path.read_bytes().decode("latin-1") for path in kept)):
        assert TOKEN not in text
        assert word not in text


def test_a_wrong_token_is_said_in_words(share: Share) -> None:
    with smart_http(share.bare) as (address, _):
        Repository(share.root).git("remote", "set-url", "origin", address)
        branch = Branch(share.root, 1, "another-token-that-is-not-known")
        with pytest.raises(BranchError, match="contents: write"):
            branch.tip()


@pytest.mark.parametrize(
    "address", ["http://example.org/acme/hub.git", "https://me@example.org/acme/hub.git"]
)
def test_the_token_is_not_sent_in_the_clear(share: Share, address: str) -> None:
    Repository(share.root).git("remote", "set-url", "origin", address)
    with pytest.raises(BranchError, match="plain https"):
        Branch(share.root, 1, TOKEN)


@pytest.mark.parametrize("address", ["ext::sh -c touch% PWNED", "ssh://git@example.org/acme/hub"])
def test_no_other_way_is_gone(share: Share, address: str) -> None:
    Repository(share.root).git("remote", "set-url", "origin", address)
    with pytest.raises(BranchError):
        Branch(share.root, 1, TOKEN).tip()
    assert list(share.root.parent.rglob("PWNED*")) == []


LOOKED_AFTER: dict[str, str | bytes] = {
    "docs/topics/nights.md": "---\ntitle: Nights\ncurators: [ada]\n---\nWords.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nlogins: [ada-x]\n---\n",
    "contributions/tips/known.md": "---\nauthors: [ada]\n---\n# Known\n\nWords.\n",
}
WELCOME = "This is your first text here: welcome."


def test_who_is_here_for_the_first_time_is_welcomed_and_told_who_helps(tmp_path: Path) -> None:
    with shared_hub(tmp_path, files=LOOKED_AFTER) as share:
        new = share.open(author="newcomer")
        helps = f"{WELCOME} Ada Example looks after “Nights” and is glad to help; just ask below."
        for action in ("opened", "edited"):
            share.run(new, action)
            assert helps in share.answer(new)
        plain = share.open("Alone", form_body("tip", text="Words."), author="newcomer")
        share.run(plain)
        assert f"{WELCOME} If anything is unclear, just ask below." in share.answer(plain)
        known = share.open("Known before", author="Ada-X")
        counted = share.open("Counted by GitHub", author="another")
        counted.author_association = "CONTRIBUTOR"
        program = share.open("By a program", author=None)
        for issue in (known, counted, program):
            share.run(issue)
            assert "is on its way" in share.answer(issue)
            assert WELCOME not in share.answer(issue)


def test_without_the_whole_history_nobody_is_taken_for_new(tmp_path: Path) -> None:
    with shared_hub(tmp_path, files=LOOKED_AFTER) as share:
        Repository(share.root).commit({"contributions/tips/more.md": "# More\n\nWords.\n"})
        Repository(share.root).git("push", "--quiet", "origin", "HEAD:main")
        shallow = tmp_path / "shallow"
        Repository(share.bare).git(
            "clone", "--quiet", "--depth=1", share.bare.resolve().as_uri(), str(shallow)
        )
        share.root = shallow
        issue = share.open(author="newcomer")
        share.run(issue)
        assert "is on its way" in share.answer(issue)
        assert WELCOME not in share.answer(issue)
