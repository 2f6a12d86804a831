"""What zizmor, check-jsonschema and shellcheck say of the files that GitHub and a shell read.

Each of them is shown something bad, too: a program that finds nothing anywhere would pass unseen.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.shipped import ROOT, needs_samples, product_files
from tests.support.workflow_tools import absent, check_schema, shellcheck, zizmor
from tests.support.workflows import EXCEPTIONS, FILES, NAMES, steps

GITHUB = ROOT / ".github"

# The first pattern that fits a file in .github decides.
SCHEMAS = {
    "workflows/*.y*ml": ("vendor.github-workflows", "custom.github-workflows-require-timeout"),
    "ISSUE_TEMPLATE/config.y*ml": ("vendor.github-issue-config",),
    "ISSUE_TEMPLATE/*.y*ml": ("vendor.github-issue-forms",),
    "DISCUSSION_TEMPLATE/*.y*ml": ("vendor.github-discussion",),
    "actions/*/action.y*ml": ("vendor.github-actions",),
    "dependabot.y*ml": ("vendor.dependabot",),
}
NOT_YAML = {"CODEOWNERS", "pull_request_template.md"}

BAD_WORKFLOW = """\
name: Bad
on: pull_request_target
jobs:
  bad:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo ${{ github.event.pull_request.title }}
"""


def schemas_for(path: Path) -> tuple[str, ...]:
    """The schemas that a file in .github has to keep to."""
    inside = path.relative_to(GITHUB)
    return next((found for pattern, found in SCHEMAS.items() if inside.match(pattern)), ())


def clean(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    clean(zizmor(*FILES))


def test_zizmor_is_told_to_overlook_one_thing_alone() -> None:
    done = zizmor("--no-ignores", "--format=json", *FILES)
    found = {
        (Path(place["symbolic"]["key"]["Local"]["verbatim_path"]).name, finding["ident"])
        for finding in json.loads(done.stdout)
        for place in finding["locations"]
    }
    assert found == EXCEPTIONS
    assert len(EXCEPTIONS) <= 1


def test_zizmor_sees_what_is_dangerous(tmp_path: Path) -> None:
    bad = tmp_path / ".github" / "workflows" / "bad.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text(BAD_WORKFLOW, "utf-8")
    (tmp_path / ".github" / "zizmor.yml").write_text("rules: {unpinned-uses: {disable: true}}\n")
    done = zizmor(bad)
    assert done.returncode != 0
    for audit in ("dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"):
        assert audit in done.stdout


def test_every_file_in_github_is_of_a_kind_that_is_known() -> None:
    files = product_files(sorted(path for path in GITHUB.rglob("*") if path.is_file()))
    assert set(FILES) <= set(files)
    unknown = [path for path in files if not schemas_for(path) and path.name not in NOT_YAML]
    assert not unknown


@pytest.mark.parametrize("schema", sorted({name for names in SCHEMAS.values() for name in names}))
def test_every_file_in_github_keeps_to_its_schema(schema: str) -> None:
    files = product_files(sorted(path for path in GITHUB.rglob("*.y*ml") if path.is_file()))
    assert files
    held = [path for path in files if schema in schemas_for(path)]
    assert held or schema not in SCHEMAS["workflows/*.y*ml"]
    if held:
        clean(check_schema(schema, *held))


@needs_samples
def test_the_forms_are_among_them() -> None:
    forms = [path.stem for path in (GITHUB / "ISSUE_TEMPLATE").iterdir() if schemas_for(path)]
    assert {"article", "config", "link", "suggestion", "tip", "war-story"} <= set(forms)


@pytest.mark.parametrize(
    ("schema", "content"),
    [
        ("vendor.github-workflows", BAD_WORKFLOW.replace("runs-on", "run-on")),
        ("custom.github-workflows-require-timeout", BAD_WORKFLOW),
        ("vendor.github-issue-forms", "name: No body\ndescription: None at all\n"),
        ("vendor.github-issue-config", "blank_issues_enabled: perhaps\n"),
        ("vendor.github-discussion", "title: No body\n"),
        ("vendor.github-actions", "name: Runs nothing\n"),
        ("vendor.dependabot", "version: 2\nupdates: [{package-ecosystem: pip}]\n"),
    ],
)
def test_each_schema_refuses_what_breaks_it(schema: str, content: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text(content, "utf-8")
    done = check_schema(schema, bad)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "bad.yml" in done.stdout


def test_shellcheck_finds_nothing_in_what_a_workflow_runs(tmp_path: Path) -> None:
    """Each step by itself, as GitHub gives it to a shell."""
    scripts = []
    for name in NAMES:
        for number, step in enumerate(steps(name)):
            if "run" in step:
                script = tmp_path / f"{name}-{number}.sh"
                script.write_text(f"#!/bin/bash\nset -e -o pipefail\n{step['run']}\n", "utf-8")
                scripts.append(script)
    assert len(scripts) >= 8
    clean(shellcheck(*scripts))


def test_shellcheck_finds_nothing_in_scripts_of_the_product() -> None:
    listed = subprocess.run(
        ["git", "grep", "-lIE", r"^#! ?/.*\b(ba|da|k)?sh$", "--", ":!tests", ":!docs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    scripts = {ROOT / ".ci" / "run", *product_files(ROOT / line for line in listed.stdout.split())}
    clean(shellcheck(*sorted(scripts)))


def test_shellcheck_sees_what_is_careless(tmp_path: Path) -> None:
    bad = tmp_path / "bad.sh"
    bad.write_text('#!/bin/bash\nrm -r $1\necho "$(ls)"\n', "utf-8")
    done = shellcheck(bad)
    assert done.returncode == 1
    assert "SC2086" in done.stdout


@pytest.mark.parametrize("program", ["zizmor", "check-jsonschema", "shellcheck"])
def test_a_missing_program_fails_in_ci_and_is_loud_elsewhere(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = f"NOTHING WAS LOOKED OVER: there is no {program} here"
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=told):
        absent(program)
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match=told):
        absent(program)
