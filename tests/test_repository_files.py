"""What GitHub reads in the repository: who is asked to look, what people are told, whose files those are."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from commonplace.readers.people import read_people
from commonplace.repository.files import MARK, WRITERS, repository_files
from commonplace.repository.ground import Ground, accounts_in
from commonplace.repository.owners import PATH as OWNERS
from commonplace.repository.request import PATH as TEMPLATE
from tests.support.hub import ROOT, run_command
from tests.support.repository import Repository, write_files
from tests.support.shipped import needs_samples
from tests.support.site import gathered, start_hub

FILES: dict[str, str | bytes] = {
    "docs/topics/on-call.md": "---\ncurators: [ada, bo, cy, Dee Example]\n---\nWords.\n",
    "docs/topics/calm.md": "---\ncurators: [cy]\n---\nWords.\n",
    "docs/topics/nobody's #1.md": "---\ncurators: [bo]\n---\nWords.\n",
    "docs/paths/first.md": "---\ncurators: [ada]\n---\nWords.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nlogins: [Ada-On-GitHub, other]\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Example\nlogins: ['@bo-x']\n---\n",
    "contributions/people/cy.md": "---\nname: Cy E\nvisibility: unnamed\nlogins: [cy-secret]\n---\n",
    "contributions/people/dee.md": "---\nname: Dee Example\nlogins: ['evil @all']\n---\n",
    "checks/must-not-discuss.txt": "Project Hushhush\n",
}


@pytest.fixture
def hub(tmp_path: Path) -> Repository:
    return start_hub(tmp_path / "hub", FILES, settings="repo_url: https://github.com/acme/hub\n")


def run(hub: Repository, *words: str) -> subprocess.CompletedProcess[str]:
    done = run_command(hub.root, *words)
    assert "Traceback" not in done.stderr
    return done


def made(root: Path) -> dict[str, str]:
    return repository_files(Ground(gathered(root).hub, accounts_in(read_people(root)[0])))


def rules(text: str) -> dict[str, list[str]]:
    """The patterns of a CODEOWNERS with their owners, read as GitHub reads them."""
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            pattern, *owners = line.replace("\\ ", "\0").split()
            found[pattern.replace("\0", " ")] = owners
    return found


def test_owners_are_those_who_look_after_something_and_may_be_named(hub: Repository) -> None:
    text = made(hub.root)[OWNERS]
    assert rules(text) == {
        "/contributions/": ["@bo-x", "@Ada-On-GitHub"],
        "/checks/": ["@bo-x", "@Ada-On-GitHub"],
        "/docs/paths/first.md": ["@Ada-On-GitHub"],
        "/docs/topics/nobody's \\#1.md": ["@bo-x"],
        "/docs/topics/on-call.md": ["@Ada-On-GitHub", "@bo-x"],
    }
    assert "cy" not in text
    assert "evil" not in text
    assert MARK in text


def test_without_anybody_there_is_no_such_file(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", {"docs/topics/a.md": "---\ncurators: [x]\n---\nA.\n"})
    assert OWNERS not in made(hub.root)
    assert TEMPLATE in made(hub.root)


def test_the_template_says_what_matters_and_no_word_of_the_list(hub: Repository) -> None:
    text = made(hub.root)[TEMPLATE]
    assert "guidelines.md" in text
    assert "patient" in text
    assert "Hushhush" not in text
    assert len(text) < 2000
    for word in ("branch", "commit", "fork", "YAML", "pull request"):
        assert word not in text.split("-->")[1]
    assert len(WRITERS) >= 2


def test_it_writes_what_is_missing_and_then_nothing(hub: Repository) -> None:
    assert run(hub, "repository", "--check").returncode == 1
    assert not (hub.root / OWNERS).exists()
    assert "doctor-repository" not in run(hub, "doctor").stdout  # nobody has asked for them yet
    done = run(hub, "repository")
    assert (done.returncode, done.stdout.count("written")) == (0, len(made(hub.root)))
    assert (hub.root / OWNERS).read_text("utf-8") == made(hub.root)[OWNERS]
    assert run(hub, "repository", "--check").returncode == 0
    write_files(hub.root, {"docs/topics/on-call.md": "---\ncurators: [ada]\n---\nWords.\n"})
    doctor = run(hub, "doctor")
    assert "doctor-repository" in doctor.stdout
    assert doctor.returncode == 0
    assert run(hub, "repository", "--check").returncode == 1
    assert run(hub, "repository").returncode == 0
    assert run(hub, "repository", "--check").returncode == 0


def test_what_a_person_wrote_stays(hub: Repository) -> None:
    write_files(hub.root, {OWNERS: "* @acme/everybody\n", ".github/FUNDING.yml": "x: y\n"})
    done = run(hub, "repository")
    assert done.returncode == 0
    assert f"left as it is, since somebody wrote it by hand: {OWNERS}" in done.stdout
    assert (hub.root / OWNERS).read_text("utf-8") == "* @acme/everybody\n"
    assert run(hub, "repository", "--check").returncode == 0
    assert (hub.root / ".github/FUNDING.yml").exists()


def test_what_is_made_no_more_goes(hub: Repository) -> None:
    assert run(hub, "repository").returncode == 0
    gone = {
        path: str(content).replace("curators", "formerly")
        for path, content in FILES.items()
        if path.startswith("docs/")
    }
    write_files(hub.root, gone)
    assert f"made no more: {OWNERS}" in run(hub, "repository", "--check").stdout
    done = run(hub, "repository")
    assert f"removed: {OWNERS}" in done.stdout
    assert "GitHub asks nobody" in done.stderr, "and how to mend it"
    assert not (hub.root / OWNERS).exists()
    assert (hub.root / TEMPLATE).exists()


def test_a_link_is_not_written_through(hub: Repository, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (hub.root / ".github").symlink_to(elsewhere, target_is_directory=True)
    done = run(hub, "repository")
    assert done.returncode == 2
    assert "link" in done.stderr
    assert list(elsewhere.iterdir()) == []


@needs_samples
def test_those_of_the_sample_are_up_to_date() -> None:
    for path, text in made(ROOT).items():
        assert (ROOT / path).read_text("utf-8") == text, "scripts/hub repository writes it"
