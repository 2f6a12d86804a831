"""Other engines than MkDocs: what builds with them, and a loud word where one is missing."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pytest

from tests.support.hub import run_python

ENGINES = ("properdocs", "zensical")


def need(name: str) -> None:
    """Fail where the engine is not installed: a test that was not run says nothing about leaving MkDocs."""
    if importlib.util.find_spec(name) is None:
        pytest.fail(
            f"{name} is not installed here, so nothing was tried with it. “scripts/hub test” installs what "
            "requirements/engines.txt lists; without a network for that, deselect these tests by name.",
            pytrace=False,
        )


def build_with(name: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build an export with an engine."""
    need(name)
    return run_python(folder, "-m", name, "build", "-f", "mkdocs.yml", *options)
