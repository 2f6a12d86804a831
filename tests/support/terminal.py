"""A command on a real terminal, with somebody who answers what it asks. There is none such on Windows."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest

CTRL_C, CTRL_D = "\x03", "\x04"
_SECONDS = 60  # of silence; a question comes in far less


def on_terminal(
    root: Path, command: str, *arguments: str, typed: str, **environment: str
) -> tuple[int, str]:
    """Run `scripts/<command>.py` of the hub at `root`, type a line for each question, and tell how it ended.

    A question ends with what it proposes, in brackets. A line that is a Ctrl key is that key alone.
    """
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(root / "scripts" / f"{command}.py"), *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    shown = ""
    lines = typed.split("\n")
    while True:
        if not select.select([ours], [], [], _SECONDS)[0]:
            _end(process, f"It says nothing more:\n{shown}")
        try:
            piece = os.read(ours, 4096).decode("utf-8", "replace")
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if shown.rstrip(" ").endswith("]") and "[" in shown.rsplit("\n", 1)[-1]:
            if not lines:
                _end(process, f"It asks for more than was typed:\n{shown}")
            time.sleep(0.05)
            line = lines.pop(0)
            os.write(ours, (line if line in (CTRL_C, CTRL_D) else f"{line}\n").encode())
    os.close(ours)
    return process.wait(), shown


def _end(process: subprocess.Popen[bytes], words: str) -> NoReturn:
    process.kill()
    process.wait()
    pytest.fail(words)
