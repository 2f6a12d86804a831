"""`check` tells the form of texts in real repositories: of all, and of what a branch changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commonplace.diagnostics import Severity, catalog
from commonplace.model.settings import Settings
from commonplace.readers.settings import read_settings
from commonplace.site.gather import Request, gather
from tests.support.broken import png
from tests.support.hub import make_hub, run_command
from tests.support.repository import Repository, write_files
from tests.test_bad_input import NOW

TEXT = (
    "Before you close a valve in the cellar, read the number on it aloud and let your colleague read it "
    "aloud as well. If the two of you do not say the same number, stop, and fetch the plan from the wall.\n"
)
TOP = "---\ntopics: [on-cal, duty, night]\n---\n"
FILES: dict[str, str | bytes] = {
    "contributions/tips/old.md": f"# Read the number\n\n{TEXT}",
    "contributions/tips/renamed.md": "# Renamed\n\nIt is here no more.\n",
    "contributions/tips/untouched.md": "# Untouched\n\nWe recieve [here](gone.md).\n",
    "docs/topics/on-call.md": "---\ntitle: On call\nformerly: [duty]\n---\n",
    "docs/topics/night.md": "---\ntitle: Night\n---\n",
    "checks/spelling.txt": "recieve -> receive\nbroken\n",
}


@pytest.fixture(name="hub")
def _hub(tmp_path: Path) -> Callable[..., Path]:
    def make(files: dict[str, str | bytes], settings: str = "") -> Path:
        return make_hub(tmp_path / "hub", FILES | files, settings=settings)

    return make


def told(root: Path, *arguments: str) -> list[tuple[str, str, int]]:
    done = run_command(root, "check", "--format", "json", *arguments)
    rows = json.loads(done.stdout)
    shown = [(row["code"], row["path"].rpartition("/")[2], row["line"]) for row in rows]
    return [one for one in shown if not one[0].startswith(("topic-no", "topic-empty"))]


def test_a_whole_check_tells_form_and_the_list_of_spellings(hub: Callable[..., Path]) -> None:
    root = hub({})
    assert told(root) == [
        ("form-spelling-list", "spelling.txt", 2),
        ("form-spelling", "untouched.md", 3),
        ("form-link-words", "untouched.md", 3),
        ("link-dead", "untouched.md", 3),
    ]
    assert run_command(root, "check").returncode == 0, "advice does not block"


def test_base_tells_the_form_of_what_changed_and_nothing_else(hub: Callable[..., Path]) -> None:
    root = hub({})
    repository = Repository(root)
    base = repository.head()
    repository.move("contributions/tips/renamed.md", "contributions/tips/new-name.md")
    repository.move("docs/topics/night.md", "docs/topics/by-night.md")
    write_files(
        root,
        {
            "contributions/tips/new.md": f"{TOP}\n# New\n\n{TEXT}\nToo.\n",
            "contributions/tips/links.md": "# Links\n\n"
            "[a](gone.md) [b](old.md) [c](renamed.md) [d](old.md#x)\n\n"
            "![A pump](pump.png) ![A plan](plan.bmp) ![A valve](valve.png)\n\n"
            "We recieve:\n| it | them |\n|---|---|\n",
            "contributions/tips/plan.bmp": b"BM",
            "contributions/tips/valve.png": png(9000, 9000),
            "contributions/tips/old.md": f"# Read the number\n\n{TEXT}\nAnd wait.\n",
        },
    )
    repository.commit(date="2026-02-01")
    found = told(root, "--base", base)
    assert found == [
        ("link-dead", "links.md", 3),
        ("form-anchor", "links.md", 3),
        ("image-missing", "links.md", 5),
        ("asset-unused-type", "links.md", 5),
        ("form-picture-wide", "links.md", 5),
        ("form-spelling", "links.md", 7),
        ("form-run-on", "links.md", 8),
        ("topic-unknown", "new.md", 2),
        ("form-twin", "new.md", 5),
    ]
    everything = told(root)
    assert set(found) <= set(everything), "a whole check says all of it, too"
    assert ("form-twin", "old.md", 1) not in everything


def test_base_mends_what_changed_and_nothing_else(hub: Callable[..., Path]) -> None:
    root = hub({})
    base = Repository(root).head()
    write_files(
        root,
        {"contributions/tips/new.md": "---\ntopics: [on-cal]\n---\n\n# New\n\nWe recieve it.\n"},
    )
    done = run_command(root, "check", "--base", base, "--fix")
    assert done.returncode == 0
    text = (root / "contributions/tips/new.md").read_text("utf-8")
    assert text == "---\ntopics: [on-call]\n---\n\n# New\n\nWe receive it.\n"
    assert "recieve" in (root / "contributions/tips/untouched.md").read_text("utf-8")


def test_base_tells_of_every_link_to_a_file_that_is_not_there(hub: Callable[..., Path]) -> None:
    beside: dict[str, str | bytes] = {
        "contributions/tips/plan.pdf": b"%PDF-1.4\n",
        "README.md": "# R\n",
    }
    root = hub(beside, settings="repo_url: https://github.com/acme/hub\n")
    base = Repository(root).head()
    there = (
        "[a](plan.pdf) [b](old) [c](new.md) [d](../../README.md) [e](?x) [f](#new) [g](../tips/)"
    )
    there += " [h](../../docs/whats-new/index.md)"
    long = "long" * 80
    gone = ["gone.pdf", "../gone/", "../", "old.pdf#page=2", "www.nasa.gov/plan"]
    gone += [f"{long}.pdf", f"{long}/a.md"]
    lines = "\n\n".join(f"[it]({one})" for one in gone)
    text = f"# New\n\n{there}\n\n{lines}\n\n![A valve]({long}.png)\n"
    Repository(root).commit({"contributions/tips/new.md": text})
    found = told(root, "--base", base)
    assert [line for *_, line in found] == list(range(5, 20, 2))
    assert {code for code, *_ in found} == {"link-dead", "link-no-scheme", "image-missing"}
    assert found == told(root, "contributions/tips/new.md")


def test_base_says_nothing_of_links_where_the_history_is_not_whole(
    hub: Callable[..., Path], tmp_path: Path
) -> None:
    root = hub({})
    repository = Repository(root)
    repository.move("contributions/tips/renamed.md", "contributions/tips/new-name.md")
    repository.commit()
    write_files(root, {"contributions/tips/new.md": "# New\n\n[a](renamed.md) [b](gone.md)\n"})
    repository.commit()
    assert told(root, "--base", "HEAD~1") == [("link-dead", "new.md", 3)]
    shallow = repository.clone(tmp_path / "shallow", depth=2)
    for name in ("scripts", "hooks", "commonplace"):
        (shallow.root / name).symlink_to(root / name, target_is_directory=True)
    from scripts._check_run import run_check

    assert [one.code for one in run_check(shallow.root, "HEAD~1").told] == []


# ------------------------------------------------------------------ what a company does not want to hear


def test_advice_can_be_switched_off_everywhere(hub: Callable[..., Path]) -> None:
    root = hub({}, "extra: {hub: {checks: {off: [form-spelling, link-dead, form-spelling-list]}}}")
    assert told(root) == [("form-link-words", "untouched.md", 3)]
    assert "recieve" not in run_command(root, "check", "--fix").stderr
    site = gather(Request(root, NOW), {})
    assert "link-dead" not in {one.code for one in site.plan.diagnostics}
    assert site.hub.settings.checks_off == ("form-spelling", "link-dead", "form-spelling-list")
    done = run_command(root, "build", "--site-dir", str(root.parent / "site"))
    assert done.returncode == 0, done.stderr


def test_what_has_to_be_mended_cannot_be_switched_off(tmp_path: Path) -> None:
    errors = [code for code, one in catalog().items() if one.severity is Severity.ERROR]
    assert len(errors) > 20
    off = ", ".join([*errors[:40], "form-spellin", "form-twin"])
    write_files(
        tmp_path, {"mkdocs.yml": f"extra:\n  hub:\n    checks: {{off: [{off}], on: [x]}}\n"}
    )
    settings, problems = read_settings(tmp_path, {})
    assert settings.checks_off == ("form-twin",)
    refused = [one for one in problems if one.code == "settings-checks"]
    assert len(refused) == len(errors[:40]) + 1
    assert "Did you mean “form-spelling”?" in refused[-1].message
    assert [one.code for one in problems if one not in refused] == ["field-unknown"]


@pytest.mark.parametrize(
    "written", ["checks: x", "checks: {off: {a: b}}", "checks: [off]", "checks: {off: }"]
)
def test_odd_settings_switch_nothing_off(written: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"mkdocs.yml": f"extra:\n  hub:\n    {written}\n"})
    settings, problems = read_settings(tmp_path, {})
    assert settings.checks_off == Settings().checks_off == ()
    assert problems
