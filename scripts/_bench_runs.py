"""One measured build: seconds by the clock and of the processor, and memory, with all its processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GONE = "gone-"  # how the folders begin in which a build keeps, emptied, what is not to be there any more
_EVERY = 0.2  # seconds between two looks at the memory
_HISTORY = """\
from pathlib import Path
from commonplace.readers.history import read_history
read_history(Path())
"""
_PHASES = Path(__file__).with_name("_bench_phases.py")


class BuildFailedError(Exception):
    """A build that was to be measured ended badly. The message is the end of what it said."""


@dataclass(frozen=True)
class Run:
    """What one build took. `memory` is the peak in bytes of all its processes, shared pages counted once, if
    it was watched: looking at it holds up every process, the more the larger they are."""

    wall: float
    cpu: float
    memory: int = 0


@dataclass(frozen=True)
class Phases:
    """Seconds by phase: `spent` adds up to the whole build, `beside` passed meanwhile in other threads, and
    `workers` are what forked processes computed, of the processor."""

    spent: Mapping[str, float]
    beside: Mapping[str, float]
    workers: Mapping[str, float]

    @property
    def whole(self) -> float:
        """How long the build took."""
        return sum(self.spent.values())

    @property
    def explained(self) -> float:
        """The part that has a phase, of the build or of what its workers computed: the smaller one."""
        unknown = self.spent.get("other", 0.0) + self.beside.get("other", 0.0)
        computed = sum(self.workers.values()) or 1.0
        return 1 - max(unknown / self.whole, self.workers.get("other", 0.0) / computed)


@dataclass(frozen=True)
class Build:
    """A build that can be run again: a program below `folder`, and what has to be gone before each run."""

    name: str
    folder: Path
    command: tuple[str, ...]
    stale: tuple[str, ...]

    def run(self, *, watched: bool = False) -> Run:
        """Build from cold. Raises BuildFailedError."""
        self._clear()
        return self._measured((sys.executable, *self._program()), watched=watched)

    def history(self) -> Run:
        """Read the history of this hub from the start, and nothing else. Raises BuildFailedError."""
        return self._measured((sys.executable, "-c", _HISTORY))

    def phases(self) -> Phases:
        """Build from cold, and say how many seconds went into which phase. Raises BuildFailedError."""
        self._clear()  # or the time that this takes would count as the start of the build
        with tempfile.TemporaryDirectory() as folder:
            result = Path(folder) / "phases.json"
            started = time.monotonic()
            self._measured((sys.executable, str(_PHASES), str(result), str(started), *self.command))
            whole = time.monotonic() - started
            told = json.loads(result.read_text("utf-8"))
        spent: dict[str, float] = told["phases"]
        # From the last look on, Python only takes itself down, which takes long beside other work.
        spent = {"other": 0.0, **spent, "end": whole - sum(spent.values())}
        return Phases(spent, told["beside"], told["workers"])

    def _program(self) -> Sequence[str]:
        program, *arguments = self.command
        return self.command if program.endswith(".py") else ("-m", program, *arguments)

    def _clear(self) -> None:
        """Put what an earlier run left aside, emptied: for minutes after thousands of files are deleted, ext4
        looks for room for each new one among them (`recently_deleted` in its ialloc.c), several seconds a
        build. No machine that builds from cold has that."""
        for name in self.stale:
            if not (self.folder / name).exists():
                continue
            aside = Path(tempfile.mkdtemp(prefix=GONE, dir=self.folder.parent)) / name
            (self.folder / name).rename(aside)
            for file in aside.rglob("*"):
                if file.is_file():
                    os.truncate(file, 0)

    def _measured(self, command: Sequence[str], *, watched: bool = False) -> Run:
        import resource  # Windows has none

        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(self.folder)}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with tempfile.TemporaryFile() as said:
            started = time.monotonic()
            with subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=said, stderr=said
            ) as process:
                memory = 0
                while watched and process.poll() is None:
                    memory = max(memory, tree_memory(process.pid))
                    try:
                        process.wait(_EVERY)
                    except subprocess.TimeoutExpired:
                        continue
            wall = time.monotonic() - started
            if process.returncode:
                said.seek(0)
                raise BuildFailedError(said.read().decode("utf-8", "replace")[-2000:])
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if watched and not memory:
            memory = after.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return Run(wall, cpu, memory)


def tree_memory(pid: int) -> int:
    """Bytes that a process and its children take now, shared pages divided among them; 0 if none can tell."""
    total = 0
    waiting = [pid]
    while waiting:
        number = waiting.pop()
        folder = Path(f"/proc/{number}")
        try:
            lines = (folder / "smaps_rollup").read_text("ascii").splitlines()
            waiting += children_of(number)
        except OSError:  # another system, or it has just ended
            continue
        total += next((int(line.split()[1]) * 1024 for line in lines if line[:4] == "Pss:"), 0)
    return total


def children_of(pid: int) -> list[int]:
    """The processes that the threads of a process have started. Raises OSError when it ends meanwhile."""
    listed = Path(f"/proc/{pid}").glob("task/*/children")
    return [int(child) for one in listed for child in one.read_text("ascii").split()]
