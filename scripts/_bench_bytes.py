"""What a browser fetches while somebody types a search, counted by the server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Error, sync_playwright

from commonplace.search.bundle import read_meta, unpack_lists
from scripts._bench_search import wire
from scripts._chromium import FLAGS, ready

_LONGEST, _TRIES = 180_000.0, 6  # milliseconds, and how often a key is pressed
_WORTH = 4  # letters of a word that somebody searches for


class _Counting(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sent: ClassVar[list[tuple[str, int]]] = []

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        path = Path(self.translate_path(unquote(urlsplit(self.path).path)))
        if str(getattr(code, "value", code)) == "200":
            self.sent.append((self.path, wire(path) if path.is_file() else 0))

    def log_error(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        pass


def fetched(site: Path) -> Iterator[tuple[str, int, int, int]]:
    """For some queries: the query, requests, bytes, and how many results were shown."""
    rare, middle, common, other = _words(site)
    chromium = ready()  # which asks Playwright by itself
    with _served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        try:
            for query in (rare, f"{rare} {middle}", common, f"{common} {other}"):
                yield (query, *_searched(browser, address, query))
        finally:
            browser.close()


def _searched(browser: Browser, address: str, query: str) -> tuple[int, int, int]:
    page = browser.new_context(service_workers="block").new_page()
    page.goto(address, wait_until="networkidle")
    _Counting.sent.clear()
    page.set_default_timeout(_LONGEST)
    box = page.locator(".hub-find__query")
    for _ in range(_TRIES):  # a busy machine may not hear the first one
        page.keyboard.press("/")
        with suppress(Error):
            box.wait_for(timeout=_LONGEST / _TRIES)
            break
    box.fill(query)
    page.locator(".hub-find__results > li").first.wait_for()
    page.wait_for_load_state("networkidle")
    results = page.locator(".hub-find__results > li").count()
    found = len(_Counting.sent), sum(size for _, size in _Counting.sent), results
    page.context.close()
    return found


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = partial(_Counting, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()


def _words(site: Path) -> tuple[str, str, str, str]:
    """A word that few texts have, one in the middle, and two that most have, which fetch the most."""
    folder = site / "pagefind"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".pf_fragment")
    }
    counts = {
        word: sum(1 for page in pages if page[1])  # places in the text, not in a field alone
        for _, _, digest in read_meta(files).chunks
        for word, pages, _ in unpack_lists(files[f"index/{digest}.pf_index"])[0]
        if len(word) >= _WORTH and word.isascii() and word.isalpha()
    }
    order = sorted(counts, key=lambda word: (counts[word], word))
    return order[len(order) // 20], order[len(order) // 2], order[-1], order[-5]
