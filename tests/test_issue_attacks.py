"""Somebody who means harm, or is careless: what an issue cannot reach, and what stays unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commonplace.repository.form_answers import read_answers
from commonplace.repository.form_draft import Writer, draft_of
from commonplace.words import words
from scripts._github.errors import AddressError, GitHubError
from scripts._github.start import start_workflow
from scripts._issue_branch import Branch, BranchError
from tests.support.github import TOKEN, Fault, What
from tests.support.issues import Share, form_body, shared_hub
from tests.support.repository import Repository

THERE = "contributions/articles/there.md"
MINE = "# There\n\nSomebody else's words.\n"


@pytest.fixture
def share(tmp_path: Path) -> Iterator[Share]:
    with shared_hub(tmp_path, files={THERE: MINE}) as made:
        yield made


def test_a_text_that_becomes_another_kind_writes_over_nobody(share: Share) -> None:
    issue = share.open("There", form_body("war-story", what_happened="It rained."))
    share.run(issue)
    assert list(share.changed(issue)) == ["contributions/war-stories/there.md"]
    for kind, path in (
        ("article", "contributions/articles/there-2.md"),
        ("tip", "contributions/tips/there-2.md"),
    ):
        issue.body = form_body(kind, text=f"Now it is a {kind}.")
        share.run(issue, "edited")
        assert list(share.changed(issue)) == [path]
    assert share.git("show", f"share/issue-{issue.number}:{THERE}") == MINE


def test_a_text_that_came_to_its_place_meanwhile_is_left_there(share: Share) -> None:
    issue = share.open("How it went")
    share.run(issue)
    main = Repository(share.root)
    main.commit({"contributions/tips/how-it-went.md": "# Theirs\n\nWords.\n"})
    main.git("push", "--quiet", "origin", "main")
    issue.body = form_body("tip", text="Better words.")
    share.run(issue, "edited")
    assert list(share.changed(issue)) == ["contributions/tips/how-it-went-2.md"]


def test_who_is_unnamed_later_is_in_no_commit_of_the_branch(share: Share) -> None:
    issue = share.open("Told", form_body("tip", text="Count to ten.", told_by="Wilhelmina Quast"))
    share.run(issue)
    branch = f"share/issue-{issue.number}"
    assert "Quast" in share.git("log", "-p", branch)
    answers = {"text": "Count to ten.", "told_by": "Wilhelmina Quast", "unnamed": "x"}
    for number in range(3):
        issue.body = form_body("tip", **answers | {"text": f"Count to {10 + number // 2}."})
        share.run(issue, "edited")
        assert "Quast" not in share.git("log", "-p", branch)
        assert share.git("rev-list", "--count", f"main..{branch}").strip() == "1"
    (pull,) = share.pulls(issue)
    assert "Quast" not in pull.title + pull.body + share.answer(issue)


def test_what_is_taken_out_before_it_is_published_is_in_no_history(share: Share) -> None:
    issue = share.open("Told", form_body("tip", text="Count to ten, said the man in bed four."))
    share.run(issue)
    issue.body = form_body("tip", text="Count to ten.")
    share.run(issue, "edited")
    branch = f"share/issue-{issue.number}"
    assert "bed four" not in share.git("log", "-p", branch)
    assert share.git("rev-list", "--count", f"main..{branch}").strip() == "1"


def test_an_issue_that_was_edited_while_closed_opens_its_proposal_again(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    (pull,) = share.pulls(issue)
    issue.state = "CLOSED"
    share.run(issue, "closed")
    issue.body = form_body("tip", text="Other words.")
    assert "no proposal" in share.run(issue, "edited")
    issue.state = "OPEN"
    share.run(issue, "reopened")
    assert [one.state for one in share.pulls(issue)] == ["OPEN"]
    assert share.pulls(issue) == [pull]
    assert "Other words." in "".join(share.changed(issue).values())


def test_a_proposal_that_github_does_not_open_again_is_made_anew(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    issue.state = "CLOSED"
    share.run(issue, "closed")
    branch = Branch(share.root, issue.number, TOKEN)
    mine = branch.ours(branch.tip() or "")
    assert mine
    message = share.message(issue, form="%B")
    branch.push(branch.write(branch.head(), mine.path, "# Anew\n", message), over=mine)
    issue.state = "OPEN"
    share.run(issue, "reopened")
    assert [one.state for one in share.pulls(issue)] == ["CLOSED", "OPEN"]


def test_what_somebody_pushed_meanwhile_is_not_forced_away(share: Share) -> None:
    issue = share.open("How it went")
    share.run(issue)
    branch = Branch(share.root, issue.number, TOKEN)
    mine = branch.ours(branch.tip() or "")
    assert mine
    clone = Repository(share.bare).clone(share.root.parent / "person")
    clone.git("switch", "--quiet", branch.name)
    clone.commit({mine.path: "# Mine\n\nNew.\n"}, message="A better word")
    clone.git("push", "--quiet", "origin", branch.name)
    before = share.git("rev-parse", branch.name)
    anew = branch.write(branch.head(), mine.path, "# Late\n", "Late\n")
    with pytest.raises(BranchError):
        branch.push(anew, over=mine)
    assert share.git("rev-parse", branch.name) == before


NAMED = [
    ("Bo Li", "Then Bo said so."),
    ("Wilhelmina Quast", "then wilhelmina said so."),
    ("Wilhelmina Quast", "QUAST said so."),
    ("Wilhelmina Quast", "It was Quast's idea, or Quasts Idee."),
    ("Wilhelmina Quast", "So _Quast_ said so."),
    ("Wilhelmina Quast", "![At work](wilhelmina_quast.png)"),
    ("Wilhelmina Quast", "Then W&#105;lhelmina said so."),
    ("Wilhelmina Quast", "Then Wil\u200bhelmina said so."),
    ("Jos\u00e9 Ruiz", "Then Jose\u0301 said so."),
    ("\u674e\u660e", "\u540e\u6765\u674e\u660e\u8bf4\u4e86\u3002"),
    ("\u0645\u062d\u0645\u062f", "\u0648\u0645\u062d\u0645\u062f"),
    ("Anna-Lena Berg", "Then Lena said so."),
]
UNNAMED = [
    ("Bo Li", "The boat and the list, bo."),
    ("Dr. Ng", "Ask your Dr. first, singing."),
    ("Jan van der Berg", "The den of the van is an iceberg."),
    ("Team 42", "It was 1942."),
    ("Mark Rose", "A mark and a rose."),
]


@pytest.mark.parametrize(("name", "text"), NAMED)
def test_a_name_is_found_however_it_is_written(name: str, text: str) -> None:
    assert _problems(name, text) == ["named"]


@pytest.mark.parametrize(("name", "text"), UNNAMED)
def test_a_word_that_only_looks_like_one_is_none(name: str, text: str) -> None:
    assert _problems(name, text) == []


def test_whoever_writes_is_known_by_a_part_of_their_name() -> None:
    assert _problems("Ana", "Words.", Writer("a-example", "Ana Example")) == ["own_name"]
    both = Writer("a-example", "Ana Example, for Wilhelmina Quast")
    assert _problems("wilhelmina quast", "Words.", both) == ["own_name"]
    assert _problems("Bo Example", "Words.", Writer("a-example", "Ana Example")) == []


def _problems(name: str, text: str, writer: Writer | None = None) -> list[str]:
    body = form_body("tip", text=text, told_by=name, unnamed="x")
    answers = read_answers(body, words("en"))
    assert answers
    return [one.name for one in draft_of("A title", answers, writer, {}, "0123456789").problems]


def test_a_proposal_is_looked_over_as_everybodys(share: Share) -> None:
    issue = share.open()
    share.run(issue)
    (pull,) = share.pulls(issue)
    branch = f"share/issue-{issue.number}"
    expected = {"ref": branch, "inputs": {"number": str(pull.number)}}
    assert share.world.started == [expected]
    share.run(issue, "labeled")
    assert len(share.world.started) == 1
    issue.body = form_body("tip", text="Other words.")
    share.run(issue, "edited")
    assert share.world.started == [expected] * 2


@pytest.mark.parametrize("wrong", ["absent", "refused", "down", "redirect"])
def test_what_cannot_be_looked_over_is_proposed_all_the_same(share: Share, wrong: str) -> None:
    issue = share.open()
    if wrong == "absent":
        share.world.workflows.clear()
    else:
        faults = {
            "refused": Fault(What.REFUSED, status=403, message="::error::@all ##[error]"),
            "down": Fault(What.CUT_BEFORE),
            "redirect": Fault(What.REDIRECT, to="http://127.0.0.1:9/"),
        }
        share.github.fail(faults[wrong], at=4)
    done = share.command(issue)
    assert done.returncode == 0, done.stderr
    assert "The workflow “pull-request.yml” could not be started. " in done.stderr
    assert [sign for sign in ("::", "##[", TOKEN) if sign in done.stderr] == []
    assert len(share.pulls(issue)) == 1
    assert "on its way" in share.answer(issue)
    assert share.world.started == []


def credited(share: Share, login: str, name: str) -> str:
    """How the co-author of a proposal is called whose account calls itself `name`."""
    share.world.account(login).name = name
    issue = share.open(f"By {login}", author=login)
    share.run(issue)
    (line,) = [row for row in share.message(issue).split("\n") if row.startswith("Co-authored-by:")]
    (pull,) = share.pulls(issue)
    shown = line.removeprefix("Co-authored-by: ").partition(" <")[0]
    assert pull.body.startswith(f"[{shown}](https://github.com/{login}) ")
    return shown


def with_profile(share: Share) -> None:
    main = Repository(share.root)
    main.commit({"contributions/people/ana.md": "---\nname: Ana Example\nlogins: [ana]\n---\n"})
    main.git("push", "--quiet", "origin", "main")


def test_an_account_that_takes_a_colleagues_name_is_not_them(share: Share) -> None:
    with_profile(share)
    assert credited(share, "ana", "Ana Example") == "Ana Example"
    assert credited(share, "mallory", "Ána  EXAMPLE") == "mallory"
    assert credited(share, "bo", "Bo Sample") == "Bo Sample"


def test_in_public_only_the_account_counts(tmp_path: Path) -> None:
    with shared_hub(tmp_path, visibility="PUBLIC") as share:
        with_profile(share)
        assert credited(share, "ana", "Ana Example") == "Ana Example"
        assert credited(share, "mallory", "Cy Known") == "mallory"


def test_an_issue_that_moved_away_takes_its_proposal_along(share: Share) -> None:
    """Even where GitHub shows the issue in its new place when it is asked for."""
    issue = share.open()
    share.run(issue)
    (pull,) = share.pulls(issue)
    before = share.answer(issue)
    share.run(issue, "transferred")
    assert pull.state == "CLOSED"
    assert share.answer(issue) == before


ODD = (
    {},
    {"repository": []},
    {"repository": {"id": 1}},
    {"repository": {"id": 1, "isPrivate": "x", "issue": 5, "pullRequests": {"nodes": [None]}}},
)


@pytest.mark.parametrize("data", ODD, ids=range(len(ODD)))
def test_what_is_no_answer_of_githubs_is_said_so(share: Share, data: object) -> None:
    issue = share.open()
    share.github.fail(Fault(What.ODD, data=data))
    done = share.command(issue)
    assert done.returncode == 2
    assert done.stderr.startswith("What came is not an answer of GitHub's.")
    assert share.branches() == []


@pytest.mark.parametrize("kind", ["FORBIDDEN", "SURPRISE"])
def test_what_githubs_answer_says_is_no_command(share: Share, kind: str) -> None:
    issue = share.open()
    share.github.fail(Fault(What.ERROR, kind=kind, message="a\n::error::b ##[add-mask]c"))
    done = share.command(issue)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "##[" not in done.stderr
    assert not done.stderr.startswith("::")
    assert ("issues: write" in done.stderr) == (kind == "FORBIDDEN")
    assert "Discussions" not in done.stderr


@pytest.mark.parametrize("below", ["", "/api/v3"])
def test_a_workflow_is_started_on_a_companys_own_server_too(share: Share, below: str) -> None:
    given = ("acme/hub", "pull-request.yml", "share/issue-1", {"number": "1"})
    start_workflow(f"{share.github.api}{below}", TOKEN, *given)
    assert share.world.started == [{"ref": "share/issue-1", "inputs": {"number": "1"}}]
    (asked,) = share.github.log
    assert asked.path == f"{below}/repos/acme/hub/actions/workflows/pull-request.yml/dispatches"


def test_a_workflow_is_started_by_no_other_token_and_in_no_other_place(share: Share) -> None:
    given = ("share/issue-1", {"number": "1"})
    for token, file in (("ghp_anotherToken", "pull-request.yml"), (TOKEN, "../../../x")):
        with pytest.raises(GitHubError, match="actions: write"):
            start_workflow(share.github.api, token, "acme/hub", file, *given)
    with pytest.raises(AddressError):
        start_workflow("http://example.org", TOKEN, "acme/hub", "pull-request.yml", *given)
    assert share.world.started == []
    assert [one.path for one in share.github.log if "/../" in one.path] == []
    assert len(share.github.log) == 2
