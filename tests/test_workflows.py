"""The workflows: what they may do, what they run, and which actions by which digests.

These are the project's own rules. What zizmor, check-jsonschema and shellcheck say stands in
test_workflows_by_tools.py.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping

import pytest

from scripts._issue_proposal import _LOOK
from scripts._launcher import commands
from tests.support.hub import ROOT
from tests.support.workflows import EXCEPTIONS, NAMES, jobs, read, steps, text

LIST = ROOT / "docs" / "develop" / "actions.md"
_ROW = re.compile(r"^\| ([\w.-]+/[\w.-]+) \| (v[\d.]+) \| ([0-9a-f]{40}) \|$", re.MULTILINE)
_USES = re.compile(r"^\s*(?:- )?uses: (\S+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", re.MULTILINE)
_OUTSIDE = ("pull_request_target", "workflow_run")


def listed() -> Mapping[str, tuple[str, str]]:
    return {
        action: (version, digest)
        for action, version, digest in _ROW.findall(LIST.read_text("utf-8"))
    }


def test_they_are_here() -> None:
    assert {"pull-request.yml", "comment.yml", "publish.yml"} <= set(NAMES)
    assert len(listed()) >= 8


@pytest.mark.parametrize("name", NAMES)
def test_nobody_may_do_more_than_they_need(name: str) -> None:
    workflow = read(name)
    assert workflow["permissions"] == {}
    for job_name, job in jobs(name):
        permissions = job["permissions"]
        assert isinstance(permissions, dict), job_name
        for scope, right in permissions.items():
            assert right in ("read", "write")
            line = rf"^ +{scope}: {right}( # \w.*)?$"
            found = re.findall(line, text(name), re.MULTILINE)
            assert found
            assert (scope, right) == ("contents", "read") or all(found), f"{scope} without a reason"


WRITES = {
    "comment.yml": {"comment": {"pull-requests"}},
    "issue.yml": {"propose": {"actions", "contents", "issues", "pull-requests"}},
    "publish.yml": {"talk": {"discussions"}, "deploy": {"pages", "id-token"}},
}


@pytest.mark.parametrize("name", NAMES)
def test_few_may_write_and_never_where_somebody_elses_files_are(name: str) -> None:
    writing = {
        job_name: scopes
        for job_name, job in jobs(name)
        if (scopes := {scope for scope, right in job["permissions"].items() if right == "write"})
    }
    assert writing == WRITES.get(name, {})
    assert "secrets." not in text(name)
    if "pull_request" in read(name)["on"]:
        assert "github.token" not in text(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_job_is_named_bounded_and_pinned_to_a_machine(name: str) -> None:
    workflow = read(name)
    assert workflow["name"]
    concurrency = workflow["concurrency"]
    assert concurrency["group"]
    assert isinstance(concurrency["cancel-in-progress"], bool)
    for job_name, job in jobs(name):
        assert job["name"], job_name
        assert job["runs-on"] == "ubuntu-24.04"
        assert 1 <= job["timeout-minutes"] <= 60
        assert not {"container", "services", "uses", "secrets"} & job.keys()
    for step in steps(name):
        assert step["name"]


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_a_digest_of_the_list(name: str) -> None:
    known = listed()
    used = _USES.findall(text(name))
    assert len(used) == text(name).count("uses:") > 0
    for action, digest, version in used:
        whole = "/".join(action.split("/")[:2])
        assert known.get(whole) == (version, digest), action


@pytest.mark.parametrize("name", NAMES)
def test_a_checkout_keeps_no_token(name: str) -> None:
    checkouts = [step for step in steps(name) if "actions/checkout@" in step.get("uses", "")]
    assert checkouts
    for step in checkouts:
        assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", NAMES)
def test_a_step_runs_one_command_of_the_hub(name: str) -> None:
    known = commands(ROOT / "scripts")
    runs = [step for step in steps(name) if "run" in step]
    assert runs
    for step in runs:
        line = step["run"]
        assert "${{" not in line
        assert "\n" not in line.strip()
        assert not re.search(r"[;&|<>`]|\$\(", line)
        words = shlex.split(line)
        assert words[0] == "scripts/hub"
        assert words[1] in known
        assert re.sub(r'"\$\w+(?:/\w+)?"', "", line).count("$") == 0, "a variable without quotes"
        assert "shell" not in step
        for variable in re.findall(r"\$(\w+)", line):
            given = {**read(name).get("env", {}), **step.get("env", {})}
            above = [job.get("env", {}) for _, job in jobs(name)]
            assert (
                variable == "RUNNER_TEMP"
                or variable in given
                or any(variable in one for one in above)
            )


@pytest.mark.parametrize("name", NAMES)
def test_a_command_knows_the_options_that_it_is_given(name: str) -> None:
    for step in steps(name):
        if "run" not in step:
            continue
        words = shlex.split(step["run"])
        script = (ROOT / "scripts" / f"{words[1]}.py").read_text("utf-8")
        for option in (word for word in words[2:] if word.startswith("--")):
            assert f'"{option}"' in script, f"{words[1]} has no {option}"


@pytest.mark.parametrize("name", NAMES)
def test_strangers_start_nothing_that_has_rights(name: str) -> None:
    ignored = set(re.findall(r"zizmor: ignore\[([\w,-]+)\]", text(name)))
    assert {(name, rule) for rule in ignored} <= EXCEPTIONS
    dangerous = [trigger for trigger in read(name)["on"] if trigger in _OUTSIDE]
    if not dangerous:
        return
    assert dangerous == ["workflow_run"]
    assert re.search(r"workflow_run: # zizmor: ignore\[dangerous-triggers\] \w+", text(name))
    for step in steps(name):
        if "actions/checkout@" in step.get("uses", ""):
            assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}"
        assert "head_sha" not in str(step)
        assert "head_branch" not in str(step)
        if "download-artifact@" in step.get("uses", ""):
            assert step["with"]["path"].startswith("${{ runner.temp }}/")


@pytest.mark.parametrize("name", NAMES)
def test_a_cache_that_publishes_is_written_by_the_publisher_alone(name: str) -> None:
    used = [step["uses"].split("@")[0] for step in steps(name) if "uses" in step]
    caches = [action for action in used if action.startswith("actions/cache")]
    assert all(action == "actions/cache/restore" for action in caches) or name == "publish.yml"


def test_a_company_runs_one_look_at_everything_and_a_strict_build_alone() -> None:
    ran = [shlex.split(step["run"])[1:] for step in steps("pull-request.yml") if "run" in step]
    assert [words[0] for words in ran] == ["review", "preview", "build"]
    assert ran[-1] == ["build", "--strict"]
    for name in set(NAMES) - {"product.yml"}:
        assert "scripts/hub test" not in text(name)


def test_the_comment_follows_the_workflow_by_its_name() -> None:
    assert read("comment.yml")["on"]["workflow_run"]["workflows"] == [
        read("pull-request.yml")["name"]
    ]


def test_the_workflow_that_an_issue_starts_takes_what_it_is_given() -> None:
    dispatched = read(_LOOK)["on"]["workflow_dispatch"]["inputs"]
    assert {name for name, one in dispatched.items() if one["required"]} == set(dispatched)
    assert set(dispatched) == {"number"}  # as tests/test_issue_attacks.py sees it sent
    assert read("issue.yml")["jobs"]["propose"]["permissions"]["actions"] == "write"


def test_what_leaks_is_kept_in_no_artifact() -> None:
    look = read("pull-request.yml")["jobs"]["look"]["steps"]
    (check,) = [step for step in look if step.get("run", "").startswith("scripts/hub review ")]
    (site,) = [step for step in look if step.get("with", {}).get("path") == "site"]
    assert f"steps.{check['id']}.outcome == 'success'" in site["if"]


def test_what_has_to_be_mended_ends_a_run_badly_and_is_told_all_the_same() -> None:
    """`review` ends with 1 then: what follows runs in spite of that, and nothing takes its verdict back."""
    look = read("pull-request.yml")["jobs"]["look"]
    at = next(n for n, step in enumerate(look["steps"]) if step.get("id") == "review")
    assert not {"continue-on-error", "if"} & look["steps"][at].keys()
    assert "continue-on-error" not in look
    after = look["steps"][at + 1 :]
    assert len(after) == 5
    assert all(step["if"].startswith("${{ !cancelled()") for step in after)
    assert {"review", "site"} <= {step["with"].get("name") for step in after if "with" in step}


def test_publishing_is_guarded_before_anything_else() -> None:
    build = read("publish.yml")["jobs"]["build"]
    ran = [shlex.split(step["run"])[1] for step in build["steps"] if "run" in step]
    assert ran == ["publishable", "sync", "build", "verify"]
    guard = next(step for step in build["steps"] if "publishable" in step.get("run", ""))
    assert not {"continue-on-error", "if"} & guard.keys()
    deploy = read("publish.yml")["jobs"]["deploy"]
    assert deploy["needs"] == "build"
    assert "needs.build.result == 'success'" in deploy["if"], (
        "a build that failed publishes nothing"
    )
    triggers = {"push", "schedule", "discussion", "discussion_comment", "workflow_dispatch"}
    assert set(read("publish.yml")["on"]) == triggers


def test_new_texts_get_their_discussion_and_the_site_waits_for_nothing_else() -> None:
    """A job that is skipped skips what needs it, and what needs that, unless they say otherwise."""
    talk = read("publish.yml")["jobs"]["talk"]
    assert [step["run"] for step in talk["steps"] if "run" in step] == ["scripts/hub giscus keep"]
    assert talk["continue-on-error"] is True
    build = read("publish.yml")["jobs"]["build"]
    assert (build["needs"], build["if"]) == ("talk", "${{ !cancelled() }}")
