"""Runs one script inside the environment and sees to a quiet end."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run `scripts/<first argument>.py` with the rest as its arguments; the exit code."""
    script = ROOT / "scripts" / f"{sys.argv[1]}.py"
    sys.argv = [f"scripts/hub {sys.argv[1]}", *sys.argv[2:]]
    # scripts/ would hide modules such as “test”; the root lets `commonplace` be found.
    here = str(ROOT / "scripts")
    sys.path[:] = [str(ROOT), *(path for path in sys.path if path not in (here, str(ROOT)))]
    try:
        runpy.run_path(str(script), run_name="__main__")
        sys.stdout.flush()
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return 0


if __name__ == "__main__":
    sys.exit(main())
