"""Issues that mean harm, as GitHub records them, in a real repository: what is pushed, said, left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonplace.repository.proposal import bare_words
from scripts._issue_branch import PATH
from tests.support.github import TOKEN
from tests.support.github.records import Account, Issue
from tests.support.hub import run_command
from tests.support.issues import HOSTILE, Share, form_body, shared_hub
from tests.support.repository import Repository
from tests.support.site import built, gathered

ROWS: list[dict[str, Any]] = json.loads(HOSTILE.read_text("utf-8"))
TRAILER = re.compile(r"[A-Z][A-Za-z-]+: \S.*")
CLOSING = re.compile(
    r"(?i)\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b[\s:]*(?:[\w./-]*#|gh-|https?:)"
)


def named(name: str) -> dict[str, Any]:
    return next(row for row in ROWS if row["name"] == name)


def some(expect: str) -> list[str]:
    return [row["name"] for row in ROWS if row["expect"] == expect]


def test_there_are_rows_of_every_kind() -> None:
    assert len(ROWS) > 60
    assert len({row["name"] for row in ROWS}) == len(ROWS)
    assert [len(some(expect)) > 3 for expect in ("proposed", "leak", "wrong")] == [True] * 3


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Share]:
    with shared_hub(tmp_path_factory.mktemp("hostile")) as made:
        yield made


def opened(share: Share, row: dict[str, Any]) -> Issue:
    """The issue of a row, on GitHub."""
    if "body" in row:
        body = row["body"]
    else:
        answers = dict(row["answers"])
        if "pad" in row:
            pad = row["pad"]
            answers[pad["field"]] += pad["with"] * pad["times"]
        body = form_body(row["kind"], newline=row.get("newline", "\n"), **answers)
        spare = len(body) - 65_536
        if spare > 0:
            body = body.replace(answers["text"], answers["text"][:-spare])
        assert len(body) <= 65_536
    leak = "".join(row.get("leak", []))
    title, body = row["title"].replace("LEAK", leak), body.replace("LEAK", leak)
    who = row.get("author", {"login": "ana", "name": "Ana Example"})
    if who is not None:
        account: Account = share.world.account(who["login"], who.get("type", "User"))
        account.name = who["name"]
    labels = tuple(row.get("labels", ["share"]))
    return share.open(title, body, author=who["login"] if who else None, labels=labels)


def nothing_happened(share: Share, before: list[str], issue: Issue) -> None:
    """No branch, no proposal, nothing written, nobody's command run."""
    assert share.branches() == before
    assert share.pulls(issue) == []


def objects(share: Share) -> set[str]:
    """Everything that the remote and the clone hold: a leak must not lie in a loose object either."""
    listing = ("cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
    found = set(share.git(*listing).split()) | set(Repository(share.root).git(*listing).split())
    assert found
    return found


def calm(share: Share, text: str, row: dict[str, Any]) -> None:
    """What the hub says calls nobody, closes nothing, and repeats nothing that was typed."""
    assert re.search(r"@\w|#\w(?<!#\d)|\bwww\.", text) is None
    assert CLOSING.search(text) is None
    assert "<!--" not in text
    assert TOKEN not in text
    assert "PWNED" not in text
    assert "".join(row.get("leak", ["never said"])) not in text
    assert "Quast" not in text


def around(share: Share) -> set[Path]:
    """Every file beside the hub's texts and what Python and the hub keep for themselves."""
    kept = {".git", ".cache", "__pycache__", "contributions", "site"}
    every = (*share.root.rglob("*"), *share.root.parent.glob("*"))
    return {path for path in every if not kept & set(path.parts) and path.suffix != ".json"}


@pytest.fixture(autouse=True)
def untouched(share: Share) -> Iterator[None]:
    """Main, the work tree and everything around stay as they were."""
    main, files = share.git("rev-parse", "main"), around(share)
    yield
    assert share.git("rev-parse", "main") == main
    assert around(share) == files
    assert list(share.root.parent.rglob("PWNED*")) == []
    everything = share.git("for-each-ref", "--format=%(refname)").split()
    assert all(re.fullmatch(r"refs/heads/(?:main|share/issue-\d+)", ref) for ref in everything)


@pytest.mark.parametrize("name", some("proposed"))
def test_what_can_be_proposed_is(share: Share, name: str) -> None:
    row = named(name)
    issue = opened(share, row)
    share.run(issue)
    answer = share.answer(issue)
    assert "on its way" in answer, answer
    calm(share, answer, row)
    (path,) = share.changed(issue)
    assert PATH.fullmatch(path)
    folder = "war-stories" if row.get("kind") == "war-story" else "tips"
    assert path.startswith(f"contributions/{folder}/")
    assert share.git("ls-tree", f"share/issue-{issue.number}", "--", path).startswith("100644 blob")

    who, committer, *message = share.message(issue).rstrip("\n").split("\n")
    bot = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>"
    assert [who, committer] == [bot, bot]
    said = [line for line in message if line]
    assert said[1] == f"Written in issue #{issue.number}."
    assert all(TRAILER.fullmatch(line) for line in said[2:])
    author = row.get("author", {"login": "ana", "name": "Ana Example"})
    thanks = [line for line in said if line.lower().startswith("co-authored-by")]
    if author is None or author.get("type") == "Bot":
        assert thanks == []
    else:
        number = share.world.account(author["login"]).database_id
        shown = bare_words(author["name"]) or author["login"]
        address = f"<{number}+{author['login']}@users.noreply.github.com>"
        assert thanks == [f"Co-authored-by: {shown} {address}"]
        assert re.fullmatch(r"[^<>@\n]+", shown)
    assert [line.partition(":")[0] for line in said[2:5]] == ["Hub-Issue", "Hub-Path", "Hub-Id"]
    assert len(said) == 5 + len(thanks)

    (pull,) = share.pulls(issue)
    assert re.search(r"[@#\[\]<>`*\n\r]", pull.title.removesuffix(f"#{issue.number}")) is None
    assert CLOSING.search(pull.title) is None
    assert CLOSING.findall(pull.body) == ["Closes #"]
    assert f"Closes #{issue.number}" in pull.body
    assert "@" not in pull.body
    for text in (pull.title, pull.body, *message):
        assert "\u202e" not in text
        assert text.isprintable() or "\n" in text or "\u200d" in text or "\U000e0067" in text
        assert "PWNED" not in text or row["title"].find("PWNED") >= 0
        assert row.get("hidden", "Wilhelmina") not in text
    assert row.get("hidden", "Wilhelmina") not in "".join(share.changed(issue).values()) + path

    share.run(issue, "edited")
    assert share.git("rev-list", "--count", f"main..share/issue-{issue.number}").strip() == "1"


def test_all_that_is_proposed_is_read_checked_and_built(share: Share) -> None:
    paths = {}
    for name in some("proposed"):
        issue = opened(share, named(name))
        share.run(issue)
        (path,) = share.take_over(issue)
        mark = re.search(r"(?m)^Hub-Id: (\w+)$", share.message(issue))
        assert mark
        paths[path] = (name, mark[1])
    texts = {one.source: one for one in gathered(share.root).hub.contributions.values()}
    assert len(paths) > 40
    for path, (name, ident) in paths.items():
        one = texts[path]
        assert (one.id, one.status.value, one.superseded_by) == (ident, "published", None), name
        assert (one.audience.value, len(one.title) <= 200) == ("internal", True), name
    done = run_command(share.root, "check", "--format", "json", *paths)
    assert "Traceback" not in done.stdout + done.stderr
    assert [row for row in json.loads(done.stdout) if row["severity"] == "error"] == []
    assert done.returncode == 0
    site = built(share.root)
    assert all(site.has(texts[path].address) for path in paths)


@pytest.mark.parametrize("name", some("leak"))
def test_nothing_of_an_issue_with_a_leak_goes_anywhere(share: Share, name: str) -> None:
    row, before, held = named(name), share.branches(), objects(share)
    asked = len(share.github.log)
    issue = opened(share, row)
    share.run(issue)
    nothing_happened(share, before, issue)
    answer = share.answer(issue)
    assert "edit this issue now" in answer
    assert f"“{row['says']}”" in answer or row["says"] in answer
    calm(share, answer, row)
    leak = "".join(row["leak"])
    sent = json.dumps([dict(one.variables) for one in share.github.log[asked:]])
    assert leak not in sent + share.said
    assert objects(share) == held


@pytest.mark.parametrize("name", some("wrong"))
def test_what_is_wrong_is_said_and_nothing_more(share: Share, name: str) -> None:
    row, before = named(name), share.branches()
    issue = opened(share, row)
    share.run(issue)
    nothing_happened(share, before, issue)
    answer = share.answer(issue)
    assert "please mend this" in answer
    assert row.get("says", "- ") in answer
    calm(share, answer, row)


def test_what_is_no_form_is_left_alone(share: Share) -> None:
    row, before = named("no form and no label"), share.branches()
    issue = opened(share, row)
    assert "none that was written with a form" in share.run(issue)
    nothing_happened(share, before, issue)
    assert issue.comments == []
