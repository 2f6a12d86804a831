"""Asks GitHub by GraphQL: patient with a server that is down, polite within its limits, never in doubt."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from scripts._github.errors import (
    HeavyError,
    LimitError,
    NotFoundError,
    UncertainError,
    UnreachableError,
)
from scripts._github.replies import Later, Said, Wait, date_of, meaning_of
from scripts._github.transport import Bounds, CutError, Reply, Transport, endpoint_of

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)
RATE = "rateLimit { cost remaining resetAt }"
"""What every query asks for besides, so that the client knows what is left of the hour's points."""

_SECONDARY_SECONDS = 60.0
_FIRST_TRIES = (
    2  # again, where nobody was there from the start: a wrong network heals by no waiting
)
_BETWEEN_CHANGES = 1.0  # GitHub asks for a second between changes
_RESERVE = 10
_KEPT = "What was read is kept: run the command again then, and it goes on."


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Manners:
    """How the client waits, and whom it tells. Tests put their own in.

    `wait` is how many seconds at most it waits for new points; `pause` sleeps; `say` hears why.
    """

    wait: float = 300.0
    pause: Callable[[float], None] = time.sleep
    say: Callable[[str], None] = lambda words: None
    now: Callable[[], datetime] = _utc_now
    bounds: Bounds = field(default_factory=Bounds)


@dataclass
class Spent:
    """What it took so far."""

    requests: int = 0
    points: int = 0


class Client:
    """A way to one GitHub with one token. `clock` is GitHub's own time when it last answered.

    `scopes` is what a classic token was made for; None for other kinds of token, which do not tell.
    """

    def __init__(self, api: str, token: str, manners: Manners | None = None) -> None:
        """Get ready; nothing is sent yet. Raises AddressError."""
        self.manners = manners or Manners()
        self._transport = Transport(endpoint_of(api), token, self.manners.bounds)
        self.spent = Spent()
        self.clock: datetime | None = None
        self.scopes: frozenset[str] | None = None
        self._left: tuple[int, datetime] | None = None
        self._cost = 1
        self._changed = False

    def __repr__(self) -> str:
        """Where it asks; never the token."""
        return f"Client({self._transport.address!r})"

    def close(self) -> None:
        """Let go of the connection."""
        self._transport.close()

    @property
    def now(self) -> datetime:
        """GitHub's time, as far as it is known."""
        return self.clock or self.manners.now()

    def ask(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        *,
        absent: bool = False,
        tries: int = len(PAUSES) + 1,
    ) -> dict[str, Any]:
        """The `data` that answers a query, which should hold RATE. Raises a GitHubError.

        With `absent`, what is not there is null in the data; else it is a NotFoundError. `tries` is how
        often a query is sent that may be too heavy, before that is a HeavyError.
        """
        self._keep_within_limit()
        faults = refusals = 0
        while True:
            found = self._once(query, variables)
            if isinstance(found, Said):
                self._count(found.data)
                if found.absent and not absent:
                    raise NotFoundError(
                        "GitHub does not find it. Check the name; and the token has to be allowed to see it."
                    )
                return dict(found.data)
            if found.why in (Wait.LIMIT, Wait.SECONDARY):
                self._wait_as_told(found, refusals)
                refusals += 1
                continue
            faults += 1
            if found.why is Wait.NOBODY and self.clock is None and faults > _FIRST_TRIES:
                raise self._unreachable()
            if found.why is Wait.HEAVY and faults >= tries:
                raise HeavyError("GitHub took too long over the question, several times.")
            if faults > len(PAUSES):
                raise self._unreachable()
            seconds = max(PAUSES[faults - 1], found.seconds or 0.0)
            self._pause(seconds, f"{self._transport.host} does not answer")

    def change(self, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Send a mutation, once, and return its `data`. Raises a GitHubError.

        UncertainError means that it may have been made or not: look before sending it again.
        """
        self._keep_within_limit()
        if self._changed:
            self.manners.pause(_BETWEEN_CHANGES)
        self._changed = True
        for refusals in range(4):
            found = self._once(query, variables, change=True)
            if isinstance(found, Said):
                self._count(found.data)
                if found.absent:
                    raise NotFoundError("What was to be changed is not on GitHub any more.")
                return dict(found.data)
            if found.why in (Wait.DOWN, Wait.HEAVY):
                break
            self._wait_as_told(found, refusals)
        raise UncertainError(
            "The change was sent to GitHub, and the answer did not come. It may have been made or not. "
            "Run the command again in a few minutes: it looks first."
        )

    def _once(
        self, query: str, variables: Mapping[str, Any] | None, *, change: bool = False
    ) -> Said | Later:
        """One request, counted. What was never sent to the server is unreachable for a change, too."""
        body = json.dumps({"query": query, "variables": dict(variables or {})}).encode("ascii")
        self.spent.requests += 1
        try:
            reply = self._transport.post(body)
        except CutError as cut:
            if change and not cut.sent:
                raise self._unreachable() from None
            if not cut.sent:
                return Later(Wait.NOBODY)
            return Later(Wait.HEAVY if cut.late else Wait.DOWN)
        self.clock = date_of(reply) or self.clock
        self._read_headers(reply)
        return meaning_of(reply)

    def _read_headers(self, reply: Reply) -> None:
        if "x-oauth-scopes" in reply.headers:
            parts = reply.headers["x-oauth-scopes"].split(",")
            self.scopes = frozenset(part.strip() for part in parts) - {""}
        left, reset = (
            reply.headers.get(f"x-ratelimit-{key}", "") for key in ("remaining", "reset")
        )
        if re.fullmatch(r"\d{1,9}", left) and re.fullmatch(r"\d{1,11}", reset):
            self._left = (int(left), datetime.fromtimestamp(int(reset), UTC))

    def _count(self, data: Mapping[str, Any]) -> None:
        rate = data.get("rateLimit")
        if not isinstance(rate, dict):
            return
        try:
            self._cost = int(rate["cost"])
            self._left = (int(rate["remaining"]), datetime.fromisoformat(str(rate["resetAt"])))
        except (KeyError, TypeError, ValueError):
            return
        self.spent.points += self._cost

    def _keep_within_limit(self) -> None:
        """Wait before the points are used up, so that colleagues' tools keep a few."""
        if self._left is None:
            return
        remaining, reset = self._left
        if remaining >= max(_RESERVE, 2 * self._cost) or reset <= self.now:
            return
        self._wait_until(reset)
        self._left = None

    def _wait_as_told(self, later: Later, refusals: int) -> None:
        if later.why is Wait.LIMIT and later.seconds is None and later.until and not refusals:
            self._wait_until(later.until)
            return
        seconds = later.seconds
        if seconds is None or refusals:  # a clock may be wrong, so it is asked less and less often
            seconds = max(_SECONDARY_SECONDS * 2**refusals, seconds or 0.0)
        self._wait_until(self.now + timedelta(seconds=seconds))

    def _wait_until(self, then: datetime) -> None:
        """Wait till `then`, if that is near enough. Raises LimitError."""
        seconds = max(1.0, (then - self.now).total_seconds() + 1)
        if seconds > self.manners.wait + 1:
            at = then.astimezone(UTC).strftime("%H:%M")
            minutes = max(1, round(seconds / 60))
            raise LimitError(
                f"GitHub's limit of questions is reached. Go on at {at} UTC, in about {minutes} "
                f"{'minute' if minutes == 1 else 'minutes'}; “--wait {minutes + 1}” waits for it. {_KEPT}"
            )
        self._pause(seconds, "GitHub's limit of questions is reached")
        if self.clock is not None:
            self.clock += timedelta(seconds=seconds)

    def _pause(self, seconds: float, why: str) -> None:
        self.manners.say(f"{why}; trying again in {seconds:.0f} s …")
        self.manners.pause(seconds)

    def _unreachable(self) -> UnreachableError:
        return UnreachableError(
            f"{self._transport.host} cannot be reached, or does not answer. Check the network, and "
            "whether GitHub itself is up (githubstatus.com); behind a company's firewall set HTTPS_PROXY. "
            "What was read is kept: run the command again, and it goes on."
        )
