"""A real browser for tests, and a web server that serves a built site as a static host does."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from scripts._chromium import FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

# Playwright is imported late throughout: tests without a browser run where it is not installed.

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}


class _StaticHost(SimpleHTTPRequestHandler):
    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = Path(self.directory) / "404.html"
        if code != 404 or not missing.is_file():
            super().send_error(code, message, explain)
            return
        content = missing.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        pass


@contextmanager
def serve_directory(directory: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yields its address, with a final slash."""
    handler = partial(_StaticHost, directory=str(directory))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def open_browser(executable: str | None = None) -> Iterator[Browser]:
    """A Chromium without a window: `executable`, else what HUB_CHROMIUM names.

    Raises RuntimeError with the way to get one when neither is given.
    """
    chromium = executable or os.environ.get("HUB_CHROMIUM")
    if not chromium:
        raise RuntimeError(
            "These tests need a browser. “scripts/hub test” finds or installs one; "
            "or set HUB_CHROMIUM to the path of a Chromium, Chrome or Edge."
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def recorded_page(context: BrowserContext) -> Page:
    """A page with two lists: `seen_errors` (console errors and uncaught exceptions, as text) and
    `seen_requests` (the address of everything it asked for, data: and blob: left out)."""
    page = context.new_page()
    errors: list[str] = []
    requests: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("console", on_console)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("data:", "blob:")) else requests.append(request.url)
        ),
    )
    page.seen_errors = errors  # type: ignore[attr-defined]
    page.seen_requests = requests  # type: ignore[attr-defined]
    return page
