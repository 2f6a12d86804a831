"""vnu, the checker of HTML that the W3C runs: what it says of pages, all of them in one run of Java."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tests.support.node_packages import package_path

# It needs more stack than Java gives, and is done before Java has finished making itself fast: together
# these halve what it takes of the processor.
_JAVA = ("-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
# Advice on what is valid is left out, such as a heading for each comment. So are warnings on style sheets:
# vnu knows CSS later than browsers do.
_SAYS = ("--format", "json", "--errors-only", "--stdout", "--exit-zero-always")
_SECONDS = 300
NO_JAVA = (
    "There is no Java on this machine, so NOBODY HAS LOOKED WHETHER THE HTML OF THE PAGES IS VALID. "
    "CI does. To do so here:\n"
    "  Debian, Ubuntu   sudo apt install default-jre-headless\n"
    "  macOS            brew install openjdk\n"
    "  Windows          winget install Microsoft.OpenJDK.21"
)


def java() -> str | None:
    """Where Java is. macOS has a program of that name that only says how to get one."""
    path = shutil.which("java")
    if path is None:
        return None
    known = subprocess.run([path, "-version"], capture_output=True, check=False)
    return path if known.returncode == 0 else None


def java_is_a_must() -> bool:
    """Whether tests fail where there is no Java: in CI, which every service says of itself."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def invalid(java: str, pages: Iterable[Path]) -> Mapping[Path, list[str]]:
    """The errors of each page that has some. Raises RuntimeError when vnu did not look at the pages."""
    looked_at = {path.resolve(): path for path in pages}
    command = [java, *_JAVA, "-jar", str(package_path("vnu-jar", "build/dist/vnu.jar")), *_SAYS]
    done = subprocess.run(
        [*command, *map(str, looked_at)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    try:
        messages: list[dict[str, Any]] = json.loads(said)["messages"]
    except ValueError:
        told = done.stderr.decode("utf-8", "replace") or said
        raise RuntimeError(f"vnu (it needs Java 17 or newer) gave no answer:\n{told}") from None
    found: dict[Path, list[str]] = {}
    for one in messages:
        page = Path(url2pathname(urlsplit(one.get("url", "")).path))
        at = f"line {one.get('lastLine')}: {one['message']} {one.get('extract', '')!r}"
        found.setdefault(looked_at.get(page.resolve(), page), []).append(at)
    return found
