"""Build the hub and show it in the browser; every change is shown at once."""

from __future__ import annotations

import argparse
import logging
import os
import socket
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import _site  # noqa: E402 - the line above lets it be found

USUAL_PORT = 8000
TRIED_PORTS = 20


def main(arguments: list[str] | None = None) -> int:
    """Serve the hub until Ctrl-C; 0 then, 2 when it could not start."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub serve",
        description="Builds the hub and shows it in your browser. When you save a change, "
        "the page is built anew and reloads by itself. Drafts are shown here and nowhere else. "
        "Only this computer can see it. Ctrl-C ends it.",
    )
    parser.add_argument(
        "--port",
        type=int,
        metavar="N",
        help=f"take this port (otherwise {USUAL_PORT}, or the next one that is free)",
    )
    parser.add_argument("--no-open", action="store_true", help="do not open the browser")
    parser.add_argument(
        "--as-of", metavar="DAY", help="show the hub as it is on this day, such as 2026-01-31"
    )
    options = parser.parse_args(arguments)
    _site.log_to_terminal()
    return _site.guarded(lambda: _serve(options), failed=2)


def _serve(options: argparse.Namespace) -> int:
    from mkdocs.commands import serve

    _site.set_day(options.as_of)
    _site.load_settings()  # a fault in mkdocs.yml is told before anything else
    port = choose_port(options.port)
    watched = sys.stdout.isatty() and not os.environ.get("CI")
    serve.LiveReloadServer = _server_in_words()  # type: ignore[attr-defined]
    serve.serve(
        str(_site.CONFIG),
        dev_addr=f"127.0.0.1:{port}",
        open_in_browser=watched and not options.no_open,
    )
    return 0


def choose_port(wanted: int | None) -> int:
    """The port to serve on: `wanted`, else the first free one. Raises UsageError."""
    if wanted is not None:
        if not 1 <= wanted <= 65535:
            raise _site.UsageError(f"{wanted} is not a port. Give a number from 1024 to 65535.")
        if not is_free(wanted):
            raise _site.UsageError(
                f"Port {wanted} is taken, perhaps by another “serve”. Give another one, "
                "or leave --port out: then a free one is found."
            )
        return wanted
    for port in range(USUAL_PORT, USUAL_PORT + TRIED_PORTS):
        if is_free(port):
            return port
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of this computer."""
    with closing(socket.socket()) as probe:
        if os.name == "posix":  # as MkDocs' own server does: a port just left counts as free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _server_in_words() -> type[LiveReloadServer]:
    """MkDocs' server, with words instead of tracebacks, and its address even in a pipe."""
    from mkdocs.exceptions import Abort
    from mkdocs.livereload import LiveReloadServer

    class CalmServer(LiveReloadServer):
        def __init__(self, builder: Callable[[], None], **named: Any) -> None:  # noqa: ANN401
            def build() -> int:
                builder()
                return 0

            def rebuild() -> None:
                if _site.guarded(build, failed=2):
                    raise Abort("The pages stay as they were.")

            super().__init__(rebuild, **named)

        def server_activate(self) -> None:
            super().server_activate()
            if not logging.getLogger("mkdocs").isEnabledFor(logging.INFO):
                print(f"Serving on {self.url}", flush=True)

    return CalmServer


if __name__ == "__main__":
    sys.exit(main())
