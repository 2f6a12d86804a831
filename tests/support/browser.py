"""A real browser for tests, and a web server that serves a built site as a static host does."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts._chromium import FLAGS
from tests.support.idle import wait_until_idle

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Page,
        Route,
        ViewportSize,
    )

# Playwright is imported late throughout: tests without a browser run where it is not installed.

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}

# Every window would load the suggestions below its address bar, two pages in a process of their own: that
# took longer than a page of the hub. Chromium heeds the last list alone, so Playwright's own comes along.
_FEATURES_OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "AimEnabled"),
    *("TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying"),
    *("PreconnectToSearch", "msForceBrowserSignIn", "msEdgeUpdateLaunchServicesPreferredVersion"),
)

# What a press would open, and in which other tab nothing is asked for: followed no further.
STOP = """() => {
  window.opened = [];
  addEventListener("click", (event) => {
    const way = event.target.closest("[data-way]");
    if (!way || event.defaultPrevented) return;
    window.opened.push(way.href);
    event.preventDefault();
  });
}"""


class _StaticHost(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # as hosts do: a connection is for more than one file

    def __init__(
        self, *arguments: Any, lasting: bool, headers: Mapping[str, str], **named: Any
    ) -> None:
        self.lasting, self.own = lasting, headers
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        """Two builds of one second have one date: what may change is never said to be as it was."""
        if not self.lasting:
            del self.headers["If-Modified-Since"]
        super().do_GET()

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

    def end_headers(self) -> None:
        """Tests put another build in a build's place: then browsers must not show what they have kept."""
        self.send_header("Cache-Control", "max-age=3600" if self.lasting else "no-cache")
        for name, value in self.own.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        pass


@contextmanager
def serve_directory(
    directory: Path, *, lasting: bool = False, headers: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yields its address, with a final slash.

    What is `lasting` does not change while it is served, so a browser asks once for each file. `headers` go
    along with every answer, as they are when it is sent.
    """
    own = {} if headers is None else headers
    handler = partial(_StaticHost, directory=str(directory), lasting=lasting, headers=own)
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
        flags = [*FLAGS, f"--disable-features={','.join(_FEATURES_OFF)}"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
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
    wait_until_idle(page)
    return page


@contextmanager
def held_back(page: Page, pattern: str) -> Iterator[None]:
    """A file that comes only when the block has ended: the block opens the page that asks for it."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    yield
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(50)
    assert len(held) == 1
    held[0].continue_()


@contextmanager
def page_beside(browser: Browser, folder: Path) -> Iterator[Page]:
    """A recorded page from which the modules of a folder can be imported: `import("./name.js")`."""
    with serve_directory(folder) as address:
        context = browser.new_context()
        page = recorded_page(context)
        page.goto(address)
        yield page
        context.close()
