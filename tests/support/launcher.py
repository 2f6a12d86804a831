"""A project for the launcher alone: its real files, empty lock files, two commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.hub import ROOT
from tests.support.repository import write_files

HELLO = '''"""Say hello to whoever calls."""

import json
import os
import sys

print(json.dumps({
    "arguments": sys.argv[1:],
    "path": sys.path,
    "prefix": sys.prefix,
    "folder": os.getcwd(),
    "home": os.environ.get("PYTHONHOME"),
}))
sys.exit(int(os.environ.get("HELLO_CODE", "0")))
'''
CHECKED = '"""Look at everything."""\n\nREQUIREMENTS = ("build", "develop")\nprint("checked")\n'


def make_project(folder: Path) -> Path:
    """Put the launcher into `folder`, with the commands hello and looking; returns the folder."""
    (folder / "scripts").mkdir(parents=True)
    for path in (ROOT / "scripts").iterdir():
        if path.is_file() and (path.suffix != ".py" or path.name.startswith("_")):
            shutil.copy2(path, folder / "scripts")
    write_files(
        folder,
        {
            "scripts/hello.py": HELLO,
            "scripts/looking.py": CHECKED,
            "requirements/build.txt": "# nothing\n",
            "requirements/develop.txt": "# nothing either\n",
        },
    )
    return folder


def launch(
    project: Path,
    *arguments: str,
    before: tuple[str, ...] = (),
    cwd: Path | None = None,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run `scripts/hub` with this Python (`before` are its options), without a network."""
    dropped = ("PYTHON", "PIP_", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return subprocess.run(
        [sys.executable, *before, str(project / "scripts" / "hub"), *arguments],
        cwd=cwd or project.parent,
        env=kept | {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
