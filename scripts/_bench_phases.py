"""Where the time of a build goes. Run by the bench in a process of its own, around any build.

A timer looks at the stack a hundred times a second, and gives the time since the last look to the phase
that the innermost known frame belongs to. So nothing is wrapped, and what is measured runs as it always does.
What other threads do meanwhile is counted beside it, and so is what forked workers compute, so that nothing
hides in them.
"""

from __future__ import annotations

import json
import os
import re
import runpy
import signal
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from types import FrameType
from typing import NoReturn

INTERVAL = 0.01  # seconds
_WRITTEN_EVERY = 10  # looks, in a worker: nobody knows when it will be ended

# What a frame's file and function are to a phase; the first line that fits counts.
_RULES = tuple(
    (phase, re.compile(pattern))
    for phase, pattern in (
        ("history", r"/commonplace/readers/history/"),
        ("leaks", r"/commonplace/(?:checks/|readers/verdicts|site/gate)"),
        ("readers", r"/commonplace/(?:readers|assemble/sources)"),
        ("search", r"/commonplace/search/(?!finding|findable)|/hooks/(?:hub_search|hub_indexing|pagefind)"),
        ("plan", r"/commonplace/(?:assemble|curation|scoring|pages|feeds|search|site)/"),
        ("workers", r"/commonplace/workers/(?:worker|outbox)\.py"),
        ("Markdown", r"/commonplace/markup/render\.py|/hub_(?:begun|guess|markdown)\.py"),
        ("Markdown", r"/hub_page\.py:(?:make|render|render_texts)$"),
        ("templates", r"/hub_(?:templates|compiled|quick|repeated|valid)\.py:"),
        ("plan", r"/hooks/hub"),
        ("Markdown", r"/markdown/|/mkdocs/structure/pages\.py:(?:render|_set_title)"),
        ("search", r"/(?:contrib|plugins)/search/"),
        ("writing", r"/mkdocs/utils/__init__\.py:(?:write_file|copy_file|clean_directory)"),
        ("writing", r"/mkdocs/structure/files\.py:copy"),
        ("writing", r"/shutil\.py|/gzip\.py"),
        ("templates", r"\.html:|/jinja2/|/mkdocs/commands/build\.py:(?:_build_|get_context)"),
        ("MkDocs", r"/mkdocs/(?:structure|config|plugins|theme|commands|utils)"),
        ("start", r"/scripts/|/runpy|/mkdocs/__main__"),
    )
)  # fmt: skip

_spent: dict[str, float] = defaultdict(float)
_beside: dict[str | None, float] = defaultdict(float)
_known: dict[tuple[str, str], str | None] = {}
_workers: list[_Worker] = []  # itself, in a worker
_last = 0.0


def phase_of(file: str, function: str) -> str | None:
    """The phase that a frame belongs to, if it says."""
    place = f"{file.replace(chr(92), '/')}:{function}"
    return next((phase for phase, pattern in _RULES if pattern.search(place)), None)


def _look(_: int, frame: FrameType | None) -> None:
    global _last  # a signal's handler has nowhere else to keep it
    now = time.monotonic()
    passed, _last = now - _last, now
    _spent[_phase(frame) or "other"] += passed
    main = threading.main_thread().ident
    threads = (other for number, other in sys._current_frames().items() if number != main)
    for phase in {_phase(other) for other in threads} - {None}:
        _beside[phase] += passed


class _Worker:
    """What a forked process computes, in seconds of the processor by phase, written to a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{os.getpid()}.worker"
        self._spent: dict[str, float] = defaultdict(float)
        self._last, self._looks = time.process_time(), 0
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)

    def _look(self, _: int, frame: FrameType | None) -> None:
        now = time.process_time()
        self._spent[_phase(frame) or "other"] += now - self._last
        self._last, self._looks = now, self._looks + 1
        if self._looks % _WRITTEN_EVERY == 1:
            half = self._file.with_suffix(".half")
            half.write_text(json.dumps(self._spent), "utf-8")
            half.replace(self._file)


def _in_workers(folder: Path) -> dict[str, float]:
    """What all of them have computed."""
    spent: dict[str, float] = defaultdict(float)
    for file in folder.glob("*.worker"):
        for phase, seconds in json.loads(file.read_text("utf-8")).items():
            spent[phase] += seconds
    return spent


def _phase(frame: FrameType | None) -> str | None:
    while frame is not None:
        place = (frame.f_code.co_filename, frame.f_code.co_name)
        if place not in _known:
            _known[place] = phase_of(*place)
        if _known[place]:
            return _known[place]
        frame = frame.f_back
    return None


def main() -> int:
    """`_bench_phases.py RESULT STARTED PROGRAM ARGUMENTS …`: run a program and write its phases as JSON.

    `STARTED` is the monotonic time at which this process was started, which is when its start-up began.
    """
    global _last
    result, started, program, *arguments = sys.argv[1:]
    _last = time.monotonic()
    _spent["start"] = _last - float(started)
    sys.argv[:] = [program, *arguments]
    folder = Path(result).parent
    os.register_at_fork(after_in_child=lambda: _workers.append(_Worker(folder)))
    signal.signal(signal.SIGALRM, _look)
    signal.setitimer(signal.ITIMER_REAL, INTERVAL, INTERVAL)
    code, end_at_once, own = 0, os._exit, os.getpid()
    has_ended: list[int] = []

    def ending(status: int) -> NoReturn:
        if os.getpid() != own:
            end_at_once(status)
        has_ended.append(status)  # it does so when its phases are written
        sys.exit(status)

    os._exit = ending
    try:
        if program.endswith(".py"):
            sys.path.insert(0, str(Path(program).resolve().parents[1]))
            runpy.run_path(program, run_name="__main__")
        else:
            runpy.run_module(program, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        _look(0, sys._getframe())
        told = {"phases": _spent, "beside": _beside, "workers": _in_workers(folder)}
        Path(result).write_text(json.dumps(told), "utf-8")
    for status in has_ended:
        end_at_once(status)
    return code


if __name__ == "__main__":
    sys.exit(main())
