"""`review` on real repositories, and `comment` against a GitHub on this machine, with recorded events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonplace.repository.review import ReviewedText, read_review
from tests.support.github import TOKEN, GitHub, What, serve_github
from tests.support.repository import Repository, write_files
from tests.support.reviewing import (
    SECRET,
    comment,
    event,
    following,
    forged,
    proposed,
    review_hub,
    review_world,
    reviewed,
    run,
)

FILES: dict[str, str | bytes] = {
    "docs/topics/on-call.md": "---\ntitle: On call\ncurators: [ada]\n---\nWords.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nlogins: [ada]\n---\n",
    "contributions/tips/old.md": "---\nauthors: [ada]\n---\n# Old\n\n[gone](gone.md)\n",
}
NEW = {
    "contributions/tips/$(touch evil) @all #1.md": "# A\n\n[gone](gone.md)\n",
    "contributions/war-stories/ours.md": (
        "---\ntopics: [on-call, '@everyone']\n---\n# <img src=x onerror=alert(1)> fixes #1\n\n[x](y.md)\n"
    ),
}


@pytest.fixture
def github() -> Iterator[GitHub]:
    with serve_github(review_world()) as served:
        yield served


@pytest.fixture
def hub(tmp_path: Path, github: GitHub) -> Repository:
    return review_hub(tmp_path / "hub", github.api, FILES)


def test_a_review_is_about_what_changed(hub: Repository, tmp_path: Path, github: GitHub) -> None:
    hub.switch("ours")
    hub.commit(
        {**NEW, "contributions/tips/leak.md": f"# L\n\nThe key is {SECRET} [here]({SECRET}.md).\n"}
    )
    out = reviewed(hub, tmp_path, proposed(github, hub.head()))
    data = (out / "review.json").read_bytes()
    assert SECRET.encode() not in data
    held = read_review(data)
    assert held.whole
    assert {finding.path for finding in held.findings} == {*NEW, "contributions/tips/leak.md"}
    folders = sorted(f"{path.rpartition('/')[0]}/" for path in (*NEW, "contributions/tips/leak.md"))
    assert sorted(text.path for text in held.texts) == folders
    assert {finding.code for finding in held.errors} >= {"leak-key"}
    assert not (hub.root / "evil").exists()
    local = run(hub, "review", "--base", "main")
    assert local.returncode == 1
    assert "Please mend this first" in local.stdout
    assert "A link here leads nowhere, so its words stand there without it." in local.stdout
    assert "“…”" not in local.stdout
    assert "old.md" not in local.stdout
    assert run(hub, "review", "--base", "nowhere").returncode == 2


def test_the_exit_code_is_that_of_a_check_of_everything(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    hub.switch("ours")
    hub.commit({"contributions/tips/fine.md": "# Fine\n\n[gone](gone.md)\n"})
    pull = proposed(github, hub.head())
    reviewed(hub, tmp_path, pull, codes=(0,))
    assert run(hub, "check").returncode == 0
    hub.switch("main")
    hub.commit({"contributions/tips/old.md": f"# Old\n\nThe key is {SECRET} today.\n"})
    hub.switch("others")
    hub.commit({"contributions/tips/fine.md": "# Fine\n\nWords.\n"})
    pull.head_ref_oid = hub.head()
    out = reviewed(hub, tmp_path, pull, "again", codes=(1,))
    assert run(hub, "check").returncode == 1
    assert read_review((out / "review.json").read_bytes()).findings == ()
    done = run(hub, "review", "--base", "main")
    assert done.returncode == 1
    assert "contributions/tips/old.md:3:12: leak-key error" in done.stderr
    told = following(pull, conclusion="failure")
    assert comment(hub, tmp_path, out, told).returncode == 0
    text = pull.comments[0].body
    assert "All is well with it: nothing needs to be changed." in text
    assert "For a curator: `contributions/tips/old.md`, line 3 (`leak-key`)." in text
    assert "could not be looked over" not in text


def test_names_and_topics_that_leak_are_in_no_data(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    hub.switch("ours")
    text = f"---\ntopics: [on-call, {SECRET}]\n---\n# Words\n\nWords.\n"
    hub.commit({f"contributions/tips/{SECRET}.md": text, "contributions/tips/b.md": text})
    out = reviewed(hub, tmp_path, proposed(github, hub.head()), codes=(1,))
    data = (out / "review.json").read_bytes()
    assert SECRET.encode() not in data
    tip = ReviewedText("contributions/tips/", ("on-call",))
    assert read_review(data).texts == (tip, tip)


def test_labels_that_no_longer_fit_are_taken_off_and_nobody_elses(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    world = github.world
    hub.switch("ours")
    hub.commit(NEW)
    pull = proposed(github, hub.head())
    out, where = reviewed(hub, tmp_path, pull), pull.repository
    bo, bot = world.account("bo"), world.account("github-actions")
    world.put_label(pull, world.new_label(where, "kind: tip"), bo)  # as the hub would, but theirs
    world.put_label(pull, world.new_label(where, "topic: not-the-hubs"), bot)
    world.put_label(pull, world.new_label(where, "urgent"), bo)
    assert comment(hub, tmp_path, out, following(pull)).returncode == 0
    theirs = ["kind: tip", "topic: not-the-hubs", "urgent"]
    ours = ["kind: war-story", "topic: on-call"]
    assert [one.name for one in pull.labels] == theirs + ours
    hub.switch("ours")
    hub.commit(dict.fromkeys(NEW) | {"contributions/articles/good.md": "# Good\n\nWords.\n"})
    pull.head_ref_oid = hub.head()
    out = reviewed(hub, tmp_path, pull, "again")
    for _ in range(2):
        assert comment(hub, tmp_path, out, following(pull)).returncode == 0
        assert [one.name for one in pull.labels] == [*theirs, "kind: article"]
    assert github.operations.count("TakeLabel") == 1


def test_annotations_stand_beside_the_lines(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    hub.switch("ours")
    hub.commit(NEW)
    pull = proposed(github, hub.head())
    told = {"pull_request": {"number": pull.number, "head": {"sha": pull.head_ref_oid}}}
    out = str(tmp_path / "out")
    done = run(hub, "review", "--base", "main", "--out", out, **event(tmp_path, told))
    lines = done.stdout.splitlines()
    assert len(lines) >= 2
    assert all(line.startswith(("::notice file=contributions/", "::error file=")) for line in lines)


def test_rules_that_are_missing_are_said_not_to_be_the_writers_fault(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    hub.switch("ours")
    hub.commit({**NEW, "checks/allowed.txt": None})
    out = reviewed(hub, tmp_path, proposed(github, hub.head()), codes=(2,))
    held = read_review((out / "review.json").read_bytes())
    assert not held.whole
    assert held.findings == ()


@pytest.mark.parametrize(
    "told",
    [
        {},
        [],
        {"pull_request": {"number": "$(x)", "head": {"sha": "a" * 40}}},
        {"pull_request": {"number": 0, "head": {"sha": "a" * 40}}},
        {"inputs": {"number": "7; evil"}},
        {"pull_request": [1]},
    ],
)
def test_an_event_about_nothing_makes_no_review(
    hub: Repository, tmp_path: Path, told: object
) -> None:
    out = tmp_path / "out"
    done = run(hub, "review", "--base", "main", "--out", str(out), **event(tmp_path, told))
    assert done.returncode == 2
    assert not out.exists()


def test_a_run_that_was_asked_for_names_the_number_itself(hub: Repository, tmp_path: Path) -> None:
    told = event(tmp_path, {"inputs": {"number": "12"}}) | {"GITHUB_SHA": hub.head()}
    done = run(hub, "review", "--base", "main", "--out", str(tmp_path / "out"), **told)
    assert done.returncode == 0, done.stderr
    held = read_review((tmp_path / "out/review.json").read_bytes())
    assert (held.number, held.head) == (12, hub.head())


def test_one_comment_and_labels_that_follow_the_text(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    hub.switch("ours")
    hub.commit(NEW)
    pull = proposed(github, hub.head())
    out = reviewed(hub, tmp_path, pull)
    for _ in range(2):
        done = comment(hub, tmp_path, out, following(pull))
        assert done.returncode == 0, done.stderr
    assert len(pull.comments) == 1
    text = pull.comments[0].body
    assert "Thank you for sharing these." in text
    assert "Please mend this first" in text
    assert "welcome" in text
    assert "Ada Example looks after “On call”" in text
    assert "https://github.com/acme/hub/actions/runs/4711#artifacts" in text
    shown = text.replace("`contributions/tips/$(touch evil) @all #1.md`", "").replace("\\<", "")
    for sign in ("@all", "@everyone", "<img", "](y.md"):
        assert sign not in shown
    assert [one.name for one in pull.labels] == ["kind: tip", "kind: war-story", "topic: on-call"]
    hub.switch("ours")
    hub.commit(dict.fromkeys(NEW) | {"contributions/tips/good.md": "# Good\n\nWords.\n"})
    pull.head_ref_oid = hub.head()
    out = reviewed(hub, tmp_path, pull, "again")
    assert comment(hub, tmp_path, out, following(pull)).returncode == 0
    assert len(pull.comments) == 1
    assert "All is well with it" in pull.comments[0].body
    assert "old.md" not in pull.comments[0].body


def test_who_has_given_something_is_not_welcomed_again(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    hub.switch("ours")
    hub.commit(NEW)
    pull = proposed(github, hub.head(), source="acme/hub", login="Ada")
    pull.author_association = "MEMBER"
    out = reviewed(hub, tmp_path, pull)
    assert comment(hub, tmp_path, out, following(pull)).returncode == 0
    assert "welcome" not in pull.comments[0].body


def test_a_review_that_names_somebody_elses_is_refused(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    victim = proposed(github, hub.head(), source="acme/hub")
    hub.switch("ours")
    hub.commit(NEW)
    pull = proposed(github, hub.head())
    out = reviewed(hub, tmp_path, pull)
    forged(out, number=victim.number)
    assert comment(hub, tmp_path, out, following(pull)).returncode == 1
    forged(out, number=victim.number, head=victim.head_ref_oid)
    assert comment(hub, tmp_path, out, following(pull)).returncode == 1
    forged(out, number=999, head=pull.head_ref_oid)
    assert comment(hub, tmp_path, out, following(pull)).returncode == 1
    assert (victim.comments, pull.comments, victim.labels) == ([], [], [])


def test_what_is_older_than_the_last_change_says_nothing(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    hub.switch("ours")
    hub.commit(NEW)
    pull = proposed(github, hub.head())
    out, told = reviewed(hub, tmp_path, pull), following(pull)
    pull.head_ref_oid = "b" * 40
    assert comment(hub, tmp_path, out, told).returncode == 0
    pull.head_ref_oid, pull.state = told["workflow_run"]["head_sha"], "CLOSED"
    assert comment(hub, tmp_path, out, told).returncode == 0
    assert pull.comments == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *((b"", 1), (b"[]", 1), (b"\xff\xfe", 1), (b"{}" * 600_000, 1), (None, 0), ("link", 1)),
        ("folder", 1),
    ],
)
def test_a_file_that_is_anything_says_nothing(
    hub: Repository, tmp_path: Path, github: GitHub, written: bytes | str | None, code: int
) -> None:
    pull = proposed(github, "a" * 40)
    out = tmp_path / "out"
    out.mkdir()
    if isinstance(written, bytes):
        (out / "review.json").write_bytes(written)
    elif written == "link":
        (tmp_path / "other").write_text("{}", "utf-8")
        (out / "review.json").symlink_to(tmp_path / "other")
    elif written == "folder":
        (out / "review.json").mkdir()
    done = comment(hub, tmp_path, out, following(pull))
    assert done.returncode == code, done.stderr
    assert pull.comments == []
    assert github.log == []


def test_a_check_that_did_not_start_is_said_until_it_did(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    hub.switch("ours")
    hub.commit({"contributions/tips/good.md": "# Good\n\nWords.\n"})
    pull = proposed(github, hub.head())
    others = [proposed(github, hub.head(), source="acme/hub"), proposed(github, "b" * 40)]
    for one in (pull, *others):
        one.head_ref_name = "$(evil)`;@all"
    told = following(pull, conclusion="failure", head_branch=pull.head_ref_name)
    for _ in range(2):
        done = comment(hub, tmp_path, tmp_path / "none", told)
        assert done.returncode == 0, done.stderr
    (only,) = pull.comments
    assert "the check itself could not be started. That is not your doing" in only.body
    assert (
        "open [the run](https://github.com/acme/hub/actions/runs/4711) and press “Re-run jobs”"
        in only.body
    )
    hub.switch("ours")
    out = reviewed(hub, tmp_path, pull)
    assert comment(hub, tmp_path, out, following(pull)).returncode == 0
    assert "All is well with it" in pull.comments[0].body
    assert [len(one.comments) for one in (pull, *others)] == [1, 0, 0]


@pytest.mark.parametrize(
    "more",
    [
        {"conclusion": "success"},
        {"conclusion": "action_required"},
        {"head_sha": "b" * 40},
        {"head_repository": {"full_name": "mallory/other"}},
        {"head_branch": "another"},
        {"head_branch": "a b"},
        {"head_branch": None},
    ],
)
def test_whose_check_did_not_start_is_never_guessed(
    hub: Repository, tmp_path: Path, github: GitHub, more: dict[str, Any]
) -> None:
    pull = proposed(github, "a" * 40)
    pull.head_ref_name = "mine"
    told = following(pull, **{"conclusion": "failure", "head_branch": "mine"} | more)
    assert comment(hub, tmp_path, tmp_path / "none", told).returncode == 0
    twin = proposed(github, "a" * 40)
    twin.head_ref_name = "mine"
    told = following(pull, conclusion="failure", head_branch="mine")
    assert comment(hub, tmp_path, tmp_path / "none", told).returncode == 0
    assert pull.comments == twin.comments == []


@pytest.mark.parametrize(
    "more",
    [
        {"event": "push"},
        {"event": "issues"},
        {"head_sha": "$(evil)"},
        {"head_repository": None},
        {"head_repository": {"full_name": "a/b\n@all"}},
        {"id": "4711; evil"},
    ],
)
def test_another_run_is_not_followed(
    hub: Repository, tmp_path: Path, github: GitHub, more: dict[str, Any]
) -> None:
    pull = proposed(github, "a" * 40)
    assert comment(hub, tmp_path, tmp_path, following(pull, **more)).returncode == 2
    assert github.log == []


def test_github_out_of_reach_is_said(hub: Repository, tmp_path: Path, github: GitHub) -> None:
    hub.switch("ours")
    hub.commit(NEW)
    pull = proposed(github, hub.head())
    out = reviewed(hub, tmp_path, pull)
    github.fail_always(What.REFUSED)
    assert comment(hub, tmp_path, out, following(pull)).returncode == 2
    assert comment(hub, tmp_path, out, following(pull), GITHUB_TOKEN="").returncode == 2
    assert pull.comments == []


def test_how_long_it_takes_comes_from_what_was_synced(
    hub: Repository, tmp_path: Path, github: GitHub
) -> None:
    world = github.world
    for _ in range(6):
        done = world.merge(world.repositories["acme/hub"], author="bo")
        world.wait(3 * 24 * 3600)
        done.merged_at = world.now
    assert run(hub, "sync", HUB_GITHUB_TOKEN=TOKEN).returncode == 0
    hub.switch("ours")
    hub.commit({"contributions/tips/good.md": "# Good\n\nWords.\n"})
    write_files(hub.root, {})
    pull = proposed(github, hub.head(), login="bo")
    out = reviewed(hub, tmp_path, pull)
    assert comment(hub, tmp_path, out, following(pull)).returncode == 0
    assert pull.comments[0].body.rstrip().endswith("That usually takes about 3 days.")
    assert "welcome" not in pull.comments[0].body
