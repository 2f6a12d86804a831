"""Commands of the hub, started by a process that has already read the packages they need."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.support.shipped import shipped_settings

_SERVER = Path(__file__).with_name("warm_server.py")
# What a command reads while it runs. Anything else may be for Python or Git to read when they start: then a
# command starts by itself.
_READ_LATER = ("HUB_", "SOURCE_DATE_EPOCH", "GITHUB_")
_READ_AT_START = ("PATH", "TZ", "LANG", "LC_", "LD_", "GIT_", "PYTHON")


def _watched() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith(_READ_AT_START)}


_AT_START = _watched()


class _Starter:
    """One server and its two pipes; one command at a time."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="warm-")
        (Path(self.folder.name) / "templates").mkdir()
        (Path(self.folder.name) / "mkdocs.yml").write_text(shipped_settings(), "utf-8")
        dropped = ("PYTHON", "GITHUB_", "HUB_AS_OF", "SOURCE_DATE_EPOCH")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        self.server = subprocess.Popen(
            [sys.executable, str(_SERVER), self.folder.name],
            env=kept | {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.busy = threading.Lock()
        atexit.register(self.end)

    def run(
        self, root: Path, arguments: list[str], environment: Mapping[str, str], seconds: float
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; TimeoutExpired when it does not come to one."""
        said = {name: Path(self.folder.name) / name for name in ("out", "err")}
        for path in said.values():
            path.unlink(
                missing_ok=True
            )  # somebody whom a command left behind may still write there
            path.touch()
        asked = {
            "folder": str(root),
            "arguments": arguments,
            "environment": dict(environment),
            **{name: str(path) for name, path in said.items()},
        }
        assert self.server.stdin is not None
        self.server.stdin.write(json.dumps(asked).encode() + b"\n")
        self.server.stdin.flush()
        started, late = self._heard(), threading.Event()

        def stop() -> None:
            late.set()
            os.kill(started, signal.SIGKILL)

        alarm = threading.Timer(seconds, stop)
        alarm.start()
        code = self._heard()
        alarm.cancel()
        if late.is_set():
            raise subprocess.TimeoutExpired(arguments, seconds)
        out, err = (path.read_text("utf-8") for path in said.values())
        return subprocess.CompletedProcess([sys.executable, *arguments], code, out, err)

    def _heard(self) -> int:
        assert self.server.stdout is not None
        return int(json.loads(self.server.stdout.readline()))

    def end(self) -> None:
        """Let the server end, and take away what it kept."""
        assert self.server.stdin is not None
        self.server.stdin.close()
        self.server.wait()
        self.folder.cleanup()


@cache
def _starter() -> _Starter:
    return _Starter()


def may_be_warm(arguments: list[str], changed: Mapping[str, str]) -> bool:
    """Whether a command is a script or MkDocs, and needs nothing from the very start of Python."""
    known = arguments[0].endswith(".py") or arguments[:2] == ["-m", "mkdocs"]
    later = all(name.startswith(_READ_LATER) for name in changed)
    return hasattr(os, "fork") and known and later and _watched() == _AT_START


def run_warm(
    root: Path, arguments: list[str], environment: Mapping[str, str], seconds: float
) -> subprocess.CompletedProcess[str] | None:
    """What a command said, or None while another one is running."""
    starter = _starter()
    if not starter.busy.acquire(blocking=False):
        return None
    try:
        return starter.run(root, arguments, environment, seconds)
    finally:
        starter.busy.release()
