"""How long it usually takes until a text that somebody sent is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from statistics import median
from typing import Any

from commonplace.model.discussions import ActorKind, PullRequest

FEWEST = 5
"""With fewer, the number would say more about single colleagues than about the hub."""

_LAST = 30
_DAY = timedelta(days=1)


def usual_wait(pulls: Iterable[PullRequest]) -> timedelta | None:
    """The median of the last ones that people sent, or None where there are too few to tell."""
    last = sorted(filter(_by_people, pulls), key=lambda one: one.merged)[-_LAST:]
    if len(last) < FEWEST:
        return None
    seconds = (max(0.0, (one.merged - one.created).total_seconds()) for one in last)
    return timedelta(seconds=median(seconds))


def _by_people(one: PullRequest) -> bool:
    """Whether a person sent it. What somebody wrote in a form is sent by a program for them."""
    return one.by_form or one.author is None or one.author.kind is not ActorKind.BOT


def wait_words(wait: timedelta, told: Mapping[str, Any]) -> str:
    """The time in words, as roughly as anybody can rely on it."""
    if wait < 0.8 * _DAY:
        return str(told["hours"])
    days = round(wait / _DAY)
    if days <= 1:
        return str(told["day"])
    if days < 14:
        return str(told["days"].format(count=days))
    return str(told["weeks"].format(count=round(days / 7)))
