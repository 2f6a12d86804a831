"""Faults that a test orders of the local GitHub."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class What(Enum):
    """What happens instead of an answer."""

    BAD_GATEWAY = "502"
    UNAVAILABLE = "503 with a page"
    GATEWAY_TIMEOUT = "504"
    LIMIT = "the points of the hour are used up"
    SECONDARY = "too many requests in a short time"
    CUT_BEFORE = "cut before anything is done"
    CUT_AFTER = "cut after it was done"
    LATE = "502, and done some seconds later"
    HALF = "half a body"
    SLOW = "an answer that takes long"
    NOT_JSON = "a page in place of an answer"
    EMPTY = "an empty answer"
    HUGE = "an answer without end"
    TOO_WIDE = "a timeout where the size of a page is a variable larger than `above`"
    ERROR = "an error of GraphQL's"
    REDIRECT = "another address"
    REFUSED = "403 with a message"
    ODD = "data that was not asked for"


@dataclass(frozen=True)
class Fault:
    """What is to happen. `seconds` is for SLOW, LATE and `Retry-After`; `kind` and `message` for ERROR and
    REFUSED; `data` for ODD.

    LIMIT says that new points come after `seconds`.
    """

    what: What
    seconds: float | None = None
    above: int = 0
    kind: str = ""
    message: str = ""
    to: str = ""
    status: int = 403
    data: object = None
