"""`check --fix`: fixes are written whole or not at all, files keep their style, and what is left is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commonplace.diagnostics import diagnose
from commonplace.diagnostics.fix import (
    Edit,
    Fix,
    Offer,
    Suggestion,
    apply,
    fitting,
    split_lines,
    suggestions_in,
)
from commonplace.diagnostics.formats import FORMATS, as_markdown, suggestion_block
from scripts._check_mend import write_fixes
from scripts._check_run import Checked, run_check
from tests.support.broken import CASES, around
from tests.support.hub import make_hub, run_command
from tests.support.repository import write_files

TIP = "contributions/tips/a.md"
TOPIC = {"docs/topics/on-call.md": "---\ntitle: On call\n---\n"}
LIST = {"checks/spelling.txt": "teh -> the\nrecieve -> receive\n"}
WRONG = (
    "---\ntopics: [on-cal]\n---\n\n# Teh title\n\nWe recieve:\n| teh plan | a lamp |\n|---|---|\n"
)
RIGHT = "---\ntopics: [on-call]\n---\n\n# The title\n\nWe receive:\n\n| the plan | a lamp |\n|---|---|\n"
MAIL = "amira.benali@halden-" + "klinik.de"


@pytest.fixture(name="hub")
def _hub(tmp_path: Path) -> Callable[..., Path]:
    def make(files: dict[str, str | bytes], settings: str = "") -> Path:
        return make_hub(tmp_path / "hub", TOPIC | LIST | files, settings=settings)

    return make


# ------------------------------------------------------------------ in the command


def test_it_mends_and_says_what_and_twice_is_nothing_more(hub: Callable[..., Path]) -> None:
    root = hub({TIP: WRONG})
    done = run_command(root, "check", "--fix", TIP)
    assert done.returncode == 0
    assert (root / TIP).read_text("utf-8") == RIGHT
    told = done.stderr.splitlines()
    assert f"mended {TIP}:2: topic-unknown" in told
    assert sum(line.startswith(f"mended {TIP}:") for line in told) == 5
    again = run_command(root, "check", "--fix", TIP)
    assert "mended" not in again.stderr
    assert (root / TIP).read_text("utf-8") == RIGHT


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", ["", "end"])
def test_files_keep_their_style(end: str, mark: bytes, last: str, hub: Callable[..., Path]) -> None:
    def styled(text: str) -> bytes:
        text = text if last else text.removesuffix("\n")
        return mark + text.replace("\n", end).encode("utf-8")

    root = hub({TIP: styled(WRONG)})
    assert run_command(root, "check", "--fix", TIP).returncode == 0
    assert (root / TIP).read_bytes() == styled(RIGHT)


def test_mixed_line_ends_stay_as_they_are(hub: Callable[..., Path]) -> None:
    root = hub({TIP: b"# A\r\n\nTeh one.\r\n\r\nTeh other.\nWe recieve\r\n"})
    run_command(root, "check", "--fix", TIP)
    assert (root / TIP).read_bytes() == b"# A\r\n\nThe one.\r\n\r\nThe other.\nWe receive\r\n"


def test_what_hides_something_is_mended_first_and_the_rest_after(hub: Callable[..., Path]) -> None:
    root = hub({TIP: "---\ntopics:\t[on-cal]\n---\n\n# A\n\nTeh\u200b\u202e plan\u2028is\n"})
    done = run_command(root, "check", "--fix", TIP)
    assert (root / TIP).read_text(
        "utf-8"
    ) == "---\ntopics:\t[on-call]\n---\n\n# A\n\nThe plan\nis\n"
    assert done.returncode == 0
    assert "\u202e" not in done.stdout + done.stderr


def test_a_tab_below_a_value_goes_and_nothing_is_left(hub: Callable[..., Path]) -> None:
    below = {"a": "\tsummary: x\n\ttopics:\n\t- on-call", "b": "  summary: x"}
    files = {f"contributions/tips/{name}.md": line for name, line in below.items()}
    body = "---\ntitle: Beds\n{}\n---\n\nThe plan is this.\n"
    root = hub({path: body.format(line) for path, line in files.items()})
    done = run_command(root, "check", "--fix", "contributions/tips")
    assert done.returncode == 0, done.stdout
    assert "2 texts looked at: nothing to mend, 1 piece of advice." in done.stderr
    mended = {"a": "summary: x\ntopics:\n  - on-call", "b": "summary: x"}
    for name, lines in mended.items():
        text = (root / f"contributions/tips/{name}.md").read_text("utf-8")
        assert text == body.format(lines)


def test_blanks_that_may_belong_to_the_value_stay(hub: Callable[..., Path]) -> None:
    text = "---\ntitle: Beds\n  and: chairs\n---\n\nThe plan is this.\n"
    root = hub({TIP: text})
    done = run_command(root, "check", "--fix", TIP)
    assert done.returncode == 1
    assert "yaml-indent" in done.stdout
    assert "1 text looked at: 1 to mend, 0 pieces of advice." in done.stderr
    assert (root / TIP).read_text("utf-8") == text


def test_a_file_that_cannot_be_written_is_left_and_said(hub: Callable[..., Path]) -> None:
    root = hub({TIP: WRONG, "contributions/tips/b.md": WRONG})
    (root / TIP).chmod(0o444)
    done = run_command(root, "check", "--fix", "contributions/tips")
    assert (root / TIP).read_text("utf-8") == WRONG
    assert f"left   {TIP}: " in done.stderr
    assert "write protection" in done.stderr
    assert (root / "contributions/tips/b.md").read_text("utf-8") == RIGHT
    assert "topic-unknown" in done.stdout


@pytest.mark.parametrize("sign", ["<<<<<<< HEAD", ">>>>>>> other", "||||||| base"])
def test_a_file_with_two_versions_in_it_waits(sign: str, hub: Callable[..., Path]) -> None:
    text = WRONG.replace("We recieve:", f"{sign}\nWe recieve:")
    root = hub({TIP: text})
    run_command(root, "check", "--fix", TIP)
    assert (root / TIP).read_text("utf-8") == text


def test_nothing_outside_of_the_texts_is_touched(hub: Callable[..., Path], tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(WRONG, "utf-8")
    root = hub({TIP: RIGHT, "docs/guidelines.md": "# Teh\n"})
    (root / "contributions/tips/link.md").symlink_to(outside)
    (root / "contributions/articles").symlink_to(tmp_path, target_is_directory=True)
    before = {
        path: path.read_bytes()
        for path in root.rglob("*.*")
        if path.is_file() and ".git" not in path.parts
    }
    done = run_command(root, "check", "--fix")
    assert "file-link" in done.stdout
    assert outside.read_text("utf-8") == WRONG
    assert {path: path.read_bytes() for path in before} == before
    assert run_command(root, "check", "--fix", str(outside)).returncode == 2


def test_a_fix_changes_neither_addresses_nor_code_nor_marks(hub: Callable[..., Path]) -> None:
    kept = (
        "# A title\n\n## We recieve\n\n### Teh `plan`\n\nUnderlined teh\n---\n\n"
        "<code>recieve</code> and <kbd>teh\nrecieve</kbd>. As said.[^recieve]\n\n"
        "[Up](#we-recieve), [“teh”](b.md)\n\n[^recieve]: A note.\n"
    )
    root = hub({TIP: kept, "contributions/tips/b.md": "# Teh b\n\n[It](a.md#we-recieve)\n"})
    done = run_command(root, "check", "--fix", TIP)
    assert (root / TIP).read_text("utf-8") == kept
    assert done.stdout.count(" form-spelling ") == 3, "a heading is told of, and mended by a person"
    assert "form-anchor" not in done.stdout


def test_a_file_with_a_leak_gets_no_fix_in_any_format(hub: Callable[..., Path]) -> None:
    root = hub({TIP: WRONG + f"\nAsk {MAIL} or [see](www.nasa.gov/{MAIL}).\n"})
    for form in FORMATS:
        done = run_command(root, "check", "--format", form, TIP)
        assert done.returncode == 1
        assert MAIL.partition("@")[0] not in done.stdout + done.stderr
        assert "suggestion" not in done.stdout
        assert "--fix" not in done.stdout + done.stderr
    run_command(root, "check", "--fix", TIP)
    assert "recieve" in (root / TIP).read_text("utf-8")


def test_a_fix_that_would_write_a_leak_is_none(hub: Callable[..., Path]) -> None:
    words = "Project  Heron"
    root = hub(
        {
            "checks/must-not-discuss.txt": "Heron\n",
            "checks/spelling.txt": "herron -> Heron\n",
            TIP: f"# A\n\n{words.replace('Heron', 'herron')}\n",
        }
    )
    done = run_command(root, "check", "--format", "json", TIP)
    assert "fix" not in json.loads(done.stdout)[0]
    run_command(root, "check", "--fix", TIP)
    assert "herron" in (root / TIP).read_text("utf-8")


def test_every_broken_contribution_ends_with_nothing_left_to_mend(tmp_path: Path) -> None:
    root = tmp_path / "hub"
    files: dict[str, str | bytes] = {}
    for case in CASES:
        files |= {**around(case), **files}
        files |= {case.path: case.text, **case.others}
    files["checks/spelling.txt"] = around(CASES[0])["checks/spelling.txt"]
    make_hub(root, files)
    first = run_command(root, "check", "--fix")
    assert first.stderr.count("mended ") > 20
    assert "left   " not in first.stderr
    found = run_check(root)
    assert found.offers == {}
    before = {path: path.read_bytes() for path in (root / "contributions").rglob("*.*")}
    assert "mended" not in run_command(root, "check", "--fix").stderr
    assert {path: path.read_bytes() for path in before} == before


def test_a_file_that_changed_meanwhile_is_left(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "mkdocs.yml": "site_name: x\n",
            "checks/allowed.txt": "",
            "checks/must-not-discuss.txt": "",
        },
    )
    write_files(tmp_path, TOPIC | LIST | {TIP: WRONG})
    found = run_check(tmp_path)
    assert found.offers
    (tmp_path / TIP).write_text(WRONG + "More.\n", "utf-8")
    mended = write_fixes(tmp_path, found)
    assert mended.done == []
    assert "meanwhile" in mended.left[TIP]
    assert (tmp_path / TIP).read_text("utf-8") == WRONG + "More.\n"
    assert [one.name for one in (tmp_path / "contributions/tips").iterdir()] == ["a.md"]


# ------------------------------------------------------------------ as data


def test_json_has_the_fix_and_the_lines_it_comes_to(hub: Callable[..., Path]) -> None:
    root = hub({TIP: "# A\n\nWe recieve [it](gone.md).\n"})
    rows = json.loads(run_command(root, "check", "--format", "json", TIP).stdout)
    assert [row["code"] for row in rows] == ["form-spelling", "link-dead"]
    assert rows[0]["fix"] == {
        "edits": [{"line": 3, "column": 4, "end_line": 3, "end_column": 11, "text": "receive"}],
        "suggestions": [{"start_line": 3, "end_line": 3, "lines": ["We receive [it](gone.md)."]}],
    }
    assert "fix" not in rows[1]


def test_github_and_markdown_show_a_suggestion(hub: Callable[..., Path]) -> None:
    root = hub({TIP: "# A\n\nWe recieve it.\n"})
    line = run_command(root, "check", "--format", "github", TIP).stdout
    assert line.count("\n") == 1
    assert "%0A%0A```suggestion%0AWe receive it.%0A```" in line
    comment = run_command(root, "check", "--format", "markdown", TIP).stdout
    assert "\n\n  ```suggestion\n  We receive it.\n  ```\n" in comment


def test_nothing_in_a_suggestion_ends_its_fence() -> None:
    one = Suggestion("a.md", 1, 1, ("````", "text @everyone"))
    block = suggestion_block(one)
    assert block.startswith("`````suggestion\n````\n")
    assert block.endswith("\n`````")
    told = diagnose("form-run-on", "a.md", 1, 1)
    shown = as_markdown([told], {told: Offer(Fix("a.md", "form-run-on", ()), (one,))})
    assert shown.count("`````") == 2
    assert suggestion_block(Suggestion("a.md", 1, 2, ())) == "```suggestion\n```"


def _edits(text: str) -> st.SearchStrategy[list[Edit]]:
    places = [
        (number, column)
        for number, line in enumerate(split_lines(text)[0], start=1)
        for column in range(1, len(line) + 2)
    ]
    place = st.sampled_from(places)
    written = st.text("ab\n", max_size=3)
    return st.lists(
        st.builds(
            lambda one, two, new: Edit(*min(one, two), *max(one, two), new), place, place, written
        ),
        max_size=6,
    )


_TEXTS = st.text("xy\n", max_size=30)


@example(("x\n\n", [Edit(1, 2, 2, 1, ""), Edit(2, 1, 3, 1, "")]))
@given(_TEXTS.flatmap(lambda text: st.tuples(st.just(text), _edits(text))))
def test_the_lines_that_are_suggested_come_to_the_same_as_the_edits(
    given_: tuple[str, list[Edit]],
) -> None:
    text, edits = given_
    fixes = fitting([Fix("a.md", "x", (edit,)) for edit in edits], text)
    lines = split_lines(text)[0]
    found = suggestions_in(fixes, lines)
    for one in reversed(found):
        lines[one.start_line - 1 : one.end_line] = one.replacement
    assert "\n".join(lines) == apply(fixes, text)
    spans = [(one.start_line, one.end_line) for one in found]
    assert all(one[1] < two[0] for one, two in pairwise(spans))


@given(st.text("x\r\n", max_size=30))
def test_lines_and_their_ends_are_the_whole_text(text: str) -> None:
    lines, ends = split_lines(text)
    assert "".join(line + end for line, end in zip(lines, ends, strict=True)) == text
    assert lines == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def test_fixes_that_touch_each_other_wait_and_each_is_whole() -> None:
    one = Fix("a.md", "x", (Edit(1, 1, 1, 3, "A"), Edit(2, 1, 2, 2, "B")))
    two = Fix("a.md", "y", (Edit(2, 1, 2, 1, "C"),))
    three = Fix("a.md", "z", (Edit(3, 1, 3, 2, "D"),))
    four = Fix("a.md", "z", (Edit(9, 1, 9, 2, "E"),))
    assert fitting([two, three, one, four], "abc\nabc\nabc\n") == [one, three]
    assert fitting([Fix("a.md", "x", (Edit(1, 1, 1, 2, ""), Edit(1, 1, 1, 3, "")))], "abc") == []
    assert Checked([], {}, {}, "").told == []
