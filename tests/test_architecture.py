"""The house as it should stand: arrows, sizes, names, time, and the catalog of diagnostics."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonplace.diagnostics import catalog
from tests.support.hub import ROOT

LONGEST = 300
LONGEST_HOOK = 90
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}
CLOCKS = {"now", "today", "utcnow", "localtime", "gmtime"}
MADE_FOR_A_CODE = re.compile(
    r"^people-(emails|logins|names)-claimed$"
)  # diagnose(f"people-{…}-claimed")
REGISTRIES = re.compile(r"artifactory|nexus\.|registry\.npmjs\.org|files\.pythonhosted\.org")


def sources(*folders: str) -> list[Path]:
    """The Python files below some folders of the project."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(found) > 4
    return found


def committed() -> Iterator[Path]:
    """Every text file that is in the repository or about to be; all files where there is no Git."""
    asked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = asked.stdout.decode("utf-8", "replace").split("\0") if asked.returncode == 0 else []
    for name in names:
        path = ROOT / name
        if name and path.is_file() and path.suffix not in {".png", ".jpg", ".pdf", ".woff2"}:
            yield path


def test_every_package_has_its_layer() -> None:
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", "utf-8")
    layers = contract["importlinter:contract:layers"]["layers"]
    named = set(re.findall(r"commonplace\.(\w+)", layers))
    packages = {path.parent.name for path in (ROOT / "commonplace").glob("*/__init__.py")}
    packages |= {path.parent.name for path in (ROOT / "commonplace").glob("*/*.py")}
    assert len(packages) > 8
    assert packages == named
    assert contract["importlinter"]["root_packages"].split() == ["commonplace"]


@pytest.mark.parametrize(
    ("folders", "longest"), [(("commonplace", "scripts"), LONGEST), (("hooks",), LONGEST_HOOK)]
)
def test_no_file_is_long(folders: tuple[str, ...], longest: int) -> None:
    lengths = {str(path.relative_to(ROOT)): _lines(path) for path in sources(*folders)}
    assert {name: length for name, length in lengths.items() if length >= longest} == {}


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_every_name_says_something() -> None:
    named = sources("commonplace", "hooks", "scripts", "tests")
    assert [
        path for path in named if path.stem.strip("_") in VAGUE or path.parent.name in VAGUE
    ] == []


def test_nothing_below_the_commands_asks_what_day_it_is() -> None:
    for path in sources("commonplace"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = node.func.attr
                assert called not in CLOCKS, f"{path}:{node.lineno}"
                of_time = getattr(node.func.value, "id", "") == "time"
                assert not (of_time and called in {"time", "monotonic"}), f"{path}:{node.lineno}"


def codes_used() -> dict[str, str]:
    """Every text in the sources that is a code, or stands where a code has to."""
    found: dict[str, str] = {}
    for path in sources("commonplace", "hooks", "scripts"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and node.value in set(catalog()):
                found[str(node.value)] = f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Call) and node.args and _asks_for_a_code(node.func):
                for code in _texts(node.args[0]):
                    found[code] = f"{path.name}:{node.lineno}"
    return found


def _asks_for_a_code(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"diagnose", "report", "_report"}


def _texts(node: ast.expr) -> list[str]:
    """The texts that an argument can be, where it is written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    return []


def test_every_code_that_is_used_is_in_the_catalog() -> None:
    used = codes_used()
    assert len(used) > 60
    assert {code: place for code, place in used.items() if code not in catalog()} == {}


def test_every_code_of_the_catalog_is_used() -> None:
    used = codes_used()
    assert [
        code for code in catalog() if code not in used and not MADE_FOR_A_CODE.match(code)
    ] == []


def test_every_message_says_how_to_mend_it() -> None:
    for code, entry in catalog().items():
        assert entry.message.strip(), code
        assert entry.hint.strip(), code
        assert not re.search(r"\w!", entry.message + entry.hint), code
        assert entry.hint.rstrip().endswith((".", "…", ")", "`", "{remedy}", '{root}"', "?")), code


def test_nothing_names_this_machine_or_a_registry() -> None:
    here = [place for place in (str(ROOT), f"{Path.home()}/") if place.count("/") > 1]
    seen = 0
    for path in committed():
        if path == Path(__file__):
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found = REGISTRIES.search(text)
        assert found is None, f"{path.relative_to(ROOT)} names {found and found[0]}"
        assert not [place for place in here if place in text], path.relative_to(ROOT)
        seen += 1
    if (ROOT / ".git").exists():
        assert seen > 150
