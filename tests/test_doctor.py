"""`doctor` names what is unsure: settings left out, people merged by name alone, a shallow clone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.hub import hide_product, make_hub, run_command
from tests.support.repository import Repository, write_files

TEXT = "# A tip\n\nSay it out loud.\n"


def codes(root: Path) -> list[str]:
    done = run_command(root, "doctor", "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    return [one["code"] for one in json.loads(done.stdout)]


def test_a_hub_without_addresses_is_told_so(tmp_path: Path) -> None:
    root = make_hub(tmp_path / "hub", {"contributions/tips/a.md": TEXT})
    found = codes(root)
    assert {"doctor-no-site-url", "doctor-no-repo-url", "doctor-as-of"} <= set(found)


def test_a_hub_with_everything_set_is_well(tmp_path: Path) -> None:
    settings = (
        "site_url: https://hub.example.org/\nrepo_url: https://github.com/example/hub\n"
        "extra: {hub: {as_of: null}}\n"
    )
    root = make_hub(tmp_path / "hub", {"contributions/tips/a.md": TEXT}, settings=settings)
    done = run_command(root, "doctor")
    assert done.returncode == 0
    assert "1 contribution, 1 person, 0 topics; history: " in done.stdout
    assert codes(root) == []


def test_another_server_than_the_one_named(tmp_path: Path) -> None:
    settings = "repo_url: https://git.example.org/a/b\n"
    root = make_hub(tmp_path / "hub", {"contributions/tips/a.md": TEXT}, settings=settings)
    assert "doctor-other-host" in codes(root)


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    root = make_hub(tmp_path / "hub", {}, git=False)
    repository = Repository.create(root)
    hide_product(root)
    for number, author in enumerate(
        (
            "Ada Example <ada@example.org>",
            "Ada Example <ada@home.example>",
            "Bo Bergström <bo@example.org>",
            "Bo Bergstrom <bo@other.example>",
            "release-bot <release@example.org>",
        )
    ):
        repository.commit({f"contributions/tips/t{number}.md": TEXT}, author=author)
    return root


def test_people_who_may_be_one_or_two_or_none(crowd: Path) -> None:
    found = codes(crowd)
    for code in ("doctor-merged", "doctor-possible-bot"):
        assert code in found
    said = run_command(crowd, "doctor").stdout
    assert "“Bo Bergström (bo-bergstrom)” and “Bo Bergstrom (bo-bergstrom-2)”" in said
    assert "@" not in said.replace("@2x", "")


def test_a_shallow_clone_is_named_with_its_remedy(crowd: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    Repository(crowd).git("clone", "--quiet", "--depth=1", crowd.as_uri(), str(shallow))
    make_hub(shallow, {}, git=False)
    done = run_command(shallow, "doctor")
    assert "history-shallow" in done.stdout
    assert "fetch-depth: 0" in done.stdout


def test_wrong_usage_is_told_in_words(tmp_path: Path) -> None:
    root = make_hub(tmp_path / "hub", {"contributions/tips/a.md": TEXT}, git=False)
    assert run_command(root, "doctor", "--format", "nonsense").returncode == 2
    write_files(root, {"mkdocs.yml": "site_name: [\n"})
    done = run_command(root, "doctor")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
