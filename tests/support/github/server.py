"""The local GitHub on the wire: answers GraphQL, keeps a log, and fails as it was told to."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from graphql import OperationDefinitionNode

from tests.support.github import lines
from tests.support.github.cost import price_of
from tests.support.github.execution import Answered, Budget, answer, limit_reached
from tests.support.github.faults import Fault, What
from tests.support.github.paging import RefusedError
from tests.support.github.schema import checked, github_schema
from tests.support.github.world import Token, World

TOKEN = "ghp_localTokenThatMustNotShowUpAnywhere"
_PAGE = b"<!DOCTYPE html><title>Unicorn!</title><p>We had issues producing the response.</p>"


@dataclass(frozen=True)
class Asked:
    """A request that came. `headers` are without the token; `points` are what it cost."""

    operation: str
    variables: Mapping[str, Any]
    headers: Mapping[str, str]
    path: str
    fault: Fault | None
    points: int = 0
    nodes: int = 0


@dataclass
class GitHub:
    """A running local GitHub. `api` is what a hub's settings name."""

    world: World
    port: int = 0
    budget: Budget = field(default_factory=Budget)
    log: list[Asked] = field(default_factory=list)
    _ordered: dict[int, Fault] = field(default_factory=dict)
    _always: Fault | None = None
    _came: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def operations(self) -> list[str]:
        """The names of what was asked, in order."""
        return [one.operation for one in self.log]

    def fail(self, fault: Fault | What, *, at: int = 1, times: int = 1) -> None:
        """Fail at the `at`-th request from now on, and at those that follow it till `times` have failed."""
        made = fault if isinstance(fault, Fault) else Fault(fault)
        for number in range(at, at + times):
            self._ordered[self._came + number] = made

    def fail_always(self, fault: Fault | What | None) -> None:
        """Fail at every request; None ends it, and takes back what was ordered."""
        self._always = Fault(fault) if isinstance(fault, What) else fault
        if fault is None:
            self._ordered.clear()

    def next_fault(self) -> Fault | None:
        """What is ordered for the request that just came."""
        self._came += 1
        return self._ordered.pop(self._came, self._always)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every answer waits 40 ms between its head and its body
    github: GitHub

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Stay quiet: `GitHub.log` has it all."""

    def do_GET(self) -> None:
        with self.github.lock:
            self._answer_rest()

    def _answer_rest(self) -> None:
        """What is asked by REST: a repository's GitHub Pages, as `World.pages` has it, and the files of a
        pull request."""
        fault = self.github.next_fault()
        self.github.log.append(Asked("GET", {}, {}, self.path, fault))
        if fault is not None:
            self._fail(fault)
            return
        parts = self.path.removeprefix("/api/v3").split("/")
        if self._token() is not None and parts[4:5] == ["pulls"]:
            self._send(*lines.list_files(self.github.world, self.path))
            return
        known = len(parts) == 5 and parts[1] == "repos" and parts[4] == "pages"
        found = self.github.world.pages.get("/".join(parts[2:4]).lower()) if known else None
        if self._token() is None or found is None:
            self._send(404, {"message": "Not Found", "status": "404"})
        else:
            self._send(200, found)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with self.github.lock:
            self._answer(body)

    def _answer(self, body: bytes) -> None:
        github = self.github
        fault = github.next_fault()
        asked = json.loads(body)
        if self.path.endswith("/dispatches"):
            self._start(asked, fault)
            return
        if self.path.endswith("/reviews"):
            self._review(asked, fault)
            return
        query, variables = asked["query"], asked.get("variables") or {}
        if self.path not in ("/graphql", "/api/graphql"):
            self._note(query, variables, fault, None)
            self._send(404, {"message": "Not Found"})
            return
        if fault is not None and not _is_answered(fault, query, variables):
            self._note(query, variables, fault, None)
            self._fail(fault)
            return
        token = self._token()
        if token is None:
            self._note(query, variables, fault, None)
            told = {
                "message": "Bad credentials",
                "documentation_url": "https://docs.github.com/rest",
            }
            self._send(401, {**told, "status": "401"})
            return
        if fault is not None and fault.what is What.LATE:
            self._note(query, variables, fault, None)
            self._answer_late(query, variables, token, fault.seconds or 1)
            return
        found = answer(query, variables, github.world, token, github.budget)
        self._note(query, variables, fault, found)
        data = json.dumps(found.data).encode("ascii")
        if fault is not None and fault.what is What.CUT_AFTER:
            self._cut()
        elif fault is not None and fault.what is What.HALF:
            self._head(200, len(data))
            self.wfile.write(data[: len(data) // 2])
            self._cut()
        else:
            self._send_bytes(200, data)

    def _answer_late(
        self, query: str, variables: Mapping[str, Any], token: Token, seconds: float
    ) -> None:
        github = self.github

        def do() -> None:
            with github.lock:
                answer(query, variables, github.world, token, github.budget)

        timer = threading.Timer(seconds, do)
        timer.daemon = True
        timer.start()
        self._send_bytes(502, _PAGE, kind="text/html")

    def _start(self, asked: Mapping[str, Any], fault: Fault | None) -> None:
        """Start a workflow that `World.workflows` has, and write down what with."""
        self.github.log.append(Asked("START", asked, {}, self.path, fault))
        parts = self.path.removeprefix("/api/v3").split("/")
        if fault is not None:
            self._fail(fault)
        elif (token := self._token()) is None:
            self._send(401, {"message": "Bad credentials", "status": "401"})
        elif not token.write:
            self._send(403, {"message": "Resource not accessible by integration"})
        elif parts[4:6] != ["actions", "workflows"] or parts[6] not in self.github.world.workflows:
            self._send(404, {"message": "Not Found", "status": "404"})
        else:
            self.github.world.started.append(asked)
            self._send_bytes(204, b"")

    def _review(self, asked: Mapping[str, Any], fault: Fault | None) -> None:
        """Comments on lines, in one review."""
        self.github.log.append(Asked("REVIEW", asked, {}, self.path, fault))
        token = self._token()
        if fault is not None and fault.what is not What.CUT_AFTER:
            self._fail(fault)
        elif token is None:
            self._send(401, {"message": "Bad credentials", "status": "401"})
        else:
            status, data = lines.make_review(self.github.world, token, self.path, asked)
            if fault is None:
                self._send(status, data)
            else:
                self._cut()

    def _fail(self, fault: Fault) -> None:
        """Fail in place of an answer."""
        what, world = fault.what, self.github.world
        plain = {
            What.BAD_GATEWAY: (502, _PAGE),
            What.UNAVAILABLE: (503, _PAGE),
            What.GATEWAY_TIMEOUT: (504, _PAGE),
            What.NOT_JSON: (200, _PAGE),
            What.EMPTY: (200, b""),
        }
        if what in plain:
            self._send_bytes(*plain[what], kind="text/html")
        elif what is What.CUT_BEFORE:
            self._cut()
        elif what is What.LIMIT:
            self.github.budget.used = self.github.budget.limit
            self.github.budget.reset_at = world.now + timedelta(seconds=fault.seconds or 60)
            self._send(200, {"errors": [limit_reached()]})
            self.github.budget.used = 0
        elif what is What.SECONDARY:
            told = {
                "message": "You have exceeded a secondary rate limit. Please wait a few minutes."
            }
            after = {} if fault.seconds is None else {"Retry-After": str(int(fault.seconds))}
            self._send(fault.status, told, after)
        elif what is What.SLOW:
            self.github.lock.release()  # others need not wait, too
            self.github.released.wait(fault.seconds or 30)
            self.github.lock.acquire()
            self._cut()
        elif what is What.HUGE:
            self._head(200, 10**12)
            with suppress(OSError):
                while not self.github.released.is_set():
                    self.wfile.write(b" " * 65_536)
            self._cut()
        elif what is What.REDIRECT:
            self._send_bytes(307, b"", more={"Location": fault.to})
        elif what is What.REFUSED:
            self._send(fault.status, {"message": fault.message})
        elif what is What.ERROR:
            error = {"type": fault.kind} if fault.kind else {}
            self._send(200, {"data": None, "errors": [{**error, "message": fault.message}]})
        elif what is What.ODD:
            self._send(200, {"data": fault.data})
        elif what is What.TOO_WIDE:
            words = (
                "Something went wrong while executing your query. This may be the result of a timeout, "
                "or it could be a GitHub bug."
            )
            self._send(200, {"data": None, "errors": [{"message": words}]})

    def _token(self) -> Token | None:
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        known = scheme.lower() in ("bearer", "token")
        return self.github.world.tokens.get(token) if known else None

    def _note(
        self,
        query: str,
        variables: Mapping[str, Any],
        fault: Fault | None,
        found: Answered | None,
    ) -> None:
        headers = {
            name: value if name.lower() != "authorization" else "…"
            for name, value in self.headers.items()
        }
        price = found.price if found else None
        self.github.log.append(
            Asked(
                *(_operation(query), variables, headers, self.path, fault),
                points=price.points if price else 0,
                nodes=price.nodes if price else 0,
            )
        )

    def _send(self, status: int, data: object, more: Mapping[str, str] | None = None) -> None:
        self._send_bytes(status, json.dumps(data).encode("ascii"), more=more)

    def _send_bytes(
        self,
        status: int,
        data: bytes,
        *,
        kind: str = "application/json; charset=utf-8",
        more: Mapping[str, str] | None = None,
    ) -> None:
        self._head(status, len(data), kind, more)
        self.wfile.write(data)

    def _head(
        self,
        status: int,
        length: int,
        kind: str = "application/json; charset=utf-8",
        more: Mapping[str, str] | None = None,
    ) -> None:
        budget = self.github.budget
        self.send_response_only(status)
        self.send_header("Date", format_datetime(self.github.world.now, usegmt=True))
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("x-ratelimit-limit", str(budget.limit))
        self.send_header("x-ratelimit-remaining", str(max(0, budget.limit - budget.used)))
        if budget.reset_at:
            self.send_header("x-ratelimit-reset", str(int(budget.reset_at.timestamp())))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()

    def _cut(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)


def _operation(query: str) -> str:
    document, _ = checked(query)
    for one in document.definitions if document else ():
        if isinstance(one, OperationDefinitionNode):
            return one.name.value if one.name else one.operation.value
    return "?"


def _is_answered(fault: Fault, query: str, variables: Mapping[str, Any]) -> bool:
    """Whether a request is answered in spite of its fault, at least in part."""
    if fault.what is What.TOO_WIDE:
        return _widest(query, variables) <= fault.above
    return fault.what in (What.CUT_AFTER, What.HALF, What.LATE)


def _widest(query: str, variables: Mapping[str, Any]) -> int:
    document, faults = checked(query)
    if document is None or faults:
        return 0
    try:
        return price_of(github_schema(), document, variables).widest
    except RefusedError:
        return 0


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is no fault; everything else is shown."""
        import sys

        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve_github(world: World | None = None) -> Iterator[GitHub]:
    """Serve a GitHub on this machine, which lets TOKEN in, till the end of the `with`."""
    held = world if world is not None else World()
    held.tokens.setdefault(TOKEN, Token("ana"))
    github = GitHub(held)
    handler = type("Handler", (_Handler,), {"github": github})
    server = _Server(("127.0.0.1", 0), handler)
    github.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield github
    finally:
        github.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
