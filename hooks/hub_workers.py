"""Rendering on every core: the texts of a large hub are converted and cleaned by forked workers.

A page is as MkDocs would make it here; one whose text a plugin changes afterwards is rendered again.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub_page import HubPage, Rendered

_WORTH_IT = 200
_shared: Sequence[HubPage] = ()


def render_all(pages: Sequence[HubPage]) -> None:
    """Render every page with text ahead of time, if there are enough of them and workers can be forked.

    Not on macOS, where forking is not safe, and not beside other threads, as in a running `serve`.
    """
    global _shared  # a fork hands it to the workers without pickling
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    alone = threading.active_count() == 1
    waiting = [page for page in pages if page.planned.body]
    if cores < 2 or len(waiting) < _WORTH_IT or not alone or sys.platform == "darwin":
        return
    _shared = waiting
    try:
        with multiprocessing.get_context("fork").Pool(min(cores, 8)) as pool:
            rendered = pool.imap(_render, range(len(waiting)), chunksize=16)
            for page, result in zip(waiting, rendered, strict=True):
                page.rendered = result
    except OSError:  # no room for another process: each page renders itself when its turn comes
        pass
    finally:
        _shared = ()


def _render(number: int) -> Rendered:
    return _shared[number].make()
