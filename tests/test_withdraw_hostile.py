"""Withdrawing among odd names and shared files: nothing of anybody else's goes, and no command bites."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from commonplace.model.discussions import Category, Discussion, Snapshot, mark
from commonplace.readers.snapshot import SNAPSHOT
from commonplace.writers.snapshot import write_snapshot
from scripts._for_shells import quoted, shown
from tests.support.hub import run_command
from tests.support.repository import Repository, write_files
from tests.support.site import built
from tests.test_snapshot import WHEN
from tests.test_withdraw import PICTURE, start, words_left

ODD = (
    "a b/$(touch hit)`touch hit`.md",
    "it's; touch hit.png",
    "-rf.md",
    "new\nline\x1b[31m.png",
    "é ü 字\u202e.png",
    "back\\slash\\n'.png",
    "\udcff.png",
    "*[a]?{b,c}~!#&|<>.md",
)


@pytest.mark.parametrize("name", ODD)
def test_a_quoted_name_is_one_word_of_a_shell(name: str) -> None:
    word = quoted(name)
    assert word.isprintable()
    assert shown(name).isprintable()
    done = subprocess.run(
        ["bash", "-c", f"printf %s {word}"], capture_output=True, check=True, timeout=60
    )
    assert done.stdout == name.encode("utf-8", "surrogateescape")


def test_the_commands_name_files_as_they_are(tmp_path: Path) -> None:
    text = "---\nid: odd-text\n---\n# Odd\n\nWords. ![a](<it's $(touch hit).png>)\n"
    repository = start(
        tmp_path,
        {
            "contributions/tips/odd; touch hit.md": text,
            "contributions/tips/it's $(touch hit).png": PICTURE,
        },
    )
    done = run_command(repository.root, "withdraw", "odd-text", "--yes")
    assert done.returncode == 0, done.stderr
    line = next(one for one in done.stdout.splitlines() if "git add" in one)
    command = line[line.index("git add") : line.index("; git commit")]
    words = shlex.split(command)
    assert words[4:] == [
        "contributions/tips/it's $(touch hit).png",
        "contributions/tips/odd; touch hit.md",
    ]
    repository.git(*words[1:])
    assert "deleted" in repository.git("status")
    rewriting = next(one for one in done.stdout.splitlines() if "git-filter-repo" in one)
    wanted = rewriting[rewriting.index("--path") : rewriting.index("; then git push")]
    assert shlex.split(wanted)[1::2] == words[4:]


def test_a_picture_that_anything_else_uses_stays(tmp_path: Path) -> None:
    uses = {
        "docs/guidelines.md": "# Ours\n\n![](../contributions/tips/p1.png)\n",
        "docs/own/page.md": '# Own\n\n<p><img src="../../contributions/tips/p2.png"></p>\n',
        "contributions/people/ada.md": (
            "---\nname: Ada Example\nemails: [ada@example.org]\n---\nI am. ![][x]\n\n[x]: ../tips/p3.png\n"
        ),
        "docs/topics/calls.md": (
            "---\ntitle: Calls\ncurators: [ada]\n---\n![](../../contributions/tips/p4.png)\n"
        ),
        "contributions/tips/twin.md": "---\nid: other-text\n---\n# Twin\n\n![](p5.png)\n",
        "contributions/tips/broken.md": "---\nstatus: nonsense\n---\n# Broken\n\n![](p6.png)\n",
        "contributions/tips/draft.md": "---\nstatus: draft\n---\n# Draft\n\n![](p7.png)\n",
    }
    pictures = [f"contributions/tips/p{number}.png" for number in range(1, 9)]
    linked = " ".join(f"![](p{number}.png)" for number in range(1, 9))
    text = f"---\nid: secret-text\n---\n# Secret\n\n{linked} ![](../people/ada.png)\n"
    repository = start(
        tmp_path,
        {
            **uses,
            **dict.fromkeys(pictures, PICTURE),
            "contributions/people/ada.png": PICTURE,
            "contributions/tips/oldname.md": text,
        },
    )
    done = run_command(repository.root, "withdraw", "secret-text", "--yes")
    assert done.returncode == 0, done.stderr
    left = [path for path in pictures if (repository.root / path).exists()]
    assert left == pictures[:-1]
    assert (repository.root / "contributions/people/ada.png").exists()


def test_a_folder_in_the_folder_keeps_what_is_its_own(tmp_path: Path) -> None:
    repository = start(
        tmp_path,
        {
            "contributions/tips/outer/index.md": "---\nid: outer-text\n---\n# Outer\n\nWords.\n",
            "contributions/tips/outer/mine.csv": "a,b\n",
            "contributions/tips/outer/part/mine.csv": "a,b\n",
            "contributions/tips/outer/inner/index.md": "# Inner\n\nWords.\n",
            "contributions/tips/outer/inner/theirs.csv": "a,b\n",
        },
    )
    done = run_command(repository.root, "withdraw", "outer-text", "--yes")
    assert done.returncode == 0, done.stderr
    outer = repository.root / "contributions/tips/outer"
    left = {path.relative_to(outer).as_posix() for path in outer.rglob("*") if path.is_file()}
    assert left == {"index.md", "inner/index.md", "inner/theirs.csv"}


def test_a_link_among_the_pictures_is_no_reason_to_keep_the_text(tmp_path: Path) -> None:
    text = "---\nid: linking-text\n---\n# Linking\n\n![](away.png) ![](folder/in.png)\n"
    repository = start(tmp_path, {"contributions/tips/linking.md": text})
    outside = tmp_path / "outside"
    write_files(outside, {"in.png": PICTURE})
    tips = repository.root / "contributions/tips"
    (tips / "away.png").symlink_to(outside / "in.png")
    (tips / "folder").symlink_to(outside, target_is_directory=True)
    repository.commit({}, message="Links")
    done = run_command(repository.root, "withdraw", "linking-text", "--yes")
    assert done.returncode == 0, done.stderr
    assert (outside / "in.png").read_bytes() == PICTURE
    assert "withdrawn" in (tips / "linking.md").read_text("utf-8")


@pytest.mark.parametrize("what", ["picture in no commit", "picture changed", "name is taken"])
def test_what_would_be_lost_is_refused(what: str, tmp_path: Path) -> None:
    text = "---\nid: careful-text\n---\n# Careful\n\n![](fresh.png)\n"
    files: dict[str, str | bytes] = {"contributions/tips/careful.md": text}
    fresh = "contributions/tips/fresh.png"
    taken = "contributions/tips/withdrawn-careful-text.md"
    if what == "name is taken":
        files[taken] = "# Somebody's\n\nWords.\n"
    elif what == "picture changed":
        files[fresh] = b"old"
    repository = start(tmp_path, files)
    if what != "name is taken":
        write_files(repository.root, {fresh: PICTURE})
    extra = ["--address"] if what == "name is taken" else []
    done = run_command(repository.root, "withdraw", "careful-text", "--yes", *extra)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (repository.root / "contributions/tips/careful.md").read_text("utf-8") == text
    if what == "name is taken":
        assert "Somebody's" in (repository.root / taken).read_text("utf-8")
    else:
        assert (repository.root / fresh).read_bytes() == PICTURE


def test_former_names_of_its_pictures_are_named_for_the_history(tmp_path: Path) -> None:
    repository = start(tmp_path)
    repository.move("contributions/tips/own.png", "contributions/tips/later.png")
    text = (repository.root / "contributions/tips/present.md").read_text("utf-8")
    fresh = {"contributions/tips/present.md": text.replace("own.png", "later.png")}
    repository.commit(fresh, message="Rename a picture")
    done = run_command(repository.root, "withdraw", "secret-text", "--yes")
    assert done.returncode == 0, done.stderr
    for path in ("own.png", "later.png", "oldname.md", "present.md"):
        assert f"--path contributions/tips/{path}" in done.stdout


def test_a_part_of_the_history_is_told(tmp_path: Path) -> None:
    repository = start(tmp_path)
    assert (
        "unshallow" not in run_command(repository.root, "withdraw", "secret-text", "--yes").stdout
    )
    repository.git("checkout", "--", ".")
    head = repository.head()
    (repository.root / ".git" / "shallow").write_text(head + "\n", "ascii")
    done = run_command(repository.root, "withdraw", "secret-text", "--yes")
    assert done.returncode == 0, done.stderr
    assert "git fetch --unshallow" in done.stdout


def ask(repository: Repository, about: str) -> None:
    question = Discussion(
        "Q1",
        13,
        "https://github.com/o/r/discussions/13",
        "Is Zirkonkanarie true",
        "QUE",
        None,
        WHEN,
        WHEN,
        body=mark("about", about),
    )
    categories = (Category("QUE", "Q&A", "q-a", answerable=True),)
    snapshot = Snapshot("o/r", WHEN, WHEN, categories=categories, discussions=(question,))
    write_files(repository.root, {SNAPSHOT: write_snapshot(snapshot)})


def test_a_question_about_it_goes_as_well(tmp_path: Path) -> None:
    repository = start(tmp_path)
    ask(repository, "other-text")
    asked = built(repository.root)
    places = {path for path, _ in words_left(asked, ("Is Zirkonkanarie true",))}
    assert places
    ask(repository, "secret-text")
    done = run_command(repository.root, "withdraw", "secret-text", "--yes")
    assert "discussions/13" in done.stdout
    repository.commit({}, message="Withdraw a text")
    assert words_left(built(repository.root), ("Zirkonkanarie",)) == []


@pytest.mark.parametrize("status", ["withdrawn", "draft"])
def test_nobody_silences_the_questions_of_another_text_by_its_id(
    status: str, tmp_path: Path
) -> None:
    thief = f"---\nid: other-text\nstatus: {status}\n---\n"
    repository = start(tmp_path, {"contributions/tips/thief.md": thief})
    ask(repository, "other-text")
    site = built(repository.root)
    assert words_left(site, ("Is Zirkonkanarie true",))


@pytest.mark.parametrize("what", ["no Git", "prepared alone", "two of one id"])
def test_the_only_copy_and_the_wrong_text_stay(what: str, tmp_path: Path) -> None:
    text = "---\nid: lonely-text\n---\n# Lonely\n\nWords.\n"
    twin = {"contributions/tips/a-twin.md": text} if what == "two of one id" else {}
    repository = start(tmp_path, {"contributions/tips/lonely.md": text, **twin})
    path = repository.root / "contributions/tips/lonely.md"
    assert run_command(repository.root, "check").returncode in (0, 1)
    if what == "no Git":
        shutil.rmtree(repository.root / ".git")
    elif what == "prepared alone":
        path.write_text(f"{text}More.\n", "utf-8")
        repository.git("add", "--all")
        path.write_text(text, "utf-8")
    done = run_command(repository.root, "withdraw", "lonely-text", "--yes")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert path.read_text("utf-8") == text
    for other in twin:
        assert (repository.root / other).read_text("utf-8") == text


def test_of_two_with_one_id_the_path_tells(tmp_path: Path) -> None:
    text = "---\nid: double-text\n---\n# Double\n\nWords.\n"
    files = {"contributions/tips/a-twin.md": text, "contributions/tips/b-twin.md": text}
    repository = start(tmp_path, dict(files))
    done = run_command(repository.root, "withdraw", "contributions/tips/a-twin.md", "--yes")
    assert done.returncode == 0, done.stderr
    tips = repository.root / "contributions/tips"
    assert "withdrawn" in (tips / "a-twin.md").read_text("utf-8")
    assert (tips / "b-twin.md").read_text("utf-8") == text
    repository.commit({}, message="Withdraw a text")
    site = built(repository.root)
    assert "Double" in site.words("tips/b-twin/")
    assert "This text was withdrawn" in site.words("tips/a-twin/")


def test_who_repeats_its_title_is_named(tmp_path: Path) -> None:
    topic = "---\ntitle: Calls\ncurators: [ada]\nquestions:\n  - ask: Zirkonkanarie\n---\nWords.\n"
    heir = "---\nid: heir-text\nsuperseded_by: tips/oldname\n---\n# Heir\n\nWords.\n"
    changed = {"docs/topics/calls.md": topic, "contributions/tips/heir.md": heir}
    done = run_command(start(tmp_path, dict(changed)).root, "withdraw", "secret-text", "--yes")
    assert done.returncode == 0, done.stderr
    for path in changed:
        assert path in done.stdout


def test_an_id_that_reads_as_nothing_stays_one(tmp_path: Path) -> None:
    text = '---\nid: "null"\n---\n# Nothing\n\nWords.\n'
    repository = start(tmp_path, {"contributions/tips/nothing.md": text})
    assert run_command(repository.root, "withdraw", "tips/nothing", "--yes").returncode == 0
    repository.commit({}, message="Withdraw a text")
    found = run_command(repository.root, "check", "contributions/tips/nothing.md")
    assert found.stdout == ""
