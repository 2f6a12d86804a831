"""The documents say what the code does: every diagnostic, every key, every setting, every command."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from commonplace.diagnostics import catalog
from commonplace.readers.settings import read_settings
from tests.support.diagnostics_page import PAGE, page
from tests.support.hub import ROOT
from tests.support.repository import write_files
from tests.support.shipped import product_files, shipped_settings

REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")
READERS = {
    "### Contributions": ("contributions",),
    "### People": ("people",),
    "### Topics": ("topics", "picks"),
    "### Learning paths": ("paths", "picks"),
    "## Settings": ("settings", "settings_comments", "settings_checks"),
}
ASKING = {"text", "texts", "day", "flag", "choice", "months", "addresses", "section", "node", "get"}
OF_MKDOCS = {"extra", "hub", "theme", "language", "markdown_extensions", "pymdownx.snippets"}


def test_the_page_of_diagnostics_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.support.diagnostics_page writes it"
    documented = re.findall(r"^\| `([\w-]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(documented) == list(catalog())
    assert len(documented) > 60


def keys_read(*modules: str) -> set[str]:
    """Every key that readers ask for, as it is written in them."""
    return set().union(*map(_keys_read, modules))


def _keys_read(module: str) -> set[str]:
    tree = ast.parse((ROOT / "commonplace" / "readers" / f"{module}.py").read_text("utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = getattr(node.func, "id", "")
        place = 0 if called in ASKING else 1 if name in {"_matching", "read_picks"} else None
        if place is None or len(node.args) <= place:
            continue
        argument = node.args[place]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            found.add(argument.value)
    return {key for key in found if not key.isupper()}  # those are of the environment


def part(heading: str) -> str:
    """What stands below a heading of the reference, up to the next one."""
    assert f"\n{heading}\n" in REFERENCE
    after = REFERENCE.split(f"\n{heading}\n", 1)[1]
    return re.split(r"^##", after, maxsplit=1, flags=re.MULTILINE)[0]


def first_column(text: str) -> set[str]:
    """The keys that a table explains."""
    cells = re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE)
    return {key for cell in cells for key in re.findall(r"`([\w]+)`", cell)}


@pytest.mark.parametrize(("heading", "modules"), READERS.items())
def test_every_key_is_in_the_reference(heading: str, modules: tuple[str, ...]) -> None:
    text = part(heading)
    keys = keys_read(*modules) - (OF_MKDOCS - {"language"} if "settings" in modules else set())
    assert len(keys) >= 7
    words = set(re.findall(r"\w+", text))
    assert keys - words == set()


@pytest.mark.parametrize(("heading", "modules"), READERS.items())
def test_every_key_of_the_reference_is_read(heading: str, modules: tuple[str, ...]) -> None:
    explained = first_column(part(heading))
    assert len(explained) >= 6
    assert explained - keys_read(*modules) == set()


def test_every_setting_that_mkdocs_yml_offers_is_read() -> None:
    text = shipped_settings()
    below = text.split("\n  hub:\n", 1)[1].split("\n  generator:", 1)[0]
    offered = set(re.findall(r"^    (?:# )?(\w+):(?: |$)", below, re.MULTILINE))
    assert len(offered) > 6
    assert offered - keys_read(*READERS["## Settings"]) == set()


def test_what_mkdocs_yml_offers_can_be_switched_on(tmp_path: Path) -> None:
    text = shipped_settings()
    offered = re.findall(r"^    # (\w+: .+)$", text.split("\n  hub:\n", 1)[1], re.MULTILINE)
    assert len(offered) > 4
    for line in offered:
        write_files(tmp_path, {"mkdocs.yml": f"site_name: Ours\nextra: {{hub: {{{line}}}}}\n"})
        _, problems = read_settings(tmp_path, {})
        assert [one for one in problems if "not used" not in one.message] == [], line


def test_every_command_is_in_the_reference() -> None:
    found = product_files((ROOT / "scripts").glob("*.py"))
    commands = {path.stem for path in found if path.stem[0] != "_"}
    assert len(commands) >= 7
    assert {name for name in commands if f"`scripts/hub {name}" not in part("## Commands")} == set()


def test_every_command_of_the_documents_is_there() -> None:
    texts = [path.read_text("utf-8") for path in product_files((ROOT / "docs").rglob("*.md"))]
    named = set(re.findall(r"scripts/hub ([a-z]+)\b", "\n".join([*texts, shipped_settings()])))
    assert len(named) >= 7
    assert {name for name in named if not (ROOT / "scripts" / f"{name}.py").is_file()} == set()
