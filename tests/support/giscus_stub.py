"""A stand-in for giscus on another origin of this machine, which keeps what it was asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

# As giscus' widget does: it tells its height, hears `setConfig` from the page's own origin alone, and says
# what went wrong. What it heard is kept in `heard`, for a test to look at.
PAGE = """<!doctype html><title>giscus</title><body style="margin: 0">
<p>A stand-in</p><script>
const asked = new URLSearchParams(location.search);
const page = asked.get("origin");
const theirs = new URL(page).origin;
window.heard = [];
window.theme = asked.get("theme");
const emit = (data) => parent.postMessage({ giscus: data }, theirs);
addEventListener("message", (event) => {
  if (event.origin !== theirs || !event.data?.giscus?.setConfig) return;
  heard.push(event.data.giscus.setConfig);
  theme = event.data.giscus.setConfig.theme ?? theme;
});
const begin = () => emit({ resizeHeight: 321 });
if (!asked.has("hold")) setTimeout(begin, WAIT);
</script>"""
HELD = 20


@dataclass
class Giscus:
    """The server: `mode` is how it answers (`fine`, `refused`, `denied`, `hangs`), `wait` how many
    milliseconds its frame takes to speak; `asked` has every request."""

    origin: str = ""
    mode: str = "fine"
    wait: int = 0
    asked: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def told(self, number: int = -1) -> dict[str, str]:
        """The query of a request, the last one unless told otherwise."""
        query = urlsplit(self.asked[number]).query
        values = parse_qs(query, keep_blank_values=True, strict_parsing=True)
        return {key: value for key, (value,) in values.items()}


class _Answers(BaseHTTPRequestHandler):
    giscus: ClassVar[Giscus]

    def do_GET(self) -> None:
        giscus = self.giscus
        giscus.asked.append(self.path)
        if giscus.mode == "hangs":
            giscus.over.wait(HELD)
            return
        content = PAGE.replace("WAIT", str(giscus.wait)).encode()
        self.send_response(500 if giscus.mode == "refused" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if giscus.mode == "denied":
            self.send_header("X-Frame-Options", "DENY")
        body = b"<p>No.</p>" if giscus.mode == "refused" else content
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        pass


@contextmanager
def stub_of_giscus() -> Iterator[Giscus]:
    """Serve it on a free port of this machine, which is an origin of its own."""
    giscus = Giscus()
    handler = type("Answers", (_Answers,), {"giscus": giscus})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        giscus.origin = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield giscus
        finally:
            giscus.over.set()
            server.shutdown()
            thread.join()
