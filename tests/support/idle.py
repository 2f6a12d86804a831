"""What "networkidle" means for the pages of tests, on a busy machine, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

_STEP, _STEPS, _MOST = 100, 3, 300  # milliseconds, and how often of them


def wait_until_idle(page: Page) -> None:
    """Make "networkidle" mean that a page is loaded and has asked for nothing for a while.

    Playwright counts the half second from any answer: on a busy machine it is over before a page, whose text
    has come, could ask for its scripts.
    """
    waited = _Waited(page)
    for name in ("goto", "reload", "go_back"):
        setattr(page, name, waited.after(getattr(page, name)))
    page.wait_for_load_state = waited.wait  # type: ignore[method-assign]


class _Waited:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._load_state = page.wait_for_load_state
        self._flying: set[Request] = set()
        self._begun = 0
        page.on("request", self._begin)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._end)

    def _begin(self, request: Request) -> None:
        self._begun += 1
        self._flying.add(request)

    def _end(self, request: Request) -> None:
        self._flying.discard(request)

    def wait(self, state: Any = "load", **named: Any) -> None:
        """As the page's own `wait_for_load_state`."""
        if state != "networkidle":
            self._load_state(state, **named)
            return
        self._load_state("load", **named)
        quiet = 0
        for _ in range(_MOST):
            before = self._begun
            self._page.wait_for_timeout(_STEP)
            self._page.evaluate("0")  # the page had its turn
            quiet = 0 if self._flying or self._begun > before else quiet + 1
            if quiet == _STEPS:
                return
        raise TimeoutError(f"The page still waits for {sorted(one.url for one in self._flying)}.")

    def after(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """As `ask`, but with this meaning of `wait_until="networkidle"`."""

        def asked(*arguments: Any, wait_until: Any = "load", **named: Any) -> Any:
            idle = wait_until == "networkidle"
            answer = ask(*arguments, wait_until="load" if idle else wait_until, **named)
            if idle:
                self.wait("networkidle")
            return answer

        return asked
