"""The house as it should stand: arrows, sizes, names, time, and the catalog of diagnostics."""

from __future__ import annotations

import ast
import configparser
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonplace.diagnostics import catalog
from tests.support.hub import ROOT
from tests.support.shipped import product_files

LONGEST = 300
LONGEST_HOOK = 90
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}
CLOCKS = {"now", "today", "utcnow", "localtime", "gmtime"}
MADE_FOR_A_CODE = re.compile(
    r"^people-(emails|logins|names)-claimed$"
)  # diagnose(f"people-{…}-claimed")
NO_GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)  # one sign, and a class of them
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[\d,()]+\})\+")
REGISTRIES = re.compile(r"artifactory|nexus\.|registry\.npmjs\.org|files\.pythonhosted\.org")


def sources(*folders: str) -> list[Path]:
    """The Python files below some folders of the project."""
    every = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    found = product_files(every)
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
    for path in product_files(ROOT / name for name in names if name):
        if path.is_file() and path.suffix not in {".png", ".jpg", ".pdf", ".woff2"}:
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


def test_no_pattern_has_what_some_pythons_match_wrongly() -> None:
    """Before 3.11.5 a possessive group matched wrongly (gh-106052); `(?>…)` and `[…]*+` are right."""
    for path in sources("commonplace", "hooks", "scripts"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found = POSSESSIVE_GROUP.search(NO_GROUP.sub("x", _written(node)))
            assert found is None, f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def _written(node: ast.AST) -> str:
    """A text in a source; what is put into it may be a group."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_written(part) for part in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value if isinstance(node.value, str) else node.value.decode("latin-1")
    return "()" if isinstance(node, ast.FormattedValue) else ""


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
    rules = ROOT / "commonplace" / "checks" / "leaks.json"  # their codes are data, as they are
    for row in json.loads(rules.read_text("utf-8"))["rules"]:
        found[row["code"]] = rules.name
    for script in product_files(
        (ROOT / "docs" / "assets").rglob("*.js")
    ):  # what browsers alone say
        for code in re.findall(
            r"[\"'](p(?:icture|review)-[a-z-]+)[\"']", script.read_text("utf-8")
        ):
            found[code] = script.name
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


def of_this_machine() -> list[str]:
    """Folders that no file should name. Containers have a home at the root, which is in every address."""
    places = str(ROOT), f"{str(Path.home()).rstrip('/')}/"
    return [place for place in places if place.count("/") > 1]


def test_a_home_at_the_root_is_looked_for_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/"))
    assert not [place for place in of_this_machine() if place in "https://"]


def test_nothing_names_this_machine_or_a_registry() -> None:
    here = of_this_machine()
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
