"""`init`: the samples go, whatever is a company's stays, and the settings say what was answered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from commonplace.model.settings import Audience
from commonplace.readers.settings import read_settings
from scripts._answers import (
    AnswerError,
    as_departments,
    as_name,
    as_person,
    as_repository,
    as_site,
    as_topics,
    guess_site,
)
from scripts._git import web_address
from scripts._hub_settings import HubSettings
from scripts._launcher import commands
from scripts._product import INSTALLED, SAMPLES, SETTINGS, digest_at, read_installed
from scripts._samples import sample_files
from tests.support.hub import ROOT, run_command, run_python
from tests.support.repository import write_files
from tests.support.shipped import needs_samples, samples_text, shipped_settings
from tests.support.terminal import CTRL_C, on_terminal
from tests.support.whole import SAMPLE_TEXTS, in_git, snapshot, whole_product

NAMES = (
    'Müller: "Haus" #1',
    "no",
    "null",
    "1e3",
    "2026-11-21",
    "🎉 Wissen",
    "- a",
    "it's {all} [here]",
    "back\\slash",
    "!ENV HOME",
    "知识库",
    "<b>bold</b> & more",
    "Plain name",
    "~",
    "a: b # c",
    "<<",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return whole_product(tmp_path / "hub")


def init(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = run_command(root, "init", *arguments)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_a_machine_with_python_alone_starts_a_hub(root: Path, tmp_path: Path) -> None:
    """Whatever asks for no packages has to do without: a person's first Python has none."""
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-I", "-m", "venv", "--without-pip", str(bare)], check=True)
    python = bare / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    asks = [name for name, one in commands(ROOT / "scripts").items() if not one.sets]
    assert {"init", "upgrade"} <= set(asks)
    hub = str(root / "scripts" / "hub")
    start = ["init", "--yes", "--name", "Know-how", "--topics", "Handovers", "--contact", "a@b.de"]
    for words in (*([name, "--help"] for name in asks), start):
        done = subprocess.run(
            [str(python), "-I", hub, *words], check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    assert read_installed(root) is not None
    assert not (root / ".venv").exists()


@needs_samples
def test_what_ships_is_listed_as_it_is() -> None:
    remedy = "python -m tests.support.shipped writes both"
    assert (ROOT / SETTINGS).read_text("utf-8") == (ROOT / "mkdocs.yml").read_text("utf-8"), remedy
    assert (ROOT / SAMPLES).read_text("utf-8") == samples_text(), remedy
    assert samples_text().count("contributions/") > 30


def test_a_company_starts_and_everything_is_green(root: Path) -> None:
    hub = in_git(root)
    hub.git("remote", "add", "origin", "git@github.com:acme/know-how.git")
    done = init(
        root,
        *("--yes", "--name", "Know-how", "--description", "What we know.", "--audience", "public"),
        *("--topics", "Handovers, On call: nights,", "--curator", "Ada Example"),
        *("--departments", "Nursing 40, Sales, Ward 4: 18"),
    )
    assert done.returncode == 0, done.stderr
    settings, problems = read_settings(root, {})
    assert not problems
    assert settings.site_name == "Know-how"
    assert settings.site_description == "What we know."
    assert settings.repo_url == "https://github.com/acme/know-how"
    assert settings.site_url == "https://acme.github.io/know-how/"
    assert settings.audience is Audience.PUBLIC
    assert settings.as_of is None
    assert settings.history_ignore == ()
    assert [(one.name, one.people) for one in settings.departments] == [
        ("Nursing", 40),
        ("Sales", None),
        ("Ward 4", 18),
    ]
    there = {path for path in snapshot(root) if path.startswith(("contributions/", "docs/topics/"))}
    assert there == {
        *(
            f"contributions/{name}/.gitkeep"
            for name in ("articles", "links", "tips", "war-stories")
        ),
        "contributions/people/ada-example.md",
        "docs/topics/handovers.md",
        "docs/topics/on-call-nights.md",
    }
    assert (root / "docs/index.md").read_text("utf-8") == "---\ntitle: Know-how\n---\n"
    assert (root / "README.md").read_text("utf-8") == "# Commonplace\n"
    assert hub.git("log", "--format=%s") == "All of it\n", "init commits nothing"
    assert run_command(root, "check").returncode == 0
    built = run_command(root, "build", "--strict")
    assert built.returncode == 0, built.stderr
    page = (root / "site/topics/on-call-nights/index.html").read_text("utf-8")
    assert "On call: nights" in page
    assert "Ada Example" in page
    assert "Say here in two" not in page
    before = snapshot(root)
    again = init(root, "--yes")
    assert again.returncode == 0
    assert "There is nothing to do" in again.stdout
    assert snapshot(root) == before


def test_what_a_company_made_stays(root: Path) -> None:
    own = {
        "contributions/articles/sample.md": "# Sample\n\nOur own words now.\n",
        "contributions/tips/ours.md": "# Ours\n\nA tip.\n",
        "contributions/war-stories/deep/notes.pdf": b"%PDF\0",
        "docs/topics/ours.md": "Our topic.\n",
        "docs/share.md": "# Share\n",
        "docs/overrides/404.html": "changed\n",
    }
    write_files(root, own)
    before = snapshot(root)
    done = init(root, "--yes", "--name", "Ours")
    assert done.returncode == 0, done.stderr
    after = snapshot(root)
    gone = set(before) - set(after)
    assert gone == set(SAMPLE_TEXTS) - set(own)
    assert {path: after[path] for path in own} == {path: before[path] for path in own}
    assert "edited it: contributions/articles/sample.md" in done.stdout
    changed = {path for path in before if path in after and before[path] != after[path]}
    assert changed == {"mkdocs.yml", "docs/index.md"}
    write_files(root, SAMPLE_TEXTS)
    (root / "contributions/articles/sample.md").write_bytes(b"# Sample\r\n\r\nMine.\r\n")
    assert init(root, "--yes").returncode == 0
    assert (root / "contributions/articles/sample.md").read_bytes() == b"# Sample\r\n\r\nMine.\r\n"


def test_line_ends_of_windows_make_no_sample_a_company_s(root: Path) -> None:
    path = root / "contributions/articles/sample.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    settings = root / "mkdocs.yml"
    settings.write_bytes(settings.read_bytes().replace(b"\n", b"\r\n"))
    assert init(root, "--yes", "--name", "Ours").returncode == 0
    assert not path.exists()
    data = settings.read_bytes()
    assert b"site_name: Ours\r\n" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_notes_and_order_of_the_settings_survive(root: Path) -> None:
    before = (root / "mkdocs.yml").read_text("utf-8").splitlines()
    assert (
        init(root, "--yes", "--name", "A: b", "--site", "https://x.example.org/a").returncode == 0
    )
    after = (root / "mkdocs.yml").read_text("utf-8").splitlines()
    kept = [line for line in after if line and line in before]
    assert len(kept) > len([line for line in before if line]) - 25
    assert kept == [line for line in before if line and line in after]
    assert "site_url: https://x.example.org/a/" in after
    assert not [line for line in after if "as_of" in line or "all]" in line or "snapshot" in line]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_read_as_it_was_given(tmp_path: Path, name: str) -> None:
    department = as_departments(name.replace(":", "") if any(map(str.isalpha, name)) else "Sales")
    write_files(tmp_path, {"mkdocs.yml": shipped_settings(), SETTINGS: shipped_settings()})
    settings = HubSettings(tmp_path)
    settings.put(replace(settings.now, name=as_name(name), departments=department))
    write_files(tmp_path, {"mkdocs.yml": settings.after()})
    read, problems = read_settings(tmp_path, {})
    assert not problems
    assert read.site_name == name
    assert len(read.departments) == len(department) > 0
    again = HubSettings(tmp_path)
    assert again.now.name == name
    assert again.now.departments == department
    again.put(again.now)
    assert again.after() == again.before


def test_settings_changed_by_hand_are_proposed_again(root: Path) -> None:
    assert init(root, "--yes", "--departments", "Sales").returncode == 0
    text = (root / "mkdocs.yml").read_text("utf-8")
    text = text.replace("site_name: Commonplace", "site_name: 'By hand'  # so it is")
    text = text.replace("      - Sales\n", "      Sales: 3 # few\n      'R: D':\n")
    text += "copyright: !ENV [WHO, us]\nsite_url: !ENV [WHERE, 'https://x.example.org/']\n"
    (root / "mkdocs.yml").write_text(text, "utf-8")
    assert init(root, "--yes").returncode == 0
    assert (root / "mkdocs.yml").read_text("utf-8") == text
    assert init(root, "--yes", "--audience", "public").returncode == 0
    added = set((root / "mkdocs.yml").read_text("utf-8").splitlines()) - set(text.splitlines())
    assert added == {"    audience: public"}
    for word, audience in (("Colleagues", Audience.INTERNAL), ("everyone", Audience.PUBLIC)):
        assert init(root, "--yes", "--audience", word).returncode == 0
        assert read_settings(root, {})[0].audience is audience


def test_settings_in_braces_are_left_to_the_person(root: Path) -> None:
    text = "site_name: Mine\nextra: {hub: {audience: internal}}\n"
    (root / "mkdocs.yml").write_text(text, "utf-8")
    done = init(
        root, "--yes", "--audience", "public", "--departments", "Sales 4", "--name", "Other"
    )
    assert done.returncode == 0
    assert "set this yourself in mkdocs.yml: extra.hub.audience: public" in done.stdout
    assert "set this yourself in mkdocs.yml: extra.hub.departments: Sales: 4" in done.stdout
    assert (root / "mkdocs.yml").read_text("utf-8") == text.replace("Mine", "Other")


def test_the_contact_is_optional_and_can_be_changed(root: Path) -> None:
    first = init(root, "--yes", "--name", "Ours")
    assert first.returncode == 0
    assert "Write the first text, so that nobody meets an empty hub" in first.stdout
    (root / "contributions/tips/own.md").write_text("# Ours\n\nWords.\n", "utf-8")
    assert read_settings(root, {})[0].contact is None
    bare = (root / "mkdocs.yml").read_text("utf-8")
    for given in ("hub+ask@acme.example", "o'neil@acme.example", "#1@acme.example"):
        done = init(root, "--yes", "--contact", given)
        assert f"mkdocs.yml: contact: {given}" in done.stdout
        assert "Next:" in done.stdout
        assert "empty hub" not in done.stdout
        settings, problems = read_settings(root, {})
        assert (settings.contact, problems) == (given, ())
        before = snapshot(root)
        assert "There is nothing to do" in init(root, "--yes").stdout
        assert snapshot(root) == before, "Enter keeps it"
    assert init(root, "--yes", "--contact", "-").returncode == 0
    assert read_settings(root, {})[0].contact is None
    after = (root / "mkdocs.yml").read_text("utf-8")
    assert after == bare.replace("# contact: hub@example.org", "# contact:")


def test_nobody_to_ask_changes_nothing(root: Path) -> None:
    before = snapshot(root)
    done = init(root, "--name", "Ours")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    for wrong in (
        "--audience=all",
        "--repository=/a/folder",
        "--site=hub",
        "--name= ",
        "--topics=!",
        "--contact=ask around",
    ):
        done = init(root, "--yes", wrong)
        assert done.returncode == 2, wrong
        assert len(done.stderr.splitlines()) == 1
    assert snapshot(root) == before


def test_links_are_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (root / "contributions/articles").rename(outside)
    (root / "contributions/articles").symlink_to(outside, target_is_directory=True)
    done = init(root, "--yes")
    assert (outside / "sample.md").is_file()
    assert "is a link" in done.stdout + done.stderr
    assert sorted(path.name for path in outside.iterdir()) == ["sample.md"]


@pytest.mark.parametrize(
    ("place", "folder"),
    [
        ("contributions/tips", True),
        ("docs/topics/alpha.md", False),
        ("docs/paths", True),
        (".hub-product.json", False),
    ],
)
def test_links_are_found_before_anything_is_written(
    root: Path, tmp_path: Path, place: str, *, folder: bool
) -> None:
    if folder:
        (tmp_path / "elsewhere").mkdir()
        shutil.rmtree(root / place, ignore_errors=True)
    (root / place).symlink_to(tmp_path / "elsewhere", target_is_directory=folder)
    before = snapshot(root)
    done = init(root, "--yes", "--name", "Ours", "--topics", "Alpha")
    assert done.returncode == 2
    assert f"“{place}” is a link" in done.stderr
    assert snapshot(root) == before
    assert (root / place).is_symlink()


@pytest.mark.parametrize("place", ["contributions/tips", "mkdocs.yml"])
def test_what_cannot_be_written_is_found_before_anything_is(root: Path, place: str) -> None:
    if place == "mkdocs.yml":
        (root / place).chmod(0o444)
    else:
        (root / place).write_text("in the way", "utf-8")
    before = snapshot(root)
    done = init(root, "--yes", "--name", "Ours", "--topics", "Alpha")
    assert done.returncode == 2
    assert f"“{place}” " in done.stderr
    assert ("cannot be written" if place == "mkdocs.yml" else "has to be a folder") in done.stderr
    assert snapshot(root) == before


def test_names_that_the_hub_or_windows_needs_are_refused(root: Path) -> None:
    before = snapshot(root)
    for wrong in (
        *("--topics=Page", "--topics=Handovers, Con", "--topics=index", "--topics=LPT1"),
        *("--topics=Aux", "--curator=Index", "--curator=Nul", "--curator=com2"),
    ):
        done = init(root, "--yes", wrong)
        assert done.returncode == 2, wrong
        assert "cannot be a" in done.stderr
    assert snapshot(root) == before
    assert as_topics("Console, Pages, Nullable") == ("Console", "Pages", "Nullable")
    assert as_person("Page") == "Page"


HALF_WAY = """
import pathlib, runpy, sys
real = pathlib.Path.replace
def replace(self, target):
    replace.count += 1
    if replace.count == 3:
        raise PermissionError(13, "No", str(target))
    return real(self, target)
replace.count = 0
pathlib.Path.replace = replace
sys.argv = ["init", "--yes", "--name", "Ours"]
runpy.run_path({script!r}, run_name="__main__")
"""


def test_a_failure_half_way_is_told_and_gone_on_from(root: Path) -> None:
    program = HALF_WAY.format(script=str(root / "scripts/init.py"))
    done = run_python(root, "-c", program)
    assert done.returncode == 2
    assert "stopped half-way" in done.stderr
    assert init(root, "--yes").returncode == 0
    assert not set(SAMPLE_TEXTS) & set(snapshot(root))
    assert read_settings(root, {})[0].site_name == "Ours"
    assert read_installed(root) is not None


def test_the_note_lists_the_product_without_what_was_changed(root: Path) -> None:
    in_git(root)
    write_files(root, {"scripts/build.py": "# ours\n", "scripts/mine.py": "# ours\n"})
    assert init(root, "--yes").returncode == 0
    note = read_installed(root)
    assert note is not None
    assert note.files["scripts/init.py"] == digest_at(root, "scripts/init.py")
    assert not {"scripts/build.py", "scripts/mine.py", "mkdocs.yml"} & set(note.files)
    assert not [path for path in note.files if path.startswith(("contributions", "docs/topics"))]
    assert len(note.files) > 200
    assert INSTALLED not in note.files


if sys.platform != "win32":

    def test_questions_are_asked_and_answered(root: Path) -> None:
        typed = (
            "Unser Wissen\n\nnowhere at all\ngit@github.com:acme/hub.git\n\nÜbergabe\nAda Example"
        )
        typed += "\nPflege 40\nextern\npublic\nnobody\nhub@acme.example\nyes"
        code, shown = on_terminal(root, "init", typed=typed)
        assert code == 0, shown
        assert "no address of a repository" in shown
        assert "neither “internal” nor “public”" in shown
        settings, _ = read_settings(root, {})
        assert settings.site_name == "Unser Wissen"
        assert settings.site_url == "https://acme.github.io/hub/"
        assert settings.departments[0].people == 40
        assert settings.contact == "hub@acme.example"
        assert "“nobody” is no e-mail address" in shown
        assert (root / "docs/topics/ubergabe.md").is_file()
        code, shown = on_terminal(root, "init", typed="\n" * 9)
        assert code == 0, shown
        assert "[hub@acme.example]" in shown
        assert "[Unser Wissen]" in shown
        assert "There is nothing to do" in shown

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            (CTRL_C, 130),
            (f"Ours\n\n\n{CTRL_C}", 130),
            (f"Ours\n\n\n\n\n\n\n\n{CTRL_C}", 130),
            ("\n\n\n\n\n\n\n\nno", 0),
        ],
    )
    def test_stopping_changes_nothing(root: Path, typed: str, code: int) -> None:
        before = snapshot(root)
        ended, shown = on_terminal(root, "init", typed=typed)
        assert ended == code, shown
        assert "othing is changed" in shown
        assert snapshot(root) == before


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("git@github.com:acme/hub.git", "https://github.com/acme/hub"),
        ("github.com:acme/hub", "https://github.com/acme/hub"),
        ("ssh://git@git.example.org:2222/team/hub.git", "https://git.example.org/team/hub"),
        ("https://me:secret@github.com/acme/hub.git/", "https://github.com/acme/hub"),
        ("http://git.example.org:8080/hub", "http://git.example.org:8080/hub"),
        ("../hub", None),
        ("/srv/git/hub.git", None),
        ("C:\\work\\hub", None),
        ("file:///srv/hub.git", None),
        ("javascript:alert(1)", None),
        ("https://github.com", None),
        ("https://github.com/a/../b", None),
        ("https://[broken/x", None),
    ],
)
def test_repositories_become_web_addresses(written: str, address: str | None) -> None:
    assert web_address(written) == address
    if address is None:
        with pytest.raises(AnswerError):
            as_repository(written)


def test_answers_are_brought_into_one_form() -> None:
    assert [str(one) for one in as_departments("Nursing 40, Sales, Ward 4:, Ward 5: 9, Sales")] == [
        "Nursing: 40",
        "Sales",
        "Ward 4:",
        "Ward 5: 9",
    ]
    assert as_departments("-") == ()
    assert as_topics("On call,  on   CALL , Handovers,,") == ("On call", "Handovers")
    assert as_site("https://hub.example.org") == "https://hub.example.org/"
    assert guess_site("https://github.com/Acme/acme.github.io") == "https://acme.github.io/"
    assert guess_site("https://git.example.org/acme/hub") == ""
    for wrong in ("Sales 0", "40", "Sales: many", ":"):
        with pytest.raises(AnswerError):
            as_departments(wrong)


@needs_samples
def test_the_shipped_hub_can_be_started_from(tmp_path: Path) -> None:
    root = whole_product(tmp_path / "hub")
    write_files(root, dict.fromkeys(SAMPLE_TEXTS))
    docs = [p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*") if p.is_file()]
    names = [*sample_files(ROOT), *docs, SAMPLES]
    assert len(names) > 80
    write_files(root, {name: (ROOT / name).read_bytes() for name in names})
    assert init(root, "--yes", "--name", "Ours").returncode == 0
    left = [path for path in snapshot(root) if path.startswith("contributions/")]
    assert {path.rpartition("/")[2] for path in left} == {".gitkeep"}
    built = run_command(root, "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert shipped_settings() != (root / "mkdocs.yml").read_text("utf-8")
