"""The hub's scripts for browsers, asked in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.support.hub import ROOT


def ask_node(script: str, given: Any, *, seconds: int) -> Any:
    """What a script of tests/support answers to `given`, as JSON. It fails, and never skips, without Node."""
    node = shutil.which("node")
    assert node, "node is not here, so nothing holds what browsers do to what Python does"
    with TemporaryDirectory() as folder:
        done = subprocess.run(
            [node, str(_as_modules(Path(folder)) / script)],
            input=json.dumps(given),
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _as_modules(folder: Path) -> Path:
    """Where copies of the scripts lie below a `package.json`: without one they are no modules for Node 18.

    The project has none, since npm and what publishes sites would take it for one of theirs.
    """
    for scripts, pattern in (("docs/assets", "*.js"), ("tests/support", "*.mjs")):
        for path in (ROOT / scripts).rglob(pattern):
            copy = folder / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    return folder / "tests" / "support"
