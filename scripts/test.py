"""Run all checks and tests of the product: style, types, imports and every test, a real browser included."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import _chromium, _node_packages  # noqa: E402 - the line above lets it be found

COMPILED = "HUB_TESTS_COMPILED"
"""The variable by which tests learn where they are kept when they are compiled."""

REQUIREMENTS = ("build", "develop", "browser", "engines")

CHECKS = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("mypy", ("mypy", "commonplace", "hooks", "scripts", "tests/support")),
    ("lint-imports", ("importlinter.cli",)),
)
# Tests wait for browsers and servers for more than a third of their time, so there is work for more than a
# worker a core; each has a browser of its own, so there is an end to it.
_MOST_WORKERS = 8
WORKERS = ("-n", str(min(2 * (os.cpu_count() or 1), _MOST_WORKERS)), "--dist", "loadgroup")
_OWN_WORKERS = ("-n", "--numprocesses", "--pdb", "--trace", "--co", "--collect-only")


@dataclass(frozen=True)
class Counts:
    """What became of the tests."""

    passed: int
    failed: int
    skipped: int

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def main(arguments: list[str] | None = None) -> int:
    """Run the checks and the tests; 0, or the exit code of the first that failed, or 2."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub test",
        usage="scripts/hub test [PYTEST ARGUMENTS …]",
        description="Runs all checks and tests of the product: ruff, mypy, the import contract, all tests. "
        "A browser is looked for, and installed when there is none; HUB_CHROMIUM names one. "
        "npm gets what requirements/npm.txt lists; HUB_NPM_PACKAGES names a folder that has it. "
        "With arguments, pytest alone runs and gets them, such as: -k setup, tests/test_x.py, -x.",
    )
    _, chosen = parser.parse_known_args(arguments)
    try:
        return run(chosen)
    except (_chromium.NoBrowserError, _node_packages.NoPackageError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def run(chosen: list[str]) -> int:
    """Run pytest with `chosen` arguments, or everything when there are none."""
    os.environ["HUB_CHROMIUM"] = _chromium.ready()
    os.environ[_node_packages.UNPACKED] = str(_node_packages.ready(ROOT))
    if chosen:
        code, counts = _pytest(chosen)
        print(counts, flush=True)
        return code
    results: list[tuple[str, int]] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ[COMPILED] = folder
        with _compiling():
            for name, command in CHECKS:
                print(f"── {name}", flush=True)
                results.append((name, _module(*command)))
        print("── pytest", flush=True)
        code, counts = _pytest([])
    results.append(("pytest", code))
    print("\n" + ", ".join(f"{name}: {'failed' if bad else 'ok'}" for name, bad in results))
    print(counts, flush=True)
    return next((bad for _, bad in results if bad), 0)


@contextmanager
def _compiling() -> Iterator[None]:
    """Meanwhile the tests are compiled: each of the workers would do that by itself, for ten seconds."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL):
        yield


def _pytest(chosen: list[str]) -> tuple[int, Counts]:
    own = any(argument.startswith(_OWN_WORKERS) for argument in chosen)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        workers = () if own else WORKERS
        code = _module("pytest", *workers, f"--junit-xml={report}", *chosen)
        return code, _count(report)


def _count(report: Path) -> Counts:
    """What pytest's own report says; nothing counted when it could not write one."""
    try:
        suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 - our own
    except (OSError, ElementTree.ParseError):
        return Counts(0, 0, 0)
    total = failed = skipped = 0
    for suite in suites:
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return Counts(total - failed - skipped, failed, skipped)


def _module(name: str, *arguments: str) -> int:
    """Run a Python module as a program in the project's root; its exit code."""
    command = [sys.executable, "-m", name, *arguments]
    if name == "importlinter.cli":  # it has no way to be run as a module
        program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
        command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
