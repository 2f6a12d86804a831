"""Runs the programs that look over what GitHub reads: zizmor, check-jsonschema, shellcheck."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.support.shipped import ROOT

_NOWHERE = "http://127.0.0.1:9"
_SECONDS = 120
_REMEDY = {
    "zizmor": "start the tests by “scripts/hub test”, which installs it",
    "check-jsonschema": "start the tests by “scripts/hub test”, which installs it",
    "shellcheck": "sudo apt install shellcheck (Debian, Ubuntu), brew install shellcheck (macOS)",
}


def run_tool(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program in the project's root, with nobody's own settings and no way to the network.

    Where it is missing the test fails in CI, and says by hand that nothing was looked over.
    """
    found = find_tool(program)
    if found is None:
        absent(program)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ZIZMOR_", "SHELLCHECK_", "GH_", "GITHUB_"))
        and name.lower() != "no_proxy"
    }
    proxies = {f"{scheme}_PROXY": _NOWHERE for scheme in ("HTTP", "HTTPS", "ALL")}
    proxies |= {name.lower(): value for name, value in proxies.items()}
    return subprocess.run(
        [found, *map(str, arguments)],
        cwd=ROOT,
        env=kept | proxies | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )


def find_tool(program: str) -> str | None:
    """The one that the lock file brings, else the system's."""
    own = str(Path(sys.executable).parent)
    return shutil.which(program, path=os.pathsep.join([own, os.environ.get("PATH", os.defpath)]))


def absent(program: str) -> NoReturn:
    """What becomes of a test whose program is missing."""
    told = f"NOTHING WAS LOOKED OVER: there is no {program} here. Get it: {_REMEDY[program]}."
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)


def check_schema(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    """Hold files to one of the schemas that check-jsonschema brings along."""
    return run_tool("check-jsonschema", "--builtin-schema", schema, *files)


def zizmor(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Ask zizmor for all it can say without the network; a settings file of its own counts for nothing."""
    strict = ("--offline", "--pedantic", "--no-config", "--strict-collection", "--no-progress")
    return run_tool("zizmor", *strict, "--color=never", *arguments)


def shellcheck(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Hold shell scripts to all that shellcheck says unasked."""
    return run_tool("shellcheck", "--norc", "--severity=style", "--color=never", *arguments)
