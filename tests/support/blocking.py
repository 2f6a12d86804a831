"""How long a page keeps a browser from answering while it comes in."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

_SLOWER = 4
"""How many times as long a phone takes, as Lighthouse has it."""
_UNNOTICED = 50.0
"""Milliseconds that a task may take before somebody who taps has to wait."""
_TRIES = 3


def blocking_time(browser: Browser, address: str, size: ViewportSize) -> float:
    """The milliseconds beyond 50 that tasks of a page take on a phone, until it is quiet: added up, this is
    Total Blocking Time. It is of the processor's time and not the clock's: a busy machine changes little."""
    for _ in range(_TRIES):
        context = browser.new_context(viewport=size)
        page = context.new_page()
        browser.start_tracing(page=page, categories=["toplevel", "__metadata"])
        page.goto(address, wait_until="networkidle")
        events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
        context.close()
        if tasks := tasks_of(events):
            return sum(max(0.0, one * _SLOWER - _UNNOTICED) for one in tasks)
    raise RuntimeError(f"The browser does not tell what it did at {address}")


def tasks_of(events: list[dict[str, Any]]) -> list[float]:
    """The milliseconds of the processor that each task took in the busiest page; none where a trace of it is
    broken off. Other pages of the browser do nothing meanwhile."""
    of: dict[tuple[int, int], list[float]] = defaultdict(list)
    for event in events:
        if event["name"] == "ThreadControllerImpl::RunTask" and "tdur" in event:
            of[event["pid"], event["tid"]].append(event["tdur"] / 1000)
    pages = [
        of[event["pid"], event["tid"]]
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    ]
    busiest = max(pages, key=sum, default=[])
    return busiest if sum(busiest) > 1 else []
