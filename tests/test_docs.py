"""The documents say what the code does: every diagnostic, every key, every setting, every command."""

from __future__ import annotations

import ast
import re

import pytest

from commonplace.diagnostics import catalog
from tests.support.diagnostics_page import PAGE, page
from tests.support.hub import ROOT

REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")
READERS = {
    "### Contributions": "contributions",
    "### People": "people",
    "### Topics": "topics",
    "## Settings": "settings",
}
ASKING = {"text", "texts", "day", "flag", "choice", "months", "addresses", "section", "node", "get"}
OF_MKDOCS = {"extra", "hub", "theme", "language", "markdown_extensions", "pymdownx.snippets"}


def test_the_page_of_diagnostics_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.support.diagnostics_page writes it"
    documented = re.findall(r"^\| `([\w-]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(documented) == list(catalog())
    assert len(documented) > 60


def keys_read(module: str) -> set[str]:
    """Every key that a reader asks for, as it is written in the reader."""
    tree = ast.parse((ROOT / "commonplace" / "readers" / f"{module}.py").read_text("utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = getattr(node.func, "id", "")
        place = 0 if called in ASKING else 1 if name == "_matching" else None
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


@pytest.mark.parametrize(("heading", "module"), READERS.items())
def test_every_key_is_in_the_reference(heading: str, module: str) -> None:
    text = part(heading)
    keys = keys_read(module) - (OF_MKDOCS - {"language"} if module == "settings" else set())
    assert len(keys) >= 7
    words = set(re.findall(r"\w+", text))
    assert keys - words == set()


@pytest.mark.parametrize(("heading", "module"), READERS.items())
def test_every_key_of_the_reference_is_read(heading: str, module: str) -> None:
    explained = first_column(part(heading))
    assert len(explained) >= 6
    assert explained - keys_read(module) == set()


def test_every_setting_that_mkdocs_yml_offers_is_read() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    below = text.split("\n  hub:\n", 1)[1].split("\n  generator:", 1)[0]
    offered = set(re.findall(r"^    (?:# )?(\w+):(?: |$)", below, re.MULTILINE))
    assert len(offered) > 6
    assert offered - keys_read("settings") == set()


def test_every_command_is_in_the_reference() -> None:
    commands = {path.stem for path in (ROOT / "scripts").glob("*.py") if path.stem[0] != "_"}
    assert len(commands) >= 7
    assert {name for name in commands if f"`scripts/hub {name}" not in part("## Commands")} == set()


def test_every_command_of_the_documents_is_there() -> None:
    named: set[str] = set()
    for path in [*(ROOT / "docs").rglob("*.md"), ROOT / "mkdocs.yml"]:
        named.update(re.findall(r"scripts/hub ([a-z]+)\b", path.read_text("utf-8")))
    assert len(named) >= 7
    assert {name for name in named if not (ROOT / "scripts" / f"{name}.py").is_file()} == set()
