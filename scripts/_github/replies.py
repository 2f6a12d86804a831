"""What an answer of GitHub's means: its data, or the one thing that is in the way, in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any

from scripts._github.errors import (
    AnswerError,
    ForbiddenError,
    GitHubError,
    HeavyError,
    NotFoundError,
    QueryError,
    SsoError,
    TokenError,
)
from scripts._github.transport import Reply

_DOWN = {500, 502, 503, 504}
_HEAVY = {502, 504}
_SECONDARY = re.compile(r"secondary rate limit|abuse detection|submitted too quickly", re.I)
_PRIMARY = re.compile(r"API rate limit (already )?exceeded", re.I)
_TIMEOUT = re.compile(r"something went wrong while executing your query|timed?.?out", re.I)
_SSO = re.compile(r"SAML|single sign|\bSSO\b", re.I)
_RIGHTS = (
    "Fine-grained tokens and workflows need “Discussions: read” and “Pull requests: read” for this "
    "repository (“write” to open discussions); classic tokens need “repo”, or “public_repo” for a "
    "public one."
)
_SHOWN = 200


class Wait(Enum):
    """Why an answer has to be waited for."""

    NOBODY = "nobody"  # no connection could be made
    DOWN = "down"  # the server does not answer well
    HEAVY = "heavy"  # the same, and less at once may help
    SECONDARY = "secondary"
    LIMIT = "limit"


@dataclass(frozen=True)
class Later:
    """Not now. `seconds` is what the server asks for; `until` is when the points of the hour are new."""

    why: Wait
    seconds: float | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Said:
    """An answer that is one. `absent`: something that was asked for by its id is not there."""

    data: Mapping[str, Any]
    absent: bool = False


def meaning_of(reply: Reply) -> Said | Later:
    """What a reply says. Raises the GitHubError that it amounts to."""
    held = _json(reply)
    message = str(held.get("message", "")) if isinstance(held, dict) else ""
    if reply.status in (403, 429):
        return _refused(reply, message)
    if reply.status in _DOWN:
        return Later(Wait.HEAVY if reply.status in _HEAVY else Wait.DOWN, _retry_after(reply))
    if reply.status == 401:
        raise TokenError(
            "GitHub does not accept the token: it is mistyped, expired or was taken back. Make a new "
            "one, and set HUB_GITHUB_TOKEN to it."
        )
    if reply.status in (404, 405, 406, 410):
        raise AnswerError(
            "There is no API of GitHub's at the address that mkdocs.yml names (extra.hub.github.api). It "
            "is https://api.github.com, or https://your.server/api/v3 for a server of your company's."
        )
    if reply.status != 200:
        raise AnswerError(f"GitHub answered with the status {reply.status}{_quoted(message)}.")
    if not isinstance(held, dict) or not ("data" in held or "errors" in held):
        return Later(Wait.DOWN)
    errors = held.get("errors")
    data = held.get("data")
    if errors:
        return _explained(reply, errors, data)
    if not isinstance(data, dict):
        return Later(Wait.DOWN)
    return Said(data)


def date_of(reply: Reply) -> datetime | None:
    """The server's own clock, where it gives one."""
    try:
        found = parsedate_to_datetime(reply.headers.get("Date", ""))
        return found.astimezone(UTC)
    except (TypeError, ValueError):
        return None


def _json(reply: Reply) -> object:
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError):
        return None


def _refused(reply: Reply, message: str) -> Later:
    after = _retry_after(reply)
    if reply.headers.get("x-ratelimit-remaining") == "0" or _PRIMARY.search(message):
        return Later(Wait.LIMIT, after, _reset(reply))
    if after is not None or reply.status == 429 or _SECONDARY.search(message):
        return Later(Wait.SECONDARY, after)
    if reply.headers.get("X-GitHub-SSO") or _SSO.search(message):
        raise _sso()
    raise ForbiddenError(f"GitHub refuses this to the token{_quoted(message)}. {_RIGHTS}")


def _explained(reply: Reply, errors: object, data: object) -> Said | Later:
    """What GraphQL's `errors` amount to."""
    found = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    if not found:
        return Later(Wait.DOWN)
    kinds = {str(one.get("type") or "") for one in found}
    if kinds == {"NOT_FOUND"} and isinstance(data, dict):
        return Said(data, absent=True)
    first = next((one for one in found if one.get("type") != "NOT_FOUND"), found[0])
    kind, message = str(first.get("type") or ""), str(first.get("message") or "")
    if kind == "RATE_LIMITED" or _PRIMARY.search(message):
        return Later(Wait.LIMIT, _retry_after(reply), _reset(reply))
    if _SECONDARY.search(message):
        return Later(Wait.SECONDARY, _retry_after(reply))
    if not kind and _TIMEOUT.search(message):
        return Later(Wait.HEAVY)
    raise _error(kind, message)


def _error(kind: str, message: str) -> GitHubError:
    if kind in ("RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED"):
        return HeavyError(f"GitHub finds the question too large{_quoted(message)}.")
    if kind == "NOT_FOUND":
        return NotFoundError(
            f"GitHub does not find it{_quoted(message)}. Check the name; and the token has to be "
            "allowed to see it."
        )
    if kind in ("FORBIDDEN", "INSUFFICIENT_SCOPES"):
        if _SSO.search(message):
            return _sso()
        return ForbiddenError(f"The token may not do this{_quoted(message)}. {_RIGHTS}")
    if kind == "UNAUTHORIZED":
        return TokenError(f"GitHub does not accept the token{_quoted(message)}. Make a new one.")
    return QueryError(
        f"GitHub did not understand the question, or refuses it{_quoted(message)}. An old Enterprise "
        "server may know less than this hub asks for."
    )


def _sso() -> SsoError:
    return SsoError(
        "Your organization asks for single sign-on, and the token is not allowed for it yet. On GitHub, "
        "open Settings, Developer settings, Personal access tokens, and choose “Configure SSO” beside "
        "the token."
    )


def _quoted(message: str) -> str:
    """What GitHub said, on one line and not for ever."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in message).split())
    plain = plain.rstrip(".").replace("##[", "## [")  # a command to a workflow that prints it
    short = plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]} …"
    return f" (“{short}”)" if short else ""


def _retry_after(reply: Reply) -> float | None:
    """How long the server asks us to wait, in seconds or as a day and time."""
    written = reply.headers.get("Retry-After", "").strip()
    if written.isascii() and written.isdigit():
        return float(min(int(written[:9]), 10**7))
    try:
        until = parsedate_to_datetime(written)
    except (TypeError, ValueError):
        return None
    now = date_of(reply)
    return max(0.0, (until - now).total_seconds()) if now else None


def _reset(reply: Reply) -> datetime | None:
    written = reply.headers.get("x-ratelimit-reset", "")
    return datetime.fromtimestamp(int(written), UTC) if re.fullmatch(r"\d{1,11}", written) else None
