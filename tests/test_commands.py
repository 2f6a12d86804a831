"""The commands check, new and doctor: what they say, where, and how they end."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from commonplace.model.kinds import KINDS
from commonplace.reports.doctor import examine
from tests.support.hub import run_command
from tests.support.repository import Repository, write_files
from tests.support.site import codes, contribution, gathered, start_hub

GOOD = {"contributions/tips/good.md": "# Good\n\nAll is well.\n"}
ADVICE = {"contributions/tips/advice.md": "# Advice\n\n[gone](gone.md)\n"}
BROKEN = {"contributions/tips/broken.md": "---\ntitle: one: two\n---\nText.\n"}


@pytest.fixture
def hub(tmp_path: Path) -> Repository:
    return start_hub(tmp_path / "hub", GOOD)


def run(
    hub: Repository, command: str, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = run_command(hub.root, command, *arguments, **environment)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_check_ends_with_1_for_errors_alone(hub: Repository) -> None:
    assert run(hub, "check").returncode == 0
    write_files(hub.root, ADVICE)
    done = run(hub, "check")
    assert done.returncode == 0
    assert "contributions/tips/advice.md:3:8: link-dead advice" in done.stdout
    write_files(hub.root, BROKEN)
    done = run(hub, "check")
    assert done.returncode == 1
    assert "contributions/tips/broken.md:2:" in done.stdout
    assert run(hub, "build").returncode == 0
    assert run(hub, "build", "--strict").returncode == 1


def test_check_looks_at_what_is_named(hub: Repository) -> None:
    write_files(
        hub.root, {**ADVICE, **BROKEN, "contributions/links/other.md": "# Other\n\n[x](y.md)\n"}
    )
    done = run(hub, "check", "contributions/tips/advice.md", "contributions/links")
    assert done.returncode == 0
    assert {line.split(":")[0] for line in done.stdout.splitlines() if line[0] != " "} == {
        "contributions/tips/advice.md",
        "contributions/links/other.md",
    }
    assert run(hub, "check", "contributions/tips").returncode == 1
    assert run(hub, "check", ".").returncode == 1
    good = run(hub, "check", "contributions/tips/good.md")
    assert good.stdout == ""
    assert good.stderr.startswith("1 text looked at: nothing to mend")


def test_check_of_what_is_not_there(hub: Repository) -> None:
    done = run(hub, "check", "contributions/tips/none.md")
    assert done.returncode == 1
    assert "file-missing" in done.stdout
    outside = run(hub, "check", "/etc/hostname")
    assert outside.returncode == 2
    assert "not in this hub's folder" in outside.stderr


def test_check_speaks_to_programs(hub: Repository) -> None:
    write_files(hub.root, {**ADVICE, **BROKEN})
    rows = json.loads(run(hub, "check", "--format", "json").stdout)
    keys = ["path", "line", "column", "code", "severity", "message", "hint"]
    assert rows
    assert all([key for key in row if key != "fix"] == keys for row in rows)
    assert {row["severity"] for row in rows} == {"error", "advice"}
    notes = run(hub, "check", "--format", "github").stdout.splitlines()
    assert len(notes) == len(rows)
    assert any(
        note.startswith("::error file=contributions/tips/broken.md,line=2") for note in notes
    )
    assert "Please mend this first" in run(hub, "check", "--format", "markdown").stdout
    assert run(hub, "check", "--format", "xml").returncode == 2


def test_check_looks_at_drafts_too(hub: Repository) -> None:
    write_files(
        hub.root,
        {"contributions/tips/draft.md": "---\nstatus: draft\n---\n# D\n\n[gone](gone.md)\n"},
    )
    assert "contributions/tips/draft.md:6:" in run(hub, "check").stdout


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_new_starts_each_kind(hub: Repository, kind: str) -> None:
    done = run(hub, "new", kind, "Was nun: “Ärger” & <b>mehr</b>?")
    assert done.returncode == 0
    path = done.stdout.strip()
    assert path.endswith("/was-nun-arger-b-mehr-b.md")
    site = gathered(hub.root)
    made = contribution(site, path.removeprefix("contributions/").removesuffix(".md") + "/")
    assert made.kind.name == kind
    assert made.lasting_id is True
    assert made.title.startswith("Was nun: “Ärger” &")
    assert [
        code for code in codes(site, path) if code not in ("text-missing", "markup-unsafe")
    ] == []
    again = run(hub, "new", kind, "was NUN ärger b mehr b")
    assert again.returncode == 2
    assert "already" in again.stderr


@pytest.mark.parametrize(
    ("kind", "title", "word"),
    [
        ("poem", "A title", "not a kind"),
        ("tip", "", "Give a title"),
        ("tip", "…", "Give a title"),
        ("tip", "x" * 300, "Give a title"),
        ("tip", "index", "Give a title"),
    ],
)
def test_new_says_what_it_wants(hub: Repository, kind: str, title: str, word: str) -> None:
    done = run(hub, "new", kind, title)
    assert done.returncode == 2
    assert word in done.stderr
    assert [path.name for path in (hub.root / "contributions" / "tips").iterdir()] == ["good.md"]


@pytest.mark.parametrize(
    ("written", "folder"),
    [("War story", "war-stories"), ("tips", "tips"), ("story", "war-stories")],
)
def test_new_knows_a_kind_however_it_is_written(hub: Repository, written: str, folder: str) -> None:
    assert run(hub, "new", written, "One").stdout.strip() == f"contributions/{folder}/one.md"


@pytest.mark.parametrize(
    "title", ["# Heading", "a: b", "---", "[x](javascript:alert(1))", "{title}"]
)
def test_odd_titles_make_a_text_that_can_be_read(hub: Repository, title: str) -> None:
    done = run(hub, "new", "tip", f"{title} word")
    assert done.returncode == 0, done.stderr
    site = gathered(hub.root)
    assert done.stdout.strip() in {one.source for one in site.hub.contributions.values()}


def test_doctor_lists_what_is_unsure(hub: Repository, tmp_path: Path) -> None:
    for who in (
        "Jo Sample <jo@example.org>",
        "Jo Sample <jo@work.example.org>",
        "Jo Sampel <j@example.org>",
    ):
        hub.commit({f"contributions/tips/{len(who)}.md": f"# {len(who)}\n\nx\n"}, author=who)
    hub.commit({"contributions/tips/bot.md": "# B\n\nx\n"}, author="release-bot <r@example.org>")
    found = [one.code for one in examine(gathered(hub.root, survey=True).hub)]
    for code in ("doctor-merged", "doctor-near-miss", "doctor-possible-bot", "doctor-as-of"):
        assert code in found
    assert {"doctor-no-site-url", "doctor-no-repo-url"} <= set(found)
    done = run(hub, "doctor")
    assert done.returncode == 0
    assert "Jo Sample" in done.stdout
    assert "@" not in done.stdout
    assert "history: full, 5 changes" in done.stdout


def test_doctor_names_a_shallow_clone(hub: Repository, tmp_path: Path) -> None:
    hub.commit({"contributions/tips/b.md": "# B\n\nx\n"})
    clone = hub.clone(tmp_path / "clone", depth=1)
    found = examine(gathered(clone.root).hub)
    assert [
        one.hint for one in found if one.code == "history-shallow" and "fetch-depth" in one.hint
    ]


def test_doctor_names_another_host(tmp_path: Path) -> None:
    other = start_hub(
        tmp_path / "hub", GOOD, settings="repo_url: https://git.example.org/team/hub\n"
    )
    assert "doctor-other-host" in [one.code for one in examine(gathered(other.root).hub)]
    settings = (
        "repo_url: https://git.example.org/team/hub\n"
        "extra: {hub: {github: {web: 'https://git.example.org'}}}\n"
    )
    same = start_hub(tmp_path / "same", GOOD, settings=settings)
    assert "doctor-other-host" not in [one.code for one in examine(gathered(same.root).hub)]


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_wrong_settings_and_no_git_are_told_in_words(hub: Repository, command: str) -> None:
    done = run(hub, command, PATH=str(hub.root / "nothing"))
    assert done.returncode == 0
    assert "no Git" in done.stdout
    write_files(hub.root, {"mkdocs.yml": "site_name: [\n"})
    done = run(hub, command)
    assert done.returncode == 1
    assert "mkdocs.yml:" in done.stdout
